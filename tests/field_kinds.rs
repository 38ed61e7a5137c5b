//! Faults that were found in the field, each by its number: the kind is tested, not the one input.

use ceptoar_core::{
    Edition, Lang, LevelProfile, Notice, Outage, PartyId, Problem, Refusal, Registry, Roster, Router, RuleSet,
    Situation, parse_instant,
};
use serde_json::{Value, json};

fn registry() -> Registry {
    Registry::builtin(Edition::V2009_03_31)
}

/// What a refusal says, as `code pointer`.
fn told<T>(result: Result<T, Refusal>) -> Vec<String> {
    let Err(refusal) = result else { return Vec::new() };
    refusal.problems().iter().map(place).collect()
}

fn place(problem: &Problem) -> String {
    format!("{} {}", problem.code().as_str(), problem.pointer())
}

fn notice(issued_at: &str) -> Notice {
    let json = serde_json::json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:GREEN",
        "kind": "other", "affected_sectors": ["gas"], "issued_at": issued_at });
    Notice::from_json(json.to_string().as_bytes()).unwrap()
}

#[test]
fn u02_stale_answers_are_refused_where_that_is_asked_for() {
    let registry = registry();
    let router = Router::builder(&registry).refuse_stale(true).compile().unwrap();
    let lenient = Router::builder(&registry).compile().unwrap();
    let (stale, fresh) = (notice("2026-05-08T01:00:00Z"), notice("2009-05-08T01:00:00Z"));
    let now = Situation::default();
    let later = Situation::at(parse_instant("2010-04-01T00:00:00+09:00").unwrap());
    let party = |id: &str| PartyId::new(id).unwrap();
    let (meti, gas) = (party("meti"), party("gas"));
    for (notice, situation, pointer) in [(&stale, &now, "/issued_at"), (&fresh, &later, "/at"), (&stale, &later, "/at")]
    {
        let wanted = [format!("stale-edition {pointer}")];
        assert_eq!(told(router.route(notice, situation)), wanted);
        assert_eq!(told(router.explain(notice, situation)), wanted);
        assert_eq!(told(router.audience(notice, situation).map(drop)), wanted);
        assert_eq!(told(router.decide(notice, &gas, situation)), wanted);
        assert_eq!(told(router.onward(notice, &meti, situation)), wanted);
        assert_eq!(told(router.may_pass(notice, &meti, &gas, situation)), wanted);
        assert_eq!(told(router.relabel(notice, &meti, &notice.level, situation)), wanted);
        assert!(
            lenient.route(notice, situation).unwrap().lints.iter().any(|lint| lint.code.as_str() == "stale-edition")
        );
    }
    // The last day that the edition speaks of is answered, and a stale notice is answered for such a day.
    let last = Situation::at(parse_instant("2010-03-31T23:59:59+09:00").unwrap());
    assert!(router.route(&fresh, &last).is_ok() && router.route(&stale, &last).is_ok());
    assert!(router.route(&fresh, &now).is_ok());

    let notices = [fresh.clone(), stale.clone(), fresh, stale];
    assert_eq!(told(router.route_batch(&notices, &now)), ["stale-edition /1/issued_at", "stale-edition /3/issued_at"]);
    assert_eq!(told(router.route_batch(&notices, &later)), ["stale-edition /at"], "the situation is told of once");
    let refusal = router.route(&notices[1], &now).unwrap_err();
    for (lang, remedy) in [(Lang::En, "use an edition of that day"), (Lang::Ja, "その日を扱う版を使う")] {
        let message = refusal.problems()[0].message(lang);
        assert!(message.contains("2026-05-08") && message.contains("2007-04-01/2010-04-01"), "{message}");
        assert!(message.contains(remedy), "{message}");
    }
}

