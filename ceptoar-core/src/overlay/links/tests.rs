//! What becomes of roles and links where ministries, secretariats and means change; each test names its rule.

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::overlay::tests::{base, laid, links, overlay, roles, told};
use crate::registry::data::Registry;
use crate::word::sets::{Direction, Role};

#[test]
fn r40_a_new_ministry_takes_over_roles_and_derived_links() -> Result<(), Refusal> {
    let set = |of: &str, value: Value| json!({"of": {"ceptoar": of}, "field": "ministry", "from": "2026-10-01", "value": value});
    let registry = laid(json!({"set": [set("c1", json!(["m2"]))]}))?;
    assert_eq!(roles(&registry, "c1", Role::Responsible), ["m1 ../2026-10-01", "m2 2026-10-01/.."]);
    let provision = |from: &str, to: &str| links(&registry, from, to, Direction::Provision);
    let liaison = |from: &str, to: &str| links(&registry, from, to, Direction::Liaison);
    assert_eq!(provision("m1", "c1"), ["../2026-10-01 email phone"]);
    assert_eq!(provision("m2", "c1"), ["2026-10-01/.. email phone"], "R19: the person-to-person ones");
    assert_eq!(
        (liaison("c1", "m1"), liaison("c1", "m2")),
        (vec!["../2026-10-01 null".to_owned()], vec!["2026-10-01/.. null".to_owned()])
    );
    assert_eq!(liaison("c1-members", "m1"), ["../2026-10-01 null"], "R20");
    assert_eq!(liaison("c1-members", "m2"), ["2026-10-01/.. null"]);
    assert_eq!(liaison("c1-members", "c1"), ["../.. null"]);
    // An office of the secretariat loses its ministry: the internal links end, the role stays.
    let registry = laid(json!({"set": [set("c2", json!(["m1"]))]}))?;
    assert_eq!(links(&registry, "m2", "c2", Direction::Provision), ["../2026-10-01 internal"]);
    assert_eq!(links(&registry, "m1", "c2", Direction::Provision), ["2026-10-01/.. null"], "no means are known");
    assert_eq!(roles(&registry, "c2", Role::Secretariat), ["m2 ../.."]);
    // Two ministries, one of which stays.
    let registry = laid(json!({"set": [set("c1", json!(["m2", "m1"]))]}))?;
    assert_eq!(roles(&registry, "c1", Role::Responsible), ["m1 ../..", "m2 2026-10-01/.."]);
    assert_eq!(told(laid(json!({"set": [set("c1", json!(["m3"]))]}))), ["unknown-party /set/0/value"]);
    assert_eq!(told(laid(json!({"set": [set("c1", json!(["hq"]))]}))), ["not-a-ministry /set/0"]);
    assert_eq!(told(laid(json!({"set": [set("hq", json!(["m1"]))]}))), ["not-a-ceptoar /set/0"]);
    Ok(())
}

#[test]
fn r40_a_link_that_is_not_as_derived_is_left_to_its_author() -> Result<(), Refusal> {
    let mut document = base();
    if let Some(channels) = document.pointer_mut("/links/2/channels") {
        *channels = json!(["fax"]);
    }
    let registry = Registry::from_json(document.to_string().as_bytes())?;
    let set = json!({"of": {"ceptoar": "c1"}, "field": "ministry", "from": "2026-10-01", "value": ["m2"]});
    assert_eq!(told(registry.with_overlay(&overlay("new", json!({"set": [set]}))?)), ["by-hand /set/0"]);
    let by_hand = json!({"set": [set], "end": [{"link": {"from": "m1", "to": "c1", "direction": "provision"}, "until": "2026-10-01"}]});
    let registry = registry.with_overlay(&overlay("new", by_hand)?)?;
    assert_eq!(links(&registry, "m1", "c1", Direction::Provision), ["../2026-10-01 fax"]);
    Ok(())
}

