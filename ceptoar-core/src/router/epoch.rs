//! The facts of the days between two boundaries: who is active, who belongs to whom, which links hold.

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::bits::Bits;
use super::compile::Tables;
use super::path::OpenGraph;
use crate::party::{PartyKind, Role};
use crate::rule::Audience;

pub(super) struct Epoch {
    pub(super) active: Bits,
    /// Parties whose own period does not cover the day.
    pub(super) out_of_period: Bits,
    /// CEPTOARs whose point of contact does not yet work.
    pub(super) poc_to_come: Bits,
    /// *Members* none of whose CEPTOARs is active.
    pub(super) member_of_inactive: Bits,
    /// By party; `None` for parties that nobody has a role in.
    groups: Vec<Option<Box<Group>>>,
    /// By party: the CEPTOARs that are its own.
    pub(super) own: Vec<Bits>,
    /// By party: the groups in which it is member or observer, and itself if a CEPTOAR.
    pub(super) origin_groups: Vec<Bits>,
    /// By party: the links that leave it and hold on the day, sorted by `to`.
    pub(super) leaving: Vec<Vec<usize>>,
    /// By rule: whether its period covers the day.
    pub(super) rule_holds: Vec<bool>,
    /// By rule: the part of its audience that no notice changes.
    pub(super) audiences: Vec<FixedAudience>,
    /// By level and direction: what is open in the empty situation.
    pub(super) open: Vec<[OnceLock<OpenGraph>; 3]>,
}

/// Who has a role in a group.
pub(super) struct Group {
    pub(super) roles: [Bits; 5],
    /// The *Members* of a CEPTOAR.
    pub(super) members: Bits,
    /// Any role.
    pub(super) any: Bits,
}

/// An audience with what is fixed already counted.
pub(super) struct FixedAudience {
    pub(super) fixed: Bits,
    pub(super) except: Option<Box<FixedAudience>>,
}

impl Epoch {
    pub(super) fn new(tables: &Tables, day: NaiveDate) -> Self {
        let count = tables.parties.len();
        let registry = &tables.registry;
        let mut groups: Vec<Option<Box<Group>>> = std::iter::repeat_with(|| None).take(count).collect();
        let mut own = vec![tables.none(); count];
        let mut origin_groups = vec![tables.none(); count];
        for n in tables.of_kind(PartyKind::Ceptoar).iter() {
            for sets in [&mut own, &mut origin_groups] {
                if let Some(set) = sets.get_mut(n) {
                    set.insert(n);
                }
            }
        }
        for membership in registry.memberships().iter().filter(|membership| membership.period.covers(day)) {
            let (Some(party), Some(group)) =
                (tables.party(membership.party.as_str()), tables.party(membership.group.as_str()))
            else {
                continue;
            };
            let Some(kind) = tables.kind(party) else { continue };
            let in_ceptoar = tables.kind(group) == Some(PartyKind::Ceptoar);
            if let Some(slot) = groups.get_mut(group) {
                let sets = slot.get_or_insert_with(|| {
                    Box::new(Group {
                        roles: std::array::from_fn(|_| tables.none()),
                        members: tables.none(),
                        any: tables.none(),
                    })
                });
                sets.any.insert(party);
                if let Some(role) = sets.roles.get_mut(membership.role as usize) {
                    role.insert(party);
                }
                if membership.role == Role::Member && kind.is_member_kind() {
                    sets.members.insert(party);
                }
            }
            if membership.role == Role::Member
                && in_ceptoar
                && kind.is_member_kind()
                && let Some(set) = own.get_mut(party)
            {
                set.insert(group);
            }
            if matches!(membership.role, Role::Member | Role::Observer)
                && let Some(set) = origin_groups.get_mut(party)
            {
                set.insert(group);
            }
        }
        let (mut out_of_period, mut poc_to_come, mut member_of_inactive) =
            (tables.none(), tables.none(), tables.none());
        for (n, party) in registry.parties().iter().enumerate() {
            if !party.periods.is_empty() && !party.periods.iter().any(|period| period.covers(day)) {
                out_of_period.insert(n);
            }
        }
        for ceptoar in registry.ceptoars() {
            if let Some(n) = tables.party(ceptoar.party.as_str())
                && ceptoar.poc.is_some_and(|poc| day < poc)
            {
                poc_to_come.insert(n);
            }
        }
        let mut idle = out_of_period.clone();
        idle.add(&poc_to_come);
        for (n, ceptoars) in own.iter().enumerate() {
            if !ceptoars.is_empty() && !ceptoars.contains(n) && ceptoars.is_subset(&idle) {
                member_of_inactive.insert(n);
            }
        }
        let mut active = Bits::of(count, 0..count);
        active.subtract(&idle);
        active.subtract(&member_of_inactive);
        let holds = |n: &usize| registry.links().get(*n).is_some_and(|link| link.period.covers(day));
        let leaving = tables.leaving.iter().map(|list| list.iter().copied().filter(holds).collect()).collect();
        let mut epoch = Self {
            active,
            out_of_period,
            poc_to_come,
            member_of_inactive,
            groups,
            own,
            origin_groups,
            leaving,
            rule_holds: tables.rules.rules().iter().map(|rule| rule.period.covers(day)).collect(),
            audiences: Vec::new(),
            open: tables.levels.iter().map(|_| std::array::from_fn(|_| OnceLock::new())).collect(),
        };
        epoch.audiences = tables.rules.rules().iter().map(|rule| epoch.fix(tables, &rule.audience)).collect();
        epoch
    }

    fn fix(&self, tables: &Tables, audience: &Audience) -> FixedAudience {
        let named = audience.parties.iter().filter_map(|id| tables.party(id.as_str()));
        let mut fixed = Bits::of(tables.parties.len(), named);
        for kind in &audience.kinds {
            fixed.add(&tables.of_kind(*kind));
        }
        for of in &audience.members_of {
            let Some(group) = tables.party(of.group.as_str()).and_then(|n| self.group(n)) else { continue };
            for role in &of.roles {
                if let Some(set) = group.roles.get(*role as usize) {
                    fixed.add(set);
                }
            }
        }
        let except = audience.except.as_ref().map(|except| Box::new(self.fix(tables, except)));
        FixedAudience { fixed, except }
    }

    pub(super) fn group(&self, party: usize) -> Option<&Group> {
        self.groups.get(party)?.as_deref()
    }

    /// Adds, for each group of a set, what `pick` takes of it.
    pub(super) fn gather(&self, tables: &Tables, of: &Bits, pick: impl Fn(&Group) -> &Bits) -> Bits {
        let mut all = tables.none();
        for group in of.iter().filter_map(|n| self.group(n)) {
            all.add(pick(group));
        }
        all
    }
}

impl Group {
    pub(super) fn role(&self, role: Role) -> &Bits {
        let [member, observer, secretariat, analyst, responsible] = &self.roles;
        match role {
            Role::Member => member,
            Role::Observer => observer,
            Role::Secretariat => secretariat,
            Role::Analyst => analyst,
            Role::Responsible => responsible,
        }
    }
}
