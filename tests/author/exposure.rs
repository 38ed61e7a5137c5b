//! R55 to R66: every combination is held by exactly the rows that say what becomes of it.

use std::collections::BTreeSet;

use ceptoar_core::author::exposure::{ExposureOptions, diff, exposure};
use ceptoar_core::author::{Affected, Aspect, Envelopes, Exposure, ExposureDiff, Sense};
use ceptoar_core::document::{self, Ceptoar, Link, LinkChannel, Membership, Party, Sector};
use ceptoar_core::{
    ChannelId, Delivery, Direction, Duty, Edition, ErrorCode, LevelProfile, Notice, PartyKind, Period, Plan, Registry,
    Role, Router, RuleSet, Situation,
};
use serde_json::{Value, json};

pub(crate) fn scheme() -> document::Edition {
    let link = |from: &str, to: &str, direction| Link {
        channels: Some(vec![LinkChannel::from("email"), LinkChannel::from("phone")]),
        ..Link::new(from, to, direction)
    };
    let both = |from: &str, to: &str| [link(from, to, Direction::Provision), link(to, from, Direction::Liaison)];
    let mut edition = document::Edition {
        sectors: vec![Sector::new("s1", "第一分野")],
        parties: vec![
            Party::new("hq", PartyKind::Cabinet, "本部"),
            Party::new("m1", PartyKind::Ministry, "第一省"),
            Party::new("c1", PartyKind::Ceptoar, "第一"),
            Party::new("c2", PartyKind::Ceptoar, "第二"),
            Party::new("c1-members", PartyKind::Members, "第一の構成員"),
            Party::new("c2-members", PartyKind::Members, "第二の構成員"),
        ],
        ceptoars: vec![Ceptoar::new("c1", "s1", "第一"), Ceptoar::new("c2", "s1", "第二")],
        memberships: vec![
            Membership::new("m1", "c1", Role::Responsible),
            Membership::new("m1", "c2", Role::Responsible),
            Membership::new("c1-members", "c1", Role::Member),
            Membership::new("c2-members", "c2", Role::Member),
        ],
        ..document::Edition::new("mine", "例示の枠組み")
    };
    for (from, to) in [("hq", "m1"), ("m1", "c1"), ("m1", "c2"), ("c1", "c1-members"), ("c2", "c2-members")] {
        edition.links.extend(both(from, to));
    }
    edition.links.push(link("c1", "c2", Direction::Exchange));
    edition.links.push(link("c2", "c1", Direction::Exchange));
    edition.covers = serde_json::from_value(json!({ "from": "2024-04-01", "until": "2025-04-01" })).unwrap();
    edition
}

pub(crate) fn router(edition: &document::Edition, rules: &Value) -> Router {
    let registry = Registry::from_document(edition).unwrap();
    let document = json!({ "id": "own", "extends": ["standard"], "rules": rules });
    let rules = RuleSet::from_json(document.to_string().as_bytes()).unwrap();
    Router::builder(&registry).profile(LevelProfile::tlp2()).rules(rules).compile().unwrap()
}

fn news(levels: &[&str]) -> Value {
    json!({ "id": "news", "effect": "permit", "audience": { "parties": ["c1", "m1"] },
        "when": { "directions": ["provision"], "origins": ["hq"], "kinds": ["newsletter"], "levels": levels } })
}

/// One value of each axis that is split.
#[derive(Clone, Default)]
pub(crate) struct One {
    fields: serde_json::Map<String, Value>,
    day: Option<Period>,
}

/// Every combination of the envelopes, as the fields of a notice.
pub(crate) fn combinations(of: &Envelopes) -> Vec<One> {
    let mut all = vec![One::default()];
    let mut axis = |values: Vec<Vec<(&str, Value)>>| {
        if values.is_empty() {
            return;
        }
        all = all
            .iter()
            .flat_map(|one| {
                values.iter().map(|fields| {
                    let mut one = one.clone();
                    one.fields.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
                    one
                })
            })
            .collect();
    };
    let words = |name: &'static str, list: Value| {
        list.as_array().unwrap().iter().map(|value| vec![(name, value.clone())]).collect::<Vec<_>>()
    };
    axis(words("direction", json!(of.directions)));
    axis(words("origin", json!(of.origins)));
    axis(words("level", json!(of.levels)));
    axis(words("kind", json!(of.kinds)));
    axis(words("cause", json!(of.causes)));
    axis(words("purposes", json!(of.purposes)));
    axis(words("mode", json!(of.modes)));
    axis(words("status", json!(of.statuses)));
    let shape = |affected: &Affected| {
        vec![("affected_sectors", json!(affected.sectors)), ("affected_ceptoars", json!(affected.ceptoars))]
    };
    axis(of.affected.iter().map(shape).collect());
    axis(words("addressees", json!(of.addressees)));
    let days: Vec<One> =
        of.days.iter().flat_map(|day| all.iter().map(move |one| One { day: Some(*day), ..one.clone() })).collect();
    if of.days.is_empty() { all } else { days }
}

