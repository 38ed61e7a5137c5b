//! Which column is which field of the notice, and a row as the numbers that decide it.

use std::collections::BTreeMap;
use std::str::FromStr;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema, TimeUnit};
use ceptoar_core::{Direction, Notice, NoticeId, instant_text, parse_instant};
use chrono::{DateTime, Datelike, Utc};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::Fault;
use super::text::{ABSENT, Empty, Interner, Sets, Texts, encode, encode_persons, encode_sets};

/// The fields of a notice, as the document names them, and how each is read.
pub(crate) const FIELDS: [(&str, Shape); 18] = [
    ("id", Shape::Id),
    ("direction", Shape::Text),
    ("origin", Shape::Text),
    ("level", Shape::Text),
    ("kind", Shape::Text),
    ("issued_at", Shape::Issued),
    ("purposes", Shape::Set),
    ("cause", Shape::Text),
    ("affected_sectors", Shape::Set),
    ("affected_ceptoars", Shape::Set),
    ("addressees", Shape::Set),
    ("named_persons", Shape::Persons),
    ("mode", Shape::Text),
    ("status", Shape::Text),
    ("no_attribution", Shape::Flag),
    ("embargo_until", Shape::Embargo),
    ("consents", Shape::Set),
    ("only", Shape::Limit),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Id,
    Text,
    Flag,
    Set,
    /// A set whose absence is no limit, while the empty set is nobody.
    Limit,
    Persons,
    Issued,
    Embargo,
}

/// The number that stands for an id or instant that is as it should be: it decides nothing.
const GOOD: u32 = u32::MAX;

/// A column of the frame that is read.
struct Column {
    field: &'static str,
    shape: Shape,
    place: usize,
    name: String,
    texts: Interner,
    sets: Sets,
}

/// The columns that are read, and what is known of their texts so far.
pub(crate) struct Columns {
    list: Vec<Column>,
    separator: Option<String>,
}

/// The rows of a chunk as numbers.
pub(crate) struct Numbered {
    /// By column: a number for each row. Rows of equal numbers are one envelope, save for the instant.
    pub(crate) codes: Vec<Vec<u32>>,
    /// By row: when it was issued; `None` where that is absent or wrong.
    pub(crate) issued: Vec<Option<DateTime<Utc>>>,
    /// By row: until when it is embargoed.
    pub(crate) embargo: Option<Vec<Option<DateTime<Utc>>>>,
}

impl Columns {
    /// Finds the columns: of the field's name, or as `named` says; a field named `None` is not read.
    pub(crate) fn new(
        schema: &Schema,
        named: &BTreeMap<String, Option<String>>,
        separator: Option<&str>,
    ) -> Result<Self, Fault> {
        if let Some(stranger) = named.keys().find(|name| FIELDS.iter().all(|(field, _)| field != name)) {
            let fields: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
            let fields = fields.join(", ");
            return Err(Fault::frame(
                format!("a notice has no field `{stranger}`; its fields are {fields}"),
                format!("通知に項目 `{stranger}` はない。項目: {fields}"),
            ));
        }
        let mut list = Vec::new();
        for (field, shape) in FIELDS {
            let name = match named.get(field) {
                None => field,
                Some(None) => continue,
                Some(Some(name)) => name,
            };
            match schema.index_of(name) {
                Ok(place) => list.push(Column {
                    field,
                    shape,
                    place,
                    name: name.to_owned(),
                    texts: Interner::default(),
                    sets: Sets::new(if shape == Shape::Limit { Empty::Nobody } else { Empty::Absent }),
                }),
                Err(_) if named.contains_key(field) => {
                    return Err(Fault::frame(
                        format!("the frame has no column `{name}` for the field `{field}`"),
                        format!("項目 `{field}` のための列 `{name}` が表にない"),
                    ));
                }
                Err(_) => {}
            }
        }
        for field in ["direction", "origin", "level", "kind", "issued_at"] {
            if list.iter().all(|column| column.field != field) {
                return Err(Fault::frame(
                    format!(
                        "the frame has no column for the field `{field}`, which every notice needs; name it with `columns`"
                    ),
                    format!("どの通知にも要る項目 `{field}` のための列が表にない。`columns` で列を示す"),
                ));
            }
        }
        Ok(Self { list, separator: separator.map(str::to_owned) })
    }

