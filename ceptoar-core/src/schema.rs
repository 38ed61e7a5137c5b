//! The JSON Schemas (draft 2020-12) of what is read and of what is answered.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RestrictFormats};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

#[cfg(feature = "life")]
use crate::answer::audit::{Actions, Audit};
use crate::answer::batch::Batch;
#[cfg(feature = "authoring")]
use crate::answer::diff::Diff;
#[cfg(feature = "life")]
use crate::answer::drill::Drill;
use crate::answer::explanation::Explanation;
#[cfg(feature = "authoring")]
use crate::answer::exposure::{Exposure, ExposureDiff};
#[cfg(feature = "life")]
use crate::answer::follow_up::FollowUp;
#[cfg(feature = "authoring")]
use crate::answer::gaps::Gaps;
use crate::answer::hand::{Onward, Passing};
#[cfg(feature = "authoring")]
use crate::answer::linted::LintedRules;
use crate::answer::plan::Plan;
#[cfg(feature = "life")]
use crate::answer::remedies::Remedies;
#[cfg(feature = "life")]
use crate::answer::resilience::Resilience;
#[cfg(feature = "authoring")]
use crate::answer::tested::Tested;
use crate::answer::view::View;
use crate::document::edition::Edition;
#[cfg(feature = "authoring")]
use crate::document::fixture::Fixture;
use crate::document::levels::Levels;
#[cfg(feature = "life")]
use crate::document::log::Log;
use crate::document::notice::Notice;
use crate::document::overlay::Overlay;
use crate::document::roster::Roster;
use crate::document::rules::Rules;
#[cfg(feature = "life")]
use crate::document::scenario::Scenario;
use crate::document::situation::Situation;
use crate::error::code::ErrorCode;

/// Why a document or a question is refused.
#[derive(serde::Serialize, JsonSchema)]
struct Refusal {
    /// Every problem, sorted by place and code.
    problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(serde::Serialize, JsonSchema)]
struct Problem {
    /// What is wrong.
    code: ErrorCode,
    /// Where, as a JSON Pointer.
    pointer: String,
    /// The sentence, in the language that was asked for.
    message: String,
    /// The cell, where the document came as tables.
    #[cfg(feature = "authoring")]
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<Box<crate::error::place::CellPlace>>,
}

/// The schema of each document and answer by its name: `edition`, `rules`, `levels`, `roster`, `overlay`, `notice`, `situation`; `answer` (a
/// plan or an explanation), `view`, `onward`, `passing`, `batch`, `refusal`; with the feature `authoring` `outline`, `test`, `tested`, `diff`, `exposure`,
/// `exposure-diff`, `gaps`, `lint`; with the feature `life`
/// `log`, `audit`, `actions`, `follow-up`, `remedies`, `resilience`, `scenario`, `drill`.
#[must_use]
pub fn documents() -> Vec<(&'static str, Value)> {
    let mut all = vec![
        ("edition", document::<Edition>("edition", Some(Edition::FORMAT))),
        ("rules", document::<Rules>("rules", Some(Rules::FORMAT))),
        ("levels", document::<Levels>("levels", Some(Levels::FORMAT))),
        ("roster", document::<Roster>("roster", Some(Roster::FORMAT))),
        ("overlay", document::<Overlay>("overlay", Some(Overlay::FORMAT))),
        ("notice", document::<Notice>("notice", Some(Notice::FORMAT))),
        ("situation", document::<Situation>("situation", None)),
        #[cfg(feature = "authoring")]
        (
            "outline",
            document::<crate::document::outline::Outline>("outline", Some(crate::document::outline::Outline::FORMAT)),
        ),
        (
            "answer",
            either(
                "answer",
                [
                    answer::<Plan>("plan", Some(Plan::FORMAT)),
                    answer::<Explanation>("explanation", Some(Explanation::FORMAT)),
                ],
            ),
        ),
        ("view", answer::<View>("view", Some(View::FORMAT))),
        ("onward", answer::<Vec<Onward>>("onward", None)),
        ("passing", answer::<Passing>("passing", None)),
        ("batch", answer::<Batch>("batch", Some(Batch::FORMAT))),
        ("refusal", answer::<Refusal>("refusal", None)),
    ];
    all.extend(of_authors());
    all.extend(of_life());
    all
}

