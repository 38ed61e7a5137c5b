//! The Arrow PyCapsule interface: frames of any library in and out, without a library of Python.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{Schema, SchemaRef};
use ceptoar_frames::{Chunk, Fault, Frame, shown};
use pyo3::exceptions::{PyException, PyImportError, PyMemoryError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use super::broken::Broken;
use super::ffi;

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
pub(crate) fn import(object: &Bound<'_, PyAny>) -> Result<Frame, Broken> {
    let py = object.py();
    if let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        stream(&handed_over(object, &export)?)
    } else if let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        array(&handed_over(object, &export)?)
    } else {
        Err(no_frame(object)?.into())
    }
}

/// Asks a frame for itself. Its library may not know how: of mixed values, or of half a character, there is no column.
fn handed_over<'py>(frame: &Bound<'py, PyAny>, export: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Broken> {
    let py = frame.py();
    export.call0().map_err(|error| {
        let plain = error.is_instance_of::<PyException>(py)
            && !error.is_instance_of::<PyImportError>(py)
            && !error.is_instance_of::<PyMemoryError>(py);
        let said = error.value(py).str().map(|text| text.to_string()).unwrap_or_default();
        let (kind, said) = (error.get_type(py).qualname().map(|name| name.to_string()).unwrap_or_default(), shown(&said));
        match plain {
            true => Broken::Fault(Fault::frame(
                format!("the frame's own library cannot hand it over as Arrow columns ({kind}: {said}): mend that column, or leave it out"),
                format!("この表の列を、表のライブラリ自身がArrowの列にできない ({kind}: {said})。その列を直すか、除く"),
            )),
            false => Broken::Python(error),
        }
    })
}

/// Takes the columns of a frame, or of a schema, over from Python.
pub(crate) fn import_schema(object: &Bound<'_, PyAny>) -> Result<SchemaRef, Broken> {
    let py = object.py();
    let Some(export) = object.getattr_opt(intern!(py, "__arrow_c_schema__"))? else {
        return Ok(import(object)?.schema);
    };
    let capsule = handed_over(object, &export)?;
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| wanted("a schema that is none", "そうでない列の定義"))?;
    let pointer = capsule.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    // SAFETY: the name of the capsule was checked, so that it holds a schema; it is borrowed while its capsule lives.
    let field = ffi::field(unsafe { pointer.as_ref() })?;
    let Some(fields) = ffi::columns(&field) else {
        let kind = field.data_type();
        return Err(wanted(&format!("a schema of {kind}"), &format!("{kind} の定義")).into());
    };
    let schema = Arc::new(Schema::new_with_metadata(fields.clone(), field.metadata().clone()));
    // Two columns of one name are refused here as well.
    Ok(Frame::new(schema, std::iter::empty())?.schema)
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
pub(crate) fn computed(object: &Bound<'_, PyAny>) -> Result<(), Broken> {
    match later(object)? {
        Some(_) => Err(no_frame(object)?.into()),
        None => Ok(()),
    }
}

/// What is wrong with an object that is no frame, and how to make one of it.
fn no_frame(object: &Bound<'_, PyAny>) -> PyResult<Fault> {
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

fn stream(capsule: &Bound<'_, PyAny>) -> Result<Frame, Broken> {
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
        return Err(wanted(&format!("a stream of {kind}"), &format!("{kind} のストリーム")).into());
    };
    let schema = Arc::new(Schema::new_with_metadata(fields.clone(), field.metadata().clone()));
    let of = Arc::clone(&schema);
    let batches = reader.map(move |rows| batch(&rows?, Arc::clone(&of)).map(Chunk::from));
    Ok(Frame::new(schema, batches)?)
}

fn array(pair: &Bound<'_, PyAny>) -> Result<Frame, Broken> {
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
        (None, other) => return Err(wanted(&format!("an array of {other}"), &format!("{other} の配列")).into()),
    };
    let batch = batch(&rows, Arc::clone(&schema))?;
    Ok(Frame::new(schema, std::iter::once(Ok(batch.into())))?)
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
    let schema = FFI_ArrowSchema::try_from(schema).map_err(Broken::from)?;
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
