//! The scheme, its ministries, councils, documents and words, from an edition.

use crate::document::cell::Cell;
use crate::document::edition::{Channel, CitedDocument, Term};
use crate::document::outline::{
    OutlineCell, OutlineDocument, OutlineGroup, OutlineMinistry, OutlineScheme, OutlineTerm,
};
use crate::document::scalar::{DateText, Period};
use crate::gather::InOrder as _;
use crate::outline::reverse::facts::{Facts, day, name, span};
use crate::outline::reverse::unsaid::{Unsaid, UnsaidCode};
use crate::registry::vocabularies::whole;
use crate::word::sets::PartyKind;

/// What single cells rest on, where that is not what their row does.
#[derive(Default)]
pub(super) struct CellRows(pub(super) Vec<OutlineCell>);

impl CellRows {
    pub(super) fn push(
        &mut self,
        (table, key, from): (&str, &str, Option<chrono::NaiveDate>),
        column: &str,
        cells: &super::facts::Cells,
    ) {
        let reason = cells.reason.as_ref().map(name).unwrap_or_default();
        self.0.push(OutlineCell {
            table: Some(table.into()),
            key: Some(key.into()),
            from: day(from),
            column: Some(column.into()),
            source: cells.source.clone(),
            grade: cells.grade(),
            reason_ja: reason.0,
            reason_en: reason.1,
            note: cells.note(),
        });
    }
}

pub(super) fn scheme(facts: &Facts<'_>, id: &str, cells: &mut CellRows, unsaid: &mut Vec<Unsaid>) -> OutlineScheme {
    let doc = facts.doc;
    let covers = doc.covers.as_ref();
    let period = Period { from: covers.and_then(|c| c.from.clone()), until: covers.and_then(|c| c.until.clone()) };
    let period = span(Some(&period));
    let (title_ja, title_en) = name(&doc.title);
    let mut cabinets = doc.parties.iter().enumerate().filter(|(_, party)| party.kind == PartyKind::Cabinet);
    let cabinet = cabinets.next();
    for (n, _) in cabinets {
        unsaid.push(Unsaid::new(format!("/parties/{n}"), UnsaidCode::KindOfParty));
    }
    if let Some((n, party)) = cabinet {
        cells.push(("scheme", id, None), "cabinet", &facts.cite(party));
        let later = [("periods", party.periods.is_some()), ("names", party.names.is_some())];
        for (field, _) in later.into_iter().filter(|(_, is_there)| *is_there) {
            unsaid.push(Unsaid::new(format!("/parties/{n}/{field}"), UnsaidCode::KindOfParty));
        }
    }
    let names = cabinet.map(|(_, party)| name(&party.name)).unwrap_or_default();
    let mut total = |of: &str, column: &str| {
        let stated = doc.statements.iter().flatten().find(|statement| statement.id.as_str() == of)?;
        cells.push(("scheme", id, None), column, &facts.cite(stated));
        stated.value.map(|value| Cell::Number(u64::from(value)))
    };
    OutlineScheme {
        id: Some(id.into()),
        title_ja,
        title_en,
        cabinet: cabinet.map(|(_, party)| party.id.as_str().into()),
        cabinet_ja: names.0,
        cabinet_en: names.1,
        from: day(period.from),
        until: day(period.until),
        // An empty cell is the first one.
        revision: (doc.revision != 1).then(|| Cell::Number(u64::from(doc.revision))),
        sectors_stated: total("sectors-stated", "sectors_stated"),
        ceptoars_stated: total("ceptoars-stated", "ceptoars_stated"),
        ..OutlineScheme::default()
    }
}

pub(super) fn ministries(facts: &Facts<'_>, cells: &mut CellRows) -> Vec<OutlineMinistry> {
    let mut rows = Vec::new();
    for party in facts.of_kind(PartyKind::Ministry) {
        let cite = facts.cite(party);
        if cite.reason.is_some() {
            cells.push(("ministries", party.id.as_str(), None), "ministry", &cite);
        }
        for (period, named) in facts.named(party.id.as_str()) {
            let (name_ja, name_en) = name(named);
            rows.push(OutlineMinistry {
                ministry: Some(party.id.as_str().into()),
                name_ja,
                name_en,
                from: day(period.from),
                until: day(period.until),
                last_day: None,
                source: cite.source.clone(),
                grade: cite.grade(),
                note: cite.note(),
            });
        }
    }
    rows
}

