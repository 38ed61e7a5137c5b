//! What the cells of an outline leave unknown and no edition can tell: who is called by another name, and who has a role in the
//! council.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::outline::{Cells, Outline as OutlineDoc, OutlineCeptoar};
use crate::id::PartyId;
use crate::outline::days::Days;
use crate::outline::gaps::facts::exists;
use crate::outline::gaps::found::Found;
use crate::outline::gaps::places::{days, is_none, said_elsewhere};
use crate::registry::data::Registry;
use crate::word::gap::GapCode;

/// The gaps of cells. `registry`: of the edition that the outline leads to.
pub(crate) fn gaps(doc: &OutlineDoc, registry: &Registry) -> Vec<Found> {
    let mut found = Vec::new();
    names(std::slice::from_ref(&doc.scheme), "", |_, _| false, &mut found);
    names(&doc.ministries, "ministry", |_, _| false, &mut found);
    names(&doc.ceptoars, "ceptoar", |row, ja| said_elsewhere(&doc.ceptoars, row, ja), &mut found);
    names(&doc.groups, "group", |_, _| false, &mut found);
    names(&doc.members, "party", |_, _| false, &mut found);
    names(&doc.documents, "document", |_, _| false, &mut found);
    names(&doc.vocabulary, "term", |_, _| false, &mut found);
    english(&doc.documents, "document", &mut found);
    english(&doc.vocabulary, "term", &mut found);
    ceptoars(doc, registry, &mut found);
    // Several states of one row leave one thing unknown.
    let mut seen = BTreeSet::new();
    found.retain(|gap| seen.insert(gap.clone()));
    found
}

/// The columns of a table that hold a Japanese text, each with that of the English one.
fn pairs<T: Cells>() -> impl Iterator<Item = (&'static str, String)> {
    let columns = T::COLUMNS.iter().map(|(column, _)| *column);
    columns.filter_map(|ja| Some((ja, format!("{}_en", ja.strip_suffix("_ja")?))))
}

fn key<T: Cells>(row: &T, key: &str) -> String {
    match row.cell(key) {
        Some(id) => format!("{}/{id}", T::TABLE),
        None => T::TABLE.to_owned(),
    }
}

/// An English name that stands for a Japanese one (R30), where no other row has that.
fn names<T: Cells>(rows: &[T], id: &str, said: impl Fn(&T, &str) -> bool, found: &mut Vec<Found>) {
    for row in rows {
        for (ja, en) in pairs::<T>() {
            let english = row.cell(&en).is_some_and(|cell| !is_none(Some(cell)));
            if english && row.cell(ja).is_none() && !said(row, ja) {
                found.push(of_row(row, id, Found::new(GapCode::NoJapanese, format!("{}/{ja}", key(row, id)))));
            }
        }
    }
}

/// A Japanese title or word without an English one.
fn english<T: Cells>(rows: &[T], id: &str, found: &mut Vec<Found>) {
    for row in rows {
        for (ja, en) in pairs::<T>() {
            if row.cell(ja).is_some() && row.cell(&en).is_none() {
                found.push(Found::new(GapCode::NoEnglish, format!("{}/{en}", key(row, id))));
            }
        }
    }
}

/// A gap with the party that its row speaks of, where it is one.
fn of_row<T: Cells>(row: &T, id: &str, gap: Found) -> Found {
    let is_party = ["ministry", "ceptoar", "group", "party"].contains(&id);
    let party = row.cell(id).filter(|_| is_party).and_then(|cell| PartyId::new(&cell.to_string()).ok());
    match party {
        Some(party) => gap.of(&party),
        None => gap,
    }
}

/// CEPTOARs that are called by their scope, and those of whose role in the council nothing is said.
fn ceptoars(doc: &OutlineDoc, registry: &Registry, found: &mut Vec<Found>) {
    let mut states: BTreeMap<String, Vec<&OutlineCeptoar>> = BTreeMap::new();
    for row in &doc.ceptoars {
        states.entry(row.ceptoar.as_ref().map(ToString::to_string).unwrap_or_default()).or_default().push(row);
    }
    for (id, rows) in states {
        let Some(party) = registry.party(&id) else { continue };
        let exists = exists(registry, &party.id);
        let mut add = |code, column: &str, days: &Days| {
            let at = format!("{}/{id}/{column}", OutlineCeptoar::TABLE);
            let gap = |period: &crate::time::Period| Found::new(code, at.clone()).of(&party.id).on(*period);
            found.extend(days.periods().iter().map(gap));
        };
        if rows.iter().all(|row| row.name_ja.is_none() && row.name_en.as_ref().is_none_or(|name| is_none(Some(name)))) {
            add(GapCode::UnknownName, "name_ja", &exists);
        }
        let open = rows.iter().filter(|row| row.council.is_none()).map(|row| days(*row));
        add(GapCode::UnknownCouncil, "council", &exists.and(&Days::of(open)));
    }
}