    /// Forgets every text, so that memory stays bounded.
    pub(crate) fn forget(&mut self) {
        for column in &mut self.list {
            column.texts = Interner::default();
            column.sets.forget();
        }
    }

    /// The names of the columns that hold sets of ids; the second: of the one of which an empty set says something.
    pub(crate) fn sets(&self) -> (Vec<String>, Option<String>) {
        let of = |shape: Shape| self.list.iter().filter(move |c| c.shape == shape).map(|c| c.name.clone());
        (of(Shape::Set).collect(), of(Shape::Limit).next())
    }

    /// The notices' own ids in a chunk, by row; `None` if the frame has none.
    pub(crate) fn ids(&self, chunk: &RecordBatch) -> Option<(Interner, Vec<u32>)> {
        let column = self.list.iter().find(|column| column.shape == Shape::Id)?;
        let mut texts = Interner::default();
        let codes = encode(chunk.columns().get(column.place)?, &mut texts)?;
        Some((texts, codes))
    }

    /// The name of the frame's column for a field.
    pub(crate) fn name_of(&self, field: &str) -> Option<&str> {
        self.list.iter().find(|column| column.field == field).map(|column| column.name.as_str())
    }

    /// The first field that a notice needs and a row leaves empty.
    pub(crate) fn missing(&self, codes: &[u32]) -> Option<&str> {
        let needed =
            |column: &Column| matches!(column.field, "id" | "direction" | "origin" | "level" | "kind" | "issued_at");
        let mut columns = self.list.iter().zip(codes);
        columns.find(|(column, code)| needed(column) && **code == ABSENT).map(|(column, _)| column.name.as_str())
    }

    /// Checks that what is read holds what its producer says: text that is text, offsets and keys within bounds.
    pub(crate) fn validate(&self, batch: &RecordBatch) -> Result<(), Fault> {
        for column in &self.list {
            if let Some(array) = batch.columns().get(column.place) {
                array.to_data().validate_full().map_err(|error| {
                    let name = &column.name;
                    Fault::frame(
                        format!("column `{name}` is broken: {error}"),
                        format!("列 `{name}` が壊れている: {error}"),
                    )
                })?;
            }
        }
        Ok(())
    }

    /// The rows of a chunk as numbers.
    pub(crate) fn read(&mut self, chunk: &RecordBatch) -> Result<Numbered, Fault> {
        let separator = self.separator.as_deref();
        let read: Vec<Read> = self
            .list
            .par_iter_mut()
            .map(|column| {
                let array = chunk.columns().get(column.place);
                let array = array.ok_or_else(|| {
                    Fault::frame(
                        format!("a batch has no column `{}`", column.name),
                        format!("ひとまとまりの行に列 `{}` がない", column.name),
                    )
                })?;
                column.read(array, separator)
            })
            .collect::<Result<_, Fault>>()?;
        let mut rows =
            Numbered { codes: Vec::with_capacity(read.len()), issued: vec![None; chunk.num_rows()], embargo: None };
        for (column, read) in self.list.iter().zip(read) {
            rows.codes.push(read.codes);
            match (column.shape, read.instants) {
                (Shape::Issued, Some(instants)) => rows.issued = instants,
                (Shape::Embargo, instants) => rows.embargo = instants,
                _ => {}
            }
        }
        Ok(rows)
    }

    /// The notice of a row, if everything in it has the form that it should have; else its document tells what is wrong.
    pub(crate) fn notice(&self, codes: &[u32], issued: Option<DateTime<Utc>>) -> Option<Notice> {
        let of = |field: &str| self.list.iter().zip(codes).find(|(column, _)| column.field == field);
        let text = |field: &str| of(field).and_then(|(column, code)| column.texts.text(*code));
        if of("id").is_some_and(|(_, code)| *code != GOOD) {
            return None;
        }
        let mut notice = Notice::new(
            NoticeId::new("row").ok()?,
            Direction::ALL.into_iter().find(|direction| text("direction") == Some(direction.as_str()))?,
            text("origin")?.parse().ok()?,
            text("level")?.parse().ok()?,
            text("kind")?.parse().ok()?,
            issued?,
        );
        for (column, code) in self.list.iter().zip(codes).filter(|(_, code)| **code != ABSENT) {
            match column.field {
                "cause" => notice.cause = Some(column.texts.text(*code)?.parse().ok()?),
                "purposes" => notice.purposes = column.ids(*code)?,
                "affected_sectors" => notice.affected_sectors = column.ids(*code)?,
                "affected_ceptoars" => notice.affected_ceptoars = column.ids(*code)?,
                "addressees" => notice.addressees = column.ids(*code)?,
                "consents" => notice.consents = column.ids(*code)?,
                "only" => notice.only = Some(column.ids(*code)?),
                "id" | "direction" | "origin" | "level" | "kind" | "issued_at" => {}
                // What is rarer goes the way of the document.
                _ => return None,
            }
        }
        Some(notice)
    }

