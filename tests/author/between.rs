//! DESIGN-AUTHORING 2 and 5: `registry diff A B --overlay` writes the overlay that leads from A to B.

use ceptoar_core::author::{DiffRow, Overlay, diff};
use ceptoar_core::document::{Membership, Party, Period};
use ceptoar_core::{Edition, Grade, PartyKind, Registry, Role};
use serde_json::{Value, json};

use crate::exposure::scheme;

/// What the overlay that was found does not reach, looked at once more from outside.
fn left(before: &Registry, after: &Registry) -> Vec<DiffRow> {
    let found = diff::overlay(before, after, "found").unwrap();
    assert_eq!(found.overlay.id.as_str(), "found");
    let overlay = Overlay::from_json(found.overlay.write().as_bytes()).unwrap();
    let reached = before.with_overlay(&overlay).unwrap();
    let rows = diff::editions(&reached, after, false).rows;
    assert_eq!(rows, found.unsaid);
    rows
}

fn changed(overlay: &Value) -> (Registry, Registry) {
    let mut overlay = overlay.clone();
    (overlay["id"], overlay["extends"]) = (json!("x"), json!({ "edition": "mine" }));
    let before = Registry::from_document(&scheme()).unwrap();
    let after = before.with_overlay(&Overlay::from_json(overlay.to_string().as_bytes()).unwrap()).unwrap();
    assert!(!diff::editions(&before, &after, false).rows.is_empty(), "{overlay}");
    (before, after)
}

#[test]
fn what_an_overlay_changes_is_found_again() {
    let day = "2024-10-01";
    for overlay in [
        json!({ "end": [{ "membership": { "party": "m1", "group": "c2", "role": "responsible" }, "until": day }] }),
        json!({ "end": [{ "link": { "from": "c1", "to": "c2", "direction": "exchange" }, "until": day }] }),
        json!({ "end": [{ "party": "c2-members", "until": day }] }),
        json!({ "add": { "parties": [{ "id": "isac", "kind": "partner", "name": { "ja": "例示ISAC" }, "periods": [{ "from": day }] }],
            "memberships": [{ "party": "isac", "group": "c1", "role": "analyst", "period": { "from": day } }],
            "links": [{ "from": "c1", "to": "isac", "direction": "provision", "channels": null, "period": { "from": day } }] } }),
        json!({ "set": [{ "of": { "party": "hq" }, "field": "name", "from": day, "value": { "ja": "新本部" } }] }),
        // A name comes back.
        json!({ "set": [{ "of": { "party": "hq" }, "field": "name", "from": day, "value": { "ja": "新本部" } },
            { "of": { "party": "hq" }, "field": "name", "from": "2025-01-01", "value": { "ja": "本部" } }] }),
        json!({ "set": [{ "of": { "ceptoar": "c1" }, "field": "means", "from": day, "value": { "channels": ["fax"], "open": true } }] }),
        json!({ "set": [{ "of": { "ceptoar": "c1" }, "field": "secretariat", "from": day, "value": { "name": { "ja": "例示協会" } } }] }),
        json!({ "set": [{ "of": { "ceptoar": "c1" }, "field": "poc", "value": "2024-05-01" }] }),
        json!({ "set": [{ "of": { "ceptoar": "c1" }, "field": "handling_rules", "value": "2024-05" }] }),
        json!({ "set": [{ "of": { "party": "c1-members" }, "field": "counts", "from": day,
            "value": [{ "value": 12, "unit": { "ja": "社" } }] }] }),
        json!({ "add": { "vocabularies": { "channels": [{ "id": "courier", "name": { "ja": "伝令" } }] },
            "links": [{ "from": "c1", "to": "hq", "direction": "provision", "channels": ["courier"], "period": { "from": day } }] } }),
        json!({ "covers": { "from": "2024-04-01", "until": "2026-04-01" } }),
    ] {
        let (before, after) = changed(&overlay);
        assert_eq!(left(&before, &after), [], "{overlay}");
        // And on top of an overlay: it is written for the edition at the bottom.
        assert_eq!(left(&after, &after), []);
    }
}

