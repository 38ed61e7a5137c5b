//! The published schemas, as readers and generators in other languages take them.

use std::collections::BTreeSet;

use ceptoar_core::NoticeId;
use ceptoar_core::schema::documents as schemas;
use jsonschema::PatternOptions;
use serde_json::{Value, json};

use super::{documents, read, told};

/// Every schema within a schema.
fn each<'a>(value: &'a Value, see: &mut impl FnMut(&'a Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| each(item, see)),
        Value::Object(fields) => fields.values().for_each(|item| each(item, see)),
        _ => {}
    }
}

fn schema(name: &str) -> Value {
    schemas().into_iter().find(|(found, _)| *found == name).unwrap().1
}

#[test]
fn kind_06_a_default_is_a_value_of_its_own_schema() {
    for (name, schema) in schemas() {
        each(&schema, &mut |part| {
            let Some(default) =
                part.get("default").filter(|_| part.get("type").is_some() || part.get("enum").is_some())
            else {
                return;
            };
            assert!(jsonschema::validator_for(part).unwrap().is_valid(default), "{name}: {part}");
        });
    }
}

/// Each field of the objects of a document, one for each place of its shape: the pointer of the object, and the name.
fn fields_of(value: &Value, at: &str, shape: &str, seen: &mut BTreeSet<String>, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, item) in fields {
                if seen.insert(format!("{shape}/{key}")) {
                    found.push((at.to_owned(), key.clone()));
                }
                fields_of(item, &format!("{at}/{key}"), &format!("{shape}/{key}"), seen, found);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                fields_of(item, &format!("{at}/{n}"), &format!("{shape}/*"), seen, found);
            }
        }
        _ => {}
    }
}

#[test]
fn kind_06_what_the_schema_requires_is_what_the_reader_requires() {
    let required = schema("notice")["required"].clone();
    assert_eq!(required, json!(["id", "direction", "origin", "level", "kind", "issued_at"]));
    for (kind, document) in documents().into_iter().filter(|(kind, _)| *kind != "situation") {
        let validator = jsonschema::validator_for(&schema(kind)).unwrap();
        assert!(validator.is_valid(&document), "{kind}");
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        fields_of(&document, "", "", &mut seen, &mut found);
        for (at, key) in found {
            let mut document = document.clone();
            document.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(&key);
            let missing = |text: &String| text.starts_with("missing-field") || text.starts_with("missing-level");
            let reader = told(read(kind, document.to_string().as_bytes())).iter().any(missing);
            assert_eq!(!validator.is_valid(&document), reader, "{kind} {at} without {key}");
        }
    }
}

/// Every pattern of every schema.
fn patterns() -> BTreeSet<String> {
    let mut patterns = BTreeSet::new();
    for (_, schema) in schemas() {
        each(&schema, &mut |part| {
            if let Some(pattern) = part.get("pattern").and_then(Value::as_str) {
                patterns.insert(pattern.to_owned());
            }
        });
    }
    patterns
}

#[test]
fn kind_18_patterns_are_written_in_what_every_engine_reads() {
    let patterns = patterns();
    assert!(patterns.len() > 4, "{patterns:?}");
    for pattern in patterns {
        assert!(!pattern.contains('\\') && !pattern.contains("(?"), "{pattern:?}: no escape and no extension");
        assert!(!pattern.chars().any(char::is_control), "{pattern:?}: PHP before 8.2 and C refuse a zero in a pattern");
        let schema = json!({ "pattern": pattern });
        jsonschema::options().with_pattern_options(PatternOptions::regex()).build(&schema).unwrap();
        jsonschema::options().with_pattern_options(PatternOptions::fancy_regex()).build(&schema).unwrap();
    }
}

#[test]
fn kind_18_the_pattern_of_an_id_admits_what_the_reader_admits() {
    let schema = schema("notice")["properties"]["id"].clone();
    let validator = jsonschema::validator_for(&schema).unwrap();
    // Each character of the first plane, and of the others those beside which something changes.
    let rest = [
        0x1_0000..0x1_0010,
        0x1_bc90..0x1_bcb0,
        0x1_d160..0x1_d180,
        0x1_fff0..0x2_0010,
        0xd_fff0..0xe_1010,
        0x10_fff0..0x11_0000,
    ];
    let chars = (0..0x1_0000).chain(rest.into_iter().flatten()).filter_map(char::from_u32);
    for c in chars {
        for text in [format!("{c}"), format!("a{c}"), format!("{c}a"), format!("a{c}b"), format!("a {c} b")] {
            let admitted = NoticeId::new(&text).is_ok();
            assert_eq!(validator.is_valid(&Value::from(text)), admitted, "U+{:04X}", c as u32);
        }
    }
    for (text, admitted) in [("".to_owned(), false), ("a".repeat(200), true), ("a".repeat(201), false)] {
        assert_eq!((validator.is_valid(&json!(text)), NoticeId::new(&text).is_ok()), (admitted, admitted));
    }
}

#[test]
fn kind_18_the_pattern_of_a_text_admits_what_the_reader_admits() {
    let schema = schema("roster");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let rest = [
        0x2000..0x2070,
        0x2800..0x2802,
        0x3000..0x3002,
        0xfdc0..0xfe20,
        0xff90..0x1_0010,
        0xe_0000..0xe_0002,
        0xe_00f0..0xe_0200,
    ];
    for c in (0..0x600).chain(rest.into_iter().flatten()).filter_map(char::from_u32) {
        for text in [format!("{c}"), format!("名{c}"), format!("{c}名"), format!(" 名{c}名")] {
            let roster = json!({ "id": "x", "organizations": [{ "id": "o", "name": { "ja": text, "en": text } }] });
            let read = read("roster", roster.to_string().as_bytes()).is_ok();
            assert_eq!(validator.is_valid(&roster), read, "U+{:04X}", c as u32);
        }
    }
}
