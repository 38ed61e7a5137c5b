//! Many notices at once: equal envelopes are decided once.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::answer::batch::{Batch, BatchRow};
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::NoticeId;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;

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

impl Router {
    /// The answers for many notices in one situation; equal envelopes are decided once.
    ///
    /// # Errors
    /// Every problem of every notice, with pointers `/0/…`, `/1/…`, and of the situation, once: nothing is answered in
    /// part.
    pub fn route_batch(&self, notices: &[Notice], situation: &Situation) -> Result<Batch, Refusal> {
        let mut batch = Batch { rows: Vec::new(), plans: Vec::new() };
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
            batch.rows.push(BatchRow { notice: notice.id.clone(), at, outcome });
        }
        problems.into_result(batch)
    }
}
