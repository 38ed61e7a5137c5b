//! What the data cite of the source, and what the vectors cover. Whatever is not covered is named, and fails.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ceptoar_core::{
    Direction, Edition, ErrorCode, LevelProfile, LintCode, Notice, Outcome, ReasonCode, Registry, Router, RuleSet,
    Situation,
};
use chrono::Datelike as _;
use serde_json::Value;

use crate::{Outcome as Report, json_files, read_json, root};

/// Codes that no document can bring about: they stand for what should not happen, and deny.
const UNREACHABLE: [ErrorCode; 3] = [ErrorCode::LookUpFailed, ErrorCode::TooManyProblems, ErrorCode::TooLarge];

type Names = BTreeSet<String>;

/// Counts and names.
pub(crate) fn report() -> Report {
    let mut text = String::new();
    let mut missing = Names::new();
    statements(&mut text, &mut missing)?;
    let seen = vectors()?;
    let rules = RuleSet::builtin(Edition::V2009_03_31);
    let mut area = |name: &str, wanted: Names, covered: &Names| {
        let left: Vec<&String> = wanted.iter().filter(|item| !covered.contains(*item)).collect();
        let _ = writeln!(text, "{name}: {} of {}", wanted.len() - left.len(), wanted.len());
        missing.extend(left.into_iter().map(|item| format!("{name}: {item}")));
    };
    let ids: Names = rules.rules().iter().map(|rule| rule.id.to_string()).collect();
    area("rules that fire", ids.clone(), &seen.fired);
    area("rules that are refused", ids, &seen.held);
    let outcomes = Outcome::ALL.iter().flat_map(|o| Direction::ALL.iter().map(move |d| format!("{d:?} {o:?}")));
    area("outcomes in each direction", outcomes.collect(), &seen.outcomes);
    area("reasons", ReasonCode::ALL.iter().map(|code| code.as_str().to_owned()).collect(), &seen.reasons);
    area("lints of answers", lints(), &seen.lints);
    let errors = ErrorCode::ALL.iter().filter(|code| !UNREACHABLE.contains(code));
    area("problems", errors.map(|code| code.as_str().to_owned()).collect(), &seen.problems);
    area("days beside a boundary", boundary_days(), &seen.days);
    let registry = Registry::builtin(Edition::V2009_03_31);
    let links = registry.links().iter().map(|link| format!("{}>{} {:?}", link.from, link.to, link.direction));
    area("links that carry", links.collect(), &carrying(&registry)?);
    let ceptoars = registry.parties().iter().filter(|party| party.kind.is_group()).map(|party| party.id.to_string());
    area("parties of DESIGN 6 that are told", ceptoars.collect(), &seen.told);
    if missing.is_empty() {
        let _ = write!(text, "not covered: nothing");
        return Ok(text);
    }
    let _ = writeln!(text, "not covered:");
    for item in missing {
        let _ = writeln!(text, "  {item}");
    }
    Err(text)
}

/// The lint of a registry has no answer to stand in; a unit test of the core makes it.
fn lints() -> Names {
    let of_answers = LintCode::ALL.iter().filter(|code| **code != LintCode::ChannelNotInVocabulary);
    of_answers.map(|code| code.as_str().to_owned()).collect()
}

fn statements(text: &mut String, missing: &mut Names) -> Result<(), String> {
    let data = root().join("ceptoar-core/data/editions");
    let mut cited = Names::new();
    let mut gather = |value: &Value| collect(value, &mut cited);
    let edition = read_json(&data.join("2009-03-31.json"))?;
    gather(&edition);
    gather(&read_json(&data.join("2009-03-31.rules.json"))?);
    gather(&read_json(&root().join("ceptoar-core/data/rules/standard.json"))?);
    let list = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|e| Some(e["id"].as_str()?.to_owned())).collect()
    };
    let all = list(&edition["source_index"]["statements"]);
    let excused = list(&edition["excused"]);
    let found = all.iter().filter(|id| cited.contains(*id)).count();
    let _ = writeln!(text, "statements cited: {found} of {} ({} excused)", all.len(), excused.len());
    missing.extend(
        all.iter().filter(|id| !cited.contains(*id) && !excused.contains(id)).map(|id| format!("statement {id}")),
    );
    Ok(())
}

fn collect(value: &Value, cited: &mut Names) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, cited)),
        Value::Object(map) => {
            for (key, field) in map {
                if key == "source" {
                    cited.extend(field.as_array().into_iter().flatten().filter_map(|id| Some(id.as_str()?.to_owned())));
                }
                collect(field, cited);
            }
        }
        _ => {}
    }
}

/// What the vectors bring about, found by asking the router their questions again.
#[derive(Default)]
struct Seen {
    fired: Names,
    held: Names,
    outcomes: Names,
    reasons: Names,
    lints: Names,
    problems: Names,
    days: Names,
    told: Names,
}

fn vectors() -> Result<Seen, String> {
    let mut seen = Seen::default();
    for file in json_files(&root().join("tests/vectors"))? {
        let content = read_json(&file)?;
        for case in content["cases"].as_array().into_iter().flatten() {
            let expect = &case["expect"];
            let refused = expect["refused"].as_array().into_iter().flatten().filter_map(Value::as_str);
            seen.problems.extend(refused.filter_map(|text| Some(text.split(' ').next()?.to_owned())));
            for wanted in expect["relabel"].as_object().into_iter().flatten().filter_map(|(_, wanted)| wanted.as_str())
            {
                seen.problems.insert(wanted.to_owned());
            }
            for wanted in expect["asked"].as_object().into_iter().flatten().filter_map(|(_, wanted)| wanted.as_str()) {
                seen.problems.insert(wanted.to_owned());
            }
            for codes in expect["may_pass"].as_object().into_iter().flatten().filter_map(|(_, codes)| codes.as_array())
            {
                seen.reasons.extend(codes.iter().filter_map(|code| Some(code.as_str()?.to_owned())));
            }
            observe(case, &mut seen);
        }
    }
    Ok(seen)
}

