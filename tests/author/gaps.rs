//! Gaps: DESIGN-AUTHORING 4, R27, R30, R51 to R53, and the table of what an empty cell and `-` mean in each column.

use std::collections::BTreeSet;

use ceptoar_core::author::exposure::{ExposureOptions, exposure};
use ceptoar_core::author::gaps::{GapOptions, of_outline, of_registry};
use ceptoar_core::author::{Gap, GapCode, Gaps, Outline};
use ceptoar_core::chrono::NaiveDate;
use ceptoar_core::document::{Membership, Party, Period};
use ceptoar_core::{Edition, ErrorCode, Lang, LintCode, PartyKind, Registry, Role, Router, RuleSet, Situation};
use serde_json::{Value, json};

use crate::exposure::{router, scheme};

/// An outline in which nothing is unknown, of two CEPTOARs.
fn whole() -> Value {
    let ceptoar = |id: &str| {
        json!({ "ceptoar": id, "name_ja": "例", "name_en": "Example", "sector": "information-communications",
            "sector_ja": "情報通信", "sector_en": "ICT", "ministry": ["mic"], "secretariat_ja": "協会", "members": "12社",
            "poc_from": "2026-04-01", "means": ["email", "phone"], "council": "member" })
    };
    json!({
        "scheme": { "id": "mine", "title_ja": "例", "title_en": "Example", "cabinet": "nco", "cabinet_ja": "統括室",
            "cabinet_en": "Office", "from": "2026-04-01", "until": "2027-04-01" },
        "ministries": [{ "ministry": "mic", "name_ja": "総務省", "name_en": "MIC" }],
        "ceptoars": [ceptoar("one"), ceptoar("two")],
        "groups": [{ "group": "council", "kind": "council", "name_ja": "協議会", "name_en": "Council" }],
    })
}

fn of(outline: &Value, options: &GapOptions) -> Gaps {
    of_outline(&Outline::from_json(outline.to_string().as_bytes()).unwrap(), options).unwrap()
}

/// The whole outline with some change.
fn changed(change: impl Fn(&mut Value)) -> Gaps {
    let mut outline = whole();
    change(&mut outline);
    of(&outline, &GapOptions::default())
}

/// Code, place and days of each gap.
fn named(found: &Gaps) -> Vec<(GapCode, String, String)> {
    let day = |day: Option<NaiveDate>| day.map_or("..".to_owned(), |day| day.to_string());
    let name = |gap: &Gap| (gap.code, gap.at.clone(), format!("{}/{}", day(gap.from), day(gap.until)));
    found.gaps.iter().map(name).collect()
}

const COVERED: &str = "2026-04-01/2027-04-01";

#[test]
fn nothing_is_unknown_where_all_is_said() {
    let found = of(&whole(), &GapOptions { on: "2026-11-26".parse().ok(), ..GapOptions::default() });
    assert_eq!(named(&found), []);
    assert!(found.counts.is_empty() && found.of.outline.as_deref() == Some("mine"));
}

