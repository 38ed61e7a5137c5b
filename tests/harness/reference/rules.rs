//! When a rule fires, and whom its audience speaks of (DESIGN 3.5).

use ceptoar_core::{Audience, Effect, MembersOf, PartyKind, Role, Rule};

use super::{Ask, Fault, Ids};

/// Whether a value is in an optional set.
fn within<T: PartialEq>(set: &Option<Vec<T>>, value: &T) -> bool {
    set.as_ref().is_none_or(|set| set.contains(value))
}

/// Whether a set and a list share a value; a list without values is absent.
fn shares<T: PartialEq>(set: &Option<Vec<T>>, values: &[T], absent: bool) -> bool {
    match set {
        None => true,
        Some(_) if values.is_empty() => absent,
        Some(set) => values.iter().any(|value| set.contains(value)),
    }
}

impl<'a> Ask<'a> {
    /// The groups where the origin is `member` or `observer`, direct; a CEPTOAR counts as its own.
    fn origin_groups(&self) -> Ids<'a> {
        let origin = self.notice.origin.as_str();
        let of_day = self.world.registry.memberships().iter().filter(|m| m.period.covers(self.day));
        let mut groups: Ids<'a> = of_day
            .filter(|m| m.party == *origin && matches!(m.role, Role::Member | Role::Observer))
            .map(|m| m.group.as_str())
            .collect();
        if self.kind(origin) == Some(PartyKind::Ceptoar) {
            groups.insert(origin);
        }
        groups
    }

    /// The roles that the origin has on the day, in whatever group.
    fn origin_roles(&self) -> Vec<Role> {
        let of_day = self.world.registry.memberships().iter().filter(|m| m.period.covers(self.day));
        of_day.filter(|m| m.party == self.notice.origin).map(|m| m.role).collect()
    }

    /// The rules, each with the conditions of it that are not met.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&'a Rule, &[&'static str])> {
        let rules = self.world.rules.rules();
        let failed = self.noted.failed.get_or_init(|| rules.iter().map(|rule| self.failed(rule)).collect());
        rules.iter().zip(failed.iter().map(Vec::as_slice))
    }

    /// The conditions of a rule that are not met.
    fn failed(&self, rule: &Rule) -> Vec<&'static str> {
        let (when, notice) = (&rule.when, self.notice);
        let absent = rule.effect == Effect::Forbid;
        let groups = self.origin_groups();
        let roles = self.origin_roles();
        let cause: Vec<_> = notice.cause.iter().filter(|cause| **cause != "unknown").cloned().collect();
        let kind = self.kind(notice.origin.as_str());
        let tests = [
            ("addressees", shares(&when.addressees, &notice.addressees, absent)),
            ("affected_ceptoars", shares(&when.affected_ceptoars, &notice.affected_ceptoars, absent)),
            ("affected_sectors", shares(&when.affected_sectors, &notice.affected_sectors, absent)),
            ("causes", shares(&when.causes, &cause, absent)),
            ("directions", within(&when.directions, &notice.direction)),
            ("kinds", within(&when.kinds, &notice.kind)),
            ("levels", within(&when.levels, &notice.level)),
            ("modes", within(&when.modes, &notice.mode)),
            (
                "origin_groups",
                when.origin_groups.as_ref().is_none_or(|set| set.iter().any(|g| groups.contains(g.as_str()))),
            ),
            ("origin_kinds", when.origin_kinds.as_ref().is_none_or(|set| kind.is_some_and(|kind| set.contains(&kind)))),
            ("origin_roles", shares(&when.origin_roles, &roles, false)),
            ("origins", within(&when.origins, &notice.origin)),
            ("period", rule.period.covers(self.day)),
            ("purposes", shares(&when.purposes, &notice.purposes, absent)),
            ("statuses", within(&when.statuses, &notice.status)),
        ];
        tests.into_iter().filter(|(_, met)| !met).map(|(name, _)| name).collect()
    }

    /// Whether a rule's audience has the party. At first a selector takes away in a forbid, and gives otherwise.
    pub(super) fn speaks_of(&self, rule: &Rule, party: &str) -> bool {
        self.has(&rule.audience, party, rule.effect == Effect::Forbid)
    }

    /// Whether an audience has the party. Each `except` turns round whether selectors take away.
    fn has(&self, audience: &Audience, party: &str, takes_away: bool) -> bool {
        if audience.except.as_ref().is_some_and(|except| self.has(except, party, !takes_away)) {
            return false;
        }
        // What is left open narrows: where it takes away it speaks of every CEPTOAR and party, where it gives, of none.
        let affected = || if takes_away && self.affected_is_open() { self.ceptoars() } else { self.affected() };
        let everybody = takes_away && self.notice.addressees.is_empty();
        let own = || self.origin_own();
        let analysed = || self.analysed(takes_away);
        let role_in = |groups: &Ids<'a>, role: Role| groups.iter().any(|group| self.is_in(group, role, party));
        let member_of = |groups: &Ids<'a>| groups.iter().any(|group| self.is_member(group, party));
        let members_of = |of: &MembersOf| {
            let mut roles = of.roles.iter();
            roles.any(|role| self.is_in(of.group.as_str(), *role, party))
        };
        audience.parties.iter().any(|id| id == party)
            || (!audience.kinds.is_empty() && self.kind(party).is_some_and(|kind| audience.kinds.contains(&kind)))
            || audience.members_of.iter().any(members_of)
            || (audience.affected_ceptoars && affected().contains(party))
            || (audience.affected_ministries && role_in(affected(), Role::Responsible))
            || (audience.affected_members && member_of(affected()))
            || (audience.origin_ministry && role_in(own(), Role::Responsible))
            || (audience.origin_ceptoar && own().contains(party))
            || (audience.origin_members && member_of(own()))
            || (audience.analysts && (role_in(affected(), Role::Analyst) || role_in(own(), Role::Analyst)))
            || (audience.analysed && (analysed().contains(party) || member_of(&analysed())))
            || (audience.addressees && (everybody || self.is_addressee(party)))
    }

    /// The permit and require rules that fire and speak of the party.
    pub(super) fn permitting(&self, party: &str) -> &[&'a Rule] {
        self.noted.permitting.get(self.place(party), || self.firing(party, |effect| effect != Effect::Forbid))
    }

    /// The forbid rules that fire and speak of the party.
    pub(super) fn forbidding(&self, party: &str) -> &[&'a Rule] {
        self.noted.forbidding.get(self.place(party), || {
            if self.world.fault == Fault::IgnoreForbid {
                return Vec::new();
            }
            self.firing(party, |effect| effect == Effect::Forbid)
        })
    }

    /// The rules of an effect that fire and speak of the party.
    fn firing(&self, party: &str, has: impl Fn(Effect) -> bool) -> Vec<&'a Rule> {
        let rules = self.rules().filter(|(rule, failed)| has(rule.effect) && failed.is_empty());
        rules.map(|(rule, _)| rule).filter(|rule| self.speaks_of(rule, party)).collect()
    }
}
