//! How cells and tables are read, and what is said of those that cannot be (R1 to R14, R26, R29, R30).

use serde_json::{Value, json};

use crate::document::edition::Edition;
use crate::document::outline::Outline as OutlineDoc;
use crate::error::problem::Refusal;
use crate::outline::table::{Table, Tables};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::word::sets::Lang;

/// A table of rows that are written on one line each, cells parted by `|`.
pub(crate) fn table(name: &str, rows: &[&str]) -> Table {
    Table::new(name, rows.iter().map(|row| row.split('|')))
}

/// A scheme with a ministry and a CEPTOAR, with tables instead of its own or beside them.
pub(crate) fn with(more: Vec<Table>) -> Tables {
    let own = [
        table("scheme", &["id|title_ja|cabinet|cabinet_ja", "mine|例示の枠組み|nco|国家サイバー統括室"]),
        table("ministries", &["ministry|name_ja", "mlit|国土交通省"]),
        table(
            "ceptoars",
            &["ceptoar|scope_ja|sector|sector_ja|ministry|means", "port|港湾|port|港湾|mlit|email;phone"],
        ),
    ];
    let kept = own.into_iter().filter(|own| more.iter().all(|table| table.name != own.name));
    kept.chain(more.clone()).collect()
}

/// The edition, which a registry takes as it is (R10: building leaves nothing to find).
pub(crate) fn built(more: Vec<Table>) -> Result<Edition, Refusal> {
    let edition = Outline::from_tables(&with(more))?.build().clone();
    Registry::from_document(&edition)?;
    Ok(edition)
}

/// Every fault as its code, its cell and its pointer.
pub(crate) fn faults(more: Vec<Table>) -> Vec<String> {
    let refusal = Outline::from_tables(&with(more)).err();
    let problems = refusal.iter().flat_map(Refusal::problems);
    problems
        .map(|problem| {
            let cell = problem.cell().map(ToString::to_string).unwrap_or_default();
            format!("{} | {cell} | {}", problem.code(), problem.pointer())
        })
        .collect()
}

/// Every fault as a person reads it.
pub(crate) fn lines(more: Vec<Table>, lang: Lang) -> Vec<String> {
    let refusal = Outline::from_tables(&with(more)).err();
    refusal.iter().flat_map(Refusal::problems).map(|problem| problem.line(lang)).collect()
}

/// The codes and cells of a table's faults.
pub(crate) fn told(more: Table) -> Vec<String> {
    faults(vec![more]).into_iter().map(|fault| fault.rsplit_once(" | ").unwrap_or_default().0.to_owned()).collect()
}

pub(crate) fn ceptoars(rows: &[&str]) -> Table {
    table("ceptoars", rows)
}

pub(crate) const HEAD: &str = "ceptoar|scope_ja|sector|sector_ja|ministry";
pub(crate) const PORT: &str = "port|港湾|port|港湾|mlit";

/// A CEPTOAR with one more column.
pub(crate) fn one(column: &str, value: &str) -> Table {
    ceptoars(&[&format!("{HEAD}|{column}"), &format!("{PORT}|{value}")])
}

#[test]
fn r01_tables_are_those_of_the_list_and_three_must_be_there() {
    assert_eq!(told(table("ceptors", &["a", "b"])), ["unknown-table | ceptors"]);
    let none = Outline::from_tables(&Tables::default()).err();
    let codes: Vec<String> = none.iter().flat_map(Refusal::problems).map(ToString::to_string).collect();
    for name in ["scheme", "ministries", "ceptoars"] {
        assert!(codes.iter().any(|code| code.starts_with(&format!("missing-table {name}:"))), "{codes:?}");
    }
}

