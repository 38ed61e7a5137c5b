//! R59: organisations that nothing tells apart are asked of by a few, and count as one.

use ceptoar_core::author::exposure::{ExposureOptions, diff, exposure};
use ceptoar_core::author::{Aspect, ExposureRow, Sense, lint};
use ceptoar_core::document::{Link, Membership, Party};
use ceptoar_core::{Direction, PartyId, PartyKind, Registry, Role, Router, RuleSet, Situation};
use serde_json::{Value, json};

use crate::exposure::{changes, options, router, scheme};

#[test]
fn organisations_that_are_alike_count_as_one() {
    let mut edition = scheme();
    edition.links.push(Link::new("c1", "c1-members", Direction::Exchange));
    edition.links.push(Link::new("c1-members", "c1", Direction::Exchange));
    let registry = Registry::from_document(&edition).unwrap();
    let names = ["o1", "o2", "o3"];
    let organizations: Vec<Value> = names.iter().map(|id| json!({ "id": id, "name": { "ja": id } })).collect();
    let roles: Vec<Value> = names.iter().map(|id| json!({ "party": id, "group": "c1", "role": "member" })).collect();
    let roster = json!({ "id": "r", "organizations": organizations, "memberships": roles });
    let roster = ceptoar_core::Roster::from_json(roster.to_string().as_bytes()).unwrap();
    let inside = json!({ "id": "inside", "extends": ["standard"], "rules": [{
        "id": "inside", "effect": "permit", "audience": { "kinds": ["ceptoar", "organization"] },
        "when": { "directions": ["exchange"] } }] });
    let rules = RuleSet::from_json(inside.to_string().as_bytes()).unwrap();
    let router = Router::builder(&registry.with_roster(&roster).unwrap()).rules(rules).compile().unwrap();
    let found = exposure(&router, &options()).unwrap();
    let alike = found.classes.alike.iter().find(|alike| alike.field == "origins").unwrap();
    assert_eq!((alike.first.as_str(), &alike.others[..]), ("o1", &["o2".to_owned(), "o3".to_owned()][..]));
    assert!(!found.classes.split.origins.iter().any(|origin| origin == "o2"));
    // They are one, by the smallest id, which stands for what one of them hears of another too.
    let of_them: Vec<_> = found.parties.iter().filter(|party| names.contains(&party.party.as_str())).collect();
    assert!(matches!(of_them[..], [one] if one.party == "o1" && one.told > 0), "{of_them:?}");
    let heard = |row: &&ExposureRow| row.parties.contains(&"o1".parse().unwrap());
    let from_another = found.rows.iter().filter(heard).filter(|row| row.when.origins.contains(&"o1".parse().unwrap()));
    assert!(from_another.map(|row| row.classes).sum::<u64>() > 0);
    assert_eq!(found.rows.iter().filter(heard).map(|row| row.classes).sum::<u64>(), of_them[0].told);
}

