//! A workbook as tables: its cells as text, and what is no text told by its cell (R5, R10, R49).
//!
//! A number is its digits, as many as a spreadsheet keeps; a truth value is read in a column of yes and no alone. The kept value of a formula is read, and a formula without one is not. A cell that the workbook formats as a
//! date is that day in a column of days, and nowhere else: there, a spreadsheet may have turned an id or a count into a date. Cells
//! merged downwards fill down; those merged across columns, or with the header, say nothing for certain.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use ceptoar_core::Lang;
use ceptoar_core::author::{Outline, Row, Table, Unread, UnreadCode};

use super::note::{Note, Noted};
use super::rows::{formulas, legible};
use super::trouble::Trouble;

/// More cells than this are not laid out, empty ones between others among them.
const MOST_CELLS: usize = 8_000_000;

/// More bytes than this are not unpacked.
const MOST_BYTES: u64 = 512 << 20;

/// A row and a column, from 0.
type At = (u32, u32);

/// A cell.
#[derive(Clone)]
enum Value {
    Text(String),
    /// A day, in a cell that is formatted so.
    Day(String),
    /// A truth value.
    Flag(String),
    Unread(String, UnreadCode),
}

/// The cells of a sheet that hold something.
type Cells = BTreeMap<At, Value>;

/// The rectangles of merged cells: the first and the last of each.
type Merged = Vec<(At, At)>;

/// The tables of a workbook (`.xlsx`), a sheet each, in its order.
///
/// # Errors
/// The bytes are no such workbook, it is locked by a password, or it is too large.
pub fn workbook(bytes: Vec<u8>) -> Result<Noted<Vec<Table>>, Trouble> {
    bounded(&bytes)?;
    let mut book: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let known: Vec<String> = Outline::blank(Lang::En).tables.into_iter().map(|table| table.name).collect();
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let (mut tables, mut notes) = (Vec::new(), Vec::new());
    for (name, is_hidden) in sheets {
        let is_known = known.contains(&name);
        // Who calls a sheet a remark knows that it is not read.
        if name.starts_with('#') {
            continue;
        }
        if is_hidden && !is_known {
            notes.push(Note::left_out(&name));
            continue;
        }
        let (cells, merged) = cells(&mut book, &name)?;
        // A workbook begins with sheets that nobody uses.
        if cells.is_empty() && !is_known {
            continue;
        }
        if is_hidden {
            notes.push(Note::hidden(&name));
        }
        tables.push(table(&name, cells, &merged)?);
    }
    Ok(Noted { value: tables, notes })
}

/// Refuses a file that would fill the memory once it is unpacked.
fn bounded(bytes: &[u8]) -> Result<(), Trouble> {
    // What is no archive is told by who reads workbooks.
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let files = archive.len();
    let size = |n| archive.by_index_raw(n).map_or(0, |file| file.size());
    let unpacked = (0..files).map(size).fold(0, u64::saturating_add);
    if unpacked > MOST_BYTES {
        return Err(Trouble::form(
            "展開すると512 MBを超える (使わないシートや画像を消して保存し直す)",
            "it has more than 512 MB once it is unpacked (delete sheets and pictures that are not needed, and save it again)",
        ));
    }
    Ok(())
}

fn broken(error: calamine::XlsxError) -> Trouble {
    match error {
        calamine::XlsxError::Password => Trouble::form(
            "パスワードで保護されている (保護を解いて保存し直す)",
            "it is locked by a password (save it without one)",
        ),
        error => Trouble::form(
            // What the library says of it is English.
            "Excelブック (.xlsx) として読めない。壊れているか、別の形式である (開いて保存し直す)",
            format!("it cannot be read as a workbook, `.xlsx` (open it and save it again): {error}"),
        ),
    }
}

fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<(Cells, Merged), Trouble> {
    let mut cells = Cells::new();
    let areas = book.merge_cells_by_sheet_name(name).map_err(broken)?;
    // A file may name the corners in any order.
    let ordered = |(a, b): (u32, u32)| (a.min(b), a.max(b));
    let corners = |(rows, columns): ((u32, u32), (u32, u32))| ((rows.0, columns.0), (rows.1, columns.1));
    let merged = areas
        .into_iter()
        .map(|area| corners((ordered((area.start.0, area.end.0)), ordered((area.start.1, area.end.1)))))
        .collect();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    // Shared formulas are not written out: one that speaks of a whole sheet costs no more than another.
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        // A formula that answers with an empty text keeps that text; one whose value is not kept keeps nothing.
        let is_nothing = matches!(cell.value, DataRef::Empty);
        let without =
            || Some(Value::Unread(String::new(), UnreadCode::Formula)).filter(|_| is_nothing && cell.formula.is_some());
        if let Some(value) = value(&cell.value).or_else(without) {
            cells.insert(cell.pos, value);
        }
        if cells.len() > MOST_CELLS {
            return Err(too_large());
        }
    }
    Ok((cells, merged))
}

