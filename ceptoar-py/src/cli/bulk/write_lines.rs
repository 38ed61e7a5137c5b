//! JSON Lines out: an object a line, without what is absent.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use serde_json::Value;

use super::super::Failure;
use super::Answers;
use super::cells::{Cache, columns, text_json};

const PIECE: usize = 1 << 16;

/// How a file is written.
pub(super) struct Lines {
    /// The column that keeps what has no column of its own: it stands in the line as it stood.
    pub(super) unread: Option<String>,
    pub(super) cache: Cache,
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
                        column.json(row, &mut piece)?;
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
