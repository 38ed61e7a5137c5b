//! A roster's table: what it says is what the same rows say in an outline, in whatever order they stand.

use std::collections::BTreeSet;

use crate::edition::Edition;
use crate::error::problem::Refusal;
use crate::outline::roster::roster;
use crate::outline::table::{Table, Tables};
use crate::outline::unread::{Unread, UnreadCode};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::registry::roster::Roster;

const HEADER: [&str; 7] = ["party", "kind", "name_ja", "ceptoar", "role", "from", "last_day"];

const ROWS: [[&str; 7]; 6] = [
    ["north", "organization", "北ガス", "gas", "member", "2020/4/1", "令和3年3月31日"],
    ["north", "organization", "", "gas", "member", "2021-04-01", ""],
    ["north", "organization", "", "gas", "observer", "", "2019-12-31"],
    ["1234567890123", "organization", "港水", "port;gas", "member", "", ""],
    ["south", "organization", "南水", "port", "analyst", "2022-01-01", "2022-12-31"],
    ["south", "organization", "", "port", "analyst", "2024-01-01", ""],
];

fn table(rows: &[[&str; 7]]) -> Table {
    Table::new("companies", std::iter::once(HEADER).chain(rows.iter().copied()))
}

fn outline(members: Table) -> Result<Outline, Refusal> {
    Outline::from_tables(&Tables::from_iter([
        Table::new(
            "scheme",
            [["id", "title_ja", "cabinet", "cabinet_ja"], ["mine", "例", "nco", "国家サイバー統括室"]],
        ),
        Table::new("ministries", [["ministry", "name_ja"], ["meti", "経済産業省"]]),
        Table::new(
            "ceptoars",
            [
                ["ceptoar", "name_ja", "sector", "sector_ja", "ministry"],
                ["gas", "ガス", "gas", "ガス", "meti"],
                ["port", "港湾", "port", "港湾", "meti"],
            ],
        ),
        members,
    ]))
}

#[test]
fn r23_a_roster_says_what_the_same_rows_say_in_an_outline() -> Result<(), Refusal> {
    let found = roster(&table(&ROWS), "own")?;
    let built = outline(Table { name: "members".to_owned(), ..table(&ROWS) })?;
    let ours = |party: &str| found.organizations.iter().any(|organization| organization.id.as_str() == party);
    let of_outline = built.build().parties.iter().filter(|party| ours(party.id.as_str()));
    let parties: Vec<_> = of_outline.map(|party| (&party.id, &party.name, &party.periods)).collect();
    let organizations = found.organizations.iter();
    assert_eq!(organizations.map(|one| (&one.id, &one.name, &one.periods)).collect::<Vec<_>>(), parties);
    assert_eq!(parties.len(), 3);
    let roles = built.build().memberships.iter().filter(|role| ours(role.party.as_str()));
    assert_eq!(roles.cloned().collect::<Vec<_>>(), found.memberships.clone().unwrap_or_default());
    // Neighbours that say the same are one role; the hole of `south` stays.
    assert_eq!(found.memberships.as_ref().map(Vec::len), Some(6));
    Roster::from_document(&found).map(drop)
}

#[test]
fn neither_the_order_of_rows_nor_that_of_columns_matters() -> Result<(), Refusal> {
    let wanted = roster(&table(&ROWS), "own")?.write();
    for turn in 0..ROWS.len() {
        let mut rows = ROWS;
        rows.rotate_left(turn);
        rows.reverse();
        let mut turned = table(&rows);
        for row in &mut turned.rows {
            row.cells.rotate_left(turn);
        }
        assert_eq!(roster(&turned, "own")?.write(), wanted, "{turn}");
    }
    Ok(())
}

#[test]
fn r10_every_fault_names_the_file_and_its_row() {
    let mut bad = table(&[
        ["A", "organization", "甲", "gas", "member", "", ""],
        ["b", "members", "乙", "gas", "relay", "x", ""],
        ["c", "", "", "", "", "", ""],
    ]);
    bad.unread.push(Unread::new(Some(4), Some(2), "#N/A", UnreadCode::Fault));
    let refusal = roster(&bad, "own").err();
    let problems = refusal.iter().flat_map(|refusal| refusal.problems());
    let found: Vec<String> =
        problems.map(|p| format!("{} {}", p.code(), p.cell().map(ToString::to_string).unwrap_or_default())).collect();
    let wanted = [
        "bad-id companies row 2, party",
        "bad-date companies row 3, from",
        "unknown-value companies row 3, kind",
        "unknown-value companies row 3, role",
        "missing-field companies row 4, ceptoar",
        "unreadable-cell companies row 4, name_ja",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn r48_every_row_that_overlaps_another_is_told_with_the_first_and_what_to_write() {
    let rows = [
        ["a", "", "甲", "gas", "", "2024-04-01", "2028-03-31"],
        ["a", "", "", "gas", "", "2024-05-01", "2024-05-31"],
        ["a", "", "", "gas", "", "2027-01-01", "2027-01-31"],
        ["a", "", "", "gas", "", "2027-01-01", "2027-01-31"],
        ["a", "", "乙", "gas", "observer", "", ""],
    ];
    let refusal = roster(&table(&rows), "own").err();
    let lines: Vec<String> = refusal.iter().flat_map(Refusal::problems).map(ToString::to_string).collect();
    let begins = [
        "overlapping-periods companies row 3: ",
        "overlapping-periods companies row 4: ",
        "duplicate-row companies row 5: ",
        "conflicting-rows companies row 6, name_ja: ",
    ];
    assert_eq!(lines.len(), begins.len(), "{lines:?}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}");
    }
    let says = |n: usize, parts: &[&str]| {
        let line = lines.get(n).cloned().unwrap_or_default();
        assert!(parts.iter().all(|part| line.contains(part)), "{line}");
    };
    says(0, &["row 2", "2024-04-01/2028-04-01", "2024-05-01/2024-06-01", "correct the days"]);
    says(2, &["row 4", "delete one of them"]);
    says(3, &["row 2", "`甲`", "`乙`", "write the same"]);
}

#[test]
fn what_a_registry_refuses_is_told_at_the_cells_of_the_table() -> Result<(), Refusal> {
    // `gas` is a party of the edition, `meti` no group and `gass` nobody; what the taken id leads to is not told as well.
    let rows = [
        ["", "", ""],
        ["b-company", "い", "gas"],
        ["a-company", "あ", "gass"],
        ["gas", "う", "gas"],
        ["c-company", "え", "gas;meti"],
    ];
    let table = Table::new("名簿", std::iter::once(["組織", "名称", "セプター"]).chain(rows));
    let roster = Roster::from_table(&table, "own")?;
    let refusal = Registry::builtin(Edition::V2009_03_31).with_roster(&roster).err();
    let problems = refusal.iter().flat_map(Refusal::problems);
    let told: BTreeSet<String> = problems
        .map(|problem| {
            let cell = problem.cell().map(|cell| format!("{cell} {}", cell.value)).unwrap_or_default();
            format!("{} {cell}", problem.code())
        })
        .collect();
    let wanted = [
        "unknown-party 名簿 row 4, セプター gass",
        "not-a-group 名簿 row 6, セプター meti",
        "duplicate-id 名簿 row 5, 組織 gas",
    ];
    assert_eq!(told, wanted.map(str::to_owned).into());
    // The document is the one that the table says, and where it is good it joins.
    assert_eq!(roster.to_json(), Roster::from_document(&super::roster(&table, "own")?)?.to_json());
    Ok(())
}
