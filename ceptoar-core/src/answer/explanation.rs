//! The explanation: a verdict with reasons for every party.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::answer::ground::Ground;
use crate::answer::plan::Plan;
use crate::answer::verdict::Verdict;
use crate::id::{Label, SourceId};
use crate::word::sets::Grade;

/// The citation that the reach of the level rests on.
///
/// ```
/// use ceptoar_core::{Edition, Grade, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let why = router.explain(&notice, &Situation::default())?;
/// assert_eq!(why.reach.level, "TLP:AMBER");
/// assert_eq!(why.reach.grade, Some(Grade::Reading)); // the source names no levels: their reach is this library's reading
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReachBasis {
    /// The label.
    pub level: Label,
    /// The statements that are cited for its reach.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub source: Arc<[SourceId]>,
    /// The grade; `reading` for the built-in profiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
}

/// The plan and a verdict for every party that has one.
///
/// ```
/// use ceptoar_core::{Edition, Outcome, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let why = router.explain(&notice, &Situation::default())?;
/// assert_eq!(why.plan, router.route(&notice, &Situation::default())?); // one decision, told at two lengths
/// assert_eq!(why.verdict("gas").map(|gas| gas.outcome), Some(Outcome::NotAddressed));
/// assert_eq!(why.verdict("nisc"), None); // the origin has no verdict
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Explanation {
    /// The plan of this very decision.
    #[serde(flatten, serialize_with = "Plan::serialize", deserialize_with = "Plan::deserialize")]
    pub plan: Plan,
    /// The citation that the reach of the level rests on.
    pub reach: ReachBasis,
    /// The verdicts, one for every party but the origin (a members class as origin has one too), sorted by party.
    pub verdicts: Vec<Verdict>,
    #[serde(skip)]
    pub(crate) ground: Ground,
}

impl Explanation {
    /// The deliveries, sorted by recipient.
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
