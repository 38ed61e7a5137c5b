//! What a datum rests on: its row, or a cell of its own (R16).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::cell::{Cell, CellItem};
use crate::document::edition::{
    Channel, CitedDocument, Count, Covers, LaterName, Link, Membership, Party, Sector, Statement, Term,
};
use crate::document::outline::{Celled, Cells, OutlineCell};
use crate::document::record::{Ceptoar, Dated, LaterMeans, Means, Month, Secretariat};
use crate::document::roster::Organization;
use crate::document::scalar::{SourceText, Text};
use crate::error::code::ErrorCode;
use crate::error::unknown::said;
use crate::nearest::nearest;
use crate::outline::cell::{Given, Reader};
use crate::outline::faults::{Faults, Spot};
use crate::outline::table::narrow;
use crate::word::sets::Grade;

/// Sources, grade, reason and note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cite {
    pub(super) source: Option<Vec<SourceText>>,
    pub(super) grade: Option<Grade>,
    pub(super) reason: Option<Text>,
    pub(super) note: Option<Text>,
}

/// The reason of all that an outline leads to and no row says.
pub(super) const OUTLINE: &str = "outline";

macro_rules! takes {
    ($($name:ident)*) => {$(
        impl Takes for $name {
            fn take(&mut self, cite: &Cite) {
                self.source.clone_from(&cite.source);
                self.grade = cite.grade;
                self.reason.clone_from(&cite.reason);
                self.note.clone_from(&cite.note);
            }
        }
    )*};
}

/// A datum that says what it rests on.
pub(super) trait Takes {
    fn take(&mut self, cite: &Cite);
}
takes! { Ceptoar Channel Count Covers Dated LaterMeans LaterName Link Means Membership Month Organization Party Secretariat Sector Statement Term }

impl Cite {
    /// What a row says of itself.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let source = reader.sources("source").value();
        let grade = reader.one_of("grade", &Grade::ALL);
        let grade = reader.not_none("grade", grade).value();
        let note = reader.text("note");
        let note = reader.not_none("note", note).value();
        let source = source.map(|ids| ids.into_iter().map(Into::into).collect());
        Self { source, grade, reason: None, note: note.as_deref().map(Text::from) }
    }

    /// What is derived.
    pub(super) fn derived() -> Self {
        let reason = Text::from((OUTLINE, OUTLINE));
        Self { grade: Some(Grade::Deduced), reason: Some(reason), ..Self::default() }
    }

    /// A word of the built-in vocabularies: what it rests on stands there.
    pub(super) fn of_vocabulary() -> Self {
        let note = Text::from(("組み込みの語彙にある", "from the built-in vocabulary"));
        Self { note: Some(note), ..Self::default() }
    }

    /// An order of citations, so that that of rows does not matter.
    pub(super) fn order(&self) -> (Option<Grade>, Vec<SourceText>, Option<String>) {
        let reason = self.reason.as_ref().map(|text| text.ja.clone());
        (self.grade, self.source.clone().unwrap_or_default(), reason)
    }

    /// The same without what is said of the row as a whole.
    pub(super) fn without_note(&self) -> Self {
        Self { note: None, ..self.clone() }
    }

    /// A datum that rests on this.
    pub(super) fn on<T: Takes>(&self, mut datum: T) -> T {
        datum.take(self);
        datum
    }
}

/// A name in Japanese and English; where the Japanese is left out, the English one stands for it (R30).
pub(super) fn name(reader: &mut Reader<'_>, ja: &'static str, en: &'static str) -> Given<Text> {
    let (given, english) = (reader.text(ja), reader.text(en).value());
    match (reader.not_none(ja, given), english) {
        (Given::Is(ja), en) => Given::Is(Text { ja, en }),
        (Given::Empty, Some(en)) => Given::Is(Text { ja: en.clone(), en: Some(en) }),
        (other, _) => other.map_never(),
    }
}

/// A cell: its table, the id of its row, its column.
type Key = (&'static str, String, String);

/// What single cells rest on: for every state of a row, or for the one that begins on a day.
#[derive(Debug, Default)]
pub(super) struct CellCites(BTreeMap<Key, BTreeMap<Option<NaiveDate>, Cite>>);

/// The tables whose cells can be cited, each with its columns and the ids of its rows.
pub(super) struct Citable<'a> {
    pub(super) table: &'static str,
    pub(super) columns: &'static [(&'static str, &'static str)],
    pub(super) keys: Vec<&'a str>,
}