#[test]
fn everybody_is_each_of_those_that_are_alike() {
    // Whoever is not addressed may hear and hand on; of a notice to everybody nobody is that.
    let mut edition = scheme();
    for id in ["o1", "o2", "o3", "o4"] {
        edition.parties.push(Party::new(id, PartyKind::Organization, "会社"));
        edition.links.push(Link::new("hq", id, Direction::Provision));
        edition.links.push(Link::new(id, "z", Direction::Provision));
    }
    edition.parties.push(Party::new("z", PartyKind::Partner, "先"));
    let all = json!({ "id": "all", "effect": "permit", "audience": { "kinds": ["organization", "partner"] } });
    let but =
        json!({ "id": "but", "effect": "forbid", "audience": { "addressees": true, "except": { "parties": ["z"] } } });
    let (before, after) = (router(&edition, &json!([all, but])), router(&edition, &json!([all])));
    let options = ExposureOptions {
        from: "2024-05-01".parse().ok(),
        until: "2024-05-02".parse().ok(),
        ..ExposureOptions::default()
    };
    let found = diff(&before, &after, &options).unwrap();
    let (z, hq): (PartyId, PartyId) = ("z".parse().unwrap(), "hq".parse().unwrap());
    let gains: Vec<_> = found
        .rows
        .iter()
        .filter(|row| {
            row.parties.contains(&z) && row.when.addressees == ["everybody"] && row.when.origins == [hq.clone()]
        })
        .collect();
    assert!(gains.iter().any(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains)), "{gains:#?}");
    for row in &found.rows {
        let notice = before.notice(row.witness.notice.as_str().as_bytes()).unwrap();
        let told = |router: &Router| router.route(&notice, &Situation::default()).unwrap();
        let seen = changes(Some(&told(&before)), Some(&told(&after)), row.witness.party.as_ref().unwrap());
        assert!(seen.contains(&(row.aspect, row.sense)), "{row:#?}");
    }
    // Under a label of any reach who is not addressed is told, so that a witness that leaves out one of them would show something else.
    let open = |rule: &Value| {
        let mut rule = rule.clone();
        rule["when"] = json!({ "levels": ["TLP:CLEAR"] });
        rule
    };
    let (shut, wide) = (router(&edition, &json!([open(&all), but])), router(&edition, &json!([open(&all)])));
    let everybody = diff(&shut, &wide, &options).unwrap();
    let of_z = everybody.rows.iter().filter(|row| row.parties.contains(&z) && row.when.addressees == ["everybody"]);
    assert!(of_z.clone().count() > 0);
    for row in of_z {
        let notice = shut.notice(row.witness.notice.as_str().as_bytes()).unwrap();
        assert_eq!(notice.addressees.len(), shut.registry().parties().len());
        let plan = |router: &Router| router.route(&notice, &Situation::default()).unwrap();
        let seen = changes(Some(&plan(&shut)), Some(&plan(&wide)), "z");
        assert!(seen.contains(&(row.aspect, row.sense)), "{row:#?}");
    }
    // Where no rule narrows by addressees a few of those that are alike show the same.
    let plain = exposure(&after, &options).unwrap();
    assert!(!plain.classes.everybody_is_no_bound && found.classes.everybody_is_no_bound);
    let witnesses = plain.rows.iter().filter(|row| row.when.addressees == ["everybody"]).map(|row| &row.witness);
    assert!(witnesses.clone().count() > 0);
    assert!(witnesses.into_iter().all(|witness| !witness.notice.as_str().contains("o4")));
    // Nobody at all is told of it: the lint says so of each, and of every label.
    let linted = lint::rules(&before, &options).unwrap();
    let found = |code: &str| {
        linted.findings.iter().filter(|one| one.code.as_str() == code).map(|one| one.at.as_str()).collect::<Vec<_>>()
    };
    let heard = exposure(&before, &options).unwrap();
    assert!(heard.parties.iter().any(|party| party.party.as_str() == "o1" && party.told == 0), "{:?}", heard.parties);
    assert!(["o1", "o2", "o3", "o4"].iter().all(|id| found("no-way").contains(id)), "{:?}", found("no-way"));
}

#[test]
fn many_organisations_that_are_alike_ask_no_more_than_two() {
    let with = |count: usize| {
        let mut edition = scheme();
        for n in 0..count {
            let id = format!("o-{n:04}");
            edition.parties.push(Party::new(id.as_str(), PartyKind::Organization, "会社"));
            edition.memberships.push(Membership::new(id.as_str(), "c1", Role::Member));
            edition.links.push(Link::new("c1", id.as_str(), Direction::Provision));
        }
        exposure(&router(&edition, &json!([])), &options()).unwrap()
    };
    let (few, many) = (with(2), with(2000));
    assert_eq!(few.classes.count, many.classes.count);
    assert_eq!(few.rows.len(), many.rows.len());
    assert_eq!(few.parties.len(), many.parties.len());
}
