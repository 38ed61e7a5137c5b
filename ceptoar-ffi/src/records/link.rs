//! Who can hand on to whom, and by what.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::{Direction, Mode};
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// When a conditional channel may be used: every set that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ChannelCondition {
    /// One of these modes; empty: any.
    pub modes: Vec<Mode>,
    /// A notice with one of these purposes; empty: any.
    pub purposes: Vec<String>,
}

impl<R> Native<R> for core::ChannelCondition {
    type As = ChannelCondition;

    fn native(&self, registry: &R) -> ChannelCondition {
        ChannelCondition { modes: self.modes.native(registry), purposes: self.purposes.native(registry) }
    }
}

/// A channel of a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LinkChannel {
    /// The channel.
    pub id: String,
    /// Whether it is used beside the other channels (併せて), not instead of them.
    pub also: bool,
    /// Its condition; absent: always.
    pub when: Option<ChannelCondition>,
    /// What only a person can judge before it is used; absent: nothing.
    pub judgement: Option<BilingualText>,
}

impl<R> Native<R> for core::LinkChannel {
    type As = LinkChannel;

    fn native(&self, registry: &R) -> LinkChannel {
        LinkChannel {
            id: self.id.native(registry),
            also: self.also.native(registry),
            when: self.when.native(registry),
            judgement: self.judgement.native(registry),
        }
    }
}

/// A link between two parties.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PartyLink {
    /// Who can hand on.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Of which direction.
    pub direction: Direction,
    /// By which channels, in order of preference; absent: unknown, not none. Empty where the link is internal.
    pub channels: Option<Vec<LinkChannel>>,
    /// One office acts in both roles: no channel is needed, and none can close it.
    pub internal: bool,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    pub citation: Citation,
}

impl<R> Native<R> for core::Link {
    type As = PartyLink;

    fn native(&self, registry: &R) -> PartyLink {
        PartyLink {
            from: self.from.native(registry),
            to: self.to.native(registry),
            direction: self.direction.native(registry),
            channels: self.channels.native(registry),
            internal: self.internal.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
