//! The verdicts: for each party what becomes of it, and every reason. Parties alike in both share one list of reasons.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Reason, Verdict};
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::{Decision, Near};
use crate::router::engine::tables::Cited;
use crate::word::sets::Outcome;

/// Makes the verdicts of one decision.
pub(in crate::router) struct Reasons<'a, S: Shape> {
    decision: &'a Decision<'a, S>,
    /// By rule that fires or nearly does: the reason that rests on it.
    of_rules: Vec<Option<Reason>>,
}

/// By what two parties must share to have one list of reasons, the rules that speak of them and the tests they pass: what
/// becomes of them, and the list.
type Known<'a, S> = HashMap<(&'a <S as Shape>::Rules, u16), (Outcome, Arc<[Reason]>), FixedState>;

fn cite(reason: Reason, cited: &Cited) -> Reason {
    Reason { source: Arc::clone(&cited.source), grade: cited.grade, ..reason }
}

impl<'a, S: Shape> Reasons<'a, S> {
    pub(in crate::router) fn new(decision: &'a Decision<'a, S>) -> Self {
        let mut of_rules = vec![None; decision.q.compiled.masks.rules];
        let masks = &decision.q.compiled.masks;
        for (rule, _) in &decision.tests.spoken {
            let code = if masks.forbid.contains(*rule) {
                ReasonCode::Forbidden
            } else if masks.require.contains(*rule) {
                ReasonCode::Required
            } else {
                ReasonCode::Permitted
            };
            if let Some(slot) = of_rules.get_mut(*rule) {
                *slot = Some(of_rule(decision, code, *rule));
            }
        }
        for near in decision.near() {
            if let Some(slot) = of_rules.get_mut(near.rule) {
                let reason = of_rule(decision, ReasonCode::ConditionsNotMet, near.rule);
                *slot = Some(Reason { conditions: decision.q.compiled.names.of(near.failed), ..reason });
            }
        }
        Self { decision, of_rules }
    }

    /// The verdicts on all parties that have one, sorted by party.
    pub(in crate::router) fn verdicts(&self) -> Vec<Verdict> {
        let decision = self.decision;
        let parties = &decision.q.tables.parties;
        let mut known: Known<'_, S> = HashMap::with_capacity_and_hasher(64, FixedState::default());
        let rows = self.rows();
        let mut verdicts = Vec::with_capacity(parties.len());
        for party in decision.with_verdict.iter() {
            let (Some(id), Some(rules)) = (parties.get(party), rows.get(party)) else { continue };
            let required = decision.tests.required.contains(party);
            let make = || (decision.outcome(party), Arc::from(self.reasons(party, rules)));
            let (outcome, reasons) = if decision.stands_alone(party) {
                make()
            } else {
                known.entry((rules, decision.passed(party))).or_insert_with(make).clone()
            };
            verdicts.push(Verdict { party: id.clone(), outcome, required, reasons });
        }
        verdicts
    }

    /// The verdict on one party that has one.
    pub(in crate::router) fn verdict(&self, party: usize) -> Option<Verdict> {
        let decision = self.decision;
        let id = decision.q.tables.parties.get(party).filter(|_| decision.with_verdict.contains(party))?;
        let mut rules = S::Rules::none(decision.q.compiled.masks.rules);
        for (rule, _) in decision.speaking().filter(|(_, parties)| parties.contains(party)) {
            rules.insert(rule);
        }
        Some(Verdict {
            party: id.clone(),
            outcome: decision.outcome(party),
            required: decision.tests.required.contains(party),
            reasons: self.reasons(party, &rules).into(),
        })
    }

    /// By party: the rules that fire and speak of it, and those that nearly do.
    fn rows(&self) -> Vec<S::Rules> {
        let none = S::Rules::none(self.decision.q.compiled.masks.rules);
        let mut rows = vec![none; self.decision.q.tables.parties.len()];
        for (rule, parties) in self.decision.speaking() {
            for party in parties.iter() {
                if let Some(rules) = rows.get_mut(party) {
                    rules.insert(rule);
                }
            }
        }
        rows
    }

