//! The digest of a document: SHA-256 over RFC 8785 canonical JSON, after sorting every list whose order has no meaning.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Lists whose order is part of the meaning, by the key that holds them and what stands above it.
const ORDERED: [(&str, &str); 4] =
    [("links", "channels"), ("means", "channels"), ("", "labels"), ("source_index", "statements")];
/// Says nothing of what the document means.
const NO_MEANING: [&str; 2] = ["$schema", "format"];

/// The digest of a document, in lower-case hexadecimal.
pub(crate) fn digest<T: Serialize>(document: &T) -> Box<str> {
    of_value(&serde_json::to_value(document).unwrap_or_default())
}

/// The digest of a document with another value for one of its fields.
pub(crate) fn digest_with<T: Serialize>(document: &T, field: &str, value: &impl Serialize) -> Box<str> {
    let mut whole = serde_json::to_value(document).unwrap_or_default();
    if let Value::Object(fields) = &mut whole {
        fields.insert(field.to_owned(), serde_json::to_value(value).unwrap_or_default());
    }
    of_value(&whole)
}

fn of_value(value: &Value) -> Box<str> {
    let mut text = String::new();
    canonical(value, "", "", &mut text);
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex.into()
}

/// Whether a field may as well be left out. A vocabulary may not: an empty one differs from the built-in one.
fn is_empty(value: &Value, key: &str) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty() && key != "vocabularies",
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// `above` is the key of the list or object that holds this value, `key` its own. Keys of our documents are ASCII, for
/// which UTF-16 order is byte order; numbers are integers.
fn canonical(value: &Value, above: &str, key: &str, out: &mut String) {
    match value {
        Value::Array(list) => {
            let mut items: Vec<String> = list
                .iter()
                .map(|item| {
                    let mut text = String::new();
                    canonical(item, above, key, &mut text);
                    text
                })
                .collect();
            if !ORDERED.contains(&(above, key)) {
                items.sort_unstable();
            }
            let _ = write!(out, "[{}]", items.join(","));
        }
        Value::Object(map) => {
            let mut fields: Vec<(&String, &Value)> = map
                .iter()
                .filter(|(name, value)| !is_empty(value, key) && !NO_MEANING.contains(&name.as_str()))
                .collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            out.push('{');
            for (n, (name, value)) in fields.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::String(name.clone()));
                canonical(value, key, name, out);
            }
            out.push('}');
        }
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        let mut text = String::new();
        canonical(value, "", "", &mut text);
        text
    }

    #[test]
    fn what_has_no_meaning_leaves_no_trace() {
        let full = json!({"$schema": "s", "format": "f", "id": "x", "parties": [{"id": "b"}, {"id": "a", "note": null}],
            "totals": [], "when": {}, "internal": false});
        assert_eq!(text(&full), r#"{"id":"x","parties":[{"id":"a"},{"id":"b"}]}"#);
    }

    #[test]
    fn order_counts_only_where_it_has_a_meaning() {
        let link = json!({"links": [{"channels": ["phone", "email"], "source": ["s2", "s1"]}]});
        assert_eq!(text(&link), r#"{"links":[{"channels":["phone","email"],"source":["s1","s2"]}]}"#);
        assert_eq!(
            text(&json!({"labels": [{"label": "b"}, {"label": "a"}]})),
            r#"{"labels":[{"label":"b"},{"label":"a"}]}"#
        );
        assert_eq!(text(&json!({"vocabularies": {"kinds": []}})), r#"{"vocabularies":{"kinds":[]}}"#);
    }

    #[test]
    fn the_hash_is_sha_256_of_the_canonical_text() {
        let empty_object = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(&*digest(&json!({"format": "x"})), empty_object);
    }
}
