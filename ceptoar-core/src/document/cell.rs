//! A cell of an outline: what a cell of a spreadsheet holds.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use crate::document::channel::ConditionalChannel;

/// What a cell holds: the text of a spreadsheet's cell, or a number, or a list. An empty cell is absent (`null`), and means
/// that a thing is unknown; `-` (or an empty list) says that there is none.
///
/// ```
/// use ceptoar_core::document::{Cell, OutlineCeptoar};
///
/// let row = OutlineCeptoar { ministry: Some(["mlit"].into()), members: Some(Cell::Number(12)), ..Default::default() };
/// assert_eq!(row.means, None); // unknown
/// assert_eq!(Cell::from(["email", "phone"]).to_string(), "email;phone"); // as a spreadsheet has it
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// The text, as a spreadsheet has it.
    Text(String),
    /// A number.
    Number(u64),
    /// A list, which a spreadsheet parts by `;`.
    List(Vec<CellItem>),
}

/// An item of a list in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum CellItem {
    /// An id, a name or a number with its unit.
    Text(String),
    /// A channel with a condition.
    Channel(ConditionalChannel),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<const N: usize> From<[&str; N]> for Cell {
    fn from(items: [&str; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<String>> FromIterator<T> for Cell {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(|item| CellItem::Text(item.into())).collect())
    }
}

/// As a cell of a spreadsheet has it: a list with a conditional channel is JSON there too.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::List(items) if items.is_empty() => f.write_str("-"),
            Self::List(items) => {
                let texts: Option<Vec<&str>> = items.iter().map(CellItem::text).collect();
                // Documents have string keys and whole numbers only, so that writing them cannot fail.
                let json = || serde_json::to_string(items).unwrap_or_default();
                f.write_str(&texts.map_or_else(json, |texts| texts.join(";")))
            }
        }
    }
}

impl CellItem {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Channel(_) => None,
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => s.serialize_str(text),
            Self::Number(number) => s.serialize_u64(*number),
            Self::List(items) => items.serialize(s),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct AnyCell;
        impl<'de> Visitor<'de> for AnyCell {
            type Value = Cell;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number from 0 on or a list")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }
            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Cell, E> {
                Ok(Cell::Text(if flag { "yes" } else { "no" }.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Cell::List(items))
            }
        }
        d.deserialize_any(AnyCell)
    }
}

impl<'de> Deserialize<'de> for CellItem {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct AnyItem;
        impl<'de> Visitor<'de> for AnyItem {
            type Value = CellItem;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or an object that says how a channel is used")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<CellItem, E> {
                Ok(CellItem::Text(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CellItem, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(CellItem::Channel)
            }
        }
        d.deserialize_any(AnyItem)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Cell {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cell".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = generator.subschema_for::<CellItem>();
        schemars::json_schema!({ "anyOf": [
            { "type": ["string", "boolean"] }, { "type": "integer", "minimum": 0 }, { "type": "array", "items": items }
        ] })
    }
}
