//! Many notices at once: equal envelopes are decided once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::answer::batch::{Batch, BatchRow};
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::notice::envelope::{NamedPerson, Notice};
use crate::router::ask::Router;
use crate::situation::Situation;

/// The envelopes that were met. Two have one answer where they share all but id and instant, and the epoch, and whether the
/// embargo holds.
#[derive(Default)]
struct Envelopes<'a> {
    /// By what they share, as numbers: the place of the plan.
    plans: HashMap<Box<[u64]>, usize, RandomState>,
    /// The persons that notices name, numbered from 1; an answer shows them as they are.
    persons: HashMap<&'a [NamedPerson], u64, RandomState>,
    /// The numbers of the notice at hand.
    key: Vec<u64>,
}

impl<'a> Envelopes<'a> {
    /// Makes a notice the one at hand. `None`: it does not fit the router.
    fn read(&mut self, router: &Router, notice: &'a Notice, situation: &Situation) -> Option<()> {
        // Every field by name: one that an answer shows, and that is left out here, would be shown of another notice. What is not
        // looked at here is in the engine's key, but for what belongs to each notice alone.
        let Notice {
            id: _,
            issued_at: _,
            direction: _,
            origin: _,
            level: _,
            kind: _,
            purposes: _,
            cause,
            affected_sectors: _,
            affected_ceptoars: _,
            addressees: _,
            named_persons,
            mode: _,
            status: _,
            no_attribution,
            embargo_until: _,
            consents: _,
            only: _,
            message: _,
            replaces: _,
        } = notice;
        let persons = match named_persons.as_slice() {
            [] => 0,
            persons => {
                let next = self.persons.len() as u64 + 1;
                *self.persons.entry(persons).or_insert(next)
            }
        };
        self.key.clear();
        self.key.extend([persons, (*no_attribution).into(), cause.is_some().into()]);
        router.engine.key(notice, situation.at.unwrap_or(notice.issued_at), &mut self.key)
    }
}

impl Router {
    /// The answers for many notices in one situation; equal envelopes are decided once.
    ///
    /// # Errors
    /// Every problem of every notice, with pointers `/0/…`, `/1/…`, and of the situation, once: nothing is answered in
    /// part.
    pub fn route_batch(&self, notices: &[Notice], situation: &Situation) -> Result<Batch, Refusal> {
        let mut batch = Batch { rows: Vec::with_capacity(notices.len()), plans: Vec::new() };
        let mut known = Envelopes::default();
        let mut problems = Problems::new();
        self.check_situation(situation, &mut problems);
        let sound = problems.is_empty();
        for (place, notice) in notices.iter().enumerate() {
            // What is looked up fits; the rest is checked, also where the envelope is known: the instant is no part of that.
            if known.read(self, notice, situation).is_none() || self.refuse_stale {
                let mut found = Problems::new();
                self.check_notice(notice, situation, &mut found);
                if let Err(refusal) = found.into_result(()) {
                    problems.absorb(refusal, &At::root().index(place));
                    continue;
                }
            }
            if !sound {
                continue;
            }
            let outcome = match known.plans.get(known.key.as_slice()) {
                Some(outcome) => *outcome,
                None => match self.route(notice, situation) {
                    Ok(plan) => {
                        batch.plans.push(plan);
                        known.plans.insert(known.key.as_slice().into(), batch.plans.len() - 1);
                        batch.plans.len() - 1
                    }
                    Err(refusal) => {
                        problems.absorb(refusal, &At::root().index(place));
                        continue;
                    }
                },
            };
            let at = situation.at.unwrap_or(notice.issued_at);
            batch.rows.push(BatchRow { notice: notice.id.clone(), at, outcome });
        }
        problems.into_result(batch)
    }
}