#[test]
fn kind_26_an_empty_part_of_an_outage_never_means_all() {
    let read = |text: &str| text.parse::<Outage>();
    for text in ["email", "mic>telecom", "mic>telecom:email"] {
        assert_eq!(read(text).unwrap().to_string(), text, "an outage is written as it is read");
    }
    let cases = [
        ("", "bad-id /channel"),
        (" ", "bad-id /channel"),
        (" email", "bad-id /channel"),
        ("Email", "bad-id /channel"),
        ("meti>gas:", "bad-id /channel"),
        ("meti>gas: ", "bad-id /channel"),
        ("meti>gas:email:", "bad-id /channel"),
        ("meti>gas:email:fax", "bad-id /channel"),
        (":email", "bad-id /link"),
        ("meti:email", "bad-id /link"),
        (">", "bad-id /link"),
        ("meti>", "bad-id /link"),
        (">gas", "bad-id /link"),
        ("meti>gas>nisc", "bad-id /link"),
        ("meti > gas", "bad-id /link"),
        (">gas:email", "bad-id /link"),
    ];
    for (text, wanted) in cases {
        assert_eq!(told(read(text)), [wanted], "{text:?}");
    }
    assert_eq!(told(read(":")), ["bad-id /channel", "bad-id /link"]);
    // As JSON: an empty channel beside a link does not close the whole link.
    let json = br#"{"outages":[{"link":"meti>gas","channel":""},{"link":"","channel":"email"}]}"#;
    assert_eq!(told(Situation::from_json(json)), ["bad-id /outages/0/channel", "unknown-link /outages/1/link"]);
}

/// What nobody sees, what turns the direction of text, what steers a device, what is no character.
const UNSAFE: [char; 42] = [
    '\u{0}',
    '\u{7}',
    '\u{9}',
    '\u{a}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{17b4}',
    '\u{17b5}',
    '\u{180b}',
    '\u{180e}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2064}',
    '\u{2066}',
    '\u{2069}',
    '\u{206f}',
    '\u{3164}',
    '\u{fdd0}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{1ffff}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e007f}',
];

/// Reads a document of a kind.
fn read(kind: &str, json: &[u8]) -> Result<(), Refusal> {
    match kind {
        "edition" => Registry::from_json(json).map(drop),
        "rules" => RuleSet::from_json(json).map(drop),
        "levels" => LevelProfile::from_json(json).map(drop),
        "roster" => Roster::from_json(json).map(drop),
        "situation" => Situation::from_json(json).map(drop),
        _ => Notice::from_json(json).map(drop),
    }
}

/// A document of each kind, with as many of its fields as there are.
fn documents() -> Vec<(&'static str, Value)> {
    let file = |path: &str| {
        let path = format!("{}/ceptoar-core/data/{path}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let name = json!({ "ja": "名", "en": "name" });
    let rule = json!({ "id": "r", "effect": "permit", "note": name, "reason": name, "source": ["a source"],
        "grade": "reading", "as_of": "2009", "judgement": name, "due": "promptly", "obligations": ["community"],
        "when": { "kinds": ["other"], "levels": ["TLP:RED"], "origins": ["gas"] }, "audience": { "parties": ["gas"] } });
    vec![
        ("edition", file("editions/2009-03-31.json")),
        ("levels", file("levels/tlp-2.0.json")),
        ("rules", json!({ "id": "x", "rules": [rule] })),
        (
            "roster",
            json!({ "id": "x", "organizations": [{ "id": "o", "name": name, "note": name, "source": ["s"], "reason": name }],
                "memberships": [{ "party": "o", "group": "gas", "role": "member", "note": name }],
                "links": [{ "from": "gas", "to": "o", "direction": "provision", "channels": ["email",
                    { "id": "fax", "when": { "purposes": ["prevention"] }, "judgement": name }] }] }),
        ),
        (
            "situation",
            json!({ "at": "2009-05-08T01:00:00Z", "outages": [{ "channel": "email", "link": "meti>gas" }],
            "failed_sectors": ["gas"] }),
        ),
        (
            "notice",
            json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:RED", "kind": "other",
            "issued_at": "2009-05-08T01:00:00Z", "cause": "disaster", "purposes": ["prevention"],
            "affected_sectors": ["gas"], "affected_ceptoars": ["gas"], "addressees": ["gas"], "consents": ["gas"],
            "only": ["gas"], "named_persons": [{ "party": "gas", "ref": "p" }] }),
        ),
    ]
}

