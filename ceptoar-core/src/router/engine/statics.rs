//! Sets of parties that neither day nor notice changes.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::brought::Brought;
use crate::router::engine::tables::Tables;
use crate::word::sets::PartyKind;

pub(in crate::router) struct Statics<S: Shape> {
    pub(in crate::router) everybody: S::Parties,
    /// What no CEPTOAR brings.
    pub(in crate::router) nobody: Brought<S>,
    by_kind: [S::Parties; PartyKind::ALL.len()],
    /// By sector: its CEPTOARs.
    pub(in crate::router) in_sector: Vec<S::Parties>,
}

impl<S: Shape> Statics<S> {
    pub(in crate::router) fn new(tables: &Tables) -> Self {
        let count = tables.parties.len();
        let kinds = || tables.kinds.iter().enumerate();
        let mut in_sector = vec![S::Parties::none(count); tables.fields.sectors.len()];
        for (party, sector) in tables.sector_of.iter().enumerate() {
            if let Some(of_sector) = sector.and_then(|sector| in_sector.get_mut(sector)) {
                of_sector.insert(party);
            }
        }
        Self {
            everybody: S::Parties::of(count, 0..count),
            nobody: Brought::none(count),
            by_kind: std::array::from_fn(|kind| {
                S::Parties::of(count, kinds().filter(|(_, of)| **of as usize == kind).map(|(n, _)| n))
            }),
            in_sector,
        }
    }

    #[inline]
    pub(in crate::router) fn of_kind(&self, kind: PartyKind) -> &S::Parties {
        let [cabinet, ministry, ceptoar, council, liaison_council, subgroup, members, partner, organization] =
            &self.by_kind;
        match kind {
            PartyKind::Cabinet => cabinet,
            PartyKind::Ministry => ministry,
            PartyKind::Ceptoar => ceptoar,
            PartyKind::Council => council,
            PartyKind::LiaisonCouncil => liaison_council,
            PartyKind::Subgroup => subgroup,
            PartyKind::Members => members,
            PartyKind::Partner => partner,
            PartyKind::Organization => organization,
        }
    }
}
