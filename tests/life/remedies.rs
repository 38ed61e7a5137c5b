//! What it would take that a party is told (LIFE-RULES R41, R42 and the law "Remedies").

use std::collections::BTreeSet;

use ceptoar_core::document::{Audience, Condition, Rule};
use ceptoar_core::life::{Remedies, RemedyChange, RemedyKind, RemedySet, remedies};
use ceptoar_core::{Duty, ErrorCode, Message, Notice, Outcome, PartyId, PartyKind, Router, RuleSet, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice, situation as random_situation};
use ceptoar_suite::reference::{Ask, Fault, World};
use serde_json::{Value, json};

use crate::audit::{at, notice};
use crate::router;

fn of(more: Value, party: &str, situation: Value) -> Remedies {
    let router = router();
    let situation = Situation::from_json(situation.to_string().as_bytes()).expect("a situation");
    remedies(&router, &notice(&router, more), party, &situation).expect("an answer")
}

/// Each set as its decisions.
fn said(found: &Remedies) -> Vec<Vec<String>> {
    let one = |change: &RemedyChange| {
        let mut out = vec![change.change.to_string()];
        out.extend(change.parties.iter().map(ToString::to_string));
        out.extend(change.label.iter().map(ToString::to_string));
        out.extend(change.until.iter().map(|until| ceptoar_core::instant_text(*until)));
        out.extend(change.outage.clone());
        out.extend(change.sector.iter().map(ToString::to_string));
        out.extend(change.by.iter().map(|by| format!("by {by}")));
        out.join(" ")
    };
    found.sets.iter().map(|set| set.changes.iter().map(one).collect()).collect()
}

/// The example of the rules, `examples/life/remedies.json`.
#[test]
fn a_label_that_is_too_strict() {
    let found = of(json!({ "level": "TLP:AMBER+STRICT" }), "gas-members", json!({}));
    assert_eq!((found.outcome, found.forbidden, found.complete), (Outcome::Capped, false, true));
    let wanted = [["address gas-members by nisc"], ["consent gas-members by nisc"], ["label TLP:AMBER by nisc"]];
    assert_eq!(said(&found), wanted);
    for set in &found.sets {
        let path: Vec<&str> = set.hops.iter().map(|hop| hop.to.as_str()).collect();
        assert_eq!(
            (path.as_slice(), set.widens, set.changes_scheme),
            (&["meti", "gas", "gas-members"][..], false, false)
        );
        assert_eq!((set.also.len(), set.lost.len()), (0, 0));
    }
    assert_eq!(Remedies::from_json(found.to_json().as_bytes()).expect("it reads back"), found);
}

/// Two decisions where two things stand in the way: the label, and the link.
#[test]
fn what_is_out_and_too_strict() {
    let cut = json!({ "outages": [{ "link": "gas>gas-members" }] });
    let restored = "restore gas>gas-members".to_owned();
    let found = of(json!({}), "gas-members", cut.clone());
    assert_eq!(said(&found), [[restored.clone()]]);
    let found = of(json!({ "level": "TLP:AMBER+STRICT" }), "gas-members", cut);
    let wanted = [
        ["address gas-members by nisc".to_owned(), restored.clone()],
        ["consent gas-members by nisc".to_owned(), restored.clone()],
        ["label TLP:AMBER by nisc".to_owned(), restored],
    ];
    assert_eq!(said(&found), wanted);
    // A sector that fails with the channels that it carries.
    let found = of(json!({}), "gas", json!({ "failed_sectors": ["information-communications"] }));
    assert_eq!(said(&found), [["restore information-communications"]]);
}

#[test]
fn the_end_of_an_embargo() {
    let until = json!({ "embargo_until": "2009-05-08T18:00:00+09:00" });
    let found = of(until, "gas", json!({}));
    assert_eq!(found.outcome, Outcome::Embargoed);
    assert_eq!(said(&found), [["wait 2009-05-08T09:00:00Z"]]);
    assert_eq!(found.sets[0].also, [""; 0], "whom the end of the embargo tells anyhow is no wider audience");
}

