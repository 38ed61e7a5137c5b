//! A column of a batch: one field of many notices, as a dictionary and a key for each row.

use std::ops::Range;

use ceptoar_core::ErrorCode;
use ceptoar_core::bulk::{Bulk, Class, Column, Field, Keys, Value};

use crate::fail::{Fail, screen};
use crate::handle::{array, bytes, text};
use crate::text::CeptoarStr;

/// The key of a row whose notice leaves the field out.
pub const CEPTOAR_ABSENT: u32 = u32::MAX;

/// One field of the notices of a batch: a dictionary of its values, and for each row the place of its value.
///
/// A value is one text: a word, an id, `true` or `false`. A value of a field that is a list, such as `affected_sectors`,
/// is as many texts as it has members, and of each of the `named_persons` the party and then the `ref`.
#[repr(C)]
pub struct CeptoarColumn {
    /// The name that the field has in a notice (schemas/v1/notice.schema.json).
    pub field: CeptoarStr,
    /// The texts of all values, one value after the other.
    pub values: *const CeptoarStr,
    /// How many texts.
    pub values_len: usize,
    /// NULL where each text is a value. Of a field that is a list, where each value ends: the first is `values[0]` up to, and
    /// without, `values[ends[0]]`, the next goes on there, and the last ends at `values_len`.
    pub ends: *const usize,
    /// How many ends; 0 where `ends` is NULL.
    pub ends_len: usize,
    /// For each row the place of its value, from 0; `CEPTOAR_ABSENT` where the notice leaves the field out.
    pub keys: *const u32,
}

/// A column as C gives it, looked at.
pub(crate) struct Given<'a> {
    pub(crate) field: Field,
    /// `None`: it is not UTF-8, and no value.
    texts: Vec<Option<&'a str>>,
    ends: &'a [usize],
    keys: &'a [u32],
}

impl<'a> Given<'a> {
    /// # Safety
    /// Pointers are NULL or valid; there are `rows` keys.
    pub(crate) unsafe fn read(column: &CeptoarColumn, rows: usize) -> Result<Self, Fail> {
        let name = unsafe { text(column.field.data, column.field.len, "field") }?;
        let field = Field::named(name).ok_or_else(|| fault(ErrorCode::UnknownField, name))?;
        let texts = unsafe { texts(column.values, column.values_len) }?;
        let ends = unsafe { array(column.ends, column.ends_len, "ends") }?;
        let fits = if is_list(field) {
            let of_each = if field == Field::NamedPersons { 2 } else { 1 };
            ends.is_sorted()
                && ends.last().copied().unwrap_or(0) == texts.len()
                && ends.iter().all(|end| end % of_each == 0)
        } else {
            ends.is_empty()
        };
        if !fits {
            return Err(Fail::invalid("ends"));
        }
        Ok(Self { field, texts, ends, keys: unsafe { array(column.keys, rows, "keys") }? })
    }

    /// The same with classes for its values.
    pub(crate) fn coded(&self, bulk: &mut Bulk) -> Coded<'a> {
        let classes = if is_list(self.field) {
            let starts = std::iter::once(&0).chain(self.ends);
            let values = starts.zip(self.ends).map(|(start, end)| self.texts.get(*start..*end).unwrap_or_default());
            values.map(|texts| several(bulk, self.field, texts)).collect()
        } else {
            self.texts.iter().map(|text| one(bulk, self.field, *text)).collect()
        };
        Coded { field: self.field, classes, absent: bulk.class(self.field, Value::Absent), keys: self.keys }
    }
}

/// A column with the classes of its values.
pub(crate) struct Coded<'a> {
    pub(crate) field: Field,
    classes: Vec<Class>,
    absent: Class,
    keys: &'a [u32],
}

impl Coded<'_> {
    /// The class of each of some rows, where one of them leaves the field out: the dictionary has no place for that.
    pub(crate) fn with_absent(&self, rows: Range<usize>) -> Option<Vec<Class>> {
        let keys = self.keys.get(rows).filter(|keys| keys.contains(&CEPTOAR_ABSENT))?;
        let class = |key: &u32| match *key {
            CEPTOAR_ABSENT => self.absent,
            key => self.classes.get(key as usize).copied().unwrap_or(Class::UNFIT),
        };
        Some(keys.iter().map(class).collect())
    }

    /// Some rows, none of which leaves the field out.
    pub(crate) fn keyed(&self, rows: Range<usize>) -> Column<'_> {
        Column::Keyed(Keys::U32(self.keys.get(rows).unwrap_or_default()), &self.classes)
    }
}

/// A fault of the field of a column.
pub(crate) fn fault(code: ErrorCode, name: &str) -> Fail {
    Fail::refused(code, "/field", &screen(name))
}

/// Whether a field holds any number of things. Without `_`: of a field that is new somebody has to say it.
fn is_list(field: Field) -> bool {
    match field {
        Field::Purposes
        | Field::AffectedSectors
        | Field::AffectedCeptoars
        | Field::Addressees
        | Field::NamedPersons
        | Field::Consents
        | Field::Only => true,
        Field::Direction
        | Field::Origin
        | Field::Level
        | Field::Kind
        | Field::Cause
        | Field::Mode
        | Field::Status
        | Field::NoAttribution => false,
    }
}

/// # Safety
/// `values` is NULL or has `len` texts, each NULL or with as many bytes as it says.
unsafe fn texts<'a>(values: *const CeptoarStr, len: usize) -> Result<Vec<Option<&'a str>>, Fail> {
    let values: &[CeptoarStr] = unsafe { array(values, len, "values") }?;
    let text = |(place, value): (usize, &CeptoarStr)| {
        let bytes =
            unsafe { bytes(value.data, value.len, "values") }.map_err(|fail| fail.at(&format!("values/{place}")))?;
        Ok(str::from_utf8(bytes).ok())
    };
    values.iter().enumerate().map(text).collect()
}

/// The class of a value of one text.
fn one(bulk: &mut Bulk, field: Field, text: Option<&str>) -> Class {
    let value = match (field, text) {
        (Field::NoAttribution, Some("true")) => Value::Flag(true),
        (Field::NoAttribution, Some("false")) => Value::Flag(false),
        (_, Some(text)) => Value::Text(text),
        (_, None) => return Class::UNFIT,
    };
    bulk.class(field, value)
}

/// The class of a value of any number of texts.
fn several(bulk: &mut Bulk, field: Field, texts: &[Option<&str>]) -> Class {
    let Some(texts) = texts.iter().copied().collect::<Option<Vec<&str>>>() else { return Class::UNFIT };
    if field == Field::NamedPersons {
        let (persons, _) = texts.as_chunks();
        let persons: Vec<(&str, &str)> = persons.iter().map(|[party, reference]| (*party, *reference)).collect();
        return bulk.class(field, Value::Persons(&persons));
    }
    bulk.class(field, Value::Set(&texts))
}
