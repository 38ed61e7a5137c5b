//! What writes workbooks.

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::Sheet;

use super::super::parquet::Trouble;

/// Writes workbooks.
pub trait Workbooks {
    /// Writes sheets over a file: their titles, their headings by their titles, their rows; instants as Japan's clocks show them, words by their titles.
    /// `at` stands as the instant at which the workbook was made.
    ///
    /// # Errors
    /// The file cannot be written.
    fn write(&self, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> Result<(), Trouble>;

    /// Writes tables over a file, for people to fill in: every cell a text, those that nobody has filled in too, so that nothing
    /// that is typed becomes a date or a number; the header stays in sight. `at` as above.
    ///
    /// # Errors
    /// The file cannot be written.
    fn write_forms(&self, path: &Path, forms: &[Form], at: DateTime<Utc>) -> Result<(), Trouble>;
}

/// A table to be filled in.
#[derive(Debug)]
pub struct Form {
    /// What its sheet is called.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows below the header.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table to be filled in.
#[derive(Debug)]
pub struct Column {
    /// What stands in the header.
    pub heading: String,
    /// How wide it is, in characters.
    pub width: u16,
    /// What is offered for its cells; empty: nothing. Something else may be written as well.
    pub choices: Vec<String>,
}
