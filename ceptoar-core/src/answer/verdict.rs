//! What becomes of one party, and why.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answer::reason::ReasonCode;
use crate::id::{PartyId, RuleId, SourceId};
use crate::word::sets::{ChangeKind, ConditionName, Grade, Outcome};

/// One change of an opening.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Change {
    /// What would have to change.
    pub change: ChangeKind,
    /// On which link, as `from>to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// For which relay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

/// One reason of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason {
    /// What it is.
    pub code: ReasonCode,
    /// The rule that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// The conditions of the rule that are not met, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub conditions: Vec<ConditionName>,
    /// The group of a membership that does not hold on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<PartyId>,
    /// The day on which that membership ended or will begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub date: Option<NaiveDate>,
    /// The statements that the rule or the reach of the level cites.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub source: Arc<[SourceId]>,
    /// The grade of that citation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The fewest changes that would open a path.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub opening: Vec<Change>,
}

impl Reason {
    pub(crate) fn new(code: ReasonCode) -> Self {
        Self {
            code,
            rule: None,
            conditions: Vec::new(),
            group: None,
            date: None,
            source: Arc::default(),
            grade: None,
            opening: Vec::new(),
        }
    }
}

/// What becomes of one party, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Verdict {
    /// The party.
    pub party: PartyId,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// Why, sorted by code, rule and group.
    pub reasons: Vec<Reason>,
}
