//! Links: that one party *can* hand on to another, never that it may.

use serde::{Deserialize, Serialize};

use crate::id::{ChannelId, PartyId, PurposeId};
use crate::source::Citation;
use crate::text::Text;
use crate::time::Period;

/// The direction of a notice or link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Downward (情報提供): cabinet to ministry to CEPTOAR to members.
    Provision,
    /// Upward (情報連絡): provider to ministry to cabinet.
    Liaison,
    /// Across (相互の合意に基づく情報共有): between and inside CEPTOARs and in councils.
    Exchange,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Provision, Self::Liaison, Self::Exchange];

    /// The direction as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provision => "provision",
            Self::Liaison => "liaison",
            Self::Exchange => "exchange",
        }
    }
}

/// The mode in which the scheme runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Every day.
    #[default]
    Normal,
    /// A wide-area disaster.
    WideAreaDisaster,
}

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
