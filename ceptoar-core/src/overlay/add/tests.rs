//! Rows of an outline in an overlay (DESIGN-AUTHORING 2, `add.outline`): derived against what stands, by the rules R15 to R26.

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::overlay::tests::{laid, links, mine, overlay, roles, told};
use crate::registry::data::Registry;
use crate::word::sets::{Direction, Lang, Role};

/// A third CEPTOAR beside the two of `mine`.
fn third() -> Value {
    json!({"ceptoar": "c3", "name_ja": "第三", "sector": "s2", "sector_ja": "二", "scope_ja": "三", "ministry": ["m1"],
        "means": ["email", "web"], "council": "member", "from": "2025-04-01"})
}

/// A row with other cells.
fn with(row: Value, cells: Value) -> Value {
    match (row, cells) {
        (Value::Object(row), Value::Object(cells)) => Value::Object(row.into_iter().chain(cells).collect()),
        (row, _) => row,
    }
}

fn rows(rows: Value) -> Value {
    json!({"add": {"outline": rows}})
}

#[test]
fn a_ceptoar_is_one_row_and_its_links_roles_and_class_follow() -> Result<(), Refusal> {
    let registry = laid(rows(json!({"ceptoars": [third()]})))?;
    let of = |from: &str, to: &str, direction: Direction| links(&registry, from, to, direction).join(", ");
    // R19: from the ministry the person-to-person channels; R20: down with its means, up with unknown ones, inside both ways.
    assert_eq!(of("m1", "c3", Direction::Provision), "2025-04-01/.. email");
    assert_eq!(of("c3", "c3-members", Direction::Provision), "2025-04-01/.. email web");
    for (from, to) in [("c3", "m1"), ("c3-members", "c3"), ("c3-members", "m1")] {
        assert_eq!(of(from, to, Direction::Liaison), "2025-04-01/.. null", "{from}>{to}");
    }
    // R24: with the other CEPTOARs and with the council, whose member it is.
    for other in ["c1", "c2", "council", "c3-members"] {
        assert_eq!(of("c3", other, Direction::Exchange), "2025-04-01/.. null", "{other}");
        assert_eq!(of(other, "c3", Direction::Exchange), "2025-04-01/.. null", "{other}");
    }
    assert_eq!(registry.links().len(), mine()?.links().len() + 5 + 8);
    assert_eq!(roles(&registry, "c3", Role::Responsible), ["m1 2025-04-01/.."]);
    assert_eq!(roles(&registry, "c3", Role::Member), ["c3-members 2025-04-01/.."]);
    assert!(roles(&registry, "council", Role::Member).contains(&"c3 2025-04-01/..".to_owned()));
    // What stood stands as it was.
    let before = mine()?;
    assert!(before.document().links.iter().all(|link| registry.document().links.contains(link)));
    assert!(before.document().memberships.iter().all(|m| registry.document().memberships.contains(m)));
    // The edition that came out is an ordinary one.
    let again = Registry::from_json(registry.to_json().as_bytes())?;
    assert_eq!(again.document(), registry.document());
    Ok(())
}

#[test]
fn r32_rows_follow_what_the_same_overlay_adds_and_come_before_what_it_sets() -> Result<(), Refusal> {
    let new = json!({"id": "m3", "kind": "ministry", "name": {"ja": "第三省"}});
    let row = |ministry: &str| with(third(), json!({ "ministry": [ministry] }));
    let parts = json!({
        "add": {"parties": [new], "outline": {"ceptoars": [row("m3")]}},
        "set": [{"of": {"party": "c3"}, "field": "name", "from": "2025-10-01", "value": {"ja": "新しい第三"}}],
    });
    let registry = laid(parts)?;
    assert_eq!(roles(&registry, "c3", Role::Responsible), ["m3 2025-04-01/.."]);
    let day = crate::time::parse_date("2025-10-01").unwrap_or_default();
    assert_eq!(registry.known("c3")?.name_on(day).ja.as_ref(), "新しい第三");
    // A ministry may be a row as well: it has its way from the cabinet.
    let ministry = json!({"ministry": "m3", "name_ja": "第三省", "from": "2025-04-01"});
    let registry = laid(rows(json!({"ministries": [ministry], "ceptoars": [row("m3")]})))?;
    assert_eq!(links(&registry, "hq", "m3", Direction::Provision), ["2025-04-01/.. null"]);
    Ok(())
}

