//! Frames as Python sees them: settings in, tables and streams of batches out.

use std::collections::BTreeMap;
use std::ffi::CString;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, SchemaRef};
use ceptoar_core::Router;
use ceptoar_frames::{Chunk, Engine, Fault, Frame, Layout, OnError, Options, Said, Wanted, Zone, cells};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use super::broken::Broken;
use super::capsule::{export_batch, export_schema, export_stream, import, import_schema};
use crate::attach::attached;
use crate::error::{guarded, plain};
use crate::situation::Situation;
use crate::word::language;

/// An answer of more rows is told before it is made.
const MANY: usize = 5_000_000;

/// How a frame is to be read and answered, and whom to tell how far it is.
#[derive(FromPyObject)]
pub(crate) struct Settings {
    columns: BTreeMap<String, Option<String>>,
    layout: String,
    answer: Option<Wish>,
    errors: String,
    prefix: String,
    separator: Option<String>,
    situation: Option<Py<Situation>>,
    lang: String,
    progress: Option<Py<PyAny>>,
    tz: Option<String>,
    dictionaries: Option<bool>,
}

/// What is wanted of an answer: a word for a form of it, or its columns.
#[derive(FromPyObject)]
enum Wish {
    Form(String),
    Columns(Vec<String>),
}

impl Wish {
    fn wanted(&self, layout: Layout) -> PyResult<Wanted> {
        Ok(match self {
            Self::Columns(columns) => Wanted::Columns(columns.clone()),
            Self::Form(form) => match form.as_str() {
                "whole" => Wanted::Whole,
                "masks" => Wanted::Masks,
                "ids" => Wanted::Ids,
                "who" if layout == Layout::Verdicts => {
                    return Err(PyValueError::new_err("`who` is of those who are told: leave `verdicts` out"));
                }
                "who" => Wanted::Columns(vec!["recipient".to_owned(), "duty".to_owned()]),
                _ => {
                    let said = "`answer` is `ids`, `masks`, `who` or `whole`, or the columns that are wanted";
                    return Err(PyValueError::new_err(said));
                }
            },
        })
    }
}

fn said(said: Said) -> Broken {
    Fault::Frame(said).into()
}

impl Settings {
    pub(super) fn options(&self) -> PyResult<Options> {
        let refuse = |what: &str| Err(PyValueError::new_err(what.to_owned()));
        let layout = match self.layout.as_str() {
            "notices" => Layout::Notices,
            "deliveries" => Layout::Deliveries,
            "verdicts" => Layout::Verdicts,
            _ => return refuse("the layout is `notices`, `deliveries` or `verdicts`"),
        };
        Ok(Options {
            named: self.columns.clone(),
            layout,
            answer: self.answer.as_ref().map_or(Ok(Wanted::Whole), |wish| wish.wanted(layout))?,
            on_error: match self.errors.as_str() {
                "raise" => OnError::Raise,
                "column" => OnError::Column,
                _ => return refuse("`errors` is `raise` or `column`"),
            },
            prefix: self.prefix.clone(),
            separator: self.separator.clone(),
            situation: self.situation.as_ref().map(|situation| situation.get().0.clone()).unwrap_or_default(),
            lang: language(&self.lang)?,
            tz: self.tz.as_deref().map(str::parse).transpose().map_err(said)?,
            dictionaries: self.dictionaries,
        })
    }

    pub(super) fn progress(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.progress.as_ref().map(|progress| progress.clone_ref(py))
    }
}

/// Lets Ctrl-C through, and tells how many rows are done.
pub(super) fn pulse(progress: Option<&Py<PyAny>>, done: usize) -> Result<(), Broken> {
    attached(|py| {
        py.check_signals()?;
        if let Some(progress) = progress {
            progress.call1(py, (done,))?;
        }
        Ok(())
    })
}

/// Routed notices: readable by every library that speaks Arrow, as often as one likes.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    stale: u64,
    /// What each number of an outcome says, where there are such numbers.
    outcomes: Option<RecordBatch>,
}

impl Table {
    /// A table of what the registry or an answer holds.
    pub(crate) fn made(batch: Result<RecordBatch, ArrowError>) -> PyResult<Self> {
        batch.map(Self::of).map_err(|error| plain("InternalError", &error.to_string()))
    }

    pub(super) fn of(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batches: vec![batch], stale: 0, outcomes: None }
    }

    pub(crate) fn route(router: &Router, frame: &Bound<'_, PyAny>, settings: &Settings) -> PyResult<Self> {
        let py = frame.py();
        let (options, progress) = (settings.options()?, settings.progress(py));
        guarded(|| {
            let frame = import(frame)?;
            py.detach(|| Self::decide(router, frame, &options, progress.as_ref())).map_err(PyErr::from)
        })
    }

    fn decide(router: &Router, frame: Frame, options: &Options, progress: Option<&Py<PyAny>>) -> Result<Self, Broken> {
        let mut engine = Engine::new(router, &frame.schema, options)?;
        let (mut batches, mut done) = (Vec::new(), 0);
        let mut rows_of = frame.batches;
        if options.layout == Layout::Verdicts {
            // All rows are held in any case, and only all of them tell how many the answer will have.
            let whole = rows_of.collect::<Result<Vec<Chunk>, Fault>>()?;
            let rows: usize = whole.iter().map(|chunk| chunk.batch.num_rows()).sum();
            tell_size(rows.saturating_mul(engine.rows_each()), engine.schema().fields().len())?;
            rows_of = Box::new(whole.into_iter().map(Ok));
        }
        'frame: for rows in rows_of {
            let rows = rows?;
            engine.validate(&rows.batch)?;
            for chunk in rows.pieces(engine.chunk_rows()) {
                batches.push(engine.decide(&chunk)?);
                done += chunk.batch.num_rows();
                pulse(progress, done)?;
                if engine.hopeless() {
                    break 'frame;
                }
            }
        }
        engine.finish()?;
        let outcomes = engine.outcomes().transpose()?;
        Ok(Self { schema: engine.schema(), batches: engine.settle(&batches)?, stale: engine.stale_rows(), outcomes })
    }
}

