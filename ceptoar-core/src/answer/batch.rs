//! The answers for many notices.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::plan::Plan;
use crate::id::NoticeId;
use crate::lint::LintCode;
use crate::time::civil_day;

/// The answers for many notices: a row for each notice, and a table of the distinct plans.
///
/// ```
/// use ceptoar_core::{Edition, NoticeId, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let mut again = notice.clone();
/// again.id = "n-2".parse()?;
/// let batch = router.route_batch(&[notice, again], &Situation::default())?;
/// assert_eq!(batch.plans.len(), 1); // equal envelopes are decided once
/// assert_eq!(batch.rows[1].outcome, 0);
/// assert_eq!(batch.plan(1).map(|plan| plan.notice), Some("n-2".parse::<NoticeId>()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Batch {
    /// The notices, in the order given.
    pub rows: Vec<BatchRow>,
    /// The distinct plans, in order of first use. Each names the first notice that it answers.
    pub plans: Vec<Plan>,
}

/// One notice of a batch.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let batch = router.route_batch(std::slice::from_ref(&notice), &Situation::default())?;
/// let row = &batch.rows[0];
/// assert_eq!((&row.notice, row.at, row.outcome), (&notice.id, notice.issued_at, 0));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BatchRow {
    /// The notice.
    pub notice: NoticeId,
    /// The instant that is answered for.
    #[serde(with = "crate::time::instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub at: DateTime<Utc>,
    /// The place of its plan in the table.
    pub outcome: usize,
}

impl Batch {
    /// For each notice, in the order given: the place of its plan in [`Batch::plans`].
    pub fn outcomes(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.rows.iter().map(|row| row.outcome)
    }

    /// The plan of one notice, as [`Router::route`](crate::Router::route) would give it.
    #[must_use]
    pub fn plan(&self, notice: usize) -> Option<Plan> {
        let row = self.rows.get(notice)?;
        let plan = self.plans.get(row.outcome)?;
        let mut plan = Plan { notice: row.notice.clone(), at: row.at, on: civil_day(row.at), ..plan.clone() };
        for lint in plan.lints.iter_mut().filter(|lint| lint.code == LintCode::NobodyTold) {
            lint.at = row.notice.to_string(); // it stands at the notice, the one lint that does
        }
        Some(plan)
    }
}
