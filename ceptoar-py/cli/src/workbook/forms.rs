//! Tables as sheets to fill in.

use std::path::Path;

use ceptoar_core::Lang;
use ceptoar_core::author::{Outline, Table, Tables};
use ceptoar_core::chrono::{DateTime, Utc};
use unicode_width::UnicodeWidthStr as _;

use super::choices;
use super::library::{Column, Form, Workbooks};
use crate::failure::Failure;
use crate::{screen, target};

/// The widths of columns, in characters: a heading is read whole, a sentence is not.
const WIDTHS: (usize, usize) = (8, 48);

/// Whether tables that are written to a path are a workbook; else they are a folder.
pub(crate) fn is_one(path: &Path) -> Result<bool, Failure> {
    if super::is_named_so(path) {
        return Ok(true);
    }
    // A folder called as a file that is read, but not written, would be taken for one.
    if ceptoar_sheets::is_spreadsheet(path) {
        let place = screen::name(path);
        return Err(Failure::usage(
            format!("{place}: tables are written as a workbook that ends in .xlsx, or as a folder of CSV"),
            format!("{place}: 表は .xlsx で終わるブックか、CSVのフォルダーに書く"),
        ));
    }
    Ok(false)
}

/// What is written beside a workbook, which holds tables alone: as `my-rules.json` beside `my.xlsx`.
pub(crate) fn beside(book: &Path, name: &str) -> std::path::PathBuf {
    let stem = book.file_stem().unwrap_or_default().to_os_string();
    let mut file = stem;
    file.push("-");
    file.push(name);
    book.with_file_name(file)
}

/// Writes tables as a workbook, and other files: all of them or none, and none over what is there.
pub(crate) fn write(
    path: &Path,
    tables: &Tables,
    files: &[(std::path::PathBuf, Vec<u8>)],
    lang: Lang,
    with: &dyn Workbooks,
) -> Result<(), Failure> {
    let book = target::New::open(path)?;
    let others: Vec<target::New> = files.iter().map(|(path, _)| target::New::open(path)).collect::<Result<_, _>>()?;
    let known = [Outline::blank(Lang::En), Outline::blank(lang)];
    let forms: Vec<Form> = tables.tables.iter().map(|table| form(table, &known)).collect();
    // Nobody asks when an empty form was made, and the same tables are the same bytes.
    let written = with.write_forms(book.path(), &forms, DateTime::<Utc>::UNIX_EPOCH);
    written.map_err(|what| super::told(path, what))?;
    for (file, (_, bytes)) in others.iter().zip(files) {
        file.write(bytes)?;
    }
    target::place(std::iter::once(book).chain(others))
}

fn form(table: &Table, [english, named]: &[Tables; 2]) -> Form {
    let of = |tables: &Tables| tables.tables.iter().find(|known| known.name == table.name).map(header);
    let (english_names, names) = (of(english).unwrap_or_default(), of(named).unwrap_or_default());
    let mut rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.cells.clone()).collect();
    let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let columns = header.into_iter().enumerate().map(|(n, heading)| {
        let name = names.iter().position(|name| *name == heading).and_then(|at| english_names.get(at));
        let choices = name.map(|name| choices::of(&table.name, name, &english.tables)).unwrap_or_default();
        let cells = rows.iter().filter_map(|row| row.get(n)).chain([&heading]).chain(&choices);
        let width = cells.map(|cell| cell.width() + 2).max().unwrap_or_default().clamp(WIDTHS.0, WIDTHS.1);
        Column { heading, width: u16::try_from(width).unwrap_or_default(), choices }
    });
    let columns = columns.collect();
    Form { name: table.name.clone(), columns, rows }
}

fn header(table: &Table) -> Vec<String> {
    table.header().map(|row| row.cells.clone()).unwrap_or_default()
}
