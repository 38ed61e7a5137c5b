//! R55 to R66: every combination is held by exactly the rows that say what becomes of it.

use std::collections::BTreeSet;

use ceptoar_core::author::exposure::{ExposureOptions, diff, diff_days, exposure};
use ceptoar_core::author::{Affected, Aspect, Envelopes, Exposure, ExposureDiff, Sense};
use ceptoar_core::document::{self, Ceptoar, Link, LinkChannel, Membership, Party, Sector};
use ceptoar_core::{
    Direction, Duty, Edition, ErrorCode, LevelProfile, Notice, PartyKind, Period, Plan, Registry, Role, Router,
    RuleSet, Situation,
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

/// Each combination is held by the rows that say what differs of it, and by no other.
fn check_diff(before: &Router, after: &Router, found: &ExposureDiff) -> usize {
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
            let of = |plan: &Option<Plan>| plan.as_ref().and_then(|plan| plan.delivery(party).cloned());
            let missed =
                |plan: &Option<Plan>| plan.as_ref().is_some_and(|plan| plan.unmet.iter().any(|of| of.party == *party));
            let mut say = |aspect, sense| {
                wanted.insert((party.to_owned(), aspect, sense));
            };
            match (of(&old), of(&new)) {
                (None, Some(_)) => say(Aspect::Notice, Sense::Gains),
                (Some(_), None) => say(Aspect::Notice, Sense::Loses),
                (Some(old), Some(new)) => {
                    match (old.duty, new.duty) {
                        (Duty::May, Duty::Must) => say(Aspect::Duty, Sense::Gains),
                        (Duty::Must, Duty::May) => say(Aspect::Duty, Sense::Loses),
                        _ => {}
                    }
                    if old.path() != new.path() {
                        say(Aspect::Path, Sense::Changes);
                    }
                    match (old.due.clone(), new.due.clone()) {
                        (None, Some(_)) => say(Aspect::Due, Sense::Gains),
                        (Some(_), None) => say(Aspect::Due, Sense::Loses),
                        (old, new) if old != new => say(Aspect::Due, Sense::Changes),
                        _ => {}
                    }
                    let channels = |of: &ceptoar_core::Delivery| -> BTreeSet<String> {
                        of.hops
                            .last()
                            .unwrap()
                            .channels
                            .iter()
                            .flat_map(|all| all.iter())
                            .map(ToString::to_string)
                            .collect()
                    };
                    let (old_means, new_means) = (channels(&old), channels(&new));
                    if old_means != new_means {
                        say(
                            Aspect::Channels,
                            if old_means.is_subset(&new_means) {
                                Sense::Gains
                            } else if new_means.is_subset(&old_means) {
                                Sense::Loses
                            } else {
                                Sense::Changes
                            },
                        );
                    }
                    if old.obligations != new.obligations {
                        let subset = |a: &ceptoar_core::Delivery, b: &ceptoar_core::Delivery| {
                            a.obligations.iter().all(|one| b.obligations.contains(one))
                        };
                        say(
                            Aspect::Obligations,
                            if subset(&old, &new) {
                                Sense::Gains
                            } else if subset(&new, &old) {
                                Sense::Loses
                            } else {
                                Sense::Changes
                            },
                        );
                    }
                }
                (None, None) => {}
            }
            match (missed(&old), missed(&new)) {
                (false, true) => say(Aspect::Unmet, Sense::Gains),
                (true, false) => say(Aspect::Unmet, Sense::Loses),
                _ => {}
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

#[test]
fn who_refuses_days_that_the_edition_does_not_speak_of_tells_nobody_on_them() {
    // The documents are the same, and so are the rules that fire: what differs is the refusal alone.
    let before = router(&scheme(), &json!([]));
    let refusing = Router::builder(before.registry()).rules(before.rules().clone()).refuse_stale(true);
    let after = refusing.compile().unwrap();
    let days = |from: &str, until: &str| {
        let options = ExposureOptions { from: from.parse().ok(), until: until.parse().ok(), ..options() };
        diff(&before, &after, &options).unwrap().rows
    };
    assert!(days("2025-03-30", "2025-04-01").is_empty());
    let beyond = days("2025-04-01", "2025-04-02");
    assert!(beyond.iter().any(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Loses)), "{beyond:?}");
    assert!(beyond.iter().all(|row| row.sense != Sense::Gains));
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
fn organisations_that_are_alike_count_as_one() {
    let registry = Registry::from_document(&scheme()).unwrap();
    let names = ["o1", "o2", "o3"];
    let organizations: Vec<Value> = names.iter().map(|id| json!({ "id": id, "name": { "ja": id } })).collect();
    let roles: Vec<Value> = names.iter().map(|id| json!({ "party": id, "group": "c1", "role": "member" })).collect();
    let roster = json!({ "id": "r", "organizations": organizations, "memberships": roles });
    let roster = ceptoar_core::Roster::from_json(roster.to_string().as_bytes()).unwrap();
    let router = Router::builder(&registry.with_roster(&roster).unwrap()).compile().unwrap();
    let found = exposure(&router, &options()).unwrap();
    let alike = found.classes.alike.iter().find(|alike| alike.field == "origins").unwrap();
    assert_eq!((alike.first.as_str(), &alike.others[..]), ("o1", &["o2".to_owned(), "o3".to_owned()][..]));
    assert!(!found.classes.split.origins.iter().any(|origin| origin == "o2"));
    // One of them hears what another sends to their CEPTOAR.
    assert!(found.parties.iter().any(|party| party.party == "o2" && party.told > 0));
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
fn two_days_are_compared_by_what_is_answered_on_each() {
    let mut edition = scheme();
    let period = Some(document::Period { from: Some("2024-10-01".into()), until: None });
    edition.links.retain(|link| (link.from.as_str(), link.to.as_str()) != ("m1", "c2"));
    edition.links.push(Link { period, ..Link::new("m1", "c2", Direction::Provision) });
    let router = router(&edition, &json!([]));
    let day = |text: &str| text.parse().unwrap();
    let (early, late) = (day("2024-09-30"), day("2024-10-01"));
    let found = diff_days((&router, early), (&router, late), &options()).unwrap();
    assert_eq!((found.before_on, found.after_on), (Some(early), Some(late)));
    let gains: Vec<_> = found.rows.iter().filter(|row| row.aspect == Aspect::Notice).collect();
    assert!(gains.iter().all(|row| row.sense == Sense::Gains));
    let parties: BTreeSet<&str> = gains.iter().flat_map(|row| &row.parties).map(|party| party.as_str()).collect();
    assert_eq!(parties, BTreeSet::from(["c2", "c2-members"]));
    // A witness shows it, asked on each of the two days.
    let row = gains[0];
    let notice = router.notice(row.witness.notice.as_str().as_bytes()).unwrap();
    let told = |on| {
        let mut situation = Situation::default();
        situation.at = Some(ceptoar_core::day_start(on));
        router.audience(&notice, &situation).unwrap().contains(row.witness.party.as_ref().unwrap())
    };
    assert_eq!((told(early), told(late)), (false, true));
    assert!(diff_days((&router, late), (&router, late), &options()).unwrap().rows.is_empty());
    assert_eq!(ExposureDiff::from_json(found.to_json().as_bytes()).unwrap(), found);
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

#[test]
fn many_organisations_that_are_alike_ask_no_more_than_two() {
    let with = |count: usize| {
        let mut edition = scheme();
        for n in 0..count {
            let id = format!("o-{n:04}");
            edition.parties.push(Party::new(id.as_str(), PartyKind::Organization, "会社"));
            edition.memberships.push(Membership::new(id.as_str(), "c1", Role::Member));
            edition.links.push(Link::new("c1", id.as_str(), Direction::Provision));
        }
        exposure(&router(&edition, &json!([])), &options()).unwrap()
    };
    let (few, many) = (with(2), with(2000));
    assert_eq!(few.classes.count, many.classes.count);
    assert_eq!(few.rows.len(), many.rows.len());
    assert_eq!(few.parties.len(), many.parties.len());
}