#[test]
fn an_empty_cell_is_a_gap_and_none_is_not() {
    // Column, what is unknown if it is empty, whether `-` says that there is none.
    let columns = [
        ("name_en", GapCode::NoEnglish, true),
        ("secretariat_ja", GapCode::NoSecretariat, true),
        ("poc_from", GapCode::UnknownPoc, true),
        ("means", GapCode::UnknownMeans, false),
        ("council", GapCode::UnknownCouncil, true),
        ("members", GapCode::UnknownCount, false),
    ];
    for (column, code, may_be_none) in columns {
        let place = (code, format!("ceptoars/one/{column}"), COVERED.to_owned());
        let empty = changed(|outline| outline["ceptoars"][0][column] = Value::Null);
        assert_eq!(named(&empty), [place], "{column}");
        // Of the class of members it is unknown how many they are.
        let party = if column == "members" { "one-members" } else { "one" };
        assert_eq!(empty.gaps[0].party.as_deref(), Some(party));
        if may_be_none {
            assert_eq!(named(&changed(|outline| outline["ceptoars"][0][column] = json!("-"))), [], "{column}");
        }
    }
    // No class of members: nobody beyond the CEPTOAR is told.
    let memberless = changed(|outline| outline["ceptoars"][0]["members"] = json!("-"));
    assert_eq!(named(&memberless), [(GapCode::NoMembers, "ceptoars/one/members".to_owned(), COVERED.to_owned())]);
    // Of the other tables.
    let always = |code, at: &str| (code, at.to_owned(), "../..".to_owned());
    let title = changed(|outline| outline["scheme"]["title_en"] = Value::Null);
    assert_eq!(named(&title), [always(GapCode::NoEnglish, "scheme/title_en")]);
    let sector = changed(|outline| {
        outline["ceptoars"][0]["sector_en"] = Value::Null;
        outline["ceptoars"][1]["sector_ja"] = Value::Null;
        outline["ceptoars"][1]["sector_en"] = Value::Null;
    });
    assert_eq!(named(&sector), [always(GapCode::NoEnglish, "ceptoars/one/sector_en")]);
    let endless = changed(|outline| outline["scheme"]["until"] = Value::Null);
    assert_eq!(named(&endless), [always(GapCode::NoEnd, "scheme/until")]);
    // Named by its scope; without a scope the outline is refused, which is no gap.
    let scope = changed(|outline| {
        let row = &mut outline["ceptoars"][0];
        (row["name_ja"], row["name_en"], row["scope_ja"]) = (Value::Null, json!("-"), json!("港湾"));
        row["scope_en"] = json!("ports");
    });
    let name = (GapCode::UnknownName, "ceptoars/one/name_ja".to_owned(), COVERED.to_owned());
    assert_eq!(named(&scope), [name]);
}

#[test]
fn the_rules_of_names_in_one_language() {
    // R30: the English name stands in `ja`.
    let english = changed(|outline| outline["ministries"][0]["name_ja"] = Value::Null);
    let place = (GapCode::NoJapanese, "ministries/mic/name_ja".to_owned(), "../..".to_owned());
    assert_eq!(named(&english), [place]);
    assert_eq!(english.gaps[0].party.as_deref(), Some("mic"));
}

#[test]
fn more_stated_than_listed_is_a_gap_and_never_a_refusal() {
    // R27
    let with = |stated: u32| changed(|outline| outline["scheme"]["ceptoars_stated"] = json!(stated));
    let more = with(3);
    assert_eq!((more.gaps[0].code, &*more.gaps[0].at), (GapCode::StatedTotal, "scheme/ceptoars_stated"));
    assert_eq!((more.gaps[0].stated, more.gaps[0].listed), (Some(3), Some(2)));
    assert!(with(2).gaps.is_empty() && with(1).gaps.is_empty());
    // An edition that an outline led to says so as well.
    let mut outline = whole();
    outline["scheme"]["sectors_stated"] = json!(15);
    let outline = Outline::from_json(outline.to_string().as_bytes()).unwrap();
    let found = of_registry(&Registry::from_document(outline.build()).unwrap(), &GapOptions::default()).unwrap();
    let gap = found.gaps.iter().find(|gap| gap.code == GapCode::StatedTotal).unwrap();
    assert_eq!((&*gap.at, gap.stated, gap.listed), ("statements/sectors-stated", Some(15), Some(1)));
}

#[test]
fn a_gap_holds_on_the_days_on_which_its_party_exists() {
    // R51: `covers` and the party's own days.
    let late = changed(|outline| {
        let row = &mut outline["ceptoars"][0];
        (row["from"], row["means"]) = (json!("2026-10-01"), Value::Null);
    });
    let place = |days: &str| (GapCode::UnknownMeans, "ceptoars/one/means".to_owned(), days.to_owned());
    assert_eq!(named(&late), [place("2026-10-01/2027-04-01")]);
    let gone = changed(|outline| {
        let row = &mut outline["ceptoars"][0];
        (row["until"], row["means"]) = (json!("2020-04-01"), Value::Null);
    });
    assert!(gone.gaps.iter().all(|gap| gap.party.as_deref() != Some("one")), "{:?}", named(&gone));
    // A secretariat that ends leaves the days after open; a ministry that ends leaves nobody responsible.
    let half = changed(|outline| {
        let mut second = outline["ceptoars"][0].clone();
        (second["from"], second["secretariat_ja"]) = (json!("2026-10-01"), Value::Null);
        outline["ceptoars"][0]["until"] = json!("2026-10-01");
        outline["ceptoars"].as_array_mut().unwrap().push(second);
        outline["ministries"][0]["until"] = json!("2027-01-01");
    });
    let found = named(&half);
    let secretariat =
        (GapCode::NoSecretariat, "ceptoars/one/secretariat_ja".to_owned(), "2026-10-01/2027-04-01".to_owned());
    let ministry = (GapCode::NoMinistry, "ceptoars/two/ministry".to_owned(), "2027-01-01/2027-04-01".to_owned());
    assert!(found.contains(&secretariat) && found.contains(&ministry), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}"); // and nobody is responsible for the other
}

