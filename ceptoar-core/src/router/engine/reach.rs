//! The fourth test: whom the level, the source's own limit and its consents let see a notice.

use crate::router::engine::bits::Bits;
use crate::router::engine::epoch::Lapsed;
use crate::router::engine::question::Question;
use crate::word::sets::{PartyKind, ReachTerm, Role};

/// Who passes the fourth test, and what keeps the others out.
pub(in crate::router) struct Reach {
    /// The parties that the terms of the level admit.
    pub(in crate::router) admitted: Bits,
    /// The parties that the source's own limit keeps out.
    pub(in crate::router) not_in_only: Bits,
    /// Councils of which some CEPTOAR is out of reach.
    pub(in crate::router) broken_councils: Bits,
    /// The parties for which the source agreed to go beyond the level.
    pub(in crate::router) consented: Bits,
    /// Who passes.
    pub(in crate::router) passing: Bits,
}

impl Reach {
    pub(in crate::router) fn new(q: &Question<'_>) -> Self {
        let tables = q.tables;
        let consents = q.notice.consents.iter().filter_map(|id| tables.party(id.as_str()));
        let consented = Bits::of(tables.parties.len(), consents);
        let admitted = admitted(q);
        let mut not_in_only = tables.none();
        if let Some(only) = &q.notice.only {
            not_in_only = tables.everybody.clone();
            not_in_only.subtract(&tables.of_kind(PartyKind::Cabinet));
            for party in only.iter().filter_map(|id| tables.party(id.as_str())) {
                not_in_only.remove(party);
            }
        }
        let mut passing = admitted.clone();
        passing.subtract(&not_in_only);
        passing.add(&consented);
        // Councils are no CEPTOARs: whether one passes cannot change whether another does.
        let mut broken_councils = tables.none();
        for (council, ceptoars) in &q.epoch.councils {
            if !ceptoars.is_subset(&passing) {
                broken_councils.insert(*council);
            }
        }
        passing.subtract(&broken_councils);
        passing.add(&consented);
        Self { admitted, not_in_only, broken_councils, consented, passing }
    }

    /// Whether a membership that does not hold on the day would put a party in reach.
    pub(in crate::router) fn would_pass(&self, q: &Question<'_>, party: usize, lapsed: &Lapsed) -> bool {
        let group = lapsed.group;
        let admits = |term: &ReachTerm| match term {
            ReachTerm::ConcernedParties => q.concerned.contains(group),
            ReachTerm::ConcernedMinistries => lapsed.role == Role::Responsible && q.concerned.contains(group),
            ReachTerm::Portfolio => lapsed.role == Role::Member && in_portfolio(q, &ministries(q), group),
            ReachTerm::Addressees | ReachTerm::ConcernedCeptoars | ReachTerm::Community | ReachTerm::Anyone => false,
        };
        !self.passing.contains(party)
            && !self.not_in_only.contains(party)
            && !self.broken_councils.contains(party)
            && q.tables.profile.levels().get(q.level).is_some_and(|level| level.reach.iter().any(admits))
    }
}

/// The ministries responsible for the concerned CEPTOARs.
fn ministries(q: &Question<'_>) -> Bits {
    q.epoch.gather(q.tables, &q.concerned, |group| group.role(Role::Responsible))
}

/// Whether a CEPTOAR has one of these responsible ministries.
fn in_portfolio(q: &Question<'_>, ministries: &Bits, ceptoar: usize) -> bool {
    q.tables.kind(ceptoar) == Some(PartyKind::Ceptoar)
        && q.epoch.group(ceptoar).is_some_and(|group| group.role(Role::Responsible).meets(ministries))
}

fn admitted(q: &Question<'_>) -> Bits {
    let (tables, epoch) = (q.tables, &q.epoch);
    let mut reach = tables.of_kind(PartyKind::Cabinet);
    let Some(level) = tables.profile.levels().get(q.level) else { return tables.none() };
    for term in &level.reach {
        match term {
            ReachTerm::Addressees => reach.add(&q.addressees),
            ReachTerm::ConcernedCeptoars => reach.add(&q.concerned),
            ReachTerm::ConcernedMinistries => reach.add(&ministries(q)),
            ReachTerm::ConcernedParties => reach.add(&epoch.gather(tables, &q.concerned, |group| &group.any)),
            ReachTerm::Portfolio => {
                let ministries = ministries(q);
                for ceptoar in q.all_ceptoars.iter().filter(|n| in_portfolio(q, &ministries, *n)) {
                    reach.insert(ceptoar);
                    if let Some(group) = epoch.group(ceptoar) {
                        reach.add(group.role(Role::Member));
                    }
                }
            }
            ReachTerm::Community | ReachTerm::Anyone => return tables.everybody.clone(),
        }
    }
    reach
}
