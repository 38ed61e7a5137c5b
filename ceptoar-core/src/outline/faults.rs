//! The faults of an outline, each at its cell: by the row that the spreadsheet shows, and by the JSON form's pointer (R10).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::error::code::ErrorCode;
use crate::error::place::CellPlace;
use crate::error::problem::{Problem, Problems, Refusal};
use crate::gather::Gather as _;
use crate::text::safe::visible;
use crate::text::said::Said;
use crate::word::sets::Lang;

/// A cell of the JSON form: the table, the row in its list, the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) table: &'static str,
    pub(super) row: usize,
    pub(super) column: &'static str,
}

impl Spot {
    pub(super) const fn at(self, column: &'static str) -> Self {
        Self { column, ..self }
    }

    fn pointer(self) -> String {
        let row = if self.table == "scheme" { "/scheme".to_owned() } else { format!("/{}/{}", self.table, self.row) };
        if self.column.is_empty() { row } else { format!("{row}/{}", self.column) }
    }
}

/// What a spreadsheet showed of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The number of each row.
    pub(super) rows: Vec<usize>,
    /// What the header calls each column that it has.
    pub(super) columns: BTreeMap<&'static str, String>,
}

/// The faults that were found, and where their cells are shown.
#[derive(Debug, Default)]
pub(super) struct Faults {
    problems: Problems,
    /// Nothing, where the outline came as JSON.
    shown: BTreeMap<&'static str, Shown>,
    told: BTreeSet<(&'static str, &'static str)>,
    /// The tables that have faults.
    tables: BTreeSet<String>,
    /// The cells that have.
    spots: BTreeSet<Spot>,
    /// The tables that are not there, or hold nothing: their cells are not told as well.
    absent: BTreeSet<&'static str>,
    /// The cells that cannot be read, which has been told; of the JSON form the pointers.
    unread: BTreeSet<Spot>,
    mended: Vec<String>,
    /// The rows that say more than their cells, so that two that look alike need not be.
    unlike: BTreeSet<(String, usize)>,
    /// The tables that have a column whose name is not known, and those of which a name cannot be read.
    blurred: BTreeSet<&'static str>,
    illegible: BTreeSet<&'static str>,
    /// Whether a table cannot be read, so that what other tables name of it is not judged.
    is_partial: bool,
    /// What a person calls the one table that there is, where that is not its name in an outline.
    called: Option<String>,
    /// How many rows of each table stand in an edition: those behind them are the ones that are told of.
    standing: BTreeMap<&'static str, usize>,
}

/// What is said of a word that another table does not have.
const LOOKED_UP: [ErrorCode; 6] = [
    ErrorCode::UnknownParty,
    ErrorCode::UnknownSector,
    ErrorCode::UnknownChannel,
    ErrorCode::UnknownPurpose,
    ErrorCode::UnknownSource,
    ErrorCode::NotAMember,
];

/// What a message repeats of a cell.
pub(super) fn short(text: &str) -> String {
    visible(text, 80)
}

/// What to do with an id that two have.
pub(super) fn other_id() -> Said {
    Said::new("どちらかに別のIDを付ける", "give one of them another id")
}

/// What a cell holds, as a clause; nothing is said of an empty one.
pub(super) fn valued(value: &str) -> Said {
    let value = short(value);
    Said::new(format!("値は `{value}`"), format!("its value is `{value}`"))
}

/// That two rows say different things of one, and what to do, as a clause.
pub(super) fn differing(known: &str, value: &str) -> Said {
    // What a reader cannot see is said.
    let is_width = known.nfkc().eq(value.nfkc());
    let (known, value) = (short(known), short(value));
    let both = Said::new(
        format!("そこでは `{known}`、ここでは `{value}` である。同じに書くか、一方を空にする"),
        format!("`{known}` there and `{value}` here: write the same in both, or leave one of them empty"),
    );
    let width = Said::new("全角と半角などの違いだけである", "they differ in the width of letters or the like alone");
    if is_width { both.and(&width) } else { both }
}

impl Faults {
    /// The faults of one table that a person calls otherwise.
    pub(super) fn of_table(called: &str) -> Self {
        Self { called: Some(called.to_owned()), ..Self::default() }
    }

    /// The faults of rows that follow those of an edition that stands.
    pub(super) fn behind(standing: BTreeMap<&'static str, usize>) -> Self {
        Self { standing, ..Self::default() }
    }

    /// Whether a row is one of the edition that stands.
    pub(super) fn stands(&self, spot: Spot) -> bool {
        self.standing.get(spot.table).is_some_and(|count| spot.row < *count)
    }

    /// The pointer to a cell; a row that stands has none but its table.
    fn pointer(&self, spot: Spot) -> String {
        if self.stands(spot) {
            return format!("/{}", spot.table);
        }
        let before = self.standing.get(spot.table).copied().unwrap_or_default();
        Spot { row: spot.row.saturating_sub(before), ..spot }.pointer()
    }

