//! CSV out: text as it is, the ids of a notice as they are read, everything else that is no text as JSON.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use ceptoar_frames::NOBODY;
use serde_json::{Map, Value};

use super::super::failure::Failure;
use super::answers::Answers;
use super::cells::{Cache, Column, columns};

/// How bytes are handed on: in pieces, so that a row need not be.
const PIECE: usize = 1 << 16;
/// What stands in the place of the channels of a hand-over within one office, which needs none.
pub(crate) const INTERNAL: &str = "(internal)";

/// How a file is written.
pub(super) struct Csv {
    pub(super) delimiter: u8,
    pub(super) separator: String,
    /// Whether it begins with a mark, by which Excel knows UTF-8.
    pub(super) mark: bool,
    /// The columns of ids.
    pub(super) sets: Vec<String>,
    /// The one of which an empty set says something.
    pub(super) limit: Option<String>,
    pub(super) prefix: String,
    /// The column that keeps what has no column of its own.
    pub(super) unread: Option<String>,
    pub(super) cache: Cache,
}

#[derive(Clone, Copy)]
enum Role {
    Plain,
    Set,
    Limit,
    /// The channels of the last hop; the place of those that are used beside them.
    Channels(Option<usize>),
}

impl Csv {
    fn roles(&self, schema: &Schema) -> Vec<Role> {
        let (channels, also) = (format!("{}channels", self.prefix), format!("{}also", self.prefix));
        let also = schema.index_of(&also).ok();
        let role = |name: &String| match name {
            name if self.limit.as_ref() == Some(name) => Role::Limit,
            name if self.sets.contains(name) => Role::Set,
            name if *name == channels => Role::Channels(also),
            _ => Role::Plain,
        };
        schema.fields().iter().map(|field| role(field.name())).collect()
    }

    fn quoted(&self, text: &[u8], out: &mut Vec<u8>) {
        let special = |byte: &u8| *byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if text.iter().any(special) {
            out.push(b'"');
            for byte in text {
                if *byte == b'"' {
                    out.push(b'"');
                }
                out.push(*byte);
            }
            out.push(b'"');
        } else {
            out.extend_from_slice(text);
        }
    }

    /// The ids of a set with the separator between, if they can be told apart again.
    fn joined(&self, column: &Column, row: usize) -> Result<Option<String>, Failure> {
        let Some((items, range)) = column.items(row) else { return Ok(None) };
        let mut out = String::new();
        let start = range.start;
        for place in range {
            let Some(text) = items.text(place)? else { return Ok(None) };
            let plain = text.trim() == text && !text.is_empty() && !text.starts_with('[') && text != NOBODY;
            if !plain || text.contains(&self.separator) {
                return Ok(None);
            }
            if place > start {
                out += &self.separator;
            }
            out += &text;
        }
        Ok(Some(out))
    }

    fn cell(
        &self,
        all: &[Column],
        column: &Column,
        role: Role,
        row: usize,
        scratch: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        if column.is_null(row) {
            return Ok(());
        }
        if let Some(text) = column.text(row)? {
            let beside =
                |also: Option<usize>| also.and_then(|also| all.get(also)).map_or(Ok(None), |also| also.text(row));
            match role {
                Role::Channels(also) if text.is_empty() && beside(also)?.is_none_or(|also| also.is_empty()) => {
                    out.extend_from_slice(INTERNAL.as_bytes());
                }
                _ => self.quoted(text.as_bytes(), out),
            }
            return Ok(());
        }
        let empty = column.items(row).is_some_and(|(_, range)| range.is_empty());
        match role {
            Role::Limit if empty => out.extend_from_slice(NOBODY.as_bytes()),
            Role::Set if empty => {}
            Role::Limit | Role::Set if let Some(ids) = self.joined(column, row)? => self.quoted(ids.as_bytes(), out),
            _ => {
                scratch.clear();
                column.json(row, scratch)?;
                self.quoted(scratch, out);
            }
        }
        Ok(())
    }
}

impl Answers for Csv {
    fn begin(&mut self, schema: &Schema, out: &mut dyn Write) -> Result<(), Failure> {
        let mut heading = if self.mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        for (place, field) in schema.fields().iter().enumerate() {
            if place > 0 {
                heading.push(self.delimiter);
            }
            self.quoted(field.name().as_bytes(), &mut heading);
        }
        heading.push(b'\n');
        out.write_all(&heading).map_err(Failure::Stream)
    }

    fn write(&mut self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), Failure> {
        let mut cache = std::mem::take(&mut self.cache);
        let all = columns(batch, &mut cache)?;
        let schema = batch.schema();
        let roles = self.roles(&schema);
        let unread = self.unread.as_ref().and_then(|name| schema.index_of(name).ok()).and_then(|place| all.get(place));
        let (mut piece, mut scratch) = (Vec::with_capacity(2 * PIECE), Vec::new());
        for row in 0..batch.num_rows() {
            let said: Map<String, Value> = match unread.map(|unread| unread.text(row)).transpose()?.flatten() {
                Some(text) => serde_json::from_str(&text).unwrap_or_default(),
                None => Map::new(),
            };
            for (place, (column, role)) in all.iter().zip(&roles).enumerate() {
                if place > 0 {
                    piece.push(self.delimiter);
                }
                // What a refused row said in a wrong form stands at its place as well.
                let wrong = || said.get(schema.fields().get(place)?.name());
                match (said.is_empty() || !column.is_null(row)).then_some(()).map_or_else(wrong, |()| None) {
                    None => self.cell(&all, column, *role, row, &mut scratch, &mut piece)?,
                    Some(Value::String(text)) => self.quoted(text.as_bytes(), &mut piece),
                    Some(Value::Null) => {}
                    Some(other) => self.quoted(other.to_string().as_bytes(), &mut piece),
                }
            }
            piece.push(b'\n');
            if piece.len() > PIECE {
                out.write_all(&piece).map_err(Failure::Stream)?;
                piece.clear();
            }
        }
        self.cache = cache;
        out.write_all(&piece).map_err(Failure::Stream)
    }
}
