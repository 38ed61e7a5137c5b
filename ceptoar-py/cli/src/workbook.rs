//! Workbooks, which the binary writes by itself and the Python package by XlsxWriter: the wheel stays small.

#[cfg(feature = "xlsx")]
mod builtin;
mod choices;
pub(super) mod forms;
mod library;
#[cfg(not(feature = "xlsx"))]
mod without;

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{Cell, Sheet};

pub use self::library::{Column, Form, Workbooks};
use super::failure::Failure;
use super::parquet::Trouble;
use super::screen::{self, trouble};
use super::target::Target;

/// So many rows a sheet holds, its headings among them.
const MOST_ROWS: usize = 1_048_576;
/// So many characters a cell holds, as UTF-16 counts them.
const MOST_TEXT: usize = 32_767;

/// Whether a path ends as that of a workbook.
fn is_named_so(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"))
}

/// Whether a file has the name of a workbook.
pub(super) fn is_one(path: &Path) -> Result<(), Failure> {
    if is_named_so(path) {
        return Ok(());
    }
    let place = screen::name(path);
    Err(Failure::usage(
        format!("--report: {place} is no name of a workbook: it ends in .xlsx"),
        format!("--report: {place} はブックの名前ではない: .xlsx で終わる名前にする"),
    ))
}

/// Writes the sheets of a report as they were at an instant: the same bytes for the same report.
pub(super) fn write(path: &Path, sheets: &[Sheet], at: DateTime<Utc>, with: &dyn Workbooks) -> Result<(), Failure> {
    let place = screen::name(path);
    for sheet in sheets {
        fits(&place, sheet)?;
    }
    let target = Target::open(path)?;
    with.write(target.path(), sheets, at).map_err(|what| told(path, what))?;
    target.close()
}

/// Why a workbook could not be written.
fn told(path: &Path, what: Trouble) -> Failure {
    let place = screen::name(path);
    match what {
        Trouble::File(error) => Failure::Failed(trouble(&place, &error)),
        Trouble::Fault(fault) => fault.into(),
        Trouble::Library(said) => {
            Failure::failed(format!("{place}: {said}"), format!("{place}: ブックとして書けない: {said}"))
        }
    }
}

/// Whether a sheet can stand in a workbook whole: nothing of it is cut off.
fn fits(place: &str, sheet: &Sheet) -> Result<(), Failure> {
    let (name, rows) = (sheet.name, sheet.rows.len());
    if rows >= MOST_ROWS {
        let most = MOST_ROWS - 1;
        return Err(Failure::refused(
            format!(
                "{place}: `{name}` has {rows} rows, and a sheet holds {most}: --format csv --table {name} writes it whole"
            ),
            format!(
                "{place}: `{name}` は{rows}行あり、シートには{most}行しか入らない: --format csv --table {name} ならすべて書ける"
            ),
        ));
    }
    let is_long = |cell: &Cell| matches!(cell, Cell::Text(text) if text.len() > MOST_TEXT && text.encode_utf16().count() > MOST_TEXT);
    if sheet.rows.iter().flatten().any(is_long) {
        return Err(Failure::refused(
            format!(
                "{place}: a text of `{name}` is longer than a cell holds ({MOST_TEXT} characters): --format csv --table {name} writes it whole"
            ),
            format!(
                "{place}: `{name}` にセルの上限 ({MOST_TEXT}文字) を超える文がある: --format csv --table {name} ならすべて書ける"
            ),
        ));
    }
    Ok(())
}