    /// The notice of a row as a document. What is wrong with the row is wrong in the document as well, so that the core
    /// refuses it in its own words.
    pub(crate) fn document(&self, codes: &[u32], issued: Option<DateTime<Utc>>) -> Vec<u8> {
        let mut notice = Map::new();
        notice.insert("id".to_owned(), Value::from("row"));
        for (column, code) in self.list.iter().zip(codes) {
            let text = |code: u32| column.texts.text(code).map_or(Value::Null, Value::from);
            let value = match column.shape {
                Shape::Id if *code == GOOD => continue,
                Shape::Issued if *code == GOOD => issued.map_or(Value::Null, |at| Value::from(instant_text(at))),
                _ if *code == ABSENT => {
                    notice.remove(column.field);
                    continue;
                }
                Shape::Flag => match column.texts.text(*code) {
                    Some("true") => Value::Bool(true),
                    Some("false") => Value::Bool(false),
                    _ => text(*code),
                },
                Shape::Set | Shape::Limit => column.sets.get(*code).iter().map(|code| text(*code)).collect(),
                Shape::Persons => column.sets.get(*code).iter().map(|code| person(column.texts.text(*code))).collect(),
                Shape::Id | Shape::Text | Shape::Issued | Shape::Embargo => text(*code),
            };
            notice.insert(column.field.to_owned(), value);
        }
        Value::Object(notice).to_string().into_bytes()
    }
}

/// What a column of a chunk holds.
struct Read {
    codes: Vec<u32>,
    instants: Option<Vec<Option<DateTime<Utc>>>>,
}

impl Column {
    /// The ids of a set, sorted; `None` if one has not the form of an id, is missing, or stands twice.
    fn ids<T: FromStr + Ord>(&self, code: u32) -> Option<Vec<T>> {
        let parse = |code: &u32| self.texts.text(*code)?.parse().ok();
        let mut ids = self.sets.get(code).iter().map(parse).collect::<Option<Vec<T>>>()?;
        ids.sort_unstable();
        ids.windows(2).all(|pair| matches!(pair, [a, b] if a != b)).then_some(ids)
    }

    fn read(&mut self, array: &ArrayRef, separator: Option<&str>) -> Result<Read, Fault> {
        let (texts, sets) = (&mut self.texts, &mut self.sets);
        let mut at = vec![None; if matches!(self.shape, Shape::Issued | Shape::Embargo) { array.len() } else { 0 }];
        let codes = match self.shape {
            Shape::Id => ids(array, texts),
            Shape::Text => not_flags(array).and_then(|()| encode(array, texts)),
            Shape::Flag => encode(array, texts),
            Shape::Set | Shape::Limit => not_flags(array).and_then(|()| encode_sets(array, separator, texts, sets)),
            Shape::Persons => encode_persons(array, texts, sets),
            Shape::Issued => instants(array, texts, &mut at, |_, _| GOOD),
            Shape::Embargo => instants(array, texts, &mut at, |texts, at| texts.code(&instant_text(at))),
        };
        let codes = codes.ok_or_else(|| {
            let wanted = match self.shape {
                Shape::Issued | Shape::Embargo => "instants with a zone, or RFC 3339 text",
                Shape::Flag => "booleans, or `true` and `false`",
                Shape::Set | Shape::Limit => "text, or lists of text",
                Shape::Persons => "lists of structs {party, ref} of text",
                Shape::Id | Shape::Text => "text",
            };
            let (name, found, field) = (&self.name, array.data_type(), self.field);
            Fault::frame(
                format!("column `{name}` is {found}; the field `{field}` needs {wanted}"),
                format!("列 `{name}` は {found} である。項目 `{field}` に要る型: {wanted}"),
            )
        })?;
        Ok(Read { codes, instants: (!at.is_empty()).then_some(at) })
    }
}

