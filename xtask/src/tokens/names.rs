//! The names that an edition gives to what it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Every name, title and scope of an edition's document. A Japanese one is taken by its parts: what stands in brackets,
/// or between spaces, is a name of its own, but words of Latin letters belong together.
pub(crate) fn names(document: &Value) -> BTreeSet<String> {
    let mut texts = Vec::new();
    gather(document, &mut texts);
    let mut all = BTreeSet::new();
    for text in texts {
        all.extend(text["en"].as_str().map(str::to_owned));
        for part in text["ja"].as_str().into_iter().flat_map(|ja| ja.split(['(', ')', '(', ')'])).map(str::trim) {
            if part.is_ascii() {
                all.insert(part.to_owned());
            } else {
                all.extend(part.split_whitespace().map(str::to_owned));
            }
        }
    }
    all
}

fn gather<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| gather(item, found)),
        Value::Object(map) => {
            for (key, field) in map {
                match (key.as_str(), field) {
                    ("name" | "title" | "scope", _) => found.push(field),
                    // Who the members are, and who are none.
                    ("parts" | "without", Value::Array(list)) => found.extend(list),
                    _ => gather(field, found),
                }
            }
        }
        _ => {}
    }
}

fn texts(text: &Value) -> impl Iterator<Item = &str> {
    ["ja", "en"].into_iter().filter_map(|lang| text[lang].as_str())
}

/// What an id of an edition's document stands for: the names of the party, sector, term, instrument or body, and the
/// scope of a CEPTOAR.
pub(crate) fn by_id(document: &Value) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |item: &Map<String, Value>, id: &str, keys: &[&str]| {
        let Some(id) = item.get(id).and_then(Value::as_str) else { return };
        let found = keys.iter().filter_map(|key| item.get(*key)).flat_map(texts).map(str::to_owned);
        all.entry(id.to_owned()).or_default().extend(found);
    };
    let vocabularies = document["vocabularies"].as_object().into_iter().flatten().map(|(_, list)| list);
    let lists = ["sectors", "parties", "instruments", "bodies"].into_iter().map(|key| &document[key]);
    for item in vocabularies.chain(lists).filter_map(Value::as_array).flatten().filter_map(Value::as_object) {
        add(item, "id", &["name", "title"]);
    }
    for item in document["ceptoars"].as_array().into_iter().flatten().filter_map(Value::as_object) {
        add(item, "party", &["scope"]);
    }
    all
}
