//! What reads and writes Parquet.

use std::io;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use ceptoar_frames::{Fault, Frame};

/// Reads and writes Parquet.
pub trait Parquet {
    /// The rows of a file, batch by batch.
    ///
    /// # Errors
    /// The file cannot be read, or is not Parquet.
    fn read(&self, path: &Path) -> Result<Frame, Trouble>;

    /// How many rows a file has, where it says so.
    fn rows(&self, path: &Path) -> Option<u64>;

    /// Begins to write a file of these columns.
    ///
    /// # Errors
    /// The file cannot be written, or a column has no place in Parquet.
    fn write(&self, path: &Path, schema: &Schema) -> Result<Box<dyn Writer>, Trouble>;
}

/// Writes a file batch by batch.
pub trait Writer {
    /// Writes the rows of a batch.
    ///
    /// # Errors
    /// The file cannot be written.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Trouble>;

    /// Writes the end of the file.
    ///
    /// # Errors
    /// The file cannot be written.
    fn close(self: Box<Self>) -> Result<(), Trouble>;
}

/// Why Parquet cannot be read or written.
#[derive(Debug)]
pub enum Trouble {
    /// The file or the disk.
    File(io::Error),
    /// The library, in its own words.
    Library(String),
    /// The columns, or whatever has a sentence of its own.
    Fault(Fault),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
