//! What an earlier answer of `bulk` said in a line of JSON: kept beside the new answer, as other columns are in a table.
//!
//! A notice has no such fields, so that they are told apart from a field that is written wrongly: only the names of the
//! answer's columns count, and only beside a column by which an answer is known.

use std::borrow::Cow;
use std::fmt;

use ceptoar_core::ErrorCode;
use ceptoar_frames::{Found, Said, names};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The columns of which every answer that says anything has one.
const MARKS: [&str; 5] = ["lints", "problems", "unmet", "outcome", "valid_until"];

/// An object as it is written: what stands twice stays twice, so that it can be refused.
#[derive(Default)]
pub(super) struct Entries(pub(super) Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    list.push(entry);
                }
                Ok(Entries(list))
            }
        }
        deserializer.deserialize_map(All)
    }
}

impl Entries {
    fn text(&self) -> String {
        let entry = |(key, value): &(String, Box<RawValue>)| format!("{}:{}", Value::from(key.as_str()), value.get());
        format!("{{{}}}", self.0.iter().map(entry).collect::<Vec<_>>().join(","))
    }

    /// Whether a name stands twice.
    pub(super) fn is_doubled(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    }
}

#[derive(Default)]
pub(super) struct Own {
    kept: Entries,
    rest: Entries,
    prefixes: Vec<String>,
}

impl Own {
    pub(super) fn of(line: &[u8]) -> Self {
        // Most lines hold no answer, and need not be read twice.
        if !MARKS.iter().any(|mark| contains(line, mark.as_bytes())) {
            return Self::default();
        }
        let Ok(Entries(whole)) = serde_json::from_slice::<Entries>(line) else { return Self::default() };
        let mut prefixes: Vec<String> = Vec::new();
        for (key, _) in &whole {
            let prefix = MARKS.iter().find_map(|mark| key.strip_suffix(mark));
            prefixes.extend(prefix.filter(|prefix| prefixes.iter().all(|known| known != prefix)).map(str::to_owned));
        }
        let said = |key: &str| {
            let mut after = prefixes.iter().filter_map(|prefix| key.strip_prefix(prefix.as_str()));
            after.any(|name| names().chain(["unread"]).any(|known| known == name))
        };
        let (kept, rest) = whole.into_iter().partition(|(key, _)| said(key));
        Self { kept: Entries(kept), rest: Entries(rest), prefixes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.0.is_empty()
    }

    /// The line without the answer.
    pub(super) fn rest<'a>(&self, line: &'a [u8]) -> Cow<'a, [u8]> {
        if self.is_empty() { line.into() } else { self.rest.text().into_bytes().into() }
    }

    pub(super) fn kept(&self) -> Option<Value> {
        let value = |value: &RawValue| serde_json::from_str(value.get()).unwrap_or_default();
        let kept: Map<String, Value> = self.kept.0.iter().map(|(key, raw)| (key.clone(), value(raw))).collect();
        (!kept.is_empty()).then_some(Value::Object(kept))
    }

    /// An answer whose columns the new one would have as well.
    pub(super) fn clash(&self, prefix: &str) -> Option<Found> {
        let same = self.prefixes.iter().any(|known| known == prefix);
        let (name, _) = self.kept.0.iter().find(|(key, _)| same && key.starts_with(prefix))?;
        let said = Said::new(
            format!("the line has `{name}`, as the answer would have; give a --prefix, as `new_`"),
            format!("答えと同じ名前の項目 `{name}` がすでにある。`new_` のような --prefix を付ける"),
        );
        let pointer = format!("/{name}");
        Some(Found { pointer, column: Some(name.clone()), ..Found::said(ErrorCode::DuplicateField, said) })
    }
}

fn contains(line: &[u8], text: &[u8]) -> bool {
    line.windows(text.len()).any(|window| window == text)
}
