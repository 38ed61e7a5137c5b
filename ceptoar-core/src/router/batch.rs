//! Many notices at once: equal envelopes are decided once.

use chrono::{DateTime, Utc};

use crate::answer::plan::Plan;
use crate::id::NoticeId;
use crate::lint::LintCode;
use crate::notice::Notice;
use crate::time::civil_day;

/// What two notices must share to have one answer: all but id and instant, the epoch, and whether the embargo holds.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Envelope {
    notice: Notice,
    epoch: usize,
    embargoed: bool,
}

impl Envelope {
    pub(super) fn new(notice: &Notice, id: &NoticeId, epoch: usize, at: DateTime<Utc>) -> Self {
        let embargoed = notice.embargo_until.is_some_and(|until| at < until);
        let notice = Notice { id: id.clone(), issued_at: DateTime::<Utc>::UNIX_EPOCH, ..notice.clone() };
        Self { notice, epoch, embargoed }
    }
}

/// The answers for many notices: one number for each notice, and a table of plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub(super) outcomes: Vec<usize>,
    pub(super) plans: Vec<Plan>,
    pub(super) notices: Vec<(NoticeId, DateTime<Utc>)>,
}

impl Batch {
    /// For each notice, in the order given: the place of its plan in [`Batch::plans`].
    #[must_use]
    pub fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    /// The distinct plans, in order of first use. Each names the first notice that it answers.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The plan of one notice, as [`Router::route`](crate::Router::route) would give it.
    #[must_use]
    pub fn plan(&self, notice: usize) -> Option<Plan> {
        let (id, at) = self.notices.get(notice)?;
        let plan = self.plans.get(*self.outcomes.get(notice)?)?;
        let mut plan = Plan { notice: id.clone(), at: *at, on: civil_day(*at), ..plan.clone() };
        for lint in plan.lints.iter_mut().filter(|lint| lint.code == LintCode::NobodyTold) {
            lint.at = id.to_string(); // it stands at the notice, the one lint that does
        }
        Some(plan)
    }
}
