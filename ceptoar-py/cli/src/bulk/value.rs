//! A cell of any Arrow type as a JSON value.

use super::super::failure::Failure;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use ceptoar_core::instant_text;
use serde_json::Value;

/// The value of a row.
pub(super) fn value(array: &ArrayRef, row: usize) -> Result<Value, Failure> {
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
            // Alone its own row is looked at: the numbers of a whole column for each cell would never end.
            let one = array.slice(row, 1);
            let dictionary = one.as_any_dictionary();
            let key = dictionary.normalized_keys().first().copied().unwrap_or_default();
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
            return Err(Failure::refused(
                format!("a column of {other} cannot be written as text; write Parquet"),
                format!("{other} の列は文字にできない。Parquetで書き出す"),
            ));
        }
    })
}
