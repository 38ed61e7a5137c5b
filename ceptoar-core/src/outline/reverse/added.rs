//! Rows derived against an edition that stands: what they add to it, as an overlay writes it (DESIGN-AUTHORING 2, `add.outline`).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::cell::Cell;
use crate::document::edition::{CitedDocument, Edition, Link, Membership, Party, Vocabularies};
use crate::document::outline::{Outline as OutlineDoc, OutlineCeptoar, OutlineLink, OutlineRows};
use crate::document::overlay::Additions;
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::gather::Gather as _;
use crate::outline::cell::Given;
use crate::outline::days::Days;
use crate::outline::faults::Faults;
use crate::outline::means::Names;
use crate::outline::model::class_of;
use crate::outline::reverse::facts::{Facts, day, name, span};
use crate::outline::reverse::links::{how, lines};
use crate::outline::reverse::scheme::documents;
use crate::outline::rows::{ceptoars, links};
use crate::outline::table::trimmed;
use crate::outline::whole::{Outline, id_of};
use crate::text::said::Said;
use crate::word::sets::{Direction, PartyKind, Role};

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
        let mut problems = Problems::new();
        let (mut doc, mut rows) = (standing.document().clone(), rows.clone());
        let counts = BTreeMap::from([
            ("links", give_way(&mut doc, &rows)),
            ("ministries", doc.ministries.len()),
            ("ceptoars", doc.ceptoars.len()),
            ("groups", doc.groups.len()),
            ("members", doc.members.len()),
            ("cells", doc.cells.len()),
        ]);
        sectors_that_stand(edition, standing.build(), &mut rows);
        comes_back(edition, &mut doc, &mut rows, &mut problems);
        // The rows come last, so that of two that cannot both be theirs is told.
        doc.ministries.extend(rows.ministries.iter().cloned());
        doc.ceptoars.extend(rows.ceptoars.iter().cloned());
        doc.groups.extend(rows.groups.iter().cloned());
        doc.members.extend(rows.members.iter().cloned());
        doc.links.extend(rows.links.iter().cloned());
        doc.cells.extend(rows.cells.iter().cloned());
        if !doc.documents.is_empty() {
            let known: BTreeSet<&str> =
                standing.build().documents.iter().flatten().map(|document| document.id.as_str()).gather();
            let new: Vec<CitedDocument> =
                cited.iter().filter(|document| !known.contains(document.id.as_str())).cloned().collect();
            doc.documents.extend(documents(&new));
        }
        match Self::behind(doc, counts) {
            Ok(after) => added(edition, standing.build(), after.build(), &rows, problems),
            Err(refusal) => {
                refusal.into_problems().into_iter().for_each(|problem| problems.push_problem(problem));
                Err(problems.into_refusal())
            }
        }
    }
}

/// A link that has ended stands as a row that takes away what is derived on the days after: a row that begins it again comes in its
/// place on its own days. Says how many rows of links stand then.
fn give_way(doc: &mut OutlineDoc, rows: &OutlineRows) -> usize {
    let names = Names::new(&Vocabularies::default());
    // What is wrong with the rows is told where they are read with all others.
    let read = |rows: &[OutlineLink]| links(&mut rows.to_vec(), &names, &mut Faults::default());
    let new = read(&rows.links);
    let taken = |row: &OutlineLink| -> Option<(Days, Days)> {
        let known =
            read(std::slice::from_ref(row)).into_iter().next().filter(|row| matches!(row.means, Given::Minus))?;
        let again = new.iter().filter(|new| {
            let same = (&new.from, &new.to, new.direction) == (&known.from, &known.to, known.direction);
            same && !matches!(new.means, Given::Minus)
        });
        Some((Days::of([known.line.period()]), Days::of(again.filter_map(|new| new.line.days))))
    };
    let standing = std::mem::take(&mut doc.links);
    for row in standing {
        match taken(&row) {
            Some((days, again)) if !days.and(&again).is_empty() => {
                for rest in days.without(&again).periods() {
                    doc.links.push(OutlineLink { from_day: day(rest.from), until_day: day(rest.until), ..row.clone() });
                }
            }
            _ => doc.links.push(row),
        }
    }
    doc.links.len()
}

/// A sector that stands is the row's as well: its name need not be written again, nor its English one beside the Japanese.
fn sectors_that_stand(edition: &Edition, standing: &Edition, rows: &mut OutlineRows) {
    for sector in &edition.sectors {
        let is_of = |row: &OutlineCeptoar| row.sector.as_ref().is_some_and(|cell| id_of(cell) == sector.id.as_str());
        for row in rows.ceptoars.iter_mut().filter(|row| is_of(row)) {
            same_in_english(&row.sector_ja, &mut row.sector_en, &sector.name);
        }
        let is_named = rows.ceptoars.iter().any(|row| is_of(row) && row.sector_ja.is_some());
        if is_named || standing.sectors.iter().any(|known| known.id == sector.id) {
            continue;
        }
        if let Some(row) = rows.ceptoars.iter_mut().find(|row| is_of(row)) {
            (row.sector_ja, row.sector_en) = name(&sector.name);
        }
    }
}

/// A name that stands, written again in Japanese alone, has the English one that it has.
fn same_in_english(ja: &Option<Cell>, en: &mut Option<Cell>, known: &Text) {
    if en.is_none() && ja.as_ref().is_some_and(|cell| trimmed(&cell.to_string()) == known.ja) {
        *en = name(known).1;
    }
}

