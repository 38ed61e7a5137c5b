//! Which column is which field of the notice, and a row as the numbers that decide it.

use std::collections::BTreeMap;
use std::str::FromStr;

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::Schema;
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::{Direction, Notice, NoticeId, instant_text};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::cell::{Reading, Why};
use super::column::{GOOD, flags, ids, instants, not_flags, words};
use super::fault::Fault;
use super::near::{Placed, known_keys, places, shown};
use super::sets::{Empty, Faults, Sets, encode_persons, encode_sets};
use super::shape::Shape;
use super::text::{ABSENT, Blank, Interner, encode, held_rows, is_absent};

/// A column of the frame that is read.
struct Column {
    field: &'static str,
    shape: Shape,
    place: usize,
    name: String,
    texts: Interner,
    sets: Sets,
    /// What is refused before the core is asked, by the number of the cell.
    faults: Faults,
}

/// The columns that are read, and what is known of their texts so far.
pub(crate) struct Columns {
    list: Vec<Column>,
    reading: Reading,
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
    /// Finds the columns that are read, and how.
    pub(super) fn new(
        schema: &Schema,
        named: &BTreeMap<String, Option<String>>,
        reading: Reading,
    ) -> Result<Self, Fault> {
        let of = |Placed { field, shape, place, name }| {
            let empty = if shape == Shape::Limit { Empty::Nobody } else { Empty::Absent };
            let (texts, sets, faults) = (Interner::default(), Sets::new(empty), Faults::new());
            Column { field, shape, place, name, texts, sets, faults }
        };
        let list: Vec<Column> = places(schema, named)?.into_iter().map(of).collect();
        for column in list.iter().filter(|column| column.shape == Shape::Persons) {
            known_keys(&column.name, schema.field(column.place).data_type())?;
        }
        Ok(Self { list, reading })
    }

    /// Each field that is read, with its column.
    pub(super) fn read_from(&self) -> Vec<(&'static str, usize)> {
        self.list.iter().map(|column| (column.field, column.place)).collect()
    }

    /// Forgets every text, so that memory stays bounded.
    pub(crate) fn forget(&mut self) {
        for column in &mut self.list {
            column.texts = Interner::default();
            column.sets.forget();
            column.faults.clear();
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
        let codes = encode(chunk.columns().get(column.place)?, &mut texts, Blank::Absent)?;
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

    /// What is refused in a row before the core is asked: the field, its column, and why.
    pub(super) fn refused(&self, codes: &[u32]) -> Vec<(&'static str, &str, &Why)> {
        let columns = self.list.iter().zip(codes);
        columns
            .filter_map(|(column, code)| Some((column.field, column.name.as_str(), column.faults.get(code)?)))
            .collect()
    }

    /// The rows of a chunk as numbers; so many rows of the frame stand before it.
    pub(crate) fn read(&mut self, chunk: &RecordBatch, before: usize) -> Result<Numbered, Fault> {
        let reading = &self.reading;
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
                column.read(array, reading, before)
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
            if column.faults.contains_key(code) {
                // It is refused already: the core is to say what is wrong with the others.
                let stand_in = match column.shape {
                    Shape::Issued => Some("2009-04-01T00:00:00Z"),
                    Shape::Text => column.texts.text(*code),
                    _ => None,
                };
                notice.extend(stand_in.map(|text| (column.field.to_owned(), Value::from(text))));
                continue;
            }
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

    fn read(&mut self, array: &ArrayRef, reading: &Reading, before: usize) -> Result<Read, Fault> {
        let (texts, sets, faults) = (&mut self.texts, &mut self.sets, &mut self.faults);
        let dated = matches!(self.shape, Shape::Issued | Shape::Embargo);
        let mut at = vec![None; if dated { array.len() } else { 0 }];
        let codes = if is_absent(array) {
            Some(vec![ABSENT; array.len()])
        } else {
            match self.shape {
                Shape::Id => ids(array, texts, faults),
                Shape::Text => not_flags(array).and_then(|()| words(array, texts, faults)),
                Shape::Flag => flags(array, texts, faults),
                Shape::Set | Shape::Limit => {
                    not_flags(array).and_then(|()| encode_sets(array, reading, texts, sets, faults))
                }
                Shape::Persons => not_flags(array).and_then(|()| encode_persons(array, reading, texts, sets, faults)),
                Shape::Issued => instants(array, reading, texts, faults, &mut at, |_, _| GOOD),
                Shape::Embargo => {
                    instants(array, reading, texts, faults, &mut at, |texts, at| texts.code(&instant_text(at)))
                }
            }
        };
        let codes = codes.ok_or_else(|| self.of_wrong_type(array, before))?;
        Ok(Read { codes, instants: (!at.is_empty()).then_some(at) })
    }

    fn of_wrong_type(&self, array: &ArrayRef, before: usize) -> Fault {
        let (en, ja) = match self.shape {
            Shape::Issued | Shape::Embargo => ("instants with a zone, or text", "時差のある時刻か、文字列"),
            Shape::Flag => ("booleans, or `true` and `false`", "真偽値か、`true` と `false`"),
            Shape::Set | Shape::Limit => ("text, or lists of text", "文字列か、文字列の一覧"),
            Shape::Persons => ("lists of structs {party, ref} of text", "文字列の組 {party, ref} の一覧"),
            Shape::Id | Shape::Text => ("text", "文字列"),
        };
        let rows: Vec<String> = held_rows(array).take(6).map(|row| (before + row).to_string()).collect();
        let rows = format!(
            "{}{}",
            rows.iter().take(5).cloned().collect::<Vec<_>>().join(", "),
            if rows.len() > 5 { " …" } else { "" }
        );
        let (name, found, field) = (shown(&self.name), array.data_type(), self.field);
        Fault::frame(
            format!(
                "column `{name}` is {found} and holds something in the rows {rows}; the field `{field}` needs {en}"
            ),
            format!("列 `{name}` は {found} で、行 {rows} に値がある。項目 `{field}` に要るもの: {ja}"),
        )
    }
}

fn person(pair: Option<&str>) -> Value {
    let Some((party, reference)) = pair.and_then(|pair| pair.split_once('\n')) else { return Value::Null };
    serde_json::json!({ "party": party, "ref": reference })
}