#[test]
fn r40_another_runs_the_secretariat() -> Result<(), Refusal> {
    let set = |of: Value, is: Value| {
        let value = json!({"name": {"ja": "新協会"}, "is": is});
        json!({"set": [{"of": of, "field": "secretariat", "from": "2025-10-01", "value": value}]})
    };
    let registry = laid(set(json!({"ceptoar": "c2"}), json!("body")))?;
    assert_eq!(roles(&registry, "c2", Role::Secretariat), ["body 2025-10-01/..", "m2 ../2025-10-01"]);
    assert_eq!(links(&registry, "m2", "c2", Direction::Provision), ["../2025-10-01 internal", "2025-10-01/.. null"]);
    assert_eq!(links(&registry, "c2", "m2", Direction::Liaison), ["../2025-10-01 internal", "2025-10-01/.. null"]);
    let named = registry
        .ceptoar("c2")
        .map(|c2| c2.secretariat.iter().map(|s| format!("{} {}", s.name.ja, s.period)).collect::<Vec<_>>());
    assert_eq!(named, Some(vec!["新協会 2025-10-01/..".to_owned()]));
    // The ministry of the CEPTOAR becomes its office: R18, internal and without channels.
    let registry = laid(set(json!({"ceptoar": "c1"}), json!("m1")))?;
    assert_eq!(
        links(&registry, "m1", "c1", Direction::Provision),
        ["../2025-10-01 email phone", "2025-10-01/.. internal"]
    );
    assert_eq!(links(&registry, "c1", "m1", Direction::Liaison), ["../2025-10-01 null", "2025-10-01/.. internal"]);
    let named = registry
        .ceptoar("c1")
        .map(|c1| c1.secretariat.iter().map(|s| format!("{} {}", s.name.ja, s.period)).collect::<Vec<_>>());
    assert_eq!(named, Some(vec!["旧協会 ../2025-10-01".to_owned(), "新協会 2025-10-01/..".to_owned()]));
    // A council has a secretariat and no link to it.
    let registry = laid(set(json!({"party": "council"}), json!("m1")))?;
    assert_eq!(roles(&registry, "council", Role::Secretariat), ["m1 2025-10-01/.."]);
    assert_eq!(registry.councils().len(), 1);
    assert_eq!(told(laid(set(json!({"ceptoar": "c1"}), json!("nobody")))), ["unknown-party /set/0/value/is"]);
    Ok(())
}

#[test]
fn an_internal_link_has_the_role_behind_it_on_all_its_days() {
    let role = json!({"party": "m2", "group": "c2", "role": "secretariat"});
    let end = json!({"end": [{"membership": role, "until": "2025-10-01"}]});
    assert_eq!(told(laid(end)), ["internal-without-secretariat /end/0", "internal-without-secretariat /end/0"]);
    let link =
        |from: &str| json!({"from": from, "to": "c1", "direction": "exchange", "channels": [], "internal": true});
    assert_eq!(told(laid(json!({"add": {"links": [link("m1")]}}))), ["internal-without-secretariat /add/links/0"]);
}

#[test]
fn r42_links_that_carry_exactly_the_old_means_carry_the_new_ones() -> Result<(), Refusal> {
    let set = |of: &str, from: &str, channels: Value| json!({"of": {"ceptoar": of}, "field": "means", "from": from, "value": {"channels": channels}});
    let both = json!({"set": [set("c1", "2026-10-01", json!(["fax"])), set("c1", "2026-04-01", json!(["web"]))]});
    let registry = laid(both)?;
    let provision = |from: &str, to: &str| links(&registry, from, to, Direction::Provision);
    assert_eq!(
        provision("c1", "c1-members"),
        ["../2026-04-01 email web phone", "2026-04-01/2026-10-01 web", "2026-10-01/.. fax"]
    );
    assert_eq!(provision("m1", "c1"), ["../2026-04-01 email phone", "2026-04-01/2026-10-01 null", "2026-10-01/.. fax"]);
    assert_eq!(provision("c1", "body"), ["../.. email web phone"], "an analyst is no Member: all others stay");
    // Means that were not known: the links that carry null carry them.
    let registry = laid(json!({"set": [set("c2", "2026-04-01", json!(["web", "fax"]))]}))?;
    assert_eq!(
        links(&registry, "c2", "c2-members", Direction::Provision),
        ["../2026-04-01 null", "2026-04-01/.. web fax"]
    );
    assert_eq!(links(&registry, "m2", "c2", Direction::Provision), ["../.. internal"]);
    // An earlier value holds until the later one that stands.
    let later = laid(json!({"set": [set("c1", "2026-10-01", json!(["fax"]))]}))?;
    let earlier = overlay("earlier", json!({"set": [set("c1", "2026-04-01", json!(["web"]))]}))?;
    let registry = later.with_overlay(&earlier)?;
    assert_eq!(
        links(&registry, "c1", "c1-members", Direction::Provision),
        ["../2026-04-01 email web phone", "2026-04-01/2026-10-01 web", "2026-10-01/.. fax"]
    );
    assert_eq!(
        told(laid(json!({"set": [set("c1", "2026-04-01", json!(["pigeon"]))]}))),
        ["unknown-channel /set/0/value/channels/0"]
    );
    Ok(())
}
