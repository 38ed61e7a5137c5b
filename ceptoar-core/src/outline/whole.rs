//! The outline: checked whole, so that building it cannot fail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::edition::{Edition, FromOutline, Party};
use crate::document::json::read::{check_format, read_document};
use crate::document::outline::{
    Cells, Outline as OutlineDoc, OutlineCeptoar, OutlineDocument, OutlineGroup, OutlineLink, OutlineMember,
    OutlineMinistry, OutlineScheme,
};
use crate::error::code::ErrorCode;
use crate::error::problem::{Problems, Refusal};
use crate::gather::Gather as _;
use crate::outline::cite::{CellCites, Citable, known_sources};
use crate::outline::derive::edition::edition;
use crate::outline::faults::{Faults, Spot, other_id};
use crate::outline::gaps::places::said_elsewhere;
use crate::outline::gaps::whole as known_gaps;
use crate::outline::means::Names;
use crate::outline::model::{Model, Rows};
use crate::outline::read::read as read_tables;
use crate::outline::table::{Tables, written};
use crate::outline::{refs, relays, rows, scheme, words};
use crate::registry::data::Registry;
use crate::text::said::Said;
use crate::word::sets::{Lang, PartyKind, Role};

/// The least that a person knows of a scheme, in tables, from which an edition is derived: checked, so that building it
/// cannot fail and leaves nothing for [`Registry::from_document`](crate::Registry::from_document) to find.
///
/// ```
/// use ceptoar_core::author::Outline;
/// use ceptoar_core::{Registry, Router};
///
/// let outline = Outline::from_json(r#"{
///     "scheme": { "id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室" },
///     "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
///     "ceptoars": [{ "ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": ["mlit"],
///                    "means": ["email", "phone"], "members": 12 }]
/// }"#.as_bytes())?;
/// let registry = Registry::from_document(outline.build())?;
/// assert_eq!(registry.links().len(), 9); // down and up, and inside the CEPTOAR
/// let router = Router::builder(&registry).compile()?;
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    document: Arc<OutlineDoc>,
    edition: Arc<Edition>,
}

/// A cell that is empty though something could stand there: what is unknown.
///
/// ```
/// use ceptoar_core::author::{Outline, Table, Tables};
///
/// let outline = Outline::from_tables(&Tables::from_iter([
///     Table::new("scheme", [["id", "title_ja", "cabinet", "cabinet_ja"], ["mine", "例", "nco", "国家サイバー統括室"]]),
///     Table::new("ministries", [["ministry", "name_ja"], ["mlit", "国土交通省"]]),
///     Table::new("ceptoars", [["ceptoar", "name_ja", "sector", "sector_ja", "ministry"], ["port", "港湾", "port", "港湾", "mlit"]]),
/// ]))?;
/// let unknown = outline.unknown();
/// assert!(unknown.iter().any(|cell| (cell.table, &*cell.key, cell.column) == ("ceptoars", "port", "means")));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct UnknownCell {
    /// The table.
    pub table: &'static str,
    /// The id of its row.
    pub key: String,
    /// The column.
    pub column: &'static str,
}

/// Columns whose empty cell says that a thing is unknown; others say something when they are empty.
const UNKNOWN: [(&str, &[&str]); 5] = [
    ("scheme", &["until", "title_en", "cabinet_en"]),
    ("ministries", &["name_ja", "name_en"]),
    (
        "ceptoars",
        &["name_ja", "name_en", "sector_en", "scope_en", "secretariat_ja", "members", "poc_from", "means", "council"],
    ),
    ("groups", &["name_ja", "name_en"]),
    ("members", &["name_en"]),
];

impl Outline {
    /// The format of the document as JSON.
    pub const FORMAT: &'static str = OutlineDoc::FORMAT;

