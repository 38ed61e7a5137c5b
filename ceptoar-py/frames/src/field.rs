//! Which column is which field of the notice, and a row as the numbers that decide it.

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::Schema;
use ceptoar_core::bulk::{Bulk, Class, Column as CoreColumn, Field as CoreField, Rows, Value as CoreValue};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::instant_text;
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::cell::{Reading, Why};
use super::check::check;
use super::codes::{ABSENT, Classes, Codes};
use super::column::{self, GOOD, flags, ids, not_flags, words};
use super::fault::Fault;
use super::interner::Interner;
use super::near::{Placed, known_keys, places, shown};
use super::set_column::{Faults, encode_persons, encode_sets};
use super::sets::{Empty, Sets};
use super::shape::{AT, MESSAGE, REPLACES, SITUATION, Shape};
use super::text::{Blank, encode, held_rows, is_absent};

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
    /// By number: its class in the bulk call.
    classes: Vec<Class>,
}

/// The columns that are read, and what is known of their texts so far.
pub(crate) struct Columns {
    list: Vec<Column>,
    reading: Reading,
}

/// The rows of a chunk as numbers.
pub(crate) struct Numbered {
    /// By column: a number for each row. Rows of equal numbers are one envelope, save for the instants.
    pub(crate) codes: Vec<Codes>,
    /// By row: when it was issued, in nanoseconds; [`Rows::NEVER`] where that is absent or wrong.
    pub(crate) issued: Vec<i64>,
    /// By row: until when it is embargoed; empty: no row is.
    pub(crate) embargo: Vec<i64>,
    /// By row: the instant that it is answered for, where a column says so; empty: none does.
    pub(crate) at: Vec<i64>,
}

impl Numbered {
    /// The numbers of a row.
    pub(crate) fn row(&self, row: usize) -> Vec<u32> {
        self.codes.iter().map(|codes| codes.at(row)).collect()
    }

    /// When a row was issued, until when it is embargoed, and which instant it is answered for.
    pub(crate) fn instants(&self, row: usize) -> [Option<DateTime<Utc>>; 3] {
        [&self.issued, &self.embargo, &self.at].map(|list| {
            let nanos = list.get(row).copied().filter(|nanos| *nanos != Rows::NEVER);
            nanos.map(DateTime::from_timestamp_nanos)
        })
    }
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
            Column { field, shape, place, name, texts, sets, faults, classes: Vec::new() }
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

    /// How many texts and sets are kept.
    pub(crate) fn kept(&self) -> usize {
        self.list.iter().map(|column| column.texts.texts().len() + column.sets.len()).sum()
    }

    /// Forgets every text, so that memory stays bounded.
    pub(crate) fn forget(&mut self) {
        for column in &mut self.list {
            column.texts = Interner::default();
            column.sets.forget();
            column.faults.clear();
            column.classes.clear();
        }
    }

    /// The names of the columns that hold sets of ids; the second: of the one of which an empty set says something.
    pub(crate) fn sets(&self) -> (Vec<String>, Option<String>) {
        let of = |shape: Shape| self.list.iter().filter(move |c| c.shape == shape).map(|c| c.name.clone());
        (of(Shape::Set).collect(), of(Shape::Limit).next())
    }

