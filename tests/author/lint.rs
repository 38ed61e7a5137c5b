//! R67: what is found in rules, one of each planted by hand; idle rules are those whose loss changes no exposure.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::author::exposure::{ExposureOptions, diff};
use ceptoar_core::author::{Finding, FindingCode, LintedRules, lint};
use ceptoar_core::document::{Link, Party};
use ceptoar_core::{Direction, Effect, ErrorCode, Lang, Outcome, PartyKind, Router, RuleSet, Situation};
use serde_json::{Value, json};

use crate::exposure::{combinations, options, plan, router, scheme};

fn asked(router: &Router) -> LintedRules {
    lint::rules(router, &options()).unwrap()
}

fn found(all: &LintedRules, code: FindingCode) -> Vec<&Finding> {
    all.findings.iter().filter(|finding| finding.code == code).collect()
}

/// Rules of which three change nothing: one that never fires, one that permits what another does, and one that forbids what
/// nobody permits.
fn planted() -> Value {
    json!([
        { "id": "never", "effect": "permit", "audience": { "kinds": ["ceptoar"] }, "period": { "from": "2030-04-01" } },
        { "id": "news", "effect": "permit", "audience": { "parties": ["c1"] },
          "when": { "directions": ["provision"], "kinds": ["newsletter"] } },
        { "id": "news-again", "effect": "permit", "audience": { "parties": ["c1"] },
          "when": { "directions": ["provision"], "kinds": ["newsletter"], "origins": ["hq"] } },
        { "id": "bites-nobody", "effect": "forbid", "audience": { "parties": ["c2"] },
          "when": { "directions": ["liaison"], "origins": ["c1-members"] } },
    ])
}

#[test]
fn a_rule_is_idle_if_no_answer_changes_without_it() {
    let all = router(&scheme(), &planted());
    let linted = asked(&all);
    let idle: Vec<&str> = found(&linted, FindingCode::Idle).iter().map(|finding| finding.at.as_str()).collect();
    for id in ["never", "news-again", "bites-nobody"] {
        assert!(idle.contains(&id), "{id}: {idle:?}");
    }
    assert!(!idle.contains(&"news")); // it permits more than its double
    let of = |id: &str| linted.findings.iter().find(|finding| finding.at == id).unwrap();
    assert_eq!((of("never").fires, of("bites-nobody").effect), (Some(0), Some(Effect::Forbid)));
    assert!(of("bites-nobody").fires > Some(0) && of("news-again").fires > Some(0));
    assert!(of("never").witness.is_none());
    // By itself: a rule is idle exactly if the exposure without it is the same.
    let mut document = all.rules().document().clone();
    document.rules.extend(RuleSet::standard().document().rules.iter().cloned());
    document.extends = None;
    for rule in all.rules().rules() {
        let mut less = document.clone();
        less.rules.retain(|other| other.id.as_str() != rule.id.as_str());
        assert_eq!(less.rules.len() + 1, document.rules.len());
        let less = RuleSet::from_document(&less).unwrap();
        let without = Router::builder(all.registry()).rules(less).compile().unwrap();
        let same = diff(&all, &without, &options()).unwrap().rows.is_empty();
        assert_eq!(idle.contains(&rule.id.as_str()), same, "{}", rule.id);
    }
}

#[test]
fn a_label_is_silent_in_each_direction_by_itself() {
    let hush = json!([{ "id": "hush", "effect": "forbid", "audience": { "kinds": ["cabinet", "ministry", "ceptoar", "members"] },
        "when": { "directions": ["exchange"], "levels": ["TLP:GREEN"] } }]);
    let all = router(&scheme(), &hush);
    let linted = asked(&all);
    let silent: Vec<(Option<Direction>, &str)> =
        found(&linted, FindingCode::SilentLabel).iter().map(|finding| (finding.direction, &*finding.at)).collect();
    assert!(silent.contains(&(Some(Direction::Exchange), "TLP:GREEN")), "{silent:?}");
    assert!(!silent.contains(&(Some(Direction::Provision), "TLP:GREEN")));
    // The label without the rule travels, so that it is the rule that is found.
    let plain = asked(&router(&scheme(), &json!([])));
    assert!(found(&plain, FindingCode::SilentLabel).iter().all(|finding| &*finding.at != "TLP:GREEN"));
    for finding in found(&linted, FindingCode::SilentLabel) {
        let notice = all.notice(finding.witness.as_ref().unwrap().notice.as_str().as_bytes()).unwrap();
        assert_eq!((Some(notice.direction), notice.level.as_str()), (finding.direction, &*finding.at));
        assert!(all.audience(&notice, &Situation::default()).unwrap().is_empty());
    }
    // `rules lint` said so before, and still does.
    assert_eq!(linted.lints.iter().map(|lint| &*lint.at).collect::<Vec<_>>(), ["hush"]);
}

