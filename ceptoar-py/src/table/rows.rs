//! Rows of an author's answer as a table: each row is an object as its JSON has it, each column one path into it. One way for
//! every such table, whatever its rows are.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_schema::{ArrowError, Field, Schema};
use chrono::{Datelike as _, NaiveDate};
use serde_json::Value;

use super::sheet::EPOCH;

/// What a column holds.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// Text; what is no text as JSON.
    Text,
    /// Texts; an item that is none is written in words: sets with blanks between, days with a slash.
    List,
    Number,
    /// A number with decimals.
    Part,
    Day,
    Flag,
}

/// A column: its name, the fields that lead to it, and what it holds.
pub(crate) type Column = (&'static str, &'static [&'static str], Of);

/// The rows as a table.
pub(crate) fn table(rows: &[Value], columns: &[Column]) -> Result<RecordBatch, ArrowError> {
    let made = columns.iter().map(|(_, path, of)| {
        let cells = rows.iter().map(|row| path.iter().try_fold(row, |at, field| at.get(field)));
        column(&cells.map(|cell| cell.filter(|cell| !cell.is_null())).collect::<Vec<_>>(), *of)
    });
    let made: Vec<ArrayRef> = made.collect();
    let fields = columns.iter().zip(&made).map(|((name, ..), made)| Field::new(*name, made.data_type().clone(), true));
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields.collect::<Vec<_>>())), made, &options)
}

fn column(cells: &[Option<&Value>], of: Of) -> ArrayRef {
    match of {
        Of::Text => Arc::new(cells.iter().map(|cell| cell.map(in_text)).collect::<StringArray>()),
        Of::Number => Arc::new(cells.iter().map(|cell| cell.and_then(Value::as_i64)).collect::<Int64Array>()),
        Of::Part => Arc::new(cells.iter().map(|cell| cell.and_then(Value::as_f64)).collect::<Float64Array>()),
        Of::Flag => Arc::new(cells.iter().map(|cell| cell.and_then(Value::as_bool)).collect::<BooleanArray>()),
        Of::Day => {
            let day = |cell: &Value| cell.as_str()?.parse::<NaiveDate>().ok();
            let days = cells.iter().map(|cell| cell.and_then(day).map(|day| day.num_days_from_ce() - EPOCH));
            Arc::new(days.collect::<Date32Array>())
        }
        Of::List => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                lists.append_option(cell.and_then(Value::as_array).map(|items| items.iter().map(in_words)));
            }
            Arc::new(lists.finish())
        }
    }
}

fn in_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An item of a list; null: nothing is said.
fn in_words(item: &Value) -> Option<String> {
    let joined = |items: &[Value]| items.iter().map(in_text).collect::<Vec<_>>().join(" ");
    let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    match item {
        Value::Null => None,
        Value::Array(items) => Some(or_none(joined(items))),
        Value::Object(fields) => {
            let list = |name: &str| fields.get(name).and_then(Value::as_array).map(|items| joined(items));
            Some(match (list("sectors"), list("ceptoars")) {
                (None, None) => {
                    let day = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or("..");
                    format!("{}/{}", day("from"), day("until"))
                }
                (sectors, None) => or_none(sectors.unwrap_or_default()),
                (sectors, Some(ceptoars)) => format!("{}/{ceptoars}", sectors.unwrap_or_default()),
            })
        }
        other => Some(in_text(other)),
    }
}
