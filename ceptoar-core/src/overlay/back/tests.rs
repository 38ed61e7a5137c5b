//! What comes back says what holds on its days, and nothing of the others (R39, R41, R42).

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::overlay::tests::{base, laid, links, overlay, roles, told};
use crate::registry::data::Registry;
use crate::time::parse_date;
use crate::word::sets::{Direction, Role};

fn name_on(registry: &Registry, id: &str, day: &str) -> Result<String, Refusal> {
    Ok(registry.known(id)?.name_on(parse_date(day).unwrap_or_default()).ja.to_string())
}

/// The days of the later means, points of contact, months and secretariats of a CEPTOAR.
fn record(registry: &Registry, id: &str) -> Vec<String> {
    let Some(record) = registry.ceptoar(id) else { return Vec::new() };
    let channels = |list: &[crate::id::ChannelId]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut said: Vec<String> =
        record.means.iter().map(|means| format!("means {}", channels(&means.channels))).collect();
    said.extend(record.means_later.iter().map(|means| format!("means {} {}", means.from, channels(&means.channels))));
    said.extend(record.secretariat.iter().map(|entry| format!("{} {}", entry.period, entry.name.ja)));
    said.extend(record.poc.map(|day| format!("poc {day}")));
    said.extend(record.handling_rules.iter().chain(&record.handling_rules_later).map(|month| format!("rules {month}")));
    said
}

#[test]
fn r39_a_name_of_other_days_leaves_those_on_which_the_party_stands() -> Result<(), Refusal> {
    let isac = |name: &str, period: Value, count: u32| {
        json!({"add": {"parties": [{"id": "isac", "kind": "partner",
        "name": {"ja": name}, "periods": [period], "counts": [{"value": count, "unit": {"ja": "社"}}]}]}})
    };
    let later = laid(isac("後", json!({"from": "2026-10-01"}), 2))?;
    let count = |registry: &Registry, day: &str| -> Result<Vec<u32>, Refusal> {
        Ok(registry
            .known("isac")?
            .counts_on(parse_date(day).unwrap_or_default())
            .iter()
            .map(|count| count.value)
            .collect())
    };
    for earlier in [json!({"from": "2026-05-01", "until": "2026-07-01"}), json!({"until": "2026-07-01"})] {
        let registry = later.with_overlay(&overlay("earlier", isac("前", earlier, 1))?)?;
        assert_eq!(name_on(&registry, "isac", "2026-05-02")?, "前");
        assert_eq!(name_on(&registry, "isac", "2027-02-01")?, "後");
        assert_eq!((count(&registry, "2026-05-02")?, count(&registry, "2027-02-01")?), (vec![1], vec![2]));
    }
    // Between two spans of days on which it stands.
    let both = later.with_overlay(&overlay("earlier", isac("前", json!({"until": "2026-03-01"}), 1))?)?;
    let between =
        both.with_overlay(&overlay("between", isac("中", json!({"from": "2026-04-01", "until": "2026-05-01"}), 3))?)?;
    let names =
        ["2026-02-01", "2026-04-15", "2026-10-01"].map(|day| name_on(&between, "isac", day).unwrap_or_default());
    assert_eq!(names, ["前", "中", "後"]);
    Ok(())
}

#[test]
fn r39_a_name_of_no_day_on_which_the_party_comes_back_is_refused_at_its_place() {
    let party = json!({"id": "body", "kind": "partner", "name": {"ja": "新"}, "periods": [{"from": "2026-04-01"}],
        "names": [{"from": "2026-05-01", "name": {"ja": "新々"}}, {"from": "2026-01-01", "name": {"ja": "旧"}}]});
    let parts = json!({"end": [{"party": "body", "until": "2025-04-01"}], "add": {"parties": [party]}});
    assert_eq!(told(laid(parts)), ["changes-nothing /add/parties/0/names/1"]);
}

fn row(cells: &Value) -> Value {
    let mut row = json!({"ceptoar": "c1", "sector": "s1", "ministry": ["m2"], "from": "2026-12-01"});
    if let (Some(row), Some(cells)) = (row.as_object_mut(), cells.as_object()) {
        row.extend(cells.clone());
    }
    row
}

fn returning(cells: &Value, set: &Value) -> Value {
    json!({"end": [{"party": "c1", "until": "2026-08-01"}], "add": {"outline": {"ceptoars": [row(cells)]}}, "set": set})
}

