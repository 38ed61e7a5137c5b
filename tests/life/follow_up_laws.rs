//! Laws of follow-ups on random worlds (LIFE-RULES), and the ways of withdrawals against the literal reference.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{FollowUp, Log, Threads, follow_up};
use ceptoar_core::{Duty, Message, Notice, Outcome, PartyId, PartyKind, Situation};
use ceptoar_suite::random::{Draw, situation as random_situation};
use ceptoar_suite::reference::{Ask, Fault, Step, World as Literal};
use serde_json::json;

use crate::laws::{World, world};

/// A follow-up of the last notice of a world, in a random situation.
fn asked(seed: u64, world: &World) -> Option<(FollowUp, Situation)> {
    let last = world.notices.last().filter(|notice| notice.message != Message::Original)?;
    let mut draw = Draw::Seed(seed ^ 0x5eed);
    let mut situation = random_situation(&mut draw, &world.router, last);
    situation.at = Some(world.as_of);
    let threads = Threads::new(&world.router, &world.notices).ok()?;
    let rows: Vec<_> = world.rows.iter().enumerate().map(|(place, row)| row.json(place)).collect();
    let log = Log::from_json(json!({ "entries": rows }).to_string().as_bytes(), &world.router).ok()?;
    let found = follow_up(&world.router, &threads, &last.id, &log, &situation).expect("a follow-up");
    Some((found, situation))
}

/// Whoever is owed the last notice by what the log says, offices left aside.
fn holders(world: &World, last: &Notice) -> BTreeSet<String> {
    let earlier: Vec<&Notice> = world.notices.iter().filter(|notice| notice.id != last.id).collect();
    let is_class = |party: &PartyId| {
        let known = world.router.registry().party(party).expect("a party");
        known.kind == PartyKind::Members
    };
    let mut owed: BTreeSet<String> = BTreeSet::new();
    for notice in &earlier {
        if !is_class(&notice.origin) && notice.issued_at <= world.as_of {
            owed.insert(notice.origin.to_string());
        }
        for row in world.rows.iter().filter(|row| row.notice == *notice.id && !row.failed && row.sent <= world.as_of) {
            if row.arrived() <= world.as_of {
                owed.insert(row.to.clone());
            }
            // A class that issued it and hands it on is one hand of many: the others have nothing by that.
            if row.from != notice.origin.as_str() {
                owed.insert(row.from.clone());
            }
        }
    }
    if !is_class(&last.origin) {
        owed.remove(last.origin.as_str());
    }
    owed
}

fn names<'a>(parties: impl IntoIterator<Item = &'a PartyId>) -> BTreeSet<String> {
    parties.into_iter().map(ToString::to_string).collect()
}

/// Those of a set who are reached from the others by an internal link alone.
fn of_one_office(world: &World, extra: &BTreeSet<String>, all: &BTreeSet<String>) -> bool {
    let internal = |party: &String| {
        let mut links = world.router.registry().links().iter().filter(|link| link.internal && link.to == **party);
        links.any(|link| all.contains(link.from.as_str()) || world.notices.iter().any(|n| n.origin == link.from))
    };
    extra.iter().all(internal)
}

#[test]
fn of_an_update_every_holder_is_kept_waits_or_is_stranded() {
    let (mut told, mut stranded) = (0, 0);
    for seed in 0..600 {
        let Some(world) = world(seed) else { continue };
        let Some((found, situation)) = asked(seed, &world) else { continue };
        if found.message != Message::Update {
            continue;
        }
        let last = world.notices.last().expect("a notice");
        let plan = world.router.route(last, &situation).expect("a plan");
        let recipients = names(plan.deliveries.iter().map(|delivery| &delivery.recipient));
        let (kept, gained, waiting) = (names(&found.kept), names(&found.gained), names(&found.waiting));
        let left: BTreeSet<String> = names(found.stranded.iter().map(|one| &one.party));
        assert!(kept.is_disjoint(&gained) && kept.is_disjoint(&left) && waiting.is_disjoint(&left), "seed {seed}");
        assert_eq!(&kept | &gained, recipients, "seed {seed}");
        let owed = &(&kept | &waiting) | &left;
        let literal = holders(&world, last);
        assert!(literal.is_subset(&owed), "seed {seed}: {literal:?} {owed:?}");
        assert!(of_one_office(&world, &(&owed - &literal), &owed), "seed {seed}: {literal:?} {owed:?}");
        for (delivery, planned) in found.deliveries.iter().zip(&plan.deliveries) {
            let holds = kept.contains(delivery.recipient.as_str());
            assert_eq!(delivery.duty == Duty::Must, holds || planned.duty == Duty::Must, "seed {seed}");
            assert_eq!(delivery.path(), planned.path(), "seed {seed}");
        }
        told += kept.len();
        stranded += left.len();
    }
    assert!(told > 10 && stranded > 50, "{told} {stranded}");
}

#[test]
fn the_ways_of_a_withdrawal_are_the_literal_ones() {
    let (mut ways, mut off_link, mut unmet) = (0, 0, 0);
    for seed in 0..900 {
        let Some(world) = world(seed) else { continue };
        let Some((found, situation)) = asked(seed, &world) else { continue };
        if found.message != Message::Withdrawal {
            continue;
        }
        let last = world.notices.last().expect("a notice");
        let told = names(found.deliveries.iter().map(|delivery| &delivery.recipient));
        let missed = names(found.unmet.iter().map(|one| &one.party));
        let owed = &told | &missed;
        let literal = holders(&world, last);
        assert!(told.is_disjoint(&missed) && literal.is_subset(&owed), "seed {seed}: {literal:?} {owed:?}");
        assert!(of_one_office(&world, &(&owed - &literal), &owed), "seed {seed}: {literal:?} {owed:?}");
        let logged: BTreeSet<(String, String)> = world
            .rows
            .iter()
            .filter(|row| row.notice != *last.id && row.notice != "n-unknown" && !row.failed)
            .filter(|row| row.sent <= world.as_of && row.arrived() <= world.as_of)
            .map(|row| (row.from.clone(), row.to.clone()))
            .collect();
        let mut plain = last.clone();
        (plain.message, plain.replaces, plain.embargo_until) = (Message::Original, None, None);
        let ask = Ask::new(Literal::of(&world.router, Fault::None), &plain, &situation);
        let best = ask.ways_among(&owed, &logged);
        let steps = |delivery: &ceptoar_core::life::FollowUpDelivery| -> Vec<Step> {
            let hops = delivery.hops.iter();
            hops.map(|hop| Step { to: hop.to.to_string(), direction: hop.direction }).collect()
        };
        let engine: BTreeMap<String, Vec<Step>> =
            found.deliveries.iter().map(|delivery| (delivery.recipient.to_string(), steps(delivery))).collect();
        assert_eq!(engine, best, "seed {seed}");
        for one in &found.unmet {
            let outcome = if ask.is_active(&one.party) { Outcome::Unreachable } else { Outcome::Inactive };
            assert_eq!(one.outcome, outcome, "seed {seed}");
        }
        ways += engine.len();
        off_link += found.deliveries.iter().flat_map(|delivery| &delivery.hops).filter(|hop| hop.off_link).count();
        unmet += found.unmet.len();
    }
    assert!(ways > 100 && off_link > 20 && unmet > 50, "{ways} {off_link} {unmet}");
}
