//! What an edition that overlays were applied to says of the documents that it is made of.

use std::collections::BTreeSet;

use crate::document::convert;
use crate::document::edition::Edition as EditionDoc;
use crate::document::json::read::shown;
use crate::document::scalar::Sha256Text;
use crate::edition::Edition;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::id::DocumentId;
use crate::registry::source::is_sha256;
use crate::text::said::Said;

/// What joins the ids of an edition and of the overlays that were applied to it.
pub(crate) const JOINT: &str = "+";

/// What an edition says of the outline that it was built from.
pub(super) fn outline(doc: &EditionDoc, problems: &mut Problems) {
    if let Some(outline) = doc.outline.as_ref().filter(|outline| !is_sha256(outline.sha256.as_str())) {
        let root = At::root();
        let at = root.key("outline");
        problems.push(ErrorCode::BadDigest, &at.key("sha256"), vec![shown(outline.sha256.as_str())]);
    }
}

/// The id of an edition: its own, or those of the documents that it is made of, joined.
pub(super) fn id(doc: &EditionDoc, problems: &mut Problems) -> Option<DocumentId> {
    let root = At::root();
    let at = root.key("id");
    let Some(parts) = &doc.based_on else { return convert::own_id(&doc.id, &at, problems) };
    let list = root.key("based_on");
    let mut seen = BTreeSet::new();
    for (n, part) in parts.iter().enumerate() {
        let at = list.index(n);
        convert::own_id(&part.id, &at.key("id"), problems);
        if !seen.insert(&part.id) {
            problems.push(ErrorCode::DuplicateId, &at.key("id"), vec![shown(part.id.as_str())]);
        }
        if !is_sha256(part.sha256.as_str()) {
            problems.push(ErrorCode::BadDigest, &at.key("sha256"), vec![shown(part.sha256.as_str())]);
        }
    }
    let joined = parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>().join(JOINT);
    let id = convert::id(&doc.id, &at, problems);
    if id.as_ref().is_some_and(|id| *id != joined.as_str()) {
        let said = Said::new(
            format!("`based_on` のidを `{JOINT}` でつないで `{}` と書く", shown(&joined)),
            format!("write the ids of `based_on`, joined by `{JOINT}`: `{}`", shown(&joined)),
        );
        problems.push_with(ErrorCode::BadId, &at, vec![shown(doc.id.as_str())], said);
    }
    id
}