    /// Reads tables of cells, as a workbook or a folder of CSV has them.
    ///
    /// # Errors
    /// Every fault of every table at once, each with its cell ([`Problem::cell`](crate::Problem::cell)).
    pub fn from_tables(tables: &Tables) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let (document, mut other_schemes) = read_tables(tables, &mut faults);
        for (n, row) in other_schemes.iter_mut().enumerate() {
            scheme::read(row, n + 1, &mut faults);
        }
        Self::make(document, faults)
    }

    /// Reads the document as JSON.
    ///
    /// # Errors
    /// Every fault at once, each with its JSON Pointer.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let document: OutlineDoc = read_document(json, OutlineDoc::FORMAT, &mut problems)?;
        check_format(document.format.as_deref(), OutlineDoc::FORMAT, &mut problems);
        // Where a row or a table has not its shape, what others say of it cannot be judged.
        if problems.mended_places().iter().any(|place| is_above_cells(place)) {
            return Err(problems.into_refusal());
        }
        Self::make(document, Faults::of_json(problems))
    }

    /// The outline of a document that was put together.
    ///
    /// # Errors
    /// As [`Outline::from_json`].
    pub fn from_document(document: &OutlineDoc) -> Result<Self, Refusal> {
        Self::make(document.clone(), Faults::default())
    }

    /// The outline of a document whose first rows stand in an edition: as many of each table. The faults are those of the others.
    pub(super) fn behind(document: OutlineDoc, standing: BTreeMap<&'static str, usize>) -> Result<Self, Refusal> {
        Self::make(document, Faults::behind(standing))
    }

    fn make(mut document: OutlineDoc, mut faults: Faults) -> Result<Self, Refusal> {
        let model = Model::new(read(&mut document, &mut faults), &mut faults);
        refs::check(&model, &mut faults);
        relays::check(&model, &mut faults);
        let mut edition = edition(&model, &mut faults);
        if !faults.is_empty() {
            return Err(faults.into_refusal());
        }
        sort(&mut document);
        // Building leaves nothing to find, so that this is accepted.
        let gaps = known_gaps::of_outline(&document, &Registry::from_document(&edition)?).len();
        edition.outline = Some(FromOutline::new(document.digest(), u32::try_from(gaps).unwrap_or(u32::MAX)));
        Ok(Self { document: Arc::new(document), edition: Arc::new(edition) })
    }

    /// The edition that is derived: the same bytes whatever the order of rows and columns.
    #[must_use]
    pub fn build(&self) -> &Edition {
        &self.edition
    }

    /// The outline's own document, each cell in one form: ids and numbers narrow, days as ISO 8601 has them, lists as lists.
    #[must_use]
    pub fn document(&self) -> &OutlineDoc {
        &self.document
    }

    /// The id of the edition to be.
    #[must_use]
    pub fn id(&self) -> &str {
        self.edition.id.as_str()
    }

    /// SHA-256 of what the outline says: the same for tables and JSON that say the same.
    #[must_use]
    pub fn digest(&self) -> String {
        self.document.digest()
    }

    /// The outline as tables for a spreadsheet, with headers in a language; read again, they are the same outline.
    #[must_use]
    pub fn tables(&self, lang: Lang) -> Tables {
        let doc = &*self.document;
        let all = |_: &str| true;
        let needed = |column: &str| ["from", "to", "direction", "means"].contains(&column);
        let scheme = std::slice::from_ref(&doc.scheme);
        let mut tables =
            vec![written(scheme, all, lang), written(&doc.ministries, all, lang), written(&doc.ceptoars, all, lang)];
        let more = [
            (!doc.groups.is_empty()).then(|| written(&doc.groups, all, lang)),
            (!doc.members.is_empty()).then(|| written(&doc.members, all, lang)),
            (!doc.links.is_empty()).then(|| written(&doc.links, needed, lang)),
            (!doc.cells.is_empty()).then(|| written(&doc.cells, |_| false, lang)),
            (!doc.documents.is_empty()).then(|| written(&doc.documents, |_| false, lang)),
            (!doc.vocabulary.is_empty()).then(|| written(&doc.vocabulary, |_| false, lang)),
        ];
        tables.extend(more.into_iter().flatten());
        Tables::from_iter(tables)
    }

    /// The cells that are empty though something could stand there, in the order of tables and keys.
    #[must_use]
    pub fn unknown(&self) -> Vec<UnknownCell> {
        let doc = &*self.document;
        let mut found = Vec::new();
        unknown(std::slice::from_ref(&doc.scheme), "id", |_, _| false, &mut found);
        unknown(&doc.ministries, "ministry", |_, _| false, &mut found);
        unknown(&doc.ceptoars, "ceptoar", |row, column| said_elsewhere(&doc.ceptoars, row, column), &mut found);
        unknown(&doc.groups, "group", |_, _| false, &mut found);
        unknown(&doc.members, "party", |_, _| false, &mut found);
        // Whose class stands in the table `members` has its count there.
        found.retain(|cell| cell.column != "members" || !self.has_class(&cell.key));
        found
    }

    /// Whether the table `members` names the class of a CEPTOAR (R15).
    fn has_class(&self, ceptoar: &str) -> bool {
        let is_class = |party: &Party| party.kind == PartyKind::Members;
        let is_row = |row: &OutlineMember, id: &str| row.party.as_ref().is_some_and(|cell| cell.to_string() == id);
        self.edition.memberships.iter().filter(|m| m.group.as_str() == ceptoar && m.role == Role::Member).any(
            |member| {
                self.edition.parties.iter().any(|party| party.id == member.party && is_class(party))
                    && self.document.members.iter().any(|row| is_row(row, member.party.as_str()))
            },
        )
    }
}

