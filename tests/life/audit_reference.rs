//! The audit against its literal reference on random worlds: what is found, what is pending, not observed, held and lapsed.
//!
//! Rows follow the plans of their notices with faults of every kind, so that each code comes up; which did is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ceptoar_core::Message;
use ceptoar_core::life::{Audit, Finding, Holding, Log, NoticeRow, Pending, Threads, audit};
use ceptoar_suite::reference::{AuditFinding, Audited, Counts, Details, Fault, Held, Open, World as Literal, audited};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::audit_worlds::{World, world};

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

/// What the engine says, in the words of the reference.
fn said(audit: &Audit) -> Audited {
    let open = |pending: &Pending| Open {
        notice: pending.notice.to_string(),
        party: pending.party.to_string(),
        at: pending.at,
        due_at: pending.due_at,
        stopped_at: pending.stopped_at.as_ref().map(ToString::to_string),
    };
    let held = |held: &Holding| {
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
        let mut engine = said(&found);
        if self.hands_on_late(&engine) {
            return None;
        }
        let mut literal = audited(literal, &self.notices, rows, &self.situations, &self.policy);
        literal.holders = literal.holders.into_iter().map(|held| self.hand(held, &engine)).collect();
        literal.findings.retain(|finding, _| !self.comes_later(finding) || engine.findings.contains_key(finding));
        engine.findings.retain(|finding, _| !self.is_echo(finding) || literal.findings.contains_key(finding));
        engine.findings =
            engine.findings.into_iter().map(|(f, details)| (self.first_hand(f, &literal), details)).collect();
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

    /// FINDINGS.md, 2: what one hand sent twice to a party whose office hands on in both directions is no repetition (R24).
    fn is_echo(&self, finding: &AuditFinding) -> bool {
        let Some(party) = &finding.party else { return false };
        let is_both_ways = self.office(party).contains(party.as_str());
        let is_same = |row: &&Value| row["to"] == **party && row["from"].as_str() == finding.from.as_deref();
        let mut same = self.rows_of(&finding.notice).filter(is_same);
        finding.code == "repeated" && is_both_ways && same.any(|row| instant(&row["sent_at"]) < finding.at)
    }

    /// FINDINGS.md, 2: what came late to such a party came from whoever sent it there, and not from its own office.
    fn first_hand(&self, finding: AuditFinding, literal: &Audited) -> AuditFinding {
        let of_office = |party: &String| {
            let office = self.office(party);
            office.contains(party.as_str()) && finding.from.as_ref().is_some_and(|from| office.contains(from.as_str()))
        };
        let is_same =
            |other: &&AuditFinding| AuditFinding { from: finding.from.clone(), ..(*other).clone() } == finding;
        if finding.code != "late" || !finding.party.as_ref().is_some_and(of_office) {
            return finding;
        }
        literal.findings.keys().find(is_same).cloned().unwrap_or(finding)
    }

    /// FINDINGS.md, 4: what an office hands on by itself only after the notice was replaced; the engine counts it as sent before.
    fn hands_on_late(&self, engine: &Audited) -> bool {
        engine.holders.iter().any(|(notice, party, since, from)| {
            let mut next = self.notices.iter().filter(|next| next.replaces.as_ref().is_some_and(|id| *id == **notice));
            let is_inside = from.as_ref().is_some_and(|from| self.office(party).contains(from.as_str()));
            is_inside && next.any(|next| next.issued_at < *since)
        })
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

/// Compares worlds and counts what came up.
fn compare(seeds: Range<u64>) -> (usize, BTreeMap<String, usize>) {
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
    let worlds = std::env::var("CEPTOAR_AUDIT_WORLDS").ok().and_then(|count| count.parse().ok()).unwrap_or(1200);
    let (seen, told) = compare(0..worlds);
    assert!(seen > usize::try_from(worlds).expect("a small number") / 2, "only {seen} worlds fit");
    let lists = ["pending", "not observed", "lapsed"];
    let silent: Vec<&str> =
        CODES.into_iter().chain(lists).filter(|code| told.get(*code).is_none_or(|count| *count == 0)).collect();
    assert!(silent.is_empty(), "never found: {silent:?} in {seen} worlds, {told:?}");
    println!("{seen} worlds: {told:?}");
}
