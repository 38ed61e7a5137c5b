//! What a holder is told: whom to hand on to, and whether one may pass to a given party.

use std::sync::Arc;

use serde::Serialize;

use crate::id::{ChannelId, PartyId};
use crate::link::Direction;

use super::explanation::Reason;
use super::plan::Hop;

/// A hop of the plan that leaves a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Onward {
    /// To whom.
    pub to: PartyId,
    /// Over a link of which direction.
    pub direction: Direction,
    /// The open channels, the primary first; `None`: unknown. Empty where the hop is internal.
    pub channels: Option<Arc<[ChannelId]>>,
    /// One office acts in both roles.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub internal: bool,
    /// The recipients whose paths take this hop, sorted.
    pub serves: Vec<PartyId>,
}

/// Whether a holder may pass the notice to a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Passing {
    /// The answer.
    pub allowed: bool,
    /// The hop, where it is allowed.
    pub hop: Option<Hop>,
    /// Every reason why not, sorted by code and rule; empty where it is allowed.
    pub reasons: Vec<Reason>,
}