#[test]
fn r41_a_row_of_a_ceptoar_that_comes_back_says_its_means_secretariat_and_months() -> Result<(), Refusal> {
    let cells =
        json!({"means": ["fax"], "secretariat_ja": "新協会", "poc_from": "2026-12-05", "rules_month": "2026-12"});
    let means =
        json!([{"of": {"ceptoar": "c1"}, "field": "means", "from": "2027-01-01", "value": {"channels": ["email"]}}]);
    let registry = laid(returning(&cells, &means))?;
    assert_eq!(
        record(&registry, "c1"),
        [
            "means email web phone",
            "means 2026-12-01 fax",
            "means 2027-01-01 email",
            "../2026-12-01 旧協会",
            "2026-12-01/.. 新協会",
            "poc 2026-12-05",
            "rules 2026-12"
        ]
    );
    // R42: a later value changes the links that carry the means of the row.
    assert_eq!(
        links(&registry, "c1", "c1-members", Direction::Provision),
        ["../2026-08-01 email web phone", "2026-12-01/2027-01-01 fax", "2027-01-01/.. email"]
    );
    assert_eq!(
        links(&registry, "m2", "c1", Direction::Provision),
        ["2026-12-01/2027-01-01 fax", "2027-01-01/.. email"]
    );
    assert_eq!(roles(&registry, "c1", Role::Member), ["c1-members ../2026-08-01", "c1-members 2026-12-01/.."]);
    // What is empty is unknown: the secretariat of before is not that of the new days.
    let registry = laid(returning(&json!({"means": ["email", "web", "phone"]}), &json!([])))?;
    assert_eq!(record(&registry, "c1"), ["means email web phone", "../2026-12-01 旧協会"]);
    Ok(())
}

#[test]
fn r41_rules_of_a_row_are_made_anew_and_what_its_record_cannot_say_is_refused_by_its_cell() -> Result<(), Refusal> {
    let mut document = base();
    if let Some(record) = document.pointer_mut("/ceptoars/0").and_then(Value::as_object_mut) {
        record.insert("handling_rules".to_owned(), json!({"month": "2024-03"}));
        record.insert("poc".to_owned(), json!({"from": "2024-04-01"}));
    }
    let known = Registry::from_json(document.to_string().as_bytes())?;
    let back = |cells: Value| known.with_overlay(&overlay("new", returning(&cells, &json!([])))?);
    let registry = back(json!({"means": ["fax"], "rules_month": "2026-12"}))?;
    assert_eq!(record(&registry, "c1").split_off(3), ["poc 2024-04-01", "rules 2024-03", "rules 2026-12"]);
    for (cells, wanted) in [
        (json!({}), "missing-field /add/outline/ceptoars/0/means"),
        (json!({"means": ["fax"], "members": "9社"}), "conflicting-rows /add/outline/ceptoars/0/members"),
        (json!({"means": ["fax"], "members": "-"}), "conflicting-rows /add/outline/ceptoars/0/members"),
        (json!({"means": ["fax"], "poc_from": "2026-12-01"}), "conflicting-rows /add/outline/ceptoars/0/poc_from"),
        (json!({"means": ["fax"], "sector": "s2"}), "conflicting-rows /add/outline/ceptoars/0/sector"),
    ] {
        assert_eq!(told(back(cells.clone())), [wanted], "{cells}");
        // A value that is set of it has no fault of its own.
        let set = json!([{"of": {"ceptoar": "c1"}, "field": "means", "from": "2027-01-01", "value": {"channels": ["email"]}}]);
        assert_eq!(told(known.with_overlay(&overlay("new", returning(&cells, &set))?)), [wanted], "{cells}");
    }
    Ok(())
}

#[test]
fn r39_a_record_that_is_added_again_is_that_of_the_new_days() -> Result<(), Refusal> {
    let again = |record: Value| {
        laid(json!({"end": [{"party": "c1", "until": "2026-08-01"}],
            "add": {"parties": [{"id": "c1", "kind": "ceptoar", "name": {"ja": "c1"}, "periods": [{"from": "2026-12-01"}]}],
                "memberships": [{"party": "m1", "group": "c1", "role": "responsible", "period": {"from": "2026-12-01"}}],
                "ceptoars": [record]}}))
    };
    let registry =
        again(json!({"party": "c1", "sector": "s1", "scope": {"ja": "一"}, "means": {"channels": ["fax"]}}))?;
    assert_eq!(record(&registry, "c1"), ["means email web phone", "means 2026-12-01 fax", "../2026-12-01 旧協会"]);
    let other = again(json!({"party": "c1", "sector": "s2", "scope": {"ja": "一"}, "means": {"channels": ["fax"]}}));
    assert_eq!(told(other), ["already-stands /add/ceptoars/0"]);
    Ok(())
}