/// Whether a place of the JSON form is a row, a table or all of it.
fn is_above_cells(place: &str) -> bool {
    let table = place.split('/').nth(1).unwrap_or_default();
    place.matches('/').count() < if table == OutlineScheme::TABLE { 2 } else { 3 }
}

/// The empty cells of a table, but those that another row says.
fn unknown<T: Cells>(rows: &[T], key: &str, said: impl Fn(&T, &str) -> bool, found: &mut Vec<UnknownCell>) {
    let columns = UNKNOWN.iter().find(|(table, _)| *table == T::TABLE).map(|(_, columns)| *columns);
    for row in rows {
        let key = row.cell(key).map(ToString::to_string).unwrap_or_default();
        let empty = columns.into_iter().flatten().filter(|column| row.cell(column).is_none());
        let empty = empty.filter(|column| !said(row, column));
        found.extend(empty.map(|column| UnknownCell { table: T::TABLE, key: key.clone(), column }));
    }
}

/// Reads every cell, and leaves each in the form in which an outline is written.
fn read(doc: &mut OutlineDoc, faults: &mut Faults) -> Rows {
    let scheme = scheme::read(&mut doc.scheme, 0, faults);
    let sectors: BTreeSet<String> = doc.ceptoars.iter().filter_map(|row| row.sector.as_ref()).map(id_of).gather();
    let words = words::read(&mut doc.vocabulary, scheme.joins, &sectors, faults);
    let names = Names::new(&words.all);
    let documents = rows::documents(&mut doc.documents, faults);
    let ministries = rows::ministries(&mut doc.ministries, faults);
    let ceptoars = rows::ceptoars(&mut doc.ceptoars, &names, faults);
    let groups = rows::groups(&mut doc.groups, faults);
    let members = rows::members(&mut doc.members, &names, faults);
    let links = rows::links(&mut doc.links, &names, faults);
    let links_of: Vec<String> = links.iter().map(|row| format!("{}>{}", row.from, row.to)).collect();
    let citable = [
        Citable { table: OutlineScheme::TABLE, columns: OutlineScheme::COLUMNS, keys: vec![&scheme.id] },
        Citable {
            table: OutlineMinistry::TABLE,
            columns: OutlineMinistry::COLUMNS,
            keys: ministries.iter().map(|row| row.id.as_str()).collect(),
        },
        Citable {
            table: OutlineCeptoar::TABLE,
            columns: OutlineCeptoar::COLUMNS,
            keys: ceptoars.iter().map(|row| row.id.as_str()).collect(),
        },
        Citable {
            table: OutlineGroup::TABLE,
            columns: OutlineGroup::COLUMNS,
            keys: groups.iter().map(|row| row.id.as_str()).collect(),
        },
        Citable {
            table: OutlineMember::TABLE,
            columns: OutlineMember::COLUMNS,
            keys: members.iter().map(|row| row.id.as_str()).collect(),
        },
        Citable {
            table: OutlineLink::TABLE,
            columns: OutlineLink::COLUMNS,
            keys: links_of.iter().map(String::as_str).collect(),
        },
    ];
    let cells = CellCites::read(&mut doc.cells, &citable, faults);
    known_sources(&doc.ministries, &documents, faults);
    known_sources(&doc.ceptoars, &documents, faults);
    known_sources(&doc.groups, &documents, faults);
    known_sources(&doc.members, &documents, faults);
    known_sources(&doc.links, &documents, faults);
    known_sources(&doc.cells, &documents, faults);
    known_sources(&doc.vocabulary, &documents, faults);
    different(doc, faults);
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (n, row) in doc.documents.iter().enumerate() {
        let Some(id) = row.document.as_ref().map(ToString::to_string) else { continue };
        let spot = |row| Spot { table: OutlineDocument::TABLE, row, column: "document" };
        match ids.get(&id) {
            Some(first) => {
                let more = faults.first(spot(*first)).and(&other_id());
                faults.of_value(ErrorCode::DuplicateId, spot(n), &id, Some(more));
            }
            None => drop(ids.insert(id, n)),
        }
    }
    Rows { scheme, ministries, ceptoars, groups, members, links, documents, vocabularies: words.own, cells }
}