#[test]
fn a_day_that_the_document_does_not_speak_of_is_stale() {
    // R53
    let on = |day: &str| of(&whole(), &GapOptions { on: day.parse().ok(), ..GapOptions::default() });
    let stale = (GapCode::Stale, "scheme/until".to_owned(), COVERED.to_owned());
    assert_eq!(named(&on("2027-04-01")), std::slice::from_ref(&stale)); // half-open
    assert_eq!(named(&on("2026-03-31")), [stale]);
    assert!(on("2027-03-31").gaps.is_empty() && on("2026-04-01").gaps.is_empty());
}

#[test]
fn whom_no_notice_reaches_depends_on_rules_and_links() {
    // R52: no link leads to the first; a rule stands before the second.
    let mut edition = scheme();
    edition.parties.push(Party::new("outside", PartyKind::Partner, "外"));
    let registry = Registry::from_document(&edition).unwrap();
    let forbid = json!({ "id": "own", "extends": ["standard"], "rules": [
        { "id": "never", "effect": "forbid", "audience": { "parties": ["c2-members"] } }] });
    let rules = RuleSet::from_json(forbid.to_string().as_bytes()).ok();
    let reach = |found: &Gaps| -> Vec<(GapCode, String)> {
        let unreached = found.gaps.iter().filter(|gap| matches!(gap.code, GapCode::NoWay | GapCode::SourceOnly));
        unreached.map(|gap| (gap.code, gap.at.clone())).collect()
    };
    let source = (GapCode::SourceOnly, "parties/outside".to_owned());
    let plain = of_registry(&registry, &GapOptions::default()).unwrap();
    assert_eq!(reach(&plain), std::slice::from_ref(&source));
    let strict = of_registry(&registry, &GapOptions { rules, ..GapOptions::default() }).unwrap();
    assert_eq!(reach(&strict), [(GapCode::NoWay, "parties/c2-members".to_owned()), source]);
    assert_eq!(strict.gaps.iter().find(|gap| gap.code == GapCode::NoWay).unwrap().from, "2024-04-01".parse().ok());
    // What cannot be proven is refused, not left out.
    let forbid = RuleSet::from_json(forbid.to_string().as_bytes()).ok();
    let refusal = of_registry(&registry, &GapOptions { most: 10, rules: forbid, ..GapOptions::default() }).unwrap_err();
    assert_eq!(refusal.problems()[0].code(), ErrorCode::TooManyCombinations);
}

#[test]
fn a_channel_whose_carrier_has_another_name_is_a_gap() {
    let unknown = |id: &str| (GapCode::CarrierUnknown, format!("vocabulary/{id}/carried_by"), "../..".to_owned());
    let mut outline = whole();
    for row in outline["ceptoars"].as_array_mut().unwrap() {
        row["sector"] = json!("ict");
        row["means"] = json!(["email", "lgwan", "radio"]);
    }
    outline["vocabulary"] = json!([{ "list": "channels", "term": "radio", "name_ja": "無線", "name_en": "radio" }]);
    let found = of(&outline, &GapOptions::default());
    // `lgwan` has no carrier in the built-in vocabulary either, which is no gap; of `radio` nobody says.
    assert_eq!(named(&found), [unknown("email"), unknown("radio")]);
    outline["vocabulary"][0]["carried_by"] = json!("-");
    assert_eq!(named(&of(&outline, &GapOptions::default())), [unknown("email")]);
}

