//! Rows derived against an edition that stands: what they add to it, as an overlay writes it (DESIGN-AUTHORING 2, `add.outline`).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::edition::{CitedDocument, Edition, Link, Membership, Party};
use crate::document::outline::OutlineRows;
use crate::document::overlay::Additions;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::gather::Gather as _;
use crate::outline::days::Days;
use crate::outline::reverse::facts::{Facts, span};
use crate::outline::reverse::links::{how, lines};
use crate::outline::reverse::scheme::documents;
use crate::outline::whole::Outline;
use crate::word::sets::PartyKind;

impl Outline {
    /// What rows of an outline add to an edition that stands, as an overlay writes it: a fifteenth CEPTOAR is one row, not 37 links.
    /// `cited`: the documents that the rows cite beside those of the edition.
    ///
    /// ```
    /// use ceptoar_core::author::Outline;
    /// use ceptoar_core::document::{OutlineCeptoar, OutlineRows};
    /// use ceptoar_core::{Edition, Registry};
    ///
    /// let port = OutlineCeptoar {
    ///     ceptoar: Some("port".into()),
    ///     name_ja: Some("港湾セプター".into()),
    ///     sector: Some("port".into()),
    ///     sector_ja: Some("港湾".into()),
    ///     ministry: Some("mlit".into()),
    ///     from: Some("2009-10-01".into()),
    ///     ..Default::default()
    /// };
    /// let rows = OutlineRows { ceptoars: vec![port], ..Default::default() };
    /// let standing = Registry::builtin(Edition::V2009_03_31);
    /// let added = Outline::additions(standing.document(), &rows, &[])?;
    /// assert_eq!(added.parties.map(|parties| parties.len()), Some(2)); // the CEPTOAR and the class of its members
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    ///
    /// # Errors
    /// Every fault of the rows at once, with pointers into them; a row that says something else of what stands
    /// (`already-stands`): that is ended first.
    pub fn additions(edition: &Edition, rows: &OutlineRows, cited: &[CitedDocument]) -> Result<Additions, Refusal> {
        let standing = Self::from_edition(edition, "standing")?.outline;
        let mut doc = standing.document().clone();
        // The rows come first, so that a fault has the place that it has among them.
        doc.ministries.splice(0..0, rows.ministries.iter().cloned());
        doc.ceptoars.splice(0..0, rows.ceptoars.iter().cloned());
        doc.groups.splice(0..0, rows.groups.iter().cloned());
        doc.members.splice(0..0, rows.members.iter().cloned());
        doc.links.splice(0..0, rows.links.iter().cloned());
        doc.cells.splice(0..0, rows.cells.iter().cloned());
        if !doc.documents.is_empty() {
            let known: BTreeSet<&str> =
                standing.build().documents.iter().flatten().map(|document| document.id.as_str()).gather();
            let new: Vec<CitedDocument> =
                cited.iter().filter(|document| !known.contains(document.id.as_str())).cloned().collect();
            doc.documents.extend(documents(&new));
        }
        let after = Self::from_document(&doc).map_err(|refusal| placed(refusal, rows))?;
        added(standing.build(), after.build())
    }
}

/// The faults of rows keep their places; what stands has none among them but its table.
fn placed(refusal: Refusal, rows: &OutlineRows) -> Refusal {
    let counts = BTreeMap::from([
        ("ministries", rows.ministries.len()),
        ("ceptoars", rows.ceptoars.len()),
        ("groups", rows.groups.len()),
        ("members", rows.members.len()),
        ("links", rows.links.len()),
        ("cells", rows.cells.len()),
    ]);
    let mut problems = Problems::new();
    for problem in refusal.into_problems() {
        let mut steps = problem.pointer().split('/').skip(1);
        let (table, row) = (steps.next().unwrap_or_default(), steps.next().and_then(|row| row.parse::<usize>().ok()));
        let is_of_rows = row.zip(counts.get(table)).is_some_and(|(row, count)| row < *count);
        let pointer = if is_of_rows { problem.pointer().to_owned() } else { format!("/{table}") };
        problems.push_problem(problem.moved(pointer));
    }
    problems.into_refusal()
}

