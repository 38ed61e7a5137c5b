//! The strings of the documents, and the few values that have two written forms.

use crate::word::sets::{Grade, Mode, Usage};
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// What a datum says of its origin, as it is written.
pub(crate) struct CitationDoc<'a> {
    pub(crate) source: &'a [SourceText],
    pub(crate) grade: Option<Grade>,
    pub(crate) reason: Option<&'a TextDoc>,
    pub(crate) as_of: Option<&'a PartialDateText>,
}

/// What a datum says of its origin.
pub(crate) trait Cited {
    fn cite(&self) -> CitationDoc<'_>;
    fn note(&self) -> Option<&TextDoc>;
}

macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident: $schema:path;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) String);

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
    SlugText: crate::id::pattern::slug;
    /// A document's id before it is checked.
    DocumentText: crate::id::pattern::document;
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
    /// A SHA-256 in hexadecimal before it is checked.
    Sha256Text: schema::sha256;
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
    pub(super) fn sha256() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

crate::document::macros::objects! {
    /// Text in Japanese, and in English where there is one.
    TextDoc {
        /// The Japanese text.
        #[cfg_attr(feature = "schemars", schemars(schema_with = "schema::text"))]
        ja: String,
        /// The English text.
        #[cfg_attr(feature = "schemars", schemars(schema_with = "schema::some_text"))]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        en: Option<String>,
    }

    /// Half-open, in civil days of Japan: from the first day until the first day after.
    PeriodDoc {
        /// The first day; absent: since ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<DateText>,
        /// The first day after; absent: without end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<DateText>,
    }

    /// When a channel may be used.
    ChannelConditionDoc {
        /// In one of these modes.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        modes: SetDoc<Mode>,
        /// For a notice with one of these purposes.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        purposes: SetDoc<SlugText>,
    }

    /// A channel with what is particular to it.
    ConditionalChannelDoc {
        /// The channel.
        id: SlugText,
        /// `also`: it is used beside the other channels, not instead of them.
        #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
        usage: Option<Usage>,
        /// Its condition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<ChannelConditionDoc>,
        /// What only a person can judge before it is used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judgement: Option<TextDoc>,
    }
}

/// A set of a rule or a channel's condition. What is absent sets no condition; what is written must name something, so
/// that `null` is read as a set that is written and empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum SetDoc<T> {
    #[default]
    Absent,
    Given(Vec<T>),
}

impl<T> SetDoc<T> {
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(crate) fn given(&self) -> Option<&Vec<T>> {
        match self {
            Self::Absent => None,
            Self::Given(items) => Some(items),
        }
    }
}

impl<T: Serialize> Serialize for SetDoc<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.given().serialize(s)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SetDoc<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(Self::Given(Option::deserialize(d)?.unwrap_or_default()))
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for SetDoc<T> {
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

/// A channel: its id, or an object with a condition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum ChannelDoc {
    Plain(SlugText),
    Conditional(ConditionalChannelDoc),
}

impl<'de> Deserialize<'de> for ChannelDoc {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = ChannelDoc;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a channel id or an object")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<ChannelDoc, E> {
                Ok(ChannelDoc::Plain(SlugText(text.to_owned())))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ChannelDoc, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(ChannelDoc::Conditional)
            }
        }
        d.deserialize_any(Either)
    }
}

/// A level's channels: a word, or a list of ids.
#[derive(Debug, Clone)]
pub(crate) enum AllowDoc {
    All,
    NotPublic,
    Only(Vec<SlugText>),
}

impl AllowDoc {
    const WORDS: [&'static str; 2] = ["all", "not-public"];
}

impl Serialize for AllowDoc {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => s.serialize_str("all"),
            Self::NotPublic => s.serialize_str("not-public"),
            Self::Only(ids) => ids.serialize(s),
        }
    }
}

impl<'de> Deserialize<'de> for AllowDoc {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = AllowDoc;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`all`, `not-public` or a list of channel ids")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<AllowDoc, E> {
                match text {
                    "all" => Ok(AllowDoc::All),
                    "not-public" => Ok(AllowDoc::NotPublic),
                    _ => Err(E::unknown_variant(text, &AllowDoc::WORDS)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<AllowDoc, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = seq.next_element()? {
                    ids.push(id);
                }
                Ok(AllowDoc::Only(ids))
            }
        }
        d.deserialize_any(Either)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for AllowDoc {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AllowDoc".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ids = generator.subschema_for::<Vec<SlugText>>();
        schemars::json_schema!({ "anyOf": [{ "enum": Self::WORDS }, ids] })
    }
}

pub(crate) const fn first_revision() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}
