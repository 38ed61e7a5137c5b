//! The rows of a frame as a spreadsheet would hold them: each cell a text. Nothing is guessed: a column of a type that no cell has
//! is refused.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use serde_json::{Map, Value};

use super::fault::Fault;
use super::near::shown;
use super::show::cell;

/// The cells of each row. Nothing is an empty cell; a list stands with `;` between its items, an empty list as `-`, a list of
/// objects as JSON; a day as 2024-04-01; a flag as `yes` or `no`; a whole number without a point, whatever its type.
///
/// # Errors
/// [`Fault::Frame`] for the first column of a type that no cell has, such as bytes.
pub fn written(batch: &RecordBatch) -> Result<Vec<Vec<String>>, Fault> {
    let schema = batch.schema();
    if let Some(field) = schema.fields().iter().find(|field| !is_written(field.data_type())) {
        let (name, kind) = (shown(field.name()), field.data_type());
        return Err(Fault::frame(
            format!(
                "the column `{name}` is of the type {kind}, which no cell has: give texts, numbers, days, flags or lists"
            ),
            format!("列 `{name}` の型 {kind} はセルに書けない。文字列、数、日付、真偽、またはその一覧にする"),
        ));
    }
    let cells = |row: usize| batch.columns().iter().map(|column| in_cell(column, row)).collect();
    Ok((0..batch.num_rows()).map(cells).collect())
}

/// Whether a value of the type can stand in a cell.
fn is_written(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
            is_written(item.data_type())
        }
        DataType::Dictionary(_, value) => is_written(value),
        DataType::Struct(fields) => fields.iter().all(|field| is_written(field.data_type())),
        kind => {
            kind.is_integer()
                || matches!(
                    kind,
                    DataType::Null
                        | DataType::Boolean
                        | DataType::Utf8
                        | DataType::LargeUtf8
                        | DataType::Utf8View
                        | DataType::Float32
                        | DataType::Float64
                        | DataType::Date32
                        | DataType::Timestamp(..)
                )
        }
    }
}

fn in_cell(array: &ArrayRef, row: usize) -> String {
    match value(array, row) {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) if items.is_empty() => "-".to_owned(),
        Value::Array(items) => {
            // An item that holds what parts items is not parted: JSON keeps it whole.
            let whole = |item: &Value| item.as_str().filter(|text| !text.contains([';', '；'])).map(str::to_owned);
            let texts: Option<Vec<String>> = items.iter().map(whole).collect();
            texts.map_or_else(|| Value::Array(items).to_string(), |texts| texts.join(";"))
        }
        other => other.to_string(),
    }
}

/// What stands in a cell: a text, a list, an object, or nothing.
fn value(array: &ArrayRef, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    if let Some(items) = items(array, row) {
        return (0..items.len()).map(|item| value(&items, item)).collect();
    }
    if let Some(object) = array.as_struct_opt() {
        let named = object.fields().iter().zip(object.columns());
        let said = named.map(|(field, column)| (field.name().clone(), value(column, row)));
        return Value::Object(said.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>());
    }
    match array.data_type() {
        DataType::Boolean => {
            let yes = array.as_boolean_opt().is_some_and(|flags| flags.value(row));
            Value::from(if yes { "yes" } else { "no" })
        }
        // A library that has no days keeps them as the instants at which they begin.
        DataType::Timestamp(..) => match cell(array, row, None) {
            Some(text) => Value::from(day(&text).map_or(text.clone(), str::to_owned)),
            None => Value::Null,
        },
        // A number that is none is what pandas writes where nothing stands.
        DataType::Float32 | DataType::Float64 => {
            cell(array, row, None).filter(|text| text != "NaN").map_or(Value::Null, Value::from)
        }
        _ => cell(array, row, None).map_or(Value::Null, Value::from),
    }
}

/// The items of a list.
fn items(array: &ArrayRef, row: usize) -> Option<ArrayRef> {
    if let Some(lists) = array.as_list_opt::<i32>() {
        return Some(lists.value(row));
    }
    if let Some(lists) = array.as_list_opt::<i64>() {
        return Some(lists.value(row));
    }
    array.as_fixed_size_list_opt().map(|lists| lists.value(row))
}

/// The day that a text without a zone is the beginning of.
fn day(text: &str) -> Option<&str> {
    text.strip_suffix(" 00:00:00")
}
