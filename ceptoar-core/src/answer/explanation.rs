//! The explanation: a verdict with reasons for every party.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::id::{Label, PartyId, RuleId, SourceId};
use crate::source::Grade;

use super::ground::Ground;
use super::plan::Plan;
use super::reason::ReasonCode;

/// What becomes of a party: the first test that fails, or `deliver`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It does not exist or work on the day.
    Inactive,
    /// No rule permits it.
    NotAddressed,
    /// A rule forbids it, or a liaison notice may not be held by it.
    Forbidden,
    /// The sharing level does not reach it.
    Capped,
    /// No open path leads to it.
    Unreachable,
    /// It is too early.
    Embargoed,
    /// It is told.
    Deliver,
}

impl Outcome {
    /// Every outcome, in the order of the tests.
    pub const ALL: [Self; 7] = [
        Self::Inactive,
        Self::NotAddressed,
        Self::Forbidden,
        Self::Capped,
        Self::Unreachable,
        Self::Embargoed,
        Self::Deliver,
    ];

    /// The outcome as answers write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::NotAddressed => "not-addressed",
            Self::Forbidden => "forbidden",
            Self::Capped => "capped",
            Self::Unreachable => "unreachable",
            Self::Embargoed => "embargoed",
            Self::Deliver => "deliver",
        }
    }
}

/// A field of a rule's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "snake_case")]
pub enum ConditionName {
    /// The addressees that the notice names.
    Addressees,
    /// The affected CEPTOARs that the notice names.
    AffectedCeptoars,
    /// The affected sectors that the notice names.
    AffectedSectors,
    /// The cause class.
    Causes,
    /// The direction.
    Directions,
    /// The kind of information.
    Kinds,
    /// The sharing level.
    Levels,
    /// The mode.
    Modes,
    /// A group of the origin.
    OriginGroups,
    /// The kind of the origin.
    OriginKinds,
    /// A role of the origin.
    OriginRoles,
    /// The origin.
    Origins,
    /// The days on which the rule holds.
    Period,
    /// The purposes.
    Purposes,
    /// The status.
    Statuses,
}

/// What would have to change on the way to an unreachable party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A link would have to hold on the day.
    Validity,
    /// An outage on a link would have to end.
    Outage,
    /// The level or a condition would have to let a channel of a link pass.
    Channels,
    /// A relay would have to be permitted.
    Permission,
    /// The level would have to reach a relay.
    Reach,
}

/// One change of an opening.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// What the reach of the level rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explanation {
    #[serde(flatten)]
    pub(crate) plan: Plan,
    /// What the reach of the level rests on.
    pub reach: ReachBasis,
    /// For every party but the origin (a members class as origin has one too), sorted by party.
    pub verdicts: Vec<Verdict>,
    #[serde(skip)]
    pub(crate) ground: Ground,
}

impl Explanation {
    /// The format of an explanation as JSON.
    pub const FORMAT: &'static str = "ceptoar/explanation/1";

    /// The plan of this very decision.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan { format: Plan::FORMAT, ..self.plan.clone() }
    }

    /// Who is told, sorted by recipient.
    #[must_use]
    pub fn deliveries(&self) -> &[super::plan::Delivery] {
        &self.plan.deliveries
    }

    /// The verdict on one party; `None` for the origin and for foreign ids.
    #[must_use]
    pub fn verdict(&self, party: &str) -> Option<&Verdict> {
        let found = self.verdicts.binary_search_by(|verdict| verdict.party.as_str().cmp(party)).ok()?;
        self.verdicts.get(found)
    }

    /// The explanation as JSON, the same bytes for the same explanation.
    #[must_use]
    pub fn to_json(&self) -> String {
        super::json(self)
    }
}