/// The notice of a combination, made by hand.
fn notice(router: &Router, one: &One, window: Period) -> Option<Notice> {
    let mut fields = one.fields.clone();
    let day = one.day.unwrap_or(window).from.unwrap();
    for (name, value) in
        [("id", json!("n")), ("issued_at", json!(format!("{day}T00:00:00+09:00"))), ("kind", json!("malware"))]
    {
        fields.entry(name).or_insert(value);
    }
    match fields.get("addressees").and_then(Value::as_str) {
        Some("none") => drop(fields.remove("addressees")),
        Some("everybody") => {
            let all: Vec<&str> = router.registry().parties().iter().map(|party| party.id.as_str()).collect();
            fields.insert("addressees".to_owned(), json!(all));
        }
        Some(party) => drop(fields.insert("addressees".to_owned(), json!([party]))),
        None => {}
    }
    router.notice(Value::Object(fields).to_string().as_bytes()).ok()
}

pub(crate) fn plan(router: &Router, one: &One, window: Period) -> Option<Plan> {
    router.route(&notice(router, one, window)?, &Situation::default()).ok()
}

/// Which combinations a set of envelopes holds, as texts. Periods that meet stand as one: here each by itself again.
fn held(of: &Envelopes, split: &Envelopes) -> BTreeSet<String> {
    let mut each = of.clone();
    let inside = |day: &&Period| of.days.iter().any(|days| days.covers(day.from.unwrap()));
    each.days = split.days.iter().filter(inside).copied().collect();
    combinations(&each).iter().map(name).collect()
}

fn name(one: &One) -> String {
    format!("{} {:?}", Value::Object(one.fields.clone()), one.day)
}

