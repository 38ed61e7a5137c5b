//! Writes what every binding is compared with: for each vector the texts that it is asked with and the core's own answers,
//! to the byte. What the vectors do not expect is not written: whoever gives these answers gives those expected.
//! `cargo run -q -p ceptoar-suite --bin answers > target/answers.json`

use std::collections::BTreeMap;
use std::process::ExitCode;

use ceptoar_core::{Lang, PartyId, Refusal};
use ceptoar_suite::router::Routed;
use ceptoar_suite::vectors::{Case, Questions, Scene, Stale, load};
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    match answers() {
        Ok(answers) => {
            println!("{answers}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn answers() -> Result<Value, String> {
    let mut answers = BTreeMap::new();
    let mut counted = 0;
    for (file, content) in load()? {
        counted += content.cases.len();
        for case in content.cases {
            let name = format!("{}-{}", file.trim_end_matches(".json"), case.name);
            let faults = case.expected(&Routed);
            if !faults.is_empty() {
                return Err(format!("{name} is not answered as it expects: {}", faults.join("; ")));
            }
            let outputs = match case.refusal() {
                Some(refusal) => {
                    json!({ "refused": refusal.to_json(Lang::En), "refused_ja": refusal.to_json(Lang::Ja) })
                }
                None => outputs(&case).map_err(|text| format!("{name}: {text}"))?,
            };
            answers.insert(name, json!({ "inputs": inputs(&case), "outputs": outputs }));
        }
    }
    if answers.len() != counted {
        return Err("two vectors of one file have one name".to_owned());
    }
    Ok(json!({ "vectors": counted, "cases": answers }))
}

/// The documents of a case as texts, so that every language passes the same bytes.
fn inputs(case: &Case) -> Map<String, Value> {
    let mut inputs = Map::new();
    let mut put = |name: &str, text: Option<String>| {
        inputs.extend(text.map(|text| (name.to_owned(), Value::from(text))));
    };
    put("kind", case.document.clone());
    put("document", case.document_text());
    put("stale", case.stale.map(|Stale::Refuse| "refuse".to_owned()));
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

/// An answer, or the refusal of the question.
fn either(answer: Result<String, Refusal>) -> Value {
    match answer {
        Ok(text) => json!({ "answer": text }),
        Err(refusal) => json!({ "refused": refusal.to_json(Lang::En) }),
    }
}

fn text(answer: &impl serde::Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|error| panic!("an answer is not written: {error}"))
}

/// The answers to the questions that the case expects answers to, and to those that its plan makes sense of.
fn outputs(case: &Case) -> Result<Value, String> {
    if case.document.is_some() {
        return Ok(json!({}));
    }
    let said = |refusal: Refusal| refusal.to_string();
    let Scene { router, situation, notice } = &case.scene().map_err(said)?;
    let registry = router.registry();
    let why = router.explain(notice, situation).map_err(said)?;
    let plan = &why.plan;
    let mut questions = Questions::of(&case.expect)?.and_of(plan);
    for party in case.expect.verdicts.keys() {
        questions.asked.push(PartyId::new(party).map_err(|fault| fault.to_string())?);
    }
    let views: BTreeMap<&String, Option<String>> =
        questions.views.iter().map(|of| (of, plan.view_for(of).map(|view| view.to_json()))).collect();
    let decided: BTreeMap<&str, Value> = questions
        .asked
        .iter()
        .map(|party| (party.as_str(), either(router.decide(notice, party, situation).map(|verdict| text(&verdict)))))
        .collect();
    let relabelled: BTreeMap<String, Value> = questions
        .relabel
        .iter()
        .map(|(by, label)| {
            let answer = router.relabel(notice, by, label, situation).map(|notice| notice.to_json());
            (format!("{by} {label}"), either(answer))
        })
        .collect();
    let mut passing = BTreeMap::new();
    for (holder, party) in &questions.may_pass {
        let answer = router.may_pass(notice, holder, party, situation).map_err(said)?;
        let why_not = |lang| answer.reasons.iter().map(move |why| why.sentence(registry, lang)).collect::<Vec<_>>();
        let value = json!({ "answer": text(&answer), "ja": why_not(Lang::Ja), "en": why_not(Lang::En) });
        passing.insert(format!("{holder}>{party}"), value);
    }
    let mut onward = BTreeMap::new();
    for holder in &questions.onward {
        onward.insert(holder.as_str(), text(&router.onward(notice, holder, situation).map_err(said)?));
    }
    Ok(json!({
        "notice": notice.to_json(),
        "plan": plan.to_json(),
        "explanation": why.to_json(),
        "views": views,
        "text_ja": why.text(registry, Lang::Ja),
        "text_en": why.text(registry, Lang::En),
        "mermaid_ja": why.mermaid(registry, Lang::Ja),
        "decided": decided,
        "passing": passing,
        "onward": onward,
        "relabelled": relabelled,
    }))
}
