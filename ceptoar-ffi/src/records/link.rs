//! Who can hand on to whom, and by what.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::{Direction, Mode};
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// The condition under which a channel may be used: every set that is given must be met.
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
    /// The question that a person judges before the channel is used; absent: none.
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
    /// The party that can hand on.
    pub from: String,
    /// The party to which it can hand on.
    pub to: String,
    /// The direction of the notices that travel the link.
    pub direction: Direction,
    /// The channels, in order of preference; absent: unknown, not none. Empty where the link is internal.
    pub channels: Option<Vec<LinkChannel>>,
    /// One office acts in both roles: no channel is needed, and none can close it.
    pub internal: bool,
    /// The days on which it holds.
    pub period: Period,
    /// The citation of the fact.
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