    /// Of two rows that cannot both be, the one that was there first and the one that is told.
    pub(super) fn in_order(&self, first: Spot, later: Spot) -> (Spot, Spot) {
        if self.stands(later) && !self.stands(first) { (later, first) } else { (first, later) }
    }

    /// The place in its table's list of a row that the spreadsheet shows by this number.
    pub(super) fn row(&self, table: &str, number: usize) -> Option<usize> {
        // Rows stand in the order of their numbers.
        self.shown.get(table)?.rows.binary_search(&number).ok()
    }

    /// What was found of a document as JSON before its cells are read.
    pub(super) fn of_json(problems: Problems) -> Self {
        let mended = problems.mended_places().to_vec();
        let row = |place: &String| {
            let mut steps = place.split('/').skip(1);
            Some((steps.next()?.to_owned(), steps.next()?.parse().ok()?))
        };
        Self { problems, unlike: mended.iter().filter_map(row).gather(), mended, ..Self::default() }
    }

    /// That a cell cannot be read is told where that is found.
    pub(super) fn unread(&mut self, spot: Spot) {
        self.unread.insert(spot);
        self.unlike(spot.table, spot.row);
    }

    /// Whether it has been told that a cell, or an item of its list, cannot be read.
    pub(super) fn is_unread(&self, spot: Spot, item: Option<usize>) -> bool {
        if self.mended.is_empty() {
            return item.is_none() && self.unread.contains(&spot);
        }
        let place = self.pointer(spot);
        let is_here = |mended: &String| match (mended.strip_prefix(&place), item) {
            (Some(rest), None) => rest.is_empty(),
            (Some(rest), Some(item)) => rest.split('/').nth(1).is_some_and(|step| step == item.to_string()),
            (None, _) => false,
        };
        self.mended.iter().any(is_here)
    }

    /// A row says something that is not among its cells.
    pub(super) fn unlike(&mut self, table: &str, row: usize) {
        self.unlike.insert((table.to_owned(), row));
    }

    /// Whether all that a row says is in its cells, so that it can be compared.
    pub(super) fn is_whole(&self, table: &str, row: usize) -> bool {
        !self.blurred.contains(table)
            && !self.illegible.contains(table)
            && (self.unlike.is_empty() || !self.unlike.contains(&(table.to_owned(), row)))
    }

    /// A table has a column whose name is not known.
    pub(super) fn blurred(&mut self, table: &'static str) {
        self.blurred.insert(table);
    }

    /// A table has a column whose name cannot be read: it may be any, so that no column is missing for certain.
    pub(super) fn illegible(&mut self, table: &'static str) {
        self.illegible.insert(table);
        self.is_partial = true;
    }

    /// A table has no column of its ids. Where it may stand under a name that is not known, what others say of them is not judged.
    pub(super) fn keyless(&mut self, table: &'static str) {
        self.is_partial |= self.blurred.contains(table);
    }

    pub(super) fn is_illegible(&self, table: &str) -> bool {
        self.illegible.contains(table)
    }

    /// Whether a column may be there under a name that is not known or cannot be read.
    pub(super) fn may_be_elsewhere(&self, spot: Spot) -> bool {
        let is_blurred = self.blurred.contains(spot.table) || self.illegible.contains(spot.table);
        is_blurred && self.is_absent(spot)
    }

    /// Whether the header of the table has no such column.
    fn is_absent(&self, spot: Spot) -> bool {
        self.shown.get(spot.table).is_some_and(|shown| !shown.columns.contains_key(spot.column))
    }

    /// That a table cannot be read has been told, and is told alone.
    pub(super) fn lost(&mut self, table: &'static str) {
        self.lacks(table);
        self.is_partial = true;
    }

    /// Whether it has been told that a table is not there, or cannot be read.
    pub(super) fn is_lost(&self, table: &str) -> bool {
        self.absent.contains(table)
    }

    /// A table that is not there, or holds nothing, has been told.
    pub(super) fn lacks(&mut self, table: &'static str) {
        self.absent.insert(table);
    }

    pub(super) fn show(&mut self, table: &'static str, shown: Shown) {
        self.shown.insert(table, shown);
    }

    /// A fault of a table as a whole, or of a cell that has no place in the JSON form.
    pub(super) fn push_raw(&mut self, code: ErrorCode, cell: CellPlace, args: Vec<String>, more: Option<Said>) {
        let pointer = format!("/{}", crate::error::pointer::escape(&cell.table));
        let table = cell.table.to_string();
        let cell = CellPlace { table: self.name(&table).into(), ..cell };
        self.keep(&table, Problem::new(code, pointer, args, None).in_cell(cell), more);
    }

