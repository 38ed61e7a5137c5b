//! What went wrong without a word: rules that mean nobody, channels that nobody has, parties that are not told.

use ceptoar_core::{
    Edition, Explanation, Lang, LevelProfile, Notice, Plan, ReasonCode, Refusal, Registry, Roster, Router, RuleSet,
    Situation,
};
use serde_json::{Value, json};

use super::told;

fn registry() -> Registry {
    Registry::builtin(Edition::V2009_03_31)
}

fn notice(more: Value) -> Notice {
    let mut json = json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:GREEN",
        "kind": "vulnerability", "issued_at": "2009-05-08T01:00:00Z" });
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Notice::from_json(json.to_string().as_bytes()).unwrap()
}

fn router(rules: &Value) -> Result<Router, Refusal> {
    Router::builder(&registry()).rules(RuleSet::from_json(rules.to_string().as_bytes())?).compile()
}

fn explain(router: &Router, notice: &Notice) -> Explanation {
    router.explain(notice, &Situation::default()).unwrap()
}

fn lints(plan: &Plan) -> Vec<String> {
    plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect()
}

#[test]
fn kind_04_a_forbid_or_require_of_nobody_is_refused() {
    let audiences = [
        json!({}),
        json!({ "parties": [] }),
        json!({ "parties": null }),
        json!({ "kinds": null }),
        json!({ "members_of": [] }),
        json!({ "affected_ceptoars": false }),
        json!({ "addressees": false, "analysts": false }),
        json!({ "members_of": [{ "group": "electric-power", "roles": ["observer"] }] }),
        json!({ "kinds": ["ceptoar"], "except": { "kinds": ["ceptoar"] } }),
        json!({ "parties": ["gas"], "except": { "kinds": ["ceptoar"] } }),
        json!({ "addressees": true, "except": { "addressees": true } }),
    ];
    for audience in audiences {
        for effect in ["forbid", "require"] {
            let rules = json!({ "id": "own", "extends": ["standard"],
                "rules": [{ "id": "r", "effect": effect, "audience": audience }] });
            let told = told(router(&rules));
            let is_at = |text: &String| text.contains(" /rules/0/audience");
            assert!(!told.is_empty() && told.iter().all(is_at), "{effect} {audience}: {told:?}");
        }
    }
    let somebody =
        json!({ "id": "own", "rules": [{ "id": "r", "effect": "forbid", "audience": { "parties": ["gas"] } }] });
    assert!(router(&somebody).is_ok());
}

#[test]
fn kind_05_what_a_notice_leaves_open_does_not_widen() {
    let all = json!({ "id": "all", "effect": "permit", "when": { "directions": ["exchange"] }, "audience": { "kinds": ["ceptoar"] } });
    let forbid = |audience: Value| json!({ "id": "own", "rules": [all, { "id": "not", "effect": "forbid", "audience": audience }] });
    let but = |except: Value| {
        json!({ "id": "own", "rules": [{ "id": "all", "effect": "permit", "when": { "directions": ["exchange"] },
            "audience": { "kinds": ["ceptoar"], "except": except } }] })
    };
    let open = notice(json!({ "direction": "exchange", "origin": "gas" }));
    for (field, value) in [
        ("affected_sectors", "electric-power"),
        ("affected_ceptoars", "electric-power"),
        ("addressees", "electric-power"),
    ] {
        let given = notice(json!({ "direction": "exchange", "origin": "gas", field: [value] }));
        let selector = if field == "addressees" { "addressees" } else { "affected_ceptoars" };
        for rules in [forbid(json!({ selector: true })), but(json!({ selector: true }))] {
            let router = router(&rules).unwrap();
            assert!(
                router.route(&given, &Situation::default()).unwrap().delivery("electric-power").is_none(),
                "{rules}"
            );
            assert!(
                router.route(&open, &Situation::default()).unwrap().delivery("electric-power").is_none(),
                "{rules}"
            );
        }
    }
}