#[test]
fn r31_rows_are_derived_against_what_the_overlays_before_left() -> Result<(), Refusal> {
    let fourth = json!({"ceptoar": "c4", "name_ja": "第四", "scope_ja": "四", "from": "2025-06-01"});
    let fourth = with(third(), fourth);
    let apart = [rows(json!({"ceptoars": [third()]})), rows(json!({"ceptoars": [fourth.clone()]}))];
    let [one, two] = apart;
    let registry = mine()?.with_overlays([&overlay("one", one)?, &overlay("two", two)?])?;
    assert_eq!(links(&registry, "c4", "c3", Direction::Exchange), ["2025-06-01/.. null"]);
    // Both at once, in either order, derive the same.
    let both = |list: Value| laid(rows(json!({ "ceptoars": list }))).map(|registry| registry.document().clone());
    let (first, second) = (both(json!([third(), fourth]))?, both(json!([fourth, third()]))?);
    assert_eq!((&first.parties, &first.links), (&second.parties, &second.links));
    let mut ends: Vec<_> = registry.document().links.iter().map(|l| (&l.from, &l.to, l.direction)).collect();
    let mut wanted: Vec<_> = first.links.iter().map(|l| (&l.from, &l.to, l.direction)).collect();
    ends.sort();
    wanted.sort();
    assert_eq!(ends, wanted);
    Ok(())
}

#[test]
fn faults_of_rows_are_told_at_their_cells_beside_those_of_the_overlay() {
    let strange = with(third(), json!({"ministry": ["m9"], "means": ["pigeon"]}));
    let parts = json!({
        "end": [{"party": "nobody", "until": "2025-04-01"}],
        "add": {"outline": {"ceptoars": [third(), strange]}},
    });
    let found = told(laid(parts));
    for wanted in [
        "unknown-party /end/0",
        "unknown-party /add/outline/ceptoars/1/ministry",
        "unknown-channel /add/outline/ceptoars/1/means",
    ] {
        assert!(found.iter().any(|fault| fault.starts_with(wanted)), "{wanted}: {found:?}");
    }
    // A row only adds: what stands is not said otherwise, and what another entry adds is not added again.
    let link = json!({"from": "m1", "to": "c1", "direction": "provision", "means": ["fax"]});
    assert_eq!(told(laid(rows(json!({"links": [link]})))), ["already-stands /add/outline/links/0"]);
    let twice = json!({"add": {
        "parties": [{"id": "c3-members", "kind": "members", "name": {"ja": "構成員"}}],
        "outline": {"ceptoars": [third()]},
    }});
    assert_eq!(told(laid(twice)), ["duplicate-id /add/outline/ceptoars/0/ceptoar"], "the class that is derived");
    // What could not be added is not blamed on rows that name it.
    let refused = json!({"add": {
        "parties": [{"id": "m1", "kind": "ministry", "name": {"ja": "再び"}}],
        "outline": {"ceptoars": [third()]},
    }});
    assert_eq!(told(laid(refused)), ["already-stands /add/parties/0"]);
}

#[test]
fn a_row_of_a_link_that_has_ended_begins_it_again() -> Result<(), Refusal> {
    let end = json!([{"link": {"from": "m1", "to": "c1", "direction": "provision"}, "until": "2026-10-01"}]);
    let row = |days: Value| with(json!({"from": "m1", "to": "c1", "direction": "provision", "means": ["fax"]}), days);
    let again = |days: Value| json!({"add": {"outline": {"links": [row(days)]}}});
    for (days, wanted) in [
        (json!({"from_day": "2026-11-01"}), "2026-11-01/.. fax"),
        (json!({"from_day": "2026-10-01"}), "2026-10-01/.. fax"),
        (json!({"from_day": "2026-11-01", "last_day": "2026-11-30"}), "2026-11-01/2026-12-01 fax"),
    ] {
        let both = with(again(days.clone()), json!({ "end": end }));
        let apart = [overlay("one", json!({ "end": end }))?, overlay("two", again(days.clone()))?];
        for registry in [laid(both)?, mine()?.with_overlays(&apart)?] {
            let found = links(&registry, "m1", "c1", Direction::Provision);
            assert_eq!(found, ["../2026-10-01 email phone", wanted], "{days}");
        }
    }
    let overlaps = with(again(json!({"from_day": "2026-09-01"})), json!({ "end": end }));
    assert_eq!(told(laid(overlaps)), ["already-stands /add/outline/links/0"]);
    Ok(())
}

