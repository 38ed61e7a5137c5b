//! What the vectors bring about, found by asking the router their questions again.

use ceptoar_core::{Effect, LevelProfile, LintCode, ReasonCode, Registry, Roster, Router, RuleSet, Situation};
use serde_json::Value;

use super::asked::{EDITION, Names};
use crate::{json_files, read_json, root};

/// What the cases ask, and what comes out.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) cases: usize,
    /// How many cases cite a statement of the source.
    pub(super) citing: usize,
    pub(super) fired: Names,
    pub(super) held: Names,
    pub(super) outcomes: Names,
    pub(super) reasons: Names,
    pub(super) passing: Names,
    pub(super) lints: Names,
    pub(super) problems: Names,
    pub(super) days: Names,
    pub(super) told: Names,
}

/// Asks every case; `known` are the statements of the source.
pub(super) fn seen(known: &Names) -> Result<Seen, String> {
    let mut seen = Seen::default();
    for file in json_files(&root().join("tests/vectors"))? {
        let content = read_json(&file)?;
        for case in content["cases"].as_array().into_iter().flatten() {
            seen.cases += 1;
            seen.citing += usize::from(texts(&case["source"]).any(|source| known.contains(source)));
            expected(&case["expect"], &mut seen);
            let refused = case.get("document").is_some() || !case["expect"]["refused"].is_null();
            if observe(case, &mut seen).is_none() != refused {
                return Err(format!(
                    "{} / {}: refused, or answered, where it is not expected",
                    file.display(),
                    case["name"]
                ));
            }
        }
    }
    Ok(seen)
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// What a case says of refusals and of passing on; the vectors' own test shows that it is so.
fn expected(expect: &Value, seen: &mut Seen) {
    let fields = |key: &str| expect[key].as_object().into_iter().flatten().map(|(_, wanted)| wanted);
    let refused = texts(&expect["refused"]).filter_map(|text| text.split(' ').next());
    seen.problems.extend(refused.map(str::to_owned));
    seen.problems
        .extend(["relabel", "asked"].into_iter().flat_map(fields).filter_map(Value::as_str).map(str::to_owned));
    for wanted in fields("may_pass") {
        // Reason codes say no.
        seen.passing.insert(wanted.as_str().unwrap_or("no").to_owned());
        seen.reasons.extend(texts(wanted).map(str::to_owned));
    }
}

/// What comes out of a case; `None`: it is refused, or is not about an answer.
fn observe(case: &Value, seen: &mut Seen) -> Option<()> {
    let bytes = |key: &str| case.get(key).map(|value| value.to_string().into_bytes());
    let is_builtin = case.get("registry").is_none();
    let registry = match bytes("registry") {
        Some(json) => Registry::from_json(&json).ok(),
        None => Some(Registry::builtin(EDITION)),
    };
    let registry = registry.and_then(|registry| match bytes("roster") {
        Some(json) => Roster::from_json(&json).and_then(|roster| registry.with_roster(&roster)).ok(),
        None => Some(registry),
    });
    let rules = bytes("rules").map(|json| RuleSet::from_json(&json)).transpose();
    let profile = match case.get("profile") {
        None => Some(LevelProfile::tlp2()),
        Some(Value::String(id)) => LevelProfile::builtin(id),
        Some(value) => LevelProfile::from_json(value.to_string().as_bytes()).ok(),
    };
    let situation = bytes("situation").map_or(Ok(Situation::default()), |json| Situation::from_json(&json));
    let (registry, rules, profile) = (registry?, rules.ok()?, profile?);
    let (situation, notice) = (situation.ok()?, bytes("notice")?);
    // The one lint that stands in no answer.
    let of_roster = registry.lints().iter().filter(|lint| lint.code == LintCode::OrganizationWithoutMembership);
    seen.lints.extend(of_roster.map(|lint| lint.code.as_str().to_owned()));
    let builder = Router::builder(&registry).profile(profile).refuse_stale(case.get("stale").is_some());
    let router = match rules {
        Some(rules) => builder.rules(rules).compile(),
        None => builder.compile(),
    };
    let router = router.ok()?;
    let notice = router.notice(&notice).ok()?;
    let explanation = router.explain(&notice, &situation).ok()?;
    if is_builtin {
        seen.days.insert(explanation.plan.on.to_string());
    }
    for verdict in &explanation.verdicts {
        seen.outcomes.insert(format!("{:?} {:?}", notice.direction, verdict.outcome));
        for reason in verdict.reasons.iter() {
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
        let fired =
            explanation.verdicts.iter().flat_map(|v| v.reasons.iter()).any(|r| r.rule.as_ref() == Some(&rule.id));
        if rule.effect == Effect::Forbid && !fired {
            seen.held.insert(rule.id.to_string());
        }
    }
    seen.lints.extend(explanation.plan.lints.iter().map(|lint| lint.code.as_str().to_owned()));
    seen.told.extend(explanation.deliveries().iter().map(|delivery| delivery.recipient.to_string()));
    seen.told.insert(notice.origin.to_string());
    Some(())
}
