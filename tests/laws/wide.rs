//! Worlds so large that one word of bits does not hold what they have many of, and questions of every kind to them: each
//! answer of the router against the reference.

use std::collections::BTreeMap;

use ceptoar_core::{Direction, Outcome, PartyId, PartyKind};
use ceptoar_suite::random::{Documents, Draw, Size, documents, notice, situation};
use ceptoar_suite::router::every_fault;
use ceptoar_suite::vectors::Scene;

/// Of what a world has many, how many, and how many worlds are asked.
const MANY: [(&str, usize, u64); 10] = [
    ("parties", 62, 3),
    ("parties", 126, 2),
    ("parties", 260, 2),
    ("organizations", 140, 2),
    ("ceptoars", 66, 1),
    ("sectors", 70, 3),
    ("terms", 70, 3),
    ("channels", 70, 3),
    ("rules", 90, 3),
    ("rules", 170, 2),
];

/// How many notices each is asked.
const NOTICES: usize = 4;

/// How many bits the whole words below a count have.
fn words(count: usize) -> usize {
    count / 64 * 64
}

fn scene(draw: &mut Draw<'_>, documents: &Documents) -> Scene {
    let router = documents.router();
    let notice = notice(draw, &router);
    let situation = situation(draw, &router, &notice);
    Scene { router, notice, situation }
}

/// The witness is the documents.
fn holds(scene: &Scene, documents: &Documents, nth: usize) {
    let found = every_fault(scene, nth);
    assert!(found.is_empty(), "{found:#?}\n{documents:?}\n{}\n{:?}", scene.notice.to_json(), scene.situation);
}

#[test]
fn many_of_anything_change_nothing() {
    for (of, count, worlds) in MANY {
        let mut last_told = 0;
        for n in 0..worlds {
            let mut draw = Draw::Seed(n + 1000 * count as u64);
            let documents = documents(&mut draw, Size::SMALL.with(of, count));
            let router = documents.router();
            let registry = router.registry();
            let there = match of {
                "parties" | "organizations" => registry.parties().len(),
                "ceptoars" => registry.ceptoars().len(),
                "sectors" => registry.sectors().len(),
                "terms" => registry.vocabulary().purposes.len(),
                "channels" => registry.vocabulary().channels.len(),
                _ => router.rules().rules().len(),
            };
            // Half of the worlds have no roster, and of rules those of nobody are left out.
            let wanted = if of == "organizations" { 0 } else { words(count) };
            assert!(there > wanted, "{there} {of}");
            for _ in 0..NOTICES {
                let scene = scene(&mut draw, &documents);
                holds(&scene, &documents, 199);
                let told = router.audience(&scene.notice, &scene.situation).unwrap();
                let place = |id: &PartyId| registry.parties().iter().position(|party| party.id == *id);
                last_told = last_told.max(told.iter().filter_map(|(id, _)| place(id)).max().unwrap_or_default());
            }
        }
        let is_of_parties = ["parties", "organizations", "ceptoars"].contains(&of);
        // A world may have no roster.
        let least = if of == "organizations" { 64 } else { words(count) };
        assert!(!is_of_parties || last_told >= least, "{of} {count}: the last who is told is {last_told}");
    }
}

/// Small worlds of the suite's own, which the fuzzer and `cargo xtask prove` ask as well: every answer, and all that they must
/// hold for it to say something.
#[test]
fn small_worlds_are_wide_and_hold() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for n in 0..220 {
        let mut draw = Draw::Seed(77 + n);
        let size = *draw.one(&[Size::TINY, Size::SMALL]);
        let documents = documents(&mut draw, size);
        let scene = scene(&mut draw, &documents);
        holds(&scene, &documents, 7);
        let mut see = |what: &str, is: bool| *seen.entry(what.to_owned()).or_default() += usize::from(is);
        let Scene { router, notice, situation } = &scene;
        let explanation = router.explain(notice, situation).unwrap();
        for outcome in Outcome::ALL {
            see(outcome.as_str(), explanation.verdicts.iter().any(|verdict| verdict.outcome == outcome));
        }
        for verdict in &explanation.verdicts {
            for reason in verdict.reasons.iter() {
                see(reason.code.as_str(), true);
                for change in &reason.opening {
                    see(change.change.as_str(), true);
                }
            }
        }
        for lint in &explanation.plan.lints {
            see(lint.code.as_str(), true);
        }
        let deliveries = &explanation.plan.deliveries;
        let hops = || deliveries.iter().flat_map(|delivery| &delivery.hops);
        let turned =
            hops().any(|hop| hop.direction == Direction::Provision && notice.direction != Direction::Provision);
        see("a path that turns to provision", turned);
        see("an internal hop", hops().any(|hop| hop.internal));
        see("a channel beside others", hops().any(|hop| !hop.also.is_empty()));
        see("a judged channel", hops().any(|hop| !hop.judged.is_empty()));
        see("a path of three hops", deliveries.iter().any(|delivery| delivery.hops.len() > 2));
        see("a class as origin", router.registry().party(&notice.origin).unwrap().kind == PartyKind::Members);
        see("a class that is told itself", deliveries.iter().any(|delivery| delivery.recipient == notice.origin));
        see("an outage of a link", situation.outages.iter().any(|out| out.channel.is_none() && out.link.is_some()));
        see("an outage of a channel", situation.outages.iter().any(|out| out.channel.is_some() && out.link.is_none()));
        see("an outage of a party", situation.outages.iter().any(|out| out.party.is_some()));
        let origin_is_out = situation.outages.iter().any(|out| out.party.as_ref() == Some(&notice.origin));
        see("an origin that is out", origin_is_out);
        let of_link = situation.outages.iter().any(|out| out.link.is_some() && out.channel.is_some());
        see("an outage of a channel of a link", of_link);
        see("a failed sector", !situation.failed_sectors.is_empty());
        see(
            "several conditions of one link's channels",
            router
                .registry()
                .links()
                .iter()
                .any(|link| link.channels.iter().flatten().filter(|channel| channel.when.is_some()).count() > 1),
        );
        see("an answer that ends", explanation.plan.valid_until.is_some());
        see("an answer that holds for ever", explanation.plan.valid_until.is_none());
        see("everybody addressed", notice.addressees.len() == router.registry().parties().len());
    }
    println!("{seen:?}");
    let never: Vec<&String> = seen.iter().filter(|(_, count)| **count == 0).map(|(what, _)| what).collect();
    assert!(never.is_empty(), "never seen: {never:?}");
    for code in [
        "not-in-only",
        "council-out-of-reach",
        "membership-ended",
        "membership-not-begun",
        "consented",
        "embargoed",
        "liaison-stays",
        "origin-inactive",
        "validity",
        "outage",
        "channels",
        "permission",
        "reach",
    ] {
        assert!(seen.contains_key(code), "never seen: {code}");
    }
}
