//! Tables of cells, as a spreadsheet or a folder of CSV gives them (R1, R2).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::document::cell::Cell;
use crate::document::outline::{Cells, OutlineLink};
use crate::error::code::ErrorCode;
use crate::outline::unread::{Unread, UnreadCode};
use crate::word::sets::Lang;

/// The tables of an outline.
///
/// ```
/// use ceptoar_core::author::{Outline, Table, Tables};
///
/// let tables = Tables::from_iter([
///     Table::new("scheme", [["id", "title_ja", "cabinet", "cabinet_ja"], ["mine", "例", "nco", "国家サイバー統括室"]]),
///     Table::new("ministries", [["省庁", "名称"], ["mlit", "国土交通省"]]), // headers in English or in Japanese
///     Table::new("ceptoars", [["ceptoar", "name_ja", "sector", "sector_ja", "ministry"], ["port", "港湾", "port", "港湾", "mlit"]]),
/// ]);
/// let outline = Outline::from_tables(&tables)?;
/// assert_eq!(outline.build().parties.len(), 4); // the centre, the ministry, the CEPTOAR and the class of its members
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tables {
    /// The tables, in any order.
    pub tables: Vec<Table>,
}

impl FromIterator<Table> for Tables {
    fn from_iter<I: IntoIterator<Item = Table>>(tables: I) -> Self {
        Self { tables: tables.into_iter().collect() }
    }
}

/// One table: the first row that is neither blank nor a remark is its header. Blank rows, and rows whose first cell begins with `#`,
/// say nothing; a column whose header begins with `#` neither.
///
/// ```
/// use ceptoar_core::author::Table;
///
/// let table = Table::new("ministries", [["ministry", "name_ja"], ["mlit", "国土交通省"]]);
/// assert_eq!((table.rows[1].number, &*table.rows[1].cells[0]), (2, "mlit")); // as the spreadsheet counts
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// `scheme`, `ministries`, `ceptoars`, `groups`, `members`, `links`, `cells`, `documents` or `vocabulary`.
    pub name: String,
    /// Its rows, the header among them.
    pub rows: Vec<Row>,
    /// What of it could not be read as text; such a cell is empty among the rows.
    pub unread: Vec<Unread>,
}

impl Table {
    /// A table of these rows, numbered from 1.
    #[must_use]
    pub fn new<R, C>(name: &str, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = C>,
        C: Into<String>,
    {
        let rows = rows.into_iter().enumerate().map(|(n, cells)| Row::new(n + 1, cells));
        Self { name: name.to_owned(), rows: rows.collect(), unread: Vec::new() }
    }

    /// The row that names the columns: the first that is neither blank nor a remark.
    #[must_use]
    pub fn header(&self) -> Option<&Row> {
        let marks = Marks::of(self);
        self.rows.iter().find(|row| !marks.is_blank(row) && !marks.is_remark(row, true))
    }

    /// Whether a column, counted from 0, holds days, by its name: a workbook's cell that is formatted as a date is read there,
    /// and refused where a number, an id or a text may have been turned into a date.
    ///
    /// ```
    /// use ceptoar_core::author::Table;
    ///
    /// let table = Table::new("ministries", [["省庁", "名称", "開始日"]]);
    /// assert_eq!([table.is_day(1), table.is_day(2)], [false, true]);
    /// ```
    #[must_use]
    pub fn is_day(&self, column: usize) -> bool {
        let name = self.column(column);
        // The links of a table `links` come from a party.
        let party = self.name == OutlineLink::TABLE && name.as_deref() == Some("from");
        !party && name.is_some_and(|name| DAYS.contains(&name.as_str()))
    }

    /// Whether a column, counted from 0, says yes or no, by its name: a workbook's cell that holds a truth value is read there, and refused
    /// where an id or a text stands.
    ///
    /// ```
    /// use ceptoar_core::author::Table;
    ///
    /// let table = Table::new("links", [["起点", "終点", "方向", "同一部署"]]);
    /// assert_eq!([table.is_flag(0), table.is_flag(3)], [false, true]);
    /// ```
    #[must_use]
    pub fn is_flag(&self, column: usize) -> bool {
        self.column(column).is_some_and(|name| FLAGS.contains(&name.as_str()))
    }

    /// What the header calls a column.
    fn column(&self, column: usize) -> Option<String> {
        self.header().and_then(|row| row.cells.get(column)).map(|cell| narrow(trimmed(cell)))
    }
}

/// The columns that say yes or no, in English and in Japanese; `failed` is one of a delivery log.
const FLAGS: [&str; 7] = ["internal", "public", "base_vocabularies", "failed", "同一部署", "公開", "基本語彙"];

/// The columns of days, in English and in Japanese.
const DAYS: [&str; 14] = [
    "from",
    "until",
    "last_day",
    "from_day",
    "until_day",
    "poc_from",
    "published",
    "as_of",
    "開始日",
    "終了翌日",
    "最終日",
    "POC運用開始日",
    "発行日",
    "時点",
];

/// One row.
///
/// ```
/// use ceptoar_core::author::Row;
///
/// assert_eq!(Row::new(3, ["mlit", "国土交通省"]).cells.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// Its number as the spreadsheet shows it.
    pub number: usize,
    /// Its cells as text; those that are left out at its end are empty.
    pub cells: Vec<String>,
}

