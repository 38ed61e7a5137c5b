//! What an edition or a roster is refused for: one small change to a sound document, one problem.

use serde_json::{Value, json};

use crate::document::edition::{Edition as EditionDoc, Party as PartyDoc};
use crate::document::roster::Roster as RosterDoc;
use crate::error::problem::Refusal;
use crate::id::looks;
use crate::registry::data::Registry;
use crate::registry::roster::Roster;
use crate::word::sets::PartyKind;

fn sound() -> Value {
    json!({
        "id": "small", "title": {"ja": "小"},
        "sectors": [{"id": "gas", "name": {"ja": "ガス"}}],
        "parties": [
            {"id": "meti", "kind": "ministry", "name": {"ja": "省"}},
            {"id": "gas", "kind": "ceptoar", "name": {"ja": "ガス"}},
            {"id": "gas-members", "kind": "members", "name": {"ja": "社"}},
            {"id": "council", "kind": "council", "name": {"ja": "会"}},
        ],
        "ceptoars": [{"party": "gas", "sector": "gas", "scope": {"ja": "ガス"}}],
        "memberships": [
            {"party": "meti", "group": "gas", "role": "responsible"},
            {"party": "gas-members", "group": "gas", "role": "member"},
            {"party": "gas", "group": "council", "role": "member", "period": {"from": "2009-02-26"}},
        ],
        "links": [
            {"from": "meti", "to": "gas", "direction": "provision", "channels": ["email"]},
            {"from": "gas", "to": "gas-members", "direction": "provision"},
            {"from": "gas-members", "to": "gas-members", "direction": "exchange"},
        ],
        "totals": [{"of": "sectors", "value": 1}],
    })
}

fn told(refusal: Option<Refusal>) -> Vec<String> {
    let problems = refusal.iter().flat_map(Refusal::problems);
    problems.map(|problem| format!("{} {}", problem.code().as_str(), problem.pointer())).collect()
}

/// The problems of the sound edition with the object `value` added to the list `list`, or else set there.
fn with(list: &str, value: Value) -> Vec<String> {
    let mut edition = sound();
    match edition.pointer_mut(list) {
        Some(Value::Array(items)) if value.is_object() => items.push(value),
        Some(place) => *place = value,
        None => {
            if let Some(root) = edition.as_object_mut() {
                root.insert(list.trim_start_matches('/').to_owned(), value);
            }
        }
    }
    told(Registry::from_json(edition.to_string().as_bytes()).err())
}

#[test]
fn kind_21_an_edition_is_refused_at_the_place_of_what_does_not_hold() {
    let link = |from: &str, to: &str| json!({"from": from, "to": to, "direction": "provision"});
    let member = |party: &str, group: &str, role: &str| json!({"party": party, "group": group, "role": role});
    let cases: Vec<(&str, Value, &[&str])> = vec![
        ("/id", json!("small"), &[]),
        ("/id", json!("Not An Id"), &["bad-id /id"]),
        ("/format", json!("ceptoar/rules/1"), &["wrong-format /format"]),
        ("/title/ja", json!("a\u{7}"), &["bad-text /title/ja"]),
        ("/covers", json!({"from": "2009-13-01"}), &["bad-date /covers/from"]),
        ("/covers", json!({"from": "2009-01-01", "until": "2009-01-01"}), &["empty-period /covers"]),
        (
            "/sectors",
            json!({"id": "gas", "name": {"ja": "x"}}),
            &["broken-total /totals/0", "duplicate-id /sectors/1/id"],
        ),
        ("/ceptoars/0/sector", json!("water"), &["unknown-sector /ceptoars/0/sector"]),
        ("/ceptoars/0/party", json!("meti"), &["missing-record /parties/1", "not-a-ceptoar /ceptoars/0/party"]),
        ("/memberships", member("gas", "nobody", "member"), &["unknown-party /memberships/3/group"]),
        ("/memberships", member("gas", "meti", "member"), &["not-a-group /memberships/3/group"]),
        ("/memberships", member("gas", "gas", "responsible"), &["not-a-ministry /memberships/3/party"]),
        ("/memberships", member("gas", "council", "member"), &["overlapping-periods /memberships/3"]),
        (
            "/memberships",
            member("council", "gas", "member"),
            &["membership-cycle /memberships/2", "membership-cycle /memberships/3"],
        ),
        ("/memberships/0/role", json!("analyst"), &["no-ministry /parties/1"]),
        ("/links", link("gas", "gas"), &["self-link /links/3"]),
        ("/links", link("gas", "nobody"), &["unknown-party /links/3/to"]),
        ("/links", link("meti", "gas"), &["doubled-link /links/3"]),
        ("/links/0/channels", json!([]), &["empty-channels /links/0/channels"]),
        ("/links/0/channels", json!(["email", "email"]), &["duplicate-item /links/0/channels/1"]),
        (
            "/links/0/channels",
            json!([{"id": "email", "when": {"modes": []}}]),
            &["empty-set /links/0/channels/0/when/modes"],
        ),
        ("/totals/0/value", json!(2), &["broken-total /totals/0"]),
        ("/excused", json!([{"id": "s", "reason": {"ja": "x"}}]), &[]),
        (
            "/documents",
            json!([{"id": "d", "title": {"ja": "x"}, "source": ["e"]}]),
            &["unknown-source /documents/0/source/0"],
        ),
        (
            "/source_index",
            json!({"document": "d", "statements": [{"id": "s", "sha256": "0"}]}),
            &["bad-digest /source_index/statements/0/sha256"],
        ),
    ];
    for (place, value, wanted) in cases {
        let mut found = with(place, value.clone());
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, wanted, "{place} {value}");
    }
}

