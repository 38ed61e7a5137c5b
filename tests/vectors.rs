//! Every vector, put to each engine: the router, and the literal reference.

use std::collections::BTreeSet;

use ceptoar_core::author::fixture;
use ceptoar_core::document::Fixture;
use ceptoar_core::{Edition, Registry, Router};
use ceptoar_suite::engine::Engine;
use ceptoar_suite::reference::{Fault, Literal};
use ceptoar_suite::router::Routed;
use ceptoar_suite::vectors::{Case, Expect, folder, load};
use serde_json::{Value, json};

/// Every case with its file.
fn cases() -> Vec<(String, Case)> {
    let files = load().unwrap();
    let all =
        files.into_iter().flat_map(|(file, content)| content.cases.into_iter().map(move |case| (file.clone(), case)));
    all.collect()
}

/// What an engine gets wrong, and how many cases it was asked.
fn judged(engine: &dyn Engine) -> (usize, Vec<String>) {
    let cases = cases();
    let faults = cases.iter().flat_map(|(file, case)| {
        case.judged(engine).into_iter().map(move |fault| format!("{file} / {}: {fault}", case.name))
    });
    (cases.len(), faults.collect())
}

fn holds(engine: &dyn Engine) {
    let (ran, faults) = judged(engine);
    println!("vectors through the {}: {ran}", engine.name());
    assert!(ran >= 535, "vectors are added, not taken away: only {ran}");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_vector_holds_of_the_router() {
    holds(&Routed);
}

fn router() -> Router {
    Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap()
}

fn as_fixture(cases: &[Value]) -> Fixture {
    let document = json!({ "format": "ceptoar/test/1", "id": "vectors", "cases": cases });
    Fixture::read(document.to_string().as_bytes()).unwrap()
}

/// R68: the vectors are fixtures, and what runs fixtures for everybody runs them.
#[test]
fn every_vector_is_a_fixture_that_passes() {
    let router = router();
    let mut silent: Option<BTreeSet<String>> = None;
    for name in load().unwrap().into_iter().map(|(name, _)| name) {
        let text = std::fs::read(folder().join(&name)).unwrap();
        let tested = fixture::run(&router, &Fixture::read(&text).unwrap());
        assert!(tested.passed(), "{name}\n{}", tested.text(ceptoar_core::Lang::En));
        let of_file: BTreeSet<String> = tested.silent.iter().map(ToString::to_string).collect();
        silent = Some(silent.map_or(of_file.clone(), |so_far| &so_far & &of_file));
    }
    assert_eq!(silent, Some(BTreeSet::new()), "rules of the edition that no vector fires");
}

#[test]
fn every_vector_holds_of_the_reference() {
    holds(&Literal(Fault::None));
}

/// What an engine gets wrong in the first case where it does.
#[test]
fn an_engine_with_a_fault_does_not_pass() {
    let cases = cases();
    for fault in Fault::PLANTED {
        let engine = Literal(fault);
        assert!(cases.iter().any(|(_, case)| !case.judged(&engine).is_empty()), "{fault:?} went unnoticed");
    }
}

/// An expectation that judges nothing, or that stands beside a refusal, is a fault of the vector.
#[test]
fn what_would_judge_nothing_is_a_fault() {
    let cases = cases();
    let with = |refused: bool| {
        let found = cases.iter().find(|(_, case)| case.document.is_none() && case.expect.refused.is_empty() != refused);
        found.unwrap().1.clone()
    };
    let mut nothing = with(false);
    nothing.expect = Expect::default();
    let mut beside = with(true);
    assert!(beside.judged(&Routed).is_empty());
    beside.expect.unmet = Some(Vec::new());
    let mut document = cases.iter().find(|(_, case)| case.document.is_some()).unwrap().1.clone();
    document.expect.exactly = true;
    for case in [nothing, beside, document] {
        assert_eq!(case.judged(&Routed).len(), 1, "{}", case.name);
    }
}

/// The parts of expectations, with `*` for ids, each made wrong once: an expectation that cannot fail proves nothing.
const PARTS: [&str; 30] = [
    "asked/*",
    "changes",
    "deliveries/*/also",
    "deliveries/*/channels",
    "deliveries/*/due",
    "deliveries/*/duty",
    "deliveries/*/instruments",
    "deliveries/*/internal",
    "deliveries/*/judged",
    "deliveries/*/judgement/*",
    "deliveries/*/obligations",
    "deliveries/*/path",
    "deliveries/*/refs",
    "deliveries/*/rules",
    "exactly",
    "lints",
    "may_pass/*",
    "must",
    "no_lints",
    "not_told",
    "onward/*",
    "refused",
    "relabel/*",
    "told",
    "unmet",
    "valid_until",
    "verdicts/*/outcome",
    "verdicts/*/reasons",
    "views/*/*",
    "deliveries/*",
];

/// The leaves of an expectation: where each stands, and which part it is.
fn leaves(expect: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, value) in expect.as_object().unwrap() {
        let deep = match name.as_str() {
            "deliveries" | "verdicts" | "views" => 2,
            "asked" | "may_pass" | "onward" | "relabel" => 1,
            _ => 0,
        };
        descend(value, format!("/{name}"), name.clone(), deep, &mut found);
    }
    found
}

