//! R68: an instant of a fixture is an instant, with whatever offset it is written.

use ceptoar_core::author::{TestFaultKind, fixture};
use ceptoar_core::document::Fixture;
use ceptoar_core::{Edition, Registry, Router};
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
