//! Whatever the bytes: a refusal with a code and a place, never a panic, never a part of an answer.

use ceptoar_core::{Edition, LevelProfile, Refusal, Registry, Roster, Router, RuleSet, Situation};

/// Reads a document and drops it.
type Reader = Box<dyn Fn(&[u8]) -> Result<(), Refusal>>;

fn readers() -> Vec<(&'static str, Reader)> {
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    vec![
        ("edition", Box::new(|json| Registry::from_json(json).map(drop))),
        ("rules", Box::new(|json| RuleSet::from_json(json).map(drop))),
        ("levels", Box::new(|json| LevelProfile::from_json(json).map(drop))),
        ("roster", Box::new(|json| Roster::from_json(json).map(drop))),
        ("notice", Box::new(move |json| router.notice(json).map(drop))),
    ]
}

#[test]
fn bytes_that_are_no_document_are_refused() {
    let deep = "[".repeat(100_000);
    let deep_object = "{\"a\":".repeat(100_000);
    let huge = format!("{{\"id\": [{}]}}", "1,".repeat(200_000) + "1");
    let cases: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{}".to_vec(),
        b"{\"id\": \"\\u0000\"}".to_vec(),
        b"{\"id\": \"\\ud800\"}".to_vec(),
        b"{\"id\": \"a\", \"id\": \"b\"}".to_vec(),
        b"{\"id\": \"a\xff\"}".to_vec(),
        b"{\"id\": 1e999}".to_vec(),
        b"{} {}".to_vec(),
        deep.into_bytes(),
        deep_object.into_bytes(),
        huge.into_bytes(),
    ];
    for (name, read) in readers() {
        for case in &cases {
            let start = String::from_utf8_lossy(&case[..case.len().min(40)]).into_owned();
            let refusal = read(case).expect_err(&format!("{name}: {start}"));
            assert!(!refusal.problems().is_empty());
            assert!(refusal.to_string().len() < 10_000, "{name}: the message must not grow with the document");
        }
    }
    for case in &cases {
        // A situation may leave out everything.
        assert_eq!(Situation::from_json(case).is_ok(), case == b"{}", "{:?}", String::from_utf8_lossy(case));
    }
}

#[test]
fn every_byte_of_a_document_may_be_wrong() {
    let notice = include_bytes!("../ceptoar-core/examples/notices/named-persons-only.json");
    let readers = readers();
    let (_, read) = &readers[4];
    assert!(read(notice).is_ok());
    for place in 0..notice.len() {
        for byte in [0, b'"', b'{', b'9', 0xff] {
            let mut broken = notice.to_vec();
            broken[place] = byte;
            // It may be another notice, or none: all that is asked is an answer.
            let _ = read(&broken);
        }
        if !notice[place..].trim_ascii().is_empty() {
            assert!(read(&notice[..place]).is_err(), "{place} bytes of a notice are none");
        }
    }
}

#[test]
fn a_thousand_faults_are_told_and_no_more() {
    let items: Vec<String> = (0..5_000).map(|n| format!("\"X{n}\"")).collect();
    let notice = format!(
        "{{\"id\":\"a\",\"direction\":\"provision\",\"origin\":\"nisc\",\"level\":\"TLP:RED\",\"kind\":\"other\",\"issued_at\":\"2009-01-01T00:00:00Z\",\"addressees\":[{}]}}",
        items.join(",")
    );
    let readers = readers();
    let refusal = (readers[4].1)(notice.as_bytes()).unwrap_err();
    assert_eq!(refusal.problems().len(), 1001, "a thousand, and that there are more");
    assert!(refusal.problems().iter().any(|problem| problem.code().as_str() == "too-many-problems"));
}

/// What a pointer leads to in a document, if it leads anywhere.
fn resolves(document: &serde_json::Value, pointer: &str) -> bool {
    document.pointer(pointer).is_some()
}

/// Each place of a document is spoilt in turn: every pointer of every refusal leads to something that is written there, or,
/// where something is missing, to what it is missing from.
#[test]
fn kind_21_each_pointer_leads_somewhere_in_the_document() {
    let text = |path: &str| std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let rules = serde_json::json!({"id": "own", "extends": ["standard"], "rules": [
        {"id": "a", "effect": "permit", "when": {"kinds": ["malware"], "directions": ["exchange"]},
         "audience": {"kinds": ["ceptoar"], "members_of": [{"group": "gas", "roles": ["member"]}]}},
        {"id": "b", "effect": "require", "audience": {"parties": ["gas"]}, "due": "promptly"}]});
    let roster = serde_json::json!({"id": "mine", "organizations": [{"id": "u1", "name": {"ja": "あ"}}],
        "memberships": [{"party": "u1", "group": "gas", "role": "member"}],
        "links": [{"from": "gas", "to": "u1", "direction": "provision", "channels": ["email"]}]});
    let notice = "ceptoar-core/examples/notices/vulnerability-to-electric-power.json";
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).compile().unwrap();
    let fit = registry.clone();
    let joined = registry.clone();
    let documents: Vec<(serde_json::Value, Reader)> = vec![
        (serde_json::from_slice(&text(notice)).unwrap(), Box::new(move |json| router.notice(json).map(drop))),
        (rules, Box::new(move |json| Router::builder(&fit).rules(RuleSet::from_json(json)?).compile().map(drop))),
        (roster, Box::new(move |json| joined.with_roster(&Roster::from_json(json)?).map(drop))),
        (
            serde_json::from_slice(&text("ceptoar-core/data/levels/tlp-2.0.json")).unwrap(),
            Box::new(|json| LevelProfile::from_json(json).map(drop)),
        ),
    ];
    let spoilt = ["7", "\"zzz\"", "\"Not An Id\"", "[]", "{\"unknown\": 1}", "null", "\"2009-05-08\"", "\"gas\""];
    let mut refusals = 0;
    for (document, read) in documents {
        let mut places = Vec::new();
        every_place(&document, String::new(), &mut places);
        for place in places {
            for value in spoilt {
                let mut changed = document.clone();
                *changed.pointer_mut(&place).unwrap() = serde_json::from_str(value).unwrap();
                let Err(refusal) = read(changed.to_string().as_bytes()) else { continue };
                refusals += 1;
                for problem in refusal.problems() {
                    let at = problem.pointer();
                    let above = at.rsplit_once('/').map_or("", |(above, _)| above);
                    let missing =
                        matches!(problem.code().as_str(), "missing-field" | "missing-level" | "too-many-problems");
                    let found = resolves(&changed, at) || (missing && resolves(&changed, above));
                    assert!(found, "{place} := {value}: {problem}");
                }
            }
        }
    }
    assert!(refusals > 300, "only {refusals} refusals");
}

fn every_place(value: &serde_json::Value, at: String, places: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| every_place(item, format!("{at}/{n}"), places));
        }
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| every_place(field, format!("{at}/{name}"), places));
        }
        _ => {}
    }
    if !at.is_empty() {
        places.push(at);
    }
}
