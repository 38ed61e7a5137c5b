//! Rows that speak of each other: relays (R21).

use crate::error::problem::Refusal;
use crate::outline::table::Table;
use crate::outline::tests::{built, faults, lines, one, table};
use crate::word::sets::Lang;

fn members(rows: &[&str]) -> Table {
    table("members", &[&["party|kind|name_ja|ceptoar|role|relay_for|from|until"][..], rows].concat())
}

fn told(rows: &[&str]) -> Vec<String> {
    let found = faults(vec![one("members", "-"), members(rows)]);
    found.into_iter().map(|fault| fault.rsplit_once(" | ").unwrap_or_default().0.to_owned()).collect()
}

#[test]
fn r21_a_circle_of_relays_reaches_nobody_and_is_refused() -> Result<(), Refusal> {
    let both = ["a|partner|甲|port|member|b||", "b|partner|乙|port|member|a||"];
    let wanted = ["membership-cycle | members row 2, relay_for", "membership-cycle | members row 3, relay_for"];
    assert_eq!(told(&both), wanted);
    let long = ["a|partner|甲|port|member|b||", "b|partner|乙|port|relay|c||", "c|partner|丙|port|member|a||"];
    assert_eq!(told(&long).len(), 3);
    // Those whom only a circle tells are cut off as well; the circle is what is told.
    let behind = [both[0], both[1], "c|partner|丙|port|member|||"];
    let behind = [behind[0], "b|partner|乙|port|member|a;c||", behind[2]];
    assert_eq!(told(&behind), wanted);
    // A circle that a relay from outside leads to reaches everybody.
    let fed = ["r|partner|中|port|relay|a||", both[0], both[1]];
    built(vec![one("members", "-"), members(&fed)])?;
    // One after the other is no circle on any day.
    let in_turn = [
        "a|partner|甲|port|member|b||2025-04-01",
        "b|partner|乙|port|member|a|2025-04-01|",
        "b|partner|乙|port|member|||2025-04-01",
        "a|partner|甲|port|member||2025-04-01|",
    ];
    built(vec![one("members", "-"), members(&in_turn)])?;
    let found = lines(vec![one("members", "-"), members(&both)], Lang::En);
    assert!(found.iter().any(|line| line.contains("row 2") && line.contains("row 3")), "{found:?}");
    Ok(())
}
