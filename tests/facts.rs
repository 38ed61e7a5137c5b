//! What the paper states, asked of the registry: one fact a test, written from the statements.

use std::collections::BTreeSet;

use ceptoar_core::{Edition, Registry, RegistryPart};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    edition: String,
    facts: Vec<Fact>,
}

/// One element of a part of the registry, and what it must hold.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    name: String,
    source: Vec<String>,
    part: String,
    key: serde_json::Map<String, Value>,
    has: Value,
    #[serde(default)]
    ordered: bool,
}

/// Whether a value holds all that is wanted: objects by containment; lists whole and in order, or each wanted item in
/// some item.
fn holds(found: &Value, wanted: &Value, ordered: bool) -> bool {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            wanted.iter().all(|(key, wanted)| holds(found.get(key).unwrap_or(&Value::Null), wanted, ordered))
        }
        (Value::Array(found), Value::Array(wanted)) if ordered => found == wanted,
        (Value::Array(found), Value::Array(wanted)) => {
            wanted.iter().all(|wanted| found.iter().any(|found| holds(found, wanted, ordered)))
        }
        _ => found == wanted,
    }
}

impl Fact {
    fn fault(&self, registry: &Registry, statements: &BTreeSet<String>) -> Option<String> {
        let part: RegistryPart = match self.part.parse() {
            Ok(part) => part,
            Err(unknown) => return Some(format!("no part: {unknown}")),
        };
        let part: Value = match serde_json::from_str(&registry.part(part)) {
            Ok(part) => part,
            Err(error) => return Some(format!("{}: {error}", self.part)),
        };
        let fits = |element: &&Value| self.key.iter().all(|(name, value)| element[name] == *value);
        let found: Vec<&Value> = part.as_array().into_iter().flatten().filter(fits).collect();
        // A statement or document of the edition, or a numbered part of the design, of the revision or of what is known
        // of the field beyond the paper.
        let known = |id: &String| {
            let part = |name: &str| id.strip_prefix(name).is_some_and(|part| part.starts_with(' '));
            statements.contains(id) || ["DESIGN", "EDITION", "DOMAIN"].into_iter().any(part)
        };
        if self.source.is_empty() || !self.source.iter().all(known) {
            return Some(format!("cites what is not known: {:?}", self.source));
        }
        match found.as_slice() {
            [one] if holds(one, &self.has, self.ordered) => None,
            [one] => Some(format!("{one} does not hold {}", self.has)),
            others => Some(format!("{} elements have this key", others.len())),
        }
    }
}

#[test]
fn the_edition_states_what_the_paper_states() {
    let text = include_str!("facts/2009-03-31.json");
    let facts: Facts = match serde_json::from_str(text) {
        Ok(facts) => facts,
        Err(error) => panic!("facts: {error}"),
    };
    let edition = Edition::ALL.into_iter().find(|edition| edition.as_str() == facts.edition);
    let registry = Registry::builtin(edition.unwrap_or_else(|| panic!("no edition {}", facts.edition)));
    let index = registry.source_index().into_iter().flat_map(|index| &index.statements);
    let mut known: BTreeSet<String> = index.map(|entry| entry.id.to_string()).collect();
    known.extend(registry.documents().iter().map(|document| document.id.to_string()));
    let names: BTreeSet<&str> = facts.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names.len(), facts.facts.len(), "a name stands twice");
    let faults: Vec<String> = facts
        .facts
        .iter()
        .filter_map(|fact| Some(format!("{}: {}", fact.name, fact.fault(&registry, &known)?)))
        .collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), facts.facts.len(), faults.join("\n"));
    println!("{} facts hold", facts.facts.len());
}

#[test]
fn a_fact_that_is_not_there_is_noticed() {
    let wanted = serde_json::json!({ "list": [{ "a": 1 }] });
    for (found, held) in [
        (serde_json::json!({ "list": [{ "a": 2 }, { "a": 1, "b": 3 }] }), true),
        (serde_json::json!({ "list": [{ "a": 2 }] }), false),
        (serde_json::json!({}), false),
    ] {
        assert_eq!(holds(&found, &wanted, false), held, "{found}");
    }
    assert!(!holds(&serde_json::json!({ "list": [1, 2] }), &serde_json::json!({ "list": [2, 1] }), true));
}

/// The edition was written with the standard vocabularies: a correction of the one must reach the other.
#[test]
fn the_editions_vocabularies_are_the_standard_ones() {
    let edition: Value =
        serde_json::from_str(include_str!("../ceptoar-core/data/editions/2009-03-31/vocabularies.json")).unwrap();
    let standard: Value =
        serde_json::from_str(include_str!("../ceptoar-core/data/vocabularies/standard.json")).unwrap();
    assert_eq!(edition, standard);
}
