//! A table that grows column by column.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, RecordBatchOptions, StringArray};
use arrow_schema::{ArrowError, Field, Schema};
use ceptoar_core::{Citation, Grade, Lang, Party, Period, Registry, Text};
use chrono::{Datelike as _, NaiveDate};

/// The days from the year one, as `chrono` counts, to 1970.
pub(super) const EPOCH: i32 = 719_163;

/// A table that grows column by column over the same rows.
pub(super) struct Sheet<'a, R> {
    rows: Vec<R>,
    registry: &'a Registry,
    lang: Lang,
    /// The day whose names stand there; `None`: the newest.
    day: Option<NaiveDate>,
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl<'a, R> Sheet<'a, R> {
    pub(super) fn new(rows: impl IntoIterator<Item = R>, registry: &'a Registry, lang: Lang) -> Self {
        let rows = rows.into_iter().collect();
        Self { rows, registry, lang, day: None, fields: Vec::new(), columns: Vec::new() }
    }

    /// The same with the names of a day.
    pub(super) fn on(self, day: NaiveDate) -> Self {
        Self { day: Some(day), ..self }
    }

    fn push(mut self, name: &str, column: ArrayRef) -> Self {
        self.fields.push(Field::new(name, column.data_type().clone(), true));
        self.columns.push(column);
        self
    }

    pub(super) fn text(self, name: &str, of: impl Fn(&R) -> &str) -> Self {
        self.some_text(name, |row| Some(of(row)))
    }

    pub(super) fn some_text(self, name: &str, of: impl Fn(&R) -> Option<&str>) -> Self {
        let column: StringArray = self.rows.iter().map(of).collect();
        self.push(name, Arc::new(column))
    }

    pub(super) fn written(self, name: &str, of: impl Fn(&R) -> Option<String>) -> Self {
        let column: StringArray = self.rows.iter().map(of).collect();
        self.push(name, Arc::new(column))
    }

    /// Text in the language of the reader: null where the source gives none.
    pub(super) fn said(self, name: &str, of: impl Fn(&R) -> Option<&Text>) -> Self {
        let lang = self.lang;
        self.some_text(name, |row| of(row).and_then(|text| text.get(lang)))
    }

    /// The name of a party, beside its id.
    pub(super) fn party(self, name: &str, of: impl Fn(&R) -> &str) -> Self {
        let (registry, lang, day) = (self.registry, self.lang, self.day);
        let named = |party: &'a Party| day.map_or_else(|| newest(party), |day| party.name_on(day)).get(lang);
        self.written(name, |row| registry.party(of(row)).and_then(named).map(str::to_owned))
    }

    pub(super) fn list(self, name: &str, of: impl Fn(&R) -> Vec<String>) -> Self {
        self.some_list(name, |row| Some(of(row)))
    }

    pub(super) fn some_list(self, name: &str, of: impl Fn(&R) -> Option<Vec<String>>) -> Self {
        let mut column = ListBuilder::new(StringBuilder::new());
        for row in &self.rows {
            column.append_option(of(row).map(|items| items.into_iter().map(Some)));
        }
        self.push(name, Arc::new(column.finish()))
    }

    pub(super) fn number(self, name: &str, of: impl Fn(&R) -> Option<i64>) -> Self {
        let column: Int64Array = self.rows.iter().map(of).collect();
        self.push(name, Arc::new(column))
    }

    pub(super) fn flag(self, name: &str, of: impl Fn(&R) -> Option<bool>) -> Self {
        let column: BooleanArray = self.rows.iter().map(of).collect();
        self.push(name, Arc::new(column))
    }

    pub(super) fn date(self, name: &str, of: impl Fn(&R) -> Option<NaiveDate>) -> Self {
        let column: Date32Array =
            self.rows.iter().map(|row| of(row).map(|day| day.num_days_from_ce() - EPOCH)).collect();
        self.push(name, Arc::new(column))
    }

    /// From when, and until when: the first day that is not in it. Null is open.
    pub(super) fn period(self, of: impl Fn(&R) -> Period) -> Self {
        self.date("valid_from", |row| of(row).from).date("valid_until", |row| of(row).until)
    }

    /// Where it comes from, and how it is known.
    pub(super) fn cited(self, of: impl Fn(&R) -> &Citation) -> Self {
        self.list("source", |row| of(row).source.iter().map(ToString::to_string).collect())
            .some_text("grade", |row| of(row).grade.map(Grade::as_str))
            .said("reason", |row| of(row).reason.as_ref())
            .some_text("as_of", |row| of(row).as_of.as_deref())
    }

    pub(super) fn finish(self) -> Result<RecordBatch, ArrowError> {
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows.len()));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(self.fields)), self.columns, &options)
    }
}

/// The newest name of a party: a table has no day.
pub(super) fn newest(party: &Party) -> &Text {
    party.names.last().map_or(&party.name, |later| &later.name)
}

/// The code of a closed set, as documents write it.
pub(super) fn code(value: impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned))
}

pub(super) fn ids<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
