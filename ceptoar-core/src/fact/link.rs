//! Links: that one party *can* hand on to another, never that it may.

use crate::fact::source::Citation;
use crate::id::{ChannelId, PartyId, PurposeId};
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{Direction, Mode};
use serde::Serialize;

/// When a conditional channel may be used: every set that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChannelCondition {
    /// One of these modes; empty: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<Mode>,
    /// A notice with one of these purposes; empty: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<PurposeId>,
}

/// A channel of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkChannel {
    /// The channel.
    pub id: ChannelId,
    /// Whether it is used beside the other channels (併せて), not instead of them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub also: bool,
    /// Its condition; `None`: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ChannelCondition>,
    /// What only a person can judge before it is used; `None`: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Text>,
}

/// A link between two parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Who can hand on.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
    /// Of which direction.
    pub direction: Direction,
    /// By which channels, in order of preference; `None`: unknown, not none. Empty where the link is internal.
    pub channels: Option<Vec<LinkChannel>>,
    /// One office acts in both roles: no channel is needed, and none can close it.
    pub internal: bool,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    #[serde(flatten)]
    pub citation: Citation,
}