fn too_large() -> Trouble {
    Trouble::form(
        format!("セルが{MOST_CELLS}個を超える (空の列や行を消して保存し直す)"),
        format!("it has more than {MOST_CELLS} cells (delete empty columns and rows, and save it again)"),
    )
}

/// What a cell says, where it says something.
fn value(cell: &DataRef<'_>) -> Option<Value> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::String(text) if text.is_empty() => return None,
        DataRef::SharedString("") => return None,
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Int(n) => number(n.to_string()),
        DataRef::Float(n) => number(n.to_string()),
        DataRef::Bool(flag) => Value::Flag(flag.to_string()),
        DataRef::Error(error) => Value::Unread(error.to_string(), UnreadCode::Fault),
        DataRef::DateTime(date) => day(date),
        DataRef::DateTimeIso(text) => match text.split_once('T') {
            None => Value::Day(text.clone()),
            Some((day, time)) if time.bytes().all(|b| matches!(b, b'0' | b':' | b'.' | b'Z')) => {
                Value::Day(day.to_owned())
            }
            Some(_) => Value::Unread(text.clone(), UnreadCode::Time),
        },
        DataRef::DurationIso(text) => Value::Unread(text.clone(), UnreadCode::Time),
    })
}

/// The digits that a spreadsheet keeps of a number.
const EXACT: usize = 15;

/// A number, where all of its digits are those that were typed: a longer id has become another.
fn number(text: String) -> Value {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let whole = text.split('.').next().unwrap_or_default();
    let significant = text.trim_start_matches(['-', '0', '.']);
    if digits(whole) > EXACT || digits(significant) > EXACT {
        return Value::Unread(text, UnreadCode::Rounded);
    }
    Value::Text(text)
}

/// The first serial number of which all spreadsheet programs think the same day: 1 March 1900.
const AGREED: f64 = 61.0;

fn day(date: &ExcelDateTime) -> Value {
    let serial = date.as_f64();
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    if date.is_duration() || serial.fract() != 0.0 || serial < AGREED {
        return Value::Unread(serial.to_string(), UnreadCode::Time);
    }
    Value::Day(format!("{year:04}-{month:02}-{day:02}"))
}

/// Lays cells out as rows, merged ones filled down.
fn table(name: &str, mut cells: Cells, merged: &Merged) -> Result<Table, Trouble> {
    let header = laid(name, &cells)?.header().map(|row| row.number);
    let (mut unread, mut looked_at) = (Vec::new(), 0);
    for (first, last) in merged {
        unread.extend(merge(&mut cells, *first, *last, header, &mut looked_at));
        if looked_at > MOST_CELLS || cells.len() > MOST_CELLS {
            return Err(too_large());
        }
    }
    let mut table = laid(name, &cells)?;
    for ((row, column), value) in cells {
        let (number, place) = (row as usize + 1, column as usize);
        let found = match value {
            Value::Text(_) => continue,
            Value::Day(_) if table.is_day(place) && Some(number) != header => continue,
            Value::Flag(_) if table.is_flag(place) && Some(number) != header => continue,
            Value::Flag(flag) => Unread::new(Some(number), Some(place), &flag.to_ascii_uppercase(), UnreadCode::Flag),
            Value::Day(day) => Unread::new(Some(number), Some(place), &day, UnreadCode::Date),
            Value::Unread(shown, why) => Unread::new(Some(number), Some(place), &shown, why),
        };
        let at = table.rows.binary_search_by_key(&number, |row| row.number).ok();
        if let Some(cell) = at.and_then(|at| table.rows.get_mut(at)).and_then(|row| row.cells.get_mut(place)) {
            cell.clear();
        }
        unread.push(found);
    }
    table.unread = unread;
    legible(&mut table, UnreadCode::Undecodable);
    formulas(&mut table);
    Ok(table)
}

/// Rows with something in them, by their numbers, as wide as what they hold.
fn laid(name: &str, cells: &Cells) -> Result<Table, Trouble> {
    let mut table = Table::new(name, [[""; 0]; 0]);
    let mut all = 0;
    for ((row, column), value) in cells {
        let (number, place) = (*row as usize + 1, *column as usize);
        let text = match value {
            Value::Text(text) | Value::Day(text) | Value::Flag(text) | Value::Unread(text, _) => text,
        };
        if table.rows.last().is_none_or(|last| last.number != number) {
            table.rows.push(Row::new(number, [""; 0]));
        }
        if let Some(last) = table.rows.last_mut() {
            all += place + 1 - last.cells.len();
            if all > MOST_CELLS {
                return Err(too_large());
            }
            last.cells.resize(place, String::new());
            last.cells.push(text.clone());
        }
    }
    Ok(table)
}

/// The columns of a merged header that are told.
const MOST_HEADERS: u32 = 64;

