//! The facts of the days between two boundaries: who is active, who belongs to whom, what is open.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::brought::Brought;
use crate::router::engine::graph::Graph;
use crate::router::engine::masks::Masks;
use crate::router::engine::spoken::{Side, Spoken};
use crate::router::engine::statics::Statics;
use crate::router::engine::tables::Tables;
use crate::rules::audience::Audience;
use crate::word::sets::{PartyKind, Role};

pub(in crate::router) struct Epoch<S: Shape> {
    /// Its place among the epochs.
    pub(in crate::router) place: usize,
    /// One of its days.
    pub(in crate::router) day: NaiveDate,
    /// Whether the edition does not speak of its days.
    pub(in crate::router) stale: bool,
    pub(in crate::router) active: S::Parties,
    /// Parties whose own period does not cover the day.
    pub(in crate::router) out_of_period: S::Parties,
    /// CEPTOARs whose point of contact does not yet work.
    pub(in crate::router) poc_to_come: S::Parties,
    /// *Members* none of whose CEPTOARs is active.
    pub(in crate::router) member_of_inactive: S::Parties,
    /// By party; `None` for parties that nobody has a role in.
    groups: Vec<Option<Box<Group<S>>>>,
    /// By sector: whom its CEPTOARs bring, and whom all CEPTOARs bring.
    pub(in crate::router) of_sector: Vec<Brought<S>>,
    pub(in crate::router) of_all: Brought<S>,
    /// By party: the CEPTOARs that are its own.
    pub(in crate::router) own: Vec<Vec<usize>>,
    /// By party: the place among those below of its own CEPTOARs.
    brought_by: Vec<u32>,
    /// Distinct sets of own CEPTOARs and whom they bring, made when they are asked for; the first is that of none.
    brought: Vec<OnceLock<Brought<S>>>,
    /// By ministry that is responsible for a CEPTOAR, sorted: the CEPTOARs that are, with their members.
    portfolios: Vec<(usize, S::Parties)>,
    /// By party: the groups in which it is member or observer, and itself if a CEPTOAR.
    origin_groups: Vec<Vec<usize>>,
    /// By party: its roles in any group, as bits.
    roles: Vec<u16>,
    /// By analyst: the CEPTOARs that it analyses for.
    pub(in crate::router) analyses_for: BTreeMap<usize, Vec<usize>>,
    /// The councils, each with the CEPTOARs that are member or observer of it.
    pub(in crate::router) councils: Vec<(usize, S::Parties)>,
    /// By party: its memberships that do not hold on the day.
    pub(in crate::router) lapsed: BTreeMap<usize, Vec<Lapsed>>,
    /// The parties with such memberships, all of them, by group, and by rule those whom it would name by one.
    pub(in crate::router) lapsing: Lapsing<S>,
    /// The rules whose period covers the day.
    pub(in crate::router) in_force: S::Rules,
    /// By origin: the rules that admit it on the day, where all are few.
    origins: Vec<S::Rules>,
    /// By rule: its audience.
    pub(in crate::router) audiences: Vec<Spoken<S>>,
    /// The parts that they name, as bits.
    pub(in crate::router) parts: u16,
    /// The links of the day with a channel that the vocabulary does not know.
    pub(in crate::router) foreign_links: Vec<usize>,
    /// By level and direction: what is open in the empty situation.
    open: Vec<[OnceLock<Graph<S>>; 3]>,
}

/// A membership that ended, or will begin.
pub(in crate::router) struct Lapsed {
    pub(in crate::router) group: usize,
    pub(in crate::router) role: Role,
    pub(in crate::router) ended: bool,
    pub(in crate::router) date: NaiveDate,
}

/// The parties whose memberships do not hold on the day.
pub(in crate::router) struct Lapsing<S: Shape> {
    pub(in crate::router) all: S::Parties,
    pub(in crate::router) by_group: BTreeMap<usize, S::Parties>,
    /// By rule whose audience names members of groups: the parties that it would name, did the membership hold.
    pub(in crate::router) by_rule: Vec<(usize, S::Parties)>,
}

