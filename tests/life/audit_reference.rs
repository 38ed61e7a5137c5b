//! The audit against its literal reference on random worlds: what is found, what is pending, not observed, held and lapsed.
//!
//! Rows follow the plans of their notices with faults of every kind, so that each code comes up; which did is counted.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{Audit, DatedSituation, Finding, Log, NoticeRow, Pending, Policy, Span, Threads, audit};
use ceptoar_core::{Hop, Message, Notice, Outage, Router, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice, situation as random_situation};
use ceptoar_suite::reference::{AuditFinding, Audited, Counts, Details, Fault, Held, Open, World as Literal, audited};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// Every code that an audit can find of rows that can be read.
const CODES: [&str; 19] = [
    "before-issue",
    "early",
    "late",
    "leak",
    "not-held",
    "not-updated",
    "off-path",
    "omission",
    "outdated",
    "partial",
    "repeated",
    "returned",
    "unconfirmed",
    "unjudged",
    "unknown-notice",
    "unmet",
    "unpermitted",
    "wrong-channel",
    "wrong-level",
];

/// What an audit is asked about.
struct World {
    router: Router,
    notices: Vec<Notice>,
    rows: Vec<Value>,
    tolerance: Span,
    situations: Vec<DatedSituation>,
    policy: Policy,
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

/// A thread of one to three notices; what follows may have another label, other addressees, another origin.
fn thread(draw: &mut Draw<'_>, router: &Router) -> Option<Vec<Notice>> {
    let mut first = random_notice(draw, router);
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
        next.embargo_until = (message == Message::Update && draw.once_in(5)).then(|| next.issued_at + minutes(draw, 60));
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
fn row(draw: &mut Draw<'_>, router: &Router, (notice, from): (&Notice, &str), hop: Option<&Hop>, sent: DateTime<Utc>) -> Value {
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
        let earlier: Vec<(String, String)> = rows.iter().filter_map(|row| {
            Some((row["from"].as_str()?.to_owned(), row["to"].as_str()?.to_owned()))
        }).collect();
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

fn world(seed: u64) -> Option<World> {
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

/// What the engine says, in the words of the reference.
fn said(audit: &Audit) -> Audited {
    let open = |pending: &Pending| Open {
        notice: pending.notice.to_string(),
        party: pending.party.to_string(),
        at: pending.at,
        due_at: pending.due_at,
        stopped_at: pending.stopped_at.as_ref().map(ToString::to_string),
    };
    let held = |held: &ceptoar_core::life::Holding| {
        (held.notice.to_string(), held.party.to_string(), held.since, held.from.as_ref().map(ToString::to_string))
    };
    Audited {
        findings: audit.findings.iter().map(|finding| (identity(finding), details(finding))).collect(),
        pending: audit.pending.iter().map(open).collect(),
        not_observed: audit.not_observed.iter().map(open).collect(),
        holders: audit.holders.iter().map(held).collect(),
        counts: audit.notices.iter().map(|row| (row.notice.to_string(), counts(row))).collect(),
    }
}

fn counts(row: &NoticeRow) -> Counts {
    let NoticeRow { expected, sent, confirmed, in_time, unmet, lapsed, may, may_told, .. } = *row;
    Counts { expected, sent, confirmed, in_time, unmet, lapsed, may, may_told }
}

fn identity(finding: &Finding) -> AuditFinding {
    AuditFinding {
        notice: finding.notice.as_ref().expect("a notice").to_string(),
        at: finding.at.expect("an instant"),
        code: finding.code.as_str(),
        party: finding.party.as_ref().map(ToString::to_string),
        from: finding.from.as_ref().map(ToString::to_string),
        channel: finding.channel.as_ref().map(ToString::to_string),
        entry: finding.entry.as_ref().map(ToString::to_string),
        outside: finding.outside.as_ref().map(ToString::to_string),
    }
}

fn details(finding: &Finding) -> Details {
    let off_path = finding.reasons.first().filter(|_| finding.code.as_str() == "off-path");
    Details {
        severity: finding.severity.as_str(),
        outcome: finding.outcome.clone(),
        reason: off_path.map(|reason| reason.code.as_str()),
        due_at: finding.due_at,
        late_by: finding.late_by.map(|span| i64::from(span.seconds())),
        since: finding.since,
        stopped_at: finding.stopped_at.as_ref().map(ToString::to_string),
        behind: finding.behind.iter().map(ToString::to_string).collect(),
        told: finding.told.zip(finding.of),
        knowing: finding.knowing,
        entitled: finding.entitled,
        level: finding.level.as_ref().map(ToString::to_string),
        count: finding.count,
    }
}

fn instant(text: &Value) -> DateTime<Utc> {
    text.as_str().expect("a text").parse().expect("an instant")
}

impl World {
    /// What the engine says and what the reference says; `None`: the engine refuses the rows.
    fn both(&self) -> Option<(Audited, Audited)> {
        let threads = Threads::new(&self.router, &self.notices).ok()?;
        let log = json!({ "entries": self.rows, "tolerance": self.tolerance.to_string() });
        let log = Log::from_json(log.to_string().as_bytes(), &self.router).ok()?;
        let found = audit(&self.router, &threads, &log, &self.situations, &self.policy).expect("an audit");
        assert_eq!(said(&found).findings.len(), found.findings.len(), "no finding stands twice");
        let literal = Literal::of(&self.router, Fault::None);
        let rows = (log.entries(), self.tolerance);
        let engine = said(&found);
        let mut literal = audited(literal, &self.notices, rows, &self.situations, &self.policy);
        literal.holders = literal.holders.into_iter().map(|held| self.hand(held, &engine)).collect();
        literal.findings.retain(|finding, _| !self.comes_later(finding) || engine.findings.contains_key(finding));
        Some((engine, literal))
    }

    /// The rows of a notice that brought something.
    fn rows_of(&self, notice: &str) -> impl Iterator<Item = &Value> {
        self.rows.iter().filter(move |row| row["notice"] == notice && row["failed"].is_null())
    }

    /// The hand from which somebody has it, as the engine says it where that is known to be wrong (FINDINGS.md, 1 and 2): none
    /// where it was handed on at the instant at which it came, or where a party of the same office handed it on; and a party of
    /// the same office, to which it went first, where one office hands on in both directions.
    fn hand(&self, held: Held, engine: &Audited) -> Held {
        let (notice, party, since, _) = &held;
        let same = |other: &&Held| (&other.0, &other.1, &other.2) == (notice, party, since);
        let Some(said) = engine.holders.iter().find(same) else { return held };
        let office = self.office(party);
        let sends = self.rows_of(notice).any(|row| {
            let from = row["from"].as_str().expect("a text");
            let sent_at = instant(&row["sent_at"]);
            if from == party { sent_at == *since } else { office.contains(from) && sent_at <= *since }
        });
        let excused = match &said.3 {
            None => sends,
            Some(from) => office.contains(from.as_str()),
        };
        if excused { said.clone() } else { held }
    }

    /// From whom internal links lead to a party.
    fn office(&self, party: &str) -> BTreeSet<&str> {
        let mut office = BTreeSet::new();
        loop {
            let links = self.router.registry().links().iter().filter(|link| link.internal);
            let leads = links.filter(|link| link.to == *party || office.contains(link.to.as_str()));
            let more: BTreeSet<&str> = leads.map(|link| link.from.as_str()).collect();
            if more.is_subset(&office) {
                return office;
            }
            office.extend(more);
        }
    }

    /// FINDINGS.md, 3: a withdrawal to somebody outside who was handed an earlier version only later.
    fn comes_later(&self, finding: &AuditFinding) -> bool {
        let is_withdrawal =
            self.notices.iter().any(|notice| notice.id == *finding.notice && notice.message == Message::Withdrawal);
        let earlier = self.rows.iter().filter(|row| row["notice"] != *finding.notice && row["failed"].is_null());
        let mut to = earlier.filter(|row| finding.outside.as_ref().is_some_and(|outside| row["outside"] == **outside));
        finding.code == "unpermitted" && is_withdrawal && to.any(|row| instant(&row["sent_at"]) <= self.policy.as_of)
    }

    fn differs(&self) -> bool {
        self.both().is_some_and(|(engine, literal)| engine != literal)
    }

    /// The world with as little as differs still: rows, notices and situations are left out while they can be.
    fn smallest(mut self) -> Self {
        loop {
            let before = (self.rows.len(), self.notices.len(), self.situations.len());
            for place in (0..self.rows.len()).rev() {
                let row = self.rows.remove(place);
                if !self.differs() {
                    self.rows.insert(place, row);
                }
            }
            for place in (0..self.situations.len()).rev() {
                let situation = self.situations.remove(place);
                if !self.differs() {
                    self.situations.insert(place, situation);
                }
            }
            if self.notices.len() > 1 {
                let last = self.notices.pop().expect("a notice");
                if !self.differs() {
                    self.notices.push(last);
                }
            }
            if before == (self.rows.len(), self.notices.len(), self.situations.len()) {
                return self;
            }
        }
    }

    /// The world, and what each of the two says that the other does not.
    fn shown(&self) -> String {
        let (engine, literal) = self.both().expect("both answer");
        let lines = |audited: &Audited| -> BTreeSet<String> {
            let findings = audited.findings.iter().map(|(finding, details)| format!("{finding:?} {details:?}"));
            let pending = audited.pending.iter().map(|open| format!("pending {open:?}"));
            let not_observed = audited.not_observed.iter().map(|open| format!("not observed {open:?}"));
            let holders = audited.holders.iter().map(|held| format!("holder {held:?}"));
            let counts = audited.counts.iter().map(|counts| format!("counts {counts:?}"));
            findings.chain(pending).chain(not_observed).chain(holders).chain(counts).collect()
        };
        let (engine, literal) = (lines(&engine), lines(&literal));
        let rows: Vec<String> = self.rows.iter().map(ToString::to_string).collect();
        let notices: Vec<String> = self.notices.iter().map(|notice| format!("{notice:?}")).collect();
        let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
            one.difference(other).cloned().collect::<Vec<_>>().join("\n  ")
        };
        format!(
            "engine alone:\n  {}\nreference alone:\n  {}\nnotices:\n  {}\nrows:\n  {}\nsituations: {}\npolicy: {} {}",
            only(&engine, &literal),
            only(&literal, &engine),
            notices.join("\n  "),
            rows.join("\n  "),
            serde_json::to_string(&self.situations).expect("situations"),
            serde_json::to_string(&self.policy).expect("a policy"),
            self.tolerance,
        )
    }
}

/// Compares so many worlds and counts what came up.
fn compare(seeds: std::ops::Range<u64>) -> (usize, BTreeMap<String, usize>) {
    let (mut seen, mut told) = (0, BTreeMap::new());
    for seed in seeds {
        let Some(world) = world(seed) else { continue };
        let Some((engine, literal)) = world.both() else { continue };
        if engine != literal {
            panic!("seed {seed}\n{}", world.smallest().shown());
        }
        seen += 1;
        let lists = [("pending", literal.pending.len()), ("not observed", literal.not_observed.len())];
        let lapsed = literal.counts.values().map(|counts| counts.lapsed).sum::<u64>();
        let lapsed = ("lapsed", usize::try_from(lapsed).expect("a small number"));
        for (name, count) in lists.into_iter().chain([lapsed]) {
            *told.entry(name.to_owned()).or_default() += count;
        }
        for finding in literal.findings.keys() {
            *told.entry(finding.code.to_owned()).or_default() += 1;
        }
    }
    (seen, told)
}

/// More worlds are tried where `CEPTOAR_AUDIT_WORLDS` says how many.
#[test]
fn an_audit_says_what_its_rules_say() {
    let worlds = std::env::var("CEPTOAR_AUDIT_WORLDS").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    let (seen, told) = compare(0..worlds);
    assert!(seen > usize::try_from(worlds).expect("a small number") / 2, "only {seen} worlds fit");
    let lists = ["pending", "not observed", "lapsed"];
    let silent: Vec<&str> =
        CODES.into_iter().chain(lists).filter(|code| told.get(*code).is_none_or(|count| *count == 0)).collect();
    assert!(silent.is_empty(), "never found: {silent:?} in {seen} worlds, {told:?}");
    println!("{seen} worlds: {told:?}");
}

#[test]
fn explore() {
    let worlds = std::env::var("EXPLORE").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut count = 0;
    for seed in 0..worlds {
        let Some(world) = world(seed) else { continue };
        if world.differs() {
            count += 1;
            println!("=== seed {seed}\n{}", world.smallest().shown());
            if count > 8 { break }
        }
    }
}