#[test]
fn a_sector_that_stands_is_that_of_the_row_with_or_without_a_ceptoar() -> Result<(), Refusal> {
    let space =
        |period: Value| json!({"add": {"sectors": [with(json!({"id": "space", "name": {"ja": "宇宙"}}), period)]}});
    let row = |cells: Value| with(third(), with(json!({"sector": "space", "from": "2026-10-01"}), cells));
    for period in [json!({}), json!({"period": {"from": "2026-10-01"}})] {
        for cells in [json!({"sector_ja": "宇宙"}), json!({"sector_ja": null})] {
            let rows = json!({"outline": {"ceptoars": [row(cells)]}});
            let sectors = space(period.clone()).pointer("/add").cloned().unwrap_or_default();
            let both = laid(json!({"add": with(sectors, rows.clone())}))?;
            let apart = [overlay("one", space(period.clone()))?, overlay("two", json!({ "add": rows }))?];
            for registry in [both, mine()?.with_overlays(&apart)?] {
                assert_eq!(registry.sectors().iter().filter(|sector| sector.id == "space").count(), 1);
                assert_eq!(registry.ceptoar("c3").map(|c3| c3.sector.to_string()), Some("space".to_owned()));
            }
        }
        let other = json!({"outline": {"ceptoars": [row(json!({"sector_ja": "航空"}))]}});
        let apart = mine()?.with_overlay(&overlay("one", space(period))?)?;
        let refused = apart.with_overlay(&overlay("two", json!({ "add": other }))?);
        assert_eq!(told(refused), ["conflicting-rows /add/outline/ceptoars/0/sector_ja"]);
    }
    Ok(())
}

#[test]
fn a_name_that_stands_need_not_be_written_in_english_again() -> Result<(), Refusal> {
    let sectors = json!([{"id": "space", "name": {"ja": "宇宙", "en": "Space"}}]);
    let row = |id: &str, day: &str| {
        with(third(), json!({"ceptoar": id, "name_ja": id, "sector": "space", "sector_ja": "宇宙", "from": day}))
    };
    let one = json!({"add": {"sectors": sectors, "outline": {"ceptoars": [row("c3", "2025-06-01")]}}});
    let two = rows(json!({"ceptoars": [row("c4", "2025-08-01")]}));
    let registry = mine()?.with_overlays([&overlay("one", one)?, &overlay("two", two)?])?;
    let names = registry.sectors().iter().filter(|sector| sector.id == "space").map(|sector| sector.name.en.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("Space")]);
    Ok(())
}

#[test]
fn a_row_that_says_otherwise_what_stands_is_told_at_its_place() {
    let standing = |list: &str, row: Value| {
        let refusal = laid(rows(json!({ list: [third(), row] }))).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        let said: Vec<String> =
            problems.map(|p| format!("{} {} {}", p.code(), p.pointer(), p.message(Lang::En))).collect();
        said.join("; ")
    };
    let said = standing(
        "ceptoars",
        json!({"ceptoar": "c1", "sector": "s1", "ministry": ["m1"], "means": ["fax"], "from": "2026-10-01"}),
    );
    assert!(said.starts_with("overlapping-periods /add/outline/ceptoars/1 "), "{said}");
    assert!(said.contains("it stands in the edition that is changed"), "{said}");
    let ministry = json!({"ministry": "body", "name_ja": "団体"});
    let refused = laid(rows(json!({"ministries": [ministry]})));
    assert_eq!(told(refused), ["duplicate-id /add/outline/ministries/0"]);
}
