//! R54: a difference is one of the day; it stands by keys, never by position.

use std::collections::BTreeSet;

use ceptoar_core::author::{Diff, DiffKind, DiffRow, diff};
use ceptoar_core::document::{
    self, Ceptoar, Channel, Link, LinkChannel, Means, Membership, Party, Period, Secretariat, Sector, Vocabularies,
};
use ceptoar_core::{Direction, Edition, Grade, Lang, LevelProfile, PartyKind, Registry, Role, RuleSet};
use proptest::prelude::*;
use serde_json::{Value, json};

fn period(from: Option<&str>, until: Option<&str>) -> Period {
    Period { from: from.map(Into::into), until: until.map(Into::into) }
}

/// A centre, two ministries and two CEPTOARs: ids as in the example of the rules.
fn scheme() -> document::Edition {
    document::Edition {
        sectors: vec![Sector::new("s1", "第一分野")],
        parties: vec![
            Party::new("hq", PartyKind::Cabinet, "本部"),
            Party::new("m1", PartyKind::Ministry, "第一省"),
            Party::new("m2", PartyKind::Ministry, "第二省"),
            Party::new("c1", PartyKind::Ceptoar, "第一"),
            Party::new("c2", PartyKind::Ceptoar, "第二"),
        ],
        ceptoars: vec![Ceptoar::new("c1", "s1", "第一"), Ceptoar::new("c2", "s1", "第二")],
        memberships: vec![
            Membership::new("m1", "c1", Role::Responsible),
            Membership {
                period: Some(period(None, Some("2024-10-01"))),
                ..Membership::new("m2", "c2", Role::Responsible)
            },
        ],
        links: vec![Link::new("hq", "m1", Direction::Provision), Link::new("m1", "c1", Direction::Provision)],
        ..document::Edition::new("mine", "例示の枠組み")
    }
}

fn made(document: &document::Edition) -> Registry {
    Registry::from_document(document).unwrap()
}

fn compared(before: &document::Edition, after: &document::Edition) -> Vec<DiffRow> {
    diff::editions(&made(before), &made(after), false).rows
}

/// What a change of the scheme makes of it: each row as `what table key field before after from until`.
fn rows(change: impl FnOnce(&mut document::Edition)) -> Vec<String> {
    let mut after = scheme();
    change(&mut after);
    compared(&scheme(), &after).iter().map(written).collect()
}

fn written(row: &DiffRow) -> String {
    let mut parts = vec![row.what.to_string(), row.of.clone(), row.key.join(" ")];
    parts.extend(row.field.clone());
    parts.extend(row.before.as_ref().map(|value| format!("before {}", value.as_str())));
    parts.extend(row.after.as_ref().map(|value| format!("after {}", value.as_str())));
    parts.extend(row.from.map(|day| format!("from {day}")));
    parts.extend(row.until.map(|day| format!("until {day}")));
    parts.join(" ")
}

#[test]
fn a_document_does_not_differ_from_itself_in_another_order() {
    assert_eq!(rows(|_| {}), [""; 0]);
    let turned = rows(|edition| {
        edition.parties.reverse();
        edition.memberships.reverse();
        edition.links.reverse();
        edition.ceptoars.reverse();
    });
    assert_eq!(turned, [""; 0]);
}

#[test]
fn rows_are_dated_and_stand_by_key() {
    // As the example of the rules: m1 becomes responsible for c2 on the day on which m2 was to cease, which it never does.
    let found = rows(|edition| {
        edition.memberships[1].period = None;
        let later = Some(period(Some("2024-10-01"), None));
        edition.memberships.insert(0, Membership { period: later, ..Membership::new("m1", "c2", Role::Responsible) });
    });
    assert_eq!(
        found,
        ["added memberships m1 c2 responsible from 2024-10-01", "added memberships m2 c2 responsible from 2024-10-01",]
    );
    let shorter = rows(|edition| edition.memberships[1].period = Some(period(Some("2024-01-01"), Some("2024-06-01"))));
    assert_eq!(
        shorter,
        [
            "ended memberships m2 c2 responsible until 2024-01-01",
            "ended memberships m2 c2 responsible from 2024-06-01 until 2024-10-01",
        ]
    );
}

