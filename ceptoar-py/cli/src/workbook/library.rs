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
}