/// Who has a role in a group.
pub(in crate::router) struct Group<S: Shape> {
    roles: [S::Parties; Role::ALL.len()],
    /// The *Members* of a CEPTOAR.
    pub(in crate::router) members: S::Parties,
    /// Any role.
    pub(in crate::router) any: S::Parties,
}

impl<S: Shape> Group<S> {
    fn new(parties: usize) -> Self {
        let none = || S::Parties::none(parties);
        Self { roles: std::array::from_fn(|_| none()), members: none(), any: none() }
    }

    #[inline]
    pub(in crate::router) fn role(&self, role: Role) -> &S::Parties {
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

impl<S: Shape> Epoch<S> {
    /// The most words of rules, by all origins together, that an epoch works out beforehand.
    const ORIGIN_WORDS: usize = 1 << 12;

    pub(in crate::router) fn new(tables: &Tables, statics: &Statics<S>, masks: &Masks<S>, place: usize) -> Self {
        let count = tables.parties.len();
        let day = tables.day_of(place);
        let none = || S::Parties::none(count);
        let rules = tables.rules.rules();
        let in_force = rules.iter().enumerate().filter(|(_, rule)| rule.period.covers(day));
        let foreign = tables.foreign_links.iter().copied();
        let mut epoch = Self {
            place,
            day,
            stale: !tables.registry.covers().covers(day),
            active: statics.everybody.clone(),
            out_of_period: none(),
            poc_to_come: none(),
            member_of_inactive: none(),
            groups: std::iter::repeat_with(|| None).take(count).collect(),
            of_sector: Vec::with_capacity(statics.in_sector.len()),
            of_all: Brought::none(count),
            own: vec![Vec::new(); count],
            brought_by: vec![0; count],
            brought: vec![OnceLock::new()],
            portfolios: Vec::new(),
            origin_groups: vec![Vec::new(); count],
            roles: vec![0; count],
            analyses_for: BTreeMap::new(),
            councils: Vec::new(),
            lapsed: BTreeMap::new(),
            lapsing: Lapsing { all: none(), by_group: BTreeMap::new(), by_rule: Vec::new() },
            in_force: S::Rules::of(rules.len(), in_force.map(|(n, _)| n)),
            origins: Vec::new(),
            audiences: Vec::new(),
            parts: 0,
            foreign_links: foreign
                .filter(|n| tables.links.get(*n).is_some_and(|link| link.period.covers(day)))
                .collect(),
            open: tables.levels.iter().map(|_| std::array::from_fn(|_| OnceLock::new())).collect(),
        };
        let ceptoars = statics.of_kind(PartyKind::Ceptoar);
        for n in ceptoars.iter() {
            put(&mut epoch.own, n, n);
            put(&mut epoch.origin_groups, n, n);
        }
        // The *Members* with the CEPTOARs that they are in, as a relay too.
        let mut member_in: Vec<(usize, usize)> = Vec::new();
        for membership in &tables.memberships {
            let (party, group) = (membership.party, membership.group);
            if membership.period.covers(day) {
                epoch.join(tables, (party, group), membership.role, &mut member_in);
            } else {
                let ended = membership.period.until.filter(|until| *until <= day);
                if let Some(date) = ended.or(membership.period.from) {
                    let lapsed = Lapsed { group, role: membership.role, ended: ended.is_some(), date };
                    epoch.lapsed.entry(party).or_default().push(lapsed);
                }
            }
        }
        epoch.lapsing = epoch.lapsing(tables);
        epoch.idle(tables, &member_in);
        for kind in [PartyKind::Council, PartyKind::LiaisonCouncil] {
            for council in statics.of_kind(kind).iter() {
                let mut of = none();
                if let Some(group) = epoch.group(council) {
                    of.add(group.role(Role::Member));
                    of.add(group.role(Role::Observer));
                    of.keep(ceptoars);
                }
                epoch.councils.push((council, of));
            }
        }
        epoch.of_all = epoch.brought(ceptoars);
        epoch.portfolios = epoch.portfolios(ceptoars);
        epoch.number_own();
        epoch.of_sector = statics.in_sector.iter().map(|ceptoars| epoch.brought(ceptoars)).collect();
        let fix = |audience: &Audience| epoch.fix(tables, statics, audience);
        epoch.audiences = rules.iter().map(|rule| Spoken::new(&rule.audience, Side::of(rule.effect), &fix)).collect();
        epoch.parts = epoch.audiences.iter().fold(0, |all, audience| all | audience.all_parts);
        if count * epoch.in_force.words().len() <= Self::ORIGIN_WORDS {
            epoch.origins = (0..count).map(|party| epoch.admitting(tables, masks, party)).collect();
        }
        epoch
    }

    /// Counts a membership that holds on the day.
    fn join(
        &mut self,
        tables: &Tables,
        (party, group): (usize, usize),
        role: Role,
        member_in: &mut Vec<(usize, usize)>,
    ) {
        let Some(kind) = tables.kind(party) else { return };
        let of_members = role.is_of_members() && kind.is_member_kind();
        if let Some(slot) = self.groups.get_mut(group) {
            let sets = slot.get_or_insert_with(|| Box::new(Group::new(tables.parties.len())));
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
            member_in.push((party, group));
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

    fn lapsing(&self, tables: &Tables) -> Lapsing<S> {
        let none = || S::Parties::none(tables.parties.len());
        let mut lapsing: Lapsing<S> = Lapsing { all: none(), by_group: BTreeMap::new(), by_rule: Vec::new() };
        for (party, lapsed) in &self.lapsed {
            lapsing.all.insert(*party);
            for lapsed in lapsed {
                lapsing.by_group.entry(lapsed.group).or_insert_with(none).insert(*party);
            }
        }
        for (n, rule) in tables.rules.rules().iter().enumerate() {
            let mut named = none();
            for of in &rule.audience.members_of {
                let group = tables.party(of.group.as_str()).and_then(|n| lapsing.by_group.get(&n));
                group.into_iter().for_each(|parties| named.add(parties));
            }
            if !named.is_empty() {
                lapsing.by_rule.push((n, named));
            }
        }
        lapsing
    }

    /// Takes those out who do not exist or work on the day.
    fn idle(&mut self, tables: &Tables, member_in: &[(usize, usize)]) {
        for (n, party) in tables.registry.parties().iter().enumerate() {
            if !party.periods.is_empty() && !party.periods.iter().any(|period| period.covers(self.day)) {
                self.out_of_period.insert(n);
            }
        }
        for ceptoar in tables.registry.ceptoars() {
            if let Some(n) = tables.party(ceptoar.party.as_str())
                && ceptoar.poc.is_some_and(|poc| self.day < poc)
            {
                self.poc_to_come.insert(n);
            }
        }
        let mut idle = self.out_of_period.clone();
        idle.add(&self.poc_to_come);
        for (party, ceptoar) in member_in {
            if idle.contains(*ceptoar) {
                self.member_of_inactive.insert(*party);
            }
        }
        for (party, ceptoar) in member_in {
            if !idle.contains(*ceptoar) {
                self.member_of_inactive.remove(*party);
            }
        }
        self.active.subtract(&idle);
        self.active.subtract(&self.member_of_inactive);
    }

    fn brought(&self, ceptoars: &S::Parties) -> Brought<S> {
        let mut all = Brought::none(self.groups.len());
        all.ceptoars = ceptoars.clone();
        self.bring(ceptoars, &mut all);
        all
    }

    /// Adds whom some CEPTOARs bring, but themselves.
    #[inline]
    pub(in crate::router) fn bring(&self, ceptoars: &S::Parties, all: &mut Brought<S>) {
        for group in ceptoars.iter().filter_map(|n| self.group(n)) {
            all.responsible.add(group.role(Role::Responsible));
            all.members.add(&group.members);
            all.analysts.add(group.role(Role::Analyst));
            all.any.add(&group.any);
        }
    }

    /// Numbers the sets of own CEPTOARs: they are few, however many parties there are.
    fn number_own(&mut self) {
        let mut places: BTreeMap<&[usize], u32> = BTreeMap::from([(&[][..], 0)]);
        for (own, place) in self.own.iter().zip(&mut self.brought_by) {
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            *place = *places.entry(own).or_insert(next);
        }
        self.brought.resize_with(places.len(), OnceLock::new);
    }

    fn portfolios(&self, ceptoars: &S::Parties) -> Vec<(usize, S::Parties)> {
        let mut all = BTreeMap::new();
        for (ceptoar, group) in ceptoars.iter().filter_map(|ceptoar| Some((ceptoar, self.group(ceptoar)?))) {
            for ministry in group.role(Role::Responsible).iter() {
                let portfolio = all.entry(ministry).or_insert_with(|| S::Parties::none(self.groups.len()));
                portfolio.insert(ceptoar);
                portfolio.add(group.role(Role::Member));
            }
        }
        all.into_iter().collect()
    }

    /// The CEPTOARs for which some ministries are responsible, with their members.
    pub(in crate::router) fn portfolio(&self, ministries: &S::Parties) -> impl Iterator<Item = &S::Parties> {
        self.portfolios.iter().filter(|(ministry, _)| ministries.contains(*ministry)).map(|(_, portfolio)| portfolio)
    }

    /// The own CEPTOARs of a party, and whom they bring.
    #[inline]
    pub(in crate::router) fn of_own(&self, party: usize) -> Option<&Brought<S>> {
        let slot = self.brought.get(*self.brought_by.get(party)? as usize)?;
        Some(slot.get_or_init(|| {
            let own = self.own.get(party).into_iter().flatten().copied();
            self.brought(&S::Parties::of(self.groups.len(), own))
        }))
    }

    /// The parties that an audience names whatever the notice is.
    fn fix(&self, tables: &Tables, statics: &Statics<S>, audience: &Audience) -> S::Parties {
        let named = audience.parties.iter().filter_map(|id| tables.party(id.as_str()));
        let mut fixed = S::Parties::of(tables.parties.len(), named);
        for kind in &audience.kinds {
            fixed.add(statics.of_kind(*kind));
        }
        for of in &audience.members_of {
            let Some(group) = tables.party(of.group.as_str()).and_then(|n| self.group(n)) else { continue };
            for role in &of.roles {
                fixed.add(group.role(*role));
            }
        }
        fixed
    }

    #[inline]
    pub(in crate::router) fn group(&self, party: usize) -> Option<&Group<S>> {
        self.groups.get(party)?.as_deref()
    }

    /// The rules that admit an origin on the day.
    #[inline]
    pub(in crate::router) fn origin(&self, tables: &Tables, masks: &Masks<S>, origin: usize) -> S::Rules {
        match self.origins.get(origin) {
            Some(rules) => rules.clone(),
            None => self.admitting(tables, masks, origin),
        }
    }

    fn admitting(&self, tables: &Tables, masks: &Masks<S>, origin: usize) -> S::Rules {
        let mut all = self.in_force.clone();
        all.keep(&masks.origins.of_each([origin]));
        all.keep(&self.admitting_groups(masks, origin));
        all.keep(&self.admitting_roles(masks, origin));
        match tables.kind(origin).and_then(|kind| masks.origin_kinds.get(kind as usize)) {
            Some(of_kind) => all.keep(of_kind),
            None => all.clear(),
        }
        all
    }

    /// The rules that admit an origin for the groups that it is in.
    pub(in crate::router) fn admitting_groups(&self, masks: &Masks<S>, origin: usize) -> S::Rules {
        masks.origin_groups.of_each(self.origin_groups.get(origin).into_iter().flatten().copied())
    }

    /// The rules that admit an origin for the roles that it has.
    pub(in crate::router) fn admitting_roles(&self, masks: &Masks<S>, origin: usize) -> S::Rules {
        let roles = self.roles.get(origin).copied().unwrap_or_default();
        let mut all = masks.any_role.clone();
        for (_, of_role) in masks.origin_roles.iter().enumerate().filter(|(role, _)| roles >> role & 1 == 1) {
            all.add(of_role);
        }
        all
    }

    /// What is open for a level and a direction in the empty situation.
    #[inline]
    pub(in crate::router) fn open(&self, level: usize, direction: usize) -> Option<&OnceLock<Graph<S>>> {
        self.open.get(level)?.get(direction)
    }
}

fn put(lists: &mut [Vec<usize>], party: usize, group: usize) {
    if let Some(list) = lists.get_mut(party) {
        list.push(group);
    }
}