#[test]
fn a_require_is_vain_if_nobody_of_it_is_ever_told() {
    let mut edition = scheme();
    edition.parties.push(Party::new("far", PartyKind::Partner, "遠方"));
    edition.links.push(Link::new("far", "hq", Direction::Liaison));
    let rules = json!([
        { "id": "tell-far", "effect": "require", "audience": { "parties": ["far"] },
          "when": { "directions": ["provision"], "levels": ["TLP:CLEAR"] } },
        { "id": "tell-some", "effect": "require", "audience": { "parties": ["far", "m1"] },
          "when": { "directions": ["provision"], "origins": ["hq"] } },
        { "id": "tell-nobody", "effect": "require", "audience": { "parties": ["far"] }, "period": { "from": "2030-04-01" } },
    ]);
    let all = router(&edition, &rules);
    let linted = asked(&all);
    let vain = found(&linted, FindingCode::VainRequire);
    // What tells one of its parties is not vain, and neither is what never fires.
    assert_eq!(vain.iter().map(|finding| &*finding.at).collect::<Vec<_>>(), ["tell-far"]);
    assert_eq!(vain[0].outcome, Some(Outcome::Unreachable));
    let said = linted.text(Lang::Ja);
    assert!(said.contains("最も多い結果: 経路なし") && !said.contains("unreachable"), "{said}");
    let notice = all.notice(vain[0].witness.as_ref().unwrap().notice.as_str().as_bytes()).unwrap();
    let plan = all.route(&notice, &Situation::default()).unwrap();
    assert!(plan.unmet.iter().any(|unmet| unmet.party == "far" && unmet.rules.iter().any(|rule| rule == "tell-far")));
    // It sends, and nobody sends to it.
    assert_eq!(found(&linted, FindingCode::SourceOnly).iter().map(|finding| &*finding.at).collect::<Vec<_>>(), ["far"]);
    assert!(found(&linted, FindingCode::NoWay).is_empty());
    assert_eq!(LintedRules::from_json(linted.to_json().as_bytes()).unwrap(), linted);
}

#[test]
fn the_commonest_outcome_is_named() {
    let mut edition = scheme();
    edition.parties.push(Party::new("far", PartyKind::Partner, "遠方"));
    edition.links.push(Link::new("far", "hq", Direction::Liaison));
    let mut named = BTreeSet::new();
    for directions in [json!(["exchange"]), json!(["exchange", "provision"]), json!([]), json!(["liaison"])] {
        let rules = json!([
            { "id": "tell-far", "effect": "require", "audience": { "parties": ["far"] }, "when": { "levels": ["TLP:CLEAR"] } },
            { "id": "not-far", "effect": "forbid", "audience": { "parties": ["far"] }, "when": { "directions": directions } },
        ]);
        let rules = match directions.as_array().is_some_and(Vec::is_empty) {
            true => json!([rules[0]]),
            false => rules,
        };
        let all = router(&edition, &rules);
        let linted = asked(&all);
        // Counted once more, combination by combination.
        let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
        for one in combinations(&linted.classes.split) {
            for unmet in plan(&all, &one, linted.window).iter().flat_map(|plan| &plan.unmet) {
                if unmet.rules.iter().any(|rule| rule == "tell-far") {
                    *outcomes.entry(unmet.outcome).or_default() += 1;
                }
            }
        }
        let most = outcomes.values().max().copied();
        let commonest = outcomes.iter().find(|(_, count)| Some(**count) == most).map(|(outcome, _)| *outcome);
        assert_eq!(found(&linted, FindingCode::VainRequire)[0].outcome, commonest, "{outcomes:?}");
        named.extend(commonest);
    }
    assert!(named.len() > 1, "{named:?}"); // else any would do
}

#[test]
fn more_combinations_than_asked_for_are_refused_before_the_first() {
    let all = router(&scheme(), &planted());
    let count = asked(&all).classes.count;
    let most = |most: u64| lint::rules(&all, &ExposureOptions { most, ..options() });
    assert!(most(count).is_ok());
    let refusal = most(count - 1).unwrap_err();
    let problem = &refusal.problems()[0];
    assert_eq!(problem.code(), ErrorCode::TooManyCombinations);
    let sentence = refusal.to_string();
    assert!(sentence.contains(&count.to_string()) && sentence.contains("origins"), "{sentence}");
}
