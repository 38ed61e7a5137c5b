//! The verdict on one party.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answer::reason::ReasonCode;
use crate::id::{PartyId, RuleId, SourceId};
use crate::word::sets::{ChangeKind, ConditionName, Grade, Outcome};

/// One of the changes that together would open a path.
///
/// ```
/// use ceptoar_core::{ChangeKind, Edition, ReasonCode, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let cut = Situation::default().with_outage("nisc>meti".parse()?);
/// let why = router.explain(&notice, &cut)?;
/// let meti = why.verdict("meti").ok_or("no verdict")?;
/// let no_path = meti.reasons.iter().find(|reason| reason.code == ReasonCode::NoPath).ok_or("a path")?;
/// assert_eq!(no_path.opening[0].change, ChangeKind::Outage);
/// assert_eq!(no_path.opening[0].link.as_deref(), Some("nisc>meti"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Change {
    /// The kind of change.
    pub change: ChangeKind,
    /// The link, as `from>to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The relay, or the party that is out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

/// One reason of a verdict.
///
/// ```
/// use ceptoar_core::{ConditionName, Edition, Lang, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let why = router.explain(&notice, &Situation::default())?;
/// let gas = why.verdict("gas").ok_or("no verdict")?;
/// let of_rule = |rule: &str| gas.reasons.iter().find(|reason| reason.rule.as_ref().is_some_and(|id| *id == rule));
/// let reason = of_rule("gas-from-other-sectors").ok_or("no such reason")?;
/// assert_eq!(*reason.conditions, [ConditionName::Kinds]); // it speaks of incident cases, and this is a vulnerability
/// println!("{}", reason.sentence(router.registry(), Lang::En));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason {
    /// The code.
    pub code: ReasonCode,
    /// The rule that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// The conditions of the rule that are not met, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub conditions: Arc<[ConditionName]>,
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
            conditions: Arc::default(),
            group: None,
            date: None,
            source: Arc::default(),
            grade: None,
            opening: Vec::new(),
        }
    }
}

/// The verdict on one party: what becomes of it, and why.
///
/// ```
/// use ceptoar_core::{Edition, Outcome, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let verdict = router.decide(&notice, "gas", &Situation::default())?;
/// assert_eq!((verdict.outcome, verdict.required), (Outcome::NotAddressed, false));
/// assert!(!verdict.reasons.is_empty()); // nobody is left out without a reason
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Verdict {
    /// The party.
    pub party: PartyId,
    /// The outcome: what becomes of the party.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// The reasons, sorted by code, rule and group.
    // Parties with the same reasons share one list.
    pub reasons: Arc<[Reason]>,
}
