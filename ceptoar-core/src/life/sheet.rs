//! Delivery logs as tables: a spreadsheet read, and the sheet that a desk fills in.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::log::LogEntry as EntryDoc;
use crate::error::code::ErrorCode;
use crate::error::place::CellPlace;
use crate::error::pointer::At;
use crate::error::problem::{Problem, Problems, Refusal};
use crate::gather::Gather as _;
use crate::life::entry::LogEntry;
use crate::life::log::Log;
use crate::life::reader::{LogReader, Rows};
use crate::nearest::nearest;
use crate::notice::envelope::Notice;
use crate::outline::table::{Row, Table, trimmed};
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::span::Span;
use crate::text::safe::visible;
use crate::text::said::Said;

/// The columns of a log, in the order of its sheet.
const COLUMNS: [&str; 14] = [
    "notice",
    "from",
    "to",
    "channel",
    "sent_at",
    "received_at",
    "confirmed_at",
    "judged_by",
    "failed",
    "count",
    "confirmed_count",
    "outside",
    "level",
    "id",
];

/// The table's name in messages, where it has none.
const NAME: &str = "log";

impl Log {
    /// Reads a log from a table whose columns are called as the fields of an entry, or as `columns` says (field, column). A
    /// blank cell is absent; columns of other names are passed over, unless one is nearly a field. A row that says who is to
    /// tell whom and nothing of what was done is still to be filled in, and is no entry.
    ///
    /// ```
    /// use ceptoar_core::author::Table;
    /// use ceptoar_core::life::{Log, Span};
    /// # use ceptoar_core::{Edition, Registry, Router};
    /// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
    ///
    /// let table = Table::new("log", [
    ///     ["notice", "from", "to", "channel", "発信日時"],
    ///     ["n-1", "meti", "gas", "email", "2009-05-08T10:10:00+09:00"],
    ///     ["n-1", "gas", "gas-members", "", "2009-05-08T10:20:00+09:00"],
    /// ]);
    /// let log = Log::from_table(&table, &[("sent_at", "発信日時")], Span::default(), &router)?;
    /// assert_eq!(log.entries().len(), 2);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    ///
    /// # Errors
    /// Every fault at once, each with its cell.
    pub fn from_table(
        table: &Table,
        columns: &[(&str, &str)],
        tolerance: Span,
        router: &Router,
    ) -> Result<Self, Refusal> {
        LogReader::new(router).tolerance(tolerance).table(table, columns)
    }
}

impl LogReader<'_> {
    /// Reads a log from a table.
    ///
    /// # Errors
    /// As [`Log::from_table`]. A fault of the header always refuses the log.
    pub fn table(&self, table: &Table, columns: &[(&str, &str)]) -> Result<Log, Refusal> {
        let mut sheet = Sheet { table, named: BTreeMap::new(), problems: Problems::new() };
        let is_blank = |row: &Row| row.cells.iter().all(|cell| trimmed(cell).is_empty());
        let mut below = table.rows.iter();
        let header = below.find(|row| !is_blank(row));
        if let Some(header) = header {
            sheet.header(header, columns);
        }
        let required = ["notice", "from", "sent_at"].into_iter();
        let lacking: Vec<&str> = required.filter(|field| !sheet.named.contains_key(field)).collect();
        for field in lacking {
            sheet.tell(ErrorCode::MissingField, None, "", "", vec![format!("`{field}`")], None);
        }
        // By row: the field that cannot be read, where bad rows are kept.
        let mut unread_rows: BTreeMap<usize, (Option<&str>, ErrorCode)> = BTreeMap::new();
        for unread in &table.unread {
            let named = sheet.named.iter().find(|(_, (place, _))| unread.column == Some(*place));
            let (field, name) = (named.map(|(field, _)| *field), named.map(|(_, (_, name))| name.clone()));
            // What cannot be read in the header, or above it, may be the header's.
            let mut above = table.rows.iter().take_while(|line| is_blank(line)).chain(header);
            let row = unread.row.filter(|row| above.all(|line| line.number != *row));
            match row {
                // A column that is passed over is passed over whatever stands in it.
                Some(_) if field.is_none() && unread.column.is_some() => {}
                Some(row) if self.keeps_bad_rows => {
                    unread_rows.entry(row).or_insert((field, unread.why.code()));
                }
                _ => {
                    let number = unread.column.map(|column| (column + 1).to_string());
                    let column = name.or(number).unwrap_or_default();
                    let why = &unread.why;
                    sheet.tell(why.code(), unread.row, &column, &unread.value, Vec::new(), Some(why.said()));
                }
            }
        }
        let Sheet { named, mut problems, .. } = sheet;
        if !problems.is_empty() {
            return problems.into_result(()).and(Err(Refusal::one(ErrorCode::LookUpFailed, "", Vec::new())));
        }
        // A row of which nothing can be read is not blank.
        let is_done = |row: &&Row| unread_rows.contains_key(&row.number) || !(is_blank(row) || is_open(row, &named));
        let lines: Vec<&Row> = below.filter(is_done).collect();
        let root = At::root();
        let mut rows = Rows::new(*self, &root, Problems::new());
        for (place, line) in lines.iter().enumerate() {
            if let Some((field, code)) = unread_rows.get(&line.number) {
                let row = root.index(place);
                rows.is_bad(place, &field.map_or_else(|| row.pointer(), |field| row.key(field).pointer()), *code);
            }
            rows.read(place, |at, found| {
                let document = document(line, &named, at, found);
                LogEntry::read(&document, at, found)
            });
        }
        match rows.log(None) {
            Ok(mut log) => {
                for bad in &mut log.bad_rows {
                    let (line, column) = cell(&bad.pointer, &lines, &named);
                    bad.row = line.map(|line| line.number as u64);
                    bad.column = column.map(|(_, name)| name.clone());
                }
                Ok(log)
            }
            // A problem of a row stands at its cell.
            Err(refusal) => {
                for problem in refusal.into_problems() {
                    problems.push_problem(in_cell(problem, table, &lines, &named));
                }
                problems.into_result(()).and(Err(Refusal::one(ErrorCode::LookUpFailed, "", Vec::new())))
            }
        }
    }
}