#[test]
fn r02_blank_rows_remarks_and_short_rows_say_nothing_and_a_cell_beyond_the_header_is_refused() -> Result<(), Refusal> {
    let rows = [
        "",
        "# last looked at in May",
        "ministry|name_ja||#who",
        " |　|",
        "# none yet",
        "mlit|国土交通省||me",
        "mic|総務省",
    ];
    let edition = built(vec![table("ministries", &rows)])?;
    assert_eq!(edition.parties.iter().filter(|party| party.kind.as_str() == "ministry").count(), 2);
    let rows = ["ministry|name_ja", "mlit|国土交通省|x", "", "mic|総務省||y"];
    let beyond = told(table("ministries", &rows));
    assert_eq!(beyond, ["ragged-row | ministries row 2, C", "ragged-row | ministries row 4, D"]);
    let rows = ["ministry|name_ja|", "mlit|国土交通省|x"];
    assert_eq!(told(table("ministries", &rows)), ["ragged-row | ministries row 2, C"]);
    let tabs = told(table("ministries", &["ministry\tname_ja", "mlit\t国土交通省"]));
    assert!(tabs.iter().any(|fault| fault.starts_with("unknown-field | ministries row 1")), "{tabs:?}");
    Ok(())
}

#[test]
fn r03_headers_are_english_or_japanese_in_any_order_and_none_stands_twice() -> Result<(), Refusal> {
    let english = built(vec![])?;
    let japanese = built(vec![
        table("scheme", &["内閣官房|識別子|内閣官房名|名称", "nco|mine|国家サイバー統括室|例示の枠組み"]),
        table("ministries", &[" 名称 |省庁", "国土交通省|mlit"]),
        ceptoars(&["連絡手段|所管省庁|分野名|分野|事業の範囲|セプター", "email;phone|mlit|港湾|port|港湾|port"]),
    ])?;
    assert_eq!(english.write(), japanese.write());
    let twice = told(table("ministries", &["ministry|name_ja|名称", "mlit|国土交通省|国土交通省"]));
    assert_eq!(twice, ["duplicate-field | ministries row 1, 名称"]);
    let unknown = told(table("ministries", &["ministry|name_ja|nmae_en", "mlit|国土交通省|MLIT"]));
    assert_eq!(unknown, ["unknown-field | ministries row 1, nmae_en"]);
    // Full-width brackets are those of the list.
    assert!(built(vec![table("ministries", &["省庁|名称|名称（英）", "mlit|国土交通省|MLIT"])]).is_ok());
    Ok(())
}

#[test]
fn r05_ids_are_read_after_nfkc_and_names_stay_as_typed() -> Result<(), Refusal> {
    let edition = built(vec![table("ministries", &["ministry|name_ja", "　ｍｌｉｔ |　国土交通省（ＭＬＩＴ）　"])])?;
    let mlit = edition.parties.iter().find(|party| party.id.as_str() == "mlit");
    assert_eq!(mlit.map(|party| party.name.ja.as_str()), Some("国土交通省（ＭＬＩＴ）"));
    assert_eq!(
        told(table("ministries", &["ministry|name_ja", "mlit|国土\u{7}交通省"])),
        ["bad-text | ministries row 2, name_ja"]
    );
    assert_eq!(
        told(table("ministries", &["ministry|name_ja", "mlit|国土交通省", "MIC|総務省", "1.23457E+12|法人"])),
        ["bad-id | ministries row 3, ministry", "bad-id | ministries row 4, ministry"]
    );
    Ok(())
}

