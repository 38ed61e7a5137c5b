//! Writes what every binding is compared with: for each vector the texts that it is asked with and the core's own answers,
//! to the byte. `cargo run -q -p ceptoar-suite --bin answers > target/answers.json`

use std::collections::BTreeMap;
use std::process::ExitCode;

use ceptoar_core::{Lang, Refusal};
use ceptoar_suite::vectors::{Case, load};
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    match answers() {
        Ok(answers) => {
            println!("{}", json!(answers));
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn answers() -> Result<BTreeMap<String, Value>, String> {
    let mut answers = BTreeMap::new();
    for (file, content) in load()? {
        for case in content.cases {
            let name = format!("{}-{}", file.trim_end_matches(".json"), case.name);
            let outputs = match case.refusal() {
                Some(refusal) => {
                    json!({ "refused": refusal.to_json(Lang::En), "refused_ja": refusal.to_json(Lang::Ja) })
                }
                None => outputs(&case).map_err(|refusal| format!("{name}: {refusal}"))?,
            };
            answers.insert(name, json!({ "inputs": inputs(&case), "outputs": outputs }));
        }
    }
    Ok(answers)
}

/// The documents of a case as texts, so that every language passes the same bytes.
fn inputs(case: &Case) -> Map<String, Value> {
    let mut inputs = Map::new();
    let mut put = |name: &str, text: Option<String>| {
        inputs.extend(text.map(|text| (name.to_owned(), Value::from(text))));
    };
    let document = case.text.clone().or_else(|| case.value.as_ref().map(Value::to_string));
    put("document", document);
    match &case.profile {
        Some(Value::String(id)) => put("profile_id", Some(id.clone())),
        profile => put("profile", profile.as_ref().map(Value::to_string)),
    }
    let parts = [
        ("registry", &case.registry),
        ("rules", &case.rules),
        ("roster", &case.roster),
        ("notice", &case.notice),
        ("situation", &case.situation),
    ];
    for (name, value) in parts {
        put(name, value.as_ref().map(Value::to_string));
    }
    inputs
}

fn outputs(case: &Case) -> Result<Value, Refusal> {
    if case.document.is_some() {
        return Ok(json!({}));
    }
    let scene = case.scene()?;
    let registry = scene.router.registry();
    let why = scene.router.explain(&scene.notice, &scene.situation)?;
    let plan = why.plan.clone();
    let views: BTreeMap<&str, String> = plan
        .deliveries
        .iter()
        .filter_map(|delivery| {
            Some((delivery.recipient.as_str(), plan.view_for(delivery.recipient.as_str())?.to_json()))
        })
        .collect();
    Ok(json!({
        "notice": scene.notice.to_json(),
        "plan": plan.to_json(),
        "explanation": why.to_json(),
        "views": views,
        "text_ja": why.text(registry, Lang::Ja),
        "text_en": why.text(registry, Lang::En),
        "mermaid_ja": why.mermaid(registry, Lang::Ja),
    }))
}