    /// The notices' own ids in a chunk, by row; `None` if the frame has none.
    pub(crate) fn own_ids(&self, chunk: &RecordBatch) -> Option<(Interner, Vec<u32>)> {
        let column = self.list.iter().find(|column| column.shape == Shape::Id)?;
        let mut texts = Interner::default();
        let codes = encode(chunk.columns().get(column.place)?, &mut texts, Blank::Absent)?;
        Some((texts, codes.each(chunk.num_rows())))
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
                check(array).map_err(|error| {
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
        let mut rows = Numbered {
            codes: Vec::with_capacity(read.len()),
            issued: vec![Rows::NEVER; if self.place("issued_at").is_some() { 0 } else { chunk.num_rows() }],
            embargo: Vec::new(),
            at: Vec::new(),
        };
        for (column, read) in self.list.iter().zip(read) {
            rows.codes.push(read.codes);
            match column.shape {
                Shape::Issued if column.field == AT => rows.at = read.instants,
                Shape::Issued => rows.issued = read.instants,
                Shape::Embargo => rows.embargo = read.instants,
                _ => {}
            }
        }
        Ok(rows)
    }

    /// The rows as classes of a bulk call, a place for each column that is read; what is refused before the core is asked
    /// is unfit.
    pub(crate) fn classes(&mut self, rows: &Numbered, bulk: &mut Bulk) -> Vec<Option<Classes>> {
        let columns = self.list.iter_mut().zip(&rows.codes);
        columns
            .map(|(column, codes)| {
                column.classify(CoreField::named(column.field)?, bulk);
                Some(Classes::of(codes, &column.classes))
            })
            .collect()
    }

    /// The columns of a bulk call.
    pub(crate) fn columns<'a>(
        &'a self,
        rows: &'a Numbered,
        classes: &'a [Option<Classes>],
    ) -> Vec<(CoreField, CoreColumn<'a>)> {
        let columns = self.list.iter().zip(&rows.codes).zip(classes);
        columns
            .filter_map(|((column, codes), classes)| {
                Some((CoreField::named(column.field)?, classes.as_ref()?.column(codes, &column.classes)))
            })
            .collect()
    }

    /// Says of rows that their id, an instant or their place in a thread is not good: such columns have no classes.
    pub(crate) fn unfit(&self, rows: &Numbered, mut say: impl FnMut(usize)) {
        self.out_of_thread(rows, &mut say);
        for (column, codes) in self.list.iter().zip(&rows.codes) {
            let absent_is_good = match column.shape {
                Shape::Issued if column.field == AT => true,
                Shape::Id | Shape::Issued => false,
                Shape::Embargo => true,
                Shape::Earlier | Shape::Text | Shape::Flag | Shape::Set | Shape::Limit | Shape::Persons => continue,
            };
            let is_good = |code: u32| code == GOOD || (code == ABSENT && absent_is_good);
            match codes {
                Codes::Same(code) if is_good(*code) => {}
                codes => (0..rows.issued.len()).filter(|row| !is_good(codes.at(*row))).for_each(&mut say),
            }
        }
    }

    /// Says of rows that they are neither an original nor an update of another notice, which alone are decided as they stand.
    fn out_of_thread(&self, rows: &Numbered, say: &mut impl FnMut(usize)) {
        let of = |field| self.list.iter().zip(&rows.codes).find(|(column, _)| column.field == field);
        let (message, replaces) = (of(MESSAGE), of(REPLACES));
        let is_absent = |column: &Option<(&Column, &Codes)>| {
            column.is_none_or(|(_, codes)| matches!(codes, Codes::Same(code) if *code == ABSENT))
        };
        if is_absent(&message) && is_absent(&replaces) {
            return;
        }
        for row in 0..rows.issued.len() {
            let code = |column: Option<(&Column, &Codes)>| column.map_or(ABSENT, |(_, codes)| codes.at(row));
            let word = message.map(|(column, codes)| column.texts.text(codes.at(row)));
            let is_good = match (word.flatten(), code(replaces)) {
                (None, ABSENT) => code(message) == ABSENT,
                (Some("original"), replaces) => replaces == ABSENT,
                (Some("update"), replaces) => replaces == GOOD,
                _ => false,
            };
            if !is_good {
                say(row);
            }
        }
    }

    /// What stands in the list of a column that is read for `field`; `None`: there is no such column, or it is refused by
    /// itself.
    pub(crate) fn ids(&self, field: &str, codes: &[u32]) -> Option<Vec<Option<&str>>> {
        let (column, code) = self.list.iter().zip(codes).find(|(column, _)| column.field == field)?;
        let members = || column.sets.get(*code).iter().map(|member| column.texts.text(*member)).collect();
        (!column.faults.contains_key(code)).then(members)
    }

    /// Whether the cell of a field is refused by itself.
    pub(crate) fn is_refused(&self, field: &str, codes: &[u32]) -> bool {
        let mut columns = self.list.iter().zip(codes);
        columns.any(|(column, code)| column.field == field && column.faults.contains_key(code))
    }

    /// The text of an instant to answer for that is none, where it is not refused by itself.
    pub(crate) fn wrong_at(&self, codes: &[u32]) -> Option<&str> {
        let (column, code) = self.list.iter().zip(codes).find(|(column, _)| column.field == AT)?;
        let is_good = *code == GOOD || *code == ABSENT || column.faults.contains_key(code);
        (!is_good).then(|| column.texts.text(*code)).flatten()
    }

    /// The place of the column that is read for a field.
    pub(crate) fn place(&self, field: &str) -> Option<usize> {
        self.list.iter().position(|column| column.field == field)
    }

    /// The notice of a row as a document. What is wrong with the row is wrong in the document as well, so that the core
    /// refuses it in its own words.
    pub(crate) fn document(&self, codes: &[u32], instants: [Option<DateTime<Utc>>; 3]) -> Vec<u8> {
        let [issued, embargo, _] = instants.map(|at| at.map_or(Value::Null, |at| Value::from(instant_text(at))));
        let mut notice = Map::new();
        notice.insert("id".to_owned(), Value::from("row"));
        let of_notice = |(column, _): &(&Column, &u32)| !SITUATION.iter().any(|(field, _)| column.field == *field);
        for (column, code) in self.list.iter().zip(codes).filter(of_notice) {
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
                // Which one it is decides nothing, so that it is not kept.
                Shape::Earlier if *code == GOOD => Value::from("another-notice"),
                Shape::Issued if *code == GOOD => issued.clone(),
                Shape::Embargo if *code == GOOD => embargo.clone(),
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
                Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => text(*code),
            };
            notice.insert(column.field.to_owned(), value);
        }
        Value::Object(notice).to_string().into_bytes()
    }
}

