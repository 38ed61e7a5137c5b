//! Random threads with rows along their plans and faults of every kind, outages that begin and end, and policies.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{DatedSituation, Policy, Span, Threads};
use ceptoar_core::{Duty, Hop, Message, Notice, Outage, Router, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice, situation as random_situation};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// What an audit is asked about.
pub(crate) struct World {
    pub(crate) router: Router,
    pub(crate) notices: Vec<Notice>,
    pub(crate) rows: Vec<Value>,
    pub(crate) tolerance: Span,
    pub(crate) situations: Vec<DatedSituation>,
    pub(crate) policy: Policy,
}

/// So many minutes, in steps of five, so that instants meet.
fn minutes(draw: &mut Draw<'_>, most: usize) -> TimeDelta {
    TimeDelta::minutes(5 * i64::try_from(draw.below(most / 5 + 1)).expect("a small number"))
}

fn span(text: &str) -> Span {
    text.parse().expect("a length of time")
}

/// A router of random documents in which classes have counts and offices hand on in both directions.
fn router(draw: &mut Draw<'_>) -> Router {
    let mut documents = documents(draw, Size::SMALL);
    for party in documents.edition["parties"].as_array_mut().expect("parties") {
        if ["members", "subgroup"].contains(&party["kind"].as_str().expect("a kind")) && !draw.once_in(4) {
            let count = |draw: &mut Draw<'_>| json!([{ "value": 1 + draw.below(4), "unit": { "ja": "社" } }]);
            party["counts"] = count(draw);
            if draw.once_in(3) {
                party["counts_later"] = json!([{ "from": "2009-05-01", "counts": count(draw) }]);
            }
        }
    }
    let links = documents.edition["links"].as_array_mut().expect("links");
    for link in links.clone().into_iter().filter(|link| link["internal"] == true) {
        let (from, to) = (link["to"].clone(), link["from"].clone());
        let is_taken = links.iter().any(|l| l["from"] == from && l["to"] == to && l["direction"] == "liaison");
        if !is_taken && draw.once_in(2) {
            links.push(json!({ "from": from, "to": to, "direction": "liaison", "channels": [], "internal": true }));
        }
    }
    documents.router()
}

/// Who must be told at an instant, the embargo left aside.
fn must(router: &Router, notice: &Notice, at: DateTime<Utc>) -> BTreeSet<String> {
    let mut plain = notice.clone();
    plain.embargo_until = None;
    let plan = router.route(&plain, &Situation::at(at)).map(|plan| plan.deliveries).unwrap_or_default();
    let must = plan.iter().filter(|delivery| delivery.duty == Duty::Must);
    must.map(|delivery| delivery.recipient.to_string()).collect()
}

/// A thread of one to three notices; what follows may have another label, other addressees, another origin.
fn thread(draw: &mut Draw<'_>, router: &Router) -> Option<Vec<Notice>> {
    let mut first = random_notice(draw, router);
    // Mostly one that somebody must be told, and now and then shortly before somebody no longer may be.
    for _ in 0..4 {
        (first.message, first.replaces) = (Message::Original, None);
        if must(router, &first, first.issued_at).len() > 1 {
            break;
        }
        first = random_notice(draw, router);
    }
    if draw.once_in(3) {
        for midnight in router.boundaries() {
            let before = must(router, &first, midnight - TimeDelta::minutes(5));
            if !before.is_subset(&must(router, &first, midnight)) {
                first.issued_at = midnight - TimeDelta::minutes(5) - minutes(draw, 180);
            }
        }
    }
    (first.id, first.message, first.replaces) = ("n-1".parse().ok()?, Message::Original, None);
    if draw.once_in(4) {
        first.embargo_until = Some(first.issued_at - TimeDelta::minutes(30) + minutes(draw, 150));
    } else if !draw.once_in(4) {
        first.embargo_until = None;
    }
    let mut notices = vec![first];
    for place in 0..draw.below(3) {
        let before = &notices[place];
        if before.message == Message::Withdrawal {
            break;
        }
        let message = if draw.once_in(3) { Message::Withdrawal } else { Message::Update };
        let mut next = before.clone().following(message, before.id.clone());
        next.id = format!("n-{}", place + 2).parse().ok()?;
        next.issued_at += match draw.below(6) {
            0 => TimeDelta::zero(),
            1 => TimeDelta::hours(20 + i64::try_from(draw.below(20)).ok()?),
            _ => minutes(draw, 120),
        };
        next.embargo_until =
            (message == Message::Update && draw.once_in(5)).then(|| next.issued_at + minutes(draw, 60));
        let other = random_notice(draw, router);
        if draw.once_in(3) {
            next.level = other.level;
        }
        if draw.once_in(3) {
            next.addressees = other.addressees;
        }
        if draw.once_in(6) {
            next.origin = "cab".parse().ok()?;
        }
        notices.push(next);
    }
    Threads::new(router, &notices).ok()?;
    Some(notices)
}

