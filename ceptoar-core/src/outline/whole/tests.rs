//! Laws of outlines, on random ones: what is built is an edition, and nothing depends on the order of rows and columns.

use crate::document::outline::Outline as OutlineDoc;
use crate::error::problem::Refusal;
use crate::outline::table::{Row, Table, Tables};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::word::sets::Lang;

/// A row of chances (xorshift), the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (most.max(1) as u64)).unwrap_or_default()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    /// Some of a list, parted by `;`.
    fn some(&mut self, list: &[String], most: usize) -> String {
        let mut left = list.to_vec();
        self.shuffle(&mut left);
        left.truncate(self.below(most + 1));
        left.join(";")
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }
}

const DAYS: [&str; 5] = ["2009-02-26", "2014/5/19", "平成31年4月30日", "2024-04-01", "令和12年1月1日"];
const MEANS: [&str; 8] = [
    "",
    "",
    "email;phone",
    "fax;web;phone等",
    "bulletin-board",
    "メール;衛星電話",
    "meeting;等",
    r#"["email",{"id":"bcp-web","use":"also","when":{"modes":["wide-area-disaster"]},"judgement":{"ja":"必要なとき"}}]"#,
];

/// Successive states: the days between boundaries, each with its beginning and end; sometimes with a hole.
fn states(chance: &mut Chance) -> Vec<(String, String)> {
    let mut days: Vec<&str> = DAYS.into_iter().filter(|_| chance.one_in(3)).collect();
    days.insert(0, "");
    days.push("");
    let spans: Vec<(String, String)> =
        days.iter().zip(days.iter().skip(1)).map(|(from, until)| ((*from).to_owned(), (*until).to_owned())).collect();
    let kept: Vec<(String, String)> = spans.iter().filter(|_| !chance.one_in(4)).cloned().collect();
    if kept.is_empty() { spans } else { kept }
}

fn ids(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{prefix}{n}")).collect()
}

/// A table: its name, its header, its rows.
type Written = (&'static str, Vec<&'static str>, Vec<Vec<String>>);

