//! Tables as a whole: headers, shapes, and in which order faults are told (R2, R10).

use crate::error::problem::Refusal;
use crate::outline::roster::roster;
use crate::outline::table::{Table, Tables};
use crate::outline::tests::{HEAD, PORT, built, ceptoars, faults, lines, one, table, told};
use crate::outline::unread::{Unread, UnreadCode};
use crate::outline::whole::Outline;
use crate::word::sets::Lang;

#[test]
fn r2_a_header_that_names_no_column_is_told_alone() {
    let cases: [(&[&str], &str); 5] = [
        (&["ministry\tname_ja", "mlit\t国土交通省", "mic\t総務省"], "commas"),
        (&["ministry;name_ja", "mlit;国土交通省"], "commas"),
        (&["sep=|", "ministry|name_ja", "mlit|国土交通省"], "delete this row"),
        (&["省庁の一覧", "ministry|name_ja", "mlit|国土交通省"], "above the header"),
        (&["mlit|国土交通省", "mic|総務省"], "names no column"),
    ];
    for (rows, hint) in cases {
        let found = lines(vec![table("ministries", rows)], Lang::En);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found.iter().all(|line| line.starts_with("unknown-field ministries row 1") && line.contains(hint)),
            "{found:?}"
        );
    }
    assert_eq!(faults(vec![table("scheme", &["id;title_ja", "mine;例"])]).len(), 1);
    // What does not depend on it is told all the same.
    let found = faults(vec![table("ministries", &["ministry\tname_ja"]), one("poc_from", "x")]);
    assert_eq!(found.len(), 2, "{found:?}");
    let channels = vec![table("vocabulary", &["list;term", "channels;pigeon"]), one("means", "pigeon")];
    assert_eq!(faults(channels).len(), 1);
    let refusal = roster(&table("own", &["party;ceptoar;name_ja", "a;gas;甲"]), "own").err();
    assert_eq!(refusal.map(|refusal| refusal.problems().len()), Some(1));
}

#[test]
fn r1_a_missing_table_is_told_alone() {
    let tables = Tables::from_iter([
        table("scheme", &["id|title_ja|cabinet|cabinet_ja", "mine|例|nco|室"]),
        ceptoars(&[HEAD, PORT, "Gas|ガス|gas|ガス|meti"]),
    ]);
    let refusal = Outline::from_tables(&tables).err();
    let codes: Vec<&str> = refusal.iter().flat_map(Refusal::problems).map(|p| p.code().as_str()).collect();
    assert_eq!(codes, ["bad-id", "missing-table"]);
}

#[test]
fn r10_a_missing_column_is_told_as_one() {
    let says = |table: &Table, part: &str| {
        let refusal = roster(table, "own").err();
        let found: Vec<String> = refusal.iter().flat_map(Refusal::problems).map(ToString::to_string).collect();
        assert!(found.len() == 1 && found.iter().all(|line| line.contains(part)), "{found:?}");
    };
    says(&table("own", &["party|name_ja", "a|甲", "b|乙"]), "the header has no column `ceptoar`");
    says(&table("own", &["ceptoar|name_ja", "gas|甲", "gas|乙"]), "the header has no column `party`");
    says(&table("own", &[]), "`party`");
    let found = lines(vec![table("ministries", &["ministry|name_en", "mlit|", "mic|"])], Lang::Ja);
    assert!(found.iter().any(|line| line.contains("見出しに列 `name_ja` がない")), "{found:?}");
    let found = lines(vec![table("ministries", &["ministry|name_ja", "mlit|"])], Lang::En);
    assert!(found.iter().any(|line| line.contains("fill the cell")), "{found:?}");
}

#[test]
fn r2_a_column_without_a_header_is_called_as_a_spreadsheet_does() {
    let rows = ["ministry|name_ja", "mlit|国土交通省|x"];
    assert_eq!(told(table("ministries", &rows)), ["ragged-row | ministries row 2, C"]);
    let far = format!("mlit|国土交通省{}x", "|".repeat(27));
    assert_eq!(told(table("ministries", &["ministry|name_ja", &far])), ["ragged-row | ministries row 2, AC"]);
}

#[test]
fn r10_faults_stand_in_the_order_of_rows() {
    let rows: Vec<String> =
        (1..=12).map(|n| if n % 3 == 0 { format!("M{n}|省") } else { format!("m{n}|省") }).collect();
    let mut all = vec!["ministry|name_ja"];
    all.extend(rows.iter().map(String::as_str));
    all.push("m13|省|x");
    let mut found = told(table("ministries", &all));
    found.retain(|line| line.contains("ministries row"));
    let places: Vec<&str> = found.iter().filter_map(|line| line.split("ministries row ").nth(1)).collect();
    let numbers: Vec<&str> = places.iter().filter_map(|place| place.split(',').next()).collect();
    assert_eq!(numbers, ["4", "7", "10", "13", "14"], "{found:?}");
}

