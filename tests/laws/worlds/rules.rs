//! Random rules: conditions, audiences with exceptions of exceptions, judgements.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use serde_json::{Value, json};

use super::TOLD;
use super::registry::{GROUPS, ROLES, party};

/// Every selector of an audience.
const SELECTORS: [&str; 9] = [
    "affected_ceptoars",
    "affected_ministries",
    "affected_members",
    "origin_ministry",
    "origin_ceptoar",
    "origin_members",
    "analysts",
    "analysed",
    "addressees",
];

/// When a rule fires; levels are places in the profile.
pub(crate) fn condition() -> impl Strategy<Value = Value> {
    let roles = [ROLES.as_slice(), &["responsible"]].concat();
    prop_oneof![
        4 => without_levels(roles),
        1 => prop_oneof![
            subsequence(vec![0, 1, 2, 3, 4], 2..4).prop_map(|places| json!({ "levels": places })),
            subsequence(vec![2, 3, 4], 1..3).prop_map(|places| json!({ "levels": places, "kinds": ["malware"] })),
        ],
    ]
}

fn without_levels(roles: Vec<&'static str>) -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => Just(json!({})),
        1 => Just(json!({ "directions": ["exchange", "provision"] })),
        1 => Just(json!({ "kinds": ["malware"] })),
        1 => Just(json!({ "origin_kinds": ["ceptoar", "members"] })),
        1 => Just(json!({ "origin_groups": ["cep-a", "liaison"] })),
        1 => subsequence(roles, 1..3).prop_map(|roles| json!({ "origin_roles": roles })),
        1 => Just(json!({ "origin_roles": ["member"], "origin_groups": ["council"] })),
        1 => party().prop_map(|id| json!({ "addressees": if id == "council" { vec![id] } else { vec![id, "council"] } })),
        1 => Just(json!({ "causes": ["disaster"] })),
        1 => Just(json!({ "purposes": ["prevention"] })),
        1 => Just(json!({ "affected_sectors": ["one"] })),
        1 => Just(json!({ "affected_ceptoars": ["cep-b"], "modes": ["normal"] })),
    ]
}

fn part() -> impl Strategy<Value = Value> {
    let selected = subsequence(SELECTORS.to_vec(), 1..4)
        .prop_map(|names| Value::Object(names.into_iter().map(|name| (name.to_owned(), json!(true))).collect()));
    let of_group = ((0..GROUPS.len()), subsequence(ROLES.to_vec(), 1..3))
        .prop_map(|(group, roles)| json!({ "members_of": [{ "group": GROUPS[group], "roles": roles }] }));
    prop_oneof![
        2 => party().prop_map(|id| json!({ "parties": [id] })),
        1 => subsequence(TOLD.to_vec(), 1..TOLD.len()).prop_map(|kinds| json!({ "kinds": kinds })),
        1 => Just(json!({ "members_of": [{ "group": "cep-a", "roles": ["member", "observer"] }, { "group": "liaison" }] })),
        1 => of_group,
        4 => selected,
    ]
}

fn merged(mut one: Value, other: Option<Value>) -> Value {
    for (key, value) in other.as_ref().and_then(Value::as_object).into_iter().flatten() {
        one[key] = value.clone();
    }
    one
}

fn flat_audience() -> impl Strategy<Value = Value> {
    (part(), weighted(0.4, part())).prop_map(|(one, other)| merged(one, other))
}

/// Whom a rule speaks of, often less somebody, and sometimes with somebody back.
pub(crate) fn audience() -> impl Strategy<Value = Value> {
    (flat_audience(), weighted(0.35, (flat_audience(), weighted(0.3, flat_audience())))).prop_map(
        |(mut audience, except)| {
            if let Some((mut except, back)) = except {
                if let Some(back) = back {
                    except["except"] = back;
                }
                audience["except"] = except;
            }
            audience
        },
    )
}

/// An audience whose exception takes out much of what it gives, so that it is often nobody.
fn doubtful_audience() -> impl Strategy<Value = Value> {
    let kinds = subsequence(TOLD.to_vec(), 4..=TOLD.len());
    let except = prop_oneof![
        2 => Just(None).boxed(),
        2 => kinds.prop_map(|kinds| Some(json!({ "kinds": kinds }))).boxed(),
        1 => part().prop_map(Some).boxed(),
    ];
    (flat_audience(), except, weighted(0.1, part())).prop_map(|(audience, except, back)| {
        let mut taken = merged(audience.clone(), except);
        if let Some(back) = back {
            taken["except"] = back;
        }
        merged(audience, Some(json!({ "except": taken })))
    })
}

/// A text of what is to be judged: few, so that rules share them.
pub(crate) fn judgement() -> impl Strategy<Value = Value> {
    (0..2u8).prop_map(|n| json!({ "ja": format!("必要に応じて{n}"), "en": format!("as needed {n}") }))
}

fn due() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), Just(json!("promptly")), Just(json!("P1D")), Just(json!("PT24H"))]
}

/// A rule of any effect.
pub(crate) fn rule(
    id: String,
    when: impl Strategy<Value = Value>,
    audience: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Value> {
    let effect = prop_oneof![4 => Just("permit"), 2 => Just("require"), 1 => Just("forbid")];
    let more = (due(), super::registry::period(), weighted(0.7, judgement()), weighted(0.2, Just(["need-to-know"])));
    (effect, when, audience, more).prop_map(move |(effect, when, audience, (due, period, judgement, obligations))| {
        let mut rule = json!({ "id": id, "effect": effect, "when": when, "audience": audience, "period": period });
        if effect != "forbid" {
            rule["due"] = due;
            if let Some(obligations) = obligations {
                rule["obligations"] = json!(obligations);
            }
        }
        if effect == "permit"
            && let Some(judgement) = judgement
        {
            rule["judgement"] = judgement;
        }
        rule
    })
}

fn rule_set(own: impl Strategy<Value = Vec<Value>>) -> impl Strategy<Value = Value> {
    (own, any::<bool>()).prop_map(|(rules, standard)| {
        let extends = if standard { json!(["standard"]) } else { Value::Null };
        json!({ "id": "random", "extends": extends, "rules": rules })
    })
}

/// A rule set; half of them permit everybody if somebody judges so.
pub(super) fn rules() -> impl Strategy<Value = Value> {
    let own = (0..6usize).map(|n| rule(format!("rule-{n}"), condition(), audience())).collect::<Vec<_>>();
    let wide = json!({
        "id": "wide", "effect": "permit", "audience": { "kinds": &TOLD[1..8] }, "judgement": { "ja": "広く", "en": "widely" },
    });
    rule_set((own, any::<bool>()).prop_map(move |(mut rules, all)| {
        if all {
            rules.push(wide.clone());
        }
        rules
    }))
}

/// A rule set of which many rules can never speak of anybody.
pub(crate) fn doubtful_rules() -> impl Strategy<Value = Value> {
    let audience = prop_oneof![audience().boxed(), doubtful_audience().boxed()];
    let all = vec((rule("rule".to_owned(), condition(), audience), any::<Index>()), 1..7);
    rule_set(all.prop_map(|rules| {
        // The ids do not follow the places: a pointer is to the place in the document.
        let named = |(n, (mut rule, at)): (usize, (Value, Index))| {
            rule["id"] = json!(format!("{}-{n}", ["x", "b", "m"][at.index(3)]));
            rule
        };
        rules.into_iter().enumerate().map(named).collect()
    }))
}
