//! The laws of an answer, on random registries, rules, notices and situations, and router against reference on each.

use std::sync::atomic::{AtomicUsize, Ordering};

use ceptoar_core::{LevelProfile, Notice, Outcome, Registry, Router, RuleSet, Situation};
use ceptoar_suite::reference::{Ask, Fault, World, differences};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

const PARTIES: [(&str, &str); 11] = [
    ("cab", "cabinet"),
    ("min-a", "ministry"),
    ("min-b", "ministry"),
    ("cep-a", "ceptoar"),
    ("cep-b", "ceptoar"),
    ("cep-c", "ceptoar"),
    ("liaison", "liaison-council"),
    ("mem-a", "members"),
    ("mem-b", "members"),
    ("sub-a", "subgroup"),
    ("part", "partner"),
];
const DAYS: [&str; 4] = ["2009-01-01", "2009-03-01", "2009-05-01", "2009-07-01"];
const LEVELS: [&str; 5] = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];
const CHANNELS: [&str; 5] = ["email", "phone", "web", "meeting", "pigeon"];

/// A world as documents, so that the loading is part of every law.
#[derive(Debug, Clone)]
struct Documents {
    edition: Value,
    rules: Value,
    notice: Value,
    situation: Value,
}

fn period() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(json!({})),
        1 => (0..4usize).prop_map(|n| json!({ "from": DAYS[n] })),
        1 => (0..4usize).prop_map(|n| json!({ "until": DAYS[n] })),
    ]
}

fn party() -> impl Strategy<Value = &'static str> {
    (0..PARTIES.len()).prop_map(|n| PARTIES[n].0)
}

fn channels() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Null),
        5 => subsequence(CHANNELS.to_vec(), 1..4).prop_map(|ids| json!(ids)),
        1 => Just(json!([{ "id": "web", "when": { "modes": ["wide-area-disaster"] } }, { "id": "email", "when": { "purposes": ["prevention"] } }])),
        1 => Just(json!("internal")),
    ]
}

fn link() -> impl Strategy<Value = Value> {
    let direction = prop_oneof![3 => Just("provision"), 1 => Just("liaison"), 2 => Just("exchange")];
    (party(), party(), direction, channels(), period()).prop_map(|(from, to, direction, channels, period)| {
        let mut link = json!({ "from": from, "to": to, "direction": direction, "period": period });
        if channels == "internal" {
            link["internal"] = json!(true);
            link["channels"] = json!([]);
        } else {
            link["channels"] = channels;
        }
        link
    })
}

/// The lines that every scheme has, so that most notices find a way; random links come on top.
const SPINE: [(&str, &str, &str); 12] = [
    ("cab", "min-a", "provision"),
    ("cab", "min-b", "provision"),
    ("min-a", "cep-a", "provision"),
    ("min-b", "cep-b", "provision"),
    ("cep-a", "mem-a", "provision"),
    ("cep-b", "mem-b", "provision"),
    ("mem-a", "cep-a", "liaison"),
    ("mem-a", "min-a", "liaison"),
    ("min-a", "cab", "liaison"),
    ("cep-a", "cep-b", "exchange"),
    ("cep-b", "cep-a", "exchange"),
    ("cep-a", "sub-a", "exchange"),
];