/// A cell as an id, before it is read.
pub(crate) fn id_of(cell: &crate::document::cell::Cell) -> String {
    let text = cell.to_string();
    crate::outline::table::narrow(crate::outline::table::trimmed(&text))
}

/// No two rows are equal in every cell (R8), and no document stands twice.
fn different(doc: &OutlineDoc, faults: &mut Faults) {
    fn of<T: Cells>(rows: &[T], key: &str, faults: &mut Faults) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (n, row) in rows.iter().enumerate() {
            if !faults.is_whole(T::TABLE, n) {
                continue;
            }
            let cells = T::COLUMNS.iter().map(|(column, _)| row.cell(column).map(ToString::to_string));
            let written = serde_json::to_string(&cells.collect::<Vec<_>>()).unwrap_or_default();
            match seen.get(&written) {
                Some(first) => {
                    let spot = |row: usize| Spot { table: T::TABLE, row, column: "" };
                    let more = faults.first(spot(*first)).and(&Said::new("一方を消す", "delete one of them"));
                    let args = row.cell(key).map(ToString::to_string);
                    faults.push(ErrorCode::DuplicateRow, spot(n), "", vec![args.unwrap_or_default()], Some(more));
                }
                None => drop(seen.insert(written, n)),
            }
        }
    }
    of(&doc.ministries, "ministry", faults);
    of(&doc.ceptoars, "ceptoar", faults);
    of(&doc.groups, "group", faults);
    of(&doc.members, "party", faults);
    of(&doc.links, "from", faults);
    of(&doc.cells, "key", faults);
    of(&doc.documents, "document", faults);
    of(&doc.vocabulary, "term", faults);
}

/// Rows in an order of their own, so that that of the tables does not matter.
fn sort(doc: &mut OutlineDoc) {
    fn of<T: Cells>(rows: &mut [T]) {
        let written = |row: &T| {
            T::COLUMNS.iter().map(|(column, _)| row.cell(column).map(ToString::to_string)).collect::<Vec<_>>()
        };
        rows.sort_by_cached_key(written);
    }
    of(&mut doc.ministries);
    of(&mut doc.ceptoars);
    of(&mut doc.groups);
    of(&mut doc.members);
    of(&mut doc.links);
    of(&mut doc.cells);
    of(&mut doc.documents);
    of(&mut doc.vocabulary);
    doc.schema = None;
    doc.format = Some(OutlineDoc::FORMAT.to_owned());
}

#[cfg(test)]
pub(super) mod tests;