#[test]
fn a_link_may_use_a_channel_outside_the_vocabulary_but_is_marked() -> Result<(), Refusal> {
    let mut edition = sound();
    if let Some(place) = edition.pointer_mut("/links/0/channels") {
        *place = json!(["pigeon"]);
    }
    let registry = Registry::from_json(edition.to_string().as_bytes())?;
    let lints: Vec<_> = registry.lints().iter().map(|lint| (lint.code.as_str(), lint.at.as_str())).collect();
    assert_eq!(lints, [("channel-not-in-vocabulary", "meti>gas")]);
    Ok(())
}

fn joined(roster: &Value) -> Result<Registry, Refusal> {
    Registry::from_json(sound().to_string().as_bytes())?.with_roster(&Roster::from_json(roster.to_string().as_bytes())?)
}

#[test]
fn an_organisation_without_a_link_hangs_on_the_links_of_the_class() -> Result<(), Refusal> {
    let roster = json!({"id": "own", "organizations": [{"id": "tokyo-gas", "name": {"ja": "社"}}],
        "memberships": [{"party": "tokyo-gas", "group": "gas", "role": "member"}]});
    let registry = joined(&roster)?;
    let touching = registry.links().iter().filter(|l| l.from == "tokyo-gas" || l.to == "tokyo-gas");
    let links: Vec<String> = touching.map(|link| format!("{}>{}", link.from, link.to)).collect();
    assert_eq!(links, ["gas>tokyo-gas", "gas-members>tokyo-gas", "tokyo-gas>gas-members"]);
    assert!(registry.roster_digest().is_some());
    Ok(())
}

#[test]
fn u08_an_organisation_without_a_way_is_told() -> Result<(), Refusal> {
    let lints = |edition: &Value, role: &str, links: Value| {
        let roster = json!({"id": "own", "organizations": [{"id": "a", "name": {"ja": "社"}}],
            "memberships": [{"party": "a", "group": "gas", "role": role}], "links": links});
        let registry = Registry::from_json(edition.to_string().as_bytes())?;
        let registry = registry.with_roster(&Roster::from_json(roster.to_string().as_bytes())?)?;
        let lints = registry.lints().iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at));
        Ok::<Vec<String>, Refusal>(lints.collect())
    };
    let without = ["organization-without-way a"];
    // The class of the sound edition is told and tells nothing: so is what hangs on it, and nobody tells the CEPTOAR.
    assert!(lints(&sound(), "member", json!([]))?.is_empty());
    // An own link of one direction leaves the class's links of the other.
    let own = json!([{"from": "a", "to": "gas", "direction": "liaison"}]);
    assert!(lints(&sound(), "member", own.clone())?.is_empty());
    let mut no_class = sound();
    for (list, last) in [("memberships", 2), ("links", 1)] {
        if let Some(items) = no_class.pointer_mut(&format!("/{list}")).and_then(Value::as_array_mut) {
            items.truncate(last);
            items.retain(|item| item["party"] != "gas-members");
        }
    }
    assert_eq!(lints(&no_class, "member", json!([]))?, without);
    assert_eq!(lints(&no_class, "member", own)?, without, "it tells, and is told nothing");
    let told = json!({"from": "gas", "to": "a", "direction": "provision"});
    assert!(lints(&no_class, "member", json!([told]))?.is_empty());
    let mut liaison = no_class.clone();
    if let Some(links) = liaison.pointer_mut("/links").and_then(Value::as_array_mut) {
        links.push(json!({"from": "gas", "to": "meti", "direction": "liaison"}));
    }
    assert_eq!(lints(&liaison, "member", json!([told]))?, without, "it is told, and can tell nobody");
    assert!(lints(&liaison, "relay", json!([told]))?.is_empty(), "a relay reports nothing");
    Ok(())
}

#[test]
fn u09_causes_are_told_without_what_follows_from_them() {
    let mut edition = sound().to_string();
    edition = edition.replace("\"gas\"", "\"GAS\"");
    let found = told(Registry::from_json(edition.as_bytes()).err());
    assert!(found.iter().all(|told| told.starts_with("bad-id ")), "{found:?}");
    let mut edition = sound();
    for (place, value) in [("/parties/1/kind", json!("sector")), ("/links/0/to", json!(5))] {
        if let Some(found) = edition.pointer_mut(place) {
            *found = value;
        }
    }
    assert_eq!(
        told(Registry::from_json(edition.to_string().as_bytes()).err()),
        ["wrong-type /links/0/to", "unknown-value /parties/1/kind"]
    );
}

