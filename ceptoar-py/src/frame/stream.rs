//! Streams of batches, as Python sees them.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use ceptoar_core::Router;
use ceptoar_frames::{Chunk, Engine, Fault, Frame, Options};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};

use super::broken::Broken;
use super::capsule::{computed, export_schema, export_stream, import, is_frame};
use super::python::{Batch, Settings, Table, pulse};
use crate::attach::{Held, attached};
use crate::error::guarded;

/// Where the notices of a stream come from.
enum Source {
    Frame(Frame),
    /// Frames of one schema, one after the other, from an iterator of Python.
    Frames(Held<PyIterator>),
}

/// Decides a stream batch by batch.
struct Stream {
    source: Source,
    schema: SchemaRef,
    engine: Engine,
    waiting: VecDeque<Chunk>,
    progress: Option<Held<PyAny>>,
    done: usize,
    stale: Arc<AtomicU64>,
    outcomes: Arc<Mutex<Option<RecordBatch>>>,
}

impl Stream {
    fn new(source: Source, schema: SchemaRef, engine: Engine, progress: Option<Held<PyAny>>) -> Self {
        Self {
            source,
            schema,
            engine,
            waiting: VecDeque::new(),
            progress,
            done: 0,
            stale: Arc::default(),
            outcomes: Arc::default(),
        }
    }

    fn pull(&mut self) -> Result<bool, Broken> {
        match &mut self.source {
            Source::Frame(frame) => match frame.batches.next() {
                Some(batch) => self.take(batch?),
                None => Ok(false),
            },
            Source::Frames(frames) => {
                let next = attached(|py| {
                    let frames = frames.get()?;
                    frames.bind(py).clone().next().map(|item| item.map_err(Broken::from).and_then(|item| import(&item)))
                });
                let Some(frame) = next.transpose()? else { return Ok(false) };
                if frame.schema != self.schema {
                    return Err(Broken::Fault(Fault::frame(
                        "the frames of a stream must have the same columns",
                        "ひとつの流れの表は、どれも同じ列でなければならない",
                    )));
                }
                for batch in frame.batches {
                    self.take(batch?)?;
                }
                Ok(true)
            }
        }
    }

    fn take(&mut self, rows: Chunk) -> Result<bool, Broken> {
        self.engine.validate(&rows.batch)?;
        self.waiting.extend(rows.pieces(self.engine.chunk_rows()));
        Ok(true)
    }

    /// At the end: what each number of an outcome says.
    fn tell_outcomes(&mut self) -> Result<(), Broken> {
        if let (Some(table), Ok(mut outcomes)) = (self.engine.outcomes().transpose()?, self.outcomes.lock()) {
            *outcomes = Some(table);
        }
        Ok(())
    }

    fn step(&mut self) -> Result<Option<RecordBatch>, Broken> {
        while self.waiting.is_empty() {
            if !self.pull()? {
                self.tell_outcomes()?;
                return Ok(None);
            }
        }
        let Some(chunk) = self.waiting.pop_front() else { return Ok(None) };
        let batch = self.engine.decide(&chunk)?;
        self.engine.finish()?;
        self.stale.store(self.engine.stale_rows(), Ordering::Relaxed);
        self.done += chunk.batch.num_rows();
        pulse(self.progress.as_ref().and_then(Held::get), self.done)?;
        Ok(Some(batch))
    }
}

/// A stream for another library: what goes wrong becomes the stream's error, in words.
struct Reader(Option<Stream>, SchemaRef);

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.0.as_mut()?;
        let mut step = || stream.step().map_err(PyErr::from);
        let next = guarded(&mut step).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next.map(|batch| batch.map_err(|error| ArrowError::ExternalError(error.to_string().into())))
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.1)
    }
}

/// Routed notices as they come: to be read once, batch by batch, or handed on as a stream.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct BatchStream {
    schema: SchemaRef,
    stale: Arc<AtomicU64>,
    outcomes: Arc<Mutex<Option<RecordBatch>>>,
    stream: Mutex<Option<Stream>>,
}

impl BatchStream {
    pub(crate) fn route(router: &Router, source: &Bound<'_, PyAny>, settings: &Settings) -> PyResult<Self> {
        let options = settings.options()?;
        let progress = settings.progress(source.py());
        guarded(|| Self::open(router, source, &options, progress).map_err(PyErr::from))
    }

    /// Decides the rows of a frame that was read here.
    pub(crate) fn of(
        router: &Router,
        frame: Frame,
        options: &Options,
        progress: Option<Py<PyAny>>,
    ) -> Result<Self, Broken> {
        let engine = Engine::new(router, &frame.schema, options)?;
        let (out, schema) = (engine.schema(), Arc::clone(&frame.schema));
        let (source, progress) = (Source::Frame(frame), progress.map(Held::new));
        Ok(Self::new(out, Stream::new(source, schema, engine, progress)))
    }

    fn open(
        router: &Router,
        source: &Bound<'_, PyAny>,
        options: &Options,
        progress: Option<Py<PyAny>>,
    ) -> Result<Self, Broken> {
        if is_frame(source)? {
            return Self::of(router, import(source)?, options, progress);
        }
        computed(source)?;
        let mut frames = source.try_iter()?;
        let Some(first) = frames.next().transpose()? else {
            return Err(Broken::Fault(Fault::frame(
                "the stream has no frame, so that its columns are not known; give an empty frame with the columns",
                "流れに表がひとつもなく、列が分からない。行のない表を渡す",
            )));
        };
        let first = import(&first)?;
        let schema = Arc::clone(&first.schema);
        let engine = Engine::new(router, &schema, options)?;
        let (out, source) = (engine.schema(), Source::Frames(Held::new(frames.unbind())));
        let progress = progress.map(Held::new);
        let mut stream = Stream::new(source, schema, engine, progress);
        for rows in first.batches {
            stream.take(rows?)?;
        }
        Ok(Self::new(out, stream))
    }

    fn new(schema: SchemaRef, stream: Stream) -> Self {
        let (stale, outcomes) = (Arc::clone(&stream.stale), Arc::clone(&stream.outcomes));
        Self { schema, stale, outcomes, stream: Mutex::new(Some(stream)) }
    }

    fn taken() -> PyErr {
        PyValueError::new_err("the stream has been read already")
    }
}

#[pymethods]
impl BatchStream {
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The same of the rows that were read so far.
    #[getter]
    fn stale_rows(&self) -> u64 {
        self.stale.load(Ordering::Relaxed)
    }

    /// What each number of an outcome says; only at the end of the stream.
    fn _outcomes(&self) -> Option<Table> {
        self.outcomes.lock().ok()?.clone().map(Table::of)
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        py.detach(|| {
            let Ok(mut stream) = self.stream.lock() else { return Err(Self::taken()) };
            let Some(running) = stream.as_mut() else { return Ok(None) };
            let next = guarded(|| running.step().map_err(PyErr::from));
            if !matches!(next, Ok(Some(_))) {
                *stream = None;
            }
            Ok(next?.map(Batch))
        })
    }

    fn __repr__(&self) -> String {
        format!("<BatchStream: {}>", self.column_names().join(" "))
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
        let stream = py.detach(|| self.stream.lock().map_err(|_| Self::taken()).map(|mut stream| stream.take()))?;
        let stream = stream.ok_or_else(Self::taken)?;
        export_stream(py, Box::new(Reader(Some(stream), Arc::clone(&self.schema))))
    }
}
