//! Laws of audits (LIFE-RULES): the plan's own log is clean, what a row moves, and two sets of notices.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{Audit, AuditCode, Log, Policy, Threads, audit};
use ceptoar_core::{Message, Notice, Plan, Router, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::laws::{World, world};

fn audited(router: &Router, notices: &[Notice], rows: &[Value], as_of: DateTime<Utc>) -> Option<Audit> {
    let threads = Threads::new(router, notices).ok()?;
    let log = Log::from_json(json!({ "entries": rows }).to_string().as_bytes(), router).ok()?;
    let mut policy = Policy::new(as_of);
    policy.promptly = "PT1H".parse().ok();
    Some(audit(router, &threads, &log, &[], &policy).expect("an audit"))
}

/// A plan as it was carried out: each hand-over once, a second after the one before it, by an open channel, judged where asked.
fn carried_out(plan: &Plan, start: DateTime<Utc>) -> Vec<Value> {
    let mut sent: BTreeMap<(String, String, &str), Value> = BTreeMap::new();
    for delivery in &plan.deliveries {
        for (depth, hop) in delivery.hops.iter().enumerate().filter(|(_, hop)| !hop.internal) {
            let at = start + TimeDelta::seconds(i64::try_from(depth).unwrap_or(0));
            let mut row = json!({ "notice": plan.notice, "from": hop.from, "to": hop.to, "sent_at": at.to_rfc3339(),
                "judged_by": "duty-officer" });
            let channel = hop.channels.iter().flat_map(|list| list.iter()).chain(hop.also.iter()).next();
            if let Some(channel) = channel {
                row["channel"] = json!(channel);
            }
            // A path of another recipient may come there later: the first counts.
            let key = (hop.from.to_string(), hop.to.to_string(), hop.direction.as_str());
            let known = sent.entry(key).or_insert_with(|| row.clone());
            if row["sent_at"].as_str() < known["sent_at"].as_str() {
                *known = row;
            }
        }
    }
    sent.into_values().collect()
}

/// Law "plan's log".
#[test]
fn a_plan_that_is_carried_out_has_no_finding_but_its_own_unmet() {
    let (mut rows_seen, mut unmet_seen) = (0, 0);
    for seed in 0..1500_u64 {
        let mut draw = Draw::Seed(seed);
        let router = documents(&mut draw, Size::SMALL).router();
        let mut notice = random_notice(&mut draw, &router);
        (notice.embargo_until, notice.message, notice.replaces) = (None, Message::Original, None);
        let Ok(plan) = router.route(&notice, &Situation::default()) else { continue };
        let as_of = notice.issued_at + TimeDelta::minutes(2);
        if plan.valid_until.is_some_and(|until| until <= as_of) {
            continue;
        }
        let rows = carried_out(&plan, notice.issued_at);
        let Some(audit) = audited(&router, std::slice::from_ref(&notice), &rows, as_of) else { continue };
        let others: Vec<_> = audit
            .findings
            .iter()
            .filter(|finding| !matches!(finding.code, AuditCode::Unmet | AuditCode::Repeated))
            .collect();
        assert!(others.is_empty(), "seed {seed}: {others:?}\n{rows:?}");
        let unmet: BTreeSet<&str> = audit
            .findings
            .iter()
            .filter(|finding| finding.code == AuditCode::Unmet)
            .filter_map(|finding| finding.party.as_deref())
            .collect();
        let planned: BTreeSet<&str> = plan.unmet.iter().map(|unmet| unmet.party.as_str()).collect();
        assert_eq!(unmet, planned, "seed {seed}");
        // Repeated only where the plan itself hands to a party from two hands.
        let mut hands: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for hop in plan.deliveries.iter().flat_map(|delivery| &delivery.hops) {
            hands.entry(hop.to.as_str()).or_default().insert(hop.from.as_str());
        }
        for finding in audit.findings.iter().filter(|finding| finding.code == AuditCode::Repeated) {
            assert!(hands[finding.party.as_deref().expect("a party")].len() > 1, "seed {seed}");
        }
        let row = &audit.notices[0];
        assert_eq!((row.sent, row.unmet), (row.expected, planned.len() as u64), "seed {seed}");
        rows_seen += rows.len();
        unmet_seen += planned.len();
    }
    assert!(rows_seen > 500 && unmet_seen > 50, "{rows_seen} {unmet_seen}");
}

/// A finding without the details that may move with rows that it does not name.
fn told(audit: &Audit) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let one = |finding: &ceptoar_core::life::Finding| {
        let mut value = serde_json::to_value(finding).expect("a value");
        let fields = value.as_object_mut().expect("an object");
        fields.remove("stopped_at");
        fields.remove("behind");
        let name = |party: &Option<ceptoar_core::PartyId>| party.as_ref().map(ToString::to_string);
        (value.to_string(), (name(&finding.party), name(&finding.from)))
    };
    audit.findings.iter().map(one).collect()
}

