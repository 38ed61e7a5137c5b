//! Who counts as what on the day (DESIGN 3.1 and 3.5): kinds, roles, *Members*, own, affected and concerned CEPTOARs.

use ceptoar_core::{PartyKind, Role};

use super::{Ask, Ids};

impl Ask<'_> {
    /// The same question without the supposed membership: what is the origin's own side, or fires, stays as it is.
    pub(super) fn as_it_is(&self) -> Self {
        Self { supposed: None, ..*self }
    }

    pub(super) fn kind(&self, party: &str) -> Option<PartyKind> {
        self.world.registry.party(party).map(|party| party.kind)
    }

    /// Those who have a role in a group on the day.
    pub(super) fn in_group(&self, group: &str, role: Role) -> Ids {
        let of_day = self.world.registry.memberships().iter().filter(|m| m.period.covers(self.day));
        let holding = of_day.chain(self.supposed);
        holding.filter(|m| m.group == *group && m.role == role).map(|m| m.party.to_string()).collect()
    }

    /// Whether a party has any role in a group on the day.
    pub(super) fn has_role_in(&self, party: &str, group: &str) -> bool {
        let of_day = self.world.registry.memberships().iter().filter(|m| m.period.covers(self.day));
        of_day.chain(self.supposed).any(|m| m.party == *party && m.group == *group)
    }

    /// Whether a party is a class, sub-group, partner or roster organisation.
    fn can_be_member(&self, party: &str) -> bool {
        let kinds = [PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization];
        self.kind(party).is_some_and(|kind| kinds.contains(&kind))
    }

    /// The *Members* of a CEPTOAR: its classes, sub-groups, partners and roster organisations of role `member` or `relay`.
    pub(super) fn members(&self, ceptoar: &str) -> Ids {
        let mut all = self.in_group(ceptoar, Role::Member);
        all.extend(self.in_group(ceptoar, Role::Relay));
        all.into_iter().filter(|party| self.can_be_member(party)).collect()
    }

    /// Every CEPTOAR of the registry.
    pub(super) fn ceptoars(&self) -> Ids {
        let all = self.world.registry.parties().iter();
        all.filter(|party| party.kind == PartyKind::Ceptoar).map(|party| party.id.to_string()).collect()
    }

    /// The own CEPTOARs of a party: itself; otherwise those where its role is `member`; the cabinet, ministries and
    /// councils have none, and a relay has none.
    pub(super) fn own(&self, party: &str) -> Ids {
        match self.kind(party) {
            Some(PartyKind::Ceptoar) => Ids::from([party.to_owned()]),
            Some(PartyKind::Cabinet | PartyKind::Ministry | PartyKind::Council | PartyKind::LiaisonCouncil) | None => {
                Ids::new()
            }
            Some(_) => {
                let all = self.ceptoars().into_iter();
                all.filter(|ceptoar| self.in_group(ceptoar, Role::Member).contains(party)).collect()
            }
        }
    }

    /// The origin's own CEPTOARs.
    pub(super) fn origin_own(&self) -> Ids {
        self.as_it_is().own(self.notice.origin.as_str())
    }

    /// The affected CEPTOARs: those of the affected sectors, narrowed sector by sector.
    pub(super) fn affected(&self) -> Ids {
        let written: Ids = self.notice.affected_ceptoars.iter().map(ToString::to_string).collect();
        if self.notice.affected_sectors.is_empty() {
            return written;
        }
        let mut all = Ids::new();
        for sector in &self.notice.affected_sectors {
            let records = self.world.registry.ceptoars().iter().filter(|record| record.sector == *sector);
            let of_sector: Ids = records.map(|record| record.party.to_string()).collect();
            let narrowed: Ids = of_sector.intersection(&written).cloned().collect();
            all.extend(if narrowed.is_empty() { of_sector } else { narrowed });
        }
        all
    }

    /// Whether the notice names neither affected sector nor CEPTOAR.
    pub(super) fn affected_is_open(&self) -> bool {
        self.notice.affected_sectors.is_empty() && self.notice.affected_ceptoars.is_empty()
    }

    pub(super) fn addressees(&self) -> Ids {
        self.notice.addressees.iter().map(ToString::to_string).collect()
    }

    /// The concerned CEPTOARs: the affected, the origin's own, and those among the addressees.
    pub(super) fn concerned(&self) -> Ids {
        let mut all = self.affected();
        all.extend(self.origin_own());
        all.extend(self.addressees().into_iter().filter(|party| self.kind(party) == Some(PartyKind::Ceptoar)));
        all
    }

    /// The concerned CEPTOARs that the origin analyses for; where an audience takes away, all that it analyses for.
    pub(super) fn analysed(&self, takes_away: bool) -> Ids {
        let origin = self.notice.origin.as_str();
        let analyses = |ceptoar: &String| self.as_it_is().in_group(ceptoar, Role::Analyst).contains(origin);
        let of = if takes_away { self.ceptoars() } else { self.concerned() };
        of.into_iter().filter(analyses).collect()
    }

    /// The persons scope of the level.
    pub(super) fn scope(&self) -> &'static str {
        self.world.profile.level(self.notice.level.as_str()).map_or("", |level| level.persons.as_str())
    }
}
