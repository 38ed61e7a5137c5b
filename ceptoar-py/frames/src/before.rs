//! Rows that an earlier answer refused.
//!
//! What could not be read of them need not stand in a field's column, so that the row looks like a notice that says less:
//! it is refused again until somebody mends it and empties the cell in which the problems stand.

use arrow_array::{Array, RecordBatch};
use arrow_schema::Schema;
use ceptoar_core::ErrorCode;
use serde_json::Value;

use super::found::{Found, Said};
use super::layout::names;
use super::near::shown;
use super::shape::FIELDS;
use super::text::by_text;

/// The columns in which an earlier answer may have told problems, or kept what it could not read, behind a prefix or not.
pub(super) fn places(schema: &Schema) -> Vec<usize> {
    let tells = |name: &str| ["problems", "unread"].iter().any(|told| name.trim_end_matches('_').ends_with(told));
    let fields = schema.fields().iter().enumerate();
    fields.filter(|(_, field)| tells(field.name())).map(|(place, _)| place).collect()
}

/// The rows of which a column tells problems in this library's words, each with what is to be done.
pub(super) fn refused(batch: &RecordBatch, places: &[usize]) -> Vec<(usize, Found)> {
    let mut rows = Vec::new();
    for place in places {
        let (Some(column), Some(field)) = (batch.columns().get(*place), batch.schema_ref().fields().get(*place)) else {
            continue;
        };
        let told = by_text(column, |text| u32::from(tells_problems(text) || holds_unread(text)));
        let Some(told) = told else { continue };
        for row in (0..column.len()).filter(|row| told.at(*row) == 1) {
            rows.push((row, found(field.name())));
        }
    }
    rows
}

/// Whether a cell begins as problems are told: with one of the codes.
fn tells_problems(text: &str) -> bool {
    let word = text.split([' ', ':']).next().unwrap_or_default();
    !word.is_empty() && ErrorCode::ALL.iter().any(|code| code.as_str() == word)
}

/// Whether a cell holds, as an object, more than what earlier answers said: then some of the row was not read.
fn holds_unread(text: &str) -> bool {
    let Ok(Value::Object(kept)) = serde_json::from_str(text) else { return false };
    let of_answer = |key: &String| {
        FIELDS.iter().all(|(field, _)| key != field) && names().chain(["unread"]).any(|name| key.ends_with(name))
    };
    !kept.keys().all(of_answer)
}

fn found(column: &str) -> Found {
    let name = shown(column);
    let said = Said::new(
        format!("an earlier answer refused this row: mend the row, and empty its cell in the column `{name}`"),
        format!("前の回答で拒否された行である。行を直し、列 `{name}` のセルを空にする"),
    );
    Found { column: Some(column.to_owned()), ..Found::said(ErrorCode::BadText, said) }
}