/// A table whose header is being read.
struct Sheet<'a> {
    table: &'a Table,
    /// By field: the place of its column and what the header calls it.
    named: BTreeMap<&'static str, (usize, String)>,
    problems: Problems,
}

impl Sheet<'_> {
    fn tell(
        &mut self,
        code: ErrorCode,
        row: Option<usize>,
        column: &str,
        value: &str,
        args: Vec<String>,
        more: Option<Said>,
    ) {
        let cell = place(self.table, row, column, value);
        let problem = Problem::new(code, String::new(), args, None).in_cell(cell);
        self.problems.push_problem(match more {
            Some(more) => problem.with(more),
            None => problem,
        });
    }

    fn header(&mut self, header: &Row, columns: &[(&str, &str)]) {
        let asked: BTreeMap<&str, &str> = columns.iter().map(|(field, column)| (*column, *field)).gather();
        let taken: BTreeSet<&str> = columns.iter().map(|(field, _)| *field).gather();
        for (field, column) in columns {
            if !COLUMNS.contains(field) {
                let more = nearest(field, COLUMNS)
                    .map(|near| Said::new(format!("`{near}` か?",), format!("is `{near}` meant?")));
                self.tell(
                    ErrorCode::UnknownField,
                    None,
                    column,
                    field,
                    vec![format!("`{}`", visible(field, 80))],
                    more,
                );
            }
            if header.cells.iter().all(|cell| trimmed(cell) != *column) {
                self.tell(
                    ErrorCode::MissingField,
                    Some(header.number),
                    column,
                    "",
                    vec![format!("`{}`", visible(column, 80))],
                    None,
                );
            }
        }
        for (at, cell) in header.cells.iter().enumerate() {
            let name = trimmed(cell);
            let own = COLUMNS.iter().find(|field| **field == name && !taken.contains(name));
            let field = asked.get(name).and_then(|field| COLUMNS.iter().find(|known| *known == field)).or(own);
            match field {
                Some(field) => {
                    if self.named.insert(field, (at, name.to_owned())).is_some() {
                        let args = vec![visible(name, 80)];
                        self.tell(ErrorCode::DuplicateItem, Some(header.number), name, name, args, None);
                    }
                }
                None if name.is_empty() || COLUMNS.contains(&name) => {}
                None => {
                    // What is nearly a field is not passed over in silence.
                    let free = COLUMNS.into_iter().filter(|field| !taken.contains(field));
                    if let Some(near) = nearest(name, free) {
                        let more = Said::new(format!("`{near}` か?"), format!("is `{near}` meant?"));
                        let args = vec![format!("`{}`", visible(name, 80))];
                        self.tell(ErrorCode::UnknownField, Some(header.number), name, name, args, Some(more));
                    }
                }
            }
        }
    }
}

fn place(table: &Table, row: Option<usize>, column: &str, value: &str) -> CellPlace {
    let name = if table.name.is_empty() { NAME } else { &table.name };
    CellPlace { table: name.into(), row, column: visible(column, 80).into(), value: visible(value, 80).into() }
}

/// Where a column stands, and what the header calls it.
type Named = (usize, String);

/// The row and the column that a pointer, `/row/field`, stands for.
fn cell<'a>(pointer: &str, rows: &[&'a Row], named: &'a BTreeMap<&str, Named>) -> (Option<&'a Row>, Option<&'a Named>) {
    let mut parts = pointer.split('/').skip(1);
    let row = parts.next().and_then(|place| rows.get(place.parse::<usize>().ok()?).copied());
    (row, parts.next().and_then(|field| named.get(field)))
}

