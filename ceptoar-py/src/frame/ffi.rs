//! Streams of other libraries, taken over through Arrow's C interface.

use std::ffi::{CStr, c_void};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, make_array};
use arrow_schema::{DataType, Field};
use ceptoar_frames::Fault;

/// A stream of arrays that is read as it comes.
pub(super) struct Stream {
    stream: FFI_ArrowArrayStream,
    schema: FFI_ArrowSchema,
}

impl Stream {
    pub(super) fn new(mut stream: FFI_ArrowArrayStream) -> Result<Self, Fault> {
        let mut schema = FFI_ArrowSchema::empty();
        let (Some(get_schema), Some(_)) = (stream.get_schema(), stream.release()) else {
            return Err(Fault::frame("the stream has been read already", "流れはもう読まれている"));
        };
        // SAFETY: the callback was read from this stream, and the place for the schema is ours.
        let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if code != 0 {
            return Err(broken(&mut stream));
        }
        Ok(Self { stream, schema })
    }

    /// The type of the arrays, as a field.
    pub(super) fn field(&self) -> Result<Field, Fault> {
        field(&self.schema)
    }
}

/// The field that a schema describes; a type that is not known is told with its column.
pub(super) fn field(schema: &FFI_ArrowSchema) -> Result<Field, Fault> {
    Field::try_from(schema).map_err(|error| {
        let column = schema.children().find(|column| Field::try_from(*column).is_err());
        let name = column.and_then(FFI_ArrowSchema::name).unwrap_or_default();
        Fault::frame(
            format!("column `{name}` is of a type that is not known here ({error}); leave it out, or convert it"),
            format!("列 `{name}` の型はここでは分からない ({error})。除くか、変換する"),
        )
    })
}

/// What a stream says of its own failure.
fn broken(stream: &mut FFI_ArrowArrayStream) -> Fault {
    let said = stream.get_last_error().and_then(|last_error| {
        // SAFETY: the callback was read from this stream; its text is copied before the stream is used again.
        unsafe {
            let text = last_error(&raw mut *stream);
            (!text.is_null()).then(|| CStr::from_ptr(text).to_string_lossy().into_owned())
        }
    });
    let said = said.unwrap_or_default();
    Fault::failed(format!("the frame's own stream broke: {said}"), format!("表の流れが途中で壊れた: {said}"))
}

impl Iterator for Stream {
    type Item = Result<ArrayRef, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let get_next = self.stream.get_next()?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the callback was read from this stream, and the place for the array is ours.
        let code = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if code != 0 {
            return Some(Err(broken(&mut self.stream)));
        }
        if array.is_released() {
            return None;
        }
        // SAFETY: the stream gave the array under its schema.
        Some(unsafe { import(array, &self.schema) })
    }
}

/// Takes an array over.
///
/// # Safety
/// The array is one of the schema.
pub(super) unsafe fn import(mut array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<ArrayRef, Fault> {
    // SAFETY: the caller vouches for array and schema; nobody else holds the array.
    unsafe {
        without_nothing((&raw mut array).cast(), schema);
        Ok(make_array(from_ffi(array, schema)?))
    }
}

/// The beginning of the C interface's `ArrowArray`, whose layout is fixed for all time by its specification.
#[repr(C)]
struct Raw {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Raw,
    dictionary: *mut Raw,
}

/// Polars, and old versions of others, give a column of nothing (type `null`) a buffer, which is always empty; the
/// specification says none, and the importer insists on it.
///
/// # Safety
/// The array is one of the schema.
unsafe fn without_nothing(array: *mut Raw, schema: &FFI_ArrowSchema) {
    // SAFETY: the array is valid and ours alone; children and dictionary are valid where the specification has them.
    unsafe {
        let Some(array) = array.as_mut() else { return };
        if schema.format() == "n" {
            array.n_buffers = 0;
        }
        if let Some(values) = schema.dictionary() {
            without_nothing(array.dictionary, values);
        }
        let count = usize::try_from(array.n_children).unwrap_or_default();
        if array.children.is_null() {
            return;
        }
        for (place, child) in schema.children().enumerate().take(count) {
            without_nothing(*array.children.add(place), child);
        }
    }
}

/// Whether a field holds a row's columns.
pub(super) fn columns(field: &Field) -> Option<&arrow_schema::Fields> {
    match field.data_type() {
        DataType::Struct(fields) => Some(fields),
        _ => None,
    }
}
