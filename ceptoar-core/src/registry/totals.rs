//! Stated totals, checked against the data: the checksums of an edition.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::document::convert;
use crate::document::edition::{Edition as EditionDoc, Total as TotalDoc};
use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::registry::data::Inner;
use crate::word::sets::{PartyKind, Role, TotalOf};

pub(super) fn check(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
    let root = At::root();
    let list = root.key("totals");
    for (n, total) in doc.totals.iter().flatten().enumerate() {
        let at = list.index(n);
        convert::citation(total, &at, problems);
        let on = total.on.as_ref().and_then(|day| convert::date(day, &at.key("on"), problems));
        let party = total.party.as_ref().map_or("", |party| party.0.as_str());
        let needs_party = !matches!(total.of, TotalOf::Sectors | TotalOf::Ceptoars);
        if needs_party && !inner.parties.iter().any(|known| known.id == *party) {
            problems.push(ErrorCode::UnknownParty, &at.key("party"), vec![shown(party)]);
            continue;
        }
        let counted = count(total, party, on, inner);
        if counted != u64::from(total.value) {
            problems.push(ErrorCode::BrokenTotal, &at, vec![total.value.to_string(), counted.to_string()]);
        }
    }
}

fn count(total: &TotalDoc, party: &str, on: Option<NaiveDate>, inner: &Inner) -> u64 {
    let in_group = |role: Role| {
        inner.memberships.iter().filter(move |membership| {
            membership.group == *party && membership.role == role && on.is_none_or(|day| membership.period.covers(day))
        })
    };
    let kind = |id: &str| inner.parties.iter().find(|party| party.id == *id).map(|party| party.kind);
    let number = match total.of {
        TotalOf::Sectors => inner.sectors.len(),
        TotalOf::Ceptoars => inner.parties.iter().filter(|party| party.kind == PartyKind::Ceptoar).count(),
        TotalOf::GroupMembers => in_group(Role::Member).count(),
        TotalOf::GroupObservers => in_group(Role::Observer).count(),
        TotalOf::GroupMemberSectors => {
            let sector = |id: &str| inner.ceptoars.iter().find(|c| c.party == *id).map(|c| &c.sector);
            in_group(Role::Member).filter_map(|m| sector(m.party.as_str())).collect::<BTreeSet<_>>().len()
        }
        TotalOf::Subgroups => {
            in_group(Role::Member).filter(|m| kind(m.party.as_str()) == Some(PartyKind::Subgroup)).count()
        }
        TotalOf::CountedMembers => {
            let classes = inner.parties.iter().filter(|class| {
                class.kind == PartyKind::Members && in_group(Role::Member).any(|m| m.party == class.id)
            });
            return classes.flat_map(|class| &class.counts).map(|count| u64::from(count.value)).sum();
        }
        TotalOf::CountParts => {
            let of = inner.parties.iter().filter(|known| known.id == *party).flat_map(|known| &known.counts);
            return of.flat_map(|count| &count.parts).map(|part| u64::from(part.value)).sum();
        }
    };
    number as u64
}
