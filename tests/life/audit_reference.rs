//! The audit against its literal reference on random worlds: what is found, what is pending, not observed, held and lapsed.
//!
//! Rows follow the plans of their notices with faults of every kind, so that each code comes up; which did is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ceptoar_core::life::{Audit, Finding, Holding, Log, NoticeRow, Pending, Threads, audit};
use ceptoar_suite::reference::{AuditFinding, Audited, Counts, Details, Fault, Open, World as Literal, audited};
use serde_json::json;

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

impl World {
    /// What the engine says and what the reference says; `None`: the engine refuses the rows.
    fn both(&self) -> Option<(Audited, Audited)> {
        let threads = Threads::new(&self.router, &self.notices).ok()?;
        let log = json!({ "entries": self.rows, "tolerance": self.tolerance.to_string() });
        let log = Log::from_json(log.to_string().as_bytes(), &self.router).ok()?;
        let found = audit(&self.router, &threads, &log, &self.situations, &self.policy).expect("an audit");
        assert_eq!(said(&found).findings.len(), found.findings.len(), "no finding stands twice");
        self.rows_are_the_notices(&found);
        let literal = Literal::of(&self.router, Fault::None);
        let rows = (log.entries(), self.tolerance);
        Some((said(&found), audited(literal, &self.notices, rows, &self.situations, &self.policy)))
    }

    /// That each row of a notice says of it what the notice says, and where it stands in its thread by the instant of the audit.
    fn rows_are_the_notices(&self, found: &Audit) {
        let mut ids: Vec<_> = self.notices.iter().map(|notice| &notice.id).collect();
        ids.sort_unstable();
        assert_eq!(found.notices.iter().map(|row| &row.notice).collect::<Vec<_>>(), ids);
        for row in &found.notices {
            let of = |id: &str| self.notices.iter().find(|notice| *notice.id == *id).expect("a notice");
            let notice = of(&row.notice);
            let said = (row.issued_at, row.direction, &row.kind, &row.affected_sectors, row.status, row.message);
            let wanted = (
                notice.issued_at,
                notice.direction,
                &notice.kind,
                &notice.affected_sectors,
                notice.status,
                notice.message,
            );
            assert_eq!(said, wanted);
            let (mut version, mut place) = (1, notice);
            while let Some(before) = &place.replaces {
                (version, place) = (version + 1, of(before));
            }
            let mut later = self.notices.iter().filter(|next| next.issued_at <= self.policy.as_of);
            let next = later.find(|next| next.replaces.as_ref() == Some(&notice.id)).map(|next| &next.id);
            assert_eq!((row.version, row.replaced_by.as_ref(), row.is_final), (version, next, next.is_none()));
        }
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
