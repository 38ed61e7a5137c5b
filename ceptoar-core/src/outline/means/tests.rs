//! What cells of means say (R11, R12).

use serde_json::json;

use crate::document::edition::Link;
use crate::document::outline::Outline as OutlineDoc;
use crate::error::problem::Refusal;
use crate::outline::tests::{built, faults, lines, one, table, told};
use crate::outline::whole::Outline;
use crate::word::sets::Lang;

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

/// The channels of a vocabulary with these rows, in a cell of means.
fn called(rows: &[&str], means: &str) -> Vec<crate::outline::table::Table> {
    let rows: Vec<&str> = std::iter::once("list|term|name_ja|name_en").chain(rows.iter().copied()).collect();
    vec![table("vocabulary", &rows), one("means", means)]
}

#[test]
fn r12_a_name_that_two_channels_have_is_refused_where_it_is_used() -> Result<(), Refusal> {
    let two = ["channels|z-line|専用線|Line", "channels|a-line|専用線|"];
    assert_eq!(faults(called(&two, "専用線")), ["unreadable-cell | ceptoars row 2, means | /ceptoars/0/means"]);
    for lang in Lang::ALL {
        let said = lines(called(&two, "専用線"), lang);
        assert!(said.iter().all(|line| line.contains("`a-line`") && line.contains("`z-line`")), "{said:?}");
    }
    let conditional = r#"[{"id":"専用線","when":{"modes":["normal"]}}]"#;
    assert_eq!(faults(called(&two, conditional)).len(), 1);
    // One's own channel does not displace a built-in one, nor a built-in one that.
    let mail = ["channels|a-mail2|メール|"];
    assert_eq!(faults(called(&mail, "メール")).len(), 1);
    // Of a name and another channel's id in other letters, neither is meant for certain.
    assert_eq!(faults(called(&["channels|my|伝書鳩|EMAIL"], "Email")).len(), 1);
    // Who never uses the name need not part them, and an id means its own channel.
    for means in ["z-line;a-line;email", "Line;a-line"] {
        assert!(faults(called(&two, means)).is_empty(), "{means}");
    }
    let edition = built(called(&["channels|my|伝書鳩|email"], "email"))?;
    let is_down = |link: &&Link| link.to.as_str() == "port-members" && link.direction.as_str() == "provision";
    let down = edition.links.iter().find(is_down);
    let ids = down.and_then(|link| link.channels.as_ref()).map(|channels| format!("{channels:?}"));
    assert!(ids.is_some_and(|ids| ids.contains("email")), "the id");
    Ok(())
}

#[test]
fn r12_json_of_another_shape_is_told_as_a_document_is() {
    let cases = [
        (r#"[{"id":"email","when":{"modes":["xx"]}}]"#, "unknown-value", "/0/when/modes/0", ["`xx`", "`normal`"]),
        (r#"[{"id":"email","use":"alsoo"}]"#, "unknown-value", "/0/use", ["`alsoo`", "`also`"]),
        (r#"[{"id":"email","foo":1}]"#, "unknown-field", "/0/foo", ["`foo`", "`judgement`"]),
        (r#"["email",3]"#, "wrong-type", "/1", ["3", "object"]),
    ];
    for (means, code, place, words) in cases {
        let wanted = format!("{code} | ceptoars row 2, means | /ceptoars/0/means{place}");
        assert_eq!(faults(vec![one("means", means)]), [wanted], "{means}");
        let said = lines(vec![one("means", means)], Lang::En);
        assert!(words.iter().all(|word| said.iter().any(|line| line.contains(word))), "{said:?}");
    }
    // All at once, and beside them what is wrong elsewhere.
    let both = r#"[{"id":"email","use":"alsoo","foo":1}]"#;
    assert_eq!(faults(vec![one("means", both), table("groups", &["group|kind|name_ja", "G|council|会"])]).len(), 3);
    assert_eq!(told(one("means", "[\"email\"")), ["malformed-json | ceptoars row 2, means"]);
}
