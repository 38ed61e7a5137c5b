//! What single cells say: counts, days, flags (R10, R13, R14).

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::outline::gaps::whole::of_outline;
use crate::outline::roster::roster;
use crate::outline::table::Table;
use crate::outline::tests::{HEAD, built, ceptoars, lines, one, table, told, with};
use crate::outline::unread::{Unread, UnreadCode};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::word::sets::Lang;

/// The counts of the class that a cell of `members` leads to.
fn counts(value: &str) -> Result<Value, Refusal> {
    let edition = built(vec![one("members", value)])?;
    let class = edition.parties.iter().find(|party| party.id.as_str() == "port-members");
    let counts = class.and_then(|class| class.counts.clone()).unwrap_or_default();
    Ok(counts.iter().map(|count| json!([count.value, count.unit.ja])).collect())
}

/// Each was read as a smaller number, or several as one, and nobody was told.
const MISREAD: [&str; 24] = [
    "2万社",
    "3千団体",
    "2百社",
    "1億",
    "1 234社",
    "1　234社",
    "10〜12社",
    "10～12社",
    "10~12社",
    "10–12社",
    "10…",
    "12e3社",
    "12E",
    "22社、1団体",
    "22社，1団体",
    "22社,1団体",
    "22社 1団体",
    "22社＋1団体",
    "22社+団体",
    "22社、団体",
    "22社(うち3社準会員)",
    "22社と１団体",
    "22社①",
    "22社٣",
];

#[test]
fn r13_what_could_be_another_number_or_two_counts_is_no_count() -> Result<(), Refusal> {
    for value in MISREAD {
        assert_eq!(told(one("members", value)), ["bad-count | ceptoars row 2, members"], "{value}");
        let members = ["party|kind|name_ja|ceptoar|role|count", &format!("a|partner|甲|port|member|{value}")];
        assert_eq!(told(table("members", &members)), ["bad-count | members row 2, count"], "{value}");
        let json = json!({
            "scheme": { "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
            "ceptoars": [{ "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit",
                "members": [value] }],
        });
        let refusal = Outline::from_json(json.to_string().as_bytes()).err();
        let codes: Vec<&str> = refusal.iter().flat_map(Refusal::problems).map(|p| p.code().as_str()).collect();
        assert_eq!(codes, ["bad-count"], "{value}");
    }
    // In a list of JSON, one item is one count.
    let json = r#"{ "scheme": { "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
        "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
        "ceptoars": [{ "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit",
            "members": ["22社;団体"] }] }"#;
    assert!(Outline::from_json(json.as_bytes()).is_err());
    // Units that people use, in both languages.
    assert_eq!(counts("22社;1団体;1機関")?, json!([[22, "社"], [1, "団体"], [1, "機関"]]));
    assert_eq!(
        counts("12 社（連結）;3 entities;2社以上")?,
        json!([[12, "社（連結）"], [3, "entities"], [2, "社以上"]])
    );
    assert_eq!(counts("12 large companies")?, json!([[12, "large companies"]]));
    Ok(())
}

#[test]
fn r10_a_last_day_behind_which_no_day_can_be_written_is_refused_at_its_cell() -> Result<(), Refusal> {
    let last = "2200-12-31";
    let scheme = ["id|title_ja|cabinet|cabinet_ja|last_day", &format!("mine|例|nco|室|{last}")];
    assert_eq!(told(table("scheme", &scheme)), ["bad-date | scheme row 2, last_day"]);
    let rows = ["ministry|name_ja|last_day", &format!("mlit|国土交通省|{last}")];
    assert_eq!(told(table("ministries", &rows)), ["bad-date | ministries row 2, last_day"]);
    assert_eq!(told(one("last_day", last)), ["bad-date | ceptoars row 2, last_day"]);
    let rows = ["group|kind|name_ja|last_day", &format!("lc|liaison-council|連絡|{last}")];
    assert_eq!(told(table("groups", &rows)), ["bad-date | groups row 2, last_day"]);
    let rows = ["party|kind|name_ja|ceptoar|role|last_day", &format!("a|partner|甲|port|member|{last}")];
    assert_eq!(told(table("members", &rows)), ["bad-date | members row 2, last_day"]);
    let rows = ["from|to|direction|means|last_day", &format!("mlit|port|provision|fax|{last}")];
    assert_eq!(told(table("links", &rows)), ["bad-date | links row 2, last_day"]);
    let rows = Table::new("own", [["party", "name_ja", "ceptoar", "last_day"], ["a", "甲", "gas", last]]);
    let refusal = roster(&rows, "own").err();
    let found: Vec<&str> = refusal.iter().flat_map(Refusal::problems).map(|p| p.code().as_str()).collect();
    assert_eq!(found, ["bad-date"]);
    let edition = built(vec![one("last_day", "2200-12-30")])?;
    assert!(edition.parties.iter().any(|party| party.periods.is_some()));
    Ok(())
}

#[test]
fn no_bound_of_the_scheme_is_no_gap_and_an_empty_one_is() -> Result<(), Refusal> {
    for (column, value, is_gap) in
        [("until", "-", false), ("until", "なし", false), ("last_day", "-", false), ("until", "", true)]
    {
        let head = format!("id|title_ja|cabinet|cabinet_ja|{column}");
        let scheme = table("scheme", &[&head, &format!("mine|例|nco|室|{value}")]);
        let outline = Outline::from_tables(&with(vec![scheme]))?;
        let registry = Registry::from_document(outline.build())?;
        assert_eq!(registry.covers().until, None);
        let gaps = of_outline(outline.document(), &registry);
        assert_eq!(gaps.iter().any(|gap| gap.code.as_str() == "no-end"), is_gap, "{column} {value}");
        assert_eq!(outline.unknown().iter().any(|cell| cell.column == "until"), is_gap, "{column} {value}");
        assert_eq!(Outline::from_tables(&outline.tables(Lang::Ja))?, outline);
    }
    Ok(())
}

