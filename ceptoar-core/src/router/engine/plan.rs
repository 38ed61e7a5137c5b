//! The plan of a decision.

use std::sync::Arc;

use crate::answer::plan::{Delivery, Unmet};
use crate::lint::Lint;
use crate::notice::envelope::Notice;
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set as _, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::Maker;
use crate::router::engine::tables::CompiledChange;

/// What a plan says beside the notice and its day.
pub(in crate::router) struct Body {
    pub(in crate::router) deliveries: Vec<Delivery>,
    pub(in crate::router) unmet: Vec<Unmet>,
    pub(in crate::router) lints: Vec<Lint>,
    /// The later changes that are known and not applied.
    pub(in crate::router) changes: Vec<Arc<str>>,
}

impl<S: Shape> Decision<'_, S> {
    pub(in crate::router) fn body(&self, notice: &Notice) -> Body {
        let parties = &self.q.tables.parties;
        let aside = Aside::of(notice);
        let hints = self.hints(aside);
        let mut lints = hints.lints(self.q.tables);
        let mut maker = Maker::new(self, aside);
        let told = self.told();
        let mut deliveries = Vec::with_capacity(told.len());
        for party in told.iter() {
            if let Some(id) = parties.get(party) {
                deliveries.push(maker.delivery(party, id, &mut lints));
            }
        }
        let unmet = self.unmet(&told);
        lints.sort_unstable();
        lints.dedup();
        let changes = self.later_changes(&told, &unmet);
        Body { deliveries, unmet, lints, changes }
    }

    /// The entries of known later changes that hold by the day and touch the origin, a recipient or an unmet party.
    pub(in crate::router) fn later_changes(&self, told: &S::Parties, unmet: &[Unmet]) -> Vec<Arc<str>> {
        let begun = self.q.tables.changes.iter().take_while(|change| change.day <= self.q.epoch.day);
        let touching = begun.filter(|change| self.is_touched(change, told, unmet));
        touching.map(|change| Arc::clone(&change.entry)).collect()
    }

    fn is_touched(&self, change: &CompiledChange, told: &S::Parties, unmet: &[Unmet]) -> bool {
        let is_unmet = |party: usize| {
            let id = self.q.tables.parties.get(party);
            unmet.iter().any(|unmet| id == Some(&unmet.party))
        };
        let mut parties = change.parties.iter().copied();
        parties.any(|party| party == self.q.coded.origin || told.contains(party) || is_unmet(party))
    }

    /// Whether a later change that touches the answer begins just at an instant.
    pub(in crate::router) fn changes_at(&self, at: i64) -> bool {
        let mut beginning = self.q.tables.changes.iter().filter(|change| change.start == at).peekable();
        if beginning.peek().is_none() {
            return false;
        }
        let told = self.told();
        let unmet = self.unmet(&told);
        beginning.any(|change| self.is_touched(change, &told, &unmet))
    }

    /// The parties that must be told and are not; who is inactive need not be.
    pub(in crate::router) fn unmet_parties(&self, told: &S::Parties) -> S::Parties {
        let required = self.tests.required.and(&self.with_verdict).and(&self.q.epoch.active);
        required.less(told)
    }

    /// Each of them, with the rules that require it.
    pub(in crate::router) fn unmet(&self, told: &S::Parties) -> Vec<Unmet> {
        let parties = &self.q.tables.parties;
        let mut unmet = Vec::new();
        for party in self.unmet_parties(told).iter() {
            let outcome = self.outcome(party);
            let requiring = self.rules_for(party, |rule| self.q.compiled.masks.require.contains(rule));
            let rules = requiring.map(|rule| rule.id.clone()).collect();
            unmet.extend(parties.get(party).map(|id| Unmet { party: id.clone(), outcome, rules }));
        }
        unmet
    }
}