/// The built-in edition at the bottom of an edition that overlays were applied to: of that id, with that digest.
pub(super) fn bottom(doc: &EditionDoc) -> Option<Edition> {
    let bottom = doc.based_on.as_ref()?.first()?;
    let is = |edition: &Edition| {
        bottom.id.as_str() == edition.as_str() && bottom.sha256 == Sha256Text::from(edition.digest())
    };
    Edition::ALL.iter().copied().find(is)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::error::problem::Refusal;
    use crate::registry::data::Registry;
    use crate::time::parse_date;

    /// A sound edition with timelines of R35, of which one part is set to something else.
    fn edition(place: &str, value: Value) -> Vec<u8> {
        let mut edition = json!({
            "id": "own", "title": {"ja": "版"},
            "sectors": [{"id": "gas", "name": {"ja": "ガス"}, "period": {"from": "2001-01-01"}}],
            "parties": [
                {"id": "meti", "kind": "ministry", "name": {"ja": "通商産業省"},
                    "names": [{"from": "2030-04-01", "name": {"ja": "産業省"}, "grade": "stated"},
                        {"from": "2001-01-06", "name": {"ja": "経済産業省", "en": "METI"}}]},
                {"id": "gas", "kind": "ceptoar", "name": {"ja": "ガス"}},
                {"id": "gas-members", "kind": "members", "name": {"ja": "社"},
                    "counts": [{"value": 7, "unit": {"ja": "社"}}],
                    "counts_later": [{"from": "2012-04-01", "counts": [{"value": 9, "unit": {"ja": "社"}}]}]},
            ],
            "ceptoars": [{"party": "gas", "sector": "gas", "scope": {"ja": "ガス"},
                "handling_rules": {"month": "2007-03"},
                "handling_rules_later": [{"month": "2012-03"}, {"month": "2010-03"}],
                "means": {"channels": ["phone"]},
                "means_later": [{"from": "2012-04-01", "channels": ["phone", "email"], "open": true}]}],
            "memberships": [{"party": "meti", "group": "gas", "role": "responsible"},
                {"party": "gas-members", "group": "gas", "role": "member"}],
            "links": [],
            "totals": [{"of": "counted-members", "party": "gas", "value": 9, "on": "2012-04-01"},
                {"of": "counted-members", "party": "gas", "value": 7, "on": "2012-03-31"}],
        });
        if let Some(found) = edition.pointer_mut(place) {
            *found = value;
        } else if let Some(object) = edition.as_object_mut() {
            object.insert(place.trim_start_matches('/').to_owned(), value);
        }
        edition.to_string().into_bytes()
    }

    fn told(json: &[u8]) -> Vec<String> {
        let refusal = Registry::from_json(json).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|p| format!("{} {}", p.code().as_str(), p.pointer())).collect()
    }

    #[test]
    fn r35_a_value_holds_until_the_next_later_one() -> Result<(), Refusal> {
        let registry = Registry::from_json(&edition("/title/ja", json!("版")))?;
        let day = |text: &str| parse_date(text).unwrap_or_default();
        let meti = registry.known("meti")?;
        let name = |on: &str| meti.name_on(day(on)).ja.to_string();
        assert_eq!(
            ["2001-01-05", "2001-01-06", "2030-03-31", "2030-04-01"].map(name),
            ["通商産業省", "経済産業省", "経済産業省", "産業省"]
        );
        let members = registry.known("gas-members")?;
        let count = |on: &str| members.counts_on(day(on)).iter().map(|count| count.value).sum::<u32>();
        assert_eq!(["2012-03-31", "2012-04-01"].map(count), [7, 9]);
        let gas = registry.ceptoar("gas").ok_or_else(|| Refusal::one(ErrorCode::UnknownParty, "", Vec::new()))?;
        let means = |on: &str| gas.means_on(day(on)).map(<[_]>::len);
        assert_eq!(["2012-03-31", "2012-04-01"].map(means), [Some(1), Some(2)]);
        assert_eq!(gas.handling_rules_later.iter().map(|month| &**month).collect::<Vec<_>>(), ["2010-03", "2012-03"]);
        assert_eq!(registry.sectors().first().and_then(|sector| sector.period.from), parse_date("2001-01-01"));
        // R43: every name finds it, of any day.
        for text in ["通商", "経済産業省", "ＭＥＴＩ", "産業省"] {
            assert!(registry.find(text).iter().any(|party| party.id == "meti"), "{text}");
        }
        Ok(())
    }

    #[test]
    fn r35_the_order_of_a_timeline_changes_no_digest_and_the_order_of_channels_does() -> Result<(), Refusal> {
        let digest =
            |place: &str, value: Value| Registry::from_json(&edition(place, value)).map(|r| r.digest().to_owned());
        let as_it_is = digest("/title/ja", json!("版"))?;
        let turned = json!([{"from": "2001-01-06", "name": {"ja": "経済産業省", "en": "METI"}},
            {"from": "2030-04-01", "name": {"ja": "産業省"}, "grade": "stated"}]);
        assert_eq!(digest("/parties/0/names", turned)?, as_it_is);
        assert_eq!(
            digest("/ceptoars/0/handling_rules_later", json!([{"month": "2010-03"}, {"month": "2012-03"}]))?,
            as_it_is
        );
        assert_ne!(digest("/ceptoars/0/means_later/0/channels", json!(["email", "phone"]))?, as_it_is);
        assert_ne!(digest("/parties/0/names/0/from", json!("2030-04-02"))?, as_it_is);
        assert_ne!(digest("/parties/2/counts_later/0/counts/0/value", json!(10)).ok(), Some(as_it_is));
        Ok(())
    }

    #[test]
    fn r35_a_timeline_is_refused_where_it_does_not_hold() {
        let cases = [
            ("/parties/0/names/0/from", json!("2001-01-06"), "doubled-value /parties/0/names/1/from"),
            ("/parties/0/names/0/from", json!("2001-1-6"), "bad-date /parties/0/names/0/from"),
            ("/parties/0/names/0/name/ja", json!("a\u{7}"), "bad-text /parties/0/names/0/name/ja"),
            (
                "/sectors/0/period",
                json!({"from": "2001-01-01", "until": "2001-01-01"}),
                "empty-period /sectors/0/period",
            ),
            (
                "/ceptoars/0/means_later/0/channels/0",
                json!("pigeon"),
                "unknown-channel /ceptoars/0/means_later/0/channels/0",
            ),
            (
                "/ceptoars/0/means_later/0/channels/0",
                json!("email"),
                "duplicate-item /ceptoars/0/means_later/0/channels/1",
            ),
            (
                "/ceptoars/0/handling_rules_later/0/month",
                json!("2010-03"),
                "doubled-value /ceptoars/0/handling_rules_later/1/month",
            ),
            ("/totals/1/value", json!(9), "broken-total /totals/1"),
        ];
        for (place, value, wanted) in cases {
            assert_eq!(told(&edition(place, value.clone())), [wanted], "{place} {value}");
        }
    }

    #[test]
    fn r34_a_joined_id_is_that_of_what_it_is_made_of() {
        let digest = "0".repeat(64);
        let part = |id: &str| json!({"id": id, "revision": 1, "sha256": digest});
        let of = |id: &str, parts: Value| {
            let mut document: Value = serde_json::from_slice(&edition("/id", json!(id))).unwrap_or_default();
            if let Some(object) = document.as_object_mut().filter(|_| !parts.is_null()) {
                object.insert("based_on".to_owned(), parts);
            }
            told(document.to_string().as_bytes())
        };
        let none: [&str; 0] = [];
        assert_eq!(of("a+b", json!([part("a"), part("b")])), none);
        assert_eq!(of("a+b", Value::Null), ["bad-id /id"], "written by hand");
        assert_eq!(of("a", json!([part("a"), part("b")])), ["bad-id /id"]);
        assert_eq!(of("b+a", json!([part("a"), part("b")])), ["bad-id /id"]);
        assert_eq!(of("a+a", json!([part("a"), part("a")])), ["duplicate-id /based_on/1/id"]);
        assert_eq!(of("a+b+c", json!([part("a"), part("b+c")])), ["bad-id /based_on/1/id"]);
        let unsure = json!({"id": "b", "revision": 1, "sha256": "0"});
        assert_eq!(of("a+b", json!([part("a"), unsure])), ["bad-digest /based_on/1/sha256"]);
    }
}
