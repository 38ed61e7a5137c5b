//! Laws of an audit on random worlds (LIFE-RULES), and the codes that the clock alone decides, read literally.
//!
//! The literal reading shares no code with the audit: it reads the rows as they were drawn.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{Audit, AuditCode, Log, Policy, Threads, audit};
use ceptoar_core::{Message, Notice, PartyKind, Router};
use ceptoar_suite::random::{Draw, Size, documents, notice};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// A row of a log, as it was drawn.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) notice: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) sent: DateTime<Utc>,
    received: Option<DateTime<Utc>>,
    pub(crate) failed: bool,
}

impl Row {
    pub(crate) fn json(&self, place: usize) -> Value {
        let mut row = json!({ "notice": self.notice, "from": self.from, "to": self.to,
            "sent_at": self.sent.to_rfc3339(), "id": format!("row-{place}") });
        if let Some(received) = self.received {
            row["received_at"] = json!(received.to_rfc3339());
        }
        if self.failed {
            row["failed"] = json!(true);
        }
        row
    }

    pub(crate) fn arrived(&self) -> DateTime<Utc> {
        self.received.unwrap_or(self.sent)
    }
}

pub(crate) struct World {
    pub(crate) router: Router,
    pub(crate) notices: Vec<Notice>,
    pub(crate) rows: Vec<Row>,
    pub(crate) as_of: DateTime<Utc>,
}

/// A world, a thread of one to three notices, and rows of random hands around its times.
pub(crate) fn world(seed: u64) -> Option<World> {
    let mut draw = Draw::Seed(seed);
    let router = documents(&mut draw, Size::SMALL).router();
    let mut first = notice(&mut draw, &router);
    if first.message == Message::Withdrawal {
        return None;
    }
    first.id = "n-1".parse().ok()?;
    let start = first.issued_at;
    let mut notices = vec![first];
    for (place, message) in [Message::Update, Message::Withdrawal].into_iter().enumerate().take(draw.below(3)) {
        let before = notices.last()?;
        let mut next = before.clone().following(message, before.id.clone());
        next.id = format!("n-{}", place + 2).parse().ok()?;
        next.issued_at = before.issued_at + TimeDelta::minutes(i64::try_from(draw.below(90)).ok()?);
        if message == Message::Withdrawal {
            next.embargo_until = None;
        }
        notices.push(next);
    }
    Threads::new(&router, &notices).ok()?;
    let parties: Vec<String> = router.registry().parties().iter().map(|party| party.id.to_string()).collect();
    let minutes = |draw: &mut Draw<'_>, most: usize| TimeDelta::minutes(i64::try_from(draw.below(most)).unwrap_or(0));
    let mut rows = Vec::new();
    for _ in 0..draw.below(14) {
        let known = notices[draw.below(notices.len())].id.to_string();
        let sent = start - TimeDelta::minutes(20) + minutes(&mut draw, 200);
        let from = if draw.once_in(3) { notices[0].origin.to_string() } else { draw.one(&parties).clone() };
        let to = draw.one(&parties).clone();
        if from == to {
            continue;
        }
        let received = draw.once_in(3).then(|| sent + minutes(&mut draw, 40));
        let notice = if draw.once_in(9) { "n-unknown".to_owned() } else { known };
        rows.push(Row { notice, from, to, sent, received, failed: draw.once_in(8) });
    }
    let as_of = start + minutes(&mut draw, 240);
    Some(World { router, notices, rows, as_of })
}

impl World {
    fn audit(&self, notices: &[Notice], order: &[usize], as_of: DateTime<Utc>) -> Option<Audit> {
        let threads = Threads::new(&self.router, notices).ok()?;
        let rows: Vec<Value> = order.iter().map(|place| self.rows[*place].json(*place)).collect();
        let log = Log::from_json(json!({ "entries": rows }).to_string().as_bytes(), &self.router).ok()?;
        let mut policy = Policy::new(as_of);
        policy.promptly = "PT1H".parse().ok();
        Some(audit(&self.router, &threads, &log, &[], &policy).expect("an audit"))
    }

    fn usual(&self, as_of: DateTime<Utc>) -> Option<Audit> {
        self.audit(&self.notices, &(0..self.rows.len()).collect::<Vec<_>>(), as_of)
    }
}

