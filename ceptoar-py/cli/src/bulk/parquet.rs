//! Parquet in and out.

use std::io::Write;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use ceptoar_frames::Frame;

use super::super::failure::Failure;
use super::super::file;
use super::super::parquet::{Parquet, Trouble, Writer};
use super::super::screen::shown;
use super::answers::Answers;

/// What is wrong with a file, as the command says it.
fn failure(place: &str, trouble: Trouble) -> Failure {
    match trouble {
        Trouble::File(error) => Failure::Stream(error).at(place),
        Trouble::Fault(fault) => fault.into(),
        Trouble::Library(said) => {
            let said = shown(&said);
            Failure::failed(format!("{place}: {said}"), format!("{place}: Parquetとして読み書きできない: {said}"))
        }
    }
}

/// A file, batch by batch.
pub(super) fn read(with: &dyn Parquet, path: &Path) -> Result<Frame, Failure> {
    with.read(path).map_err(|trouble| failure(&file::place(path), trouble))
}

/// Writes a file batch by batch.
pub(super) struct Written<'a> {
    with: &'a dyn Parquet,
    path: PathBuf,
    place: String,
    writer: Option<Box<dyn Writer>>,
}

impl<'a> Written<'a> {
    /// Writes at a path what is to stand at a place.
    pub(super) fn new(with: &'a dyn Parquet, path: &Path, place: String) -> Self {
        Self { with, path: path.to_owned(), place, writer: None }
    }
}

impl Answers for Written<'_> {
    fn begin(&mut self, schema: &Schema, _: &mut dyn Write) -> Result<(), Failure> {
        let writer = self.with.write(&self.path, schema).map_err(|trouble| failure(&self.place, trouble))?;
        self.writer = Some(writer);
        Ok(())
    }

    fn write(&mut self, batch: &RecordBatch, _: &mut dyn Write) -> Result<(), Failure> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        writer.write(batch).map_err(|trouble| failure(&self.place, trouble))
    }

    fn end(&mut self) -> Result<(), Failure> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        writer.close().map_err(|trouble| failure(&self.place, trouble))
    }
}