/// A row, one way or another wrong now and then.
fn row(
    draw: &mut Draw<'_>,
    router: &Router,
    (notice, from): (&Notice, &str),
    hop: Option<&Hop>,
    sent: DateTime<Utc>,
) -> Value {
    let vocabulary = router.registry().vocabulary();
    let mut row = json!({ "notice": notice.id, "from": from, "sent_at": sent.to_rfc3339() });
    let open = hop.and_then(|hop| hop.channels.iter().flat_map(|list| list.iter()).chain(hop.also.iter()).next());
    match draw.below(4) {
        0 => row["channel"] = json!(draw.one(&vocabulary.channels).id),
        1 | 2 if open.is_some() => row["channel"] = json!(open),
        _ => {}
    }
    if draw.once_in(9) {
        row["failed"] = json!(true);
        return row;
    }
    let mut known = sent;
    if draw.once_in(3) {
        known += minutes(draw, 40);
        row["received_at"] = json!(known.to_rfc3339());
    }
    if draw.once_in(3) {
        row["confirmed_at"] = json!((known + minutes(draw, 60)).to_rfc3339());
    }
    if draw.once_in(2) {
        row["judged_by"] = json!("duty-officer");
    }
    if draw.once_in(6) {
        row["level"] = json!(draw.one(router.profile().levels()).label);
    }
    if draw.once_in(2) {
        row["count"] = json!(1 + draw.below(3));
    }
    row
}

/// Rows along the plans, rows back along them, and rows of any hands.
fn rows(draw: &mut Draw<'_>, router: &Router, notices: &[Notice]) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    let parties: Vec<String> = router.registry().parties().iter().map(|party| party.id.to_string()).collect();
    for notice in notices {
        let start = notice.embargo_until.map_or(notice.issued_at, |until| until.max(notice.issued_at));
        let mut plain = notice.clone();
        (plain.message, plain.replaces, plain.embargo_until) = (Message::Original, None, None);
        let plan = router.route(&plain, &Situation::at(start)).map(|plan| plan.deliveries).unwrap_or_default();
        let mut hops: BTreeMap<(usize, String, String), Hop> = BTreeMap::new();
        for delivery in plan {
            for (depth, hop) in delivery.hops.iter().enumerate() {
                hops.insert((depth, hop.from.to_string(), hop.to.to_string()), hop.clone());
            }
        }
        let earlier: Vec<(String, String)> = rows
            .iter()
            .filter_map(|row| Some((row["from"].as_str()?.to_owned(), row["to"].as_str()?.to_owned())))
            .collect();
        let mut sent = start;
        for ((_, from, to), hop) in hops {
            if draw.once_in(3) || (hop.internal && !draw.once_in(5)) || rows.len() > 20 {
                continue;
            }
            sent += if draw.once_in(6) { TimeDelta::minutes(60) + minutes(draw, 400) } else { minutes(draw, 10) };
            let mut next = row(draw, router, (notice, &from), Some(&hop), sent);
            next["to"] = json!(to);
            rows.push(next);
        }
        if notice.message == Message::Withdrawal {
            for (from, to) in earlier.into_iter().take(6) {
                let ends = if draw.once_in(3) { (&to, &from) } else { (&from, &to) };
                let at = start + minutes(draw, 90);
                let mut next = row(draw, router, (notice, ends.0), None, at);
                next["to"] = json!(ends.1);
                if ends.0 != ends.1 {
                    rows.push(next);
                }
            }
        }
        for _ in 0..draw.below(6) {
            let at = start - TimeDelta::minutes(20) + minutes(draw, 180);
            let (from, to) = (draw.one(&parties).clone(), draw.one(&parties).clone());
            let from = if draw.once_in(3) { notice.origin.to_string() } else { from };
            let mut next = row(draw, router, (notice, &from), None, at);
            match draw.below(8) {
                0 => next["outside"] = json!(format!("person-{}", draw.below(2))),
                _ if from == to => continue,
                _ => next["to"] = json!(to),
            }
            if draw.once_in(12) {
                next["notice"] = json!("n-unknown");
            }
            // Two that hand to each other at one instant.
            if draw.once_in(4) && next.get("to").is_some() {
                let mut back = row(draw, router, (notice, &to), None, at);
                back["to"] = json!(from);
                rows.push(back);
            }
            rows.push(next);
        }
    }
    for (place, row) in rows.iter_mut().enumerate() {
        if !draw.once_in(6) {
            row["id"] = json!(format!("row-{place}"));
        }
    }
    rows
}

