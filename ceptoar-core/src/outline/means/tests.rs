//! What cells of means say (R11, R12).

use serde_json::json;

use crate::document::outline::Outline as OutlineDoc;
use crate::error::problem::Refusal;
use crate::outline::tests::{built, one, table, told};
use crate::outline::whole::Outline;

fn member(means: &str) -> crate::outline::table::Table {
    table("members", &["party|kind|name_ja|ceptoar|role|means", &format!("a|partner|甲|port|member|{means}")])
}

#[test]
fn r11_an_empty_list_is_none_in_a_spreadsheet_as_it_is_in_json() -> Result<(), Refusal> {
    for none in ["[]", " [ ] ", "-"] {
        assert_eq!(told(one("means", none)), ["none-not-allowed | ceptoars row 2, means"], "{none}");
        let edition = built(vec![member(none)])?;
        let down = edition.links.iter().find(|link| link.to.as_str() == "a" && link.direction.as_str() == "provision");
        assert_eq!(down, None, "{none}: no link down");
        let links = table("links", &["from|to|direction|means", &format!("port|mlit|liaison|{none}")]);
        let edition = built(vec![links])?;
        assert!(!edition.links.iter().any(|link| (&*link.from.0, &*link.to.0) == ("port", "mlit")), "{none}");
    }
    let doc = |means: serde_json::Value| {
        let doc = json!({
            "scheme": { "id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "室" },
            "ministries": [{ "ministry": "mlit", "name_ja": "国土交通省" }],
            "ceptoars": [{ "ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit" }],
            "members": [{ "party": "a", "kind": "partner", "name_ja": "甲", "ceptoar": "port", "role": "member", "means": means }],
        });
        Ok::<_, Refusal>(Outline::from_document(&OutlineDoc::read(doc.to_string().as_bytes())?)?.digest())
    };
    assert_eq!(doc(json!([]))?, doc(json!("[]"))?);
    assert_eq!(doc(json!([]))?, doc(json!("-"))?);
    Ok(())
}

#[test]
fn r12_others_alone_name_no_channel_and_are_refused() {
    for others in ["等", "[\"等\"]", " 等 "] {
        assert_eq!(told(one("means", others)), ["unknown-channel | ceptoars row 2, means"], "{others}");
        assert_eq!(told(member(others)), ["unknown-channel | members row 2, means"], "{others}");
        let links = table("links", &["from|to|direction|means", &format!("port|mlit|liaison|{others}")]);
        assert_eq!(told(links), ["unknown-channel | links row 2, means"], "{others}");
    }
}
