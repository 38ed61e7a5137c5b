//! Why no rule that fires speaks of a party, for the words of an explanation.

use crate::answer::ground::Missed;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::word::sets::{Effect, Outcome};

/// The parties that the permitting rules that fire would name, if the notice named them.
pub(in crate::router) struct Spared<'a, S: Shape> {
    decision: &'a Decision<'a, S>,
    if_affected: S::Parties,
    addressable: bool,
    own: bool,
}

impl<'a, S: Shape> Spared<'a, S> {
    pub(in crate::router) fn new(decision: &'a Decision<'a, S>) -> Self {
        let q = &decision.q;
        let if_affected = S::Parties::none(q.tables.parties.len());
        let mut spared = Self { decision, if_affected, addressable: false, own: false };
        for (rule, _) in &decision.tests.spoken {
            let (Some(written), Some(spoken)) = (q.tables.rules.rules().get(*rule), q.epoch.audiences.get(*rule))
            else {
                continue;
            };
            let audience = &written.audience;
            if written.effect == Effect::Forbid {
                continue;
            }
            let mut set = S::Parties::none(q.tables.parties.len());
            for (named, of_all) in [
                (audience.affected_ceptoars, &q.epoch.of_all.ceptoars),
                (audience.affected_ministries, &q.epoch.of_all.responsible),
                (audience.affected_members, &q.epoch.of_all.members),
            ] {
                if named {
                    set.add(of_all);
                }
            }
            if let Some(except) = &spoken.except {
                set.subtract(&except.fixed);
            }
            spared.if_affected.add(&set);
            spared.addressable |= audience.addressees;
            spared.own |= audience.origin_ceptoar || audience.origin_members || audience.origin_ministry;
        }
        spared
    }

    /// The nearest reason that none of those rules speaks of a party with an outcome.
    pub(in crate::router) fn of(&self, party: usize, outcome: Outcome) -> Option<Missed> {
        if outcome != Outcome::NotAddressed {
            None
        } else if self.if_affected.contains(party) {
            let open = self.decision.q.coded.affected_open();
            Some(if open { Missed::NobodyAffected } else { Missed::NotAffected })
        } else if self.addressable {
            Some(Missed::NotAddressee)
        } else {
            self.own.then_some(Missed::NotOwn)
        }
    }
}