pub(super) fn groups(facts: &Facts<'_>, cells: &mut CellRows, unsaid: &mut Vec<Unsaid>) -> Vec<OutlineGroup> {
    let mut rows = Vec::new();
    let council = council(facts);
    for (n, party) in facts.doc.parties.iter().enumerate() {
        let id = party.id.as_str();
        match party.kind {
            PartyKind::LiaisonCouncil => {}
            PartyKind::Council if Some(id) == council => {}
            PartyKind::Council => {
                unsaid.push(Unsaid::new(format!("/parties/{n}"), UnsaidCode::KindOfParty));
                continue;
            }
            _ => continue,
        }
        let cite = facts.cite(party);
        if cite.reason.is_some() {
            cells.push(("groups", id, None), "group", &cite);
        }
        for (period, named) in facts.named(id) {
            let (name_ja, name_en) = name(named);
            rows.push(OutlineGroup {
                group: Some(id.into()),
                kind: Some(party.kind.as_str().into()),
                name_ja,
                name_en,
                from: day(period.from),
                until: day(period.until),
                last_day: None,
                source: cite.source.clone(),
                grade: cite.grade(),
                note: cite.note(),
            });
        }
    }
    rows
}

/// The one council that an outline can have: the first by id.
pub(super) fn council<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    facts.of_kind(PartyKind::Council).next().map(|party| party.id.as_str())
}

pub(super) fn documents(documents: &[CitedDocument]) -> Vec<OutlineDocument> {
    let documents = documents.iter().map(|document| {
        let (title_ja, title_en) = name(&document.title);
        let (publisher_ja, publisher_en) = document.publisher.as_ref().map(name).unwrap_or_default();
        let date = |day: &Option<DateText>| day.as_ref().map(|day| Cell::from(day.0.as_str()));
        OutlineDocument {
            document: Some(document.id.as_str().into()),
            title_ja,
            title_en,
            publisher_ja,
            publisher_en,
            published: date(&document.published),
            as_of: date(&document.as_of),
            address: document.address.as_deref().map(Cell::from),
        }
    });
    documents.collect()
}

/// The words of lists that are not the built-in ones; whole lists, which then stand instead of those.
pub(super) fn vocabulary(facts: &Facts<'_>) -> Vec<OutlineTerm> {
    let base = whole(None).unwrap_or_default();
    let own = facts.doc.vocabularies.clone().unwrap_or_default();
    let mut rows = Vec::new();
    let lists = [
        ("kinds", own.kinds, base.kinds),
        ("causes", own.causes, base.causes),
        ("purposes", own.purposes, base.purposes),
        ("obligations", own.obligations, base.obligations),
    ];
    let said = |terms: &[Term]| {
        let mut said: Vec<_> =
            terms.iter().map(|term| (term.id.clone(), term.name.ja.clone(), term.name.en.clone())).collect();
        said.in_order(Ord::cmp);
        said
    };
    for (list, own, base) in lists {
        let own = own.filter(|own| said(own) != said(base.as_deref().unwrap_or_default()));
        rows.extend(own.iter().flatten().map(|word| term(facts, list, word)));
    }
    let of_channel = |channel: &Channel| {
        let mut carriers = channel.carried_by.clone().unwrap_or_default();
        carriers.in_order(Ord::cmp);
        (channel.id.clone(), channel.name.ja.clone(), channel.name.en.clone(), channel.public, carriers)
    };
    let said = |channels: &[Channel]| {
        let mut said: Vec<_> = channels.iter().map(of_channel).collect();
        said.in_order(Ord::cmp);
        said
    };
    let own = own.channels.filter(|own| said(own) != said(base.channels.as_deref().unwrap_or_default()));
    for channel in own.iter().flatten() {
        let word = Term::new(channel.id.clone(), channel.name.clone());
        let carriers = channel.carried_by.as_ref().filter(|carriers| !carriers.is_empty());
        rows.push(OutlineTerm {
            public: channel.public.then(|| "yes".into()),
            carried_by: carriers.map(|ids| ids.iter().map(|id| id.as_str()).collect()),
            source: facts.cite(channel).source,
            grade: facts.cite(channel).grade(),
            note: facts.cite(channel).note(),
            ..term(facts, "channels", &word)
        });
    }
    rows
}

fn term(facts: &Facts<'_>, list: &str, word: &Term) -> OutlineTerm {
    let (cite, (name_ja, name_en)) = (facts.cite(word), name(&word.name));
    OutlineTerm {
        list: Some(list.into()),
        term: Some(word.id.as_str().into()),
        name_ja,
        name_en,
        source: cite.source.clone(),
        grade: cite.grade(),
        note: cite.note(),
        ..OutlineTerm::default()
    }
}
