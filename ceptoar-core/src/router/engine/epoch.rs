//! The facts of the days between two boundaries: who is active, who belongs to whom, which links hold.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::router::engine::bits::Bits;
use crate::router::engine::open::OpenGraph;
use crate::router::engine::tables::Tables;
use crate::rules::audience::Audience;
use crate::word::sets::{PartyKind, Role};

pub(in crate::router) struct Epoch {
    pub(in crate::router) active: Bits,
    /// Parties whose own period does not cover the day.
    pub(in crate::router) out_of_period: Bits,
    /// CEPTOARs whose point of contact does not yet work.
    pub(in crate::router) poc_to_come: Bits,
    /// *Members* none of whose CEPTOARs is active.
    pub(in crate::router) member_of_inactive: Bits,
    /// By party; `None` for parties that nobody has a role in.
    groups: Vec<Option<Box<Group>>>,
    /// By party: the CEPTOARs that are its own.
    pub(in crate::router) own: Vec<Vec<usize>>,
    /// By party: the groups in which it is member or observer, and itself if a CEPTOAR.
    pub(in crate::router) origin_groups: Vec<Vec<usize>>,
    /// By party: its roles in any group, as bits, and the CEPTOARs that it analyses for.
    pub(in crate::router) roles: Vec<u16>,
    pub(in crate::router) analyses_for: BTreeMap<usize, Vec<usize>>,
    /// The councils, each with the CEPTOARs that are member or observer of it.
    pub(in crate::router) councils: Vec<(usize, Bits)>,
    /// By party: its memberships that do not hold on the day.
    pub(in crate::router) lapsed: BTreeMap<usize, Vec<Lapsed>>,
    /// By party: the links that leave it and hold on the day, sorted by `to`.
    pub(in crate::router) leaving: Vec<Vec<usize>>,
    /// By rule: whether its period covers the day.
    pub(in crate::router) rule_holds: Vec<bool>,
    /// By rule: the part of its audience that no notice changes.
    pub(in crate::router) audiences: Vec<FixedAudience>,
    /// By level and direction: what is open in the empty situation.
    pub(in crate::router) open: Vec<[OnceLock<OpenGraph>; 3]>,
}

/// A membership that ended, or will begin.
pub(in crate::router) struct Lapsed {
    pub(in crate::router) group: usize,
    pub(in crate::router) role: Role,
    pub(in crate::router) ended: bool,
    pub(in crate::router) date: NaiveDate,
}

/// Who has a role in a group.
pub(in crate::router) struct Group {
    roles: [Bits; Role::ALL.len()],
    /// The *Members* of a CEPTOAR.
    pub(in crate::router) members: Bits,
    /// Any role.
    pub(in crate::router) any: Bits,
}

impl Group {
    fn new(tables: &Tables) -> Self {
        Self { roles: std::array::from_fn(|_| tables.none()), members: tables.none(), any: tables.none() }
    }

    pub(in crate::router) fn role(&self, role: Role) -> &Bits {
        let [member, observer, secretariat, analyst, responsible, relay] = &self.roles;
        match role {
            Role::Member => member,
            Role::Observer => observer,
            Role::Secretariat => secretariat,
            Role::Analyst => analyst,
            Role::Responsible => responsible,
            Role::Relay => relay,
        }
    }
}

/// An audience with what is fixed already counted.
pub(in crate::router) struct FixedAudience {
    pub(in crate::router) fixed: Bits,
    pub(in crate::router) except: Option<Box<FixedAudience>>,
}

