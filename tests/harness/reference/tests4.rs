//! The four tests (DESIGN 4): active, permitted, not forbidden, in reach; and all their reasons.

use ceptoar_core::{Direction, Effect, PartyKind, Role};

use super::{Ask, Ids};
use crate::engine::Said;

impl Ask<'_> {
    /// Why a party is not active, if it is not.
    pub(super) fn idle(&self, party: &str) -> Option<&[&'static str]> {
        self.noted.idle.get(self.place(party), || self.why_idle(party)).as_deref()
    }

    fn why_idle(&self, party: &str) -> Option<Vec<&'static str>> {
        let mut why = self.idle_itself(party);
        // Before a CEPTOAR is active its *Members* are not, save a Member of another that is active.
        let of: Ids<'_> = self.ceptoars().iter().copied().filter(|ceptoar| self.is_member(ceptoar, party)).collect();
        if !of.is_empty() && of.iter().all(|ceptoar| !self.idle_itself(ceptoar).is_empty()) {
            why.push("inactive-member");
        }
        (!why.is_empty()).then_some(why)
    }

    fn idle_itself(&self, party: &str) -> Vec<&'static str> {
        let mut why = Vec::new();
        let periods = self.world.registry.party(party).map(|party| party.periods.as_slice()).unwrap_or_default();
        if !periods.is_empty() && !periods.iter().any(|period| period.covers(self.day)) {
            why.push("inactive-period");
        }
        if self.world.registry.ceptoar(party).and_then(|record| record.poc).is_some_and(|poc| self.day < poc) {
            why.push("inactive-poc");
        }
        why
    }

    pub(super) fn permitted(&self, party: &str) -> bool {
        !self.permitting(party).is_empty()
    }

    /// Whether a liaison notice may not be held by the party: it is neither the cabinet nor of the origin's own CEPTOARs,
    /// their responsible ministries, *Members* and analysts.
    fn liaison_stays(&self, party: &str) -> bool {
        if self.notice.direction != Direction::Liaison || self.kind(party) == Some(PartyKind::Cabinet) {
            return false;
        }
        let own = self.origin_own();
        let holds = own.contains(party)
            || own.iter().any(|ceptoar| {
                self.is_in(ceptoar, Role::Responsible, party)
                    || self.is_in(ceptoar, Role::Analyst, party)
                    || self.is_member(ceptoar, party)
            });
        !holds
    }

    pub(super) fn forbidden(&self, party: &str) -> bool {
        !self.forbidding(party).is_empty() || self.liaison_stays(party)
    }

    /// Whether a party passes all four tests.
    pub(super) fn may(&self, party: &str) -> bool {
        self.idle(party).is_none() && self.permitted(party) && !self.forbidden(party) && self.in_reach(party)
    }

    /// The reasons of the four tests, all of them.
    pub(super) fn test_reasons(&self, party: &str) -> Vec<Said> {
        let mut reasons = Vec::new();
        let permitted = self.permitted(party);
        for (rule, failed) in self.rules() {
            let code = match rule.effect {
                Effect::Require => "required",
                Effect::Permit => "permitted",
                Effect::Forbid => continue,
            };
            if failed.is_empty() {
                if self.permitting(party).iter().any(|firing| firing.id == rule.id) {
                    reasons.push(Said::rule(code, &rule.id));
                }
            } else if !permitted && self.speaks_of(rule, party) {
                reasons.push(Said { conditions: failed.to_vec(), ..Said::rule("conditions-not-met", &rule.id) });
            }
        }
        let (with_rule, of_reach) = self.membership_reasons(party);
        reasons.extend(with_rule);
        if !permitted && reasons.is_empty() {
            reasons.push(Said::code("no-rule"));
        }
        reasons.extend(of_reach);
        if self.consented(party) {
            reasons.push(Said::code("consented"));
        }
        reasons.extend(self.idle(party).into_iter().flatten().map(|code| Said::code(code)));
        reasons.extend(self.forbidding(party).iter().map(|rule| Said::rule("forbidden", &rule.id)));
        if self.liaison_stays(party) {
            reasons.push(Said::code("liaison-stays"));
        }
        reasons.extend(self.reach_reasons(party).into_iter().map(Said::code));
        reasons
    }
}
