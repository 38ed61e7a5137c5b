//! The explanation: a verdict with reasons for every party.

use crate::answer::ground::Ground;
use crate::answer::plan::Plan;
use crate::answer::verdict::Verdict;
use crate::id::{Label, SourceId};
use crate::word::sets::Grade;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What the reach of the level rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReachBasis {
    /// The label.
    pub level: Label,
    /// What is cited for its reach.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub source: Arc<[SourceId]>,
    /// How sure it is; `reading` for the built-in profiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
}

/// The plan and a verdict for every party that has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Explanation {
    /// The plan of this very decision.
    #[serde(flatten, serialize_with = "Plan::serialize", deserialize_with = "Plan::deserialize")]
    pub plan: Plan,
    /// What the reach of the level rests on.
    pub reach: ReachBasis,
    /// For every party but the origin (a members class as origin has one too), sorted by party.
    pub verdicts: Vec<Verdict>,
    #[serde(skip)]
    pub(crate) ground: Ground,
}

impl Explanation {
    /// Who is told, sorted by recipient.
    #[must_use]
    pub fn deliveries(&self) -> &[crate::answer::plan::Delivery] {
        &self.plan.deliveries
    }

    /// The verdict on one party; `None` for the origin and for foreign ids.
    #[must_use]
    pub fn verdict(&self, party: &str) -> Option<&Verdict> {
        let found = self.verdicts.binary_search_by(|verdict| verdict.party.as_str().cmp(party)).ok()?;
        self.verdicts.get(found)
    }
}
