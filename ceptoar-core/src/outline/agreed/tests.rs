//! What the tables say together (R7, and the table of empty and `-`).

use crate::error::problem::Refusal;
use crate::outline::tests::{HEAD, PORT, built, ceptoars, lines, table, told, with};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::word::sets::Lang;

/// Two states of one CEPTOAR with one more column.
fn states(column: &str, first: &str, later: &str) -> crate::outline::table::Table {
    let head = format!("{HEAD}|{column}|from|until");
    ceptoars(&[&head, &format!("{PORT}|{first}||2025-04-01"), &format!("{PORT}|{later}|2025-04-01|")])
}

#[test]
fn r7_none_in_one_state_and_something_in_another_contradict_each_other() -> Result<(), Refusal> {
    for (column, value) in [("poc_from", "2009-04-01"), ("rules_month", "2009-04"), ("members", "12")] {
        let wanted = [format!("conflicting-rows | ceptoars row 3, {column}")];
        assert_eq!(told(states(column, "-", value)), wanted, "{column}");
        assert_eq!(told(states(column, value, "-")), wanted, "{column}");
        built(vec![states(column, "", value)])?;
        built(vec![states(column, value, "")])?;
        built(vec![states(column, "-", "-")])?;
        built(vec![states(column, "-", "")])?;
    }
    for column in ["scope_en", "sector_en"] {
        let wanted = [format!("conflicting-rows | ceptoars row 3, {column}")];
        assert_eq!(told(states(column, "-", "Port")), wanted, "{column}");
        assert_eq!(told(states(column, "Port", "-")), wanted, "{column}");
        assert_eq!(told(states(column, "Port", "Harbour")), wanted, "{column}");
        built(vec![states(column, "-", "")])?;
    }
    Ok(())
}

#[test]
fn r7_an_empty_cell_contradicts_nothing_and_what_is_filled_holds() -> Result<(), Refusal> {
    // What is required is required of the rows of one key together, where it has no date.
    let head = "ceptoar|name_ja|scope_ja|scope_en|sector|sector_ja|sector_en|ministry|from|until";
    let orders = [
        ["port|港湾|範囲|Scope|port|港湾|Ports|mlit||2025-04-01", "port|||||||mlit|2025-04-01|"],
        ["port|||||||mlit||2025-04-01", "port|港湾|範囲|Scope|port|港湾|Ports|mlit|2025-04-01|"],
        ["port|港湾||Scope|port||Ports|mlit||2025-04-01", "port||範囲|||港湾||mlit|2025-04-01|"],
        ["port|港湾|範囲|||港湾||mlit||2025-04-01", "port|||Scope|port||Ports|mlit|2025-04-01|"],
    ];
    for rows in orders {
        let edition = built(vec![ceptoars(&[head, rows[0], rows[1]])])?;
        let record = edition.ceptoars.first();
        let scope = record.map(|record| (record.scope.ja.as_str(), record.scope.en.as_deref()));
        assert_eq!(scope, Some(("範囲", Some("Scope"))), "{rows:?}");
        let sector = edition.sectors.first().map(|sector| (sector.name.ja.as_str(), sector.name.en.as_deref()));
        assert_eq!(sector, Some(("港湾", Some("Ports"))), "{rows:?}");
    }
    // Of one sector, another CEPTOAR's row may leave the names empty, or complete them.
    let two = ["port|港湾|範囲||port|港湾||mlit||", "air|航空|範囲||port||Ports|mlit||"];
    let edition = built(vec![ceptoars(&[head, two[0], two[1]])])?;
    let sector = edition.sectors.first().map(|sector| (sector.name.ja.as_str(), sector.name.en.as_deref()));
    assert_eq!(sector, Some(("港湾", Some("Ports"))));
    let none = ["port|港湾|範囲|||||mlit||2025-04-01", "port|||||||mlit|2025-04-01|"];
    let found = told(ceptoars(&[head, none[0], none[1]]));
    assert_eq!(found, ["missing-field | ceptoars row 2, sector"], "once, where no row has it");
    let groups = "group|kind|name_ja|from|until";
    let rows = ["lc|liaison-council|連絡協議会||2025-04-01", "lc||連絡会|2025-04-01|"];
    assert_eq!(built(vec![table("groups", &[groups, rows[0], rows[1]])])?.parties.len(), 5);
    assert!(built(vec![table("groups", &[groups, "lc||甲||2025-04-01", "lc|liaison-council|||2025-04-01"])]).is_err());
    assert_eq!(told(table("groups", &[groups, "lc||甲||"])), ["missing-field | groups row 2, kind"]);
    let members = "party|kind|name_ja|ceptoar|role|from|until";
    let rows = ["a|partner|甲|port|member||2025-04-01", "a||乙|port|member|2025-04-01|"];
    let edition = built(vec![table("members", &[members, rows[0], rows[1]])])?;
    assert!(edition.parties.iter().any(|party| (&*party.id.0, party.kind.as_str()) == ("a", "partner")));
    assert_eq!(told(table("members", &[members, "a||甲|port|member||"])), ["missing-field | members row 2, kind"]);
    Ok(())
}

