//! The verdicts: for each party what becomes of it, and every reason. Parties alike in both share one list of reasons.

use std::sync::Arc;

use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Reason, Verdict};
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::{Decision, Near};
use crate::router::engine::lapse::Matter;
use crate::router::engine::lists::{Alike, Failed, List, Numbering, mixed};
use crate::router::engine::tables::Cited;
use crate::word::sets::Outcome;

/// Makes the verdicts of one decision.
pub(in crate::router) struct Reasons<'a, S: Shape> {
    decision: &'a Decision<'a, S>,
    /// By rule: the conditions that one that nearly fires does not meet, as bits; zero for the others.
    failed: Vec<u16>,
}

/// Parties that are alike: what becomes of them, and why.
struct Class<S: Shape> {
    alike: Alike<S::Rules>,
    outcome: Outcome,
    reasons: Arc<[Reason]>,
}

fn cite(reason: Reason, cited: &Cited) -> Reason {
    Reason { source: Arc::clone(&cited.source), grade: cited.grade, ..reason }
}

impl<'a, S: Shape> Reasons<'a, S> {
    pub(in crate::router) fn new(decision: &'a Decision<'a, S>) -> Self {
        let mut failed = vec![0; decision.q.compiled.masks.rules];
        for near in decision.near() {
            if let Some(slot) = failed.get_mut(near.rule) {
                *slot = near.failed;
            }
        }
        Self { decision, failed }
    }

    /// The verdicts on all parties that have one, sorted by party.
    pub(in crate::router) fn verdicts(&self) -> Vec<Verdict> {
        let decision = self.decision;
        let parties = &decision.q.tables.parties;
        let (mut rows, passed) = (self.rows(), decision.passed());
        let mut numbering = Numbering::new(parties.len());
        let mut classes: Vec<Class<S>> = Vec::with_capacity(32);
        let (cited, lapsing) = (decision.q.level.cited_as, decision.lapsing());
        let kept = decision.q.compiled.lists.read();
        let mut made = Vec::new();
        let mut verdicts = Vec::with_capacity(parties.len());
        for party in decision.with_verdict.iter() {
            let (Some(id), Some(rules), Some(passed)) = (parties.get(party), rows.get_mut(party), passed.get(party))
            else {
                continue;
            };
            let rules = std::mem::replace(rules, S::Rules::none(0));
            let alike = Alike { rules, passed: *passed, cited };
            let matters = if lapsing.contains(party) { decision.lapses(party) } else { Vec::new() };
            let (outcome, reasons) = if decision.is_lost(party) || !matters.is_empty() {
                (decision.outcome(party), self.reasons(party, &alike.rules, &matters).into())
            } else {
                let print = alike.print();
                let is = |number: usize| classes.get(number).is_some_and(|class| class.alike == alike);
                let (number, new) = numbering.of(print, classes.len(), is);
                if new {
                    let key = self.key(print, &alike.rules);
                    let known = kept.get(key).filter(|list| list.alike == alike && self.fail_as(list));
                    let reasons = known.map_or_else(
                        || {
                            let reasons: Arc<[Reason]> = self.reasons(party, &alike.rules, &[]).into();
                            let failed = Failed::new(self.failing(&alike.rules));
                            made.push((key, List { alike: alike.clone(), failed, reasons: Arc::clone(&reasons) }));
                            reasons
                        },
                        |list| Arc::clone(&list.reasons),
                    );
                    classes.push(Class { alike, outcome: decision.outcome(party), reasons });
                }
                let Some(class) = classes.get(number) else { continue };
                (class.outcome, Arc::clone(&class.reasons))
            };
            let required = decision.tests.required.contains(party);
            verdicts.push(Verdict { party: id.clone(), outcome, required, reasons });
        }
        drop(kept);
        decision.q.compiled.lists.keep(made);
        verdicts
    }

    /// The conditions that each of some rules does not meet.
    #[inline]
    fn failing(&self, rules: &S::Rules) -> impl Iterator<Item = u16> {
        rules.iter().map(|rule| self.failed.get(rule).copied().unwrap_or_default())
    }

    /// By what a list is kept.
    #[inline]
    fn key(&self, print: u64, rules: &S::Rules) -> u64 {
        self.failing(rules).fold(print, |print, failed| mixed(print ^ u64::from(failed)))
    }

    /// Whether the rules of a list fail here as they did where it was made.
    #[inline]
    fn fail_as(&self, list: &List<S>) -> bool {
        list.failed.is(self.failing(&list.alike.rules))
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
            reasons: self.reasons(party, &rules, &decision.lapses(party)).into(),
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

    /// The reason that rests on a rule which speaks of a party, or nearly does.
    fn of_speaking(&self, rule: usize) -> Reason {
        let (compiled, failed) = (self.decision.q.compiled, self.failed.get(rule).copied().unwrap_or_default());
        if failed != 0 {
            let reason = of_rule(self.decision, ReasonCode::ConditionsNotMet, rule);
            return Reason { conditions: compiled.names.of(failed), ..reason };
        }
        let code = if compiled.masks.forbid.contains(rule) {
            ReasonCode::Forbidden
        } else if compiled.masks.require.contains(rule) {
            ReasonCode::Required
        } else {
            ReasonCode::Permitted
        };
        of_rule(self.decision, code, rule)
    }

    /// The reasons of a party, sorted. `rules`: those that fire and speak of it, and those that nearly do; `lapses`: the
    /// memberships of it that would matter.
    fn reasons(&self, party: usize, rules: &S::Rules, lapses: &[Matter]) -> Vec<Reason> {
        let decision = self.decision;
        let (q, tests) = (&decision.q, &decision.tests);
        let mut reasons: Vec<Reason> = rules.iter().map(|rule| self.of_speaking(rule)).collect();
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

    /// Whether a party may hold the notice and no path leads to it.
    #[inline]
    fn is_lost(&self, party: usize) -> bool {
        self.tests.may.contains(party) && !self.paths.reached.contains(party)
    }

    /// By party: which tests it passes, as bits. With the rules that speak of it, their conditions and the level, all that its
    /// reasons rest on, but for lapsed memberships and what would open a path.
    fn passed(&self) -> Vec<u16> {
        let inactive = self.inactive();
        let embargoed = if self.q.embargoed { 1 << 14 } else { 0 };
        let mut passed = vec![embargoed; self.q.tables.parties.len()];
        for (place, set) in self.tested(&inactive).into_iter().enumerate() {
            for party in set.iter() {
                if let Some(bits) = passed.get_mut(party) {
                    *bits |= 1 << place;
                }
            }
        }
        passed
    }

    /// Those with a verdict who are not active.
    pub(in crate::router) fn inactive(&self) -> S::Parties {
        self.with_verdict.less(&self.q.epoch.active)
    }

    /// Who passes each test, or is spoken of by it.
    #[inline]
    pub(in crate::router) fn tested<'s>(&'s self, inactive: &'s S::Parties) -> [&'s S::Parties; 14] {
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
            inactive,
            &epoch.out_of_period,
            &epoch.poc_to_come,
            &epoch.member_of_inactive,
        ]
    }
}
