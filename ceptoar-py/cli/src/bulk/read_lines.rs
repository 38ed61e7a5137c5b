//! JSON Lines in: a notice a line.

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use ceptoar_core::Notice;
use ceptoar_frames::{CHUNK, Chunk, FIELDS, Fault, Found, Frame, Shape};
use serde_json::{Map, Value};

use super::super::failure::{Failure, of_stream};
use super::own::{Entries, Own};

/// How a file is read.
pub(super) struct Form {
    pub(super) place: String,
    /// The column that keeps what has no column of its own.
    pub(super) unread: String,
    /// Whether refused rows are kept.
    pub(super) keeps: bool,
    /// What the answer's columns will begin with.
    pub(super) prefix: String,
    /// Whether lines are answered as they come.
    pub(super) live: bool,
}

/// A text of notices, one JSON document a line; empty lines are passed over.
pub(super) fn read(text: impl Read + Send + 'static, form: Form) -> Result<(Frame, Option<String>), Failure> {
    let mut lines = Numbered { text: BufReader::with_capacity(1 << 16, text), line: 0 };
    let Form { place, unread, keeps, prefix, live } = form;
    let broken = move |error| Fault::from(of_stream(&place, error));
    // What an earlier answer said is kept beside the new one; whether there is one, the first line says.
    let mut first = lines.next().transpose().map_err(&broken)?;
    let answered = first.as_ref().is_some_and(|(_, line)| !Own::of(line).is_empty());
    let unread = (keeps || answered).then_some(unread);
    let schema = Arc::new(schema(unread.as_deref()));
    let of = Arc::clone(&schema);
    let batches = std::iter::from_fn(move || {
        let mut columns = Columns::new(prefix.clone(), of.fields().len() > FIELDS.len());
        while columns.lines.len() < CHUNK {
            match first.take().map(Ok).or_else(|| lines.next()) {
                None => break,
                Some(Err(error)) => return Some(Err(broken(error))),
                Some(Ok((number, line))) => columns.push(number, &line),
            }
            if live && !lines.text.buffer().contains(&b'\n') {
                break;
            }
        }
        (!columns.lines.is_empty()).then(|| columns.finish(&of))
    });
    Ok((Frame { schema, batches: Box::new(batches) }, unread))
}

/// The lines that are not empty, with their numbers from 1.
struct Numbered<R> {
    text: BufReader<R>,
    line: u64,
}

impl<R: Read> Iterator for Numbered<R> {
    type Item = std::io::Result<(u64, Vec<u8>)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            match self.text.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => self.line += 1,
                Err(error) => return Some(Err(error)),
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(Ok((self.line, line)));
            }
        }
    }
}

fn persons() -> Vec<Field> {
    vec![Field::new("party", DataType::Utf8, true), Field::new("ref", DataType::Utf8, true)]
}

fn schema(unread: Option<&str>) -> Schema {
    let list = |item: DataType| DataType::List(Arc::new(Field::new("item", item, true)));
    let fields = FIELDS.map(|(name, shape)| {
        let data_type = match shape {
            Shape::Set | Shape::Limit => list(DataType::Utf8),
            Shape::Persons => list(DataType::Struct(persons().into())),
            Shape::Flag => DataType::Boolean,
            Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => DataType::Utf8,
        };
        Field::new(name, data_type, true)
    });
    let unread = unread.map(|name| Field::new(name, DataType::Utf8, true));
    Schema::new(fields.into_iter().chain(unread).collect::<Vec<_>>())
}

enum Column {
    Text(StringBuilder),
    Flag(BooleanBuilder),
    Set(ListBuilder<StringBuilder>),
    Persons(ListBuilder<StructBuilder>),
}

struct Columns {
    list: Vec<Column>,
    /// What has no column of its own, as JSON.
    unread: StringBuilder,
    keeps: bool,
    prefix: String,
    lines: Vec<u64>,
    refused: Vec<(usize, Vec<Found>)>,
}

