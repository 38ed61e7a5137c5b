//! The strings of the documents, and the few values that have two written forms.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::due::Due;
use crate::time::instant_text;
use crate::word::sets::Grade;

/// What a datum says of its origin, as it is written.
pub(crate) struct CitationDoc<'a> {
    pub(crate) source: &'a [SourceText],
    pub(crate) grade: Option<Grade>,
    pub(crate) reason: Option<&'a Text>,
    pub(crate) as_of: Option<&'a PartialDateText>,
}

/// What a datum says of its origin.
pub(crate) trait Cited {
    fn cite(&self) -> CitationDoc<'_>;
    fn note(&self) -> Option<&Text>;
}

macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident: $schema:path;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema()
            }
        }
    )*};
}

strings! {
    /// An id before it is checked.
    IdText: crate::id::pattern::slug;
    /// A document's id before it is checked.
    DocumentIdText: crate::id::pattern::plain_document;
    /// A label, a notice's id or a person's reference before it is checked.
    LabelText: crate::id::pattern::label;
    /// The id of a statement or document before it is checked.
    SourceText: crate::id::pattern::label;
    /// A day, a month or a year before it is checked.
    PartialDateText: schema::partial_date;
    /// A civil day before it is checked.
    DateText: schema::date;
    /// An instant before it is checked.
    InstantText: schema::instant;
    /// How soon, before it is checked.
    DueText: schema::due;
    /// A length of time before it is checked.
    SpanText: schema::span;
    /// A SHA-256 in hexadecimal before it is checked.
    Sha256Text: schema::sha256;
}

impl From<NaiveDate> for DateText {
    fn from(day: NaiveDate) -> Self {
        Self(day.to_string())
    }
}

impl From<DateTime<Utc>> for InstantText {
    fn from(at: DateTime<Utc>) -> Self {
        Self(instant_text(at))
    }
}

impl From<Due> for DueText {
    fn from(due: Due) -> Self {
        Self(due.to_string())
    }
}

/// The most characters of a text of a document; longer ones are not names or summaries.
pub(crate) const TEXT_MAX: usize = 4000;

#[cfg(feature = "schemars")]
mod schema {
    use super::TEXT_MAX;

    use schemars::{Schema, SchemaGenerator, json_schema};

    pub(super) fn text(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": TEXT_MAX, "pattern": crate::text::safe::pattern::text() })
    }
    pub(super) fn some_text(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "maxLength": TEXT_MAX, "pattern": crate::text::safe::pattern::text() })
    }
    pub(super) fn date() -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
    pub(super) fn partial_date() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
    pub(super) fn instant() -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
    pub(super) fn due() -> Schema {
        json_schema!({ "type": "string", "pattern": crate::due::DUE_PATTERN })
    }
    pub(super) fn span() -> Schema {
        json_schema!({ "type": "string", "pattern": crate::time::SPAN_PATTERN })
    }
    pub(super) fn sha256() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

crate::document::macros::objects! {
    /// Text in Japanese, and in English where there is one.
    Text {
        /// The Japanese text.
        #[cfg_attr(feature = "schemars", schemars(schema_with = "schema::text"))]
        ja: String,
        ;
        /// The English text.
        #[cfg_attr(feature = "schemars", schemars(schema_with = "schema::some_text"))]
        en: Option<String>,
    }

    /// Half-open, in civil days of Japan: from the first day until the first day after.
    Period {
        ;
        /// The first day; absent: since ever.
        from: Option<DateText>,
        /// The first day after; absent: without end.
        until: Option<DateText>,
    }
}

impl From<&str> for Text {
    fn from(ja: &str) -> Self {
        Self::new(ja)
    }
}

impl From<(&str, &str)> for Text {
    /// Japanese, then English.
    fn from((ja, en): (&str, &str)) -> Self {
        Self { en: Some(en.to_owned()), ..Self::new(ja) }
    }
}

/// A set of a rule or a channel's condition. What is absent sets no condition; what is written must name something, so
/// that `null` is read as a set that is written and empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Set<T> {
    /// It is not written: anything will do.
    #[default]
    Absent,
    /// One of these.
    Given(Vec<T>),
}

impl<T> Set<T> {
    /// What is written.
    #[must_use]
    pub fn given(&self) -> Option<&Vec<T>> {
        match self {
            Self::Absent => None,
            Self::Given(items) => Some(items),
        }
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Set<T> {
    fn from(items: [U; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T, U: Into<T>> FromIterator<U> for Set<T> {
    fn from_iter<I: IntoIterator<Item = U>>(items: I) -> Self {
        Self::Given(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.given().serialize(s)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(Self::Given(Option::deserialize(d)?.unwrap_or_default()))
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Set<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Set_of_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = generator.subschema_for::<T>();
        schemars::json_schema!({ "type": "array", "items": items, "minItems": 1 })
    }
}

pub(crate) const fn first_revision() -> u32 {
    1
}
