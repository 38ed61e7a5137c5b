//! The command `ceptoar` as the package ships it: the crate `ceptoar-cli`, with Parquet by pyarrow and workbooks by
//! XlsxWriter where these are installed.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use ceptoar_cli::{Form, Parquet, Streams, Trouble, Workbooks, Writer, heed, run};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::Sheet;
use ceptoar_frames::{Fault, Frame};
use pyo3::exceptions::{PyImportError, PyOSError};
use pyo3::prelude::*;

use crate::attach::{Held, attached};
use crate::frame::broken::Broken;
use crate::frame::capsule::{export_batch, export_schema, import};
use crate::workbook;

/// Runs the command and returns its exit code. The process is the command's: signals end it.
#[pyfunction]
pub(crate) fn run_cli(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| {
        // Before anything is opened: it would be given the number of a stream that is closed.
        let streams = Streams::of_process();
        // Where signals cannot be heeded, Python heeds them once the command is done.
        let _ = heed();
        run(args, &Installed, streams)
    })
}

/// Parquet by pyarrow, workbooks by XlsxWriter: the wheel stays small, and whoever has such files and Python has these.
struct Installed;

fn module(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("ceptoar._parquet")
}

/// What a library says, as the command takes it; `missing`: what is said where it is not installed.
fn of_library(py: Python<'_>, error: &PyErr, [en, ja]: [&str; 2]) -> Trouble {
    if error.is_instance_of::<PyImportError>(py) {
        return Fault::failed(en, ja).into();
    }
    let number = error.value(py).getattr("errno").and_then(|number| number.extract::<i32>());
    match number {
        Ok(number) if error.is_instance_of::<PyOSError>(py) => Trouble::File(io::Error::from_raw_os_error(number)),
        _ => Trouble::Library(error.value(py).to_string()),
    }
}

/// What is said where XlsxWriter is not installed.
const NO_WORKBOOKS: [&str; 2] =
    ["a workbook needs XlsxWriter: pip install XlsxWriter", "ブックにはXlsxWriterが要る: pip install XlsxWriter"];

/// What pyarrow says.
fn trouble(py: Python<'_>, error: &PyErr) -> Trouble {
    let missing = ["Parquet needs pyarrow: pip install pyarrow", "Parquetにはpyarrowが要る: pip install pyarrow"];
    of_library(py, error, missing)
}

impl Workbooks for Installed {
    fn write(&self, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> Result<(), Trouble> {
        attached(|py| workbook::write(py, path, sheets, at).map_err(|error| of_library(py, &error, NO_WORKBOOKS)))
    }

    fn write_forms(&self, path: &Path, forms: &[Form], at: DateTime<Utc>) -> Result<(), Trouble> {
        attached(|py| workbook::write_forms(py, path, forms, at).map_err(|error| of_library(py, &error, NO_WORKBOOKS)))
    }
}

impl Parquet for Installed {
    fn read(&self, path: &Path) -> Result<Frame, Trouble> {
        attached(|py| {
            let reader = module(py).and_then(|module| module.call_method1("read", (path,)));
            import(&reader.map_err(|error| trouble(py, &error))?).map_err(|broken| match broken {
                Broken::Fault(fault) => fault.into(),
                Broken::Python(error) => trouble(py, &error),
            })
        })
    }

    fn rows(&self, path: &Path) -> Option<u64> {
        attached(|py| module(py).and_then(|module| module.call_method1("count", (path,))?.extract()).ok())
    }

    fn write(&self, path: &Path, schema: &Schema) -> Result<Box<dyn Writer>, Trouble> {
        attached(|py| {
            let open = || Ok(module(py)?.call_method1("Writer", (path, export_schema(py, schema)?))?.unbind());
            let writer: Py<PyAny> = open().map_err(|error: PyErr| trouble(py, &error))?;
            Ok(Box::new(PyWriter(Held::new(writer))) as Box<dyn Writer>)
        })
    }
}

/// A writer of pyarrow.
struct PyWriter(Held<PyAny>);

impl PyWriter {
    fn call(&self, work: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<()>) -> Result<(), Trouble> {
        attached(|py| {
            let Some(writer) = self.0.get() else { return Ok(()) };
            work(writer.bind(py)).map_err(|error| trouble(py, &error))
        })
    }
}

impl Writer for PyWriter {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Trouble> {
        self.call(|writer| writer.call_method1("write", (export_batch(writer.py(), batch)?,)).map(drop))
    }

    fn close(self: Box<Self>) -> Result<(), Trouble> {
        self.call(|writer| writer.call_method0("close").map(drop))
    }
}