#[test]
fn r06_none_and_empty_mean_what_the_table_of_columns_says() -> Result<(), Refusal> {
    for minus in ["-", "－", "−", "―", "–", "なし"] {
        assert_eq!(told(one("means", minus)), ["none-not-allowed | ceptoars row 2, means"], "{minus}");
    }
    for column in ["scope_ja", "sector_ja", "sector", "ministry"] {
        let at = HEAD.split('|').position(|name| name == column);
        let row: Vec<&str> =
            PORT.split('|').enumerate().map(|(n, cell)| if Some(n) == at { "-" } else { cell }).collect();
        let found = told(ceptoars(&[HEAD, &row.join("|")]));
        assert!(found.contains(&format!("none-not-allowed | ceptoars row 2, {column}")), "{column}: {found:?}");
    }
    assert_eq!(told(ceptoars(&[HEAD, "port|港湾|port|港湾|"])), ["missing-field | ceptoars row 2, ministry"]);
    assert_eq!(told(one("name_ja", "-")), ["none-not-allowed | ceptoars row 2, name_ja"]);
    // Called by its scope; the scope by the name; both empty: refused, once.
    let named = |row: &str| -> Result<Value, Refusal> {
        let edition = built(vec![ceptoars(&["ceptoar|name_ja|scope_ja|sector|sector_ja|ministry", row])])?;
        let party = edition.parties.iter().find(|party| party.id.as_str() == "port");
        Ok(json!([party.map(|party| &party.name.ja), edition.ceptoars.first().map(|record| &record.scope.ja)]))
    };
    assert_eq!(named("port||港湾|port|港湾|mlit")?, json!(["港湾", "港湾"]));
    assert_eq!(named("port|港湾セプター||port|港湾|mlit")?, json!(["港湾セプター", "港湾セプター"]));
    assert!(named("port|||port|港湾|mlit").is_err());
    // A class without a count, and no class.
    let classes = |value: &str| -> Result<usize, Refusal> {
        Ok(built(vec![one("members", value)])?.parties.iter().filter(|party| party.kind.as_str() == "members").count())
    };
    assert_eq!((classes("")?, classes("-")?, classes("12")?), (1, 0, 1));
    // Nothing known and nothing there are the same to an edition, and not to the list of what is unknown.
    let unknown = |value: &str| -> Result<bool, Refusal> {
        let outline = Outline::from_tables(&with(vec![one("secretariat_ja", value)]))?;
        Ok(outline.unknown().iter().any(|cell| cell.column == "secretariat_ja"))
    };
    assert_eq!((unknown("")?, unknown("-")?, unknown("港湾局")?), (true, false, false));
    Ok(())
}

#[test]
fn r07_states_of_one_key_do_not_overlap_and_agree_in_what_has_no_date() -> Result<(), Refusal> {
    let head = "ceptoar|scope_ja|sector|sector_ja|ministry|poc_from|from|until";
    let edition = built(vec![
        table("ministries", &["ministry|name_ja", "mlit|国土交通省", "mhlw|厚生労働省"]),
        ceptoars(&[head, "water|水道|water|水道|mhlw|2008-04-01||2024-04-01", "water||||mlit||2024-04-01|"]),
    ])?;
    let roles: Vec<String> = edition
        .memberships
        .iter()
        .filter(|m| m.role.as_str() == "responsible")
        .map(|m| format!("{} {:?}", m.party, m.period.as_ref().map(|p| (p.from.clone(), p.until.clone()))))
        .collect();
    assert_eq!(roles.len(), 2);
    assert!(
        roles.iter().any(|role| role.starts_with("mhlw") && role.contains("None, Some(DateText(\"2024-04-01\"))")),
        "{roles:?}"
    );
    assert!(edition.parties.iter().all(|party| party.periods.is_none()), "the party exists over their union");
    let over = "water||water||mlit||2024-03-31|";
    let found = told(ceptoars(&[head, "water|水道|water|水道|mlit|||2024-04-01", over]));
    assert_eq!(found, ["overlapping-periods | ceptoars row 3"]);
    let found = told(ceptoars(&[
        head,
        "water|水道|water|水道|mlit|2008-04-01||2024-04-01",
        "water|上水|water||mlit|2009-04-01|2024-04-01|",
    ]));
    assert_eq!(found, ["conflicting-rows | ceptoars row 3, poc_from", "conflicting-rows | ceptoars row 3, scope_ja"]);
    Ok(())
}

#[test]
fn r08_a_row_equal_in_every_cell_is_refused() {
    let found = told(table("ministries", &["ministry|name_ja", "mlit|国土交通省", "mlit| 国土交通省 "]));
    assert!(found.contains(&"duplicate-row | ministries row 3".to_owned()), "{found:?}");
}

