//! The Arrow PyCapsule interface: frames of any library in and out, without a library of Python.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{Schema, SchemaRef};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use super::{Fault, ffi};
use crate::error::Found;

/// Batches of one schema.
pub(crate) struct Frame {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Box<dyn Iterator<Item = Result<Chunk, Fault>> + Send>,
}

/// Some rows of a frame, one after the other.
pub(crate) struct Chunk {
    pub(crate) batch: RecordBatch,
    /// By row, sorted: what its reader refuses, whatever the columns hold.
    pub(crate) refused: Vec<(usize, Vec<Found>)>,
    /// By row: the line of the file at which it begins, from 1.
    pub(crate) lines: Option<Vec<u64>>,
}

impl Chunk {
    /// The rows in pieces of at most so many.
    pub(crate) fn pieces(&self, most: usize) -> impl Iterator<Item = Self> {
        let (count, most) = (self.batch.num_rows(), most.max(1));
        (0..count).step_by(most).map(move |start| {
            let length = most.min(count - start);
            let inside = self.refused.iter().filter(|(row, _)| (start..start + length).contains(row));
            let refused = inside.map(|(row, found)| (row - start, found.clone())).collect();
            let lines = self.lines.as_ref().and_then(|lines| lines.get(start..start + length));
            Self { batch: self.batch.slice(start, length), refused, lines: lines.map(<[u64]>::to_vec) }
        })
    }
}

impl From<RecordBatch> for Chunk {
    fn from(batch: RecordBatch) -> Self {
        Self { batch, refused: Vec::new(), lines: None }
    }
}

/// What is wanted, and what is there instead.
fn wanted(instead_en: &str, instead_ja: &str) -> Fault {
    Fault::frame(
        format!(
            "a data frame is needed: something with `__arrow_c_stream__` or `__arrow_c_array__` (pandas, Polars, pyarrow, \
             DuckDB, nanoarrow, ibis …), not {instead_en}"
        ),
        format!(
            "表が要る: `__arrow_c_stream__` か `__arrow_c_array__` を持つもの (pandas、Polars、pyarrow、DuckDB、nanoarrow、\
             ibisなど)。{instead_ja} は表ではない"
        ),
    )
}

/// Whether an object offers itself as a frame.
pub(crate) fn is_frame(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = object.py();
    Ok(object.hasattr(intern!(py, "__arrow_c_stream__"))? || object.hasattr(intern!(py, "__arrow_c_array__"))?)
}

/// Takes a frame over from Python. Nothing is copied.
pub(crate) fn import(object: &Bound<'_, PyAny>) -> Result<Frame, Fault> {
    let py = object.py();
    let frame = if let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        stream(&export.call0()?)?
    } else if let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        array(&export.call0()?)?
    } else {
        return Err(no_frame(object)?);
    };
    distinct(&frame.schema)?;
    Ok(frame)
}

/// Takes the columns of a frame, or of a schema, over from Python.
pub(crate) fn import_schema(object: &Bound<'_, PyAny>) -> Result<SchemaRef, Fault> {
    let py = object.py();
    let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_schema__"))? else {
        return Ok(import(object)?.schema);
    };
    let capsule = export.call0()?;
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| wanted("a schema that is none", "そうでない列の定義"))?;
    let pointer = capsule.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    // SAFETY: the name of the capsule was checked, so that it holds a schema; it is borrowed while its capsule lives.
    let field = ffi::field(unsafe { pointer.as_ref() })?;
    let Some(fields) = ffi::columns(&field) else {
        let kind = field.data_type();
        return Err(wanted(&format!("a schema of {kind}"), &format!("{kind} の定義")));
    };
    let schema = Arc::new(Schema::new_with_metadata(fields.clone(), field.metadata().clone()));
    distinct(&schema)?;
    Ok(schema)
}

/// What to do with a frame that is not computed yet.
fn later(object: &Bound<'_, PyAny>) -> PyResult<Option<(&'static str, &'static str)>> {
    let has = |methods: [&str; 2]| -> PyResult<bool> { Ok(object.hasattr(methods[0])? && object.hasattr(methods[1])?) };
    Ok(if has(["collect", "collect_schema"])? {
        Some((
            "; it is not computed yet: give `frame.collect()`, or route it lazily with `ceptoar.engines.polars(router, frame)`",
            "。まだ計算されていない。`frame.collect()` を渡すか、`ceptoar.engines.polars(router, frame)` で計算せずに渡す",
        ))
    } else if has(["compute", "map_partitions"])? {
        Some((
            "; it is not computed yet: give `frame.compute()`, or route each partition with `ceptoar.engines.dask(router, frame)`",
            "。まだ計算されていない。`frame.compute()` を渡すか、`ceptoar.engines.dask(router, frame)` で分けて渡す",
        ))
    } else if has(["mapInArrow", "toArrow"])? {
        Some((
            "; give `frame.toArrow()`, or route it where it is with `ceptoar.engines.spark(router, frame)`",
            "。`frame.toArrow()` を渡すか、`ceptoar.engines.spark(router, frame)` を使う",
        ))
    } else {
        None
    })
}