/// The parties that are one office with another, by chains of internal links in either direction.
fn office_of(router: &Router, party: &str) -> BTreeSet<String> {
    let mut office = BTreeSet::from([party.to_owned()]);
    loop {
        let mut more = BTreeSet::new();
        for link in router.registry().links().iter().filter(|link| link.internal) {
            for (one, other) in [(&link.from, &link.to), (&link.to, &link.from)] {
                if office.contains(one.as_str()) && !office.contains(other.as_str()) {
                    more.insert(other.to_string());
                }
            }
        }
        if more.is_empty() {
            return office;
        }
        office.extend(more);
    }
}

/// Whether no two rows of a world count at one instant: rows of one instant that go round support each other or nobody.
fn is_in_order(world: &World) -> bool {
    let mut instants = BTreeSet::new();
    world
        .rows
        .iter()
        .all(|row| instants.insert(row.sent) && (row.arrived() == row.sent || instants.insert(row.arrived())))
}

/// Laws "removing" and "adding": with a row come and go only findings that name its recipient (or whoever is one office with it) as party
/// or as sender, and its own.
#[test]
fn a_row_moves_only_what_names_its_recipient() {
    let (mut pairs, mut moved) = (0, 0);
    for seed in 0..2500 {
        let Some(world) = world(seed).filter(is_in_order) else { continue };
        let rows: Vec<Value> = world.rows.iter().enumerate().map(|(place, row)| row.json(place)).collect();
        let Some(whole) = audited(&world.router, &world.notices, &rows, world.as_of) else { continue };
        for (place, row) in world.rows.iter().enumerate().filter(|(_, row)| row.notice != "n-unknown") {
            let mut fewer = rows.clone();
            fewer.remove(place);
            let less = audited(&world.router, &world.notices, &fewer, world.as_of).expect("the same rows but one");
            // LIFE-RULES name the recipient; R13 adds the sender, who must have had what it handed on and is owed what replaces it.
            let mut office = office_of(&world.router, &row.to);
            office.extend(office_of(&world.router, &row.from));
            let (with, without) = (told(&whole), told(&less));
            let differing = with.iter().filter(|(key, _)| !without.contains_key(*key));
            let differing = differing.chain(without.iter().filter(|(key, _)| !with.contains_key(*key)));
            for (finding, (party, from)) in differing {
                let names = |name: &Option<String>| name.as_ref().is_some_and(|name| office.contains(name));
                assert!(names(party) || names(from), "seed {seed}, row {place} {} > {}: {finding}", row.from, row.to);
                moved += 1;
            }
            pairs += 1;
        }
    }
    assert!(pairs > 500 && moved > 500, "{pairs} {moved}");
}

/// Law "two sets": of two sets of notices, each with its rows, the audit of both is the two audits.
#[test]
fn two_sets_of_notices_are_two_audits() {
    let mut seen = 0;
    for seed in 0..300 {
        let Some(world) = world(seed) else { continue };
        let renamed = |id: &str| id.replace("n-", "m-");
        let mut others: Vec<Notice> = world.notices.clone();
        for notice in &mut others {
            notice.id = renamed(&notice.id).parse().expect("an id");
            notice.replaces = notice.replaces.as_ref().map(|id| renamed(id).parse().expect("an id"));
        }
        let rows: Vec<Value> = world.rows.iter().enumerate().map(|(place, row)| row.json(place)).collect();
        // The other set has every second row.
        let rows_of_others: Vec<Value> = rows
            .iter()
            .step_by(2)
            .map(|row| {
                let mut row = row.clone();
                for field in ["notice", "id"] {
                    row[field] = json!(renamed(row[field].as_str().expect("a text")).replace("row-", "row-m-"));
                }
                row
            })
            .collect();
        let (one, two) = (
            audited(&world.router, &world.notices, &rows, world.as_of),
            audited(&world.router, &others, &rows_of_others, world.as_of),
        );
        let (Some(one), Some(two)) = (one, two) else { continue };
        let notices = [world.notices.clone(), others].concat();
        let both = audited(&world.router, &notices, &[rows, rows_of_others].concat(), world.as_of).expect("both");
        let lists = |audit: &Audit| {
            [
                texts(&audit.findings),
                texts(&audit.pending),
                texts(&audit.notices),
                texts(&audit.stages),
                texts(&audit.holders),
            ]
        };
        let (one, two) = (lists(&one), lists(&two));
        for (n, mut found) in lists(&both).into_iter().enumerate() {
            let mut united = [one[n].as_slice(), &two[n]].concat();
            united.sort();
            found.sort();
            assert_eq!(found, united, "seed {seed}, list {n}");
        }
        seen += both.findings.len();
    }
    assert!(seen > 300, "{seen}");
}

fn texts<T: serde::Serialize>(list: &[T]) -> Vec<String> {
    list.iter().map(|item| serde_json::to_string(item).expect("it is written")).collect()
}