#[test]
fn what_is_read_into_a_source_is_told() {
    let mut outline = whole();
    outline["documents"] = json!([{ "document": "memo", "title_ja": "メモ", "title_en": "memo" }]);
    outline["ministries"][0]["grade"] = json!("reading");
    outline["ministries"][0]["source"] = json!(["memo"]);
    outline["cells"] = json!([{ "table": "ceptoars", "key": "two", "column": "poc_from", "grade": "reading",
        "reason_ja": "推測", "reason_en": "a guess", "source": ["memo"] }]);
    let found = of(&outline, &GapOptions::default());
    let places: Vec<&str> = found.gaps.iter().map(|gap| gap.at.as_str()).collect();
    assert!(found.gaps.iter().all(|gap| gap.code == GapCode::Reading));
    assert_eq!(places, ["ministries/mic", "ceptoars/two/poc_from"]);
    let edition = of_registry(&Registry::builtin(Edition::V2009_03_31), &GapOptions::default()).unwrap();
    let readings = Registry::builtin(Edition::V2009_03_31).to_json().matches(r#""grade":"reading""#).count() as u64;
    assert!(readings > 0 && edition.counts[&GapCode::Reading] == readings, "{:?}", edition.counts);
}

#[test]
fn an_edition_is_looked_at_as_an_outline_is() {
    let mut edition = scheme();
    // Nobody is responsible from some day on, which no edition is refused for.
    edition.memberships.retain(|membership| membership.group.as_str() != "c2");
    edition.memberships.push(Membership::new("c2-members", "c2", Role::Observer));
    let period = Some(Period { from: None, until: Some("2024-10-01".into()) });
    edition.memberships.push(Membership { period, ..Membership::new("m1", "c2", Role::Responsible) });
    let found = of_registry(&Registry::from_document(&edition).unwrap(), &GapOptions::default()).unwrap();
    let of_c2: BTreeSet<(GapCode, &str)> = found
        .gaps
        .iter()
        .filter(|gap| gap.party.as_deref() == Some("c2"))
        .map(|gap| (gap.code, gap.at.as_str()))
        .collect();
    let wanted = [
        (GapCode::NoMinistry, "memberships/c2/responsible"),
        (GapCode::NoMembers, "memberships/c2/member"),
        (GapCode::UnknownMeans, "ceptoars/c2/means"),
        (GapCode::UnknownPoc, "ceptoars/c2/poc"),
        (GapCode::NoSecretariat, "ceptoars/c2/secretariat"),
        (GapCode::NoEnglish, "ceptoars/c2/scope"),
        (GapCode::NoEnglish, "parties/c2/name"),
    ];
    assert_eq!(of_c2, BTreeSet::from(wanted));
    let ministry = found.gaps.iter().find(|gap| gap.code == GapCode::NoMinistry).unwrap();
    assert_eq!((ministry.from, ministry.until), ("2024-10-01".parse().ok(), "2025-04-01".parse().ok()));
    let counts = found.gaps.iter().filter(|gap| gap.code == GapCode::UnknownCount);
    assert_eq!(
        counts.map(|gap| &*gap.at).collect::<Vec<_>>(),
        ["parties/c1-members/counts", "parties/c2-members/counts"]
    );
    // Sums are what is listed.
    let sum: u64 = found.counts.values().sum();
    assert_eq!(sum, found.gaps.len() as u64);
    assert_eq!(Gaps::from_json(found.to_json().as_bytes()).unwrap(), found);
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let mut outline =
        serde_json::from_str::<Value>(&Outline::builtin("2024-03-31").unwrap().document().write()).unwrap();
    let one = of(&outline, &GapOptions::default()).to_json();
    for table in ["ministries", "ceptoars", "groups", "members", "cells", "documents"] {
        if let Some(rows) = outline.get_mut(table).and_then(Value::as_array_mut) {
            rows.reverse();
        }
    }
    assert_eq!(of(&outline, &GapOptions::default()).to_json(), one);
}

#[test]
fn every_code_says_what_it_causes_and_what_to_write() {
    use ceptoar_core::Lang;
    for code in GapCode::ALL {
        for lang in [Lang::Ja, Lang::En] {
            let texts = [code.template(lang), code.fill(true, lang), code.fill(false, lang)];
            assert!(
                texts
                    .iter()
                    .all(|text| !text.is_empty() && text.is_ascii() == (lang == Lang::En) || text.contains('社'))
            );
        }
    }
}

#[test]
fn every_answer_says_that_an_outline_led_to_its_edition_and_how_much_was_unknown() {
    // R29: one lint with the number of gaps, which depends neither on rules nor on a day of today.
    let lints = |outline: &Value| {
        let outline = Outline::from_json(outline.to_string().as_bytes()).unwrap();
        let registry = Registry::from_document(outline.build()).unwrap();
        let router = Router::builder(&registry).compile().unwrap();
        let notice = json!({ "id": "n", "direction": "provision", "origin": "nco", "level": "TLP:GREEN", "kind": "malware",
            "affected_sectors": ["information-communications"], "issued_at": "2026-05-01T00:00:00+09:00" });
        let notice = router.notice(notice.to_string().as_bytes()).unwrap();
        let plan = router.route(&notice, &Situation::default()).unwrap();
        let view = plan.view_for("mic").unwrap();
        let of = |lints: &[ceptoar_core::Lint]| -> Vec<String> {
            let found = lints.iter().filter(|lint| lint.code == LintCode::BuiltFromOutline);
            found.map(|lint| lint.at.clone()).collect()
        };
        assert_eq!(of(&plan.lints), of(&view.lints));
        assert_eq!(of(&plan.lints), of(router.audience(&notice, &Situation::default()).unwrap().lints()));
        assert_eq!(of(&plan.lints), of(registry.lints()));
        of(&plan.lints)
    };
    assert_eq!(lints(&whole()), ["mine 0"]);
    let mut outline = whole();
    outline["ceptoars"][0]["means"] = Value::Null;
    outline["ceptoars"][1]["poc_from"] = Value::Null;
    assert_eq!(lints(&outline), ["mine 2"]);
    // Neither an edition that somebody wrote has it, nor is a hash accepted that is none.
    assert!(Registry::from_document(&scheme()).unwrap().lints().is_empty());
    let mut edition = scheme();
    edition.outline = Some(ceptoar_core::document::FromOutline::new("abc", 3_u32));
    let refusal = Registry::from_document(&edition).unwrap_err();
    assert_eq!(
        (refusal.problems()[0].code(), refusal.problems()[0].pointer()),
        (ErrorCode::BadDigest, "/outline/sha256")
    );
}

#[test]
fn forty_purposes_each_of_its_own_rule_are_refused_at_once() {
    // They make two to the power of forty sets, which nobody could wait for.
    let mut edition = scheme();
    let registry = Registry::from_document(&edition).unwrap();
    let known = registry.vocabulary().purposes.iter().map(|term| term.id.to_string());
    let ids = known.chain((0..40).map(|n| format!("p{n}")));
    let purposes: Vec<Value> = ids.map(|id| json!({ "id": id, "name": { "ja": "目的" } })).collect();
    edition.vocabularies = serde_json::from_value(json!({ "purposes": purposes })).unwrap();
    let of = |n: usize| {
        json!({ "id": format!("r{n}"), "effect": "permit", "audience": { "kinds": ["partner"] },
        "when": { "purposes": [format!("p{n}")] } })
    };
    let rules = Value::Array((0..40).map(of).collect());
    let refusal = exposure(&router(&edition, &rules), &ExposureOptions::default()).unwrap_err();
    assert_eq!(refusal.problems()[0].code(), ErrorCode::TooManyCombinations);
}

#[test]
fn a_japanese_sentence_names_columns_as_a_japanese_table_does() {
    let headers = |lang| -> BTreeSet<String> {
        Outline::blank(lang).tables.iter().flat_map(|table| table.rows[0].cells.clone()).collect()
    };
    let (japanese, english) = (headers(Lang::Ja), headers(Lang::En));
    let tables: BTreeSet<String> = Outline::blank(Lang::En).tables.into_iter().map(|table| table.name).collect();
    let mut named = 0;
    for code in GapCode::ALL {
        // What stands between backquotes: every second part.
        for word in code.fill(true, Lang::Ja).split('`').skip(1).step_by(2).filter(|word| !tables.contains(*word)) {
            assert!(!english.contains(word), "{code}: `{word}`");
            named += usize::from(japanese.contains(word));
        }
    }
    assert!(named > 8, "{named}");
}