/// The pointer of one text for each place of a document's shape.
fn texts(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, shape: &str, seen: &mut std::collections::BTreeMap<String, String>) {
        match value {
            Value::String(_) => {
                seen.entry(shape.to_owned()).or_insert_with(|| at.to_owned());
            }
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{n}"), &format!("{shape}/*"), seen);
                }
            }
            Value::Object(fields) => {
                for (key, item) in fields {
                    walk(item, &format!("{at}/{key}"), &format!("{shape}/{key}"), seen);
                }
            }
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeMap::new();
    walk(document, "", "", &mut seen);
    seen.into_values().filter(|at| at != "/format" && at != "/$schema").collect()
}

#[test]
fn kind_08_no_text_of_any_document_hides_or_turns_characters() {
    let mut tried = 0;
    for (kind, document) in documents() {
        read(kind, document.to_string().as_bytes()).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
        for (n, at) in texts(&document).into_iter().enumerate() {
            // Every character at the places of the small documents, some of them at each place of the large ones.
            let chars: Vec<char> = if kind == "edition" { vec![UNSAFE[n % UNSAFE.len()]] } else { UNSAFE.to_vec() };
            for c in chars {
                let mut document = document.clone();
                let text = document.pointer(&at).and_then(Value::as_str).unwrap_or_default();
                let broken = format!("{text}{c}{text}");
                *document.pointer_mut(&at).unwrap() = Value::from(broken);
                let Err(refusal) = read(kind, document.to_string().as_bytes()) else {
                    panic!("{kind} {at}: U+{:04X} is accepted", c as u32);
                };
                let message = [Lang::Ja, Lang::En].map(|lang| refusal.to_json(lang)).concat();
                assert!(UNSAFE.iter().all(|c| !message.contains(*c)), "{kind} {at}: a message repeats what deceives");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn kind_08_the_sentence_names_the_code_point_and_an_id_has_no_blank_ends() {
    let with = |id: &str| {
        let json = json!({ "id": id, "direction": "provision", "origin": "nisc", "level": "TLP:RED", "kind": "other",
            "issued_at": "2009-05-08T01:00:00Z", "named_persons": [{ "party": "gas", "ref": id }] });
        Notice::from_json(json.to_string().as_bytes())
    };
    for id in [
        " ",
        "　",
        "\u{a0}",
        "\u{2800}",
        " n",
        "n ",
        "n　",
        "　n",
        "n\u{2003}",
        "n\u{a0}n",
        "n\u{fe0f}",
        "",
        "\u{e000}\u{3164}",
    ] {
        assert_eq!(told(with(id)), ["bad-id /id", "bad-id /named_persons/0/ref"], "{id:?}");
    }
    for id in ["n", "n 1", "通知　1", "№ 12/é", "𠮷", "TLP:AMBER+STRICT", "\u{e000}"] {
        assert!(with(id).is_ok(), "{id:?}");
    }
    let refusal = with("n\u{202e} DER").unwrap_err();
    for lang in Lang::ALL {
        let message = refusal.problems()[0].message(lang);
        assert!(
            message.contains("`n<U+202E> DER`") && message.contains("holds U+202E")
                || message.contains("U+202E (文字の並ぶ向き"),
            "{message}"
        );
    }
    for (json, place) in [(r#"{"id":"x","name":{"ja":"名\u200b"},"labels":[]}"#, "bad-text /name/ja")] {
        let refusal = LevelProfile::from_json(json.as_bytes()).unwrap_err();
        assert!(
            refusal
                .problems()
                .iter()
                .any(|problem| self::place(problem) == place && problem.message(Lang::Ja).contains("U+200B"))
        );
    }
    // An escape that is half a character is no text.
    for half in [r"\ud800", r"\udc00", r"\ud800\ud800"] {
        let json = format!(r#"{{"id":"n{half}"}}"#);
        assert!(Notice::from_json(json.as_bytes()).is_err_and(|r| r.problems()[0].code().as_str() == "malformed-json"));
    }
}

#[test]
fn kind_22_instants_at_the_edge_are_refused_for_what_they_are() {
    let fields = |field: &str, text: &str| {
        let mut json = json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:RED", "kind": "other",
            "issued_at": "2009-05-08T01:00:00Z" });
        json[field] = Value::from(text);
        let situation = json!({ "at": text }).to_string();
        (told(Notice::from_json(json.to_string().as_bytes())), told(Situation::from_json(situation.as_bytes())))
    };
    let cases = [
        // A leap second of UTC, wherever it is written; elsewhere a minute has sixty seconds.
        ("2008-12-31T23:59:60Z", "leap-second"),
        ("2009-01-01T08:59:60+09:00", "leap-second"),
        ("2009-01-01T08:59:60.5+09:00", "leap-second"),
        ("2009-06-30t23:59:60z", "leap-second"),
        ("2009-05-08T23:59:60Z", "bad-instant"),
        ("2008-12-31T23:59:60+09:00", "bad-instant"),
        ("2009-05-08T10:15:60Z", "bad-instant"),
        ("2008-12-31T23:59:61Z", "bad-instant"),
        ("2008-12-31T23:59:60", "naive-instant"),
        // A minus, a digit or a colon of another script.
        ("2009-05-08T01:00:00\u{2212}09:00", "bad-instant"),
        ("2009-05-08T01:00:00\u{ff0d}09:00", "bad-instant"),
        ("2009\u{2010}05\u{2010}08T01:00:00Z", "bad-instant"),
        ("２００９-05-08T01:00:00Z", "bad-instant"),
        ("2009-05-08T01：00：00Z", "bad-instant"),
        ("2009-05-08T24:00:00Z", "bad-instant"),
        ("2009-02-29T00:00:00Z", "bad-instant"),
        ("2009-05-08T01:00:00+24:00", "bad-instant"),
        ("2009-05-08T01:00:00+0900", "bad-instant"),
        ("2009-05-08T01:00:00+09", "bad-instant"),
        ("2009-05-08 01:00:00Z", "bad-instant"),
        ("2009-05-08T01:00:00", "naive-instant"),
        // The years of one calendar, UTC, at both ends.
        ("1900-01-01T00:00:00+09:00", "instant-out-of-range"),
        ("1899-12-31T23:59:59Z", "instant-out-of-range"),
        ("1899-12-31T23:59:59-00:01", ""),
        ("1900-01-01T00:00:00Z", ""),
        ("2200-12-31T23:59:59.999999999Z", ""),
        ("2201-01-01T00:00:00+09:00", ""),
        ("2201-01-01T00:00:00Z", "instant-out-of-range"),
        ("2200-12-31T23:59:59-00:01", "instant-out-of-range"),
    ];
    for (text, code) in cases {
        for field in ["issued_at", "embargo_until"] {
            let wanted = |pointer: &str| Vec::from_iter((!code.is_empty()).then(|| format!("{code} {pointer}")));
            assert_eq!(fields(field, text), (wanted(&format!("/{field}")), wanted("/at")), "{text}");
        }
    }
    for (text, words) in [
        ("1900-01-01T00:00:00+09:00", ["UTC", "UTC"]),
        ("2009-05-08T01:00:00\u{2212}09:00", ["U+2212"; 2]),
        ("2008-12-31T23:59:60Z", ["うるう秒", "leap second"]),
    ] {
        let refusal = Situation::from_json(json!({ "at": text }).to_string().as_bytes()).unwrap_err();
        for (lang, word) in [Lang::Ja, Lang::En].into_iter().zip(words) {
            assert!(refusal.problems()[0].message(lang).contains(word), "{text}");
        }
    }
    // Days of an edition or a roster: the same years, each on Japan's own calendar.
    for (day, accepted) in [
        ("1900-01-01", true),
        ("1899-12-31", false),
        ("2200-12-31", true),
        ("2201-01-01", false),
        ("2009−05−08", false),
        ("2009-5-8", false),
    ] {
        let roster = json!({ "id": "x", "organizations": [{ "id": "o", "name": { "ja": "名" }, "periods": [{ "from": day }] }] });
        let wanted = if accepted { vec![] } else { vec!["bad-date /organizations/0/periods/0/from".to_owned()] };
        assert_eq!(told(Roster::from_json(roster.to_string().as_bytes())), wanted, "{day}");
    }
}