/// What of the answer on a party differs, read literally (R63).
pub(crate) fn changes(old: Option<&Plan>, new: Option<&Plan>, party: &str) -> BTreeSet<(Aspect, Sense)> {
    let mut found = BTreeSet::new();
    let of = |plan: Option<&Plan>| plan.and_then(|plan| plan.delivery(party).cloned());
    let missed = |plan: Option<&Plan>| plan.is_some_and(|plan| plan.unmet.iter().any(|of| of.party == *party));
    let sets = |old: BTreeSet<String>, new: BTreeSet<String>| match (old.is_subset(&new), new.is_subset(&old)) {
        (true, true) => None,
        (true, false) => Some(Sense::Gains),
        (false, true) => Some(Sense::Loses),
        (false, false) => Some(Sense::Changes),
    };
    match (of(old), of(new)) {
        (None, Some(_)) => drop(found.insert((Aspect::Notice, Sense::Gains))),
        (Some(_), None) => drop(found.insert((Aspect::Notice, Sense::Loses))),
        (Some(old), Some(new)) => {
            match (old.duty, new.duty) {
                (Duty::May, Duty::Must) => drop(found.insert((Aspect::Duty, Sense::Gains))),
                (Duty::Must, Duty::May) => drop(found.insert((Aspect::Duty, Sense::Loses))),
                _ => {}
            }
            if old.path() != new.path() {
                found.insert((Aspect::Path, Sense::Changes));
            }
            match (&old.due, &new.due) {
                (None, Some(_)) => drop(found.insert((Aspect::Due, Sense::Gains))),
                (Some(_), None) => drop(found.insert((Aspect::Due, Sense::Loses))),
                (old, new) if old != new => drop(found.insert((Aspect::Due, Sense::Changes))),
                _ => {}
            }
            let texts = |ids: &[ChannelId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
            let channels = |of: &Delivery| {
                let last = of.hops.last().unwrap();
                let listed = texts(last.channels.as_deref()?);
                Some(listed.into_iter().chain(texts(&last.also)).collect::<BTreeSet<_>>())
            };
            let said = match (channels(&old), channels(&new)) {
                (Some(old), Some(new)) => sets(old, new),
                (old, new) => (old != new).then_some(Sense::Changes),
            };
            found.extend(said.map(|sense| (Aspect::Channels, sense)));
            let terms = |of: &Delivery| of.obligations.iter().map(ToString::to_string).collect();
            found.extend(sets(terms(&old), terms(&new)).map(|sense| (Aspect::Obligations, sense)));
            let judged =
                |of: &Delivery| {
                    let owed =
                        of.judgement.iter().map(|owed| format!("{} by {:?}: {:?}", owed.party, owed.rules, owed.texts));
                    let hops = of.hops.iter().filter(|hop| !hop.judged.is_empty());
                    owed.chain(hops.map(|hop| {
                        format!("{} to {}: {:?} {:?}", hop.from, hop.to, texts(&hop.judged), hop.judged_texts)
                    }))
                    .collect()
                };
            found.extend(sets(judged(&old), judged(&new)).map(|sense| (Aspect::Judgement, sense)));
        }
        (None, None) => {}
    }
    match (missed(old), missed(new)) {
        (false, true) => drop(found.insert((Aspect::Unmet, Sense::Gains))),
        (true, false) => drop(found.insert((Aspect::Unmet, Sense::Loses))),
        _ => {}
    }
    found
}

/// Each combination is held by the rows that say what differs of it, and by no other.
pub(crate) fn check_diff(before: &Router, after: &Router, found: &ExposureDiff) -> usize {
    let all = combinations(&found.classes.split);
    assert_eq!(all.len() as u64, found.classes.count);
    let rows: Vec<BTreeSet<String>> = found.rows.iter().map(|row| held(&row.when, &found.classes.split)).collect();
    for (row, held) in found.rows.iter().zip(&rows) {
        assert_eq!(held.len() as u64, row.classes, "{row:?}");
    }
    let mut changed = 0;
    for one in &all {
        let (old, new) = (plan(before, one, found.window), plan(after, one, found.window));
        let name = name(one);
        let said: BTreeSet<(String, Aspect, Sense)> = found
            .rows
            .iter()
            .zip(&rows)
            .filter(|(_, held)| held.contains(&name))
            .flat_map(|(row, _)| row.parties.iter().map(|party| (party.to_string(), row.aspect, row.sense)))
            .collect();
        let mut wanted = BTreeSet::new();
        for party in ["hq", "m1", "c1", "c2", "c1-members", "c2-members"] {
            for (aspect, sense) in changes(old.as_ref(), new.as_ref(), party) {
                wanted.insert((party.to_owned(), aspect, sense));
            }
        }
        changed += u64::from(!wanted.is_empty());
        assert_eq!(said, wanted, "{name}");
    }
    assert_eq!(found.classes.changed, Some(changed));
    all.len()
}

pub(crate) fn options() -> ExposureOptions {
    ExposureOptions { everybody: false, ..ExposureOptions::default() }
}

#[test]
fn a_planted_widening_is_found_with_a_witness() {
    let (before, after) =
        (router(&scheme(), &json!([])), router(&scheme(), &json!([news(&["TLP:CLEAR", "TLP:GREEN"])])));
    let found = diff(&before, &after, &options()).unwrap();
    assert!(check_diff(&before, &after, &found) > 1000);
    // hq already tells m1 and c1 what affects c1; the rule adds newsletters that name nothing, or the other CEPTOAR alone.
    let gains: Vec<_> =
        found.rows.iter().filter(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains)).collect();
    assert!(gains.iter().any(|row| row.parties.contains(&"c1".parse().unwrap())));
    assert!(found.rows.iter().all(|row| row.sense != Sense::Loses));
    for row in gains {
        let (json, party) = (row.witness.notice.as_str().as_bytes(), row.witness.party.as_ref().unwrap());
        let told = |router: &Router| {
            let notice = router.notice(json).unwrap();
            router.audience(&notice, &Situation::default()).unwrap().contains(party)
        };
        assert!(!told(&before) && told(&after), "{row:?}");
        assert_eq!(row.witness.after.as_ref().unwrap().outcome, "deliver");
    }
    // The same turned round: what was gained is lost.
    let turned = diff(&after, &before, &options()).unwrap();
    assert!(turned.rows.iter().all(|row| row.sense != Sense::Gains));
    assert!(diff(&before, &before, &options()).unwrap().rows.is_empty());
}

#[test]
fn every_axis_that_a_rule_names_is_split_and_exact() {
    let before = router(&scheme(), &json!([news(&["TLP:GREEN"])]));
    let more = json!([
        { "id": "cyber", "effect": "forbid", "audience": { "kinds": ["members"] },
          "when": { "causes": ["cyber-attack"], "kinds": ["malware", "vulnerability"] } },
        { "id": "disaster", "effect": "require", "due": "PT24H", "audience": { "affected_members": true },
          "when": { "modes": ["wide-area-disaster"], "purposes": ["prevention"], "directions": ["provision"] } },
        { "id": "drill", "effect": "permit", "audience": { "kinds": ["ceptoar"] }, "when": { "statuses": ["exercise"] },
          "obligations": ["community"], "period": { "from": "2024-10-01" } },
        { "id": "agreed", "effect": "permit", "audience": { "addressees": true }, "when": { "directions": ["liaison"] } },
    ]);
    let after = router(&scheme(), &more);
    let mut all = options();
    (all.everybody, all.from, all.until) = (true, "2024-09-30".parse().ok(), "2024-10-02".parse().ok());
    let found = diff(&before, &after, &all).unwrap();
    let split = &found.classes.split;
    assert_eq!(split.causes.len(), 3); // none said, cyber-attack, the others
    assert_eq!((split.modes.len(), split.statuses.len(), split.days.len(), split.addressees.len()), (2, 2, 2, 2));
    assert!(split.purposes.len() >= 3 && split.kinds.len() == 4, "{split:?}");
    check_diff(&before, &after, &found);
}