fn edition() -> impl Strategy<Value = Value> {
    let spine = proptest::collection::vec(channels(), SPINE.len());
    let links = proptest::collection::vec(link(), 0..16);
    let members = subsequence(
        vec![
            ("mem-a", "cep-a", "member"),
            ("mem-b", "cep-b", "member"),
            ("mem-b", "cep-a", "member"),
            ("sub-a", "cep-a", "member"),
            ("part", "cep-b", "analyst"),
            ("part", "cep-c", "member"),
            ("cep-a", "liaison", "member"),
            ("cep-b", "liaison", "member"),
            ("cep-c", "liaison", "observer"),
            ("min-b", "cep-a", "observer"),
        ],
        4..10,
    );
    let periods = proptest::collection::vec(period(), 10 + PARTIES.len());
    let pocs = proptest::collection::vec(proptest::option::weighted(0.3, 0..4usize), 3);
    (spine, links, members, periods, pocs).prop_map(|(spine, links, members, periods, pocs)| {
        let mut all: Vec<Value> = Vec::new();
        for ((from, to, direction), channels) in SPINE.iter().zip(spine) {
            let internal = channels == "internal";
            let channels = if internal { json!([]) } else { channels };
            all.push(
                json!({ "from": from, "to": to, "direction": direction, "internal": internal, "channels": channels }),
            );
        }
        for link in links {
            let class = link["from"].as_str().is_some_and(|from| from.starts_with("mem"));
            let same = |known: &&Value| ["from", "to", "direction"].iter().all(|key| known[*key] == link[*key]);
            if (link["from"] != link["to"] || class) && !all.iter().any(|known| same(&known)) {
                all.push(link);
            }
        }
        let mut periods = periods.into_iter();
        let parties: Vec<Value> = PARTIES
            .iter()
            .map(|(id, kind)| {
                let period = periods.next().unwrap();
                let periods = if period == json!({}) { Value::Null } else { json!([period]) };
                json!({ "id": id, "kind": kind, "name": { "ja": id }, "periods": periods })
            })
            .collect();
        let responsible = [("min-a", "cep-a"), ("min-b", "cep-b"), ("min-b", "cep-c")];
        let mut memberships: Vec<Value> = responsible
            .iter()
            .map(|(party, group)| json!({ "party": party, "group": group, "role": "responsible" }))
            .collect();
        for (party, group, role) in members {
            memberships
                .push(json!({ "party": party, "group": group, "role": role, "period": periods.next().unwrap() }));
        }
        let sector = |ceptoar: &str| if ceptoar == "cep-c" { "two" } else { "one" };
        let ceptoars: Vec<Value> = ["cep-a", "cep-b", "cep-c"]
            .iter()
            .zip(pocs)
            .map(|(id, poc)| {
                let poc = poc.map(|n| json!({ "from": DAYS[n] }));
                json!({ "party": id, "sector": sector(id), "scope": { "ja": id }, "poc": poc })
            })
            .collect();
        json!({
            "id": "random", "title": { "ja": "無作為" }, "covers": { "until": "2009-07-01" },
            "sectors": [{ "id": "one", "name": { "ja": "一" } }, { "id": "two", "name": { "ja": "二" } }],
            "parties": parties, "ceptoars": ceptoars, "memberships": memberships, "links": all,
            "vocabularies": { "channels": [
                { "id": "email", "name": { "ja": "メール" }, "carried_by": ["one"] },
                { "id": "phone", "name": { "ja": "電話" }, "carried_by": ["two"] },
                { "id": "web", "name": { "ja": "WEB" }, "public": true },
                { "id": "meeting", "name": { "ja": "会議" } },
            ] },
        })
    })
}

fn condition() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({})),
        Just(json!({ "directions": ["exchange", "provision"] })),
        Just(json!({ "kinds": ["malware"] })),
        Just(json!({ "origin_kinds": ["ceptoar", "members"] })),
        Just(json!({ "origin_groups": ["cep-a", "liaison"] })),
        Just(json!({ "causes": ["disaster"] })),
        Just(json!({ "purposes": ["prevention"] })),
        Just(json!({ "affected_sectors": ["one"] })),
        Just(json!({ "affected_ceptoars": ["cep-b"], "modes": ["normal"] })),
    ]
}

fn audience() -> impl Strategy<Value = Value> {
    let part = prop_oneof![
        party().prop_map(|id| json!({ "parties": [id] })),
        Just(json!({ "kinds": ["ceptoar", "members"] })),
        Just(json!({ "members_of": [{ "group": "cep-a", "roles": ["member", "observer"] }, { "group": "liaison" }] })),
        Just(json!({ "affected_ceptoars": true, "affected_ministries": true, "affected_members": true })),
        Just(json!({ "origin_ministry": true, "origin_ceptoar": true, "origin_members": true, "analysts": true })),
        Just(json!({ "addressees": true })),
    ];
    (part.clone(), proptest::option::weighted(0.2, part)).prop_map(|(mut audience, except)| {
        if let Some(except) = except {
            audience["except"] = except;
        }
        audience
    })
}