/// Tables as people write them: mostly sound. Each row is a list of cells under its header.
fn world(chance: &mut Chance) -> Vec<Written> {
    let text = |text: &str| text.to_owned();
    let (ministries, ceptoars) = (ids("m", 1 + chance.below(3)), ids("c", 1 + chance.below(4)));
    let (groups, bodies) = (ids("g", chance.below(3)), ids("p", chance.below(5)));
    let council = chance.one_in(2);
    let scheme = vec![
        text("mine"),
        text("例"),
        text("hq"),
        text("室"),
        text(chance.of(&["", "2024-04-01"])),
        text(if council { "cc" } else { "" }),
        text(if council { "カウンシル" } else { "" }),
        text(chance.of(&["", "3", "21"])),
    ];
    let mut of_ministries = Vec::new();
    for id in &ministries {
        let named = states(chance);
        for (from, until) in named {
            let name = if chance.one_in(3) { format!("新{id}省") } else { format!("{id}省") };
            of_ministries.push(vec![id.clone(), name, text(chance.of(&["", "Ministry"])), from, until]);
        }
    }
    let of_groups = groups.iter().map(|id| {
        vec![id.clone(), text("liaison-council"), format!("{id}協議会"), text(chance.of(&["", "2014-05-19"]))]
    });
    let of_groups: Vec<Vec<String>> = of_groups.collect();
    let mut of_ceptoars = Vec::new();
    let everybody: Vec<String> = ministries.iter().chain(&bodies).cloned().collect();
    for (n, id) in ceptoars.iter().enumerate() {
        let members = text(chance.of(&["", "", "-", "12", "22社;1団体"]));
        let of_ceptoar = states(chance);
        for (from, until) in of_ceptoar {
            let mut responsible = chance.some(&ministries, 2);
            if responsible.is_empty() {
                responsible = text("m0");
            }
            of_ceptoars.push(vec![
                id.clone(),
                text(chance.of(&["", "名"])),
                format!("{id}の範囲"),
                format!("s{}", n % 2),
                format!("分野{}", n % 2),
                responsible,
                chance.some(&everybody, 1),
                text(chance.of(&["", "-", "事務局"])),
                members.clone(),
                text(chance.of(&MEANS)),
                text(if council { chance.of(&["", "-", "member", "observer"]) } else { "" }),
                chance.some(&groups, 2),
                match chance.below(4) {
                    0 => text("-"),
                    1 => chance.some(&ceptoars.iter().filter(|other| *other != id).cloned().collect::<Vec<_>>(), 2),
                    _ => String::new(),
                },
                from,
                until,
            ]);
        }
    }
    let mut of_members = Vec::new();
    for id in &bodies {
        let kind = chance.of(&["members", "subgroup", "partner", "organization"]);
        let rows = 1 + chance.below(2);
        let of_body: Vec<(String, String)> = states(chance).into_iter().take(rows).collect();
        for (from, until) in of_body {
            let role = chance.of(&["member", "member", "analyst", "observer", "secretariat", "relay", "-"]);
            let within = if role == "-" { text("-") } else { chance.some(&ceptoars, 2) };
            let is_member = ["member", "relay"].contains(&role);
            let targets: Vec<String> = bodies
                .iter()
                .filter(|other| *other != id)
                .cloned()
                .chain(ceptoars.iter().map(|id| format!("{id}-members")))
                .collect();
            let relay =
                if role == "relay" || is_member && chance.one_in(3) { chance.some(&targets, 1) } else { text("") };
            let means = if is_member { chance.of(&MEANS) } else { "" };
            of_members.push(vec![
                id.clone(),
                text(kind),
                format!("{id}者"),
                within,
                text(role),
                text(means),
                relay,
                from,
                until,
            ]);
        }
    }
    let mut of_links = Vec::new();
    let ends: Vec<String> = everybody.iter().chain(&ceptoars).cloned().chain([text("hq")]).collect();
    for _ in 0..chance.below(4) {
        let (from, to) = (chance.some(&ends, 1), chance.some(&ends, 1));
        if from.is_empty() || to.is_empty() || from == to {
            continue;
        }
        let direction = chance.of(&["provision", "liaison", "exchange"]);
        let means = if chance.one_in(4) { "-" } else { chance.of(&MEANS) };
        of_links.push(vec![from, to, text(direction), text(means), text(chance.of(&DAYS)), text("")]);
    }
    let mut tables = vec![
        (
            "scheme",
            vec!["id", "title_ja", "cabinet", "cabinet_ja", "from", "council", "council_ja", "ceptoars_stated"],
            vec![scheme],
        ),
        ("ministries", vec!["ministry", "name_ja", "name_en", "from", "until"], of_ministries),
        (
            "ceptoars",
            vec![
                "ceptoar",
                "name_ja",
                "scope_ja",
                "sector",
                "sector_ja",
                "ministry",
                "secretariat_is",
                "secretariat_ja",
                "members",
                "means",
                "council",
                "group",
                "exchange",
                "from",
                "until",
            ],
            of_ceptoars,
        ),
        ("groups", vec!["group", "kind", "name_ja", "from"], of_groups),
        (
            "members",
            vec!["party", "kind", "name_ja", "ceptoar", "role", "means", "relay_for", "from", "until"],
            of_members,
        ),
        ("links", vec!["from", "to", "direction", "means", "from_day", "until_day"], of_links),
    ];
    if chance.one_in(4) {
        spoil(&mut tables, chance);
    }
    tables
}

/// Writes nonsense into one cell.
fn spoil(tables: &mut [Written], chance: &mut Chance) {
    let n = chance.below(tables.len());
    let Some((_, _, rows)) = tables.get_mut(n) else { return };
    let n = chance.below(rows.len());
    let Some(row) = rows.get_mut(n) else { return };
    let n = chance.below(row.len());
    if let Some(cell) = row.get_mut(n) {
        *cell = chance
            .of(&["-", "", "x", "M0", "c0", "m0", "2024-13-01", "\u{7}", "nobody", "hq", "0", "[\"email\"]"])
            .to_owned();
    }
}