#[test]
fn what_one_side_does_not_know_it_refuses() {
    let mut wider = scheme();
    wider.parties.push(Party::new("c3", PartyKind::Partner, "第三"));
    wider.links.push(Link::new("hq", "c3", Direction::Provision));
    let hears =
        json!([{ "id": "new", "effect": "permit", "audience": { "parties": ["c3"] }, "when": { "origins": ["hq"] } }]);
    let (before, after) = (router(&scheme(), &json!([])), router(&wider, &hears));
    let found = diff(&before, &after, &options()).unwrap();
    let gain = found.rows.iter().find(|row| row.parties.contains(&"c3".parse().unwrap())).unwrap();
    assert_eq!((gain.aspect, gain.sense), (Aspect::Notice, Sense::Gains));
    assert_eq!(gain.witness.before.as_ref().unwrap().outcome, "unknown");
}

/// Who is told of each combination stands in exactly one row with its duty and rules.
fn check_exposure(router: &Router, found: &Exposure) {
    let all = combinations(&found.classes.split);
    assert_eq!(all.len() as u64, found.classes.count);
    let rows: Vec<BTreeSet<String>> = found.rows.iter().map(|row| held(&row.when, &found.classes.split)).collect();
    for party in &found.parties {
        let plans = all.iter().map(|one| (one, plan(router, one, found.window)));
        let mut counts = (0, 0, 0);
        for (one, plan) in plans {
            let Some(plan) = plan else { continue };
            let name = name(one);
            let of = |row: &&(_, &BTreeSet<String>)| row.1.contains(&name);
            let zipped: Vec<_> = found.rows.iter().zip(&rows).collect();
            let said: Vec<_> = zipped.iter().filter(of).filter(|(row, _)| row.parties.contains(&party.party)).collect();
            counts.2 += u64::from(plan.unmet.iter().any(|unmet| unmet.party == party.party));
            match plan.delivery(&party.party) {
                None => assert!(said.is_empty(), "{name}"),
                Some(delivery) => {
                    counts.0 += 1;
                    counts.1 += u64::from(delivery.duty == Duty::Must);
                    let wanted = (delivery.duty, &delivery.rules);
                    assert!(matches!(said[..], [(row, _)] if (row.duty, &row.rules) == wanted), "{name}: {said:?}");
                }
            }
        }
        assert_eq!(counts, (party.told, party.must, party.unmet), "{}", party.party);
    }
}

#[test]
fn who_could_see_what_is_exact() {
    let rules = json!([news(&["TLP:GREEN"]), { "id": "cyber", "effect": "forbid", "audience": { "kinds": ["members"] },
        "when": { "causes": ["cyber-attack"] } }]);
    let router = router(&scheme(), &rules);
    check_exposure(&router, &exposure(&router, &options()).unwrap());
}

#[test]
fn the_built_in_edition_is_asked_whole() {
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    let (from, until) = ("2009-05-01".parse().ok(), "2009-05-02".parse().ok());
    let found = exposure(&router, &ExposureOptions { from, until, ..options() }).unwrap();
    assert!(found.classes.decided < found.classes.count / 2, "{:?}", (found.classes.decided, found.classes.count));
    let of = |id: &str| found.parties.iter().find(|party| party.party == *id).unwrap().told;
    assert!(of("meti") > of("criepi") && of("criepi") > 0);
    assert_eq!(Exposure::from_json(found.to_json().as_bytes()).unwrap(), found);
}

#[test]
fn more_combinations_than_asked_for_are_refused() {
    let (one, other) = (router(&scheme(), &json!([])), router(&scheme(), &json!([news(&["TLP:GREEN"])])));
    let count = diff(&one, &other, &options()).unwrap().classes.count;
    let most = |most| ExposureOptions { most, ..options() };
    assert!(diff(&one, &other, &most(count)).is_ok() && exposure(&other, &most(count)).is_ok());
    let refusal = diff(&one, &other, &most(count - 1)).unwrap_err();
    assert_eq!(refusal.problems()[0].code(), ErrorCode::TooManyCombinations);
    assert!(refusal.to_string().contains(&count.to_string()), "{refusal}");
    assert!(exposure(&other, &most(10)).is_err());
}
