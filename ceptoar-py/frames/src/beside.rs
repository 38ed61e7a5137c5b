//! Columns beside a field's own that hold a word which tells of it: `end of embargo` beside `embargo_until`.
//!
//! Where the field says something, such a column is a note. Where the field is empty, what it says might have narrowed who
//! is told, and the row is refused until the caller says which column the field is.

use std::collections::BTreeMap;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use ceptoar_core::ErrorCode;

use super::found::{Found, Said};
use super::near::{NARROWING, shown, tells, words};
use super::text::{by_text, held_rows};

/// A column that is not read, and the field of which it tells.
pub(super) struct Beside {
    field: &'static str,
    own: usize,
    place: usize,
}

/// The columns to look at; `read`: each field that is read with its column. A field that `named` maps is asked no more.
pub(super) fn places(
    schema: &Schema,
    read: &[(&'static str, usize)],
    named: &BTreeMap<String, Option<String>>,
) -> Vec<Beside> {
    let narrows = |field: &str| NARROWING.contains(&field) && !named.contains_key(field);
    let mut found = Vec::new();
    for (place, column) in schema.fields().iter().enumerate().filter(|(n, _)| read.iter().all(|(_, own)| own != n)) {
        let words = words(column.name());
        let told = read.iter().filter(|(field, _)| narrows(field) && tells(&words, field));
        found.extend(told.map(|(field, own)| Beside { field, own: *own, place }));
    }
    found
}

/// The rows in which such a column says something and the field does not.
pub(super) fn refused(batch: &RecordBatch, places: &[Beside]) -> Vec<(usize, Found)> {
    let mut rows = Vec::new();
    for beside in places {
        let (Some(own), Some(column)) = (batch.columns().get(beside.own), batch.columns().get(beside.place)) else {
            continue;
        };
        let (own, column) = (filled(own), filled(column));
        for (row, _) in own.iter().zip(&column).enumerate().filter(|(_, (own, column))| !**own && **column) {
            let name = batch.schema_ref().fields().get(beside.place).map_or("", |field| field.name());
            rows.push((row, found(beside.field, name)));
        }
    }
    rows
}

/// For each row whether a cell says something; a text of no characters does not.
fn filled(array: &ArrayRef) -> Vec<bool> {
    if let Some(codes) = by_text(array, |_| 1) {
        return (0..array.len()).map(|row| codes.at(row) == 1).collect();
    }
    let mut filled = vec![false; array.len()];
    held_rows(array).for_each(|row| filled.iter_mut().skip(row).take(1).for_each(|cell| *cell = true));
    filled
}

fn found(field: &str, column: &str) -> Found {
    let name = shown(column);
    let said = Said::new(
        format!(
            "the column `{name}` says something where the field `{field}` is empty: say which column the field is, \
             columns={{\"{field}\": \"{name}\"}} (--column {field}={name}), or that it is its own, \
             columns={{\"{field}\": \"{field}\"}} (--column {field}={field})"
        ),
        format!(
            "項目 `{field}` が空なのに、列 `{name}` に何か書かれている。columns={{\"{field}\": \"{name}\"}} \
             (--column {field}={name}) でどの列かを示すか、columns={{\"{field}\": \"{field}\"}} \
             (--column {field}={field}) でもとの列だと示す"
        ),
    );
    Found { column: Some(column.to_owned()), ..Found::said(ErrorCode::BadText, said) }
}
