//! CSV in and out, and cells as JSON values.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use ceptoar_core::instant_text;
use serde_json::{Map, Value};

use super::super::Failure;
use super::Answers;
use crate::frame::capsule::{Chunk, Frame};
use crate::frame::sets::NOBODY;
use crate::frame::{CHUNK, Fault};

/// A CSV file with a header; an empty cell is absent.
pub(super) fn read(path: &Path) -> Result<Frame, Failure> {
    let file = std::fs::File::open(path).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
    let mut file = std::io::BufReader::new(file);
    skip_mark(&mut file).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
    let mut reader = csv::ReaderBuilder::new().from_reader(file);
    let place = path.display().to_string();
    let broken = move |error: csv::Error| Fault::failed(format!("{place}: {error}"), format!("{place}: {error}"));
    let headings = reader.headers().map_err(&broken)?.clone();
    let mut names: Vec<&str> = headings.iter().collect();
    names.sort_unstable();
    if let Some([name, _]) = names.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
        return Err(Failure::Failed(format!("two columns are called `{name}`: which one is meant cannot be known")));
    }
    let fields: Vec<Field> = headings.iter().map(|name| Field::new(name, DataType::Utf8, true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let of = Arc::clone(&schema);
    let mut records = reader.into_records();
    let batches = std::iter::from_fn(move || {
        let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); of.fields().len()];
        for record in records.by_ref().take(CHUNK) {
            let record = match record {
                Ok(record) => record,
                Err(error) => return Some(Err(broken(error))),
            };
            for (column, cell) in columns.iter_mut().zip(record.iter()) {
                column.push((!cell.is_empty()).then(|| cell.to_owned()));
            }
        }
        if columns.first().is_none_or(Vec::is_empty) {
            return None;
        }
        let arrays = columns.into_iter().map(|column| Arc::new(StringArray::from(column)) as ArrayRef).collect();
        Some(RecordBatch::try_new(Arc::clone(&of), arrays).map(Chunk::from).map_err(Fault::from))
    });
    Ok(Frame { schema, batches: Box::new(batches) })
}

/// Spreadsheets begin their CSV with a byte order mark.
fn skip_mark(file: &mut std::io::BufReader<std::fs::File>) -> std::io::Result<()> {
    use std::io::BufRead as _;
    if file.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        file.read_exact(&mut [0; 3])?;
    }
    Ok(())
}

/// Writes CSV: text as it is, the ids of a notice as they are read, other lists as JSON.
pub(super) struct Csv {
    headed: bool,
    separator: String,
    sets: Vec<String>,
    limit: Option<String>,
}

impl Csv {
    /// `sets`: the columns of ids; `limit`: the one of which an empty set says something.
    pub(super) fn new(separator: &str, (sets, limit): (Vec<String>, Option<String>)) -> Self {
        Self { headed: false, separator: separator.to_owned(), sets, limit }
    }

    fn cell(&self, column: &str, value: Value) -> String {
        let limits = self.limit.as_deref() == Some(column);
        match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            Value::Array(ids) if limits && ids.is_empty() => NOBODY.to_owned(),
            Value::Array(ids) if limits || self.sets.iter().any(|set| set == column) => {
                ids.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(&self.separator)
            }
            other => other.to_string(),
        }
    }
}

impl Answers for Csv {
    fn write(&mut self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), Failure> {
        let failed = |error: csv::Error| Failure::Failed(error.to_string());
        let mut writer = csv::Writer::from_writer(out);
        if !std::mem::replace(&mut self.headed, true) {
            writer.write_record(batch.schema_ref().fields().iter().map(|field| field.name())).map_err(failed)?;
        }
        for row in 0..batch.num_rows() {
            let mut record = Vec::with_capacity(batch.num_columns());
            for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
                record.push(self.cell(field.name(), value(column, row)?));
            }
            writer.write_record(&record).map_err(failed)?;
        }
        writer.flush().map_err(|error| Failure::Failed(error.to_string()))
    }
}

/// A row as an object.
pub(super) fn object(batch: &RecordBatch, row: usize) -> Result<Map<String, Value>, Failure> {
    let fields = batch.schema_ref().fields().iter().zip(batch.columns());
    fields.map(|(field, column)| Ok((field.name().clone(), value(column, row)?))).collect()
}

fn value(array: &ArrayRef, row: usize) -> Result<Value, Failure> {
    if array.is_null(row) {
        return Ok(Value::Null);
    }
    fn number<T: ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> Value
    where
        T::Native: Into<Value>,
    {
        array.as_primitive::<T>().value(row).into()
    }
    let list = |items: ArrayRef| (0..items.len()).map(|n| value(&items, n)).collect::<Result<Vec<_>, _>>();
    Ok(match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).into(),
        DataType::Utf8View => array.as_string_view().value(row).into(),
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Int8 => number::<Int8Type>(array, row),
        DataType::Int16 => number::<Int16Type>(array, row),
        DataType::Int32 => number::<Int32Type>(array, row),
        DataType::Int64 => number::<Int64Type>(array, row),
        DataType::UInt8 => number::<UInt8Type>(array, row),
        DataType::UInt16 => number::<UInt16Type>(array, row),
        DataType::UInt32 => number::<UInt32Type>(array, row),
        DataType::UInt64 => number::<UInt64Type>(array, row),
        DataType::Float32 => number::<Float32Type>(array, row),
        DataType::Float64 => number::<Float64Type>(array, row),
        DataType::Date32 => {
            let day = array.as_primitive::<Date32Type>().value_as_date(row);
            day.map(|day| Value::from(day.to_string())).unwrap_or_default()
        }
        DataType::Timestamp(unit, zone) => {
            let at = match unit {
                TimeUnit::Second => array.as_primitive::<TimestampSecondType>().value_as_datetime(row),
                TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().value_as_datetime(row),
                TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().value_as_datetime(row),
                TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().value_as_datetime(row),
            };
            let text = at
                .map(|at| if zone.is_some() { instant_text(at.and_utc()) } else { at.format("%FT%T%.f").to_string() });
            text.map(Value::from).unwrap_or_default()
        }
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            let key = dictionary.normalized_keys().get(row).copied().unwrap_or_default();
            value(dictionary.values(), key)?
        }
        DataType::List(_) => Value::Array(list(array.as_list::<i32>().value(row))?),
        DataType::LargeList(_) => Value::Array(list(array.as_list::<i64>().value(row))?),
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct().columns());
            Value::Object(
                columns
                    .map(|(field, column)| Ok((field.name().clone(), value(column, row)?)))
                    .collect::<Result<_, Failure>>()?,
            )
        }
        other => {
            return Err(Failure::Failed(format!("a column of {other} cannot be written as text; write Parquet")));
        }
    })
}
