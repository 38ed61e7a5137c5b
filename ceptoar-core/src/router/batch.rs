//! Many notices at once: equal envelopes are decided once.

use crate::answer::plan::Plan;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::NoticeId;
use crate::lint::LintCode;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::time::civil_day;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

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

impl Router {
    /// The answers for many notices in one situation; equal envelopes are decided once.
    ///
    /// # Errors
    /// Every problem of every notice, with pointers `/0/…`, `/1/…`, and of the situation, once: nothing is answered in
    /// part.
    pub fn route_batch(&self, notices: &[Notice], situation: &Situation) -> Result<Batch, Refusal> {
        let mut batch = Batch { outcomes: Vec::new(), plans: Vec::new(), notices: Vec::new() };
        let mut known: HashMap<Envelope, usize> = HashMap::new();
        let mut problems = Problems::new();
        self.check_situation(situation, &mut problems);
        let sound = problems.is_empty();
        for (place, notice) in notices.iter().enumerate() {
            // Each is checked, also one whose envelope is known: the instant is no part of that.
            let mut found = Problems::new();
            self.check_notice(notice, situation, &mut found);
            if let Err(refusal) = found.into_result(()) {
                problems.absorb(refusal, &At::root().index(place));
                continue;
            }
            if !sound {
                continue;
            }
            let at = situation.at.unwrap_or(notice.issued_at);
            let Some(first) = notices.first() else { break };
            let key = Envelope::new(notice, &first.id, self.engine.epoch_at(at), at);
            let outcome = match known.get(&key) {
                Some(outcome) => *outcome,
                None => match self.route(notice, situation) {
                    Ok(plan) => {
                        batch.plans.push(plan);
                        known.insert(key, batch.plans.len() - 1);
                        batch.plans.len() - 1
                    }
                    Err(refusal) => {
                        problems.absorb(refusal, &At::root().index(place));
                        continue;
                    }
                },
            };
            batch.outcomes.push(outcome);
            batch.notices.push((notice.id.clone(), at));
        }
        problems.into_result(batch)
    }
}
