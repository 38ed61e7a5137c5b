//! What single cells say: counts, days, flags (R10, R13, R14).

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::outline::tests::{built, one, table, told};
use crate::outline::whole::Outline;

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
