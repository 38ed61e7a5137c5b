//! Faults that were found in the field, each by its number: the kind is tested, not the one input.

mod encoding;
mod instants;
mod question;
mod schemas;
mod silence;
mod text;

use ceptoar_core::{LevelProfile, Notice, Problem, Refusal, Registry, Roster, RuleSet, Situation};
use serde_json::{Value, json};

/// What a refusal says, as `code pointer`.
fn told<T>(result: Result<T, Refusal>) -> Vec<String> {
    let Err(refusal) = result else { return Vec::new() };
    refusal.problems().iter().map(place).collect()
}

fn place(problem: &Problem) -> String {
    format!("{} {}", problem.code().as_str(), problem.pointer())
}

/// Reads a document of a kind.
fn read(kind: &str, json: &[u8]) -> Result<(), Refusal> {
    match kind {
        "edition" => Registry::from_json(json).map(drop),
        "rules" => RuleSet::from_json(json).map(drop),
        "levels" => LevelProfile::from_json(json).map(drop),
        "roster" => Roster::from_json(json).map(drop),
        "situation" => Situation::from_json(json).map(drop),
        _ => Notice::from_json(json).map(drop),
    }
}

/// A document of each kind, with as many of its fields as there are.
fn documents() -> Vec<(&'static str, Value)> {
    let file = |path: &str| {
        let path = format!("{}/ceptoar-core/data/{path}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let name = json!({ "ja": "名", "en": "name" });
    let rule = json!({ "id": "r", "effect": "permit", "note": name, "reason": name, "source": ["a source"],
        "grade": "reading", "as_of": "2009", "judgement": name, "due": "promptly", "obligations": ["community"],
        "when": { "kinds": ["other"], "levels": ["TLP:RED"], "origins": ["gas"] }, "audience": { "parties": ["gas"] } });
    vec![
        ("edition", file("editions/2009-03-31.json")),
        ("levels", file("levels/tlp-2.0.json")),
        ("rules", json!({ "id": "x", "rules": [rule] })),
        (
            "roster",
            json!({ "id": "x", "organizations": [{ "id": "o", "name": name, "note": name, "source": ["s"], "reason": name }],
                "memberships": [{ "party": "o", "group": "gas", "role": "member", "note": name }],
                "links": [{ "from": "gas", "to": "o", "direction": "provision", "channels": ["email",
                    { "id": "fax", "when": { "purposes": ["prevention"] }, "judgement": name }] }] }),
        ),
        (
            "situation",
            json!({ "at": "2009-05-08T01:00:00Z", "outages": [{ "channel": "email", "link": "meti>gas" }],
            "failed_sectors": ["gas"] }),
        ),
        (
            "notice",
            json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:RED", "kind": "other",
            "issued_at": "2009-05-08T01:00:00Z", "cause": "disaster", "purposes": ["prevention"],
            "affected_sectors": ["gas"], "affected_ceptoars": ["gas"], "addressees": ["gas"], "consents": ["gas"],
            "only": ["gas"], "named_persons": [{ "party": "gas", "ref": "p" }] }),
        ),
    ]
}

/// The pointer of one text for each place of a document's shape.
fn texts(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, shape: &str, seen: &mut std::collections::BTreeMap<String, String>) {
        match value {
            Value::String(_) => {
                seen.entry(shape.to_owned()).or_insert_with(|| at.to_owned());
            }
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{n}"), &format!("{shape}/*"), seen);
                }
            }
            Value::Object(fields) => {
                for (key, item) in fields {
                    walk(item, &format!("{at}/{key}"), &format!("{shape}/{key}"), seen);
                }
            }
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeMap::new();
    walk(document, "", "", &mut seen);
    seen.into_values().filter(|at| at != "/format" && at != "/$schema").collect()
}
