//! Notices as columns with dictionaries, which the bulk call reads.

use ceptoar_core::bulk::{Bulk, Class, Column, Field, Keys, Rows, Value};
use ceptoar_core::{Notice, Refusal, Router, Situation};

/// Texts or sets of texts, and for each row the place of its own.
struct Dictionary {
    field: Field,
    values: Vec<Vec<String>>,
    keys: Vec<u32>,
}

impl Dictionary {
    fn new(field: Field, rows: impl Iterator<Item = Vec<String>>) -> Self {
        let (mut values, mut keys) = (Vec::new(), Vec::new());
        for value in rows {
            let place = values.iter().position(|known| *known == value).unwrap_or_else(|| {
                values.push(value);
                values.len() - 1
            });
            keys.push(place as u32);
        }
        Self { field, values, keys }
    }

    fn classes(&self, bulk: &mut Bulk) -> Vec<Class> {
        let set = matches!(self.field, Field::Purposes | Field::AffectedSectors);
        let class = |value: &Vec<String>| {
            let texts: Vec<&str> = value.iter().map(String::as_str).collect();
            let value = match texts.as_slice() {
                [text] if !set => Value::Text(text),
                texts => Value::Set(texts),
            };
            bulk.class(self.field, value)
        };
        self.values.iter().map(class).collect()
    }
}

/// What a notice says in a field.
type Texts = fn(&Notice) -> Vec<String>;

/// The columns of some notices.
pub(crate) struct Columns {
    dictionaries: Vec<Dictionary>,
    issued: Vec<i64>,
}

impl Columns {
    pub(crate) fn of(notices: &[Notice]) -> Self {
        let texts: [(Field, Texts); 7] = [
            (Field::Direction, |notice| vec![notice.direction.to_string()]),
            (Field::Origin, |notice| vec![notice.origin.to_string()]),
            (Field::Level, |notice| vec![notice.level.to_string()]),
            (Field::Kind, |notice| vec![notice.kind.to_string()]),
            (Field::Cause, |notice| notice.cause.iter().map(ToString::to_string).collect()),
            (Field::Purposes, |notice| notice.purposes.iter().map(ToString::to_string).collect()),
            (Field::AffectedSectors, |notice| notice.affected_sectors.iter().map(ToString::to_string).collect()),
        ];
        let dictionaries = texts.map(|(field, of)| Dictionary::new(field, notices.iter().map(of))).into();
        let issued = notices.iter().filter_map(|notice| notice.issued_at.timestamp_nanos_opt()).collect();
        Self { dictionaries, issued }
    }

    /// How many are told, all rows together: each question is asked once.
    pub(crate) fn told(&self, router: &Router) -> Result<usize, Refusal> {
        let mut bulk = Bulk::new(router, &Situation::default())?;
        let classes: Vec<Vec<Class>> = self.dictionaries.iter().map(|one| one.classes(&mut bulk)).collect();
        let mut columns = Vec::new();
        for (one, classes) in self.dictionaries.iter().zip(&classes) {
            columns.push((one.field, Column::Keyed(Keys::U32(&one.keys), classes)));
        }
        let mut questions = Vec::new();
        let asked = bulk.number(&Rows { columns: &columns, issued: &self.issued, ..Rows::default() }, &mut questions);
        let told = bulk.ask(asked, |router, notice, now| Ok::<_, Refusal>(router.audience(notice, now)?.len()));
        let told = told.into_iter().collect::<Result<Vec<usize>, _>>()?;
        Ok(questions.iter().filter_map(|question| told.get(*question as usize)).sum())
    }
}
