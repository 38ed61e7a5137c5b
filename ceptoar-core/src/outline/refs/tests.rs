//! R17: what a row says of two parties that are never there together would be lost, and is told.

use crate::outline::tests::{built, faults, lines, table};
use crate::word::sets::Lang;

#[test]
fn what_holds_on_no_day_is_refused() {
    // The union is there in 2010 alone; the CEPTOAR from 2020 on.
    let ministries =
        || table("ministries", &["ministry|name_ja|from|until", "mlit|国交省||", "old|旧省|2010-01-01|2011-01-01"]);
    let groups =
        || table("groups", &["group|kind|name_ja|from|until", "union|liaison-council|連絡会|2010-01-01|2011-01-01"]);
    let members = |rows: &[&str]| {
        let head = ["party|kind|name_ja|ceptoar|role|relay_for|from|until"];
        table("members", &[&head, rows].concat())
    };
    let ceptoars = |more: &str| {
        let head = "ceptoar|scope_ja|sector|sector_ja|ministry|secretariat_ja|secretariat_is|group|exchange|members|from|until";
        let old = "first|旧|port|港湾|mlit;old||||||2010-01-01|2011-01-01";
        table("ceptoars", &[head, &format!("port|港湾|port|港湾|{more}|2020-01-01|"), old])
    };
    let told = |row: &str, more: &[&str]| faults(vec![ministries(), groups(), ceptoars(row), members(more)]);
    let body = "body|organization|旧協会|-|-||2010-01-01|2011-01-01";
    assert_eq!(told("mlit|||||", &[body]), [""; 0]);
    for (row, column) in [
        ("mlit;old|||||", "ministry"),
        ("mlit|旧協会|body|||", "secretariat_is"),
        ("mlit|||union||", "group"),
        ("mlit||||first|", "exchange"),
    ] {
        let wanted = format!("empty-period | ceptoars row 2, {column} | /ceptoars/0/{column}");
        assert_eq!(told(row, &[body]), [wanted]);
    }
    // Where no ministry is there, that alone is told.
    assert_eq!(told("old|||||", &[]), ["no-ministry | ceptoars row 2, ministry | /ceptoars/0/ministry"]);
    // A member, and whom a relay supplies.
    let member = "a|organization|甲社|port|member||2010-01-01|2011-01-01";
    assert_eq!(told("mlit|||||-", &[member]), ["empty-period | members row 2, ceptoar | /members/0/ceptoar"]);
    let (relay, late) =
        ("r|organization|中継社|port|member|b|2020-01-01|2021-01-01", "b|organization|乙社|port|member||2022-01-01|");
    let lost = ["empty-period | members row 2, relay_for | /members/0/relay_for"];
    assert_eq!(told("mlit|||||-", &[relay, late]), lost);
    // The sentence names both.
    for lang in [Lang::Ja, Lang::En] {
        let said = lines(vec![ministries(), groups(), ceptoars("mlit;old|||||"), members(&[])], lang);
        let both = said.iter().filter(|line| line.contains("`port`") && line.contains("`old`"));
        assert_eq!((said.len(), both.count()), (1, 1), "{said:?}");
    }
    // A day together suffices, and a ministry that was the only one leaves a gap.
    assert_eq!(told("mlit|||||-", &["a|organization|甲社|port|member||2010-01-01|2020-01-02"]), [""; 0]);
    assert!(built(vec![ministries(), groups(), ceptoars("mlit|||||")]).is_ok());
}