fn rule(n: usize) -> impl Strategy<Value = Value> {
    let effect = prop_oneof![3 => Just("permit"), 2 => Just("require"), 1 => Just("forbid")];
    let due = prop_oneof![Just(Value::Null), Just(json!("promptly")), Just(json!("P1D")), Just(json!("PT24H"))];
    (effect, condition(), audience(), due, period()).prop_map(move |(effect, when, audience, due, period)| {
        let due = if effect == "forbid" { Value::Null } else { due };
        json!({ "id": format!("rule-{n}"), "effect": effect, "when": when, "audience": audience, "due": due, "period": period })
    })
}

fn rules() -> impl Strategy<Value = Value> {
    let own = (0..5usize).map(rule).collect::<Vec<_>>();
    (own, any::<bool>()).prop_map(|(rules, standard)| {
        let extends = if standard { json!(["standard"]) } else { Value::Null };
        json!({ "id": "random", "extends": extends, "rules": rules })
    })
}

fn notice() -> impl Strategy<Value = Value> {
    let ids = || subsequence(PARTIES.map(|(id, _)| id).to_vec(), 0..4);
    let direction = prop_oneof![2 => Just("provision"), 1 => Just("liaison"), 1 => Just("exchange")];
    let kind = prop_oneof![Just("malware"), Just("incident-case")];
    let affected = prop_oneof![
        Just(json!({})),
        Just(json!({ "affected_sectors": ["one"] })),
        Just(json!({ "affected_sectors": ["one", "two"], "affected_ceptoars": ["cep-b"] })),
        Just(json!({ "affected_ceptoars": ["cep-a"] })),
    ];
    let more = prop_oneof![
        2 => Just(json!({})),
        1 => Just(json!({ "cause": "disaster", "purposes": ["prevention"] })),
        1 => Just(json!({ "cause": "unknown", "mode": "wide-area-disaster" })),
        1 => Just(json!({ "embargo_until": "2009-04-15T00:00:00Z", "no_attribution": true })),
        1 => Just(json!({ "status": "exercise", "named_persons": [{ "party": "mem-a", "ref": "p" }] })),
    ];
    let day = (0..8u32).prop_map(|month| format!("2009-{:02}-{:02}T00:00:00+09:00", month + 1, month % 2 * 14 + 1));
    (direction, party(), 0..5usize, kind, affected, more, day, (ids(), ids())).prop_map(
        |(direction, origin, level, kind, affected, more, day, (addressees, consents))| {
            let mut notice = json!({
                "id": "n", "direction": direction, "origin": origin, "level": LEVELS[level], "kind": kind,
                "issued_at": day, "addressees": addressees, "consents": consents,
            });
            for part in [affected, more] {
                notice.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
            }
            notice
        },
    )
}

fn situation() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(json!({})),
        1 => Just(json!({ "outages": [{ "channel": "email" }] })),
        1 => Just(json!({ "outages": [{ "link": "min-a>cep-a" }, { "channel": "phone", "link": "cab>min-b" }] })),
        1 => Just(json!({ "failed_sectors": ["one"] })),
        1 => Just(json!({ "failed_sectors": ["one", "two"], "outages": [{ "link": "cep-a>cep-b" }] })),
    ]
}

fn documents() -> impl Strategy<Value = Documents> {
    (edition(), rules(), notice(), situation()).prop_map(|(edition, rules, notice, situation)| Documents {
        edition,
        rules,
        notice,
        situation,
    })
}

