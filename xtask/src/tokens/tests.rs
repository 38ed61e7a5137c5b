//! The cutting and the finding of tokens, on sentences of our own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::lexer::Lexer;
use super::stand::Reader;

fn cut(text: &str) -> Vec<String> {
    let names = ["見本省", "水道", "メール", "GAS CEPTOAR", "その他", "未然防止"];
    let names: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
    Lexer::new(&names).map(|lexer| lexer.tokens(text)).unwrap_or_default()
}

#[test]
fn figures_and_dates() {
    assert_eq!(cut("1,389社と1, 804市"), ["1389", "1804"]);
    assert_eq!(cut("(2) 平成19年4月、同年9月と平成元年1月2日"), ["1989-01-02", "2007-04", "2007-09"]);
    assert_eq!(cut("2008年度末(4月1日より)"), ["--04-01", "FY2008"]);
    assert_eq!(cut("2009年5月8日と第2次の3件"), ["2009-05-08", "3", "第2次"]);
}

#[test]
fn words_and_titles() {
    assert_eq!(cut("「見本の 手引き」をLGWANと24h7dのSG(SG1)で"), ["24h7d", "LGWAN", "SG1", "見本の 手引き"]);
    assert_eq!(cut("Face to Faceで"), ["Face"]);
    // What holds a mark is a sentence, and stays out.
    assert_eq!(cut("「見て、読む」"), Vec::<String>::new());
}

#[test]
fn offices_and_names() {
    assert_eq!(cut("見本省例示局危機管理室が"), ["例示局", "危機管理室", "見本省"]);
    assert_eq!(
        cut("財団法人例示センター(同センター)及び例示・見本委員会事務局"),
        ["例示・見本委員会", "財団法人例示センター"]
    );
    assert_eq!(cut("所管省庁の会議体と会議、課題、細部"), Vec::<String>::new());
    assert_eq!(cut("情報システム部会と電子会議室"), ["情報システム部会", "電子会議室"]);
    // A short name is a whole run, a long one no part of a word.
    assert_eq!(cut("水道の水道水、見本メール、メールマガジン、未然防止策、その他"), ["メール", "未然防止", "水道"]);
    assert_eq!(cut("GAS CEPTOARは"), ["GAS CEPTOAR"]);
}

#[test]
fn what_stands_in_a_datum() -> Result<(), String> {
    let edition = json!({
        "id": "2009-03-31",
        "parties": [{ "id": "nisc", "name": { "ja": "見本センター" } }, { "id": "gas", "name": { "ja": "GAS CEPTOAR" } }],
        "ceptoars": [{
            "party": "gas",
            "scope": { "ja": "ガス" },
            "features": [{ "summary": { "ja": "四つの会を年1回、NISCと開く。" }, "source": ["a"] }],
            "poc": { "from": "2007-04-01", "until": "2008-04-01", "source": ["b"] },
            "activities": [{ "fiscal_year": 2008, "counts": [{ "value": 1389 }], "source": ["b"] }],
            "means": { "note": { "en": "It asks the FAX and T-PoCs, 2009年3月." }, "source": ["c"] },
            "source": ["d"],
        }],
    });
    let mut found = BTreeMap::new();
    Reader::new(&edition)?.read(&edition, &mut found);
    let has = |statement: &str, token: &str| found.get(statement).is_some_and(|content| content.has(token));
    for (statement, token) in [
        ("a", "4"),
        ("a", "1"),
        ("a", "見本センター"),
        ("a", "GAS CEPTOAR"),
        ("b", "2007-04"),
        ("b", "2007-04-01"),
        ("b", "--04-01"),
        ("b", "FY2007"),
        ("b", "FY2008"),
        ("b", "1389"),
        ("c", "fax"),
        ("c", "PoC"),
        ("c", "2009-03"),
        ("c", "2009年"),
        ("d", "ガス"),
    ] {
        assert!(has(statement, token), "{statement}: {token}");
    }
    for (statement, token) in [
        ("a", "2007-04"),
        ("b", "04"),
        ("b", "4"),
        ("c", "IT"),
        ("c", "AX"),
        ("c", "2009-03-01"),
        ("d", "1389"),
        ("d", "見本センター"),
    ] {
        assert!(!has(statement, token), "{statement}: {token}");
    }
    Ok(())
}
