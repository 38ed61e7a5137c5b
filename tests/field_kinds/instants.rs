//! Instants and days at their edges.

use ceptoar_core::{Lang, Notice, Roster, Situation};
use serde_json::{Value, json};

use super::told;

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