#[test]
fn r09_all_parties_share_one_namespace_and_sectors_have_their_own() {
    let found = faults(vec![table("ministries", &["ministry|name_ja", "mlit|国土交通省", "port|港湾省", "nco|内閣"])]);
    let wanted = [
        "duplicate-id | ceptoars row 2, ceptoar | /ceptoars/0/ceptoar",
        "duplicate-id | ministries row 4, ministry | /ministries/2/ministry",
    ];
    assert_eq!(found, wanted);
    let members = table("members", &["party|kind|name_ja|ceptoar|role", "port-members|partner|社|port|member"]);
    assert_eq!(faults(vec![members]), ["duplicate-id | ceptoars row 2, ceptoar | /ceptoars/0/ceptoar"]);
}

#[test]
fn r10_all_faults_of_all_tables_are_told_at_once() {
    let found = faults(vec![
        table("ministries", &["ministry|name_ja|from", "mlit|国土交通省|R6.4.1", "mic||"]),
        ceptoars(&[&format!("{HEAD}|means|grade"), "port|港湾|port|港湾|mlti|email;fox|sure"]),
        table("links", &["from|to|direction", "port|mlit|up", "port|nobody|exchange"]),
    ]);
    let wanted = [
        "unknown-value | ceptoars row 2, grade | /ceptoars/0/grade",
        "unknown-channel | ceptoars row 2, means | /ceptoars/0/means",
        "unknown-party | ceptoars row 2, ministry | /ceptoars/0/ministry",
        "unknown-value | links row 2, direction | /links/0/direction",
        "unknown-party | links row 3, to | /links/1/to",
        "bad-date | ministries row 2, from | /ministries/0/from",
        "missing-field | ministries row 3, name_ja | /ministries/1/name_ja",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn r10_a_fault_says_what_to_write() {
    let refusal = Outline::from_tables(&with(vec![one("poc_from", "45383")])).err();
    let told: Vec<String> = refusal.iter().flat_map(Refusal::problems).map(|p| p.message(Lang::Ja)).collect();
    assert!(told.iter().any(|text| text.contains("45383") && text.contains("令和6年4月1日")), "{told:?}");
    let refusal = Outline::from_tables(&with(vec![ceptoars(&[HEAD, "port|港湾|port|港湾|mlti"])])).err();
    let told: Vec<String> = refusal.iter().flat_map(Refusal::problems).map(|p| p.message(Lang::En)).collect();
    assert!(told.iter().any(|text| text.contains("nearest: `mlit`")), "{told:?}");
}

#[test]
fn r11_json_and_tables_that_say_the_same_are_the_same_outline() -> Result<(), Refusal> {
    let tables = with(vec![ceptoars(&[
        &format!("{HEAD}|members|means|council|poc_from|last_day"),
        &format!("{PORT}|22社;1団体|メール;電話等|-|令和6年4月1日|2030/3/31"),
    ])]);
    let tables = Outline::from_tables(&tables)?;
    let json = Outline::from_json(
        json!({
            "format": "ceptoar/outline/1",
            "scheme": { "id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室" },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
            "ceptoars": [{ "ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾",
                "ministry": ["mlit"], "members": ["22社", "1団体"], "means": ["email", "phone", "等"], "council": [],
                "poc_from": "2024-04-01", "until": "2030-04-01", "name_ja": null }],
        })
        .to_string()
        .as_bytes(),
    )?;
    assert_eq!(tables, json);
    assert_eq!(tables.digest(), json.digest());
    assert_eq!(tables.document().digest(), OutlineDoc::read(tables.document().write().as_bytes())?.digest());
    for lang in Lang::ALL {
        assert_eq!(Outline::from_tables(&tables.tables(lang))?, tables, "the tables that it writes are it");
    }
    let other = Outline::from_json(
        json!({
            "scheme": { "id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室" },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
            "ceptoars": [{ "ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾",
                "ministry": "mlit", "members": "22社;1団体", "means": ["phone", "email", "等"], "council": "-",
                "poc_from": "2024-04-01", "until": "2030-04-01" }],
        })
        .to_string()
        .as_bytes(),
    )?;
    assert_ne!(other.digest(), json.digest(), "the order of channels means something");
    Ok(())
}

#[test]
fn r12_means_are_ids_or_names_in_order_each_once() -> Result<(), Refusal> {
    let means = |value: &str| -> Result<Value, Refusal> {
        let edition = built(vec![one("means", value)])?;
        let record = edition.ceptoars.first().and_then(|record| record.means.clone());
        Ok(json!(record.map(|means| json!([means.channels, means.open]))))
    };
    assert_eq!(means("email;phone")?, json!([["email", "phone"], false]));
    assert_eq!(means("電話； E-MAIL ;等")?, json!([["phone", "email"], true]));
    assert_eq!(means("ｆａｘ;電話等")?, json!([["fax", "phone"], true]));
    assert_eq!(
        means(r#"["email", {"id": "web", "when": {"modes": ["wide-area-disaster"]}}]"#)?,
        json!([["email", "web"], false])
    );
    for (value, code) in [
        ("email;email", "duplicate-item"),
        ("email;メール", "duplicate-item"),
        ("email;pigeon", "unknown-channel"),
        ("email;;phone", "unknown-channel"),
        (r#"["email""#, "malformed-json"),
        (r#"[{"id": "web", "when": {"modes": []}}]"#, "empty-set"),
        (r#"[{"id": "web", "when": {"purposes": ["fun"]}}]"#, "unknown-purpose"),
    ] {
        assert_eq!(told(one("means", value)), [format!("{code} | ceptoars row 2, means")], "{value}");
    }
    let own = table("vocabulary", &["list|term|name_ja|carried_by|public", "channels|pigeon|伝書鳩|port|いいえ"]);
    let edition = built(vec![one("means", "伝書鳩;email"), own])?;
    let channels = edition.vocabularies.and_then(|words| words.channels).unwrap_or_default();
    assert!(channels.len() > 10 && channels.iter().any(|channel| channel.id.as_str() == "pigeon"));
    Ok(())
}

#[test]
fn r13_counts_have_numbers_and_units() -> Result<(), Refusal> {
    let counts = |value: &str| -> Result<Value, Refusal> {
        let edition = built(vec![one("members", value)])?;
        let class = edition.parties.iter().find(|party| party.id.as_str() == "port-members");
        let counts = class.and_then(|class| class.counts.clone()).unwrap_or_default();
        Ok(counts.iter().map(|count| json!([count.value, count.unit.ja])).collect())
    };
    assert_eq!(counts("12")?, json!([[12, "構成員"]]));
    assert_eq!(counts("２２社；1 団体;1機関")?, json!([[22, "社"], [1, "団体"], [1, "機関"]]));
    for value in ["0", "0社", "社", "1,662", "1.5社", "-3", "約12", "12;;3", "99999999999"] {
        assert_eq!(told(one("members", value)), ["bad-count | ceptoars row 2, members"], "{value}");
    }
    Ok(())
}

#[test]
fn r14_flags_are_read_in_each_listed_form() {
    for (value, is_bad) in [("yes", false), ("○", false), ("はい", false), ("NO", false), ("×", false), ("maybe", true)]
    {
        let rows = ["list|term|name_ja|public", &format!("channels|pigeon|伝書鳩|{value}")];
        assert_eq!(!faults(vec![table("vocabulary", &rows)]).is_empty(), is_bad, "{value}");
    }
}

#[test]
fn r26_the_last_day_may_stand_for_the_day_after_it() -> Result<(), Refusal> {
    let by_last = built(vec![table(
        "ministries",
        &["ministry|name_ja|from_day|last_day", "mlit|国土交通省|2001-01-06|2030-03-31"],
    )])?;
    let by_until =
        built(vec![table("ministries", &["ministry|name_ja|from|until", "mlit|国土交通省|2001-01-06|2030-04-01"])])?;
    assert_eq!(by_last.write(), by_until.write());
    let both = ["ministry|name_ja|until_day|最終日", "mlit|国土交通省|2030-04-01|2030-03-31"];
    assert_eq!(told(table("ministries", &both)), ["duplicate-field | ministries row 2, 最終日"]);
    let empty = ["ministry|name_ja|from|until", "mlit|国土交通省|2030-04-01|2030-04-01"];
    assert_eq!(told(table("ministries", &empty)), ["empty-period | ministries row 2, from"]);
    Ok(())
}

#[test]
fn r29_and_r30_ids_of_built_in_editions_are_taken_and_english_may_stand_alone() -> Result<(), Refusal> {
    let scheme = |id: &str| table("scheme", &["id|title_en|cabinet|cabinet_en", &format!("{id}|Mine|nco|Office")]);
    assert_eq!(told(scheme("2009-03-31")), ["built-in-id | scheme row 2, id"]);
    assert_eq!(told(scheme("a+b")), ["bad-id | scheme row 2, id"]);
    let edition = built(vec![scheme("mine")])?;
    assert_eq!((edition.title.ja.as_str(), edition.title.en.as_deref()), ("Mine", Some("Mine")));
    let rows = ["id|title_ja|cabinet|cabinet_ja", "a|b|c|d", "e|f|g|h"];
    assert_eq!(told(table("scheme", &rows)), ["conflicting-rows | scheme row 3"]);
    Ok(())
}

#[test]
fn r11_an_outline_as_a_program_writes_it_is_read() -> Result<(), Refusal> {
    let outline = Outline::from_json(
        json!({
            "format": "ceptoar/outline/1",
            "scheme": { "id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室",
                "from": "2026-04-01", "until": "2027-04-01", "ceptoars_stated": 21 },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
            "groups": [{ "group": "ceptoar-council", "kind": "council", "name_ja": "セプターカウンシル", "from": "2009-02-26" }],
            "ceptoars": [{ "ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": ["mlit"],
                "means": ["email", "phone"], "members": null, "council": "-", "source": ["a"], "grade": "stated" }],
            "members": [{ "party": "jpcert-cc", "kind": "partner", "name_ja": "JPCERT/CC", "ceptoar": [], "role": "-" }],
            "links": [{ "from": "jpcert-cc", "to": "port", "direction": "provision", "means": null }],
            "cells": [{ "table": "ceptoars", "key": "port", "column": "ministry", "source": ["b"], "grade": "secondary" }],
            "documents": [{ "document": "a", "title_ja": "甲" }, { "document": "b", "title_ja": "乙", "address": "https://example.jp/b" }],
        })
        .to_string()
        .as_bytes(),
    )?;
    let registry = Registry::from_document(outline.build())?;
    assert_eq!(registry.covers().to_string(), "2026-04-01/2027-04-01");
    let own = registry.links().iter().find(|link| link.from == "jpcert-cc");
    assert_eq!(own.map(|link| (link.channels.clone(), link.citation.grade)), Some((None, None)));
    let responsible = registry.memberships().iter().find(|m| m.group == "port" && m.party == "mlit");
    assert_eq!(responsible.and_then(|m| m.citation.grade).map(crate::word::sets::Grade::as_str), Some("secondary"));
    let shape = Outline::from_json(
        br#"{"scheme": {"id": "mine", "color": "red"}, "ministries": {}, "ceptoars": [{"means": -1}]}"#,
    );
    let codes: Vec<String> =
        shape.err().iter().flat_map(Refusal::problems).map(|p| format!("{} {}", p.code(), p.pointer())).collect();
    assert_eq!(codes, ["wrong-type /ceptoars/0/means", "wrong-type /ministries", "unknown-field /scheme/color"]);
    Ok(())
}

#[test]
fn r15_a_class_of_the_table_members_has_its_count_there() -> Result<(), Refusal> {
    let port = json!({"ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit"});
    let unknown = |members: Value| {
        let document = json!({
            "scheme": { "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }], "ceptoars": [port.clone()], "members": members,
        });
        let outline = Outline::from_json(document.to_string().as_bytes())?;
        Ok::<bool, Refusal>(outline.unknown().iter().any(|cell| (&*cell.key, cell.column) == ("port", "members")))
    };
    let row = |party: &str, kind: &str| json!([{ "party": party, "kind": kind, "name_ja": "甲", "ceptoar": "port", "role": "member" }]);
    assert!(unknown(json!([]))?);
    assert!(unknown(row("a", "organization"))?, "a member is not the class");
    assert!(!unknown(row("ports", "members"))?);
    assert!(!unknown(row("port-members", "members"))?);
    Ok(())
}
