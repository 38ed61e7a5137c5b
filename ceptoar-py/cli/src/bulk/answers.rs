//! What every way to write answers can do.

use super::super::failure::Failure;
use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::Schema;

/// Writes the answers of a batch.
pub(super) trait Answers {
    fn begin(&mut self, schema: &Schema, out: &mut dyn Write) -> Result<(), Failure>;
    fn write(&mut self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), Failure>;
    /// What stands at the end.
    fn end(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}