/// Outages that begin and end, one after the other.
fn situations(draw: &mut Draw<'_>, router: &Router, notice: &Notice) -> Vec<DatedSituation> {
    let mut from = notice.issued_at - TimeDelta::minutes(60) + minutes(draw, 90);
    let mut all = Vec::new();
    for _ in 0..draw.below(4) {
        let mut situation = random_situation(draw, router, notice);
        situation.at = None;
        // What one office hands on by itself may be out as well, and comes later then.
        let inside: Vec<_> = router.registry().links().iter().filter(|link| link.internal).collect();
        if !inside.is_empty() && draw.once_in(3) {
            let link = draw.one(&inside);
            situation = situation.with_outage(Outage::link(link.from.clone(), link.to.clone()));
        }
        let mut dated = DatedSituation::new(from, situation);
        let until = from + TimeDelta::minutes(5) + minutes(draw, 120);
        let is_last = draw.once_in(5);
        dated.until = (!is_last).then_some(until);
        all.push(dated);
        if is_last {
            break;
        }
        from = until + if draw.once_in(2) { TimeDelta::zero() } else { minutes(draw, 60) };
    }
    all
}

/// A world; now and then what was drawn is no thread.
pub(crate) fn world(seed: u64) -> Option<World> {
    let mut draw = Draw::Seed(seed ^ 0xa0d1);
    let router = router(&mut draw);
    let notices = thread(&mut draw, &router)?;
    let rows = rows(&mut draw, &router, &notices);
    let situations = situations(&mut draw, &router, &notices[0]);
    let start = notices[draw.below(notices.len())].issued_at;
    let as_of = match draw.below(5) {
        0 | 1 => start + TimeDelta::hours(i64::try_from(draw.below(60)).ok()?),
        _ => start + minutes(&mut draw, 300),
    };
    let mut policy = Policy::new(as_of);
    policy.promptly = [None, Some("PT1H"), Some("PT1H"), Some("PT30M")][draw.below(4)].map(span);
    policy.confirm_within = [None, Some("PT30M"), Some("PT1H")][draw.below(3)].map(span);
    if draw.once_in(4) {
        let parties: Vec<_> = router.registry().parties().iter().map(|party| party.id.clone()).collect();
        policy.logs_of = Some(parties.into_iter().filter(|_| draw.once_in(2)).collect());
    }
    if draw.once_in(8) {
        policy.since = Some(notices[0].issued_at + minutes(&mut draw, 60));
    }
    let tolerance = span(["PT0S", "PT0S", "PT0S", "PT10M"][draw.below(4)]);
    if draw.once_in(8) {
        policy.tolerance = span("PT5M");
    }
    Some(World { router, notices, rows, tolerance, situations, policy })
}