/// Rows of a CEPTOAR that stood: what they say of it holds on their days. What its record cannot say then is refused by its cell.
fn comes_back(edition: &Edition, doc: &mut OutlineDoc, rows: &mut OutlineRows, problems: &mut Problems) {
    let facts = Facts::of(edition);
    // What is wrong with the rows is told where they are read with all others.
    let names = Names::new(&Vocabularies::default());
    let read = ceptoars(&mut rows.ceptoars.clone(), &names, &mut Faults::default());
    for (n, row) in rows.ceptoars.iter_mut().enumerate() {
        let Some(id) = row.ceptoar.as_ref().map(id_of) else { continue };
        let Some(known) = edition.ceptoars.iter().find(|record| record.party.as_str() == id) else { continue };
        // One that says otherwise what stands is refused for that.
        let days = read.iter().find(|row| row.line.spot.row == n).and_then(|row| row.line.days);
        if days.is_none_or(|days| !Days::of([days]).and(&facts.days(&id)).is_empty()) {
            continue;
        }
        let root = At::root();
        let list = root.key("ceptoars");
        let at = list.index(n);
        same_in_english(&row.scope_ja, &mut row.scope_en, &known.scope);
        if let Some((_, known)) = facts.named(&id).last() {
            same_in_english(&row.name_ja, &mut row.name_en, known);
        }
        // Rules may be made anew, so that those that stand need not agree.
        doc.ceptoars
            .iter_mut()
            .filter(|row| row.ceptoar.as_ref().is_some_and(|cell| id_of(cell) == id))
            .for_each(|row| row.rules_month = None);
        let is_class = |(party, group, role): &&(&str, &str, Role)| {
            *group == id && *role == Role::Member && facts.kind(party) == Some(PartyKind::Members)
        };
        if let (Some((class, ..)), Some(_)) = (facts.roles.keys().find(is_class), &row.members) {
            let more = Said::new(
                format!("構成員 `{class}` は変更する版にある。数は `set` の `counts` に書く"),
                format!(
                    "its members `{class}` stand in the edition that is changed: write their number as `counts` in `set`"
                ),
            );
            problems.push_with(ErrorCode::ConflictingRows, &at.key("members"), vec![id.clone()], more);
            (row.members, row.members_unit_ja) = (None, None);
        }
        let has_means = known.means.is_some() || known.means_later.is_some();
        if has_means && row.means.as_ref().is_none_or(|cell| id_of(cell).is_empty()) {
            let more = Said::new(
                "分かっていた連絡手段が分からなくなったとは記録できない",
                "a record cannot say that means that were known are known no more",
            );
            problems.push_with(ErrorCode::MissingField, &at.key("means"), vec!["`means`".to_owned()], more);
        }
    }
}

/// The row that leads to what stands between two parties, or to one: that of a link, else that of one of the parties.
pub(crate) fn row_of(rows: &OutlineRows, (from, to): (&str, &str), direction: Option<Direction>) -> Option<String> {
    let is = |cell: &Option<Cell>, id: &str| cell.as_ref().is_some_and(|cell| id_of(cell) == id);
    let own = |row: &OutlineLink| {
        is(&row.from, from)
            && is(&row.to, to)
            && direction.is_some_and(|direction| is(&row.direction, direction.as_str()))
    };
    let of_end = |cell: &Option<Cell>| is(cell, from) || is(cell, to);
    let is_class = |cell: &Option<Cell>| {
        let class = cell.as_ref().map(|cell| class_of(&id_of(cell)));
        class.is_some_and(|class| class == from || class == to)
    };
    let place = |table: &str, n: Option<usize>| n.map(|n| format!("/{table}/{n}"));
    place("links", rows.links.iter().position(own))
        .or_else(|| place("members", rows.members.iter().position(|row| of_end(&row.party))))
        .or_else(|| place("ceptoars", rows.ceptoars.iter().position(|row| of_end(&row.ceptoar))))
        .or_else(|| place("ceptoars", rows.ceptoars.iter().position(|row| is_class(&row.ceptoar))))
        .or_else(|| place("ministries", rows.ministries.iter().position(|row| of_end(&row.ministry))))
        .or_else(|| place("groups", rows.groups.iter().position(|row| of_end(&row.group))))
        .or_else(|| {
            place("members", rows.members.iter().position(|row| row.relay_for.is_some() && of_end(&row.ceptoar)))
        })
}

/// What stands after and not before; something that stands may not be said otherwise.
fn added(
    edition: &Edition,
    before: &Edition,
    after: &Edition,
    rows: &OutlineRows,
    mut problems: Problems,
) -> Result<Additions, Refusal> {
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
                let row = row_of(rows, (&key.0, &key.1), Some(key.2)).unwrap_or_else(|| "/links".to_owned());
                problems.push_at(ErrorCode::AlreadyStands, &row, vec![name]);
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
    // One that stood and comes back says what holds on the days on which it does.
    let is_new = |id: &str| !is.days(id).without(&was.days(id)).is_empty();
    let ceptoars = after.ceptoars.iter().filter(|record| is_new(record.party.as_str())).cloned().collect();
    let mut sectors = Vec::new();
    for sector in &after.sectors {
        match edition.sectors.iter().find(|known| known.id == sector.id) {
            None => sectors.push(sector.clone()),
            Some(known) if known.name != sector.name && !before.sectors.iter().any(|known| known.id == sector.id) => {
                let is_of =
                    |row: &OutlineCeptoar| row.sector.as_ref().is_some_and(|cell| id_of(cell) == sector.id.as_str());
                let row = rows.ceptoars.iter().position(is_of).unwrap_or_default();
                let args = vec![format!("{}: sector_ja", sector.id)];
                problems.push_at(ErrorCode::ConflictingRows, &format!("/ceptoars/{row}/sector_ja"), args);
            }
            Some(_) => {}
        }
    }
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