/// Columns that say how a row is to be read, and are no facts.
const NO_FACT: [&str; 9] =
    ["source", "grade", "note", "from", "until", "last_day", "from_day", "until_day", "base_vocabularies"];

impl CellCites {
    pub(super) fn read(rows: &mut [OutlineCell], citable: &[Citable<'_>], faults: &mut Faults) -> Self {
        let mut cells = Self::default();
        for (n, row) in rows.iter_mut().enumerate() {
            let mut reader = Reader::new(row, n, faults);
            let tables: Vec<&'static str> = citable.iter().map(|of| of.table).collect();
            let table = reader.one_of("table", &tables);
            let table = reader.required("table", table);
            let key = reader.text("key");
            let key = reader.required("key", key);
            let from = reader.day("from").value();
            let column = reader.text("column");
            let column = reader.required("column", column);
            let reason = name(&mut reader, "reason_ja", "reason_en").value();
            let cite = Self::cite(&mut reader, reason);
            let spot = reader.spot;
            let Some(of) = citable.iter().find(|of| Some(of.table) == table) else { continue };
            let (Some(key), Some(column)) = (key.as_deref().map(narrow), column) else { continue };
            let known = |column: &str| of.columns.iter().any(|(en, _)| *en == column) && !NO_FACT.contains(&column);
            let named = of.columns.iter().find(|(en, ja)| *en == column || *ja == column).map(|(en, _)| *en);
            let Some(named) = named.filter(|named| known(named)) else {
                let near = nearest(&column, of.columns.iter().map(|(en, _)| *en).filter(|en| known(en))).map(said);
                faults.of_value(ErrorCode::UnknownField, spot.at("column"), &column, near);
                continue;
            };
            row.set("column", Some(named.into()));
            if !of.keys.contains(&key.as_str()) {
                let near = nearest(&key, of.keys.iter().copied()).map(said);
                faults.of_value(ErrorCode::UnknownParty, spot.at("key"), &key, near);
                continue;
            }
            let of_key = cells.0.entry((of.table, key.clone(), named.to_owned())).or_default();
            if of_key.insert(from, cite).is_some() {
                let args = vec![format!("{} {key} {named}", of.table)];
                faults.push(ErrorCode::DuplicateItem, spot.at("column"), named, args, None);
            }
        }
        cells
    }

    fn cite(reader: &mut Reader<'_>, reason: Option<Text>) -> Cite {
        Cite { reason, ..Cite::read(reader) }
    }

    /// What a datum rests on that stands in one of these columns: the first of them that has a cell of its own, else the row.
    pub(super) fn of(&self, row: &Rests<'_>, columns: &[&str]) -> Cite {
        let own = columns.iter().find_map(|column| {
            let states = self.0.get(&(row.table, row.key.to_owned(), (*column).to_owned()))?;
            states.get(&row.from).or_else(|| states.get(&None))
        });
        own.cloned().unwrap_or_else(|| row.cite.without_note())
    }
}

/// A row that data rest on.
pub(super) struct Rests<'a> {
    pub(super) table: &'static str,
    pub(super) key: &'a str,
    pub(super) from: Option<NaiveDate>,
    pub(super) cite: &'a Cite,
}

/// Sources of a table's rows that the outline has no document for, where it has any.
pub(super) fn known_sources<T: Cells>(rows: &[T], documents: &[CitedDocument], faults: &mut Faults) {
    if documents.is_empty() {
        return;
    }
    let known = || documents.iter().map(|document| document.id.as_str());
    for (n, row) in rows.iter().enumerate() {
        let Some(Cell::List(items)) = row.cell("source") else { continue };
        for item in items {
            let CellItem::Text(source) = item else { continue };
            if !known().any(|id| id == source) {
                let near = nearest(source, known()).map(said);
                let spot = Spot { table: T::TABLE, row: n, column: "source" };
                faults.of_value(ErrorCode::UnknownSource, spot, source, near);
            }
        }
    }
}
