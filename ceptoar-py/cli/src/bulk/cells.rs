//! The columns of a batch, written row by row: what a dictionary holds is written out once, not once a row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use serde_json::Value;

use super::super::failure::Failure;
use super::value::value;

/// A value of a dictionary, as text and as JSON; `None`: null.
type Written = Option<(String, Vec<u8>)>;

/// The dictionaries that were written out already, by the place of their column.
#[derive(Default)]
pub(super) struct Cache(HashMap<usize, (ArrayRef, Arc<Vec<Written>>)>);

impl Cache {
    fn written(&mut self, place: usize, values: &ArrayRef) -> Result<Arc<Vec<Written>>, Failure> {
        if let Some((known, written)) = self.0.get(&place)
            && Arc::ptr_eq(known, values)
        {
            return Ok(Arc::clone(written));
        }
        let one = |row: usize| -> Result<Written, Failure> {
            Ok(match value(values, row)? {
                Value::Null => None,
                Value::String(text) => {
                    let json = Value::from(text.as_str()).to_string().into_bytes();
                    Some((text, json))
                }
                other => Some((other.to_string(), other.to_string().into_bytes())),
            })
        };
        let written = Arc::new((0..values.len()).map(one).collect::<Result<Vec<_>, _>>()?);
        self.0.insert(place, (Arc::clone(values), Arc::clone(&written)));
        Ok(written)
    }
}

/// A column of a batch.
pub(super) struct Column {
    array: ArrayRef,
    kind: Kind,
}

enum Kind {
    Text,
    Coded { keys: Vec<usize>, values: Arc<Vec<Written>> },
    List { ends: Vec<usize>, items: Box<Column> },
    Other,
}

/// The columns of a batch, in order.
pub(super) fn columns(batch: &RecordBatch, cache: &mut Cache) -> Result<Vec<Column>, Failure> {
    batch.columns().iter().enumerate().map(|(place, array)| Column::new(array, place, cache)).collect()
}

impl Column {
    fn new(array: &ArrayRef, place: usize, cache: &mut Cache) -> Result<Self, Failure> {
        let kind = match array.data_type() {
            DataType::Utf8 => Kind::Text,
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                // An empty dictionary has no key that could be put within its bounds.
                let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
                Kind::Coded { keys, values: cache.written(place, dictionary.values())? }
            }
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                let ends = list.value_offsets().iter().map(|end| usize::try_from(*end).unwrap_or_default()).collect();
                Kind::List { ends, items: Box::new(Self::new(list.values(), place, cache)?) }
            }
            _ => Kind::Other,
        };
        Ok(Self { array: Arc::clone(array), kind })
    }

    pub(super) fn is_null(&self, row: usize) -> bool {
        match &self.kind {
            Kind::Coded { keys, values } => {
                let null = || keys.get(row).and_then(|key| values.get(*key)).is_none_or(Option::is_none);
                self.array.is_null(row) || null()
            }
            _ => self.array.is_null(row),
        }
    }

    /// What a row holds, as a text that no mark surrounds; `None` for null, lists and structs.
    pub(super) fn text(&self, row: usize) -> Result<Option<Cow<'_, str>>, Failure> {
        if self.is_null(row) {
            return Ok(None);
        }
        Ok(match &self.kind {
            Kind::Text => Some(self.array.as_string::<i32>().value(row).into()),
            Kind::Coded { keys, values } => {
                let written = keys.get(row).and_then(|key| values.get(*key)?.as_ref());
                written.map(|(text, _)| text.as_str().into())
            }
            Kind::List { .. } => None,
            Kind::Other => match value(&self.array, row)? {
                Value::Null | Value::Array(_) | Value::Object(_) => None,
                Value::String(text) => Some(text.into()),
                other => Some(other.to_string().into()),
            },
        })
    }

    /// The items of a list.
    pub(super) fn items(&self, row: usize) -> Option<(&Self, Range<usize>)> {
        let Kind::List { ends, items } = &self.kind else { return None };
        if self.is_null(row) {
            return None;
        }
        Some((items, *ends.get(row)?..*ends.get(row + 1)?))
    }

    /// What a row holds, as JSON.
    pub(super) fn json(&self, row: usize, out: &mut Vec<u8>) -> Result<(), Failure> {
        if self.is_null(row) {
            out.extend_from_slice(b"null");
            return Ok(());
        }
        match &self.kind {
            Kind::Text => text_json(self.array.as_string::<i32>().value(row), out),
            Kind::Coded { keys, values } => {
                let written = keys.get(row).and_then(|key| values.get(*key)?.as_ref());
                out.extend_from_slice(written.map_or(b"null".as_slice(), |(_, json)| json));
            }
            Kind::List { .. } => {
                out.push(b'[');
                let (items, range) = self.items(row).unwrap_or((self, 0..0));
                let start = range.start;
                for place in range {
                    if place > start {
                        out.push(b',');
                    }
                    items.json(place, out)?;
                }
                out.push(b']');
            }
            Kind::Other => out.extend_from_slice(value(&self.array, row)?.to_string().as_bytes()),
        }
        Ok(())
    }
}

/// A text as JSON.
pub(super) fn text_json(text: &str, out: &mut Vec<u8>) {
    if text.bytes().any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        out.extend_from_slice(Value::from(text).to_string().as_bytes());
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    }
}