    pub(super) fn push(&mut self, code: ErrorCode, spot: Spot, value: &str, args: Vec<String>, more: Option<Said>) {
        self.spots.insert(spot);
        if self.is_partial && LOOKED_UP.contains(&code) {
            return;
        }
        let problem = Problem::new(code, self.pointer(spot), args, None);
        let problem = match self.place(spot, value) {
            Some(cell) => problem.in_cell(cell),
            None => problem,
        };
        self.keep(spot.table, problem, more);
    }

    /// What a reader of documents finds in a cell.
    pub(super) fn absorb(&mut self, refusal: Refusal, spot: Spot, value: &str) {
        self.spots.insert(spot);
        let place = self.pointer(spot);
        for problem in refusal.into_problems() {
            // A line of the cell's own text is none of the table or document.
            let pointer = format!("{place}{}", problem.pointer());
            let problem = problem.moved(pointer);
            let problem = match self.place(spot, value) {
                Some(cell) => problem.in_cell(cell),
                None => problem,
            };
            self.keep(spot.table, problem, None);
        }
    }

    /// The number that the spreadsheet shows of a row.
    pub(super) fn number(&self, spot: Spot) -> usize {
        self.shown.get(spot.table).and_then(|shown| shown.rows.get(spot.row)).copied().unwrap_or_default()
    }

    /// What the header of a table calls a column.
    pub(super) fn header<'a>(&'a self, table: &str, column: &'a str) -> &'a str {
        self.shown.get(table).and_then(|shown| shown.columns.get(column)).map_or(column, String::as_str)
    }

    /// What a person calls the one table that there is.
    pub(super) fn called(&self) -> &str {
        self.called.as_deref().unwrap_or_default()
    }

    /// What a person calls a table.
    fn name<'a>(&'a self, table: &'a str) -> &'a str {
        self.called.as_deref().unwrap_or(table)
    }

    fn place(&self, spot: Spot, value: &str) -> Option<CellPlace> {
        let shown = self.shown.get(spot.table)?;
        Some(CellPlace {
            table: self.name(spot.table).into(),
            row: shown.rows.get(spot.row).copied(),
            column: shown.columns.get(spot.column).map_or(spot.column, String::as_str).into(),
            value: short(value).into(),
        })
    }

    /// A fault that shows the value of its cell.
    pub(super) fn of_value(&mut self, code: ErrorCode, spot: Spot, value: &str, more: Option<Said>) {
        self.push(code, spot, value, vec![short(value)], more);
    }

    /// A cell that must not be empty. Where the whole column is missing, that is told once.
    pub(super) fn missing(&mut self, spot: Spot, more: Option<Said>) {
        let absent = self.is_absent(spot);
        // What stands there and cannot be read is not missing.
        if self.absent.contains(spot.table)
            || absent && self.illegible.contains(spot.table)
            || self.spots.contains(&spot)
            || absent && !self.told.insert((spot.table, spot.column))
        {
            return;
        }
        let plain = if absent {
            let column = spot.column;
            Said::new(
                format!("見出しに列 `{column}` がない (列を足す)"),
                format!("the header has no column `{column}` (add it)"),
            )
        } else {
            Said::new("この欄を埋める", "fill the cell")
        };
        let (more, column) = (more.unwrap_or(plain), self.header(spot.table, spot.column));
        self.push(ErrorCode::MissingField, spot, "", vec![format!("`{column}`")], Some(more));
    }

    fn keep(&mut self, table: &str, problem: Problem, more: Option<Said>) {
        self.tables.insert(table.to_owned());
        self.problems.push_problem(match more {
            Some(more) => problem.with(more),
            None => problem,
        });
    }

    /// Where another row is.
    pub(super) fn place_of(&self, spot: Spot) -> Said {
        if self.stands(spot) {
            return Said::new("変更する版", "the edition that is changed");
        }
        let row = self.shown.get(spot.table).and_then(|shown| shown.rows.get(spot.row));
        let (table, pointer) = (self.name(spot.table), self.pointer(spot.at("")));
        match row {
            Some(row) => Said::new(format!("{table} の{row}行"), format!("{table}, row {row}")),
            None => Said::new(pointer.clone(), pointer),
        }
    }

    /// Where another row is that stands before, as a clause.
    pub(super) fn first(&self, spot: Spot) -> Said {
        if self.stands(spot) {
            return Said::new("変更する版にすでにある", "it stands in the edition that is changed");
        }
        let place = self.place_of(spot);
        let by = if self.shown.contains_key(spot.table) { "in" } else { "at" };
        Said::new(
            format!("先に {}にある", place.get(Lang::Ja)),
            format!("it stands before {by} {}", place.get(Lang::En)),
        )
    }

    /// Whether a table has a fault.
    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains(table)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn into_refusal(self) -> Refusal {
        self.problems.into_refusal()
    }
}