fn person(pair: Option<&str>) -> Value {
    let Some((party, reference)) = pair.and_then(|pair| pair.split_once('\n')) else { return Value::Null };
    serde_json::json!({ "party": party, "ref": reference })
}

/// `true` is no id: only flags may be booleans.
fn not_flags(array: &ArrayRef) -> Option<()> {
    (!matches!(array.data_type(), DataType::Boolean)).then_some(())
}

/// Ids only need the form of an id: a good one decides nothing.
fn ids(array: &ArrayRef, bad: &mut Interner) -> Option<Vec<u32>> {
    not_flags(array)?;
    let check = |text: Option<&str>, bad: &mut Interner| match text {
        None => ABSENT,
        Some(text) if is_notice_id(text) => GOOD,
        Some(text) => bad.code(text),
    };
    if array.as_any_dictionary_opt().is_some() {
        let mut all = Interner::default();
        let codes = encode(array, &mut all)?;
        return Some(codes.into_iter().map(|code| check(all.text(code), bad)).collect());
    }
    let texts = Texts::new(array.as_ref())?;
    Some((0..array.len()).map(|row| check(texts.get(row), bad)).collect())
}

/// Short printable ASCII is the common case; the core judges the rest.
fn is_notice_id(text: &str) -> bool {
    let plain = (1..=64).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    plain || NoticeId::new(text).is_ok()
}

/// Instants, and a number for each: what `good` says of a good one; of a wrong one the number of its text, so that the core
/// can refuse it in its own words.
fn instants(
    array: &ArrayRef,
    texts: &mut Interner,
    out: &mut [Option<DateTime<Utc>>],
    good: impl Fn(&mut Interner, DateTime<Utc>) -> u32,
) -> Option<Vec<u32>> {
    let mut codes = vec![ABSENT; array.len()];
    if let DataType::Timestamp(unit, zone) = array.data_type() {
        let ticks = match unit {
            TimeUnit::Second => array.as_primitive_opt::<TimestampSecondType>()?.values(),
            TimeUnit::Millisecond => array.as_primitive_opt::<TimestampMillisecondType>()?.values(),
            TimeUnit::Microsecond => array.as_primitive_opt::<TimestampMicrosecondType>()?.values(),
            TimeUnit::Nanosecond => array.as_primitive_opt::<TimestampNanosecondType>()?.values(),
        };
        for (row, ((tick, out), code)) in ticks.iter().zip(out).zip(&mut codes).enumerate() {
            if array.is_null(row) {
                continue;
            }
            let at = instant(*tick, *unit);
            *out = at.filter(|at| zone.is_some() && (1900..=2200).contains(&at.year()));
            *code = match (*out, at) {
                (Some(at), _) => good(texts, at),
                (None, Some(at)) if zone.is_some() => texts.code(&instant_text(at)),
                (None, Some(at)) => texts.code(&at.naive_utc().format("%Y-%m-%dT%H:%M:%S").to_string()),
                (None, None) => texts.code(&tick.to_string()),
            };
        }
        return Some(codes);
    }
    not_flags(array)?;
    let mut own = Interner::default();
    let cells = encode(array, &mut own)?;
    let mut known = Vec::with_capacity(own.texts().len());
    for text in own.texts() {
        let at = parse_instant(text).ok();
        let number = match at {
            Some(at) => good(texts, at),
            None => texts.code(text),
        };
        known.push((at, number));
    }
    for ((cell, out), code) in cells.iter().zip(out).zip(&mut codes) {
        if let Some((at, number)) = (*cell as usize).checked_sub(1).and_then(|place| known.get(place)) {
            (*out, *code) = (*at, *number);
        }
    }
    Some(codes)
}

fn instant(tick: i64, unit: TimeUnit) -> Option<DateTime<Utc>> {
    match unit {
        TimeUnit::Second => DateTime::from_timestamp(tick, 0),
        TimeUnit::Millisecond => DateTime::from_timestamp_millis(tick),
        TimeUnit::Microsecond => DateTime::from_timestamp_micros(tick),
        TimeUnit::Nanosecond => Some(DateTime::from_timestamp_nanos(tick)),
    }
}