fn observe(case: &Value, seen: &mut Seen) {
    let bytes = |key: &str| case.get(key).map(|value| value.to_string().into_bytes());
    let is_builtin = case.get("registry").is_none();
    let registry = match bytes("registry") {
        Some(json) => Registry::from_json(&json).ok(),
        None => Some(Registry::builtin(Edition::V2009_03_31)),
    };
    let rules = match bytes("rules") {
        Some(json) => RuleSet::from_json(&json).ok(),
        None if is_builtin => Some(RuleSet::builtin(Edition::V2009_03_31)),
        None => Some(RuleSet::standard()),
    };
    let profile = match case.get("profile") {
        None => Some(LevelProfile::tlp2()),
        Some(Value::String(id)) => LevelProfile::builtin(id),
        Some(value) => LevelProfile::from_json(value.to_string().as_bytes()).ok(),
    };
    let situation = bytes("situation").map_or(Ok(Situation::default()), |json| Situation::from_json(&json));
    let (Some(registry), Some(rules), Some(profile), Ok(situation), Some(notice)) =
        (registry, rules, profile, situation, bytes("notice"))
    else {
        return;
    };
    let Ok(router) = Router::builder(&registry).rules(rules).profile(profile).compile() else { return };
    let Ok(notice) = router.notice(&notice) else { return };
    let Ok(explanation) = router.explain(&notice, &situation) else { return };
    if is_builtin {
        seen.days.insert(explanation.plan().on.to_string());
    }
    for verdict in &explanation.verdicts {
        seen.outcomes.insert(format!("{:?} {:?}", notice.direction, verdict.outcome));
        for reason in &verdict.reasons {
            seen.reasons.insert(reason.code.as_str().to_owned());
            let Some(rule) = &reason.rule else { continue };
            match reason.code {
                ReasonCode::Required | ReasonCode::Permitted | ReasonCode::Forbidden => {
                    seen.fired.insert(rule.to_string())
                }
                _ => seen.held.insert(rule.to_string()),
            };
        }
    }
    // A forbid that does not fire leaves no reason: it is refused where a vector's notice does not meet it.
    for rule in router.rules().rules() {
        let fired = explanation.verdicts.iter().flat_map(|v| &v.reasons).any(|r| r.rule.as_ref() == Some(&rule.id));
        if rule.effect == ceptoar_core::Effect::Forbid && !fired {
            seen.held.insert(rule.id.to_string());
        }
    }
    seen.lints.extend(explanation.plan().lints.iter().map(|lint| lint.code.as_str().to_owned()));
    seen.told.extend(explanation.deliveries().iter().map(|delivery| delivery.recipient.to_string()));
    seen.told.insert(notice.origin.to_string());
}

/// The last day before and the first day of each date on which a fact of the edition begins or ends.
fn boundary_days() -> Names {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let mut periods = vec![registry.covers()];
    periods.extend(registry.parties().iter().flat_map(|party| party.periods.iter().copied()));
    periods.extend(registry.memberships().iter().map(|membership| membership.period));
    periods.extend(registry.links().iter().map(|link| link.period));
    periods.extend(registry.ceptoars().iter().flat_map(|ceptoar| ceptoar.secretariat.iter().map(|s| s.period)));
    let mut days: BTreeSet<_> = periods.iter().flat_map(|period| [period.from, period.until]).flatten().collect();
    days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
    days.iter()
        .flat_map(|day| [day.pred_opt().filter(|d| d.year() > 0), Some(*day)])
        .flatten()
        .map(|d| d.to_string())
        .collect()
}

/// Every link of the edition is asked to carry: a notice of its direction from its one end, addressed to the other, on
/// a day on which it holds. The vectors name the ways that matter; this finds a link that could never be used.
fn carrying(registry: &Registry) -> Result<Names, String> {
    let rules = RuleSet::from_json(
        br#"{ "id": "all", "rules": [{ "id": "all", "effect": "permit", "audience": { "addressees": true, "kinds": ["members"] } }] }"#,
    )
    .map_err(|refusal| refusal.to_string())?;
    let router = Router::builder(registry).rules(rules).compile().map_err(|refusal| refusal.to_string())?;
    let mut carried = Names::new();
    for link in registry.links() {
        let day = link
            .period
            .until
            .and_then(|until| until.pred_opt())
            .or(link.period.from)
            .map_or("2009-03-01".to_owned(), |d| d.to_string());
        let notice = serde_json::json!({
            "id": "link", "direction": link.direction, "origin": link.from, "level": "TLP:GREEN", "kind": "other",
            "addressees": [link.to], "issued_at": format!("{day}T12:00:00+09:00"),
        });
        let notice: Notice = router.notice(notice.to_string().as_bytes()).map_err(|refusal| refusal.to_string())?;
        let plan = router.route(&notice, &Situation::default()).map_err(|refusal| refusal.to_string())?;
        let direct = plan.delivery(link.to.as_str()).is_some_and(|delivery| delivery.hops.len() == 1);
        if direct {
            carried.insert(format!("{}>{} {:?}", link.from, link.to, link.direction));
        }
    }
    Ok(carried)
}
