//! Parquet in and out, by pyarrow.

use std::io::Write;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use pyo3::exceptions::{PyImportError, PyOSError};
use pyo3::prelude::*;

use super::super::{Failure, file};
use super::Answers;
use crate::attach::attached;
use crate::frame::capsule::{Frame, export_batch, export_schema, import};

fn module(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("ceptoar._parquet")
}

/// What pyarrow says, as the command says it.
fn failure(py: Python<'_>, error: PyErr, place: &str) -> Failure {
    if error.is_instance_of::<PyImportError>(py) {
        return Failure::failed(
            "Parquet needs pyarrow: pip install pyarrow",
            "Parquetにはpyarrowが要る: pip install pyarrow",
        );
    }
    if error.is_instance_of::<PyOSError>(py) {
        let number = error.value(py).getattr("errno").and_then(|number| number.extract::<i32>());
        if let Ok(number) = number {
            return Failure::Stream(std::io::Error::from_raw_os_error(number)).at(place);
        }
    }
    if error.is_instance_of::<pyo3::exceptions::PyException>(py) {
        let said = super::super::screen::shown(&error.value(py).to_string());
        return Failure::failed(format!("{place}: {said}"), format!("{place}: Parquetとして読み書きできない: {said}"));
    }
    Failure::Python(error)
}

/// A file, batch by batch.
pub(super) fn read(path: &Path) -> Result<Frame, Failure> {
    let place = file::place(path);
    attached(|py| {
        let reader = module(py).and_then(|module| module.call_method1("read", (path,)));
        Ok(import(&reader.map_err(|error| failure(py, error, &place))?)?)
    })
}

/// How many rows a file has.
pub(super) fn count(path: &Path) -> Option<u64> {
    attached(|py| module(py).and_then(|module| module.call_method1("count", (path,))?.extract()).ok())
}

/// Writes a file batch by batch.
pub(super) struct Parquet {
    path: PathBuf,
    writer: Option<Py<PyAny>>,
}

impl Parquet {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), writer: None }
    }

    fn call(&self, work: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<()>) -> Result<(), Failure> {
        attached(|py| {
            let Some(writer) = &self.writer else { return Ok(()) };
            work(writer.bind(py)).map_err(|error| failure(py, error, &file::place(&self.path)))
        })
    }
}

impl Answers for Parquet {
    fn begin(&mut self, schema: &Schema, _: &mut dyn Write) -> Result<(), Failure> {
        self.writer = attached(|py| {
            let open = || Ok(module(py)?.call_method1("Writer", (&self.path, export_schema(py, schema)?))?.unbind());
            open().map(Some).map_err(|error: PyErr| failure(py, error, &file::place(&self.path)))
        })?;
        Ok(())
    }

    fn write(&mut self, batch: &RecordBatch, _: &mut dyn Write) -> Result<(), Failure> {
        self.call(|writer| writer.call_method1("write", (export_batch(writer.py(), batch)?,)).map(drop))
    }

    fn end(&mut self) -> Result<(), Failure> {
        self.call(|writer| writer.call_method0("close").map(drop))
    }
}
