//! R68: an instant of a fixture is an instant, with whatever offset it is written; what nobody has is told.

use ceptoar_core::author::{TestFaultKind, fixture};
use ceptoar_core::document::Fixture;
use ceptoar_core::{Edition, Lang, Registry, Router};
use serde_json::{Value, json};

/// What is wrong with a case that expects this.
fn faults(expect: &Value) -> Vec<(String, TestFaultKind)> {
    let document = json!({ "id": "own", "cases": [{ "name": "power", "expect": expect,
        "notice": { "id": "v", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
            "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z" } }] });
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    let tested = fixture::run(&router, &Fixture::read(document.to_string().as_bytes()).unwrap());
    tested.cases[0].faults.iter().map(|fault| (fault.pointer.clone(), fault.kind)).collect()
}

#[test]
fn instants_are_compared_as_instants() {
    // The edition speaks of days before 2010-04-01 in Japan.
    let until = |text: &str| faults(&json!({ "valid_until": text }));
    for same in ["2010-03-31T15:00:00Z", "2010-04-01T00:00:00+09:00", "2010-03-31T16:00:00.000+01:00"] {
        assert_eq!(until(same), [], "{same}");
    }
    let wrong = |kind| [("/expect/valid_until".to_owned(), kind)];
    assert_eq!(until("2010-03-31T15:00:01Z"), wrong(TestFaultKind::Differs));
    assert_eq!(until("2010-04-01T00:00:00Z"), wrong(TestFaultKind::Differs));
    // What is no instant is told as such.
    assert_eq!(until("2010-04-01T00:00:00"), wrong(TestFaultKind::Unread));
    assert_eq!(until("2010-04-01"), wrong(TestFaultKind::Unread));
    assert_eq!(faults(&json!({ "valid_until": null })), wrong(TestFaultKind::Differs));
    // The instant of a view likewise.
    let at = |text: &str| faults(&json!({ "views": { "meti": { "at": text } } }));
    assert_eq!(at("2009-05-08T01:00:00Z"), []);
    assert_eq!(at("2009-05-08T10:00:00+09:00"), []);
    assert_eq!(at("2009-05-08T10:00:00Z"), [("/expect/views/meti/at".to_owned(), TestFaultKind::Differs)]);
}

#[test]
fn what_is_expected_not_to_be_there_could_be_there() {
    // A slip of the pen would assert nothing, for good.
    let of = |pointer: &str, kind| vec![(pointer.to_owned(), kind)];
    let lints = |lints: Value| faults(&json!({ "no_lints": lints }));
    assert_eq!(
        lints(json!(["channel-unknown meti>gas", "nobody-told", "addressee-not-told gas", "stale-edition"])),
        []
    );
    for slip in ["channel-unknown nisc>metii", "no-such-code", "addressee-not-told gass", "rule-names-level no-rule"] {
        assert_eq!(lints(json!([slip])), of("/expect/no_lints/0", TestFaultKind::Foreign), "{slip}");
    }
    // The way from NISC to METI is one of which no channel is known.
    assert_eq!(lints(json!(["channel-unknown nisc>meti"])), of("/expect/no_lints/0", TestFaultKind::Unwanted));
    let view = |field: &str, value: Value| faults(&json!({ "views": { "meti": { field: value } } }));
    assert_eq!(view("also", Value::Null), []);
    assert_eq!(view("nofield", Value::Null), of("/expect/views/meti/nofield", TestFaultKind::Unread));
}

#[test]
fn an_id_that_nobody_has_is_named() {
    let said = |expect: Value| {
        let document = json!({ "id": "own", "cases": [{ "name": "n", "expect": expect,
            "notice": { "id": "v", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
                "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z" } }] });
        let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
        let tested = fixture::run(&router, &Fixture::read(document.to_string().as_bytes()).unwrap());
        tested.cases[0].faults.iter().map(|fault| fault.sentence(Lang::En)).collect::<Vec<_>>().join("\n")
    };
    for expect in [
        json!({ "verdicts": { "zz": { "outcome": "deliver" } } }),
        json!({ "views": { "zz": { "duty": "must" } } }),
        json!({ "onward": { "zz": ["meti"] } }),
        json!({ "may_pass": { "nisc>zz": "yes" } }),
        json!({ "may_pass": { "zz>nisc": "yes" } }),
        json!({ "not_told": ["zz"] }),
        json!({ "no_lints": ["channel-unknown zz>meti"] }),
    ] {
        let said = said(expect.clone());
        assert!(said.ends_with("does not know an id: \"zz\""), "{expect}: {said}");
    }
}