/// What stands after and not before; something that stands may not be said otherwise.
fn added(before: &Edition, after: &Edition) -> Result<Additions, Refusal> {
    let mut problems = Problems::new();
    let (was, is) = (Facts::of(before), Facts::of(after));
    let parties: Vec<Party> = after
        .parties
        .iter()
        .filter_map(|party| {
            let days = is.days(party.id.as_str()).without(&was.days(party.id.as_str()));
            (!days.is_empty()).then(|| Party { periods: days.list(), ..party.clone() })
        })
        .collect();
    // A row may leave empty what stands, and cannot say it otherwise, nor fill in what stands without it: nobody would be told that this
    // came to nothing.
    for party in &after.parties {
        let id = party.id.as_str();
        let is_added = parties.iter().any(|added| added.id == party.id);
        let stood = was.parties.get(id).filter(|_| !is_added);
        if stood.is_some_and(|stood| (&stood.name, &stood.names) != (&party.name, &party.names)) {
            let table = match party.kind {
                PartyKind::Ministry => "ministries",
                PartyKind::Ceptoar => "ceptoars",
                PartyKind::Council | PartyKind::LiaisonCouncil => "groups",
                _ => "members",
            };
            problems.push(ErrorCode::AlreadyStands, &At::root().key(table), vec![id.to_owned()]);
        }
    }
    for sector in &after.sectors {
        let stood = before.sectors.iter().find(|stood| stood.id == sector.id);
        if stood.is_some_and(|stood| stood.name != sector.name) {
            problems.push(ErrorCode::AlreadyStands, &At::root().key("ceptoars"), vec![sector.id.0.clone()]);
        }
    }
    let mut memberships: Vec<Membership> = Vec::new();
    for membership in &after.memberships {
        let key = (membership.party.as_str(), membership.group.as_str(), membership.role);
        let days = Days::of([span(membership.period.as_ref())]);
        let new = days.without(&was.roles.get(&key).cloned().unwrap_or_default());
        memberships.extend(new.written().into_iter().map(|period| Membership { period, ..membership.clone() }));
    }
    let (lines_before, lines_after) = (lines(&before.links), lines(&after.links));
    for (key, line) in &lines_before {
        let now = lines_after.get(key).into_iter().flatten();
        for (period, link) in line {
            let same = now.clone().filter(|(_, other)| how(other) == how(link)).map(|(period, _)| *period);
            if !Days::of([*period]).without(&Days::of(same)).is_empty() {
                let name = format!("{}>{} {}", key.0, key.1, key.2);
                problems.push(ErrorCode::AlreadyStands, &At::root().key("links"), vec![name]);
            }
        }
    }
    let mut links: Vec<Link> = Vec::new();
    for link in &after.links {
        let key = (link.from.0.clone(), link.to.0.clone(), link.direction);
        let stood = lines_before.get(&key).into_iter().flatten().map(|(period, _)| *period);
        let new = Days::of([span(link.period.as_ref())]).without(&Days::of(stood));
        links.extend(new.written().into_iter().map(|period| Link { period, ..link.clone() }));
    }
    let ceptoars = after.ceptoars.iter().filter(|record| was.kind(record.party.as_str()).is_none()).cloned().collect();
    let is_new = |id: &str| before.sectors.iter().all(|sector| sector.id.as_str() != id);
    let sectors = after.sectors.iter().filter(|sector| is_new(sector.id.as_str())).cloned().collect();
    problems.into_result(Additions {
        parties: some(parties),
        memberships: some(memberships),
        links: some(links),
        ceptoars: some(ceptoars),
        sectors: some(sectors),
        ..Additions::default()
    })
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

#[cfg(test)]
mod tests;