#[cfg(feature = "life")]
fn of_life() -> Vec<(&'static str, Value)> {
    vec![
        ("log", document::<Log>("log", Some(Log::FORMAT))),
        ("audit", answer::<Audit>("audit", Some(Audit::FORMAT))),
        ("actions", answer::<Actions>("actions", Some(Actions::FORMAT))),
        ("follow-up", answer::<FollowUp>("follow-up", Some(FollowUp::FORMAT))),
        ("remedies", answer::<Remedies>("remedies", Some(Remedies::FORMAT))),
        ("resilience", answer::<Resilience>("resilience", Some(Resilience::FORMAT))),
        ("scenario", document::<Scenario>("scenario", Some(Scenario::FORMAT))),
        ("drill", answer::<Drill>("drill", Some(Drill::FORMAT))),
    ]
}

#[cfg(not(feature = "life"))]
fn of_life() -> Vec<(&'static str, Value)> {
    Vec::new()
}

#[cfg(feature = "authoring")]
fn of_authors() -> Vec<(&'static str, Value)> {
    vec![
        ("test", document::<Fixture>("test", Some(Fixture::FORMAT))),
        ("tested", answer::<Tested>("tested", Some(Tested::FORMAT))),
        ("diff", answer::<Diff>("diff", Some(Diff::FORMAT))),
        ("exposure", answer::<Exposure>("exposure", Some(Exposure::FORMAT))),
        ("exposure-diff", answer::<ExposureDiff>("exposure-diff", Some(ExposureDiff::FORMAT))),
        ("gaps", answer::<Gaps>("gaps", Some(Gaps::FORMAT))),
        ("lint", answer::<LintedRules>("lint", Some(LintedRules::FORMAT))),
    ]
}

#[cfg(not(feature = "authoring"))]
fn of_authors() -> Vec<(&'static str, Value)> {
    Vec::new()
}

fn root<T: JsonSchema>(name: &str, settings: SchemaSettings) -> Map<String, Value> {
    // `uint32` is no format of JSON Schema: strict validators refuse what they do not know.
    let settings = settings
        .with_transform(RestrictFormats::default())
        .with_transform(RecursiveTransform(without_example))
        .with_transform(RecursiveTransform(with_names_of_days));
    let mut root = match SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value() {
        Value::Object(root) => root,
        _ => Map::new(),
    };
    root.insert("$id".to_owned(), json!(format!("urn:ceptoar:schema:{name}:1")));
    root.insert("title".to_owned(), json!(format!("ceptoar {name}")));
    root
}

/// A description is what the type's documentation says before its example, which is Rust and tells a reader of JSON nothing.
fn without_example(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description")
        && let Some(example) = text.find("```")
    {
        text.truncate(example);
        text.truncate(text.trim_end().len());
    }
}

/// The days of a row of an outline have two names each, of which `schemars` knows one (R26).
fn with_names_of_days(schema: &mut Schema) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    if !properties.contains_key("last_day") || properties.contains_key("from_day") {
        return;
    }
    for (name, other) in [("from", "from_day"), ("until", "until_day")] {
        if let Some(day) = properties.get(name).cloned() {
            properties.insert(other.to_owned(), day);
        }
    }
}

/// A document that is read: closed, and it may leave its format out.
fn document<T: JsonSchema>(name: &str, format: Option<&str>) -> Value {
    let mut root = root::<T>(name, SchemaSettings::draft2020_12());
    if let (Some(format), Some(Value::Object(properties))) = (format, root.get_mut("properties")) {
        properties.insert("format".to_owned(), json!({ "enum": [format, null] }));
    }
    Value::Object(root)
}

/// An answer: readers ignore fields that they do not know.
fn answer<T: JsonSchema>(name: &str, format: Option<&str>) -> Value {
    let mut root = root::<T>(name, SchemaSettings::draft2020_12().for_serialize());
    if let Some(format) = format {
        if let Some(Value::Object(properties)) = root.get_mut("properties") {
            properties.insert("format".to_owned(), json!({ "enum": [format] }));
        }
        if let Some(Value::Array(required)) = root.get_mut("required") {
            required.insert(0, json!("format"));
        }
    }
    Value::Object(root)
}

/// One of two answers.
fn either(name: &str, answers: [Value; 2]) -> Value {
    let mut definitions = Map::new();
    let mut bodies = Vec::new();
    for mut body in answers {
        if let Value::Object(body) = &mut body {
            if let Some(Value::Object(more)) = body.remove("$defs") {
                definitions.extend(more);
            }
            for key in ["$schema", "$id"] {
                body.remove(key);
            }
        }
        bodies.push(body);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:ceptoar:schema:{name}:1"),
        "title": format!("ceptoar {name}"),
        "description": "A plan, or an explanation: the plan with a verdict for every party.",
        "oneOf": bodies,
        "$defs": definitions,
    })
}
