//! Data that no source says: somebody reads one so.

use serde_json::{Map, Value};

use crate::document::outline::{Cells, Outline as OutlineDoc, OutlineCell};
use crate::document::value::Json;
use crate::gather::InOrder as _;
use crate::id::PartyId;
use crate::outline::gaps::facts::exists;
use crate::outline::gaps::found::Found;
use crate::registry::data::Registry;
use crate::word::gap::GapCode;
use crate::word::sets::Grade;

/// The lists of an edition whose data have an id made of several fields; those of others are in `id`, `party` or `label`.
const KEYS: [(&str, &[&str]); 3] = [
    ("memberships", &["party", "group", "role"]),
    ("links", &["from", "to", "direction"]),
    ("totals", &["of", "party", "on"]),
];

/// The data of an edition that are graded `reading`, each with the party that it is said of.
pub(crate) fn of_edition(registry: &Registry) -> Vec<Found> {
    let mut found = Vec::new();
    if let Value::Object(document) = Json::of(registry.document()).value() {
        for (list, value) in &document {
            look(value, list, None, registry, &mut found);
        }
    }
    found
}

/// Looks at a value and at all that it holds. `party`: of which the datum around it is said.
fn look(value: &Value, at: &str, party: Option<&PartyId>, registry: &Registry, found: &mut Vec<Found>) {
    match value {
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                let name = item.as_object().and_then(|fields| name(at, fields)).unwrap_or_else(|| n.to_string());
                let own = item.as_object().and_then(|fields| party_of(at, fields, registry));
                look(item, &format!("{at}/{name}"), own.or(party), registry, found);
            }
        }
        Value::Object(fields) => {
            if fields.get("grade").and_then(Value::as_str) == Some(Grade::Reading.as_str()) {
                add(at, party, registry, found);
            }
            for (name, field) in fields {
                look(field, &format!("{at}/{name}"), party, registry, found);
            }
        }
        _ => {}
    }
}

/// What names a datum of a list.
fn name(list: &str, fields: &Map<String, Value>) -> Option<String> {
    let text = |name: &&str| fields.get(*name).and_then(Value::as_str);
    if let Some((_, keys)) = KEYS.iter().find(|(of, _)| *of == list) {
        return Some(keys.iter().filter_map(text).collect::<Vec<_>>().join(" "));
    }
    ["id", "party", "from", "month"].iter().find_map(text).map(str::to_owned)
}

/// The party that a datum of an edition is said of.
fn party_of<'a>(list: &str, fields: &Map<String, Value>, registry: &'a Registry) -> Option<&'a PartyId> {
    let key = match list {
        "parties" => "id",
        "ceptoars" | "councils" | "memberships" => "party",
        _ => return None,
    };
    let party = registry.party(fields.get(key)?.as_str()?)?;
    Some(&party.id)
}

/// A reading on each period of `covers` in which its party exists.
fn add(at: &str, party: Option<&PartyId>, registry: &Registry, found: &mut Vec<Found>) {
    let gap = Found::new(GapCode::Reading, at.to_owned());
    let Some(party) = party else { return found.push(gap) };
    found.extend(exists(registry, party).periods().iter().map(|period| gap.clone().of(party).on(*period)));
}

/// The rows and cells of an outline that are graded `reading`.
pub(crate) fn of_outline(doc: &OutlineDoc) -> Vec<Found> {
    fn rows<T: Cells>(rows: &[T], name: impl Fn(&T) -> String, found: &mut Vec<Found>) {
        let read = rows.iter().filter(|row| is_reading(*row));
        found.extend(read.map(|row| Found::new(GapCode::Reading, format!("{}/{}", T::TABLE, name(row)))));
    }
    fn is_reading<T: Cells>(row: &T) -> bool {
        row.cell("grade").is_some_and(|grade| grade.to_string() == Grade::Reading.as_str())
    }
    fn text<T: Cells>(row: &T, column: &str) -> String {
        row.cell(column).map(ToString::to_string).unwrap_or_default()
    }
    let mut found = Vec::new();
    rows(&doc.ministries, |row| text(row, "ministry"), &mut found);
    rows(&doc.ceptoars, |row| text(row, "ceptoar"), &mut found);
    rows(&doc.groups, |row| text(row, "group"), &mut found);
    rows(&doc.members, |row| text(row, "party"), &mut found);
    rows(&doc.links, |row| ["from", "to", "direction"].map(|column| text(row, column)).join(" "), &mut found);
    rows(&doc.vocabulary, |row| text(row, "term"), &mut found);
    // A cell is told at its own place.
    let place = |row: &OutlineCell| ["table", "key", "column"].map(|column| text(row, column)).join("/");
    found.extend(doc.cells.iter().filter(|row| is_reading(*row)).map(|row| Found::new(GapCode::Reading, place(row))));
    found.in_order(Ord::cmp);
    found.dedup();
    found
}