/// A provision tells whoever is affected: another sector's CEPTOAR needs a permission that no rule gives, and its ministry too.
#[test]
fn a_change_of_the_scheme_comes_last() {
    let found = of(json!({}), "electric-power", json!({}));
    assert_eq!(found.outcome, Outcome::NotAddressed);
    let last = found.sets.last().expect("a set");
    assert!(last.changes_scheme && last.changes.iter().any(|change| change.change == RemedyKind::Permission));
    let schemes: Vec<bool> = found.sets.iter().map(|set| set.changes_scheme).collect();
    assert!(schemes.is_sorted(), "{schemes:?}");
}

/// R42: aviation keeps what it exchanges with its members, and that has no end.
#[test]
fn what_is_forbidden_for_good() {
    let found = of(
        json!({ "direction": "exchange", "origin": "aviation", "affected_sectors": [],
        "addressees": ["railway"] }),
        "railway",
        json!({}),
    );
    assert!(found.forbidden && found.sets.is_empty(), "{:?}", said(&found));
    assert!(found.text(ceptoar_core::Lang::En).contains("nothing helps but to wait"));
}

/// R42: a relay that is forbidden now is made none by a label under which the rule would not fire.
#[test]
fn no_label_goes_round_a_forbid_of_a_relay() {
    let plain = router();
    let strict = json!({ "level": "TLP:AMBER+STRICT" });
    let ask = |router: &Router| {
        let notice = notice(router, strict.clone());
        remedies(router, &notice, "gas-members", &Situation::default()).expect("an answer")
    };
    assert!(said(&ask(&plain)).contains(&vec!["label TLP:AMBER by nisc".to_owned()]), "{:?}", said(&ask(&plain)));
    let mut rules = plain.rules().document().clone();
    let mut forbid =
        Rule::forbid("relay-is-out", Audience { parties: ["gas"].into_iter().collect(), ..Audience::default() });
    let levels = ["TLP:AMBER+STRICT"].into_iter().collect();
    forbid.when = Some(Condition { levels, ..Condition::default() });
    rules.rules.push(forbid);
    let rules = RuleSet::from_document(&rules).expect("rules");
    let barred = Router::builder(plain.registry()).rules(rules).compile().expect("a router");
    // The members themselves are not forbidden; the only way to them leads over who is.
    let found = ask(&barred);
    assert!(!found.forbidden && found.sets.is_empty(), "{:?}", said(&found));
    // Under the other label from the start nothing bars the way.
    let open = notice(&barred, json!({}));
    assert_eq!(barred.audience(&open, &Situation::default()).expect("an answer").duty("gas-members"), Some(Duty::Must));
}

#[test]
fn who_is_told_needs_nothing() {
    let found = of(json!({}), "gas", json!({}));
    assert_eq!((found.outcome, found.sets.len()), (Outcome::Deliver, 0));
}

#[test]
fn what_is_refused() {
    let router = router();
    let told = notice(&router, json!({}));
    let refused = |notice: &Notice, party: &str| {
        remedies(&router, notice, party, &Situation::default()).expect_err("refused").problems()[0].code()
    };
    assert_eq!(refused(&told, "pigeon"), ErrorCode::UnknownParty);
    assert_eq!(refused(&told, "nisc"), ErrorCode::NoVerdict);
    let end = told.clone().following(Message::Withdrawal, "n-0".parse().expect("an id"));
    assert_eq!(refused(&end, "gas"), ErrorCode::WithdrawalNeedsLog);
}

