//! What the cells of tables are, by their headers (R1 to R3, R10).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::cell::Cell;
use crate::document::outline::{
    Cells, Outline as OutlineDoc, OutlineCell, OutlineCeptoar, OutlineDocument, OutlineGroup, OutlineLink,
    OutlineMember, OutlineMinistry, OutlineScheme, OutlineTerm,
};
use crate::error::code::ErrorCode;
use crate::error::place::CellPlace;
use crate::error::unknown::said;
use crate::gather::Gather as _;
use crate::nearest::nearest;
use crate::outline::faults::{Faults, Shown, Spot, short, valued};
use crate::outline::table::{Marks, Row, Table, Tables, narrow, trimmed};
use crate::outline::unread::Unread;
use crate::text::said::Said;

/// The tables that must be there, and those that may (R1).
const REQUIRED: [&str; 3] = [OutlineScheme::TABLE, OutlineMinistry::TABLE, OutlineCeptoar::TABLE];
const OPTIONAL: [&str; 6] = [
    OutlineGroup::TABLE,
    OutlineMember::TABLE,
    OutlineLink::TABLE,
    OutlineCell::TABLE,
    OutlineDocument::TABLE,
    OutlineTerm::TABLE,
];

/// The outline that tables hold, cell by cell: what a cell means is another question.
///
/// Of the scheme's rows, those behind the first stand beside it: they are refused, and yet they have faults of their own.
pub(super) fn read(tables: &Tables, faults: &mut Faults) -> (OutlineDoc, Vec<OutlineScheme>) {
    let whole = |table: &str| CellPlace { table: table.into(), row: None, column: "".into(), value: "".into() };
    let mut known: BTreeMap<&str, &Table> = BTreeMap::new();
    for table in &tables.tables {
        let name = table.name.as_str();
        let args = vec![short(name)];
        if !REQUIRED.contains(&name) && !OPTIONAL.contains(&name) {
            let near = nearest(name, REQUIRED.into_iter().chain(OPTIONAL)).map(said);
            let other = Said::new(
                "アウトラインの表でなければ、シートなら名前を `#` で始め、ファイルなら別の所に置く",
                "what is no table of an outline: begin the sheet's name with `#`, or keep the file elsewhere",
            );
            faults.push_raw(ErrorCode::UnknownTable, whole(name), args, Some(near.unwrap_or(other)));
        } else if known.insert(name, table).is_some() {
            faults.push_raw(ErrorCode::DuplicateItem, whole(name), args, None);
        }
    }
    for name in REQUIRED {
        if !known.contains_key(name) {
            faults.lost(name);
            faults.push_raw(ErrorCode::MissingTable, whole(name), vec![name.to_owned()], None);
        }
    }
    let mut schemes: Vec<OutlineScheme> = rows(&known, faults);
    if schemes.len() > 1 {
        let more = Said::new("この表は1行だけにする", "the table has one row");
        let spot = Spot { table: OutlineScheme::TABLE, row: 1, column: "" };
        faults.push(ErrorCode::ConflictingRows, spot, "", vec![OutlineScheme::TABLE.to_owned()], Some(more));
    }
    if schemes.is_empty() && known.contains_key(OutlineScheme::TABLE) && !faults.is_lost(OutlineScheme::TABLE) {
        let more = Said::new("1行を書く", "write one row");
        faults.lacks(OutlineScheme::TABLE);
        let args = vec!["`id`".to_owned()];
        faults.push_raw(ErrorCode::MissingField, whole(OutlineScheme::TABLE), args, Some(more));
    }
    let others = schemes.split_off(schemes.len().min(1));
    let document = OutlineDoc {
        ministries: rows(&known, faults),
        ceptoars: rows(&known, faults),
        groups: rows(&known, faults),
        members: rows(&known, faults),
        links: rows(&known, faults),
        cells: rows(&known, faults),
        documents: rows(&known, faults),
        vocabulary: rows(&known, faults),
        ..OutlineDoc::new(schemes.pop().unwrap_or_default())
    };
    (document, others)
}

