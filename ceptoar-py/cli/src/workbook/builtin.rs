//! Workbooks by the `rust_xlsxwriter` crate.

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{Cell, Sheet};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::super::parquet::{Builtin, Trouble};
use super::library::Workbooks;

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

impl Workbooks for Builtin {
    fn write(&self, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> Result<(), Trouble> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(at.timestamp())?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        for sheet in sheets {
            fill(book.add_worksheet(), sheet)?;
        }
        let file = std::fs::File::options().write(true).truncate(true).open(path).map_err(Trouble::File)?;
        Ok(book.save_to_writer(file)?)
    }
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