#[test]
fn a_row_is_the_longest_period_of_one_difference() {
    // Two periods that meet are one: what is written otherwise is not different.
    let parted = rows(|edition| {
        let part = |from, until| Membership {
            period: Some(period(from, until)),
            ..Membership::new("m1", "c1", Role::Responsible)
        };
        edition.memberships[0] = part(None, Some("2020-04-01"));
        edition.memberships.push(part(Some("2020-04-01"), None));
    });
    assert_eq!(parted, [""; 0]);
    let renewed = rows(|edition| {
        let of = |from, until, channel: &str| Link {
            period: Some(period(from, until)),
            channels: Some(vec![LinkChannel::from(channel)]),
            ..Link::new("c1", "m1", Direction::Liaison)
        };
        edition.links.push(of(Some("2020-04-01"), Some("2021-04-01"), "email"));
        edition.links.push(of(Some("2021-04-01"), Some("2022-04-01"), "phone"));
    });
    assert_eq!(renewed, ["added links c1 m1 liaison from 2020-04-01 until 2022-04-01"]);
}

#[test]
fn a_field_that_changes_says_what_it_said() {
    let means =
        |ids: &[&str], open| Means { open, ..Means::new(ids.iter().map(|id| (*id).into()).collect::<Vec<_>>()) };
    let mut before = scheme();
    before.ceptoars[0].means = Some(means(&["email", "web", "phone"], false));
    let mut after = before.clone();
    after.ceptoars[0].means = Some(means(&["email", "web", "fax"], false));
    let found: Vec<String> = compared(&before, &after).iter().map(written).collect();
    let [one, other] = [r#"{"channels":["email","web","phone"]}"#, r#"{"channels":["email","web","fax"]}"#];
    assert_eq!(found, [format!("changed ceptoars c1 means before {one} after {other}")]);
    // The order of means is what the source says.
    after.ceptoars[0].means = Some(means(&["web", "email", "phone"], false));
    assert_eq!(compared(&before, &after).len(), 1);
    assert_eq!(
        rows(|edition| edition.ceptoars[0].means = Some(means(&["email"], true))),
        [r#"changed ceptoars c1 means after {"channels":["email"],"open":true}"#]
    );
}

#[test]
fn a_secretariat_differs_on_its_days() {
    let of = |name: &str, from, until| Secretariat { period: Some(period(from, until)), ..Secretariat::new(name) };
    let mut before = scheme();
    before.ceptoars[0].secretariat = Some(vec![of("甲協会", None, None)]);
    let mut after = scheme();
    after.ceptoars[0].secretariat =
        Some(vec![of("甲協会", None, Some("2018-08-28")), of("乙協会", Some("2018-08-28"), None)]);
    let found: Vec<String> = compared(&before, &after).iter().map(written).collect();
    let said = |name: &str| format!(r#"[{{"name":{{"ja":"{name}"}}}}]"#);
    assert_eq!(
        found,
        [format!("changed ceptoars c1 secretariat before {} after {} from 2018-08-28", said("甲協会"), said("乙協会"))]
    );
}

#[test]
fn every_table_of_facts_is_compared() {
    let found = rows(|edition| {
        edition.title = "別の枠組み".into();
        edition.sectors.push(Sector::new("s2", "第二分野"));
        edition.parties[1].name = "改称省".into();
        edition.parties.push(Party::new("isac", PartyKind::Partner, "例示ISAC"));
        edition.links[0].internal = false;
        edition.links[0].channels = Some(vec![LinkChannel::from("email")]);
        edition.bodies = Some(vec![document::Body::new("wg", "作業部会", vec!["c1".into()])]);
        edition.instruments = Some(vec![document::Instrument::new("plan", "計画", Vec::new())]);
        edition.vocabularies = Some(Vocabularies {
            channels: Some(vec![Channel::new("pigeon", "伝書鳩"), Channel::new("email", "電子メール")]),
            ..Vocabularies::default()
        });
    });
    let of = |what: &str| found.iter().filter(|row| row.starts_with(what)).count();
    for row in [
        r#"changed document  title before {"ja":"例示の枠組み"} after {"ja":"別の枠組み"}"#,
        "added sectors s2",
        "added parties isac",
        r#"changed parties m1 name before {"ja":"第一省"} after {"ja":"改称省"}"#,
        r#"changed links hq m1 provision channels after ["email"]"#,
        "added bodies wg",
        "added instruments plan",
        "added vocabularies channels pigeon",
    ] {
        assert!(found.contains(&row.to_owned()), "{row} is not in {found:#?}");
    }
    // Its own channels stand in place of the built-in ones; of the other vocabularies it says nothing.
    assert!(found.contains(&"ended vocabularies channels fax".to_owned()), "{found:#?}");
    assert_eq!(of("added vocabularies"), 1, "{found:#?}");
    assert!(found.iter().all(|row| !row.starts_with("ended") || row.starts_with("ended vocabularies channels")));
}

/// A field of an edition that no table holds would be compared as a whole, or not at all.
#[test]
fn the_tables_are_those_of_the_documents() {
    let [edition, rules, levels] = [
        Registry::builtin(Edition::V2009_03_31).to_json(),
        RuleSet::builtin(Edition::V2009_03_31).to_json(),
        LevelProfile::tlp2().to_json(),
    ];
    for json in [edition, rules, levels] {
        let document: Value = serde_json::from_str(&json).unwrap();
        for (name, value) in document.as_object().unwrap() {
            let Some(Value::Object(_)) = value.as_array().and_then(|rows| rows.first()) else { continue };
            let mut less = document.clone();
            less[name].as_array_mut().unwrap().pop();
            let rows = match document["format"].as_str().unwrap() {
                "ceptoar/edition/1" => {
                    let Ok(less) = Registry::from_json(less.to_string().as_bytes()) else { continue };
                    diff::editions(&Registry::builtin(Edition::V2009_03_31), &less, true).rows
                }
                "ceptoar/rules/1" => {
                    let less = RuleSet::from_json(less.to_string().as_bytes()).unwrap();
                    diff::rules(&RuleSet::builtin(Edition::V2009_03_31), &less, true).rows
                }
                _ => {
                    let Ok(less) = LevelProfile::from_json(less.to_string().as_bytes()) else { continue };
                    diff::levels(&LevelProfile::tlp2(), &less, true).rows
                }
            };
            let ended: Vec<&DiffRow> = rows.iter().filter(|row| row.what == DiffKind::Ended).collect();
            assert!(ended.iter().any(|row| row.of == *name), "one of {name} less: {rows:?}");
            assert!(ended.iter().all(|row| !row.key.is_empty()), "{name} has no key");
        }
    }
}

#[test]
fn citations_are_compared_on_request() {
    let mut after = scheme();
    after.links[0].grade = Some(Grade::Secondary);
    after.parties[0].note = Some("注".into());
    assert!(compared(&scheme(), &after).is_empty());
    let found = diff::editions(&made(&scheme()), &made(&after), true).rows;
    assert_eq!(
        found.iter().map(written).collect::<Vec<_>>(),
        [r#"changed parties hq note after {"ja":"注"}"#, r#"changed links hq m1 provision grade after "secondary""#,]
    );
}

#[test]
fn rules_and_profiles_alike() {
    let own = |due: &str, until: Option<&str>| {
        let rule = json!({ "id": "own", "effect": "require", "due": due, "period": { "until": until },
            "audience": { "kinds": ["cabinet"] } });
        RuleSet::from_json(json!({ "id": "r", "extends": ["standard"], "rules": [rule] }).to_string().as_bytes())
            .unwrap()
    };
    let found = diff::rules(&own("PT24H", None), &own("P3D", Some("2030-01-01")), false).rows;
    assert_eq!(
        found.iter().map(written).collect::<Vec<_>>(),
        [r#"changed rules own due before "PT24H" after "P3D" until 2030-01-01"#, "ended rules own from 2030-01-01",]
    );
    // `tlp-2.0` split AMBER: one label more above it, one renamed at the end.
    let found = diff::levels(&LevelProfile::tlp1(), &LevelProfile::tlp2(), false).rows;
    let of = |what, key: &str| found.iter().any(|row| row.what == what && row.key == [key]);
    assert!(
        of(DiffKind::Added, "TLP:AMBER+STRICT") && of(DiffKind::Added, "TLP:CLEAR") && of(DiffKind::Ended, "TLP:WHITE")
    );
    assert!(found.iter().any(|row| row.key == ["TLP:AMBER"] && row.field.as_deref() == Some("after")));
}

#[test]
fn a_difference_is_kept_as_json_and_said_in_two_languages() {
    let mut before = scheme();
    before.memberships.push(Membership::new("c1", "c2", Role::Analyst));
    let mut after = scheme();
    after.parties[0].name = "新本部".into();
    let found = diff::editions(&made(&before), &made(&after), false);
    let json: Value = serde_json::from_str(&found.to_json()).unwrap();
    assert_eq!(json["format"], "ceptoar/diff/1");
    assert_eq!(json["before"], json!({ "id": "mine", "revision": 1, "sha256": made(&before).digest() }));
    assert_eq!(json["rows"][0]["after"], json!({ "ja": "新本部" }));
    assert_eq!(Diff::from_json(found.to_json().as_bytes()).unwrap(), found);
    assert_eq!(
        found.text(Lang::En),
        "mine 1 → mine 1: 2 differences\n~ changed parties hq, name: {\"ja\":\"本部\"} → {\"ja\":\"新本部\"}\n- ended memberships c1 c2 analyst\n"
    );
    assert!(found.text(Lang::Ja).contains("- 終了 memberships c1 c2 analyst"));
    assert_eq!(
        diff::editions(&made(&scheme()), &made(&scheme()), true).text(Lang::En),
        "mine 1 and mine 1 say the same\n"
    );
}

/// Memberships with random periods of a few days, none of one key meeting another.
fn memberships() -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    prop::collection::vec((0..4_usize, 0..6_u8, 1..4_u8), 0..6)
}

const PAIRS: [(&str, &str, Role); 4] = [
    ("hq", "c1", Role::Observer),
    ("m2", "c1", Role::Observer),
    ("m2", "c1", Role::Analyst),
    ("c1", "c2", Role::Analyst),
];

fn day(n: u8) -> String {
    format!("2020-01-{:02}", n + 1)
}

/// The edition with them, and who has which role on each of the days: the literal side of the comparison.
fn edition_of(drawn: &[(usize, u8, u8)]) -> (document::Edition, Vec<BTreeSet<usize>>) {
    let mut edition = scheme();
    let mut on = vec![BTreeSet::new(); 12];
    for (pair, from, length) in drawn {
        let days = *from..from + length;
        if days.clone().any(|n| on[usize::from(n) + 1].contains(pair)) {
            continue;
        }
        on.iter_mut().skip(usize::from(days.start) + 1).take(days.len()).for_each(|day| {
            day.insert(*pair);
        });
        let (party, group, role) = PAIRS[*pair];
        let days = period(Some(&day(days.start)), Some(&day(days.end)));
        edition.memberships.push(Membership { period: Some(days), ..Membership::new(party, group, role) });
    }
    (edition, on)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// On every day, and before all of them, the rows say exactly who stands on one side alone.
    #[test]
    fn rows_say_what_each_day_says(one in memberships(), other in memberships()) {
        let ((before, old), (after, new)) = (edition_of(&one), edition_of(&other));
        let rows = compared(&before, &after);
        for n in 0..old.len() {
            let today = if n == 0 { "1999-01-01".to_owned() } else { day(u8::try_from(n - 1).unwrap()) };
            let today: chrono::NaiveDate = today.parse().unwrap();
            let holds = |row: &&DiffRow| {
                row.from.is_none_or(|from| from <= today) && row.until.is_none_or(|until| today < until)
            };
            for (pair, (party, group, role)) in PAIRS.iter().enumerate() {
                let found: Vec<DiffKind> = rows.iter().filter(holds)
                    .filter(|row| row.key == [*party, *group, role.as_str()]).map(|row| row.what).collect();
                let wanted = match (old[n].contains(&pair), new[n].contains(&pair)) {
                    (true, false) => vec![DiffKind::Ended],
                    (false, true) => vec![DiffKind::Added],
                    _ => Vec::new(),
                };
                prop_assert_eq!(found, wanted, "{:?} on {}", PAIRS[pair], today);
            }
        }
        // Longest: no two rows of one key and kind meet.
        for row in &rows {
            let meets = |next: &&DiffRow| next.key == row.key && next.what == row.what && row.until.is_some() && next.from == row.until;
            prop_assert_eq!(rows.iter().find(meets), None);
        }
        let turned = compared(&after, &before);
        prop_assert_eq!(rows.len(), turned.len());
    }
}
