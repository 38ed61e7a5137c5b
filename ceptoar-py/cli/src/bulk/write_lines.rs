//! JSON Lines out: an object a line, without what is absent.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use ceptoar_frames::{NOBODY, Shape};
use serde_json::Value;

use super::super::failure::Failure;
use super::answers::Answers;
use super::cells::{Cache, columns, text_json};

const PIECE: usize = 1 << 16;

/// How a file is written.
pub(super) struct Lines {
    /// The column that keeps what has no column of its own: it stands in the line as it stood.
    pub(super) unread: Option<String>,
    pub(super) cache: Cache,
    /// What stands between the values of a list that is written as text.
    pub(super) separator: String,
    /// The columns that are read as fields of their own names.
    pub(super) fields: Vec<(&'static str, Shape)>,
}

/// A field that was read from a text, as a notice in JSON writes it; `None`: as it stands. A text that is no such value
/// stays what it is, so that it is refused again.
fn of_text(text: &str, shape: Shape, separator: &str) -> Option<Value> {
    let as_json = || serde_json::from_str::<Value>(text).ok();
    match shape {
        Shape::Flag => match text.to_ascii_lowercase().as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        Shape::Limit if text.trim() == NOBODY => Some(Value::Array(Vec::new())),
        Shape::Set | Shape::Limit if text.starts_with('[') => {
            as_json().filter(|value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string)))
        }
        Shape::Set | Shape::Limit => {
            let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
            (!parts.iter().any(|part| part.is_empty())).then(|| parts.into())
        }
        Shape::Persons if text.starts_with('[') => as_json(),
        Shape::Persons => {
            let person = |part: &str| {
                let (party, reference) = part.trim().split_once(':')?;
                Some(serde_json::json!({ "party": party.trim(), "ref": reference.trim() }))
            };
            text.split(separator).map(person).collect::<Option<Vec<_>>>().map(Value::Array)
        }
        Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => None,
    }
}

impl Answers for Lines {
    fn begin(&mut self, _: &Schema, _: &mut dyn Write) -> Result<(), Failure> {
        Ok(())
    }

    fn write(&mut self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), Failure> {
        let all = columns(batch, &mut self.cache)?;
        let schema = batch.schema();
        let names: Vec<Vec<u8>> = schema
            .fields()
            .iter()
            .map(|field| {
                let mut name = Vec::new();
                text_json(field.name(), &mut name);
                name.push(b':');
                name
            })
            .collect();
        let shape = |name: &String| self.fields.iter().find(|(field, _)| field == name).map(|(_, shape)| *shape);
        let shapes: Vec<Option<Shape>> = schema.fields().iter().map(|field| shape(field.name())).collect();
        let unread = self.unread.as_ref().and_then(|name| schema.index_of(name).ok());
        let mut piece = Vec::with_capacity(2 * PIECE);
        for row in 0..batch.num_rows() {
            piece.push(b'{');
            let mut first = true;
            let mut between = |piece: &mut Vec<u8>| {
                if !std::mem::replace(&mut first, false) {
                    piece.push(b',');
                }
            };
            for (place, (column, name)) in all.iter().zip(&names).enumerate() {
                if column.is_null(row) {
                    continue;
                }
                let kept = if unread == Some(place) { column.text(row)? } else { None };
                match kept.map(|text| serde_json::from_str::<Value>(&text).unwrap_or_default()) {
                    Some(Value::Object(kept)) => {
                        for (key, value) in kept {
                            between(&mut piece);
                            text_json(&key, &mut piece);
                            piece.push(b':');
                            piece.extend_from_slice(value.to_string().as_bytes());
                        }
                    }
                    Some(kept) => {
                        between(&mut piece);
                        piece.extend_from_slice(name);
                        piece.extend_from_slice(kept.to_string().as_bytes());
                    }
                    None => {
                        between(&mut piece);
                        piece.extend_from_slice(name);
                        let shape = shapes.get(place).copied().flatten();
                        let text = if shape.is_some() { column.text(row)? } else { None };
                        match shape.zip(text).and_then(|(shape, text)| of_text(&text, shape, &self.separator)) {
                            Some(value) => piece.extend_from_slice(value.to_string().as_bytes()),
                            None => column.json(row, &mut piece)?,
                        }
                    }
                }
            }
            piece.extend_from_slice(b"}\n");
            if piece.len() > PIECE {
                out.write_all(&piece).map_err(Failure::Stream)?;
                piece.clear();
            }
        }
        out.write_all(&piece).map_err(Failure::Stream)
    }
}