#[test]
fn kind_16_a_channel_that_nobody_knows_is_told() {
    let mut edition: Value =
        serde_json::from_str(include_str!("../../ceptoar-core/data/editions/2009-03-31.json")).unwrap();
    for link in edition["links"].as_array_mut().unwrap() {
        if link["from"] == "meti" && link["to"] == "gas" && link["direction"] == "provision" {
            link["channels"] = json!(["e-mail", "phone"]);
        }
    }
    let registry = Registry::from_json(edition.to_string().as_bytes()).unwrap();
    let router = Router::builder(&registry).rules(RuleSet::builtin(Edition::LATEST)).compile().unwrap();
    let gas = notice(json!({ "affected_sectors": ["gas"] }));
    let plan = router.route(&gas, &Situation::default()).unwrap();
    assert!(lints(&plan).contains(&"channel-not-in-vocabulary meti>gas".to_owned()), "{:?}", lints(&plan));

    let mut levels: Value = serde_json::from_str(include_str!("../../ceptoar-core/data/levels/tlp-2.0.json")).unwrap();
    levels["labels"][0]["channels"] = json!(["phonee"]);
    let profile = LevelProfile::from_json(levels.to_string().as_bytes()).unwrap();
    let router = Router::builder(&self::registry()).profile(profile).compile().unwrap();
    let red = notice(json!({ "level": "TLP:RED", "addressees": ["meti"], "affected_sectors": ["gas"] }));
    let plan = router.route(&red, &Situation::default()).unwrap();
    assert!(lints(&plan).contains(&"channel-not-in-vocabulary TLP:RED".to_owned()), "{:?}", lints(&plan));
}

#[test]
fn kind_17_who_is_named_and_not_told_leaves_a_lint_in_every_answer() {
    let router = Router::builder(&registry()).compile().unwrap();
    let person = json!([{ "party": "gas", "ref": "p" }]);
    let cases = [
        (
            json!({ "affected_sectors": ["electric-power"], "addressees": ["gas-members"] }),
            "addressee-not-told gas-members",
        ),
        (
            json!({ "affected_sectors": ["electric-power"], "level": "TLP:RED", "named_persons": person }),
            "person-not-told gas",
        ),
        (
            json!({ "affected_sectors": ["electric-power"], "consents": ["gas-members"] }),
            "consent-without-effect gas-members",
        ),
        (json!({}), "nobody-told n"),
    ];
    for (more, wanted) in cases {
        let notice = notice(more);
        let now = Situation::default();
        let plan = router.route(&notice, &now).unwrap();
        assert!(lints(&plan).contains(&wanted.to_owned()), "{wanted}: {:?}", lints(&plan));
        let audience = router.audience(&notice, &now).unwrap();
        assert!(
            audience.lints().iter().any(|lint| format!("{} {}", lint.code.as_str(), lint.at) == wanted),
            "{wanted}"
        );
        let batch = router.route_batch(std::slice::from_ref(&notice), &now).unwrap();
        assert_eq!(batch.plan(0).unwrap().lints, plan.lints);
    }
}

#[test]
fn kind_28_a_membership_that_ended_is_the_reason() {
    let roster = |period: Value| {
        let json = json!({ "id": "mine", "organizations": [{ "id": "u1", "name": { "ja": "例示電力" } }],
            "memberships": [{ "party": "u1", "group": "electric-power", "role": "member", "period": period }] });
        let roster = Roster::from_json(json.to_string().as_bytes()).unwrap();
        Router::builder(&registry().with_roster(&roster).unwrap()).compile().unwrap()
    };
    let power = notice(
        json!({ "level": "TLP:AMBER", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T10:00:00+09:00" }),
    );
    for (period, code, day) in [
        (json!({ "until": "2009-05-08" }), "membership-ended", "2009-05-08"),
        (json!({ "from": "2009-05-09" }), "membership-not-begun", "2009-05-09"),
    ] {
        let router = roster(period);
        let explanation = explain(&router, &power);
        let verdict = explanation.verdict("u1").unwrap();
        assert!(explanation.plan.clone().delivery("u1").is_none());
        let reason = verdict.reasons.iter().find(|reason| reason.code.as_str() == code);
        let reason = reason.unwrap_or_else(|| panic!("{:?}", verdict.reasons));
        assert!(reason.sentence(router.registry(), Lang::En).contains(day));
        assert!(ReasonCode::ALL.contains(&reason.code));
    }
    // The last day before it ended, the organisation is told.
    assert!(explain(&roster(json!({ "until": "2009-05-09" })), &power).plan.clone().delivery("u1").is_some());
    // An organisation without any membership is told of in each answer.
    let alone = json!({ "id": "mine", "organizations": [{ "id": "u1", "name": { "ja": "例示電力" } }] });
    let alone = Roster::from_json(alone.to_string().as_bytes()).unwrap();
    let router = Router::builder(&registry().with_roster(&alone).unwrap()).compile().unwrap();
    let plan = router.route(&power, &Situation::default()).unwrap();
    assert!(lints(&plan).contains(&"organization-without-membership u1".to_owned()));
}
