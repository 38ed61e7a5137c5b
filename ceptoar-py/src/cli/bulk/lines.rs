//! JSON Lines in and out: a notice a line, an answer a line.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use ceptoar_core::Notice;
use serde_json::{Map, Value};

use super::super::Failure;
use super::Answers;
use super::table::object;
use crate::error::Found;
use crate::frame::capsule::{Chunk, Frame};
use crate::frame::field::{FIELDS, Shape};
use crate::frame::{CHUNK, Fault};

/// A file of notices, one JSON document a line; empty lines are passed over.
pub(super) fn read(path: &Path) -> Result<Frame, Failure> {
    let place = path.display().to_string();
    let file: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = std::fs::File::open(path).map_err(|error| Failure::Failed(format!("{place}: {error}")))?;
        Box::new(BufReader::new(file))
    };
    let mut lines = file.split(b'\n');
    let batches = std::iter::from_fn(move || {
        let mut columns = Columns::default();
        while columns.rows < CHUNK {
            match lines.next() {
                None => break,
                Some(Err(error)) => {
                    return Some(Err(Fault::failed(format!("{place}: {error}"), format!("{place}: {error}"))));
                }
                Some(Ok(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(Ok(line)) => columns.push(&line),
            }
        }
        (columns.rows > 0).then(|| columns.finish())
    });
    Ok(Frame { schema: Arc::new(schema()), batches: Box::new(batches) })
}

fn persons() -> Vec<Field> {
    vec![Field::new("party", DataType::Utf8, true), Field::new("ref", DataType::Utf8, true)]
}

fn schema() -> Schema {
    let list = |item: DataType| DataType::List(Arc::new(Field::new("item", item, true)));
    Schema::new(
        FIELDS
            .map(|(name, shape)| {
                let data_type = match shape {
                    Shape::Set | Shape::Limit => list(DataType::Utf8),
                    Shape::Persons => list(DataType::Struct(persons().into())),
                    Shape::Flag => DataType::Boolean,
                    Shape::Id | Shape::Text | Shape::Issued | Shape::Embargo => DataType::Utf8,
                };
                Field::new(name, data_type, true)
            })
            .to_vec(),
    )
}

enum Column {
    Text(StringBuilder),
    Flag(BooleanBuilder),
    Set(ListBuilder<StringBuilder>),
    Persons(ListBuilder<StructBuilder>),
}

struct Columns {
    list: Vec<Column>,
    rows: usize,
    refused: Vec<(usize, Vec<Found>)>,
}

impl Default for Columns {
    fn default() -> Self {
        let list = FIELDS.map(|(_, shape)| match shape {
            Shape::Set | Shape::Limit => Column::Set(ListBuilder::new(StringBuilder::new())),
            Shape::Persons => Column::Persons(ListBuilder::new(StructBuilder::from_fields(persons(), 0))),
            Shape::Flag => Column::Flag(BooleanBuilder::new()),
            Shape::Id | Shape::Text | Shape::Issued | Shape::Embargo => Column::Text(StringBuilder::new()),
        });
        Self { list: list.into(), rows: 0, refused: Vec::new() }
    }
}

impl Columns {
    /// A line that is no notice is refused in the core's own words; its columns are empty.
    fn push(&mut self, line: &[u8]) {
        let notice = match Notice::from_json(line) {
            Ok(notice) => serde_json::from_str(&notice.to_json()).unwrap_or_default(),
            Err(refusal) => {
                let found = refusal.problems().iter().map(|problem| {
                    let field = problem.pointer().split('/').nth(1).filter(|field| !field.is_empty());
                    Found { column: field.map(str::to_owned), ..Found::of_row(problem) }
                });
                self.refused.push((self.rows, found.collect()));
                let id = serde_json::from_slice::<Value>(line).ok().and_then(|value| value.get("id").cloned());
                id.into_iter().map(|id| ("id".to_owned(), id)).collect()
            }
        };
        self.append(&notice);
        self.rows += 1;
    }

    fn append(&mut self, notice: &Map<String, Value>) {
        for ((name, _), column) in FIELDS.iter().zip(&mut self.list) {
            let value = notice.get(*name);
            let items = value.and_then(Value::as_array);
            match column {
                Column::Text(builder) => builder.append_option(value.and_then(Value::as_str)),
                Column::Flag(builder) => builder.append_option(value.and_then(Value::as_bool)),
                Column::Set(builder) => {
                    for item in items.into_iter().flatten() {
                        builder.values().append_option(item.as_str());
                    }
                    builder.append(items.is_some());
                }
                Column::Persons(builder) => {
                    for item in items.into_iter().flatten() {
                        let person = builder.values();
                        for (n, key) in ["party", "ref"].into_iter().enumerate() {
                            if let Some(field) = person.field_builder::<StringBuilder>(n) {
                                field.append_option(item.get(key).and_then(Value::as_str));
                            }
                        }
                        person.append(true);
                    }
                    builder.append(items.is_some());
                }
            }
        }
    }

    fn finish(self) -> Result<Chunk, Fault> {
        let arrays = self.list.into_iter().map(|column| -> ArrayRef {
            match column {
                Column::Text(mut builder) => Arc::new(builder.finish()),
                Column::Flag(mut builder) => Arc::new(builder.finish()),
                Column::Set(mut builder) => Arc::new(builder.finish()),
                Column::Persons(mut builder) => Arc::new(builder.finish()),
            }
        });
        let batch = RecordBatch::try_new(Arc::new(schema()), arrays.collect())?;
        Ok(Chunk { batch, refused: self.refused, lines: None })
    }
}

/// Writes an object a line.
pub(super) struct Lines;

impl Answers for Lines {
    fn write(&mut self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), Failure> {
        for row in 0..batch.num_rows() {
            // What is absent in a notice is left out of its line.
            let line: Map<String, Value> =
                object(batch, row)?.into_iter().filter(|(_, value)| !value.is_null()).collect();
            writeln!(out, "{}", Value::Object(line)).map_err(|error| Failure::Failed(error.to_string()))?;
        }
        Ok(())
    }
}