/// A question with some decisions taken: notice, situation, and the router with one more rule.
fn taken(
    router: &Router,
    notice: &Notice,
    situation: &Situation,
    changes: &[RemedyChange],
) -> (Router, Notice, Situation) {
    let (mut notice, mut situation, mut permitted) = (notice.clone(), situation.clone(), Vec::new());
    for change in changes {
        match change.change {
            RemedyKind::Address => join(&mut notice.addressees, &change.parties),
            RemedyKind::Consent => join(&mut notice.consents, &change.parties),
            RemedyKind::Label => notice.level = change.label.clone().expect("a label"),
            RemedyKind::Wait => situation.at = change.until,
            RemedyKind::Restore => {
                situation.outages.retain(|outage| change.outage != Some(outage.to_string()));
                situation.failed_sectors.retain(|sector| change.sector.as_ref() != Some(sector));
            }
            RemedyKind::Permission => join(&mut permitted, &change.parties),
        }
    }
    let router = if permitted.is_empty() { router.clone() } else { permitting(router, &permitted) };
    (router, notice, situation)
}

fn join(list: &mut Vec<PartyId>, parties: &[PartyId]) {
    list.extend(parties.iter().filter(|party| !list.contains(party)).cloned().collect::<Vec<_>>());
    list.sort_unstable();
}

fn permitting(router: &Router, parties: &[PartyId]) -> Router {
    let mut rules = router.rules().document().clone();
    let ids: Vec<&str> = parties.iter().map(|party| party.as_str()).collect();
    rules.rules.push(Rule::permit("one-more", Audience { parties: ids.into_iter().collect(), ..Audience::default() }));
    let rules = RuleSet::from_document(&rules).expect("rules");
    Router::builder(router.registry()).profile(router.profile().clone()).rules(rules).compile().expect("a router")
}

/// Whom the literal reference tells, with the parties of each path; where the question is refused, nobody.
fn literal(router: &Router, notice: &Notice, situation: &Situation, party: &str) -> Option<Vec<String>> {
    router.audience(notice, situation).ok()?;
    let whole = Ask::new(World::of(router, Fault::None), notice, situation).answer();
    let told = whole.told().find(|(told, _)| *told == party)?.1;
    Some(told.hops.iter().map(|hop| hop.to.clone()).collect())
}

/// Every part of some decisions, a party of one that names several as well.
fn parts(changes: &[RemedyChange]) -> Vec<Vec<RemedyChange>> {
    let mut steps: Vec<RemedyChange> = Vec::new();
    for change in changes {
        if change.parties.is_empty() {
            steps.push(change.clone());
        }
        for party in &change.parties {
            let mut one = change.clone();
            one.parties = vec![party.clone()];
            steps.push(one);
        }
    }
    let all = (1_u32 << steps.len()) - 1;
    (0..all)
        .map(|bits| {
            steps.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, step)| step.clone()).collect()
        })
        .collect()
}

/// What is compared of two sets of the same kinds: the label's place, the instant, how many parties are named.
fn kinds(changes: &[RemedyChange]) -> Vec<RemedyKind> {
    let mut kinds: Vec<RemedyKind> = changes.iter().map(|change| change.change).collect();
    kinds.sort_unstable();
    kinds
}

/// The law "Remedies": each set, applied, delivers; no part of it does; at most three decisions; nothing goes round a forbid.
#[test]
fn each_set_is_enough_and_no_part_of_it_is() {
    let (mut sets, mut of_kinds) = (0, BTreeSet::new());
    for seed in 0..140_u64 {
        let mut draw = Draw::Seed(seed);
        let router = documents(&mut draw, Size::SMALL).router();
        let notice = random_notice(&mut draw, &router);
        let situation = random_situation(&mut draw, &router, &notice);
        let parties: Vec<PartyId> = router.registry().parties().iter().map(|party| party.id.clone()).collect();
        for party in &parties {
            let Ok(found) = remedies(&router, &notice, party, &situation) else { continue };
            let mut seen = BTreeSet::new();
            for set in &found.sets {
                assert!(set.changes.len() <= 3 && seen.insert(kinds(&set.changes)), "seed {seed} {party}");
                let (router, with, then) = taken(&router, &notice, &situation, &set.changes);
                let path = literal(&router, &with, &then, party).expect("it delivers");
                assert_eq!(
                    path,
                    set.hops.iter().map(|hop| hop.to.to_string()).collect::<Vec<_>>(),
                    "seed {seed} {party}"
                );
                of_kinds.extend(kinds(&set.changes));
                sets += 1;
            }
            // The slow half, on some.
            for set in found.sets.iter().filter(|_| draw.once_in(3)) {
                for part in parts(&set.changes) {
                    let (router, with, then) = taken(&router, &notice, &situation, &part);
                    assert_eq!(literal(&router, &with, &then, party), None, "seed {seed} {party}: {part:?}");
                }
            }
        }
    }
    assert!(sets > 300 && of_kinds.len() == RemedyKind::ALL.len(), "{sets} {of_kinds:?}");
}