/// The problem with the cell that its pointer stands for.
fn in_cell(problem: Problem, table: &Table, rows: &[&Row], named: &BTreeMap<&str, Named>) -> Problem {
    let (row, column) = cell(problem.pointer(), rows, named);
    let value = row.zip(column).and_then(|(row, (at, _))| row.cells.get(*at)).map_or("", |cell| trimmed(cell));
    let cell = place(table, row.map(|row| row.number), column.map_or("", |(_, name)| name), value);
    problem.in_cell(cell)
}

/// Whether a row of a sheet is still to be filled in: it says who is to tell whom, and nothing of what was done.
fn is_open(row: &Row, named: &BTreeMap<&'static str, (usize, String)>) -> bool {
    let planned = ["notice", "from", "to", "channel"];
    let said = named.iter().filter(|(field, _)| !planned.contains(field));
    let mut done = said.filter_map(|(_, (place, _))| row.cells.get(*place));
    done.all(|cell| trimmed(cell).is_empty())
}

/// A row as the document of an entry. What is absent in it is empty, and told where it must not be.
fn document(
    row: &Row,
    named: &BTreeMap<&'static str, (usize, String)>,
    at: &At<'_>,
    problems: &mut Problems,
) -> EntryDoc {
    let cell = |field: &str| {
        let (place, _) = named.get(field)?;
        row.cells.get(*place).map(|cell| trimmed(cell)).filter(|cell| !cell.is_empty())
    };
    for field in ["notice", "from", "sent_at"].into_iter().filter(|field| cell(field).is_none()) {
        // What is wrong with the empty text in its place is not told as well.
        let place = at.key(field).pointer();
        let problem = Problem::new(ErrorCode::MissingField, place.clone(), vec![format!("`{field}`")], None);
        problems.mended(problem, place);
    }
    let number = |field: &str, problems: &mut Problems| {
        let text = cell(field)?;
        let number = text.parse::<u32>().ok();
        if number.is_none() {
            problems.push(ErrorCode::BadCount, &at.key(field), vec![visible(text, 80)]);
        }
        number
    };
    let failed = match cell("failed") {
        None | Some("false") => None,
        Some("true") => Some(true),
        Some(other) => {
            let more = Said::new("`true` か `false` を書く", "write `true` or `false`");
            let args = vec![format!("`{}`", visible(other, 80))];
            problems.push_with(ErrorCode::UnknownValue, &at.key("failed"), args, more);
            None
        }
    };
    let text = |field: &str| cell(field).unwrap_or_default().to_owned();
    EntryDoc {
        id: cell("id").map(Into::into),
        to: cell("to").map(Into::into),
        outside: cell("outside").map(Into::into),
        channel: cell("channel").map(Into::into),
        received_at: cell("received_at").map(Into::into),
        confirmed_at: cell("confirmed_at").map(Into::into),
        judged_by: cell("judged_by").map(Into::into),
        level: cell("level").map(Into::into),
        failed,
        count: number("count", problems),
        confirmed_count: number("confirmed_count", problems),
        ..EntryDoc::new(text("notice").as_str(), text("from").as_str(), text("sent_at").as_str())
    }
}

/// The sheet of a notice: each hand-over of its plan as a row, its times left open.
///
/// ```
/// use ceptoar_core::life::template;
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let sheet = template(&router, &notice, &Situation::default())?;
/// let rows: Vec<String> = sheet.rows.iter().skip(1).map(|row| row.cells[..4].join(" ")).collect();
/// assert_eq!(rows, ["n-1 nisc meti ", "n-1 meti gas email", "n-1 gas gas-members email"]);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
///
/// # Errors
/// As [`Router::route`].
pub fn template(router: &Router, notice: &Notice, situation: &Situation) -> Result<Table, Refusal> {
    let plan = router.route(notice, situation)?;
    let mut hand_overs: BTreeMap<(usize, &str, &str), Vec<String>> = BTreeMap::new();
    for delivery in &plan.deliveries {
        // One office hands on by itself: nobody writes that down.
        for (step, hop) in delivery.hops.iter().enumerate().filter(|(_, hop)| !hop.internal) {
            let channel = hop.channels.as_ref().and_then(|channels| channels.first());
            let mut cells = vec![notice.id.to_string(), hop.from.to_string(), hop.to.to_string()];
            cells.push(channel.map(ToString::to_string).unwrap_or_default());
            cells.resize(COLUMNS.len(), String::new());
            hand_overs.entry((step, hop.from.as_str(), hop.to.as_str())).or_insert(cells);
        }
    }
    let header = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    let mut seen = BTreeSet::new();
    let rows = hand_overs.into_iter().filter(|((_, from, to), _)| seen.insert((*from, *to))).map(|(_, cells)| cells);
    Ok(Table::new(NAME, std::iter::once(header).chain(rows)))
}
