//! The canonical text against the same by the letter.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::*;
use crate::document::edition::Edition as EditionDoc;
use crate::document::levels::Levels as LevelsDoc;
use crate::document::rules::Rules as RulesDoc;
use crate::edition::Edition;
use crate::error::problem::Refusal;
use crate::level::builtin::{PFC, TLP_1_0, TLP_2_0};
use crate::rules::set::STANDARD_RULES;

fn text<T: Serialize>(document: &T) -> String {
    String::from_utf8(canonical(document)).unwrap_or_default()
}

/// The same, by the letter: from a tree of values.
fn by_the_letter(value: &Value, above: &str, key: &str) -> String {
    let is_empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty() && key != WITH_EMPTY_LISTS,
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(list) => {
            let mut items: Vec<String> = list.iter().map(|item| by_the_letter(item, above, key)).collect();
            if !ORDERED.contains(&(above, key)) {
                items.sort_unstable();
            }
            format!("[{}]", items.join(","))
        }
        Value::Object(map) => {
            let meant = |(name, value): &(&String, &Value)| !is_empty(value) && !NO_MEANING.contains(&name.as_str());
            let mut fields: Vec<(&String, &Value)> = map.iter().filter(meant).collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            let mut text = String::new();
            for (name, value) in fields {
                let _ = write!(text, ",{}:{}", json!(name), by_the_letter(value, key, name));
            }
            format!("{{{}}}", text.strip_prefix(',').unwrap_or_default())
        }
        scalar => scalar.to_string(),
    }
}

fn whole<T: Serialize>(document: &T) -> String {
    by_the_letter(&serde_json::to_value(document).unwrap_or_default(), "", "")
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
fn every_built_in_document_is_written_as_by_the_letter() -> Result<(), Refusal> {
    for edition in Edition::ALL {
        let document = EditionDoc::read(edition.document())?;
        assert_eq!(text(&document), whole(&document));
        let vocabularies = json!({"kinds": [], "causes": null});
        let with = String::from_utf8(canonical_with(&document, "vocabularies", &vocabularies)).unwrap_or_default();
        let mut value = serde_json::to_value(&document).unwrap_or_default();
        value.as_object_mut().map(|fields| fields.insert("vocabularies".to_owned(), vocabularies));
        assert_eq!(with, whole(&value));
        let rules = RulesDoc::read(edition.rules())?;
        assert_eq!(text(&rules), whole(&rules));
    }
    let standard = RulesDoc::read(STANDARD_RULES)?;
    assert_eq!(text(&standard), whole(&standard));
    for bytes in [TLP_2_0, TLP_1_0, PFC] {
        let levels = LevelsDoc::read(bytes)?;
        assert_eq!(text(&levels), whole(&levels));
    }
    Ok(())
}

#[test]
fn odd_values_are_written_as_by_the_letter() {
    let odd = json!({"b": {"vocabularies": {"x": [], "y": null, "z": [[], [false, null]]}}, "a\"\u{1}é": [[2, 10], [1], {}],
        "c": {"d": [], "e": {}}, "f": -3, "g": 1.5, "h": true, "i": "\u{7f}\\/", "": {"labels": [2, 1], "channels": [2, 1]},
        "means": {"channels": [2, 1, {"format": 1}]}, "links": [{"channels": [3, {"x": [2, 1]}, 1]}]});
    assert_eq!(text(&odd), whole(&odd));
    assert_eq!(text(&json!([])), "[]");
    assert_eq!(text(&Value::Null), "null");
}
