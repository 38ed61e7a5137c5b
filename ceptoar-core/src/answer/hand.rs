//! What a holder is told: whom to hand on to, and whether one may pass to a given party.

use crate::answer::plan::{Hop, OwedJudgement};
use crate::answer::verdict::Reason;
use crate::id::{ChannelId, PartyId};
use crate::text::bilingual::Text;
use crate::word::sets::{Direction, MayPass};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A hop of the plan that leaves a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Onward {
    /// To whom.
    pub to: PartyId,
    /// Over a link of which direction.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; `None`: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Arc<[ChannelId]>>,
    /// The open channels that are used beside those.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub also: Arc<[ChannelId]>,
    /// Those of `channels`, then of `also`, that need a judgement.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged: Arc<[ChannelId]>,
    /// What is to be judged, for each of `judged`.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged_texts: Arc<[Text]>,
    /// One office acts in both roles.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub internal: bool,
    /// The recipients whose paths take this hop, sorted.
    pub serves: Vec<PartyId>,
    /// What the holder judges before it hands on to this party; at most one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<OwedJudgement>,
}

/// Whether a holder may pass the notice to a party, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Passing {
    /// The answer.
    pub answer: MayPass,
    /// The hop; `None` where the answer is no.
    pub hop: Option<Hop>,
    /// What the holder judges before it passes the notice to the party; at most one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<OwedJudgement>,
    /// Every reason why not, sorted by code and rule; empty unless the answer is no.
    pub reasons: Vec<Reason>,
}