struct Scene {
    router: Router,
    notice: Notice,
    situation: Situation,
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

impl Documents {
    fn scene(&self) -> Scene {
        let registry = Registry::from_json(&bytes(&self.edition)).unwrap_or_else(|e| panic!("{e}"));
        let rules = RuleSet::from_json(&bytes(&self.rules)).unwrap();
        let router = Router::builder(&registry).profile(LevelProfile::tlp2()).rules(rules).compile().unwrap();
        let notice = router.notice(&bytes(&self.notice)).unwrap();
        let situation = Situation::from_json(&bytes(&self.situation)).unwrap();
        Scene { router, notice, situation }
    }
}

impl Scene {
    fn world(&self, fault: Fault) -> World<'_> {
        World { registry: self.router.registry(), rules: self.router.rules(), profile: self.router.profile(), fault }
    }

    fn told(&self) -> Vec<String> {
        let plan = self.router.route(&self.notice, &self.situation).unwrap();
        plan.deliveries.iter().map(|delivery| delivery.recipient.to_string()).collect()
    }
}

fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    Config { cases, failure_persistence: None, ..Config::default() }
}

#[test]
fn the_router_is_the_reference() {
    let pairs = AtomicUsize::new(0);
    TestRunner::new(config())
        .run(&documents(), |documents| {
            let scene = documents.scene();
            let explanation = scene.router.explain(&scene.notice, &scene.situation).unwrap();
            pairs.fetch_add(explanation.verdicts.len(), Ordering::Relaxed);
            let ask = Ask::new(scene.world(Fault::None), &scene.notice, &scene.situation);
            let found = differences(&explanation, &ask);
            prop_assert!(found.is_empty(), "{found:#?}");
            Ok(())
        })
        .unwrap();
    println!("compared: {} (notice, party) pairs", pairs.into_inner());
}

#[test]
fn a_planted_fault_is_noticed() {
    for fault in [Fault::IgnoreForbid, Fault::IgnoreOutage] {
        let outcome = TestRunner::new(Config { max_shrink_iters: 0, ..config() }).run(&documents(), |documents| {
            let scene = documents.scene();
            let explanation = scene.router.explain(&scene.notice, &scene.situation).unwrap();
            let ask = Ask::new(scene.world(fault), &scene.notice, &scene.situation);
            prop_assert!(differences(&explanation, &ask).is_empty());
            Ok(())
        });
        assert!(outcome.is_err(), "{fault:?} went unnoticed");
    }
}