impl Columns {
    fn new(prefix: String, keeps: bool) -> Self {
        let list = FIELDS.map(|(_, shape)| match shape {
            Shape::Set | Shape::Limit => Column::Set(ListBuilder::new(StringBuilder::new())),
            Shape::Persons => Column::Persons(ListBuilder::new(StructBuilder::from_fields(persons(), 0))),
            Shape::Flag => Column::Flag(BooleanBuilder::new()),
            Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => {
                Column::Text(StringBuilder::new())
            }
        });
        let (unread, lines) = (StringBuilder::new(), Vec::new());
        Self { list: list.into(), unread, keeps, prefix, lines, refused: Vec::new() }
    }

    /// A line that is no notice is refused in the core's own words, and keeps all that it said.
    fn push(&mut self, number: u64, line: &[u8]) {
        let own = if self.keeps { Own::of(line) } else { Own::default() };
        let read = match own.clash(&self.prefix) {
            Some(found) => Err(vec![found]),
            None => Notice::from_json(own.rest(line).as_ref()).map_err(|refusal| {
                // A line that was taken apart has other places than the file.
                let moved = !own.is_empty();
                refusal.problems().iter().map(|problem| found(problem, number, moved)).collect()
            }),
        };
        let (said, kept) = match read {
            Ok(notice) => (serde_json::from_str(&notice.to_json()).unwrap_or_default(), own.kept()),
            Err(problems) => {
                self.refused.push((self.lines.len(), problems));
                apart(line)
            }
        };
        self.append(&said);
        self.unread.append_option(kept.map(|kept| kept.to_string()));
        self.lines.push(number);
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

    fn finish(mut self, schema: &Arc<Schema>) -> Result<Chunk, Fault> {
        let arrays = self.list.into_iter().map(|column| -> ArrayRef {
            match column {
                Column::Text(mut builder) => Arc::new(builder.finish()),
                Column::Flag(mut builder) => Arc::new(builder.finish()),
                Column::Set(mut builder) => Arc::new(builder.finish()),
                Column::Persons(mut builder) => Arc::new(builder.finish()),
            }
        });
        let unread: Option<ArrayRef> = self.keeps.then(|| Arc::new(self.unread.finish()) as ArrayRef);
        let batch = RecordBatch::try_new(Arc::clone(schema), arrays.chain(unread).collect())?;
        Ok(Chunk { batch, refused: self.refused, lines: Some(self.lines) })
    }
}

/// A problem of a line, with the column where the parser stopped.
fn found(problem: &ceptoar_core::Problem, number: u64, moved: bool) -> Found {
    let field = problem.pointer().split('/').nth(1).filter(|field| !field.is_empty());
    let mut found = Found { column: field.map(str::to_owned), ..Found::of_row(problem) };
    if let (Some((_, column)), false) = (problem.position(), moved) {
        found.en += &format!(" (line {number}, column {column})");
        found.ja += &format!(" ({number}行{column}列)");
    }
    found
}

fn as_written(line: &[u8]) -> Value {
    Value::from(String::from_utf8_lossy(line).trim_end_matches(['\n', '\r']))
}

/// What a refused line said: what fits the columns, and the rest.
fn apart(line: &[u8]) -> (Map<String, Value>, Option<Value>) {
    let whole = match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(whole)) if !serde_json::from_slice::<Entries>(line).is_ok_and(|all| all.is_doubled()) => whole,
        Ok(Value::Object(whole)) => {
            let id = whole.get("id").filter(|id| id.is_string()).map(|id| ("id".to_owned(), id.clone()));
            return (id.into_iter().collect(), Some(as_written(line)));
        }
        Ok(other) => return (Map::new(), Some(other)),
        Err(_) => return (Map::new(), Some(as_written(line))),
    };
    let texts = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
    let person = |value: &Value| {
        let Some(object) = value.as_object() else { return false };
        object.len() == 2 && ["party", "ref"].iter().all(|key| object.get(*key).is_some_and(Value::is_string))
    };
    let fits = |name: &str, value: &Value| {
        FIELDS.iter().find(|(field, _)| *field == name).is_some_and(|(_, shape)| match shape {
            Shape::Set | Shape::Limit => texts(value),
            Shape::Persons => value.as_array().is_some_and(|items| items.iter().all(person)),
            Shape::Flag => value.is_boolean(),
            Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => value.is_string(),
        })
    };
    let (said, rest): (Map<_, _>, Map<_, _>) = whole.into_iter().partition(|(name, value)| fits(name, value));
    let rest = (!rest.is_empty()).then_some(Value::Object(rest));
    (said, rest)
}
