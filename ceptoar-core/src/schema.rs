//! The JSON Schemas (draft 2020-12) of the six documents.

use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use crate::answer::explanation::Explanation;
use crate::answer::plan::Plan;
use crate::document::edition::EditionDoc;
use crate::document::levels::ProfileDoc;
use crate::document::notice::NoticeDoc;
use crate::document::roster::RosterDoc;
use crate::document::rules::RulesDoc;

/// The schema of each document by its name: `edition`, `rules`, `levels`, `roster`, `notice`, `answer`.
#[must_use]
pub fn documents() -> Vec<(&'static str, Value)> {
    vec![
        ("edition", schema::<EditionDoc>("edition", Some("ceptoar/edition/1"), false)),
        ("rules", schema::<RulesDoc>("rules", Some("ceptoar/rules/1"), false)),
        ("levels", schema::<ProfileDoc>("levels", Some("ceptoar/levels/1"), false)),
        ("roster", schema::<RosterDoc>("roster", Some("ceptoar/roster/1"), false)),
        ("notice", schema::<NoticeDoc>("notice", Some("ceptoar/notice/1"), false)),
        ("answer", answer()),
    ]
}

fn schema<T: JsonSchema>(name: &str, format: Option<&str>, of_answer: bool) -> Value {
    // `uint32` is no format of JSON Schema: strict validators refuse what they do not know.
    let settings = SchemaSettings::draft2020_12().with_transform(RestrictFormats::default());
    let settings = if of_answer { settings.for_serialize() } else { settings };
    let mut value = SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value();
    if let Some(root) = value.as_object_mut() {
        root.insert("$id".to_owned(), json!(format!("urn:ceptoar:schema:{name}:1")));
        root.insert("title".to_owned(), json!(format!("ceptoar {name}")));
        let property = root.get_mut("properties").and_then(|properties| properties.get_mut("format"));
        if let (Some(format), Some(property)) = (format, property) {
            let null = (!of_answer).then_some(Value::Null);
            *property = json!({ "enum": std::iter::once(json!(format)).chain(null).collect::<Vec<_>>() });
        }
    }
    value
}

/// An answer is a plan or an explanation; readers ignore fields that they do not know.
fn answer() -> Value {
    let plan = schema::<Plan>("plan", Some(Plan::FORMAT), true);
    let explanation = schema::<Explanation>("explanation", Some(Explanation::FORMAT), true);
    let mut definitions = serde_json::Map::new();
    let mut bodies = Vec::new();
    for mut part in [plan, explanation] {
        if let Some(part) = part.as_object_mut() {
            if let Some(Value::Object(more)) = part.remove("$defs") {
                definitions.extend(more);
            }
            for key in ["$schema", "$id"] {
                part.remove(key);
            }
        }
        bodies.push(part);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ceptoar:schema:answer:1",
        "title": "ceptoar answer",
        "description": "A plan, or an explanation: the plan with a verdict for every party.",
        "oneOf": bodies,
        "$defs": definitions,
    })
}