/// Whatever decisions a person thinks of that name parties of the way that they open: their combination of kinds is among the answers,
/// unless a part of them is enough or a forbid stands in the way.
#[test]
fn what_a_person_finds_is_found() {
    let (mut enough, mut tried) = (0, 0);
    for seed in 0..120_u64 {
        let mut draw = Draw::Seed(seed);
        let router = documents(&mut draw, Size::SMALL).router();
        let mut notice = random_notice(&mut draw, &router);
        notice.embargo_until = None;
        let situation = random_situation(&mut draw, &router, &notice);
        let parties: Vec<PartyId> = router.registry().parties().iter().map(|party| party.id.clone()).collect();
        let Ok(told) = router.audience(&notice, &situation) else { continue };
        let cabinet = router.registry().parties().iter().find(|party| party.kind == PartyKind::Cabinet);
        let labels: Vec<_> = router.profile().levels().iter().map(|level| level.label.clone()).collect();
        for party in parties.iter().filter(|party| !told.contains(party) && **party != notice.origin) {
            let Ok(found) = remedies(&router, &notice, party, &situation) else { continue };
            let answered: BTreeSet<Vec<RemedyKind>> = found.sets.iter().map(|set| kinds(&set.changes)).collect();
            for _ in 0..40 {
                let mut changes: Vec<RemedyChange> = Vec::new();
                let all = [RemedyKind::Address, RemedyKind::Consent, RemedyKind::Label, RemedyKind::Permission];
                for kind in draw.some(&all, 2) {
                    let mut change: RemedyChange =
                        serde_json::from_value(json!({ "change": kind })).expect("a decision");
                    if kind == RemedyKind::Label {
                        let label = draw.one(&labels).clone();
                        let by = cabinet.map_or(&notice.origin, |cabinet| &cabinet.id);
                        if label == notice.level || router.relabel(&notice, by, &label, &situation).is_err() {
                            continue;
                        }
                        change.label = Some(label);
                    } else {
                        change.parties = vec![party.clone()];
                        if draw.once_in(2) {
                            change.parties = vec![draw.one(&parties).clone()];
                        }
                        join(&mut change.parties, &draw.some(&parties, 1));
                        change.parties.retain(|named| *named != notice.origin);
                    }
                    if kind == RemedyKind::Label || !change.parties.is_empty() {
                        changes.push(change);
                    }
                }
                tried += 1;
                let (with_rule, with, then) = taken(&router, &notice, &situation, &changes);
                let Some(path) = literal(&with_rule, &with, &then, party) else { continue };
                let on_path = |named: &PartyId| path.iter().any(|id| *id == named.as_str());
                let is_part = changes.iter().any(|change| !change.parties.iter().all(on_path));
                let has_less = parts(&changes).iter().any(|part| {
                    let (router, with, then) = taken(&router, &notice, &situation, part);
                    literal(&router, &with, &then, party).is_some()
                });
                let forbidden = path.iter().any(|id| {
                    let verdict = router.decide(&notice, id, &situation).expect("a verdict");
                    verdict.reasons.iter().any(|reason| ["forbidden", "liaison-stays"].contains(&reason.code.as_str()))
                });
                if is_part || has_less || forbidden || found.forbidden {
                    continue;
                }
                let verdict = router.decide(&notice, party, &situation);
                assert!(
                    answered.contains(&kinds(&changes)),
                    "seed {seed} {party}: {changes:?} not in {answered:?} {verdict:?} {path:?}"
                );
                enough += 1;
            }
        }
    }
    assert!(enough > 150, "{enough} of {tried}");
}

