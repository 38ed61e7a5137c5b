//! What has ended has no later value, and an entry that changes nothing is refused (R32, R33).

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::overlay::tests::{laid, mine, overlay, told};
use crate::word::sets::Lang;

fn end(until: &str) -> Value {
    json!({"party": "c1", "until": until})
}

fn sentences<T>(result: Result<T, Refusal>) -> Vec<String> {
    let refusal = result.err();
    refusal.iter().flat_map(Refusal::problems).map(|problem| problem.message(Lang::En)).collect()
}

#[test]
fn r32_a_value_of_a_day_on_which_the_ceptoar_is_no_more_is_refused() -> Result<(), Refusal> {
    let late = [
        json!({"of": {"ceptoar": "c1"}, "field": "ministry", "from": "2027-01-01", "value": ["m2"]}),
        json!({"of": {"ceptoar": "c1"}, "field": "means", "from": "2027-01-01", "value": {"channels": ["fax"]}}),
        json!({"of": {"ceptoar": "c1"}, "field": "secretariat", "from": "2027-01-01", "value": {"name": {"ja": "局"}, "is": "m1"}}),
        json!({"of": {"ceptoar": "c1"}, "field": "poc", "value": "2027-01-01"}),
        json!({"of": {"ceptoar": "c1"}, "field": "handling_rules", "value": "2027-01"}),
    ];
    let ended = mine()?.with_overlay(&overlay("ended", json!({ "end": [end("2026-08-01")] }))?)?;
    for set in late {
        assert_eq!(told(laid(json!({"end": [end("2026-08-01")], "set": [set]}))), ["not-standing /set/0"], "{set}");
        let apart = ended.with_overlay(&overlay("late", json!({ "set": [set] }))?);
        // Who does not stand is the CEPTOAR, not the ministry that the value names.
        assert!(sentences(apart).iter().all(|said| said.contains("`c1`")), "{set}");
        // What is not late is said.
        assert!(laid(json!({ "set": [set] })).is_ok(), "{set}");
    }
    Ok(())
}

#[test]
fn r33_what_begins_after_the_end_is_named() {
    let later = [
        (json!({"of": {"party": "c1"}, "field": "name", "from": "2026-10-01", "value": {"ja": "新"}}), "c1 name"),
        (
            json!({"of": {"ceptoar": "c1"}, "field": "means", "from": "2026-10-01", "value": {"channels": ["fax"]}}),
            "c1 means",
        ),
        (
            json!({"of": {"ceptoar": "c1"}, "field": "secretariat", "from": "2026-10-01", "value": {"name": {"ja": "局"}}}),
            "c1 secretariat",
        ),
        (json!({"of": {"ceptoar": "c1"}, "field": "poc", "value": "2026-10-01"}), "c1 poc"),
        (json!({"of": {"ceptoar": "c1"}, "field": "handling_rules", "value": "2026-10"}), "c1 handling_rules"),
        (
            json!({"of": {"party": "council"}, "field": "secretariat", "from": "2026-10-01", "value": {"name": {"ja": "局"}}}),
            "council secretariat",
        ),
    ];
    for (set, what) in later {
        let party = what.split(' ').next().unwrap_or_default();
        let ended = |until: &str| {
            let first = laid(json!({ "set": [set] }))?;
            first.with_overlay(&overlay("end", json!({"end": [{"party": party, "until": until}]}))?)
        };
        // Links that begin with the value are told as well.
        let found = told(ended("2026-10-01"));
        assert!(!found.is_empty() && found.iter().all(|fault| fault == "begins-after-end /end/0"), "{what}: {found:?}");
        let said = sentences(ended("2026-10-01")).join("; ");
        assert!(said.contains(&format!("`{what}`")), "{said}");
        assert_eq!(told(ended("2026-10-02")), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn r32_what_ends_with_its_party_or_begins_behind_it_changes_nothing() {
    let link = |until: &str| json!({"link": {"from": "c1", "to": "c2", "direction": "exchange"}, "until": until});
    let role =
        |until: &str| json!({"membership": {"party": "c1", "group": "council", "role": "member"}, "until": until});
    let both = |entry: Value| told(laid(json!({"end": [end("2026-08-01"), entry]})));
    for late in ["2026-08-01", "2026-10-01"] {
        assert_eq!(both(link(late)), ["changes-nothing /end/1"]);
        assert_eq!(both(role(late)), ["changes-nothing /end/1"]);
    }
    assert_eq!(both(link("2026-07-01")), Vec::<String>::new());
    let mut cited = link("2026-08-01");
    if let Some(cited) = cited.as_object_mut() {
        cited.insert("source".to_owned(), json!(["memo"]));
    }
    assert_eq!(both(cited), Vec::<String>::new(), "it says from where the end of the link is known");
    let add = |add: Value| told(laid(json!({"end": [end("2026-08-01")], "add": add})));
    let period = json!({"from": "2026-10-01"});
    let link = json!({"from": "c1", "to": "m2", "direction": "liaison", "period": period});
    assert_eq!(add(json!({ "links": [link] })), ["changes-nothing /add/links/0"]);
    let role = json!({"party": "body", "group": "c1", "role": "member", "period": period});
    assert_eq!(add(json!({ "memberships": [role] })), ["changes-nothing /add/memberships/0"]);
    let link = json!({"from": "c1", "to": "m2", "direction": "liaison", "period": {"until": "2026-10-01"}});
    assert_eq!(add(json!({ "links": [link] })), Vec::<String>::new(), "it holds until the CEPTOAR ends");
}
