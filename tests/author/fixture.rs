//! R68: an instant of a fixture is an instant, with whatever offset it is written; what nobody has is told.

use ceptoar_core::author::{TestFault, TestFaultKind, fixture};
use ceptoar_core::document::Fixture;
use ceptoar_core::{Edition, Lang, Registry, Router};
use serde_json::{Value, json};

/// What is wrong with a case that expects this.
fn faults(expect: &Value) -> Vec<(String, TestFaultKind)> {
    tested(&[("power", notice(), expect.clone())])
        .into_iter()
        .map(|fault| (fault.pointer.clone(), fault.kind))
        .collect()
}

fn notice() -> Value {
    json!({ "id": "v", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z" })
}

/// What is wrong with cases: their names, notices and expectations.
fn tested(cases: &[(&str, Value, Value)]) -> Vec<TestFault> {
    let case =
        |(name, notice, expect): &(&str, Value, Value)| json!({ "name": name, "notice": notice, "expect": expect });
    let document = json!({ "id": "own", "cases": cases.iter().map(case).collect::<Vec<_>>() });
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    let tested = fixture::run(&router, &Fixture::read(document.to_string().as_bytes()).unwrap());
    tested.cases.into_iter().flat_map(|case| case.faults).collect()
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
        let faults = tested(&[("n", notice(), expect)]);
        faults.iter().map(|fault| fault.sentence(Lang::En)).collect::<Vec<_>>().join("\n")
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
        assert!(said.ends_with("nothing has this id or code: \"zz\""), "{expect}: {said}");
    }
}

#[test]
fn a_fault_says_what_to_do() {
    let told = json!({ "told": ["meti"] });
    // Each field that a notice lacks is named, in both languages: the pointer of all of them is that of the notice.
    let [fault] = &tested(&[("bare", json!({ "id": "v" }), told.clone())])[..] else { panic!("one fault") };
    assert_eq!((fault.pointer.as_str(), fault.kind), ("/expect/refused", TestFaultKind::Differs));
    for lang in [Lang::Ja, Lang::En] {
        let said = fault.sentence(lang);
        for field in ["direction", "kind", "level", "origin", "issued_at"] {
            assert!(said.contains(field), "{field}: {said}");
        }
    }
    let found: Value = serde_json::from_str(fault.found.as_ref().unwrap().as_str()).unwrap();
    assert!(found.as_array().unwrap().iter().any(|one| one["code"] == "missing-field" && one["pointer"] == ""));
    // A name that stands twice.
    let [fault] = &tested(&[("same", notice(), told.clone()), ("same", notice(), told)])[..] else {
        panic!("one fault")
    };
    assert_eq!(fault.sentence(Lang::En), "/name: another case has the same name: \"same\"");
    assert_eq!(fault.sentence(Lang::Ja), "/name: ほかの例と同じ名前である: \"same\"");
    // What is refused tells nobody: it is not that nothing would be judged.
    let both = json!({ "told": ["meti"], "refused": ["unknown-level /level"] });
    let [fault] = &tested(&[("both", notice(), both)])[..] else { panic!("one fault") };
    assert_eq!((fault.pointer.as_str(), fault.kind), ("/expect", TestFaultKind::Unwanted));
    assert!(fault.sentence(Lang::En).ends_with("expect `refused` alone"));
}