#[test]
fn r7_an_english_name_that_one_row_leaves_empty_is_that_of_the_other() -> Result<(), Refusal> {
    let members = "party|kind|name_ja|name_en|ceptoar|role";
    let rows = |later: &str| {
        let later = format!("a|partner|甲|{later}|port|observer");
        table("members", &[members, "a|partner|甲|Alpha|port|member", &later])
    };
    for later in ["", "Alpha"] {
        let edition = built(vec![rows(later)])?;
        let party = edition.parties.iter().find(|party| party.id.as_str() == "a");
        let names = party.map(|party| (party.name.en.as_deref(), party.names.is_some()));
        assert_eq!(names, Some((Some("Alpha"), false)), "{later}");
    }
    for later in ["Beta", "-"] {
        assert_eq!(told(rows(later)), ["conflicting-rows | members row 3, name_en"], "{later}");
    }
    Ok(())
}

#[test]
fn what_another_row_says_is_no_gap() -> Result<(), Refusal> {
    let head = "ceptoar|name_ja|scope_ja|scope_en|sector|sector_ja|sector_en|ministry|poc_from|members|from|until";
    let rows = ["port|港湾|範囲||port|港湾||mlit|2009-04-01|12||2025-04-01", "port|||Scope|||Ports|mlit|||2025-04-01|"];
    let outline = Outline::from_tables(&with(vec![ceptoars(&[head, rows[0], rows[1]])]))?;
    let columns: Vec<&str> = outline.unknown().iter().map(|cell| cell.column).collect();
    for column in ["sector_en", "scope_en", "poc_from", "members"] {
        assert!(!columns.contains(&column), "{column}: {columns:?}");
    }
    let gaps = crate::outline::gaps::whole::of_outline(outline.document(), &Registry::from_document(outline.build())?);
    assert!(gaps.iter().all(|gap| gap.code.as_str() != "no-japanese"), "{gaps:?}");
    Ok(())
}

#[test]
fn r7_a_contradiction_names_the_language_in_which_it_is() {
    let found = told(states("sector_en", "Ports", "Harbours"));
    assert_eq!(found, ["conflicting-rows | ceptoars row 3, sector_en"]);
    let found = lines(vec![states("poc_from", "2009-04-01", "2010-04-01")], Lang::En);
    // Both values, where the other is, and what to do.
    assert_eq!(found.len(), 1);
    for part in ["`2010-04-01`", "`2009-04-01`", "row 2", "write the same in both"] {
        assert!(found.iter().all(|line| line.contains(part)), "{part}: {found:?}");
    }
}

#[test]
fn r7_overlaps_are_told_of_all_rows_and_not_of_neighbours_alone() {
    let head = format!("{HEAD}|from|until");
    let row = |from: &str, until: &str| format!("{PORT}|{from}|{until}");
    let rows = [
        row("2024-04-01", "2028-04-01"),
        row("2024-05-01", "2024-06-01"),
        row("2027-01-01", "2027-02-01"),
        row("2028-04-01", ""),
    ];
    let rows: Vec<&str> = std::iter::once(head.as_str()).chain(rows.iter().map(String::as_str)).collect();
    assert_eq!(told(ceptoars(&rows)), ["overlapping-periods | ceptoars row 3", "overlapping-periods | ceptoars row 4"]);
    let found = lines(vec![ceptoars(&rows)], Lang::En);
    for part in ["2024-04-01/2028-04-01", "row 2"] {
        assert!(found.iter().all(|line| line.contains(part)), "{part}: {found:?}");
    }
    assert!(found.iter().any(|line| line.contains("2024-05-01/2024-06-01")), "{found:?}");
}
