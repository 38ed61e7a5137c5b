//! The four tests: active, permitted, not forbidden, in reach.

use ceptoar_core::{Audience, Direction, Effect, PartyKind, ReachTerm, Role, Rule};

use super::{Ask, Fault, Ids};

impl Ask<'_> {
    /// Why a party is not active, if it is not.
    pub(super) fn idle(&self, party: &str) -> Option<Vec<&'static str>> {
        let mut why = self.idle_itself(party);
        let own: Ids = self.own(party).into_iter().filter(|ceptoar| ceptoar != party).collect();
        if !own.is_empty() && own.iter().all(|ceptoar| !self.idle_itself(ceptoar).is_empty()) {
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

    /// The conditions of a rule that are not met.
    pub(super) fn failed(&self, rule: &Rule) -> Vec<&'static str> {
        let (when, notice) = (&rule.when, self.notice);
        let origin = notice.origin.as_str();
        let absent = rule.effect == Effect::Forbid;
        let mut groups: Ids = self
            .world
            .registry
            .memberships()
            .iter()
            .filter(|m| m.party == notice.origin && matches!(m.role, Role::Member | Role::Observer))
            .filter(|m| m.period.covers(self.day))
            .map(|m| m.group.to_string())
            .collect();
        if self.kind(origin) == Some(PartyKind::Ceptoar) {
            groups.insert(origin.to_owned());
        }
        let cause = notice.cause.as_ref().filter(|cause| **cause != "unknown");
        fn within<T: PartialEq>(set: &Option<Vec<T>>, value: &T) -> bool {
            set.as_ref().is_none_or(|set| set.contains(value))
        }
        fn shares<T: PartialEq>(set: &Option<Vec<T>>, values: &[T], absent: bool) -> bool {
            match set {
                None => true,
                Some(_) if values.is_empty() => absent,
                Some(set) => values.iter().any(|value| set.contains(value)),
            }
        }
        let origin_kind = self.kind(origin);
        let tests = [
            ("AffectedCeptoars", shares(&when.affected_ceptoars, &notice.affected_ceptoars, absent)),
            ("AffectedSectors", shares(&when.affected_sectors, &notice.affected_sectors, absent)),
            ("Causes", shares(&when.causes, &cause.into_iter().cloned().collect::<Vec<_>>(), absent)),
            ("Directions", within(&when.directions, &notice.direction)),
            ("Kinds", within(&when.kinds, &notice.kind)),
            ("Levels", within(&when.levels, &notice.level)),
            ("Modes", within(&when.modes, &notice.mode)),
            (
                "OriginGroups",
                when.origin_groups.as_ref().is_none_or(|set| set.iter().any(|g| groups.contains(g.as_str()))),
            ),
            (
                "OriginKinds",
                when.origin_kinds.as_ref().is_none_or(|set| origin_kind.is_some_and(|kind| set.contains(&kind))),
            ),
            ("Origins", within(&when.origins, &notice.origin)),
            ("Period", rule.period.covers(self.day)),
            ("Purposes", shares(&when.purposes, &notice.purposes, absent)),
            ("Statuses", within(&when.statuses, &notice.status)),
        ];
        tests.into_iter().filter(|(_, met)| !met).map(|(name, _)| name).collect()
    }

    pub(super) fn fires_for(&self, rule: &Rule, party: &str) -> bool {
        self.failed(rule).is_empty() && self.speaks_of(&rule.audience, party)
    }

    fn speaks_of(&self, audience: &Audience, party: &str) -> bool {
        if audience.except.as_ref().is_some_and(|except| self.speaks_of(except, party)) {
            return false;
        }
        let affected = self.affected();
        let own = self.own(self.notice.origin.as_str());
        let role_in = |groups: &Ids, role: Role| groups.iter().any(|group| self.in_group(group, role).contains(party));
        let member_of = |groups: &Ids| groups.iter().any(|group| self.members(group).contains(party));
        audience.parties.iter().any(|id| id == party)
            || self.kind(party).is_some_and(|kind| audience.kinds.contains(&kind))
            || audience
                .members_of
                .iter()
                .any(|of| of.roles.iter().any(|role| self.in_group(of.group.as_str(), *role).contains(party)))
            || (audience.affected_ceptoars && affected.contains(party))
            || (audience.affected_ministries && role_in(&affected, Role::Responsible))
            || (audience.affected_members && member_of(&affected))
            || (audience.origin_ministry && role_in(&own, Role::Responsible))
            || (audience.origin_ceptoar && own.contains(party))
            || (audience.origin_members && member_of(&own))
            || (audience.analysts && (role_in(&affected, Role::Analyst) || role_in(&own, Role::Analyst)))
            || (audience.addressees && self.addressees().contains(party))
    }

    pub(super) fn permitted(&self, party: &str) -> bool {
        self.world.rules.rules().iter().any(|rule| rule.effect != Effect::Forbid && self.fires_for(rule, party))
    }

    fn liaison_stays(&self, party: &str) -> bool {
        if self.notice.direction != Direction::Liaison || self.kind(party) == Some(PartyKind::Cabinet) {
            return false;
        }
        let own = self.own(self.notice.origin.as_str());
        let holds = own.contains(party)
            || own.iter().any(|ceptoar| {
                self.in_group(ceptoar, Role::Responsible).contains(party)
                    || self.in_group(ceptoar, Role::Analyst).contains(party)
                    || self.members(ceptoar).contains(party)
            });
        !holds
    }

    fn forbidding(&self, party: &str) -> Vec<&Rule> {
        if self.world.fault == Fault::IgnoreForbid {
            return Vec::new();
        }
        let rules = self.world.rules.rules().iter();
        rules.filter(|rule| rule.effect == Effect::Forbid && self.fires_for(rule, party)).collect()
    }

    pub(super) fn forbidden(&self, party: &str) -> bool {
        !self.forbidding(party).is_empty() || self.liaison_stays(party)
    }

    pub(super) fn in_reach(&self, party: &str) -> bool {
        self.notice.consents.iter().any(|id| id == party) || self.level_reaches(party)
    }

    fn level_reaches(&self, party: &str) -> bool {
        if self.kind(party) == Some(PartyKind::Cabinet) {
            return true;
        }
        let concerned = self.concerned();
        let responsible = |ceptoar: &String| self.in_group(ceptoar, Role::Responsible);
        let Some(level) = self.world.profile.level(self.notice.level.as_str()) else { return false };
        level.reach.iter().any(|term| match term {
            ReachTerm::Addressees => self.addressees().contains(party),
            ReachTerm::ConcernedCeptoars => concerned.contains(party),
            ReachTerm::ConcernedMinistries => concerned.iter().any(|ceptoar| responsible(ceptoar).contains(party)),
            ReachTerm::ConcernedParties => concerned
                .iter()
                .any(|ceptoar| Role::ALL.iter().any(|role| self.in_group(ceptoar, *role).contains(party))),
            ReachTerm::ConcernedLiaisonCouncils => {
                let members: Ids =
                    self.in_group(party, Role::Member).into_iter().filter(|m| self.ceptoars().contains(m)).collect();
                self.kind(party) == Some(PartyKind::LiaisonCouncil)
                    && !members.is_empty()
                    && members.iter().all(|member| concerned.contains(member))
            }
            ReachTerm::Portfolio => {
                let ministries: Ids = concerned.iter().flat_map(responsible).collect();
                let portfolio = self.ceptoars().into_iter().filter(|c| !responsible(c).is_disjoint(&ministries));
                portfolio.into_iter().any(|ceptoar| ceptoar == party || self.members(&ceptoar).contains(party))
            }
            ReachTerm::Community | ReachTerm::Anyone => true,
        })
    }

    /// Whether a party passes all four tests.
    pub(super) fn may(&self, party: &str) -> bool {
        self.idle(party).is_none() && self.permitted(party) && !self.forbidden(party) && self.in_reach(party)
    }

    /// The reasons of the four tests, all of them.
    pub(super) fn test_reasons(&self, party: &str) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for rule in self.world.rules.rules() {
            let code = match rule.effect {
                Effect::Require => "required",
                Effect::Permit => "permitted",
                Effect::Forbid => continue,
            };
            if self.fires_for(rule, party) {
                reasons.push(format!("{code} {}", rule.id));
            } else if !self.permitted(party) && self.speaks_of(&rule.audience, party) {
                reasons.push(format!("conditions-not-met {} {}", rule.id, self.failed(rule).join(",")));
            }
        }
        if !self.permitted(party) && reasons.is_empty() {
            reasons.push("no-rule".to_owned());
        }
        if self.notice.consents.iter().any(|id| id == party) {
            reasons.push("consented".to_owned());
        }
        reasons.extend(self.idle(party).into_iter().flatten().map(str::to_owned));
        reasons.extend(self.forbidding(party).iter().map(|rule| format!("forbidden {}", rule.id)));
        if self.liaison_stays(party) {
            reasons.push("liaison-stays".to_owned());
        }
        if !self.in_reach(party) {
            reasons.push("out-of-reach".to_owned());
        }
        reasons
    }
}