/// The strictest label that is enough is the one that is told.
#[test]
fn the_strictest_label_is_named() {
    let found = of(json!({ "level": "TLP:RED" }), "gas-members", json!({}));
    let label = |set: &RemedySet| {
        let labels = set.changes.iter().filter(|change| change.change == RemedyKind::Label);
        labels.filter_map(|change| change.label.clone()).next()
    };
    let alone = found.sets.iter().find(|set| kinds(&set.changes) == [RemedyKind::Label]).and_then(label);
    // AMBER+STRICT reaches gas, but not its members; AMBER does.
    assert_eq!(alone.map(|label| label.to_string()).as_deref(), Some("TLP:AMBER"));
    assert_eq!(at("10:00:00"), found.head.at);
}

/// A chain of relays that nobody addressed: one decision names them all (R41).
#[test]
fn one_decision_names_a_whole_way() {
    let chain = |relays: usize| {
        let ids: Vec<String> =
            std::iter::once("centre".to_owned()).chain((0..=relays).map(|n| format!("p-{n}"))).collect();
        let parties: Vec<Value> = ids
            .iter()
            .map(|id| {
                let kind = if id == "centre" { "cabinet" } else { "partner" };
                json!({ "id": id, "kind": kind, "name": { "ja": id }, "grade": "reading", "reason": { "ja": "例" } })
            })
            .collect();
        let links: Vec<Value> = ids
            .windows(2)
            .map(|pair| {
                json!({ "from": pair[0], "to": pair[1], "direction": "provision", "channels": null, "grade": "reading",
                "reason": { "ja": "例" } })
            })
            .collect();
        let edition = json!({ "format": "ceptoar/edition/1", "id": "chain", "revision": 1, "title": { "ja": "例" },
            "covers": { "from": "2024-01-01" }, "vocabularies": { "kinds": [{ "id": "malware", "name": { "ja": "例" },
            "grade": "reading", "reason": { "ja": "例" } }] }, "parties": parties, "links": links, "ceptoars": [], "memberships": [],
            "sectors": [] });
        let registry = ceptoar_core::Registry::from_json(edition.to_string().as_bytes()).expect("an edition");
        let rules = json!({ "id": "addressed", "rules": [] });
        let rules = RuleSet::from_json(rules.to_string().as_bytes()).expect("rules");
        let router = Router::builder(&registry).rules(rules).compile().expect("a router");
        let notice = json!({ "id": "n-1", "direction": "provision", "origin": "centre", "level": "TLP:CLEAR", "kind": "malware",
            "issued_at": "2024-05-08T10:00:00+09:00" });
        let notice = router.notice(notice.to_string().as_bytes()).expect("a notice");
        let last = ids.last().expect("a party");
        remedies(&router, &notice, last, &Situation::default()).expect("an answer")
    };
    let found = chain(4);
    let permission: Vec<usize> = found.sets.iter().map(|set| set.changes[0].parties.len()).collect();
    assert_eq!((permission, found.complete), (vec![5], true));
    // More than four relays are more than is looked at, and that is said.
    let found = chain(5);
    assert_eq!((found.sets.len(), found.complete), (0, false));
}

/// Much that is out costs no more than is bounded, and it is said that not every combination was tried.
#[test]
fn a_hundred_outages_are_bounded() {
    let router = router();
    let links: BTreeSet<String> =
        router.registry().links().iter().map(|link| format!("{}>{}", link.from, link.to)).collect();
    let mut situation = Situation::default();
    for link in links.iter().take(100).chain(["gas>gas-members".to_owned()].iter()) {
        situation = situation.with_outage(link.parse().expect("an outage"));
    }
    let found = remedies(&router, &notice(&router, json!({})), "gas-members", &situation).expect("an answer");
    assert!(!found.complete);
    assert!(said(&found).contains(&vec!["restore gas>gas-members".to_owned()]), "{:?}", said(&found));
}
