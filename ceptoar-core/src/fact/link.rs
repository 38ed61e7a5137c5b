//! Links: one party *can* hand on to another. Whether it *may*, rules and levels say.

use std::cmp::Ordering;

use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::{ChannelId, PartyId, PurposeId};
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{Direction, Mode};

/// The condition under which a channel may be used: every set that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct LinkChannel {
    /// The channel.
    pub id: ChannelId,
    /// Whether it is used beside the other channels (併せて), not instead of them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub also: bool,
    /// Its condition; `None`: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ChannelCondition>,
    /// The question that a person judges before the channel is used; `None`: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Text>,
}

/// The order in which a registry keeps links.
pub(crate) fn in_order(one: &Link, other: &Link) -> Ordering {
    (&one.from, &one.to, one.direction, one.period).cmp(&(&other.from, &other.to, other.direction, other.period))
}

/// A link between two parties.
///
/// ```
/// use ceptoar_core::{Direction, Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let link = registry.links().iter().find(|link| link.from == "nisc" && link.to == "meti").ok_or("no link")?;
/// assert_eq!(link.direction, Direction::Provision);
/// assert_eq!(link.channels, None); // no source names its channels: unknown, not none
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The party that can hand on.
    pub from: PartyId,
    /// The party to which it can hand on.
    pub to: PartyId,
    /// The direction of the notices that travel the link.
    pub direction: Direction,
    /// The channels, in order of preference; `None`: unknown, not none. Empty where the link is internal.
    pub channels: Option<Vec<LinkChannel>>,
    /// One office acts in both roles: no channel is needed, and none can close it.
    pub internal: bool,
    /// The days on which it holds.
    pub period: Period,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}
