//! Where a datum stands: in which cell of an outline, or in which field of an edition.

use chrono::NaiveDate;

use crate::document::cell::Cell;
use crate::document::edition::Edition as EditionDoc;
use crate::document::outline::{
    Celled, Cells, Outline as OutlineDoc, OutlineCeptoar, OutlineGroup, OutlineMember, OutlineMinistry,
};
use crate::outline::days::Days;
use crate::time::{Period, parse_date};

/// Something that may be unknown, with the id of what it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Datum<'a> {
    Title,
    Covers,
    /// A total that a source states: of `sectors` or `ceptoars`.
    Stated(&'a str),
    SectorName(&'a str),
    PartyName(&'a str),
    Counts(&'a str),
    Scope(&'a str),
    Means(&'a str),
    Poc(&'a str),
    Secretariat(&'a str),
    Ministry(&'a str),
    Members(&'a str),
    Carriers(&'a str),
    Party(&'a str),
}

/// The document whose places are told.
#[derive(Clone, Copy)]
pub(crate) enum Places<'a> {
    Edition(&'a EditionDoc),
    Outline(&'a OutlineDoc),
}

/// Who says which sectors carry a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carriers {
    /// The document does, also where it says that there are none.
    Said,
    /// The document leaves it open.
    LeftOpen,
    /// The built-in vocabulary, by the names that it has for sectors.
    BuiltIn,
}

impl Places<'_> {
    /// The place of a datum; `None`: no place is there for it, so that it is no gap.
    pub(crate) fn at(&self, datum: Datum<'_>) -> Option<String> {
        match self {
            Self::Edition(_) => Some(in_edition(datum)),
            Self::Outline(doc) => in_outline(doc, datum),
        }
    }

    /// The days on which a document says that there is none, so that nothing is unknown.
    pub(crate) fn none(&self, datum: Datum<'_>) -> Days {
        match self {
            Self::Edition(_) => Days::never(),
            Self::Outline(doc) => none_in(doc, datum),
        }
    }

    pub(crate) fn carriers(&self, channel: &str) -> Carriers {
        match self {
            Self::Edition(doc) => match doc.vocabularies.as_ref().and_then(|words| words.channels.as_ref()) {
                Some(_) => Carriers::Said,
                None => Carriers::BuiltIn,
            },
            Self::Outline(doc) => {
                let mut own = doc.vocabulary.iter().filter(|row| {
                    is(row.list.as_ref(), "channels") && row.term.as_ref().is_some_and(|term| is(Some(term), channel))
                });
                match own.next() {
                    Some(row) if row.carried_by.is_some() => Carriers::Said,
                    Some(_) => Carriers::LeftOpen,
                    None => Carriers::BuiltIn,
                }
            }
        }
    }
}

fn in_edition(datum: Datum<'_>) -> String {
    match datum {
        Datum::Title => "title".to_owned(),
        Datum::Covers => "covers".to_owned(),
        Datum::Stated(of) => format!("statements/{of}-stated"),
        Datum::SectorName(id) => format!("sectors/{id}/name"),
        Datum::PartyName(id) => format!("parties/{id}/name"),
        Datum::Counts(id) => format!("parties/{id}/counts"),
        Datum::Scope(id) => format!("ceptoars/{id}/scope"),
        Datum::Means(id) => format!("ceptoars/{id}/means"),
        Datum::Poc(id) => format!("ceptoars/{id}/poc"),
        Datum::Secretariat(id) => format!("ceptoars/{id}/secretariat"),
        Datum::Ministry(id) => format!("memberships/{id}/responsible"),
        Datum::Members(id) => format!("memberships/{id}/member"),
        Datum::Carriers(id) => format!("vocabularies/channels/{id}"),
        Datum::Party(id) => format!("parties/{id}"),
    }
}

/// The table whose rows are a party, and the place of its row; `None`: no row names it.
enum Named<'a> {
    Cabinet,
    Council,
    Row(&'static str),
    /// The class of members that a CEPTOAR has if no row names one.
    ClassOf(&'a str),
}

fn named<'a>(doc: &OutlineDoc, id: &'a str) -> Option<Named<'a>> {
    fn has<T: Cells>(rows: &[T], key: &str, id: &str) -> bool {
        rows.iter().any(|row| is(row.cell(key), id))
    }
    if is(doc.scheme.cabinet.as_ref(), id) {
        Some(Named::Cabinet)
    } else if is(doc.scheme.council.as_ref(), id) {
        Some(Named::Council)
    } else if has(&doc.ministries, "ministry", id) {
        Some(Named::Row(OutlineMinistry::TABLE))
    } else if has(&doc.ceptoars, "ceptoar", id) {
        Some(Named::Row(OutlineCeptoar::TABLE))
    } else if has(&doc.groups, "group", id) {
        Some(Named::Row(OutlineGroup::TABLE))
    } else if has(&doc.members, "party", id) {
        Some(Named::Row(OutlineMember::TABLE))
    } else {
        let ceptoar = id.strip_suffix("-members")?;
        has(&doc.ceptoars, "ceptoar", ceptoar).then_some(Named::ClassOf(ceptoar))
    }
}

fn in_outline(doc: &OutlineDoc, datum: Datum<'_>) -> Option<String> {
    let of_ceptoar = |id: &str, column: &str| Some(format!("{}/{id}/{column}", OutlineCeptoar::TABLE));
    match datum {
        Datum::Title => Some("scheme/title_en".to_owned()),
        Datum::Covers => Some("scheme/until".to_owned()),
        Datum::Stated(of) => Some(format!("scheme/{of}_stated")),
        Datum::SectorName(sector) => {
            let rows = doc.ceptoars.iter().filter(|row| is(row.sector.as_ref(), sector));
            let first = rows.filter_map(|row| row.ceptoar.as_ref()).map(ToString::to_string).min()?;
            of_ceptoar(&first, "sector_en")
        }
        Datum::PartyName(id) => match named(doc, id)? {
            Named::Cabinet => Some("scheme/cabinet_en".to_owned()),
            Named::Council => Some("scheme/council_en".to_owned()),
            Named::Row(table) => Some(format!("{table}/{id}/name_en")),
            // Its name is made of its CEPTOAR's.
            Named::ClassOf(_) => None,
        },
        Datum::Counts(id) => match named(doc, id)? {
            Named::ClassOf(ceptoar) => of_ceptoar(ceptoar, "members"),
            _ => Some(format!("{}/{id}/count", OutlineMember::TABLE)),
        },
        Datum::Scope(id) => {
            let mut rows = of(&doc.ceptoars, id);
            // Without a scope it is the name.
            let is_said = rows.any(|row| row.scope_ja.is_some() || row.scope_en.is_some());
            of_ceptoar(id, "scope_en").filter(|_| is_said)
        }
        Datum::Means(id) => of_ceptoar(id, "means"),
        Datum::Poc(id) => of_ceptoar(id, "poc_from"),
        Datum::Secretariat(id) => of_ceptoar(id, "secretariat_ja"),
        Datum::Ministry(id) => of_ceptoar(id, "ministry"),
        Datum::Members(id) => of_ceptoar(id, "members"),
        Datum::Carriers(id) => Some(format!("vocabulary/{id}/carried_by")),
        Datum::Party(id) => match named(doc, id)? {
            Named::Cabinet => Some("scheme/cabinet".to_owned()),
            Named::Council => Some("scheme/council".to_owned()),
            Named::Row(table) => Some(format!("{table}/{id}")),
            Named::ClassOf(ceptoar) => of_ceptoar(ceptoar, "members"),
        },
    }
}

/// The days on which cells say that there is none. What has no days of its own is none on all of them.
fn none_in(doc: &OutlineDoc, datum: Datum<'_>) -> Days {
    fn has_none<T: Cells>(rows: &[T], id: &str, column: &str) -> bool {
        of(rows, id).any(|row| is_none(row.cell(column)))
    }
    let is_said = match datum {
        Datum::Title => is_none(doc.scheme.title_en.as_ref()),
        Datum::Covers => is_none(doc.scheme.until.as_ref()),
        Datum::SectorName(sector) => {
            let mut rows = doc.ceptoars.iter().filter(|row| is_of(&doc.ceptoars, row, sector));
            rows.any(|row| is_none(row.sector_en.as_ref()))
        }
        Datum::PartyName(id) => match named(doc, id) {
            Some(Named::Cabinet) => is_none(doc.scheme.cabinet_en.as_ref()),
            Some(Named::Council) => is_none(doc.scheme.council_en.as_ref()),
            _ => {
                has_none(&doc.ministries, id, "name_en")
                    || has_none(&doc.ceptoars, id, "name_en")
                    || has_none(&doc.groups, id, "name_en")
                    || has_none(&doc.members, id, "name_en")
            }
        },
        Datum::Scope(id) => has_none(&doc.ceptoars, id, "scope_en"),
        Datum::Poc(id) => has_none(&doc.ceptoars, id, "poc_from"),
        Datum::Secretariat(id) => {
            let rows = of(&doc.ceptoars, id).filter(|row| is_none(row.secretariat_ja.as_ref()));
            return Days::of(rows.map(days));
        }
        _ => false,
    };
    if is_said { Days::always() } else { Days::never() }
}

/// The rows of an id.
fn of<'a, T: Cells>(rows: &'a [T], id: &'a str) -> impl Iterator<Item = &'a T> {
    rows.iter().filter(move |row| T::COLUMNS.first().is_some_and(|(key, _)| is(row.cell(key), id)))
}

/// Whether a cell says something.
fn is(cell: Option<&Cell>, text: &str) -> bool {
    match cell {
        Some(Cell::Text(own)) => own == text,
        cell => cell.is_some_and(|cell| cell.to_string() == text),
    }
}

/// Whether a cell says that there is none.
pub(crate) fn is_none(cell: Option<&Cell>) -> bool {
    is(cell, "-")
}

/// The days of a row that was read: they are written as ISO 8601 has them.
pub(crate) fn days<T: Cells>(row: &T) -> Period {
    let day = |column: &str| -> Option<NaiveDate> { row.cell(column).and_then(|cell| parse_date(&cell.to_string())) };
    let after_last = day("last_day").and_then(|last| last.succ_opt());
    Period {
        from: day("from").or_else(|| day("from_day")),
        until: day("until").or_else(|| day("until_day")).or(after_last),
    }
}

/// Whether a row speaks of a sector: by its own cell, or by that of another row of its CEPTOAR.
fn is_of(rows: &[OutlineCeptoar], row: &OutlineCeptoar, sector: &str) -> bool {
    match &row.sector {
        Some(own) => is(Some(own), sector),
        None => rows.iter().any(|other| other.ceptoar == row.ceptoar && is(other.sector.as_ref(), sector)),
    }
}

/// The columns that have no date: what one row of a CEPTOAR says there, its others need not (R7).
const UNDATED: [&str; 6] = ["scope_ja", "scope_en", "members", "members_unit_ja", "poc_from", "rules_month"];

/// Whether another row says what a cell of a CEPTOAR's row leaves empty: of the same CEPTOAR, or of its sector.
pub(crate) fn said_elsewhere(rows: &[OutlineCeptoar], row: &OutlineCeptoar, column: &str) -> bool {
    let filled = |other: &&OutlineCeptoar| other.cell(column).is_some();
    if column.starts_with("sector_") {
        let own = rows.iter().filter(|other| other.ceptoar == row.ceptoar).find_map(|row| row.sector.as_ref());
        let sector = row.sector.as_ref().or(own).map(ToString::to_string).unwrap_or_default();
        return rows.iter().filter(filled).any(|other| is_of(rows, other, &sector));
    }
    UNDATED.contains(&column) && rows.iter().filter(filled).any(|other| other.ceptoar == row.ceptoar)
}