#[test]
fn duplicates_and_unknown_words_say_where_the_first_is_and_what_to_write() -> Result<(), Refusal> {
    let says = |tables: Vec<Table>, code: &str, parts: &[&str]| {
        let found = lines(tables, Lang::En);
        let of_code = found.iter().find(|line| line.starts_with(code)).cloned().unwrap_or_default();
        assert!(parts.iter().all(|part| of_code.contains(part)), "{code}: {found:?}");
    };
    let documents = vec![table("documents", &["document|title_ja", "a|甲", "a|乙"])];
    says(documents, "duplicate-id documents row 3", &["row 2", "another id"]);
    let own = ["list|term|name_ja", "channels|pigeon|鳩", "channels|pigeon|伝書鳩", "kinds|early-warning|x"];
    says(vec![table("vocabulary", &own)], "duplicate-id vocabulary row 3", &["row 2", "another id"]);
    says(
        vec![table("ministries", &["ministry|name_ja", "mlit|国土交通省", "port|港"])],
        "duplicate-id",
        &["another id"],
    );
    says(vec![table("ministries", &["ministry|name_ja", "mlit|甲", "mlit|甲"])], "duplicate-row", &["delete one"]);
    says(vec![ceptoars(&[HEAD, "port|港湾|port|港湾|zzzzzz"])], "unknown-party", &["row in `ministries`"]);
    says(vec![table("zzzzzz", &["a"])], "unknown-table", &["`#`"]);
    let words = ["list|term|name_ja|carried_by", "channels|pigeon|鳩|zzzzzz"];
    says(vec![table("vocabulary", &words)], "unknown-sector", &["`sector` of `ceptoars`"]);
    let relay = ["party|kind|name_ja|ceptoar|role|relay_for", "a|partner|甲|port|member|b", "b|partner|乙|gas|member|"];
    let both = ceptoars(&[HEAD, PORT, "gas|ガス|gas|ガス|mlit"]);
    says(vec![table("members", &relay), both], "not-a-member", &["one of `gas`"]);
    let links = table("links", &["from|to|direction|internal", "mlit|port|provision|yes"]);
    says(vec![links], "internal-without-secretariat", &["secretariat_is"]);
    let councils = table("groups", &["group|kind|name_ja", "c|council|甲", "d|council|乙"]);
    says(vec![councils], "conflicting-rows groups row 3", &["row 2"]);
    // A row of a built-in channel says which sectors carry it here (carrier-unknown), and keeps the rest.
    let words = ["list|term|name_ja|carried_by", "channels|email|メール|port", "channels|web|Web|-"];
    let edition = built(vec![table("vocabulary", &words)])?;
    let channels = edition.vocabularies.and_then(|words| words.channels).unwrap_or_default();
    let of = |id: &str| {
        let all: Vec<_> = channels.iter().filter(|channel| channel.id.as_str() == id).collect();
        assert_eq!(all.len(), 1, "{id}");
        all.first().map(|channel| (channel.public, channel.carried_by.clone().map(|ids| ids.len())))
    };
    assert_eq!((of("email"), of("web")), (Some((false, Some(1))), Some((true, None))));
    Ok(())
}

/// What a table says beside the cells that cannot be read.
fn spoilt(name: &str, rows: &[&str], cells: &[(usize, usize, UnreadCode)]) -> Table {
    let mut table = table(name, rows);
    table.unread = cells.iter().map(|(row, column, why)| Unread::new(Some(*row), Some(*column), "?", *why)).collect();
    table
}

#[test]
fn r4_a_header_that_cannot_be_read_is_told_and_nothing_that_follows_from_it() {
    let why = UnreadCode::Undecodable;
    let header = [(1, 0, why), (1, 1, why), (1, 2, why), (2, 1, why)];
    let all = spoilt("members", &["||", "a||gas", "b|乙|gas"], &header);
    let wanted = ["A", "B", "C"].map(|column| format!("bad-encoding | members row 1, {column}"));
    assert_eq!(told(all.clone()), wanted);
    let refusal = roster(&Table { name: "own".to_owned(), ..all }, "own").err();
    let rows = refusal.iter().flat_map(Refusal::problems).map(|p| p.cell().and_then(|cell| cell.row));
    assert_eq!(rows.collect::<Vec<_>>(), [Some(1); 3]);
    // Of one name: its column may be any, so that none is missing, and what others say of its ids is not judged.
    let one = spoilt("ministries", &["|name_ja", "mlit|国土交通省", "mic|総務省"], &[(1, 0, why)]);
    assert_eq!(told(one), ["bad-encoding | ministries row 1, A"]);
    // A remark above the header stays one.
    let mut remark = spoilt("ministries", &["", "ministry|name_ja", "mlit|国土交通省"], &[]);
    remark.unread = vec![Unread::new(Some(1), Some(0), "# \u{fffd}", why)];
    assert_eq!(told(remark), Vec::<String>::new());
}

