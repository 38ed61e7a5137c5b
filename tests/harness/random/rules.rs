//! Random rules: every condition, every selector, exceptions of exceptions.

use ceptoar_core::{Effect, Registry, Roster, RuleSet};
use serde_json::{Value, json};

use super::Draw;
use super::world::{Names, judgement, period};
use crate::reference::can_be_somebody;

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
const KINDS: [&str; 9] =
    ["cabinet", "ministry", "ceptoar", "council", "liaison-council", "subgroup", "members", "partner", "organization"];
const DIRECTIONS: [&str; 3] = ["provision", "liaison", "exchange"];
const ROLES: [&str; 6] = ["member", "observer", "secretariat", "analyst", "relay", "responsible"];

/// One more than none of a list, so that a condition names something.
fn several<T: Clone>(draw: &mut Draw<'_>, list: &[T], most: usize) -> Vec<T> {
    let some = draw.some(list, most);
    if some.is_empty() { vec![draw.one(list).clone()] } else { some }
}

fn condition(draw: &mut Draw<'_>, names: &Names) -> Value {
    let mut when = json!({});
    let parties: Vec<String> = names.parties.iter().map(|(id, _)| id.clone()).collect();
    let [kinds, causes, aims] = &names.terms;
    for _ in 0..draw.below(3) {
        let (field, value) = match draw.below(14) {
            0 => ("directions", json!(several(draw, &DIRECTIONS, 2))),
            1 => ("kinds", json!(several(draw, kinds, 3))),
            2 => {
                let mut labels = several(draw, &names.labels, 3);
                labels.dedup();
                ("levels", json!(labels))
            }
            3 => ("origins", json!(several(draw, &parties, 4))),
            4 => ("origin_kinds", json!(several(draw, &KINDS, 4))),
            5 => ("origin_groups", json!(several(draw, &names.groups, 3))),
            6 => ("origin_roles", json!(several(draw, &ROLES, 3))),
            7 => ("affected_sectors", json!(several(draw, &names.sectors, 3))),
            8 => ("affected_ceptoars", json!(several(draw, &names.ceptoars, 3))),
            9 => ("addressees", json!(several(draw, &parties, 4))),
            10 => ("causes", json!(several(draw, causes, 2))),
            11 => ("purposes", json!(several(draw, aims, 2))),
            12 => ("modes", json!(["wide-area-disaster"])),
            _ => ("statuses", json!(["actual"])),
        };
        when[field] = value;
    }
    when
}

fn audience(draw: &mut Draw<'_>, names: &Names, depth: usize) -> Value {
    let mut audience = json!({});
    for _ in 0..1 + draw.below(2) {
        match draw.below(8) {
            0 => {
                let named = several(draw, &names.parties, 4);
                audience["parties"] = named.iter().map(|(id, _)| json!(id)).collect();
            }
            1 => audience["kinds"] = json!(several(draw, &KINDS, 5)),
            2 | 3 => {
                let groups = several(draw, &names.groups, 3);
                let of = |group: &String| json!({ "group": group, "roles": several(draw, &ROLES[..5], 2) });
                audience["members_of"] = groups.iter().map(of).collect();
            }
            _ => {
                for name in several(draw, &SELECTORS, 3) {
                    audience[name] = json!(true);
                }
            }
        }
    }
    if depth < 3 && draw.once_in(3) {
        audience["except"] = self::audience(draw, names, depth + 1);
    }
    audience
}

fn rule(draw: &mut Draw<'_>, names: &Names, n: usize) -> Value {
    let effect = *draw.one(&["permit", "permit", "permit", "permit", "require", "require", "forbid"]);
    let id = format!("{}-{n}", ["x", "b", "m"][n % 3]);
    let mut rule =
        json!({ "id": id, "effect": effect, "when": condition(draw, names), "audience": audience(draw, names, 0) });
    rule["period"] = period(draw);
    if effect != "forbid" {
        rule["due"] = draw.one(&[Value::Null, json!("promptly"), json!("P1D"), json!("PT24H"), json!("PT5H")]).clone();
        if draw.once_in(4) {
            rule["obligations"] = json!(["need-to-know"]);
        }
    }
    if effect == "permit" && draw.once_in(2) {
        rule["judgement"] = judgement(draw);
    }
    rule
}

/// A rule set that fits the documents; half of them have the standard rules, and half permit everybody and forbid nothing.
pub(super) fn rules(draw: &mut Draw<'_>, names: &Names, most: usize, world: (&Value, &Value)) -> Value {
    let count = if most > 32 { most } else { draw.below(most + 1) };
    let mut own: Vec<Value> = (0..count).map(|n| rule(draw, names, n)).collect();
    if draw.once_in(2) {
        own.retain(|rule| rule["effect"] != "forbid");
        own.push(
            json!({ "id": "wide", "effect": "permit", "audience": { "kinds": KINDS }, "judgement": judgement(draw) }),
        );
    }
    let extends = if draw.once_in(2) { json!(["standard"]) } else { Value::Null };
    let set = |rules: &[Value]| json!({ "id": "random", "extends": extends, "rules": rules });
    let read = RuleSet::from_json(set(&own).to_string().as_bytes()).unwrap_or_else(|e| panic!("rules: {e}"));
    let registry = registry(world.0, world.1);
    own.retain(|rule| {
        let rule = rule["id"].as_str().and_then(|id| read.rule(id));
        rule.is_some_and(|rule| rule.effect == Effect::Permit || can_be_somebody(rule, &registry))
    });
    set(&own)
}

/// The registry of an edition and a roster.
pub(super) fn registry(edition: &Value, roster: &Value) -> Registry {
    let registry =
        Registry::from_json(edition.to_string().as_bytes()).unwrap_or_else(|e| panic!("edition: {e}\n{edition}"));
    if roster.is_null() {
        return registry;
    }
    let roster = Roster::from_json(roster.to_string().as_bytes()).unwrap_or_else(|e| panic!("roster: {e}\n{roster}"));
    registry.with_roster(&roster).unwrap_or_else(|e| panic!("roster: {e}"))
}