/// What a column is.
enum Column {
    Named(&'static str),
    Remark,
    Nameless,
}

/// What a table is called, and its columns.
#[derive(Clone, Copy)]
struct Kind {
    table: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

fn rows<T: Cells>(known: &BTreeMap<&str, &Table>, faults: &mut Faults) -> Vec<T> {
    known.get(T::TABLE).map(|table| rows_of(table, faults)).unwrap_or_default()
}

/// The rows of one table, cell by cell, whatever its name is.
pub(super) fn rows_of<T: Cells>(table: &Table, faults: &mut Faults) -> Vec<T> {
    let rows = cells_of(Kind { table: T::TABLE, columns: T::COLUMNS }, table, faults);
    let row = |cells: Vec<(&'static str, Cell)>| {
        let mut read = T::default();
        cells.into_iter().for_each(|(column, cell)| read.set(column, Some(cell)));
        read
    };
    rows.into_iter().map(row).collect()
}

/// The cells of each row, by their columns.
fn cells_of(of: Kind, table: &Table, faults: &mut Faults) -> Vec<Vec<(&'static str, Cell)>> {
    let marks = Marks::of(table);
    let mut lines = table.rows.iter().filter(|row| !marks.is_blank(row));
    let Some(header) = lines.find(|row| !marks.is_remark(row, true)) else {
        let place = CellPlace { table: of.table.into(), row: None, column: "".into(), value: "".into() };
        let more = Said::new("見出しの行がない", "it has no header");
        let first = of.columns.first().map_or("", |(column, _)| *column);
        if table.unread.is_empty() {
            faults.push_raw(ErrorCode::MissingField, place, vec![format!("`{first}`")], Some(more));
        }
        unread(of, table, None, &[], faults);
        faults.lost(of.table);
        return Vec::new();
    };
    if let Some((cell, more)) = no_header(of, table, header) {
        let place = place(of, header.number, cell, cell);
        faults.push_raw(ErrorCode::UnknownField, place, vec![short(cell)], Some(more));
        unread(of, table, Some(header), &[], faults);
        faults.lost(of.table);
        return Vec::new();
    }
    let mut shown = Shown::default();
    let mut columns = columns(of, header, &mut shown, faults);
    for unread in table.unread.iter().filter(|unread| unread.row == Some(header.number)) {
        // What stands below a header that cannot be read is not told as well, nor is that its column is missing.
        if let Some(column @ Column::Nameless) = unread.column.and_then(|column| columns.get_mut(column)) {
            *column = Column::Remark;
            faults.illegible(of.table);
        }
    }
    let key = of.columns.first().map(|(column, _)| *column);
    if !columns.iter().any(|column| matches!(column, Column::Named(name) if Some(*name) == key)) {
        faults.keyless(of.table);
    }
    if faults.is_illegible(of.table) && !columns.iter().any(|column| matches!(column, Column::Named(_))) {
        unread(of, table, Some(header), &columns, faults);
        faults.lost(of.table);
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in lines.filter(|row| !marks.is_remark(row, false)) {
        let mut read = Vec::new();
        for (n, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !trimmed(cell).is_empty()) {
            let value = trimmed(cell);
            match columns.get(n) {
                Some(Column::Named(name)) => read.push((*name, Cell::Text(value.to_owned()))),
                Some(Column::Remark) => {}
                Some(Column::Nameless) | None => {
                    let column = letters(n);
                    let place = place(of, row.number, &column, value);
                    let more = Said::new("見出しを書くか、値を消す", "give the column a header, or delete the value");
                    faults.push_raw(ErrorCode::RaggedRow, place, vec![short(value)], Some(more));
                    faults.unlike(of.table, found.len());
                }
            }
        }
        shown.rows.push(row.number);
        found.push(read);
    }
    faults.show(of.table, shown);
    unread(of, table, Some(header), &columns, faults);
    found
}

/// Tells what could not be read.
fn unread(of: Kind, table: &Table, header: Option<&Row>, columns: &[Column], faults: &mut Faults) {
    let is_header = |row: &Row| header.is_none_or(|header| row.number <= header.number);
    let marks = Marks::of(table);
    let remarks: BTreeSet<usize> =
        table.rows.iter().filter(|row| marks.is_remark(row, is_header(row))).map(|row| row.number).gather();
    for Unread { row, column, value, why } in &table.unread {
        if row.is_some_and(|row| remarks.contains(&row)) {
            continue;
        }
        let is_header = header.is_some_and(|header| *row == Some(header.number));
        let named = column.and_then(|column| columns.get(column));
        let name = column.and_then(|column| header?.cells.get(column)).map(|cell| trimmed(cell));
        let more = if value.is_empty() { why.said() } else { valued(value).and(&why.said()) };
        let more = Some(more);
        match (row.and_then(|row| faults.row(of.table, row)), named) {
            _ if matches!(named, Some(Column::Remark)) && !is_header => {}
            (Some(row), Some(Column::Named(column))) => {
                let spot = Spot { table: of.table, row, column };
                faults.unread(spot);
                faults.push(why.code(), spot, value, Vec::new(), more);
            }
            _ => {
                let letters = || column.map(letters).unwrap_or_default();
                let column = name.filter(|name| !name.is_empty()).map_or_else(letters, str::to_owned);
                let column = short(&column).into();
                let place = CellPlace { table: of.table.into(), row: *row, column, value: short(value).into() };
                faults.push_raw(why.code(), place, Vec::new(), more);
            }
        }
    }
}

fn place(of: Kind, row: usize, column: &str, value: &str) -> CellPlace {
    CellPlace { table: of.table.into(), row: Some(row), column: short(column).into(), value: short(value).into() }
}

/// A column as a spreadsheet shows it, from 0: `A`, `Z`, `AA`.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Of a header that names no column: its first cell, and what may have happened. All that stands below would be told falsely.
fn no_header<'a>(of: Kind, table: &Table, header: &'a Row) -> Option<(&'a str, Said)> {
    let names = |row: &Row| row.cells.iter().any(|cell| column(of, &narrow(trimmed(cell))).is_some());
    let is_unread = table.unread.iter().any(|unread| unread.row == Some(header.number));
    let written: Vec<&str> = header.cells.iter().map(|cell| trimmed(cell)).filter(|cell| !cell.is_empty()).collect();
    let (first, false, false) = (*written.first()?, names(header), is_unread) else { return None };
    let is_below = || table.rows.iter().any(|row| row.number > header.number && names(row));
    let more = match first {
        cell if cell.starts_with("sep=") => {
            Said::new("この行を消し、列をコンマで区切る", "delete this row, and part the columns by commas")
        }
        cell if written.len() == 1 && cell.contains(['\t', ';', '；']) => {
            Said::new("列をコンマで区切って保存し直す", "save it again with commas between the columns")
        }
        _ if is_below() => Said::new(
            "見出しより前の行は、消すか `#` で始める",
            "delete what stands above the header, or begin its rows with `#`",
        ),
        _ => {
            let near = nearest(&narrow(first), of.columns.iter().flat_map(|(en, ja)| [*en, *ja])).map(said);
            let columns: Vec<&str> = of.columns.iter().take(3).map(|(column, _)| *column).collect();
            let columns = format!("`{}`", columns.join("`, `"));
            let first = Said::new(
                format!("最初の行に列の名がない ({columns} などを書く)"),
                format!("the first row names no column (write {columns} and so on)"),
            );
            near.map_or(first.clone(), |near| first.and(&near))
        }
    };
    Some((first, more))
}

/// The columns of a header, by their English or Japanese names.
fn columns(of: Kind, header: &Row, shown: &mut Shown, faults: &mut Faults) -> Vec<Column> {
    let number = header.number;
    let mut columns = Vec::new();
    for cell in &header.cells {
        let name = narrow(trimmed(cell));
        columns.push(match column(of, &name) {
            _ if name.is_empty() => Column::Nameless,
            _ if name.starts_with('#') => Column::Remark,
            Some(column) => {
                if shown.columns.insert(column, trimmed(cell).to_owned()).is_some() {
                    let place = place(of, number, cell, "");
                    faults.push_raw(ErrorCode::DuplicateField, place, vec![column.to_owned()], None);
                }
                Column::Named(column)
            }
            None => {
                let names = of.columns.iter().flat_map(|(en, ja)| [*en, *ja]);
                let near = nearest(&name, names).map_or_else(|| listed(of), said);
                let place = place(of, number, cell, "");
                faults.push_raw(ErrorCode::UnknownField, place, vec![short(cell)], Some(near));
                faults.blurred(of.table);
                // What stands below is not told as well.
                Column::Remark
            }
        });
    }
    columns
}

/// The columns that a table has, as a clause.
fn listed(of: Kind) -> Said {
    let names = |name: fn(&(&'static str, &'static str)) -> &'static str| {
        of.columns.iter().map(|column| format!("`{}`", name(column))).collect::<Vec<_>>()
    };
    Said::new(
        format!("列は {} である。`#` で始まる見出しの列は読まない", names(|(_, ja)| ja).join("、")),
        format!(
            "the columns are {}; a column whose header begins with `#` is not read",
            names(|(en, _)| en).join(", ")
        ),
    )
}

/// The column of a header's name. `from_day` and `until_day` are names of the days in every table (R26).
fn column(of: Kind, name: &str) -> Option<&'static str> {
    let find = |name: &str| of.columns.iter().find(|(en, ja)| *en == name || *ja == name).map(|(en, _)| *en);
    find(name).or_else(|| match name {
        "from_day" => find("from"),
        "until_day" => find("until"),
        _ => None,
    })
}