/// Refuses a frame that is not computed yet, though it may look like something to iterate over.
pub(crate) fn computed(object: &Bound<'_, PyAny>) -> Result<(), Fault> {
    match later(object)? {
        Some(_) => Err(no_frame(object)?),
        None => Ok(()),
    }
}

/// What is wrong with an object that is no frame, and how to make one of it.
fn no_frame(object: &Bound<'_, PyAny>) -> Result<Fault, Fault> {
    let name = object.get_type().qualname()?.to_string();
    let (en, ja) = match later(object)? {
        Some(hint) => hint,
        None if matches!(name.as_str(), "dict" | "list" | "tuple") => (
            "; make a frame of it, for example `pyarrow.Table.from_pylist(rows)` or `polars.DataFrame(rows)`",
            "。`pyarrow.Table.from_pylist(rows)` や `polars.DataFrame(rows)` で表にする",
        ),
        None => ("", ""),
    };
    let Fault::Frame(said) = wanted(&name, &name) else { return Ok(wanted(&name, &name)) };
    Ok(Fault::frame(said.en + en, said.ja + ja))
}

/// Two columns of one name: one of them would be passed over.
fn distinct(schema: &Schema) -> Result<(), Fault> {
    let mut names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
        Some([name, _]) => Err(Fault::frame(
            format!("two columns are called `{name}`: which one is meant cannot be known; rename one"),
            format!("`{name}` という列が二つあり、どちらのことか分からない。片方の名前を変える"),
        )),
        _ => Ok(()),
    }
}

fn stream(capsule: &Bound<'_, PyAny>) -> Result<Frame, Fault> {
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| wanted("a stream that is none", "そうでないストリーム"))?;
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the name of the capsule was checked, so that it holds a stream; `from_raw` moves the stream out and leaves a
    // released one behind, which the capsule's own destructor passes over.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    // Not `RecordBatchStreamReader`: it drops the validity of whole rows, and a row that its owner masked would be routed.
    let reader = ffi::Stream::new(stream)?;
    let field = reader.field()?;
    let Some(fields) = ffi::columns(&field) else {
        let kind = field.data_type();
        return Err(wanted(&format!("a stream of {kind}"), &format!("{kind} のストリーム")));
    };
    let schema = Arc::new(Schema::new_with_metadata(fields.clone(), field.metadata().clone()));
    let of = Arc::clone(&schema);
    let batches = reader.map(move |rows| batch(&rows?, Arc::clone(&of)).map(Chunk::from));
    Ok(Frame { schema, batches: Box::new(batches) })
}

fn array(pair: &Bound<'_, PyAny>) -> Result<Frame, Fault> {
    let pair = pair.cast::<PyTuple>().map_err(|_| wanted("a stream that is none", "そうでないストリーム"))?;
    let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
    let capsule =
        |object: &Bound<'_, PyAny>, name| -> PyResult<_> { object.cast::<PyCapsule>()?.pointer_checked(Some(name)) };
    let schema = capsule(&schema, c"arrow_schema")?.cast::<FFI_ArrowSchema>();
    let array = capsule(&array, c"arrow_array")?.cast::<FFI_ArrowArray>();
    // SAFETY: the names of both capsules were checked; the schema is borrowed while its capsule lives, the array is moved
    // out of its capsule and imported with the schema that came beside it.
    let (rows, field) = unsafe {
        let schema = schema.as_ref();
        let field = ffi::field(schema)?;
        (ffi::import(FFI_ArrowArray::from_raw(array.as_ptr()), schema)?, field)
    };
    let schema = match (ffi::columns(&field), rows.data_type()) {
        (Some(fields), _) => Arc::new(Schema::new_with_metadata(fields.clone(), field.metadata().clone())),
        (None, other) => return Err(wanted(&format!("an array of {other}"), &format!("{other} の配列"))),
    };
    let batch = batch(&rows, Arc::clone(&schema))?;
    Ok(Frame { schema, batches: Box::new(std::iter::once(Ok(batch.into()))) })
}

/// Rows become a batch only if none is masked as a whole.
fn batch(rows: &ArrayRef, schema: SchemaRef) -> Result<RecordBatch, Fault> {
    let masked = rows.null_count();
    if masked > 0 {
        let of = rows.len();
        return Err(Fault::frame(
            format!("{masked} of {of} rows are null as a whole; drop them, or fill them in"),
            format!("{of}行のうち{masked}行が、行ごと欠けている (null)。除くか、埋める"),
        ));
    }
    let rows = rows.as_struct_opt().ok_or_else(|| wanted("rows that are none", "行でないもの"))?;
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    Ok(RecordBatch::try_new_with_options(schema, rows.columns().to_vec(), &options)?)
}

/// A schema for Python.
pub(crate) fn export_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(Fault::from)?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// One batch for Python.
pub(crate) fn export_batch<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyTuple>> {
    let schema = export_schema(py, &batch.schema())?;
    let rows = FFI_ArrowArray::new(&StructArray::from(batch.clone()).to_data());
    PyTuple::new(py, [schema, PyCapsule::new_with_value(py, rows, c"arrow_array")?])
}

/// A stream for Python. A requested schema is not followed: the specification leaves that to the exporter, and the
/// receivers cast for themselves.
pub(crate) fn export_stream<'py>(
    py: Python<'py>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
}
