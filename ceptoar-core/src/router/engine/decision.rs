//! One decision, whole, in numbers: all that every answer is rendered from.

use std::cell::OnceCell;

use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::hints::Hints;
use crate::router::engine::judge::Tests;
use crate::router::engine::labels::Openings;
use crate::router::engine::path::Paths;
use crate::router::engine::question::Question;
use crate::word::sets::Outcome;

/// The tests and the paths of one notice, on one day and in one situation.
pub(in crate::router) struct Decision<'a, S: Shape> {
    pub(in crate::router) q: Question<'a, S>,
    pub(in crate::router) tests: Tests<S>,
    pub(in crate::router) paths: Paths<S::Parties>,
    /// The parties that have a verdict.
    pub(in crate::router) with_verdict: S::Parties,
    near: OnceCell<Vec<Near<S::Parties>>>,
    pub(in crate::router) openings: OnceCell<Openings>,
}

/// A permitting rule that does not fire, with the parties that it would tell and that no other rule tells.
#[derive(PartialEq, Eq)]
pub(in crate::router) struct Near<P> {
    pub(in crate::router) rule: usize,
    pub(in crate::router) parties: P,
    /// The conditions that are not met, as bits in the order of their names.
    pub(in crate::router) failed: u16,
}

impl<'a, S: Shape> Decision<'a, S> {
    #[inline]
    pub(in crate::router) fn new(q: Question<'a, S>) -> Self {
        let tests = Tests::new(&q);
        Self::with(q, tests)
    }

    /// A decision whose tests are made.
    #[inline]
    pub(in crate::router) fn with(q: Question<'a, S>, tests: Tests<S>) -> Self {
        let paths = Paths::new(&q, &tests.may);
        Self::of(q, tests, paths)
    }

    /// A decision that is taken.
    #[inline]
    pub(in crate::router) fn of(q: Question<'a, S>, tests: Tests<S>, paths: Paths<S::Parties>) -> Self {
        let with_verdict = q.with_verdict();
        Self { q, tests, paths, with_verdict, near: OnceCell::new(), openings: OnceCell::new() }
    }

    #[inline]
    pub(in crate::router) fn outcome(&self, party: usize) -> Outcome {
        let tests = &self.tests;
        if !self.q.epoch.active.contains(party) {
            Outcome::Inactive
        } else if !tests.permitted.contains(party) {
            Outcome::NotAddressed
        } else if tests.forbidden.contains(party) || tests.stays.contains(party) {
            Outcome::Forbidden
        } else if !tests.may.contains(party) {
            Outcome::Capped
        } else if !self.paths.reached.contains(party) {
            Outcome::Unreachable
        } else if self.q.embargoed {
            Outcome::Embargoed
        } else {
            Outcome::Deliver
        }
    }

    /// The parties that are told.
    #[inline]
    pub(in crate::router) fn told(&self) -> S::Parties {
        if self.q.embargoed { S::Parties::none(self.q.tables.parties.len()) } else { self.paths.reached.clone() }
    }

    /// The lints of the answer but those of its hops.
    pub(in crate::router) fn hints(&self, aside: Aside<'_>) -> Hints {
        let hints = self.q.hints(aside, &self.tests.fired, &self.tests.may, &self.paths.reached);
        hints.map(|hints| *hints).unwrap_or_default()
    }

    /// The permitting rules that do not fire, in their order, with those who are told by no other.
    pub(in crate::router) fn near(&self) -> &[Near<S::Parties>] {
        self.near.get_or_init(|| self.near_misses())
    }

    fn near_misses(&self) -> Vec<Near<S::Parties>> {
        let whom = self.with_verdict.less(&self.tests.permitted);
        let mut near = Vec::new();
        if whom.is_empty() {
            return near;
        }
        near.reserve(16);
        let mut met = None;
        // A rule that can speak of none of them is not resolved.
        let parts = self.tests.parts.iter().enumerate().filter(|(_, parties)| parties.meets(&whom));
        let meeting = parts.fold(0_u16, |bits, (part, _)| bits | 1 << part);
        for rule in self.q.compiled.masks.gives.less(&self.tests.fired).iter() {
            let Some(audience) = self.q.epoch.audiences.get(rule) else { continue };
            if audience.parts & meeting == 0 && !audience.fixed.meets(&whom) {
                continue;
            }
            let mut parties = audience.resolve(&self.tests.parts);
            parties.keep(&whom);
            if !parties.is_empty() {
                let failed = met.get_or_insert_with(|| self.q.met()).failed(rule);
                near.push(Near { rule, parties, failed });
            }
        }
        near
    }
}
