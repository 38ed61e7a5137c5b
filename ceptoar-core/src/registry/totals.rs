//! Stated totals, checked against the data: the checksums of an edition.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::document::convert;
use crate::document::edition::{Edition as EditionDoc, Total as TotalDoc};
use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::fact::party::{Count, Membership, Party};
use crate::gather::Gather as _;
use crate::id::{PartyId, SectorId};
use crate::registry::data::Inner;
use crate::word::sets::{PartyKind, Role, TotalOf};

pub(super) fn check(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
    let root = At::root();
    let counting = Counting::new(doc, inner);
    let list = root.key("totals");
    for (n, total) in doc.totals.iter().flatten().enumerate() {
        let at = list.index(n);
        convert::citation(total, &at, problems);
        let on = total.on.as_ref().and_then(|day| convert::date(day, &at.key("on"), problems));
        let party = total.party.as_ref().map_or("", |party| party.0.as_str());
        let needs_party = !matches!(total.of, TotalOf::Sectors | TotalOf::Ceptoars);
        if needs_party && counting.party(party).is_none() {
            problems.push(ErrorCode::UnknownParty, &at.key("party"), vec![shown(party)]);
            continue;
        }
        // The stated totals of an edition that overlays were applied to are those of the edition at the bottom, where they
        // were counted.
        if doc.based_on.is_some() {
            continue;
        }
        let counted = counting.count(total, party, on);
        if counted != u64::from(total.value) {
            problems.push(ErrorCode::BrokenTotal, &at, vec![total.value.to_string(), counted.to_string()]);
        }
    }
}

/// The numbers that a class stands for on a day; the first ones, where none is given.
fn counts(party: &Party, on: Option<NaiveDate>) -> &[Count] {
    on.map_or(&party.counts, |day| party.counts_on(day))
}

/// What totals count, in the order in which it is looked for.
struct Counting<'a> {
    inner: &'a Inner,
    by_group: BTreeMap<&'a str, Vec<&'a Membership>>,
}

impl<'a> Counting<'a> {
    fn new(doc: &EditionDoc, inner: &'a Inner) -> Self {
        let mut by_group: BTreeMap<&str, Vec<&Membership>> = BTreeMap::new();
        for membership in inner.memberships.iter().filter(|_| doc.totals.is_some()) {
            by_group.entry(membership.group.as_str()).or_default().push(membership);
        }
        Self { inner, by_group }
    }

    /// The party of an id; the first, where an id is wrongly given twice.
    fn party(&self, id: &str) -> Option<&'a Party> {
        let first = self.inner.parties.partition_point(|party| party.id.as_str() < id);
        self.inner.parties.get(first).filter(|party| party.id == *id)
    }

    fn sector(&self, id: &str) -> Option<&'a SectorId> {
        let first = self.inner.ceptoars.partition_point(|ceptoar| ceptoar.party.as_str() < id);
        self.inner.ceptoars.get(first).filter(|ceptoar| ceptoar.party == *id).map(|ceptoar| &ceptoar.sector)
    }

    fn count(&self, total: &TotalDoc, party: &str, on: Option<NaiveDate>) -> u64 {
        let inner = self.inner;
        let in_group = |role: Role| {
            let all = self.by_group.get(party).into_iter().flatten();
            all.filter(move |m| m.role == role && on.is_none_or(|day| m.period.covers(day)))
        };
        let kind = |id: &PartyId| self.party(id.as_str()).map(|party| party.kind);
        let number = match total.of {
            TotalOf::Sectors => inner.sectors.len(),
            TotalOf::Ceptoars => inner.parties.iter().filter(|party| party.kind == PartyKind::Ceptoar).count(),
            TotalOf::GroupMembers => in_group(Role::Member).count(),
            TotalOf::GroupObservers => in_group(Role::Observer).count(),
            TotalOf::GroupMemberSectors => {
                in_group(Role::Member).filter_map(|m| self.sector(m.party.as_str())).gather::<BTreeSet<_>>().len()
            }
            TotalOf::Subgroups => {
                in_group(Role::Member).filter(|m| kind(&m.party) == Some(PartyKind::Subgroup)).count()
            }
            TotalOf::CountedMembers => {
                let members: BTreeSet<&PartyId> = in_group(Role::Member).map(|m| &m.party).gather();
                let classes = inner.parties.iter().filter(|class| class.kind == PartyKind::Members);
                let classes = classes.filter(|class| members.contains(&class.id));
                return classes.flat_map(|class| counts(class, on)).map(|count| u64::from(count.value)).sum();
            }
            TotalOf::CountParts => {
                let first = inner.parties.partition_point(|known| known.id.as_str() < party);
                let all = inner.parties.get(first..).unwrap_or_default().iter();
                let of = all.take_while(|known| known.id == *party).flat_map(|known| counts(known, on));
                return of.flat_map(|count| &count.parts).map(|part| u64::from(part.value)).sum();
            }
        };
        number as u64
    }
}