/// The same tables with rows and columns in another order.
fn shuffled(world: &[Written], chance: &mut Chance, move_rows: bool) -> Tables {
    let mut tables = Vec::new();
    for (name, header, rows) in world {
        let mut order: Vec<usize> = (0..header.len()).collect();
        let mut rows = rows.clone();
        if move_rows {
            chance.shuffle(&mut order);
            chance.shuffle(&mut rows);
        }
        let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
        let lines = std::iter::once(&header).chain(&rows);
        let lines = lines.map(|row| order.iter().filter_map(|n| row.get(*n).cloned()).collect::<Vec<String>>());
        tables.push(Table::new(name, lines));
    }
    if move_rows {
        chance.shuffle(&mut tables);
    }
    Tables::from_iter(tables)
}

/// Outlines that are accepted, with the number that each comes of.
pub(crate) fn some_outlines(seeds: u64) -> impl Iterator<Item = (u64, Outline)> {
    (1..=seeds).filter_map(|seed| {
        let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
        let world = world(&mut chance);
        Some((seed, Outline::from_tables(&shuffled(&world, &mut chance, false)).ok()?))
    })
}

#[test]
fn r10_what_is_built_is_an_edition_or_is_refused_in_the_outlines_own_words() {
    let (mut built, mut refused, mut codes) = (0, 0, std::collections::BTreeSet::new());
    for seed in 1..=4000_u64 {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let world = world(&mut chance);
        match Outline::from_tables(&shuffled(&world, &mut chance, false)) {
            Ok(outline) => {
                built += 1;
                let found = Registry::from_document(outline.build()).err();
                assert!(found.is_none(), "seed {seed}: {found:#?}");
            }
            Err(refusal) => {
                refused += 1;
                for problem in refusal.problems() {
                    assert!(problem.cell().is_some(), "seed {seed}: {problem}");
                    codes.insert(problem.code());
                }
            }
        }
    }
    // Neither half of the law is empty.
    assert!(built > 500 && refused > 500 && codes.len() > 12, "{built} built, {refused} refused: {codes:?}");
}

#[test]
fn r28_neither_rows_nor_columns_nor_tables_in_another_order_change_a_byte() {
    let mut built = 0;
    for seed in 1..=2000_u64 {
        let mut chance = Chance(seed.wrapping_mul(0xd134_2543_de82_ef95) | 1);
        let world = world(&mut chance);
        let Ok(outline) = Outline::from_tables(&shuffled(&world, &mut chance, false)) else { continue };
        built += 1;
        for _ in 0..2 {
            let other = Outline::from_tables(&shuffled(&world, &mut chance, true));
            let other = other.map_err(|refusal| format!("seed {seed}: {refusal}"));
            assert_eq!(other.as_ref().map(|other| other.build().write()), Ok(outline.build().write()), "seed {seed}");
            assert_eq!(other.as_ref().map(Outline::digest), Ok(outline.digest()), "seed {seed}");
        }
    }
    assert!(built > 200, "{built}");
}

#[test]
fn r11_what_an_outline_writes_is_read_as_the_same_outline() -> Result<(), Refusal> {
    for seed in 1..=600_u64 {
        let mut chance = Chance(seed.wrapping_mul(0xa076_1d64_78bd_642f) | 1);
        let world = world(&mut chance);
        let Ok(outline) = Outline::from_tables(&shuffled(&world, &mut chance, false)) else { continue };
        assert_eq!(Outline::from_tables(&outline.tables(Lang::Ja))?, outline, "seed {seed}");
        assert_eq!(Outline::from_tables(&outline.tables(Lang::En))?, outline, "seed {seed}");
        let json = outline.document().write();
        assert_eq!(Outline::from_json(json.as_bytes())?, outline, "seed {seed}");
        assert_eq!(OutlineDoc::read(json.as_bytes())?.write(), json, "seed {seed}");
    }
    Ok(())
}