/// The worlds of the daily test; each law wants that most of them fit.
fn worlds() -> Vec<World> {
    let worlds: Vec<World> = (0..200).filter_map(world).collect();
    assert!(worlds.len() > 60, "only {} worlds fit", worlds.len());
    worlds
}

/// Law "order": neither the order of rows nor that of notices changes a byte.
#[test]
fn order_changes_no_byte() {
    let mut told = 0;
    for world in worlds() {
        let Some(usual) = world.usual(world.as_of) else { continue };
        let backwards: Vec<usize> = (0..world.rows.len()).rev().collect();
        let notices: Vec<Notice> = world.notices.iter().rev().cloned().collect();
        let turned = world.audit(&notices, &backwards, world.as_of).expect("the same rows");
        assert_eq!(serde_json::to_string(&usual).unwrap(), serde_json::to_string(&turned).unwrap());
        told += usual.findings.len();
    }
    assert!(told > 100, "only {told} findings were compared");
}

/// Law "later `as_of`": what is found of entries that were sent by the earlier one stays byte for byte.
#[test]
fn a_later_instant_moves_no_finding_of_an_entry() {
    let of_entries = |audit: &Audit, by: DateTime<Utc>| -> BTreeSet<String> {
        let stays = |code: AuditCode| {
            let moves = ["omission", "late", "unconfirmed", "partial", "unmet", "not-updated", "unknown-notice"];
            !moves.contains(&code.as_str())
        };
        let kept = audit.findings.iter().filter(|f| stays(f.code) && f.at.is_some_and(|at| at <= by));
        kept.map(|finding| serde_json::to_string(finding).unwrap()).collect()
    };
    let mut told = 0;
    for world in worlds() {
        let later = world.as_of + TimeDelta::minutes(75);
        let (Some(early), Some(late)) = (world.usual(world.as_of), world.usual(later)) else { continue };
        let found = of_entries(&early, world.as_of);
        assert_eq!(found, of_entries(&late, world.as_of));
        told += found.len();
    }
    assert!(told > 100, "only {told} findings were compared");
}

/// R5, R6, R7, R10, R24, R25: the codes that times and names decide, of each row.
#[test]
fn the_codes_of_the_clock_are_the_literal_ones() {
    const CLOCK: [&str; 5] = ["before-issue", "early", "outdated", "repeated", "returned"];
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for world in worlds() {
        let Some(audit) = world.usual(world.as_of) else { continue };
        let found: BTreeSet<(String, &str)> = audit
            .findings
            .iter()
            .filter_map(|f| Some((f.entry.as_ref()?.to_string(), f.code.as_str())))
            .filter(|(_, code)| CLOCK.contains(code))
            .collect();
        let mut literal = BTreeSet::new();
        for (place, row) in world.rows.iter().enumerate().filter(|(_, row)| !row.failed && row.sent <= world.as_of) {
            let Some(notice) = world.notices.iter().find(|notice| notice.id.as_str() == row.notice) else { continue };
            let mut say = |code| literal.insert((format!("row-{place}"), code));
            // R7 "alone" is read as: instead of `early` and `not-held`; what names decide stands beside it.
            let too_soon = row.sent < notice.issued_at;
            if too_soon {
                say("before-issue");
            }
            let next = world.notices.iter().find(|next| next.replaces.as_ref() == Some(&notice.id));
            if next.is_some_and(|next| next.issued_at <= row.sent) {
                say("outdated");
            }
            // R14: a class that is the origin is many hands, so that an entry to it tells somebody and returns nothing.
            let parties = world.router.registry().parties();
            let is_class = parties.iter().any(|party| party.id == notice.origin && party.kind == PartyKind::Members);
            if row.to == notice.origin.as_str() && !is_class {
                say("returned");
                continue;
            }
            if !too_soon && notice.embargo_until.is_some_and(|until| row.sent < until) {
                say("early");
            }
            let before = |other: &&Row| {
                !other.failed && other.notice == row.notice && other.to == row.to && other.from != row.from
            };
            if world.rows.iter().filter(before).any(|other| other.arrived() < row.sent) {
                say("repeated");
            }
        }
        assert_eq!(found, literal, "as of {}", world.as_of);
        for (_, code) in literal {
            *told.entry(code).or_default() += 1;
        }
    }
    assert!(CLOCK.iter().all(|code| told.contains_key(code)), "{told:?}");
}
