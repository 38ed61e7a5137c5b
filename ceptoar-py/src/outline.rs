//! Outlines as handles, and rosters: tables of any frame library in and out.

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray};
use arrow_schema::{ArrowError, Field, Schema};
use ceptoar_core::author::{self, Row, Tables};
use ceptoar_core::{self as core, Lang};
use ceptoar_frames::{Fault, Said, shown, written};
use ceptoar_sheets::Trouble;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::document::{Registry, Roster};
use crate::error::{HEADER, Kind, document, guarded, refused, spoken};
use crate::frame::broken::Broken;
use crate::frame::capsule::import;
use crate::frame::python::Table;
use crate::known::{text, unlisted};
use crate::word::language;

/// The least that a person knows of a scheme, in tables.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Outline(pub(crate) author::Outline);

/// A table as a frame holds it. Its rows are counted from 0, as those of frames are.
pub(crate) fn table(name: &str, frame: &Bound<'_, PyAny>) -> PyResult<author::Table> {
    let read = || -> Result<author::Table, Broken> {
        let frame = import(frame)?;
        // The labels of pandas' rows are a column that nobody wrote: a remark.
        let named = |name: &str| if name.starts_with("__index_level_") { format!("#{name}") } else { name.to_owned() };
        let names = frame.schema.fields().iter().map(|field| named(field.name()));
        let mut table = author::Table::new(name, [[""; 0]; 0]);
        table.rows.push(Row::new(HEADER, names));
        for chunk in frame.batches {
            for cells in written(&chunk?.batch)? {
                table.rows.push(Row::new(table.rows.len() - 1, cells));
            }
        }
        Ok(table)
    };
    // Of several tables the one that cannot be read is named.
    let named = |broken: Broken| match broken {
        Broken::Fault(Fault::Frame(said)) => {
            let name = shown(name);
            Fault::frame(format!("the table `{name}`: {}", said.en), format!("表 `{name}`: {}", said.ja)).into()
        }
        other => other,
    };
    guarded(|| read().map_err(|broken| PyErr::from(named(broken))))
}

/// A table as a frame: its header names the columns, an empty cell is null.
fn frame(table: &author::Table) -> Result<RecordBatch, ArrowError> {
    let mut rows = table.rows.iter();
    let header = rows.next().map(|row| row.cells.as_slice()).unwrap_or_default();
    let column = |n: usize| -> ArrayRef {
        let cells = rows.clone().map(|row| row.cells.get(n).map(String::as_str).filter(|cell| !cell.is_empty()));
        Arc::new(cells.collect::<StringArray>())
    };
    let columns: Vec<ArrayRef> = (0..header.len()).map(column).collect();
    let fields = columns.iter().zip(header).map(|(column, name)| Field::new(name, column.data_type().clone(), true));
    let options = RecordBatchOptions::new().with_row_count(Some(table.rows.len().saturating_sub(1)));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields.collect::<Vec<_>>())), columns, &options)
}

/// The roster that a table of organisations says.
#[pyfunction]
pub(crate) fn roster_of_frame(frame: &Bound<'_, PyAny>, id: &Bound<'_, PyAny>) -> PyResult<Roster> {
    let (table, id) = (table("roster", frame)?, text(id, "")?);
    document(frame.py(), || core::Roster::from_table(&table, &id)).map(Roster)
}

/// A datum that no table can say: its place in the edition, the code, and why in English and Japanese.
type Unsaid = (String, &'static str, &'static str, &'static str);

#[pymethods]
impl Outline {
    /// The ids of the built-in outlines.
    #[staticmethod]
    fn outlines() -> Vec<&'static str> {
        author::Outline::BUILT_IN.to_vec()
    }

    #[staticmethod]
    fn builtin(py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let id = text(id, "")?;
        let unknown = || unlisted(py, ("built-in outline", "組み込みのアウトライン"), &id, author::Outline::BUILT_IN);
        author::Outline::builtin(&id).map(Self).ok_or_else(unknown)
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || author::Outline::from_json(json)).map(Self)
    }

    /// Frames by the names of their tables.
    #[staticmethod]
    fn from_frames(frames: &Bound<'_, PyDict>) -> PyResult<Self> {
        let tables: Tables =
            frames.iter().map(|(name, frame)| table(&text(&name, "")?, &frame)).collect::<PyResult<_>>()?;
        document(frames.py(), || author::Outline::from_tables(&tables)).map(Self)
    }

    /// The outline of a folder or a workbook, and what its reader must know, in a language.
    #[staticmethod]
    fn from_path(py: Python<'_>, path: PathBuf, lang: &str) -> PyResult<(Self, Vec<String>)> {
        let lang = language(lang)?;
        let read = py.detach(|| ceptoar_sheets::outline(&path, None)).map_err(|trouble| match &trouble {
            Trouble::System { error, .. } => match error.raw_os_error() {
                Some(number) => PyOSError::new_err((number, error.to_string(), path.clone())),
                None => PyOSError::new_err(trouble.to_string()),
            },
            Trouble::Refused(refusal) => refused(py, Kind::Document, refusal),
            other => {
                let [en, ja] = [Lang::En, Lang::Ja].map(|lang| other.message(lang));
                spoken("FrameError", &Said { en, ja })
            }
        })?;
        Ok((Self(read.value), read.notes.iter().map(|note| note.line(lang)).collect()))
    }

    /// The outline of an edition under an id of its own, and what it cannot say.
    #[staticmethod]
    fn from_registry(py: Python<'_>, registry: &Registry, id: &Bound<'_, PyAny>) -> PyResult<(Self, Vec<Unsaid>)> {
        let id = text(id, "")?;
        let reverse = document(py, || author::Outline::from_edition(registry.0.document(), &id))?;
        let said = |unsaid: author::Unsaid| {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| unsaid.code.template(lang));
            (unsaid.pointer, unsaid.code.as_str(), en, ja)
        };
        Ok((Self(reverse.outline), reverse.unsaid.into_iter().map(said).collect()))
    }

    /// The registry of the edition that is derived.
    fn build(&self, py: Python<'_>) -> PyResult<Registry> {
        document(py, || core::Registry::from_document(self.0.build())).map(Registry)
    }

    /// The tables by their names.
    fn frames(&self, lang: &str) -> PyResult<Vec<(String, Table)>> {
        let tables = self.0.tables(language(lang)?).tables;
        tables.iter().map(|table| Ok((table.name.clone(), Table::made(frame(table))?))).collect()
    }

    /// The cells that are empty though something could stand there: table, id of the row, column.
    fn unknown(&self) -> Vec<(&'static str, String, &'static str)> {
        self.0.unknown().into_iter().map(|cell| (cell.table, cell.key, cell.column)).collect()
    }

    /// The document that it was made of, each cell in one form.
    fn to_json(&self) -> String {
        self.0.document().write()
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }
}
