//! Who counts as what on the day (DESIGN 3.1 and 3.5): kinds, roles, *Members*, own, affected and concerned CEPTOARs.

use ceptoar_core::{Membership, PartyKind, Role};

use super::{Ask, Ids};

impl<'a> Ask<'a> {
    /// The same question without the supposed membership: what is the origin's own side, or fires, stays as it is.
    pub(super) fn as_it_is(&self) -> Self {
        Self { supposed: None, ..self.clone() }
    }

    pub(super) fn kind(&self, party: &str) -> Option<PartyKind> {
        self.facts.parties.get(party).map(|(_, kind)| *kind)
    }

    /// The id of a party as the registry has it; of whoever is foreign, nothing.
    pub(super) fn id(&self, party: &str) -> &'a str {
        self.facts.parties.get_key_value(party).map_or("", |(id, _)| id)
    }

    /// The place of a party in the registry.
    pub(super) fn place(&self, party: &str) -> usize {
        self.facts.parties.get(party).map_or(0, |(place, _)| *place)
    }

    /// The memberships that hold in a group on the day.
    fn of_group(&self, group: &str) -> impl Iterator<Item = &'a Membership> {
        let of_day = self.facts.memberships.get(group).into_iter().flatten().copied();
        of_day.chain(self.supposed.filter(|m| m.group == *group))
    }

    /// Those who have a role in a group on the day.
    pub(super) fn in_group(&self, group: &str, role: Role) -> Ids<'a> {
        self.of_group(group).filter(|m| m.role == role).map(|m| m.party.as_str()).collect()
    }

    /// Whether a party has a role in a group on the day.
    pub(super) fn is_in(&self, group: &str, role: Role, party: &str) -> bool {
        self.of_group(group).any(|m| m.role == role && m.party == *party)
    }

    /// Whether a party has any role in a group on the day.
    pub(super) fn has_role_in(&self, party: &str, group: &str) -> bool {
        self.of_group(group).any(|m| m.party == *party)
    }

    /// Whether a party is a class, sub-group, partner or roster organisation.
    fn can_be_member(&self, party: &str) -> bool {
        let kinds = [PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization];
        self.kind(party).is_some_and(|kind| kinds.contains(&kind))
    }

    /// Whether a party is one of the *Members* of a CEPTOAR: its classes, sub-groups, partners and roster organisations of role `member` or `relay`.
    pub(super) fn is_member(&self, ceptoar: &str, party: &str) -> bool {
        let role = self.is_in(ceptoar, Role::Member, party) || self.is_in(ceptoar, Role::Relay, party);
        role && self.can_be_member(party)
    }

    /// Every CEPTOAR of the registry.
    pub(super) fn ceptoars(&self) -> &Ids<'a> {
        &self.facts.ceptoars
    }

    /// The own CEPTOARs of a party: itself; otherwise those where its role is `member`; the cabinet, ministries and
    /// councils have none, and a relay has none.
    pub(super) fn own(&self, party: &str) -> Ids<'a> {
        match self.kind(party) {
            Some(PartyKind::Ceptoar) => Ids::from([self.id(party)]),
            Some(PartyKind::Cabinet | PartyKind::Ministry | PartyKind::Council | PartyKind::LiaisonCouncil) | None => {
                Ids::new()
            }
            Some(_) => {
                let all = self.ceptoars().iter().copied();
                all.filter(|ceptoar| self.is_in(ceptoar, Role::Member, party)).collect()
            }
        }
    }

    /// The origin's own CEPTOARs.
    pub(super) fn origin_own(&self) -> &Ids<'a> {
        self.noted.origin_own.get_or_init(|| self.as_it_is().own(self.notice.origin.as_str()))
    }

    /// The affected CEPTOARs: those of the affected sectors, narrowed sector by sector.
    pub(super) fn affected(&self) -> &Ids<'a> {
        self.noted.affected.get_or_init(|| self.all_affected())
    }

    fn all_affected(&self) -> Ids<'a> {
        let written: Ids<'a> = self.notice.affected_ceptoars.iter().map(|id| id.as_str()).collect();
        if self.notice.affected_sectors.is_empty() {
            return written;
        }
        let mut all = Ids::new();
        for sector in &self.notice.affected_sectors {
            let records = self.world.registry.ceptoars().iter().filter(|record| record.sector == *sector);
            let of_sector: Ids<'a> = records.map(|record| record.party.as_str()).collect();
            let narrowed: Ids<'a> = of_sector.intersection(&written).copied().collect();
            all.extend(if narrowed.is_empty() { of_sector } else { narrowed });
        }
        all
    }

    /// Whether the notice names neither affected sector nor CEPTOAR.
    pub(super) fn affected_is_open(&self) -> bool {
        self.notice.affected_sectors.is_empty() && self.notice.affected_ceptoars.is_empty()
    }

    pub(super) fn is_addressee(&self, party: &str) -> bool {
        self.notice.addressees.iter().any(|id| id == party)
    }

    /// The concerned CEPTOARs: the affected, the origin's own, and those among the addressees.
    pub(super) fn concerned(&self) -> &Ids<'a> {
        self.noted.concerned.get_or_init(|| {
            let addressees = self.notice.addressees.iter().map(|id| id.as_str());
            let among = addressees.filter(|party| self.kind(party) == Some(PartyKind::Ceptoar));
            self.affected().iter().chain(self.origin_own()).copied().chain(among).collect()
        })
    }

    /// The concerned CEPTOARs that the origin analyses for; where an audience takes away, all that it analyses for.
    pub(super) fn analysed(&self, takes_away: bool) -> Ids<'a> {
        let origin = self.notice.origin.as_str();
        let as_it_is = self.as_it_is();
        let of = if takes_away { self.ceptoars() } else { self.concerned() };
        of.iter().copied().filter(|ceptoar| as_it_is.is_in(ceptoar, Role::Analyst, origin)).collect()
    }

    /// The persons scope of the level.
    pub(super) fn scope(&self) -> &'static str {
        self.world.profile.level(self.notice.level.as_str()).map_or("", |level| level.persons.as_str())
    }
}
