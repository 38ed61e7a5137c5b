//! The plan of a decision.

use crate::answer::plan::{Delivery, Unmet};
use crate::lint::Lint;
use crate::notice::envelope::Notice;
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set as _, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::Maker;
use crate::word::sets::Outcome;

/// What a plan says beside the notice and its day.
pub(in crate::router) struct Body {
    pub(in crate::router) deliveries: Vec<Delivery>,
    pub(in crate::router) unmet: Vec<Unmet>,
    pub(in crate::router) lints: Vec<Lint>,
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
        Body { deliveries, unmet, lints }
    }

    /// The parties that must be told and are not.
    pub(in crate::router) fn unmet(&self, told: &S::Parties) -> Vec<Unmet> {
        let parties = &self.q.tables.parties;
        let mut unmet = Vec::new();
        for party in self.tests.required.and(&self.with_verdict).less(told).iter() {
            let outcome = self.outcome(party);
            if outcome == Outcome::Inactive {
                continue;
            }
            let requiring = self.rules_for(party, |rule| self.q.compiled.masks.require.contains(rule));
            let rules = requiring.map(|rule| rule.id.clone()).collect();
            unmet.extend(parties.get(party).map(|id| Unmet { party: id.clone(), outcome, rules }));
        }
        unmet
    }
}
