//! Workbooks by the `rust_xlsxwriter` crate.

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{Cell, Sheet};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};

use super::super::parquet::{Builtin, Trouble};
use super::library::{Form, Workbooks};

/// No column is wider, in pixels: a sentence is read in its cell.
const WIDEST: u32 = 480;

impl From<XlsxError> for Trouble {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::File(error),
            other => Self::Library(other.to_string()),
        }
    }
}

/// The number of the form `Text`, which every spreadsheet program knows.
const TEXT: u8 = 49;

/// The last row of a sheet.
const LAST: u32 = 1_048_575;

impl Workbooks for Builtin {
    fn write(&self, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> Result<(), Trouble> {
        let mut book = Workbook::new();
        for sheet in sheets {
            fill(book.add_worksheet(), sheet)?;
        }
        save(book, path, at)
    }

    fn write_forms(&self, path: &Path, forms: &[Form], at: DateTime<Utc>) -> Result<(), Trouble> {
        let mut book = Workbook::new();
        for form in forms {
            lay_out(book.add_worksheet(), form)?;
        }
        save(book, path, at)
    }
}

fn save(mut book: Workbook, path: &Path, at: DateTime<Utc>) -> Result<(), Trouble> {
    let made = ExcelDateTime::from_timestamp(at.timestamp())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let file = std::fs::File::options().write(true).truncate(true).open(path).map_err(Trouble::File)?;
    Ok(book.save_to_writer(file)?)
}

fn lay_out(page: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format_index(TEXT);
    let head = text.clone().set_bold();
    page.set_name(&form.name)?;
    for (n, column) in (0..).zip(&form.columns) {
        page.set_column_width(n, column.width)?.set_column_format(n, &text)?;
        page.write_string_with_format(0, n, &column.heading, &head)?;
        if !column.choices.is_empty() {
            // Words have other spellings that are read as well (`はい` for `yes`): a warning may be passed over.
            let list = DataValidation::new().allow_list_strings(&column.choices)?;
            let list = list.set_error_style(DataValidationErrorStyle::Warning);
            page.add_data_validation(1, n, LAST, n, &list)?;
        }
    }
    for (row, cells) in (1..).zip(&form.rows) {
        for (n, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(row, n, cell, &text)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let (bold, clock) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"));
    page.set_name(sheet.title)?;
    for (column, heading) in (0..).zip(&sheet.headings) {
        page.write_string_with_format(0, column, heading.title, &bold)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match (cell, cell.clock()) {
                (Cell::Number(number), _) => page.write_number(row, column, *number as f64)?,
                (Cell::Flag(flag), _) => page.write_boolean(row, column, *flag)?,
                (Cell::Instant(_), Some(there)) => page.write_datetime_with_format(row, column, there, &clock)?,
                (Cell::Blank, _) => page,
                // Whatever it begins with, a text is never a formula.
                _ => page.write_string(row, column, cell.shown())?,
            };
        }
    }
    page.set_freeze_panes(1, 0)?;
    if let (Ok(row), Some(column)) = (u32::try_from(sheet.rows.len()), sheet.headings.len().checked_sub(1)) {
        page.autofilter(0, 0, row, u16::try_from(column).unwrap_or_default())?;
    }
    page.set_autofit_max_width(WIDEST);
    page.autofit();
    Ok(())
}