    /// The reasons of a party, sorted. `rules`: those that fire and speak of it, and those that nearly do.
    fn reasons(&self, party: usize, rules: &S::Rules) -> Vec<Reason> {
        let decision = self.decision;
        let (q, tests) = (&decision.q, &decision.tests);
        let mut reasons: Vec<Reason> = rules.iter().filter_map(|rule| self.of_rules.get(rule)?.clone()).collect();
        let of_level = |code| cite(Reason::new(code), &q.level.cited);
        if q.coded.consents.contains(party) {
            reasons.push(of_level(ReasonCode::Consented));
        }
        for (set, code) in [
            (&q.epoch.out_of_period, ReasonCode::InactivePeriod),
            (&q.epoch.poc_to_come, ReasonCode::InactivePoc),
            (&q.epoch.member_of_inactive, ReasonCode::InactiveMember),
        ] {
            if set.contains(party) {
                reasons.push(Reason::new(code));
            }
        }
        let lapses = decision.lapses(party);
        reasons.extend(lapses.iter().map(|matter| {
            let reason = match matter.rule {
                Some(rule) => of_rule(decision, matter.code, rule),
                None => Reason::new(matter.code),
            };
            Reason { group: q.tables.parties.get(matter.group).cloned(), date: Some(matter.date), ..reason }
        }));
        let speaks = |near: &Near<S::Parties>| near.parties.contains(party);
        if !tests.permitted.contains(party)
            && !decision.near().iter().any(speaks)
            && lapses.iter().all(|matter| matter.rule.is_none())
        {
            reasons.push(Reason::new(ReasonCode::NoRule));
        }
        if tests.stays.contains(party) {
            reasons.push(Reason::new(ReasonCode::LiaisonStays));
        }
        if !tests.reach.passing.contains(party) {
            // Only the level's own reach rests on the profile: the limit is the author's.
            if !tests.reach.admitted.contains(party) {
                reasons.push(of_level(ReasonCode::OutOfReach));
            }
            if tests.reach.broken_councils.contains(party) {
                reasons.push(of_level(ReasonCode::CouncilOutOfReach));
            }
            if tests.reach.not_in_only.contains(party) {
                reasons.push(Reason::new(ReasonCode::NotInOnly));
            }
        }
        if tests.may.contains(party) {
            if !decision.paths.reached.contains(party) {
                reasons.push(self.lost(party));
            }
            if q.embargoed {
                reasons.push(Reason::new(ReasonCode::Embargoed));
            }
        }
        reasons.sort_by(|a, b| (a.code, &a.rule, &a.group).cmp(&(b.code, &b.rule, &b.group)));
        reasons
    }

    /// Why no path leads to a party that may hold the notice.
    fn lost(&self, party: usize) -> Reason {
        if !self.decision.q.epoch.active.contains(self.decision.q.coded.origin) {
            return Reason::new(ReasonCode::OriginInactive);
        }
        match self.decision.openings().of(party) {
            Some(needed) => Reason { opening: self.decision.changes(&needed), ..Reason::new(ReasonCode::NoPath) },
            None => Reason::new(ReasonCode::NoLink),
        }
    }
}

fn of_rule<S: Shape>(decision: &Decision<'_, S>, code: ReasonCode, rule: usize) -> Reason {
    let tables = decision.q.tables;
    let id = tables.rules.rules().get(rule).map(|rule| rule.id.clone());
    let reason = Reason { rule: id, ..Reason::new(code) };
    match tables.citations.get(rule) {
        Some(cited) => cite(reason, cited),
        None => reason,
    }
}

impl<S: Shape> Decision<'_, S> {
    /// The rules that fire and those that nearly do, each with the parties that it speaks of.
    fn speaking(&self) -> impl Iterator<Item = (usize, &S::Parties)> {
        let firing = self.tests.spoken.iter().map(|(rule, parties)| (*rule, parties));
        firing.chain(self.near().iter().map(|near| (near.rule, &near.parties)))
    }

    /// Whether a party may have reasons that no other has.
    fn stands_alone(&self, party: usize) -> bool {
        (self.tests.may.contains(party) && !self.paths.reached.contains(party))
            || (self.is_short(party) && self.q.epoch.lapsed.contains_key(&party))
    }

    /// Which tests a party passes, as bits: with the rules that speak of it, all that its reasons rest on.
    fn passed(&self, party: usize) -> u16 {
        let (epoch, tests) = (&self.q.epoch, &self.tests);
        [
            &tests.permitted,
            &tests.forbidden,
            &tests.stays,
            &tests.may,
            &tests.reach.passing,
            &tests.reach.admitted,
            &tests.reach.not_in_only,
            &tests.reach.broken_councils,
            &self.q.coded.consents,
            &self.paths.reached,
            &epoch.active,
            &epoch.out_of_period,
            &epoch.poc_to_come,
            &epoch.member_of_inactive,
        ]
        .into_iter()
        .enumerate()
        .fold(0, |bits, (place, set)| bits | u16::from(set.contains(party)) << place)
    }
}