impl Row {
    /// A row with its number.
    #[must_use]
    pub fn new<C: Into<String>>(number: usize, cells: impl IntoIterator<Item = C>) -> Self {
        Self { number, cells: cells.into_iter().map(Into::into).collect() }
    }

    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| trimmed(cell))
    }
}

/// Which rows of a table say nothing. A cell that cannot be read is empty among the rows, and its row is not blank for that.
pub(super) struct Marks<'a> {
    unread: BTreeSet<usize>,
    /// The rows of which a cell behind the first cannot be read.
    behind: BTreeSet<usize>,
    /// What is left of first cells that hold what is no character.
    first: BTreeMap<usize, &'a str>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        let mut marks = Self { unread: BTreeSet::new(), behind: BTreeSet::new(), first: BTreeMap::new() };
        for Unread { row, column, value, why } in &table.unread {
            let (Some(row), Some(column)) = (row, column) else { continue };
            marks.unread.insert(*row);
            if *column > 0 {
                marks.behind.insert(*row);
            } else if why.code() == ErrorCode::BadEncoding {
                marks.first.insert(*row, trimmed(value));
            }
        }
        marks
    }

    pub(super) fn is_blank(&self, row: &Row) -> bool {
        !self.unread.contains(&row.number) && row.cells.iter().all(|cell| trimmed(cell).is_empty())
    }

    /// Whether the row is a remark: a header may begin with a remark column, but names others. What a spreadsheet shows where a formula
    /// fails, or a column is too narrow, begins so as well, and is none.
    pub(super) fn is_remark(&self, row: &Row, is_header: bool) -> bool {
        let (first, left) = (row.cell(0), self.first.get(&row.number));
        let first = if first.is_empty() { left.copied().unwrap_or_default() } else { first };
        let is_alone =
            || !self.behind.contains(&row.number) && row.cells.iter().skip(1).all(|cell| trimmed(cell).is_empty());
        narrow(first).starts_with('#') && if is_header { is_alone() } else { UnreadCode::of_text(first).is_none() }
    }
}

/// A cell without the blanks of ASCII and Japanese at its ends (R5).
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{3000}')
}

/// A text with its full-width letters and the like made narrow (NFKC).
pub(super) fn narrow(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() }
}

/// The rows of a document as a table: the columns that it uses, and those that must be filled.
pub(super) fn written<T: Cells>(rows: &[T], keep: impl Fn(&str) -> bool, lang: Lang) -> Table {
    let used: Vec<&(&str, &str)> = T::COLUMNS
        .iter()
        .filter(|(column, _)| keep(column) || rows.iter().any(|row| row.cell(column).is_some()))
        .collect();
    let header: Vec<String> = used.iter().map(|(en, ja)| lang.pick(ja, en).to_owned()).collect();
    let cells =
        |row: &T| used.iter().map(|(column, _)| row.cell(column).map_or_else(String::new, Cell::to_string)).collect();
    Table::new(T::TABLE, std::iter::once(header).chain(rows.iter().map(cells)))
}

#[cfg(test)]
mod tests;
