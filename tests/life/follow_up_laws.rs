//! Laws of follow-ups on random worlds (LIFE-RULES), and the ways of withdrawals against the literal reference.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{FollowUp, Log, Threads, follow_up};
use ceptoar_core::{Duty, Message, Notice, Outcome, PartyId, PartyKind, Situation};
use ceptoar_suite::random::{Draw, situation as random_situation};
use ceptoar_suite::reference::{Ask, Fault, Step, World as Literal};
use chrono::{DateTime, Utc};
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

/// Those and whoever is one office with one of them: an internal link of the day leads there, open, and the party passes the four
/// tests. `at`: when somebody had which version.
fn with_offices(world: &World, last: &Notice, situation: &Situation) -> BTreeSet<String> {
    let mut all = holders(world, last);
    let earlier: Vec<&Notice> = world.notices.iter().filter(|notice| notice.id != last.id).collect();
    for notice in earlier {
        let mut plain = notice.clone();
        (plain.message, plain.replaces, plain.embargo_until) = (Message::Original, None, None);
        let start = notice.embargo_until.map_or(notice.issued_at, |until| until.max(notice.issued_at));
        // When a party had this version: its origin, whoever a row reached, whoever handed it on.
        let mut had: BTreeMap<String, (DateTime<Utc>, bool)> = BTreeMap::new();
        let mut have = |party: &str, at: DateTime<Utc>, own: bool| {
            had.entry(party.to_owned())
                .and_modify(|known| *known = (known.0.min(at), known.1 | own))
                .or_insert((at, own));
        };
        have(&notice.origin, start, true);
        for row in world.rows.iter().filter(|row| row.notice == *notice.id && !row.failed && row.sent <= world.as_of) {
            if row.arrived() <= world.as_of {
                have(&row.to, row.arrived(), true);
            }
            have(&row.from, row.sent, true);
        }
        let mut todo: Vec<(String, DateTime<Utc>)> = had.into_iter().map(|(party, (at, _))| (party, at)).collect();
        let mut seen = BTreeSet::new();
        while let Some((party, at)) = todo.pop() {
            for link in world.router.registry().links().iter().filter(|link| link.internal && link.from == *party) {
                if link.to == notice.origin || !seen.insert((party.clone(), link.to.to_string())) {
                    continue;
                }
                let first = at.max(start);
                let mut instants = vec![first];
                instants.extend(world.router.boundaries().into_iter().filter(|b| *b > first && *b <= world.as_of));
                if world.as_of >= first {
                    instants.push(world.as_of);
                }
                let opens = instants.into_iter().filter(|at| *at <= world.as_of).find(|at| {
                    let mut then = if *at == world.as_of { situation.clone() } else { Situation::default() };
                    then.at = Some(*at);
                    let ask = Ask::new(Literal::of(&world.router, Fault::None), &plain, &then);
                    ask.hands_on_by_itself(&link.from, &link.to)
                });
                if let Some(at) = opens {
                    all.insert(link.to.to_string());
                    todo.push((link.to.to_string(), at));
                }
            }
        }
    }
    if world.router.registry().party(&last.origin).is_some_and(|party| party.kind != PartyKind::Members) {
        all.remove(last.origin.as_str());
    }
    all
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
        let literal = with_offices(&world, last, &situation);
        assert_eq!(literal, owed, "seed {seed}");
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
        let literal = with_offices(&world, last, &situation);
        assert!(told.is_disjoint(&missed), "seed {seed}");
        assert_eq!(literal, owed, "seed {seed}");
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