#[test]
fn r10_one_fault_of_a_list_hides_no_other() {
    let found = told(one("exchange", "gas;gas;foo;Bar"));
    let wanted = ["bad-id", "duplicate-item", "unknown-party", "unknown-party"];
    assert_eq!(found, wanted.map(|code| format!("{code} | ceptoars row 2, exchange")));
}

#[test]
fn r14_the_large_circle_and_the_zero_of_kanji_say_yes() {
    for yes in ["○", "◯", "〇"] {
        let rows = ["list|term|name_ja|public", &format!("channels|pigeon|伝書鳩|{yes}")];
        assert_eq!(told(table("vocabulary", &rows)), [""; 0], "{yes}");
    }
}

#[test]
fn none_not_allowed_says_what_works_in_its_column() {
    let says = |tables: Vec<Table>, part: &str| {
        let found = lines(tables, Lang::En);
        assert!(found.iter().any(|line| line.starts_with("none-not-allowed") && line.contains(part)), "{found:?}");
        assert!(part == "leave it empty" || !found.iter().any(|line| line.contains("leave it empty")), "{found:?}");
    };
    says(vec![one("means", "-")], "leave it empty");
    says(vec![table("ministries", &["ministry|name_ja", "-|国土交通省"])], "write its value");
    says(vec![ceptoars(&[HEAD, "port|港湾|-|港湾|mlit"])], "write its value");
    let members = |row: &str| vec![table("members", &["party|kind|name_ja|ceptoar|role", row])];
    says(members("a|partner|甲|-|"), "`-` in both `ceptoar` and `role`");
    says(members("a|partner|甲|port|-"), "`-` in both `ceptoar` and `role`");
}

#[test]
fn what_cannot_be_read_is_shown_with_what_to_write() {
    let found = lines(vec![one("name_ja", "港\n湾")], Lang::En);
    assert!(found.iter().any(|line| line.contains("its value is `港<U+000A>湾`")), "{found:?}");
    let mut ministries = table("ministries", &["ministry|name_ja|note", "mlit|国土交通省|"]);
    ministries.unread.push(Unread::new(Some(2), Some(2), "#REF!", UnreadCode::Fault));
    let found = lines(vec![ministries], Lang::Ja);
    assert!(found.iter().any(|line| line.contains("値は `#REF!`")), "{found:?}");
}

#[test]
fn r06_strokes_that_are_not_listed_are_neither_none_nor_a_name() {
    for none in ["-", "－", "−", "―", "–", "なし"] {
        assert_eq!(told(one("secretariat_ja", none)), [""; 0], "{none}");
    }
    for stroke in ["—", "‐", "‑", "‒", "─", "━", "--", "－－", "――", "— —", "﹘", "ー", "ｰ", "_", "➖"]
    {
        for column in ["secretariat_ja", "name_ja", "members_unit_ja", "secretariat_is", "poc_from"] {
            assert_eq!(told(one(column, stroke)), [format!("bad-text | ceptoars row 2, {column}")], "{stroke}");
        }
        for (lang, part) in [(Lang::Ja, "なければ `-`"), (Lang::En, "write `-` if there is none")] {
            let found = lines(vec![one("secretariat_ja", stroke)], lang);
            assert!(found.iter().all(|line| line.contains(part) && line.contains(stroke)), "{found:?}");
        }
    }
    for name in ["一", "A-1", "スーパー", "-社"] {
        assert_eq!(told(one("secretariat_ja", name)), [""; 0], "{name}");
    }
}

#[test]
fn r10_an_item_that_cannot_be_read_is_told_once_and_the_others_are_read() {
    let told = |column: &str, value: Value| {
        let mut doc = json!({
            "scheme": { "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
            "ministries": [{ "ministry": "fsa", "name_ja": "庁" }],
            "ceptoars": [
                { "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "fsa" },
                { "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "fsa" },
            ],
        });
        let row = doc.pointer_mut("/ceptoars/1").and_then(Value::as_object_mut);
        row.map(|row| row.insert(column.to_owned(), value));
        let refusal = Outline::from_json(doc.to_string().as_bytes()).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|p| format!("{} {}", p.code(), p.pointer())).collect::<Vec<_>>()
    };
    let [first, second] = [1, 2].map(|n| format!("wrong-type /ceptoars/1/ministry/{n}"));
    let overlap = "overlapping-periods /ceptoars/1".to_owned();
    assert_eq!(told("ministry", json!(["fsa", 3, null])), [overlap.clone(), first, second]);
    let [only, bad] = ["wrong-type /ceptoars/1/ministry/0", "bad-id /ceptoars/1/ministry"].map(str::to_owned);
    assert_eq!(told("ministry", json!([3])), [overlap.clone(), only.clone()]);
    assert_eq!(told("ministry", json!([3, "FSA"])), [overlap, bad, only]);
    // A field that is not known may be what tells one row from the other.
    assert!(!told("lower", json!("x")).iter().any(|fault| fault.starts_with("duplicate-row")));
}
