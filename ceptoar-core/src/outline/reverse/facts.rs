//! An edition, looked up by party.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::cell::{Cell, CellItem};
use crate::document::edition::{Edition, Membership, Party};
use crate::document::scalar::{Cited, DateText, Period as PeriodDoc, Text};
use crate::gather::{Gather as _, InOrder as _};
use crate::outline::days::Days;
use crate::time::{Period, parse_date};
use crate::word::sets::{Grade, PartyKind, Role};

/// What an edition says of parties and roles, with the days on which it holds.
pub(super) struct Facts<'a> {
    pub(super) doc: &'a Edition,
    pub(super) parties: BTreeMap<&'a str, &'a Party>,
    days: BTreeMap<&'a str, Days>,
    /// Each role, with its days.
    pub(super) roles: BTreeMap<(&'a str, &'a str, Role), Days>,
}

pub(super) fn span(doc: Option<&PeriodDoc>) -> Period {
    let day = |day: Option<&DateText>| day.and_then(|day| parse_date(&day.0));
    doc.map_or(Period::ALWAYS, |doc| Period { from: day(doc.from.as_ref()), until: day(doc.until.as_ref()) })
}

impl<'a> Facts<'a> {
    pub(super) fn of(doc: &'a Edition) -> Self {
        let parties: BTreeMap<&str, &Party> = doc.parties.iter().map(|party| (party.id.as_str(), party)).gather();
        let days = |party: &Party| match &party.periods {
            Some(periods) if !periods.is_empty() => Days::of(periods.iter().map(|period| span(Some(period)))),
            _ => Days::always(),
        };
        let days = parties.iter().map(|(id, party)| (*id, days(party))).collect();
        let mut roles: BTreeMap<(&str, &str, Role), Days> = BTreeMap::new();
        for membership in &doc.memberships {
            let key = (membership.party.as_str(), membership.group.as_str(), membership.role);
            let days = Days::of([span(membership.period.as_ref())]);
            let known = roles.entry(key).or_default();
            *known = known.or(&days);
        }
        Self { doc, parties, days, roles }
    }

    pub(super) fn kind(&self, id: &str) -> Option<PartyKind> {
        self.parties.get(id).map(|party| party.kind)
    }

    pub(super) fn days(&self, id: &str) -> Days {
        self.days.get(id).cloned().unwrap_or_default()
    }

    pub(super) fn of_kind(&self, kind: PartyKind) -> impl Iterator<Item = &'a Party> {
        let parties: Vec<&Party> = self.parties.values().copied().filter(|party| party.kind == kind).collect();
        parties.into_iter()
    }

    /// The periods of a party between its changes of name, each with the name of those days.
    pub(super) fn named(&self, id: &str) -> Vec<(Period, &'a Text)> {
        let Some(party) = self.parties.get(id) else { return Vec::new() };
        let mut names: Vec<(Option<NaiveDate>, &Text)> =
            party.names.iter().flatten().map(|later| (parse_date(&later.from.0), &later.name)).collect();
        names.push((None, &party.name));
        names.in_order_of(|(from, _)| *from);
        let until = names.iter().skip(1).map(|(from, _)| *from).chain([None]);
        let held =
            names.iter().zip(until).map(|((from, name), until)| (Days::of([Period { from: *from, until }]), *name));
        held.flat_map(|(days, name)| {
            days.and(&self.days(id)).periods().iter().map(|period| (*period, name)).collect::<Vec<_>>()
        })
        .collect()
    }

    /// The days of a role as a row says them: where it holds as long as both its parties do, the row need not say so.
    pub(super) fn role(&self, party: &str, group: &str, role: Role) -> Option<Days> {
        let days = self.roles.get(&(party, group, role))?;
        let shared = self.days(party).and(&self.days(group));
        Some(if *days == shared { Days::always() } else { days.clone() })
    }

    /// The membership of a role: of several, the one that is known worst, for no cell may make a grade better.
    pub(super) fn membership(&self, party: &str, group: &str, role: Role) -> Option<&'a Membership> {
        let all = self.doc.memberships.iter();
        let of_role = all.filter(|m| (m.party.as_str(), m.group.as_str(), m.role) == (party, group, role));
        of_role.max_by_key(|membership| worse(membership.grade))
    }

    /// What a datum rests on, as cells have it. A statement of the source becomes the document that it stands in.
    pub(super) fn cite(&self, datum: &impl Cited) -> Cells {
        let cited = datum.cite();
        let documents = self.doc.documents.as_deref().unwrap_or_default();
        let is_document = |id: &str| documents.is_empty() || documents.iter().any(|document| document.id.0 == id);
        let index = self.doc.source_index.as_ref().map(|index| index.document.0.as_str()).filter(|id| is_document(id));
        let mut sources: Vec<CellItem> = Vec::new();
        for source in cited.source {
            let named = Some(source.0.as_str()).filter(|id| is_document(id)).or(index);
            if let Some(item) = named.map(|id| CellItem::Text(id.to_owned()))
                && !sources.contains(&item)
            {
                sources.push(item);
            }
        }
        Cells {
            source: (!sources.is_empty()).then_some(Cell::List(sources)),
            grade: cited.grade,
            reason: cited.reason.cloned(),
            note: datum.note().map(|note| note.ja.clone()),
        }
    }
}

/// The order of grades from the best to none at all.
pub(super) fn worse(grade: Option<Grade>) -> (bool, Option<Grade>) {
    (grade.is_none(), grade)
}

/// What a datum rests on, as cells have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cells {
    pub(super) source: Option<Cell>,
    pub(super) grade: Option<Grade>,
    pub(super) reason: Option<Text>,
    pub(super) note: Option<String>,
}

impl Cells {
    pub(super) fn grade(&self) -> Option<Cell> {
        self.grade.map(|grade| grade.as_str().into())
    }

    pub(super) fn note(&self) -> Option<Cell> {
        self.note.as_deref().map(Cell::from)
    }
}

pub(super) fn day(day: Option<NaiveDate>) -> Option<Cell> {
    day.map(|day| Cell::Text(day.to_string()))
}

/// A name as two cells.
pub(super) fn name(text: &Text) -> (Option<Cell>, Option<Cell>) {
    (Some(text.ja.as_str().into()), text.en.as_deref().map(Cell::from))
}