/// What a column of a chunk holds.
struct Read {
    codes: Codes,
    /// Of a column of instants.
    instants: Vec<i64>,
}

impl Column {
    /// Finds the classes of the numbers that are new.
    fn classify(&mut self, field: CoreField, bulk: &mut Bulk) {
        let Self { shape, texts, sets, faults, classes, .. } = self;
        let mut class_of = |code: u32| {
            if faults.contains_key(&code) {
                return Class::UNFIT;
            }
            if code == ABSENT {
                return bulk.class(field, CoreValue::Absent);
            }
            let members = || sets.get(code).iter().map(|member| texts.text(*member)).collect::<Option<Vec<&str>>>();
            match shape {
                Shape::Flag => match texts.text(code) {
                    Some("true") => bulk.class(field, CoreValue::Flag(true)),
                    Some("false") => bulk.class(field, CoreValue::Flag(false)),
                    _ => Class::UNFIT,
                },
                Shape::Set | Shape::Limit => {
                    members().map_or(Class::UNFIT, |ids| bulk.class(field, CoreValue::Set(&ids)))
                }
                Shape::Persons => {
                    let pairs = members().map(|pairs| pairs.into_iter().map(|pair| pair.split_once('\n')).collect());
                    let pairs: Option<Vec<(&str, &str)>> = pairs.and_then(|pairs: Option<_>| pairs);
                    pairs.map_or(Class::UNFIT, |pairs| bulk.class(field, CoreValue::Persons(&pairs)))
                }
                Shape::Id | Shape::Earlier | Shape::Text | Shape::Issued | Shape::Embargo => {
                    texts.text(code).map_or(Class::UNFIT, |text| bulk.class(field, CoreValue::Text(text)))
                }
            }
        };
        let last = match shape {
            Shape::Set | Shape::Limit | Shape::Persons => sets.len(),
            Shape::Id | Shape::Earlier | Shape::Text | Shape::Flag | Shape::Issued | Shape::Embargo => {
                texts.texts().len()
            }
        };
        classes.extend((classes.len()..=last).map(|code| class_of(code as u32)));
    }

    fn read(&mut self, array: &ArrayRef, reading: &Reading, before: usize) -> Result<Read, Fault> {
        let (texts, sets, faults) = (&mut self.texts, &mut self.sets, &mut self.faults);
        let mut instants = Vec::new();
        let dated = matches!(self.shape, Shape::Issued | Shape::Embargo);
        let codes = if is_absent(array) {
            instants = vec![Rows::NEVER; if dated { array.len() } else { 0 }];
            Some(Codes::Same(ABSENT))
        } else {
            match self.shape {
                Shape::Id | Shape::Earlier => ids(array, texts, faults),
                Shape::Text => not_flags(array).and_then(|()| words(array, texts, faults)),
                Shape::Flag => flags(array, texts, faults),
                Shape::Set | Shape::Limit => {
                    not_flags(array).and_then(|()| encode_sets(array, reading, texts, sets, faults))
                }
                Shape::Persons => not_flags(array).and_then(|()| encode_persons(array, reading, texts, sets, faults)),
                Shape::Issued | Shape::Embargo => {
                    column::instants(array, reading, texts, faults).map(|(read, codes)| {
                        instants = read;
                        codes
                    })
                }
            }
        };
        let codes = codes.ok_or_else(|| self.of_wrong_type(array, before))?;
        Ok(Read { codes, instants })
    }

    fn of_wrong_type(&self, array: &ArrayRef, before: usize) -> Fault {
        let (en, ja) = match self.shape {
            Shape::Issued | Shape::Embargo => ("instants with a zone, or text", "時差のある時刻か、文字列"),
            Shape::Flag => ("booleans, or `true` and `false`", "真偽値か、`true` と `false`"),
            Shape::Set | Shape::Limit => ("text, or lists of text", "文字列か、文字列の一覧"),
            Shape::Persons => ("lists of structs {party, ref} of text", "文字列の組 {party, ref} の一覧"),
            Shape::Id | Shape::Earlier | Shape::Text => ("text", "文字列"),
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