/// Cells that are merged: downwards they fill down, as far as rows hold something; across columns, or with the header, they are told.
///
/// `looked_at` counts the cells that were looked at: areas may lie above one another.
fn merge(
    cells: &mut Cells,
    (top, left): At,
    (bottom, right): At,
    header: Option<usize>,
    looked_at: &mut usize,
) -> Vec<Unread> {
    let number = top as usize + 1;
    // Nobody misses what says nothing.
    let Some(value) = cells.get(&(top, left)).cloned() else { return Vec::new() };
    let shown = match &value {
        Value::Text(text) | Value::Day(text) | Value::Flag(text) | Value::Unread(text, _) => text.as_str(),
    };
    let told = |column: u32, why| Unread::new(Some(number), Some(column as usize), shown, why);
    let is_header = header == Some(number);
    if left != right {
        let last = if is_header { right.min(left + MOST_HEADERS) } else { left };
        for column in (left + 1)..=last {
            cells.entry((top, column)).or_insert_with(|| Value::Text(String::new()));
        }
        return (left..=last).map(|column| told(column, UnreadCode::Merged)).collect();
    }
    if is_header && bottom > top {
        return vec![told(left, UnreadCode::MergedHeader)];
    }
    let mut rows: Vec<u32> = cells.range((top, 0)..=(bottom, u32::MAX)).map(|((row, _), _)| *row).collect();
    *looked_at += rows.len();
    rows.dedup();
    for row in rows {
        cells.entry((row, left)).or_insert_with(|| value.clone());
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of a sheet, row by row, as a workbook holds them.
    fn read(name: &str, rows: &[&[DataRef<'_>]]) -> Result<Table, Trouble> {
        let mut cells = Cells::new();
        for (row, line) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*line) {
                cells.extend(value(cell).map(|value| ((row, column), value)));
            }
        }
        table(name, cells, &Merged::new())
    }

    fn told(table: &Table) -> Vec<(Option<usize>, Option<usize>, &str, UnreadCode)> {
        table.unread.iter().map(|unread| (unread.row, unread.column, unread.value.as_str(), unread.why)).collect()
    }

    const fn text(text: &'static str) -> DataRef<'static> {
        DataRef::SharedString(text)
    }

    #[test]
    fn r50_a_number_of_more_digits_than_a_spreadsheet_keeps_is_refused() -> Result<(), Trouble> {
        let header = [text("party"), text("name_ja"), text("ceptoar")];
        let id = |id: f64| [DataRef::Float(id), text("甲"), text("gas")];
        let kept = [1_234_567_890_123.0, 999_999_999_999_999.0, 0.5, 12.0, 0.0];
        for number in kept {
            assert_eq!(told(&read("members", &[&header, &id(number)])?), [], "{number}");
        }
        for number in [12_345_678_901_234_567.0, 1e15, 12_345_678_901_234_500.0, 1e300, 0.1 + 0.2, -1e15] {
            let table = read("members", &[&header, &id(number)])?;
            assert_eq!(told(&table), [(Some(2), Some(0), number.to_string().as_str(), UnreadCode::Rounded)]);
            assert_eq!(table.rows.get(1).and_then(|row| row.cells.first()).map(String::as_str), Some(""));
        }
        let long = [DataRef::Int(12_345_678_901_234_567), text("甲"), text("gas")];
        assert_eq!(read("members", &[&header, &long])?.unread.len(), 1);
        Ok(())
    }

    #[test]
    fn r14_a_truth_value_is_read_where_yes_or_no_stands_and_refused_elsewhere() -> Result<(), Trouble> {
        let header = [text("起点"), text("終点"), text("方向"), text("連絡手段"), text("同一部署")];
        let row = [DataRef::Bool(true), text("gas"), text("liaison"), DataRef::Empty, DataRef::Bool(false)];
        let table = read("links", &[&header, &row])?;
        assert_eq!(told(&table), [(Some(2), Some(0), "TRUE", UnreadCode::Flag)]);
        assert_eq!(
            table.rows.get(1).map(|row| row.cells.clone()),
            Some(["", "gas", "liaison", "", "false"].map(str::to_owned).to_vec())
        );
        let header = [text("list"), DataRef::Bool(true), text("public")];
        assert_eq!(told(&read("vocabulary", &[&header])?), [(Some(1), Some(1), "TRUE", UnreadCode::Flag)]);
        Ok(())
    }

    #[test]
    fn r2_a_text_that_shows_a_fault_is_told_as_in_csv() -> Result<(), Trouble> {
        let header = [text("ministry"), text("name_ja")];
        let rows = [
            [text("#N/A"), text("国土交通省")],
            [text("#########"), text("総務省")],
            [text("mic"), text("=A2")],
            [text("# text"), text("#N/A")],
        ];
        let table = read("ministries", &[&header, &rows[0], &rows[1], &rows[2], &rows[3]])?;
        let (fault, narrow, formula) = (UnreadCode::Fault, UnreadCode::Narrow, UnreadCode::Formula);
        let wanted = [
            (Some(2), Some(0), "#N/A", fault),
            (Some(3), Some(0), "#########", narrow),
            (Some(4), Some(1), "=A2", formula),
            (Some(5), Some(1), "#N/A", fault),
        ];
        assert_eq!(told(&table), wanted);
        Ok(())
    }
}
