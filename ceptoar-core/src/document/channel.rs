//! The channels of a link and of a level: values that have two written forms.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use crate::document::macros::objects;
use crate::document::scalar::{IdText, Set, Text};
use crate::word::sets::{Mode, Usage};

objects! {
    /// When a channel may be used.
    ChannelCondition {
        ;
        /// In one of these modes.
        modes: Set<Mode>,
        /// For a notice with one of these purposes.
        purposes: Set<IdText>,
    }

    /// A channel with what is particular to it.
    ConditionalChannel {
        /// The channel.
        id: IdText,
        ;
        /// `also`: it is used beside the other channels, not instead of them.
        #[serde(rename = "use")]
        usage: Option<Usage>,
        /// Its condition.
        when: Option<ChannelCondition>,
        /// What only a person can judge before it is used.
        judgement: Option<Text>,
    }
}

impl From<&str> for LinkChannel {
    fn from(id: &str) -> Self {
        Self::Plain(id.into())
    }
}

/// A channel: its id, or an object with a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum LinkChannel {
    /// Its id alone: it may always be used.
    Plain(IdText),
    /// With what is particular to it.
    Conditional(ConditionalChannel),
}

impl<'de> Deserialize<'de> for LinkChannel {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = LinkChannel;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a channel id or an object")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<LinkChannel, E> {
                Ok(LinkChannel::Plain(IdText(text.to_owned())))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<LinkChannel, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(LinkChannel::Conditional)
            }
        }
        d.deserialize_any(Either)
    }
}

/// A level's channels: a word, or a list of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowance {
    /// All, known or not.
    All,
    /// Every channel of the vocabulary that is not public.
    NotPublic,
    /// These.
    Only(Vec<IdText>),
}

impl Allowance {
    const WORDS: [&'static str; 2] = ["all", "not-public"];
}

impl Serialize for Allowance {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => s.serialize_str("all"),
            Self::NotPublic => s.serialize_str("not-public"),
            Self::Only(ids) => ids.serialize(s),
        }
    }
}

impl<'de> Deserialize<'de> for Allowance {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Allowance;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`all`, `not-public` or a list of channel ids")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Allowance, E> {
                match text {
                    "all" => Ok(Allowance::All),
                    "not-public" => Ok(Allowance::NotPublic),
                    _ => Err(E::unknown_variant(text, &Allowance::WORDS)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Allowance, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = seq.next_element()? {
                    ids.push(id);
                }
                Ok(Allowance::Only(ids))
            }
        }
        d.deserialize_any(Either)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Allowance {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Allowance".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ids = generator.subschema_for::<Vec<IdText>>();
        schemars::json_schema!({ "anyOf": [{ "enum": Self::WORDS }, ids] })
    }
}