#[test]
fn a_row_says_its_own_number() {
    let rows = vec![Row::new(4, ["ministry", "name_ja"]), Row::new(9, ["MLIT", "国土交通省"])];
    let table = Table { rows, ..Table::new("ministries", [[""; 0]; 0]) };
    let refusal = Outline::from_tables(&Tables::from_iter([table])).err();
    let cells = refusal.iter().flat_map(Refusal::problems).filter_map(|problem| problem.cell()?.row);
    assert_eq!(cells.collect::<Vec<_>>(), [9], "the row of the bad id");
}

#[test]
fn r26_the_json_form_knows_the_days_of_every_table_by_one_name() -> Result<(), Refusal> {
    let doc = |from: &str, until: &str| {
        let days = format!(r#""{from}": "2024-04-01", "{until}": "2030-04-01""#);
        format!(
            r#"{{ "scheme": {{ "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室", {days} }},
            "ministries": [{{ "ministry": "mlit", "name_ja": "国土交通省", {days} }}],
            "ceptoars": [{{ "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit", {days} }}],
            "groups": [{{ "group": "lc", "kind": "liaison-council", "name_ja": "連絡", {days} }}],
            "members": [{{ "party": "a", "kind": "partner", "name_ja": "甲", "ceptoar": "port", "role": "member", {days} }}],
            "cells": [{{ "table": "ceptoars", "key": "port", "column": "ministry", "{from}": "2024-04-01", "grade": "stated" }}] }}"#
        )
    };
    let (one, other) = (doc("from", "until"), doc("from_day", "until_day"));
    assert_eq!(Outline::from_json(one.as_bytes())?, Outline::from_json(other.as_bytes())?);
    let both = doc("from", "until").replacen("\"until\"", "\"until_day\": \"2031-04-01\", \"until\"", 1);
    let refusal = Outline::from_json(both.as_bytes()).err();
    assert!(refusal.iter().flat_map(Refusal::problems).any(|p| p.code().as_str() == "duplicate-field"));
    Ok(())
}

#[test]
fn r10_a_fault_of_shape_hides_no_fault_of_value() {
    let doc = r#"{ "scheme": { "id": "X Y", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
        "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省", "bar": 2 }],
        "ceptoars": [{ "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlti", "members": 12.5 }] }"#;
    let refusal = Outline::from_json(doc.as_bytes()).err();
    let found: Vec<String> =
        refusal.iter().flat_map(Refusal::problems).map(|p| format!("{} {}", p.code(), p.pointer())).collect();
    let wanted = [
        "wrong-type /ceptoars/0/members",
        "unknown-party /ceptoars/0/ministry",
        "unknown-field /ministries/0/bar",
        "bad-id /scheme/id",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn r28_lists_stand_in_the_order_of_their_keys_as_they_are_written() {
    let mut both_ways = 0;
    for (seed, outline) in some_outlines(300) {
        let edition = outline.build();
        let links: Vec<_> =
            edition.links.iter().map(|link| (link.from.as_str(), link.to.as_str(), link.direction.as_str())).collect();
        assert!(links.is_sorted(), "seed {seed}: {links:?}");
        both_ways +=
            links.windows(2).filter(|pair| matches!(pair, [a, b] if (a.0, a.1) == (b.0, b.1) && a.2 != b.2)).count();
        let roles: Vec<_> =
            edition.memberships.iter().map(|m| (m.party.as_str(), m.group.as_str(), m.role.as_str())).collect();
        assert!(roles.is_sorted(), "seed {seed}: {roles:?}");
        assert!(edition.parties.is_sorted_by_key(|party| party.id.as_str()), "seed {seed}");
    }
    assert!(both_ways > 0);
}
