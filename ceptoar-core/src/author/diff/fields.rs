//! The data of a document, each with the key that names it and the days on which its fields say what they say.
//!
//! It works on the canonical text: lists whose order has no meaning are sorted in it, and what says nothing is left out.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::canonical::text::canonical;
use crate::gather::InOrder as _;

/// The fields of a datum.
pub(in crate::author) type Fields = Map<String, Value>;

/// Days from the first on, up to but without the last; `None`: without bound. Days are written so that their text sorts.
pub(in crate::author) type Days = (Option<String>, Option<String>);

/// What is said on some days.
pub(in crate::author) type Said = (Days, Fields);

/// A datum: what names it, and what it says on which days.
pub(in crate::author) struct Datum {
    /// The place of its table among those of a document.
    pub(in crate::author) place: usize,
    pub(in crate::author) table: &'static str,
    pub(in crate::author) key: Vec<String>,
    /// What stands; of days without one nothing is said.
    pub(in crate::author) said: Vec<Said>,
}

/// The tables of a document: where each stands, which fields are the key of its rows, and whether its rows are data
/// or no more than what other data rest on.
struct Table {
    name: &'static str,
    keys: &'static [&'static str],
    cites: bool,
}

const fn facts(name: &'static str, keys: &'static [&'static str]) -> Table {
    Table { name, keys, cites: false }
}

const fn citations(name: &'static str, keys: &'static [&'static str]) -> Table {
    Table { name, keys, cites: true }
}

/// The vocabularies: a list of terms for each.
const VOCABULARIES: &str = "vocabularies";
/// The labels stand in their order: what stands above each says where it is.
const LABELS: &str = "labels";
/// The tables of an edition, a set of rules and a profile, in the order of the documents.
const TABLES: [Table; 19] = [
    facts(VOCABULARIES, &["id"]),
    facts("sectors", &["id"]),
    facts("parties", &["id"]),
    facts("ceptoars", &["party"]),
    facts("councils", &["party"]),
    facts("memberships", &["party", "group", "role"]),
    facts("links", &["from", "to", "direction"]),
    facts("instruments", &["id"]),
    facts("bodies", &["id"]),
    facts("totals", &["of", "party", "on"]),
    facts("rules", &["id"]),
    facts(LABELS, &["label"]),
    citations("statements", &["id"]),
    citations("errata", &["id"]),
    citations("documents", &["id"]),
    citations("excused", &["id"]),
    citations("source_index", &[]),
    citations("based_on", &["id"]),
    citations("outline", &[]),
];
/// What is said of the document itself, and what names it.
const HEAD: [&str; 2] = ["id", "revision"];
/// What a datum rests on, and what is said of it in other words.
const CITATION: [&str; 8] = ["source", "grade", "reason", "as_of", "note", "summary", "features", "activities"];
/// Values that hold from a day on, by the field that they change.
const LATER: [(&str, &str, &[&str]); 4] = [
    ("handling_rules_later", "handling_rules", &["month"]),
    ("names", "name", &["name"]),
    ("means_later", "means", &["channels", "open"]),
    ("counts_later", "counts", &["counts"]),
];

/// The data of a document, with what they rest on or without, sorted by table and key.
pub(in crate::author) fn data<T: Serialize>(document: &T, with_citations: bool) -> Vec<Datum> {
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(&canonical(document)) else { return Vec::new() };
    fields.retain(|name, _| !HEAD.contains(&name.as_str()));
    let mut data = Data { said: BTreeMap::new(), with_citations };
    for (place, table) in TABLES.iter().enumerate() {
        let value = fields.remove(table.name);
        if table.cites && !with_citations {
            continue;
        }
        match value {
            Some(Value::Object(vocabularies)) if table.name == VOCABULARIES => {
                for (name, terms) in vocabularies {
                    let terms = terms.as_array().into_iter().flatten().cloned().filter_map(object);
                    terms.for_each(|term| data.add(place, vec![name.clone()], table.keys, term));
                }
            }
            Some(Value::Array(rows)) if !table.keys.is_empty() => {
                let mut above = Value::Null;
                for mut row in rows.into_iter().filter_map(object) {
                    if table.name == LABELS {
                        let label = row.get("label").cloned().unwrap_or_default();
                        row.insert("after".to_owned(), std::mem::replace(&mut above, label));
                    }
                    data.add(place, Vec::new(), table.keys, row);
                }
            }
            Some(value) => fields.extend([(table.name.to_owned(), value)]),
            None => {}
        }
    }
    data.add(TABLES.len(), Vec::new(), &[], fields);
    data.sorted()
}

/// The data so far, by table and key.
struct Data {
    said: BTreeMap<(usize, Vec<String>), Vec<Said>>,
    with_citations: bool,
}

impl Data {
    fn add(&mut self, place: usize, mut key: Vec<String>, keys: &[&str], mut fields: Fields) {
        key.extend(keys.iter().filter_map(|name| fields.remove(*name)).map(|part| match part {
            Value::String(text) => text,
            other => other.to_string(),
        }));
        if !self.with_citations {
            without_citations(&mut fields);
        }
        let mut existence: Vec<Days> = fields.remove("period").iter().map(days).collect();
        if let Some(Value::Array(periods)) = fields.remove("periods") {
            existence.extend(periods.iter().map(days));
        }
        if existence.is_empty() {
            existence.push((None, None));
        }
        let said = existence.into_iter().flat_map(|days| by_day(&days, &fields));
        self.said.entry((place, key)).or_default().extend(said);
    }

    fn sorted(self) -> Vec<Datum> {
        let table = |place: usize| TABLES.get(place).map_or("document", |table| table.name);
        self.said.into_iter().map(|((place, key), said)| Datum { place, table: table(place), key, said }).collect()
    }
}

fn object(value: Value) -> Option<Fields> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// A period as days.
fn days(period: &Value) -> Days {
    let day = |name: &str| period.get(name).and_then(Value::as_str).map(str::to_owned);
    (day("from"), day("until"))
}

/// The day from which an item of a timeline holds; that of a month is its first.
fn begins(item: &Value) -> Option<String> {
    days(item).0.or_else(|| item.get("month").and_then(Value::as_str).map(|month| format!("{month}-01")))
}

fn without_citations(fields: &mut Fields) {
    fields.retain(|name, _| !CITATION.contains(&name.as_str()));
    for value in fields.values_mut() {
        strip(value);
    }
    fields.retain(|_, value| !matches!(value, Value::Object(fields) if fields.is_empty()));
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => without_citations(fields),
        Value::Array(items) => {
            items.iter_mut().for_each(strip);
            sort(items);
        }
        _ => {}
    }
}

/// Objects were sorted with what is gone now. Texts stand as they did: the order of some of them has a meaning, and so has that
/// of channels.
fn sort(items: &mut [Value]) {
    if items.iter().all(|item| item.is_object() && item.get("use").is_none() && item.get("when").is_none()) {
        items.sort_by_cached_key(Value::to_string);
    }
}

/// What fields say on each of some days: values that hold from a day on, and lists whose items have days of their own.
fn by_day(within: &Days, fields: &Fields) -> Vec<Said> {
    let mut cuts: Vec<String> = Vec::new();
    for (later, _, _) in LATER {
        let items = fields.get(later).and_then(Value::as_array).into_iter().flatten();
        cuts.extend(items.filter_map(begins));
    }
    for item in fields.values().filter_map(Value::as_array).flatten() {
        let (from, until) = item.get("period").map(days).unwrap_or_default();
        cuts.extend(from.into_iter().chain(until));
    }
    pieces(within, cuts).into_iter().map(|piece| (piece.clone(), on(piece.0.as_deref(), fields))).collect()
}

/// The days between some others.
pub(in crate::author) fn pieces((from, until): &Days, mut cuts: Vec<String>) -> Vec<Days> {
    cuts.retain(|day| from.as_ref().is_none_or(|from| from < day) && until.as_ref().is_none_or(|until| day < until));
    cuts.in_order(Ord::cmp);
    cuts.dedup();
    let firsts = std::iter::once(from.clone()).chain(cuts.iter().cloned().map(Some));
    let lasts = cuts.iter().cloned().map(Some).chain(std::iter::once(until.clone()));
    firsts.zip(lasts).collect()
}

/// What fields say on a day; `None`: before every day that they name.
fn on(day: Option<&str>, fields: &Fields) -> Fields {
    let has_come = |first: &Option<String>| match (first, day) {
        (None, _) => true,
        (Some(first), Some(day)) => first.as_str() <= day,
        (Some(_), None) => false,
    };
    let mut said = Fields::new();
    for (name, value) in fields {
        let items = match value {
            Value::Array(items) if items.iter().any(|item| item.get("period").is_some()) => items,
            value => {
                said.insert(name.clone(), value.clone());
                continue;
            }
        };
        let holds = |item: &&Value| {
            let (from, until) = item.get("period").map(days).unwrap_or_default();
            has_come(&from) && !until.is_some_and(|until| has_come(&Some(until)))
        };
        let mut held: Vec<Value> = items.iter().filter(holds).cloned().collect();
        held.iter_mut().filter_map(Value::as_object_mut).for_each(|item| drop(item.remove("period")));
        sort(&mut held);
        if !held.is_empty() {
            said.insert(name.clone(), Value::Array(held));
        }
    }
    for (later, field, values) in LATER {
        let Some(Value::Array(items)) = said.remove(later) else { continue };
        let reached = items.iter().filter(|item| has_come(&begins(item))).max_by_key(|item| begins(item));
        if let Some(value) = reached.and_then(|item| value_of(item, field, values)) {
            said.insert(field.to_owned(), value);
        }
    }
    said
}

/// The value that an item of a timeline says: that of its one field, or all of several.
fn value_of(item: &Value, field: &str, values: &[&str]) -> Option<Value> {
    match values {
        [one] if *one == field => item.get(field).cloned(),
        _ => {
            let fields = values.iter().filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())));
            Some(Value::Object(fields.collect()))
        }
    }
}