fn descend(value: &Value, at: String, part: String, deep: usize, found: &mut Vec<(String, String)>) {
    let Some(fields) = value.as_object().filter(|_| deep > 0 || part.ends_with("/judgement")) else {
        return found.push((at, part));
    };
    if part == "deliveries" {
        found.extend(fields.keys().map(|id| (format!("{at}/{id}"), format!("{part}/*"))));
    }
    for (name, value) in fields {
        let named = part.starts_with("deliveries/*") && !part.ends_with("/judgement") || part.starts_with("verdicts/*");
        let shown = if named { name } else { "*" };
        let below = name.replace('~', "~0").replace('/', "~1");
        descend(value, format!("{at}/{below}"), format!("{part}/{shown}"), deep.saturating_sub(1), found);
    }
}

/// The expectation with one leaf made wrong.
fn spoilt(expect: &Value, at: &str, part: &str) -> Option<Value> {
    let mut wrong = expect.clone();
    match part {
        // Somebody who is told is not named, or somebody who is not told is.
        "exactly" => {
            let first = expect["deliveries"].as_object()?.keys().next()?;
            wrong["deliveries"].as_object_mut()?.remove(first)?;
        }
        "deliveries/*" => drop(wrong["deliveries"].as_object_mut()?.insert("nobody".to_owned(), json!({}))),
        "no_lints" => wrong["no_lints"] = json!([expect["lints"].as_array()?.first()?.as_str()?.split(' ').next()?]),
        _ => {
            let leaf = wrong.pointer_mut(at)?;
            match leaf {
                Value::Bool(flag) => *flag = !*flag,
                Value::Array(items) => items.push(json!("no-such-thing")),
                other => *other = json!("no-such-thing"),
            }
        }
    }
    Some(wrong)
}

#[test]
fn every_part_of_an_expectation_can_fail() {
    let mut failed = BTreeSet::new();
    for (file, case) in cases() {
        let text = std::fs::read_to_string(folder().join(&file)).unwrap();
        let raw: Value = serde_json::from_str(&text).unwrap();
        let raw = raw["cases"].as_array().unwrap().iter().find(|raw| raw["name"] == *case.name).unwrap();
        for (at, part) in leaves(&raw["expect"]) {
            if failed.contains(&part) {
                continue;
            }
            let Some(written) = spoilt(&raw["expect"], &at, &part) else { continue };
            let case = Case { expect: serde_json::from_value(written.clone()).unwrap(), ..case.clone() };
            assert!(!case.expected(&Routed).is_empty(), "{file} / {}: {at} made wrong went unnoticed", case.name);
            let mut spoilt = raw.clone();
            spoilt["expect"] = serde_json::to_value(&written).unwrap();
            let by_core = fixture::run(&router(), &as_fixture(&[spoilt]));
            assert!(!by_core.passed(), "{file} / {}: {at} made wrong went unnoticed by the core", case.name);
            failed.insert(part);
        }
    }
    assert_eq!(failed.iter().map(String::as_str).collect::<Vec<_>>(), {
        let mut parts = PARTS.to_vec();
        parts.sort_unstable();
        parts
    });
}

#[test]
fn a_misspelt_question_fails() {
    let (_, case) = cases().into_iter().find(|(_, case)| !case.expect.may_pass.is_empty()).unwrap();
    for (part, wrong) in [
        ("may_pass", json!({"meti-gas": "yes"})),
        ("may_pass", json!({"METI>gas": "yes"})),
        ("onward", json!({"no id": []})),
        ("asked", json!({"": "deliver"})),
        ("relabel", json!({"gas": true})),
    ] {
        let case = Case { expect: serde_json::from_value(json!({ part: wrong })).unwrap(), ..case.clone() };
        assert!(!case.expected(&Routed).is_empty(), "{part} {wrong}");
    }
}