proptest! {
    #![proptest_config(config())]

    /// Delivered lies within may; required is delivered-must, unmet and inactive; paths are sound; all forms agree.
    #[test]
    fn one_answer_is_sound(documents in documents()) {
        let scene = documents.scene();
        let Scene { router, notice, situation } = &scene;
        let explanation = router.explain(notice, situation).unwrap();
        let plan = router.route(notice, situation).unwrap();
        prop_assert_eq!(&explanation.plan(), &plan);
        for verdict in &explanation.verdicts {
            let delivery = plan.delivery(verdict.party.as_str());
            let unmet = plan.unmet.iter().any(|unmet| unmet.party == verdict.party);
            let must = delivery.is_some_and(|delivery| delivery.duty == ceptoar_core::Duty::Must);
            let parts = [must, unmet, verdict.required && verdict.outcome == Outcome::Inactive];
            prop_assert_eq!(parts.iter().filter(|part| **part).count(), usize::from(verdict.required));
            prop_assert_eq!(delivery.is_some(), verdict.outcome == Outcome::Deliver);
            prop_assert_eq!(router.decide(notice, &verdict.party, situation).unwrap(), verdict.clone());
        }
        let audience = router.audience(notice, situation).unwrap();
        let fast: Vec<_> = audience.iter().map(|(party, duty)| (party.clone(), duty)).collect();
        let slow: Vec<_> = plan.deliveries.iter().map(|d| (d.recipient.clone(), d.duty)).collect();
        prop_assert_eq!(fast, slow);
        for delivery in &plan.deliveries {
            prop_assert_eq!(&delivery.hops[0].from, &notice.origin);
            prop_assert_eq!(&delivery.hops.last().unwrap().to, &delivery.recipient);
            let mut seen: Vec<_> = delivery.hops.iter().map(|hop| &hop.to).collect();
            for hop in &delivery.hops {
                prop_assert!(hop.from == notice.origin || plan.delivery(hop.from.as_str()).is_some());
                prop_assert!(router.may_pass(notice, &hop.from, &hop.to, situation).unwrap().allowed, "{:?}", hop);
            }
            seen.sort();
            seen.dedup();
            prop_assert_eq!(seen.len(), delivery.hops.len());
        }
        let batch = router.route_batch(&[notice.clone(), notice.clone()], situation).unwrap();
        prop_assert_eq!(batch.plan(1).unwrap(), plan.clone());
        prop_assert_eq!(batch.plans().len(), 1);
        if let Some(until) = plan.valid_until {
            let mut before = situation.clone();
            before.at = Some(until - chrono::TimeDelta::seconds(1));
            let later = router.explain(notice, &before).unwrap();
            prop_assert_eq!(&later.verdicts, &explanation.verdicts);
            let mut after = situation.clone();
            after.at = Some(until);
            let changed = router.explain(notice, &after).unwrap();
            prop_assert!(changed.verdicts != explanation.verdicts || changed.plan().lints != plan.lints || changed.deliveries() != explanation.deliveries());
        }
    }

    /// Order has no meaning: not a byte changes.
    #[test]
    fn order_does_not_matter(documents in documents(), at in any::<Index>()) {
        let scene = documents.scene();
        let mut turned = documents.clone();
        for key in ["parties", "memberships", "links", "ceptoars", "sectors"] {
            let list = turned.edition[key].as_array_mut().unwrap();
            let place = at.index(list.len());
            list.rotate_left(place);
            list.reverse();
        }
        turned.rules["rules"].as_array_mut().unwrap().reverse();
        let other = turned.scene();
        let one = scene.router.explain(&scene.notice, &scene.situation).unwrap().to_json();
        prop_assert_eq!(one, other.router.explain(&other.notice, &other.situation).unwrap().to_json());
    }

    /// Adding a forbid never adds a recipient.
    #[test]
    fn a_forbid_adds_nobody(documents in documents(), when in condition(), audience in audience()) {
        let before = documents.scene().told();
        let mut more = documents.clone();
        let forbid = json!({ "id": "one-more", "effect": "forbid", "when": when, "audience": audience });
        more.rules["rules"].as_array_mut().unwrap().push(forbid);
        for party in more.scene().told() {
            prop_assert!(before.contains(&party), "{party}");
        }
    }

    /// A stricter label adds no recipient.
    #[test]
    fn a_stricter_label_adds_nobody(documents in documents(), level in 0..4usize) {
        let mut strict = documents.clone();
        let mut loose = documents;
        strict.notice["level"] = json!(LEVELS[level]);
        loose.notice["level"] = json!(LEVELS[level + 1]);
        let wide = loose.scene().told();
        for party in strict.scene().told() {
            prop_assert!(wide.contains(&party), "{party}");
        }
    }

    /// A rule for a party on no walk to a recipient leaves that recipient's view equal, byte for byte.
    #[test]
    fn a_stranger_changes_no_view(documents in documents()) {
        let mut documents = documents;
        // `part` is on a walk only where a link leads on from it, or where it is the origin.
        documents.edition["links"].as_array_mut().unwrap().retain(|link| link["from"] != "part");
        if documents.notice["origin"] == "part" {
            documents.notice["origin"] = json!("cab");
        }
        let scene = documents.scene();
        let mut more = documents.clone();
        let rule = json!({ "id": "stranger", "effect": "permit", "audience": { "parties": ["part"] } });
        more.rules["rules"].as_array_mut().unwrap().push(rule);
        let other = more.scene();
        let before = scene.router.route(&scene.notice, &scene.situation).unwrap();
        let after = other.router.route(&other.notice, &other.situation).unwrap();
        for delivery in before.deliveries.iter().filter(|delivery| delivery.recipient != "part") {
            let recipient = delivery.recipient.as_str();
            let views = (before.view_for(recipient).unwrap().to_json(), after.view_for(recipient).unwrap().to_json());
            prop_assert_eq!(views.0, views.1);
        }
    }
}
