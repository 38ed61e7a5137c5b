//! Parquet by the `parquet` crate.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use ceptoar_frames::{CHUNK, Chunk, Fault, Frame};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};

use super::library::{Parquet, Trouble, Writer};

/// The rows of a group: enough to pack them well, few enough to be held while they are written.
const GROUP: usize = 1 << 17;

/// Parquet as it is built in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Builtin;

impl From<ParquetError> for Trouble {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => Self::File(*error),
                Err(other) => Self::Library(other.to_string()),
            },
            other => Self::Library(other.to_string()),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl Parquet for Builtin {
    fn read(&self, path: &Path) -> Result<Frame, Trouble> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
        let schema = Arc::clone(reader.schema());
        let rows = reader.with_batch_size(CHUNK).build()?;
        let batches = rows.map(|rows: Result<RecordBatch, ArrowError>| Ok(Chunk::from(rows.map_err(Fault::from)?)));
        Ok(Frame::new(schema, batches)?)
    }

    fn rows(&self, path: &Path) -> Option<u64> {
        let file = SerializedFileReader::new(File::open(path).ok()?).ok()?;
        u64::try_from(file.metadata().file_metadata().num_rows()).ok()
    }

    fn write(&self, path: &Path, schema: &Schema) -> Result<Box<dyn Writer>, Trouble> {
        let file = File::options().write(true).truncate(true).open(path)?;
        let how = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        Ok(Box::new(ArrowWriter::try_new(file, Arc::new(schema.clone()), Some(how))?))
    }
}

impl Writer for ArrowWriter<File> {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Trouble> {
        Ok(ArrowWriter::write(self, batch)?)
    }

    fn close(self: Box<Self>) -> Result<(), Trouble> {
        ArrowWriter::close(*self)?;
        Ok(())
    }
}