#[test]
fn r8_rows_that_cannot_be_compared_are_not_called_equal() {
    let misspelt = ["省庁ID|名称", "fsa|同名", "meti|同名"];
    let found = told(table("ministries", &misspelt));
    // Nor are the ids that other tables have out of it judged.
    assert!(!found.iter().any(|fault| fault.starts_with("unknown-party")), "{found:?}");
    assert!(found.iter().all(|fault| !fault.starts_with("duplicate-row")), "{found:?}");
    assert!(found.iter().any(|fault| fault.starts_with("unknown-field | ministries row 1")), "{found:?}");
    let why = UnreadCode::Fault;
    let header = spoilt("groups", &["|kind|name_ja", "a|council|同名", "b|council|同名"], &[(1, 0, why)]);
    let cells =
        spoilt("groups", &["group|kind|name_ja", "|council|同名", "|council|同名"], &[(2, 0, why), (3, 0, why)]);
    let beyond = table("groups", &["group|kind|name_ja", "c|council|同名|1", "c|council|同名|2"]);
    for table in [header, cells, beyond] {
        let found = told(table);
        assert!(!found.is_empty() && found.iter().all(|fault| !fault.starts_with("duplicate-row")), "{found:?}");
    }
    // What is equal in every cell is told all the same, and so is a second row behind a remark column.
    let equal = ["ministry|name_ja|#x", "mlit|国土交通省|1", "mlit|国土交通省|2"];
    assert!(told(table("ministries", &equal)).contains(&"duplicate-row | ministries row 3".to_owned()));
}

#[test]
fn r7_days_of_a_column_whose_name_is_not_known_do_not_overlap() {
    let rows = ["party|name_ja|ceptoar|開始曰|until", "a|甲|gas||2010-04-01", "a|甲|gas|2010-04-01|"];
    let refusal = roster(&table("own", &rows), "own").err();
    let codes: Vec<&str> = refusal.iter().flat_map(Refusal::problems).map(|p| p.code().as_str()).collect();
    assert_eq!(codes, ["unknown-field"]);
    let why = UnreadCode::Date;
    let rows = ["party|name_ja|ceptoar|from|until", "a|甲|gas||", "a|甲|gas|2010-04-01|"];
    let refusal = roster(&spoilt("own", &rows, &[(2, 4, why)]), "own").err();
    let codes: Vec<&str> = refusal.iter().flat_map(Refusal::problems).map(|p| p.code().as_str()).collect();
    assert_eq!(codes, ["unreadable-cell"]);
}

#[test]
fn r2_what_a_spreadsheet_shows_instead_of_a_value_is_no_remark_and_no_name() {
    for shown in ["#N/A", "#REF!", "#########", " ## ", "#GETTING_DATA"] {
        let first = ["ministry|name_ja".to_owned(), "mlit|国土交通省".to_owned(), format!("{shown}|総務省")];
        let rows: Vec<&str> = first.iter().map(String::as_str).collect();
        assert_eq!(told(table("ministries", &rows)), ["unreadable-cell | ministries row 3, ministry"], "{shown}");
        let name = format!("mlit|{shown}");
        let found = told(table("ministries", &["ministry|name_ja", &name]));
        assert_eq!(found, ["unreadable-cell | ministries row 2, name_ja"], "{shown}");
    }
    let rows = ["##########", "#N/A is not read|", "ministry|name_ja", "mlit|国土交通省", "# text", "#|more", "#1|x"];
    assert_eq!(told(table("ministries", &rows)), Vec::<String>::new());
}

#[test]
fn r10_the_faults_of_a_second_scheme_are_told_with_it() {
    let rows = ["id|title_ja|cabinet|cabinet_ja|from", "mine|例|nco|室|", "Other|例|n c o||昨日"];
    let wanted = [
        "conflicting-rows | scheme row 3",
        "bad-id | scheme row 3, cabinet",
        "missing-field | scheme row 3, cabinet_ja",
        "bad-date | scheme row 3, from",
        "bad-id | scheme row 3, id",
    ];
    let mut found = told(table("scheme", &rows));
    let mut wanted = wanted.map(str::to_owned);
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}