impl Epoch {
    pub(in crate::router) fn new(tables: &Tables, day: NaiveDate) -> Self {
        let count = tables.parties.len();
        let registry = &tables.registry;
        let mut epoch = Self {
            active: Bits::of(count, 0..count),
            out_of_period: tables.none(),
            poc_to_come: tables.none(),
            member_of_inactive: tables.none(),
            groups: std::iter::repeat_with(|| None).take(count).collect(),
            own: vec![Vec::new(); count],
            origin_groups: vec![Vec::new(); count],
            roles: vec![0; count],
            analyses_for: BTreeMap::new(),
            councils: Vec::new(),
            lapsed: BTreeMap::new(),
            leaving: Vec::with_capacity(count),
            rule_holds: tables.rules.rules().iter().map(|rule| rule.period.covers(day)).collect(),
            audiences: Vec::new(),
            open: tables.levels.iter().map(|_| std::array::from_fn(|_| OnceLock::new())).collect(),
        };
        for n in tables.of_kind(PartyKind::Ceptoar).iter() {
            put(&mut epoch.own, n, n);
            put(&mut epoch.origin_groups, n, n);
        }
        // By party: the CEPTOARs whose *Member* it is, as a relay too.
        let mut member_in = vec![Vec::new(); count];
        for membership in registry.memberships() {
            let (Some(party), Some(group)) =
                (tables.party(membership.party.as_str()), tables.party(membership.group.as_str()))
            else {
                continue;
            };
            if membership.period.covers(day) {
                epoch.join(tables, party, group, membership.role, &mut member_in);
            } else {
                let ended = membership.period.until.filter(|until| *until <= day);
                if let Some(date) = ended.or(membership.period.from) {
                    let lapsed = Lapsed { group, role: membership.role, ended: ended.is_some(), date };
                    epoch.lapsed.entry(party).or_default().push(lapsed);
                }
            }
        }
        epoch.idle(tables, day, &member_in);
        for kind in [PartyKind::Council, PartyKind::LiaisonCouncil] {
            for council in tables.of_kind(kind).iter() {
                let mut ceptoars = tables.none();
                if let Some(group) = epoch.group(council) {
                    ceptoars.add(group.role(Role::Member));
                    ceptoars.add(group.role(Role::Observer));
                    ceptoars.keep(&tables.of_kind(PartyKind::Ceptoar));
                }
                epoch.councils.push((council, ceptoars));
            }
        }
        let holds = |n: &usize| tables.links.get(*n).is_some_and(|link| link.period.covers(day));
        epoch.leaving.extend(tables.leaving.iter().map(|list| list.iter().copied().filter(holds).collect()));
        epoch.audiences = tables.rules.rules().iter().map(|rule| epoch.fix(tables, &rule.audience)).collect();
        epoch
    }

    /// Counts a membership that holds on the day.
    fn join(&mut self, tables: &Tables, party: usize, group: usize, role: Role, member_in: &mut [Vec<usize>]) {
        let Some(kind) = tables.kind(party) else { return };
        let of_members = role.is_of_members() && kind.is_member_kind();
        if let Some(slot) = self.groups.get_mut(group) {
            let sets = slot.get_or_insert_with(|| Box::new(Group::new(tables)));
            sets.any.insert(party);
            if let Some(set) = sets.roles.get_mut(role as usize) {
                set.insert(party);
            }
            if of_members {
                sets.members.insert(party);
            }
        }
        if let Some(roles) = self.roles.get_mut(party) {
            *roles |= 1 << role as u16;
        }
        if of_members && tables.kind(group) == Some(PartyKind::Ceptoar) {
            if let Some(list) = member_in.get_mut(party) {
                list.push(group);
            }
            if role == Role::Member {
                put(&mut self.own, party, group);
            }
        }
        if matches!(role, Role::Member | Role::Observer) {
            put(&mut self.origin_groups, party, group);
        }
        if role == Role::Analyst {
            self.analyses_for.entry(party).or_default().push(group);
        }
    }

    /// Takes those out who do not exist or work on the day.
    fn idle(&mut self, tables: &Tables, day: NaiveDate, member_in: &[Vec<usize>]) {
        for (n, party) in tables.registry.parties().iter().enumerate() {
            if !party.periods.is_empty() && !party.periods.iter().any(|period| period.covers(day)) {
                self.out_of_period.insert(n);
            }
        }
        for ceptoar in tables.registry.ceptoars() {
            if let Some(n) = tables.party(ceptoar.party.as_str())
                && ceptoar.poc.is_some_and(|poc| day < poc)
            {
                self.poc_to_come.insert(n);
            }
        }
        let mut idle = self.out_of_period.clone();
        idle.add(&self.poc_to_come);
        for (n, ceptoars) in member_in.iter().enumerate() {
            if !ceptoars.is_empty() && ceptoars.iter().all(|ceptoar| idle.contains(*ceptoar)) {
                self.member_of_inactive.insert(n);
            }
        }
        self.active.subtract(&idle);
        self.active.subtract(&self.member_of_inactive);
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
                fixed.add(group.role(*role));
            }
        }
        let except = audience.except.as_ref().map(|except| Box::new(self.fix(tables, except)));
        FixedAudience { fixed, except }
    }

    pub(in crate::router) fn group(&self, party: usize) -> Option<&Group> {
        self.groups.get(party)?.as_deref()
    }

    /// Adds, for each group of a set, what `pick` takes of it.
    pub(in crate::router) fn gather(&self, tables: &Tables, of: &Bits, pick: impl Fn(&Group) -> &Bits) -> Bits {
        let mut all = tables.none();
        for group in of.iter().filter_map(|n| self.group(n)) {
            all.add(pick(group));
        }
        all
    }
}

fn put(lists: &mut [Vec<usize>], party: usize, group: usize) {
    if let Some(list) = lists.get_mut(party) {
        list.push(group);
    }
}