#[test]
fn a_roster_speaks_only_of_its_own_organisations() {
    let roster = json!({"id": "own", "organizations": [{"id": "meti", "name": {"ja": "省"}}, {"id": "a", "name": {"ja": "社"}}],
        "memberships": [{"party": "council", "group": "gas", "role": "member"}, {"party": "a", "group": "a", "role": "member"}],
        "links": [{"from": "gas", "to": "council", "direction": "exchange"}]});
    let wanted = [
        "roster-link-without-organization /links/0",
        "unknown-party /memberships/0/party",
        "not-a-group /memberships/1/group",
        "duplicate-id /organizations/0/id",
    ];
    let found = told(joined(&roster).err());
    for problem in wanted {
        assert!(found.iter().any(|told| told == problem), "{problem} is not among {found:?}");
    }
}

/// A roster of so many organisations, each with a membership of its own day and a link.
fn large(count: usize) -> Value {
    let id = |n: usize| format!("own-{n:06}");
    let day = |n: usize| format!("20{:02}-{:02}-{:02}", n % 50, n % 12 + 1, n % 28 + 1);
    let organizations: Vec<Value> = (0..count).map(|n| json!({"id": id(n), "name": {"ja": "社"}})).collect();
    let memberships: Vec<Value> = (0..count)
        .map(|n| json!({"party": id(n), "group": "gas", "role": "member", "period": {"from": day(n)}}))
        .collect();
    let links: Vec<Value> =
        (0..count).step_by(2).map(|n| json!({"from": id(n), "to": "gas", "direction": "liaison"})).collect();
    json!({"id": "own", "organizations": organizations, "memberships": memberships, "links": links})
}

#[test]
fn the_work_of_loading_grows_with_the_document_and_not_with_its_square() -> Result<(), Refusal> {
    let looks_of = |work: &dyn Fn() -> Result<Registry, Refusal>| {
        let before = looks::until_now();
        let registry = work()?;
        Ok::<(u64, Registry), Refusal>((looks::until_now() - before, registry))
    };
    let mut looks = Vec::new();
    for count in [5_000, 20_000] {
        let roster = large(count);
        let (of_roster, registry) = looks_of(&|| joined(&roster))?;
        assert!(registry.parties().len() > count);
        let roster = RosterDoc::read(roster.to_string().as_bytes())?;
        let mut edition = EditionDoc::read(sound().to_string().as_bytes())?;
        let organizations = roster.organizations.into_iter();
        edition.parties.extend(organizations.map(|own| PartyDoc::new(own.id, PartyKind::Organization, own.name)));
        edition.memberships.extend(roster.memberships.into_iter().flatten());
        edition.links.extend(roster.links.into_iter().flatten());
        let (of_edition, _) = looks_of(&|| Registry::from_document(&edition))?;
        looks.push([of_roster, of_edition]);
    }
    let [[roster, edition], [roster_of_four, edition_of_four]] = looks.as_slice() else { return Ok(()) };
    for (one, four) in [(roster, roster_of_four), (edition, edition_of_four)] {
        // To sort costs a little more than in proportion; a pass for each organisation would cost sixteen times as much.
        assert!((3 * one..6 * one).contains(four), "{one} looks, and {four} for four times as many");
    }
    Ok(())
}

/// A large roster in which every so many organisations bring three faults, and what is told of it.
fn faulty(step: usize) -> (Value, Vec<String>) {
    let mut roster = large(6_000);
    let mut wanted = Vec::new();
    let mut again = Vec::new();
    let mut put = |pointer: String, value: Value| {
        if let Some(place) = roster.pointer_mut(&pointer) {
            *place = value;
        }
    };
    for n in (0..6_000).step_by(step) {
        put(format!("/memberships/{n}/group"), json!("gaz"));
        wanted.push(format!("unknown-party /memberships/{n}/group"));
        put(format!("/links/{}/to", n / 2), json!(format!("own-{n:06}")));
        wanted.push(format!("self-link /links/{}", n / 2));
        again.push(n + 1);
        wanted.push(format!("overlapping-periods /memberships/{}", 6_000 + again.len() - 1));
    }
    if let Some(memberships) = roster.pointer_mut("/memberships").and_then(Value::as_array_mut) {
        let twice: Vec<Value> = again.iter().filter_map(|n| memberships.get(*n).cloned()).collect();
        memberships.extend(twice);
    }
    (roster, wanted)
}

#[test]
fn of_a_large_roster_every_fault_is_told_at_its_place() {
    let (roster, mut wanted) = faulty(20);
    let mut found = told(joined(&roster).err());
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    // Of thousands the first thousand are told, and that there are more.
    let (roster, wanted) = faulty(4);
    let found = told(joined(&roster).err());
    assert!(wanted.len() > 4_000 && found.iter().take(1000).all(|told| wanted.contains(told)));
    assert_eq!((found.len(), found.last().map(String::as_str)), (1001, Some("too-many-problems ")));
}