#[test]
fn the_known_changes_since_2009_are_found_again() {
    let before = Registry::builtin(Edition::V2009_03_31);
    let after = before.with_overlay(&Overlay::builtin("since-2009").unwrap()).unwrap();
    assert_eq!(left(&before, &after), []);
    let found = diff::overlay(&before, &after, "found").unwrap();
    assert_eq!(found.overlay.extends.edition.as_str(), "2009-03-31");
}

#[test]
fn what_no_overlay_can_say_is_told() {
    let before = Registry::from_document(&scheme()).unwrap();
    let from = |change: &dyn Fn(&mut ceptoar_core::document::Edition)| {
        let mut document = scheme();
        change(&mut document);
        let after = Registry::from_document(&document).unwrap();
        left(&before, &after)
            .iter()
            .map(|row| (row.of.clone(), row.field.clone().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let row = |of: &str, field: &str| (of.to_owned(), field.to_owned());
    assert_eq!(from(&|edition| edition.title = "別の名".into()), [row("document", "title")]);
    // What stood since ever cannot end before its first day.
    let memberless = from(&|edition| edition.memberships.retain(|m| m.party.as_str() != "c2-members"));
    assert_eq!(memberless, [row("memberships", "")]);
    assert_eq!(from(&|edition| edition.parties[0].name = "別の本部".into()), [row("parties", "name")]);
    // What is new can be said beside it.
    let both = from(&|edition| {
        edition.title = "別の名".into();
        edition.parties.push(Party::new("new", PartyKind::Partner, "新"));
        let period = Some(Period { from: Some("2025-01-01".into()), until: None });
        edition.memberships.push(Membership { period, ..Membership::new("new", "c1", Role::Analyst) });
    });
    assert_eq!(both, [row("document", "title")]);
}

#[test]
fn sources_and_grades_that_differ_are_told_apart() {
    let before = Registry::from_document(&scheme()).unwrap();
    let mut document = scheme();
    document.links[0].grade = Some(Grade::Secondary);
    let after = Registry::from_document(&document).unwrap();
    let found = diff::overlay(&before, &after, "found").unwrap();
    assert_eq!(found.unsaid, []);
    let rows: Vec<_> = found.unsaid_citations.iter().map(|row| (row.of.as_str(), row.field.as_deref())).collect();
    assert_eq!(rows, [("links", Some("grade"))]);
    // Of equal editions nothing is left, and that the one is based on an overlay is no citation.
    assert_eq!(diff::overlay(&before, &before, "found").unwrap().unsaid_citations, []);
    let mut document = scheme();
    document.memberships[0].period = Some(Period { from: None, until: Some("2024-10-01".into()) });
    let after = Registry::from_document(&document).unwrap();
    let found = diff::overlay(&before, &after, "found").unwrap();
    assert!(found.overlay.end.is_some_and(|ends| !ends.is_empty()));
    assert_eq!(found.unsaid_citations, []);
}

/// The scheme of these tests as JSON, changed by hand.
fn by_hand(change: impl FnOnce(&mut Value)) -> Registry {
    let mut document: Value = serde_json::from_str(&scheme().write()).unwrap();
    change(&mut document);
    Registry::from_json(document.to_string().as_bytes()).unwrap()
}

#[test]
fn a_party_that_comes_back_has_its_memberships_and_links_again() {
    let before = Registry::from_document(&scheme()).unwrap();
    let after = by_hand(|document| {
        let parties = document["parties"].as_array_mut().unwrap();
        let party = parties.iter_mut().find(|party| party["id"] == "c2").unwrap();
        party["periods"] = json!([{ "until": "2024-08-01" }, { "from": "2024-12-01" }]);
    });
    assert_eq!(left(&before, &after), []);
    let found = diff::overlay(&before, &after, "found").unwrap().overlay;
    let reached = before.with_overlay(&Overlay::from_document(&found).unwrap()).unwrap();
    let day = "2025-01-01".parse().unwrap();
    for registry in [&before, &reached] {
        let roles = registry.memberships().iter().filter(|m| m.group == "c2" && m.period.covers(day)).count();
        let links =
            registry.links().iter().filter(|l| (l.from == "c2" || l.to == "c2") && l.period.covers(day)).count();
        let wanted = before.memberships().iter().filter(|m| m.group == "c2").count();
        let all = before.links().iter().filter(|l| l.from == "c2" || l.to == "c2").count();
        assert_eq!((roles, links), (wanted, all));
    }
}

#[test]
fn a_value_that_would_change_more_than_is_wanted_is_left_out_and_told() {
    let means = json!({ "channels": ["email", "phone"] });
    let before = by_hand(|document| document["ceptoars"][0]["means"] = means.clone());
    let after = by_hand(|document| {
        document["ceptoars"][0]["means"] = means.clone();
        document["ceptoars"][0]["means_later"] = json!([{ "from": "2024-10-01", "channels": ["fax"] }]);
    });
    // The links of the second edition stay as they were: R42 would give them the new means.
    let rows = left(&before, &after);
    assert!(!rows.is_empty() && rows.iter().all(|row| row.of == "ceptoars"), "{rows:?}");
    assert_eq!(diff::overlay(&before, &after, "found").unwrap().overlay.set, None);
}

#[test]
fn a_secretariat_of_a_council_and_what_values_and_ends_rest_on_are_said() {
    let before = by_hand(|document| {
        let council = json!({ "id": "council", "kind": "council", "name": { "ja": "協議会" } });
        document["parties"].as_array_mut().unwrap().push(council);
        document["councils"] = json!([{ "party": "council", "secretariat": [{ "name": { "ja": "旧事務局" } }] }]);
        let memo = |id: &str| json!({ "id": id, "title": { "ja": "事務連絡" } });
        document["documents"] = json!([memo("memo"), memo("other")]);
    });
    let cited = |mut entry: Value| {
        for (field, value) in [
            ("source", json!(["memo"])),
            ("grade", json!("deduced")),
            ("reason", json!({ "ja": "推定", "en": "deduced" })),
        ] {
            entry[field] = value;
        }
        entry
    };
    let day = "2024-10-01";
    let set = [
        json!({ "of": { "ceptoar": "c1" }, "field": "means", "from": day, "value": { "channels": ["fax"] } }),
        json!({ "of": { "ceptoar": "c1" }, "field": "secretariat", "from": day, "value": { "name": { "ja": "例示協会" } } }),
        json!({ "of": { "ceptoar": "c1" }, "field": "poc", "value": "2024-05-01" }),
        json!({ "of": { "ceptoar": "c1" }, "field": "handling_rules", "value": "2024-05" }),
        json!({ "of": { "party": "council" }, "field": "secretariat", "from": day,
            "value": { "name": { "ja": "事務局" }, "is": "hq" } }),
    ];
    let overlay = json!({ "id": "x", "extends": { "edition": "mine" },
        "end": [cited(json!({ "link": { "from": "c1", "to": "c2", "direction": "exchange" }, "until": day })),
            cited(json!({ "party": "c2-members", "until": day }))],
        "set": set.into_iter().map(cited).collect::<Vec<Value>>() });
    let after = before.with_overlay(&Overlay::from_json(overlay.to_string().as_bytes()).unwrap()).unwrap();
    assert_eq!(left(&before, &after), []);
    let found = diff::overlay(&before, &after, "found").unwrap();
    let said = |row: &&DiffRow| !matches!(row.of.as_str(), "links");
    assert_eq!(found.unsaid_citations.iter().filter(said).collect::<Vec<_>>(), Vec::<&DiffRow>::new());
}
