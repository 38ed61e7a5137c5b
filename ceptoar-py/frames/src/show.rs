//! Cells as a reader sees them, for a notebook.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use ceptoar_core::chrono::NaiveDateTime;
use ceptoar_core::instant_text;

use super::near::shown;
use super::text::Texts;
use super::zone::Zone;

/// More letters than this are cut off.
const MOST: usize = 120;

/// The cells of a row, each as a short text in which nothing is hidden; `None` where nothing stands.
pub fn cells(batch: &RecordBatch, row: usize, zone: Option<Zone>) -> Vec<Option<String>> {
    let short = |text: String| {
        let mut short: String = text.chars().take(MOST).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        shown(&short)
    };
    batch.columns().iter().map(|column| cell(column, row, zone).map(short)).collect()
}

/// What stands in a cell, whole.
pub(super) fn cell(array: &ArrayRef, row: usize, zone: Option<Zone>) -> Option<String> {
    if array.is_null(row) || matches!(array.data_type(), DataType::Null) {
        return None;
    }
    if let Some(texts) = Texts::new(array.as_ref()) {
        return texts.get(row).map(str::to_owned);
    }
    macro_rules! number {
        ($($kind:ident => $native:ty),*) => {
            match array.data_type() {
                $(DataType::$kind => return array.as_primitive_opt::<$native>().map(|array| array.value(row).to_string()),)*
                _ => {}
            }
        };
    }
    number!(
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type, UInt8 => UInt8Type,
        UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type, Float32 => Float32Type, Float64 => Float64Type
    );
    match array.data_type() {
        DataType::Date32 => Some(array.as_primitive_opt::<Date32Type>()?.value_as_date(row)?.to_string()),
        DataType::Timestamp(unit, aware) => {
            let at = match unit {
                TimeUnit::Second => array.as_primitive_opt::<TimestampSecondType>()?.value_as_datetime(row),
                TimeUnit::Millisecond => array.as_primitive_opt::<TimestampMillisecondType>()?.value_as_datetime(row),
                TimeUnit::Microsecond => array.as_primitive_opt::<TimestampMicrosecondType>()?.value_as_datetime(row),
                TimeUnit::Nanosecond => array.as_primitive_opt::<TimestampNanosecondType>()?.value_as_datetime(row),
            };
            Some(at.map_or_else(|| "?".to_owned(), |at| time(at, aware.is_some(), zone)))
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let key = cell(&dictionary.keys().slice(row, 1), 0, None)?.parse().ok()?;
            (key < dictionary.values().len()).then(|| cell(dictionary.values(), key, zone)).flatten()
        }
        DataType::List(_) => Some(list(&array.as_list_opt::<i32>()?.value(row), zone)),
        DataType::LargeList(_) => Some(list(&array.as_list_opt::<i64>()?.value(row), zone)),
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct_opt()?.columns());
            let parts = columns.map(|(field, column)| {
                format!("{}: {}", field.name(), cell(column, row, zone).unwrap_or_else(|| "∅".to_owned()))
            });
            Some(parts.collect::<Vec<_>>().join(", "))
        }
        other => Some(format!("<{other}>")),
    }
}

fn list(items: &ArrayRef, zone: Option<Zone>) -> String {
    let shown = items.len().min(20);
    let mut parts: Vec<String> =
        (0..shown).map(|row| cell(items, row, zone).unwrap_or_else(|| "∅".to_owned())).collect();
    if items.len() > shown {
        parts.push(format!("… ({})", items.len()));
    }
    parts.join(" · ")
}

fn time(at: NaiveDateTime, aware: bool, zone: Option<Zone>) -> String {
    match (aware, zone) {
        (false, _) => at.format("%Y-%m-%d %H:%M:%S%.f").to_string(),
        (true, None) => instant_text(at.and_utc()),
        (true, Some(zone)) => {
            let at = at.and_utc();
            format!("{}{}", zone.local(at).format("%Y-%m-%d %H:%M:%S%.f"), zone.offset(at))
        }
    }
}