/// Tells of a large answer before it is made: who does not want it may turn the warning into an error.
fn tell_size(rows: usize, columns: usize) -> Result<(), Broken> {
    if rows < MANY {
        return Ok(());
    }
    // What most columns need: a number of a dictionary in each row.
    let gigabytes = (rows * columns * 5) as f64 / 1e9;
    let said = Said::new(
        format!(
            "the answer has {rows} rows of {columns} columns, about {gigabytes:.1} GB: `route_batches(…, verdicts=True)` \
             gives it batch by batch, `answer=[…]` only some columns, `explode=True` only those who are told"
        ),
        format!(
            "答えは{columns}列で{rows}行、約{gigabytes:.1} GBになる。`route_batches(…, verdicts=True)` なら少しずつ、\
             `answer=[…]` なら列を選び、`explode=True` なら知らされる主体だけを返す"
        ),
    );
    attached(|py| {
        let class = py.import("ceptoar.frames")?.getattr("LargeAnswerWarning")?;
        let japanese = py.import("ceptoar._options")?.getattr("lang")?.call0()?.eq("ja")?;
        let message = CString::new(if japanese { said.ja } else { said.en }).unwrap_or_default();
        Ok(PyErr::warn(py, &class, &message, 2)?)
    })
}

/// The columns that an answer will have, without an answer.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct AnswerSchema(SchemaRef);

impl AnswerSchema {
    pub(crate) fn of(router: &Router, source: &Bound<'_, PyAny>, settings: &Settings) -> PyResult<Self> {
        let options = settings.options()?;
        guarded(|| {
            let schema = import_schema(source)?;
            let engine = Engine::new(router, &schema, &options).map_err(Broken::from)?;
            Ok(Self(engine.schema()))
        })
    }
}

#[pymethods]
impl AnswerSchema {
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Each column's name and type, in words.
    fn _columns(&self) -> Vec<(String, String)> {
        self.0.fields().iter().map(|field| (field.name().clone(), field.data_type().to_string())).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.0)
    }

    /// A table of these columns without rows.
    fn _empty(&self) -> Table {
        Table { schema: Arc::clone(&self.0), batches: Vec::new(), stale: 0, outcomes: None }
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows were answered from an edition that says nothing about their instant.
    #[getter]
    fn stale_rows(&self) -> u64 {
        self.stale
    }

    /// What each number of an outcome says.
    fn _outcomes(&self) -> Option<Self> {
        self.outcomes.clone().map(Self::of)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The first rows.
    fn _head(&self, count: usize) -> Self {
        let mut left = count;
        let mut take = |batch: &RecordBatch| {
            let some = batch.num_rows().min(left);
            left -= some;
            batch.slice(0, some)
        };
        let batches = self.batches.iter().map(&mut take).filter(|batch| batch.num_rows() > 0).collect();
        Self { schema: Arc::clone(&self.schema), batches, stale: self.stale, outcomes: self.outcomes.clone() }
    }

    /// So many rows from one on, as short texts; instants in a zone if one is named.
    #[pyo3(signature = (start, count, tz = None))]
    fn _cells(&self, start: usize, count: usize, tz: Option<&str>) -> PyResult<Vec<Vec<Option<String>>>> {
        let zone: Option<Zone> = tz.map(str::parse).transpose().map_err(said)?;
        let mut before = 0;
        let mut out = Vec::new();
        for batch in &self.batches {
            let rows = before..before + batch.num_rows();
            let wanted = start.max(rows.start)..start.saturating_add(count).min(rows.end);
            out.extend(wanted.map(|row| cells(batch, row - before, zone)));
            before = rows.end;
        }
        Ok(out)
    }

    fn __repr__(&self) -> String {
        format!("<Table: {} rows, {}>", self.__len__(), self.column_names().join(" "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.schema)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        export_stream(py, Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema))))
    }
}

/// One batch of routed notices.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Batch(pub(super) RecordBatch);

#[pymethods]
impl Batch {
    /// The same rows as a table.
    fn _table(&self) -> Table {
        Table::of(self.0.clone())
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<Batch: {} rows, {}>", self.__len__(), self.column_names().join(" "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, self.0.schema_ref())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let _ = requested_schema;
        export_batch(py, &self.0)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = std::iter::once(Ok(self.0.clone()));
        export_stream(py, Box::new(RecordBatchIterator::new(batches, self.0.schema())))
    }
}
