//! What a column of an outline's tables can be chosen from, where its words are few: a workbook offers them as a drop-down list.
//!
//! The words are the core's. That no column and no word is missing is tested by asking the core what it refuses.

use ceptoar_core::author::Table;
use ceptoar_core::{Direction, Grade, PartyKind, Role};

/// What stands for nothing.
const NONE: &str = "-";

/// The lists of the table `vocabulary`, as an edition has them.
const LISTS: [&str; 5] = ["kinds", "causes", "purposes", "channels", "obligations"];

/// Tables that are no facts, so that none of their cells can be cited.
const NO_FACTS: [&str; 3] = ["cells", "documents", "vocabulary"];

/// The words of a column, by its English name; empty where anything may be written. `tables`: those that there are.
pub(super) fn of(table: &str, column: &str, tables: &[Table]) -> Vec<String> {
    let kinds = |kinds: &[PartyKind]| owned(kinds.iter().map(|kind| kind.as_str()));
    let roles = |roles: &[Role]| owned(roles.iter().map(|role| role.as_str()).chain([NONE]));
    match (table, column) {
        (_, "grade") => owned(Grade::ALL.iter().map(|grade| grade.as_str())),
        ("scheme", "base_vocabularies") | ("links", "internal") | ("vocabulary", "public") => owned(["yes", "no"]),
        ("ceptoars", "council") => roles(&[Role::Member, Role::Observer]),
        ("groups", "kind") => kinds(&[PartyKind::LiaisonCouncil, PartyKind::Council]),
        ("members", "kind") => {
            kinds(&[PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization])
        }
        ("members", "role") => roles(&[Role::Member, Role::Observer, Role::Secretariat, Role::Analyst, Role::Relay]),
        ("links", "direction") => owned(Direction::ALL.iter().map(|direction| direction.as_str())),
        ("cells", "table") => {
            owned(tables.iter().map(|table| table.name.as_str()).filter(|name| !NO_FACTS.contains(name)))
        }
        ("vocabulary", "list") => owned(LISTS),
        _ => Vec::new(),
    }
}

fn owned<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}
