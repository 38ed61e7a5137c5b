//! The audit of a delivery log: leaks, omissions, and why.

pub(crate) mod actions;
mod case;
mod circle;
mod coverage;
mod duty;
mod found;
mod hand;
mod holding;
mod thread;
mod times;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::audit::{Audit, AuditDigests, DatedSituation, Finding, Holding, NoticeRow, Policy, StageRow};
use crate::digest::digest;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::id::{NoticeId, PartyId};
use crate::life::audit::case::{Case, Row};
use crate::life::audit::duty::Said;
use crate::life::audit::found::{of_unknown, sorted};
use crate::life::audit::holding::{Brought, Offices};
use crate::life::audit::thread::{Told, Version};
use crate::life::audit::times::Times;
use crate::life::entry::LogEntry;
use crate::life::log::Log;
use crate::life::thread::Threads;
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::span::Span;
use crate::time::civil_day;
use crate::word::sets::Message;

/// What a delivery log shows: each hand-over is judged by the decision at its own instant, each duty by what was sent.
///
/// ```
/// use ceptoar_core::life::{AuditCode, Log, Policy, Threads, audit};
/// use ceptoar_core::{Edition, Registry, Router, parse_instant};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notices = [router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?];
/// let log = Log::from_json(br#"{ "entries": [
///     { "notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00" },
///     { "notice": "n-1", "from": "meti", "to": "gas", "channel": "email", "sent_at": "2009-05-08T10:10:00+09:00" },
///     { "notice": "n-1", "from": "gas", "to": "banking", "channel": "phone", "sent_at": "2009-05-08T12:00:00+09:00" }
/// ] }"#, &router)?;
/// let mut policy = Policy::new(parse_instant("2009-05-08T15:00:00+09:00")?);
/// policy.promptly = Some("PT1H".parse()?);
/// let audit = audit(&router, &Threads::new(&router, &notices)?, &log, &[], &policy)?;
/// let found: Vec<_> = audit.findings.iter().map(|finding| (finding.code, finding.party.as_deref())).collect();
/// // The members of gas were never told, and a bank saw what was meant for gas.
/// assert_eq!(found, [(AuditCode::Omission, Some("gas-members")), (AuditCode::Leak, Some("banking"))]);
/// assert_eq!(audit.findings[0].stopped_at.as_deref(), Some("gas"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Every fault of situations and policy at once, with pointers `/situations/…` and `/policy/…`; a log or notices that were
/// checked against another router.
pub fn audit(
    router: &Router,
    threads: &Threads<'_>,
    log: &Log,
    situations: &[DatedSituation],
    policy: &Policy,
) -> Result<Audit, Refusal> {
    let mut ground = Ground::new(router, log, situations, policy)?;
    let mut made = Made::default();
    for thread in threads.all() {
        ground.told(&thread, |told| told.versions.iter().try_for_each(|version| made.version(told, version)))?;
    }
    for (notice, entries) in ground.by_notice {
        let known = entries.iter().filter(|entry| entry.sent_at <= policy.as_of);
        if let Some(first) = known.clone().map(|entry| entry.sent_at).min() {
            made.findings.push(of_unknown(notice, first, known.count() as u64));
        }
    }
    let notices: Vec<_> = threads.notices().map(Notice::document).collect();
    let digests = AuditDigests {
        router: router.digests().clone(),
        notices: digest(&notices).into_string(),
        log: digest(&log.document()).into_string(),
        situations: digest(&ground.times.dated()).into_string(),
    };
    let logs_of = ground.logs_of.map(|hands| hands.into_iter().collect());
    let policy = Policy { logs_of, tolerance: ground.tolerance, ..policy.clone() };
    Ok(made.audit(router, digests, policy, ground.times.dated()))
}

/// What an audit looks at.
struct Ground<'a> {
    router: &'a Router,
    policy: &'a Policy,
    times: Times,
    tolerance: Span,
    logs_of: Option<BTreeSet<PartyId>>,
    offices: Offices,
    /// The rows of notices that were not looked at yet.
    by_notice: BTreeMap<&'a NoticeId, &'a [LogEntry]>,
}

impl<'a> Ground<'a> {
    fn new(
        router: &'a Router,
        log: &'a Log,
        situations: &[DatedSituation],
        policy: &'a Policy,
    ) -> Result<Self, Refusal> {
        let mut by_notice: BTreeMap<&NoticeId, &[LogEntry]> = BTreeMap::new();
        for entries in log.entries().chunk_by(|one, next| one.notice == next.notice) {
            if let Some(first) = entries.first() {
                by_notice.insert(&first.notice, entries);
            }
        }
        let (times, logs_of) = match (Times::new(router, situations), logged(router, policy)) {
            (Ok(times), Ok(logs_of)) => (times, logs_of),
            (times, logs_of) => {
                let mut problems = Problems::new();
                for refusal in times.err().into_iter().chain(logs_of.err()) {
                    problems.absorb(refusal, &At::root());
                }
                return problems.into_result(()).and(Err(Refusal::one(ErrorCode::LookUpFailed, "", Vec::new())));
            }
        };
        Ok(Self {
            router,
            policy,
            times,
            tolerance: policy.tolerance.max(log.tolerance()),
            logs_of,
            offices: offices(router),
            by_notice,
        })
    }

    /// Tells of a thread what the log tells of it.
    fn told<T>(
        &mut self,
        thread: &[&Notice],
        look: impl FnOnce(&Told<'_, '_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let plain: Vec<Notice> = thread.iter().map(|notice| plain(notice)).collect();
        let mut versions = Vec::new();
        for (place, (notice, plain)) in thread.iter().zip(&plain).enumerate() {
            let entries = self.by_notice.remove(&notice.id).unwrap_or_default();
            let rows = rows(self.router, entries, self.policy)?;
            let case = Case::new(self.router, &self.times, notice, plain, rows)?;
            let brought = Brought::new(&case, &self.offices, self.policy.as_of)?;
            versions.push(Version { place, case, brought });
        }
        look(&Told {
            times: &self.times,
            policy: self.policy,
            tolerance: self.tolerance.delta(),
            logs_of: self.logs_of.as_ref(),
            versions: &versions,
        })
    }
}

/// What is found, notice by notice.
#[derive(Default)]
struct Made {
    findings: Vec<Finding>,
    said: Said,
    lints: Vec<Lint>,
    notices: Vec<NoticeRow>,
    stages: Vec<StageRow>,
    holders: Vec<Holding>,
}

impl Made {
    fn version<'b>(&mut self, told: &Told<'_, 'b>, version: &Version<'b>) -> Result<(), Refusal> {
        let Version { case, brought, .. } = version;
        let as_of = told.policy.as_of;
        hand::judge(told, version, &mut self.findings)?;
        let coverage = duty::judge(told, version, &mut self.said)?;
        let next = told.next(version).map(|next| next.case.notice).filter(|next| next.issued_at <= as_of);
        let (row, stages) = coverage.rows(case, next.map(|next| &next.id));
        self.notices.push(row);
        self.stages.extend(stages);
        let mut holders: BTreeMap<usize, (DateTime<Utc>, Option<usize>)> = BTreeMap::new();
        if case.notice.issued_at <= as_of {
            holders.insert(case.origin, (case.notice.issued_at, None));
        }
        for (party, arrival) in brought.reached(as_of) {
            holders.entry(party).or_insert((arrival.at, Some(arrival.from)));
        }
        for (party, since) in brought.senders() {
            holders.entry(*party).and_modify(|held| *held = (*held).min((*since, None))).or_insert((*since, None));
        }
        let id = |party: usize| case.router.party_ids().get(party).cloned();
        self.holders.extend(holders.into_iter().filter_map(|(party, (since, from))| {
            Some(Holding { notice: case.notice.id.clone(), party: id(party)?, since, from: from.and_then(id) })
        }));
        let covers = case.router.registry().covers();
        let is_stale = |at| !covers.covers(civil_day(at));
        if is_stale(case.start) || case.rows.iter().any(|row| is_stale(row.entry.sent_at)) {
            self.lints.push(Lint::new(LintCode::StaleEdition, case.notice.id.as_str()));
        }
        Ok(())
    }

    fn audit(self, router: &Router, digests: AuditDigests, policy: Policy, situations: &[DatedSituation]) -> Audit {
        let Self { mut findings, said, mut lints, mut notices, mut stages, mut holders } = self;
        let Said { findings: of_duties, mut pending, mut not_observed } = said;
        findings.extend(of_duties);
        pending.sort_by(|a, b| (&a.notice, a.at, &a.party).cmp(&(&b.notice, b.at, &b.party)));
        not_observed.sort_by(|a, b| (&a.notice, a.at, &a.party).cmp(&(&b.notice, b.at, &b.party)));
        lints.sort_unstable();
        notices.sort_by(|a, b| a.notice.cmp(&b.notice));
        stages.sort_by(|a, b| (&a.notice, a.stage.as_str()).cmp(&(&b.notice, b.stage.as_str())));
        holders.sort_by(|a, b| (&a.notice, &a.party).cmp(&(&b.notice, &b.party)));
        Audit {
            edition: router.registry().id().clone(),
            revision: router.registry().revision(),
            profile: router.profile().id().clone(),
            digests,
            policy,
            situations: situations.to_vec(),
            lints,
            findings: sorted(findings),
            pending,
            not_observed,
            notices,
            stages,
            holders,
        }
    }
}

/// The hands whose sending the log records whole.
fn logged(router: &Router, policy: &Policy) -> Result<Option<BTreeSet<PartyId>>, Refusal> {
    let mut problems = Problems::new();
    let root = At::root();
    let policy_at = root.key("policy");
    let list = policy_at.key("logs_of");
    for (place, hand) in policy.logs_of.iter().flatten().enumerate() {
        if router.registry().party(hand).is_none() {
            let known = router.registry().party_ids();
            unknown(&mut problems, ErrorCode::UnknownParty, &list.index(place), vec![hand.to_string()], known);
        }
    }
    problems.into_result(policy.logs_of.as_ref().map(|hands| hands.iter().cloned().collect()))
}

/// The notice as the tests of a hand-over look at it: `early` alone asks for the embargo, and what it replaces decides nothing.
fn plain(notice: &Notice) -> Notice {
    Notice { embargo_until: None, message: Message::Original, replaces: None, ..notice.clone() }
}

/// The rows that were sent by the instant of the audit, in the order in which they were sent.
fn rows<'a>(router: &Router, entries: &'a [LogEntry], policy: &Policy) -> Result<Vec<Row<'a>>, Refusal> {
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| entry.sent_at <= policy.as_of) {
        let from = number(router, &entry.from)?;
        let to = entry.to.as_ref().map(|to| number(router, to)).transpose()?;
        rows.push(Row { entry, from, to });
    }
    Ok(rows)
}

/// The number of a party that a log or a notice names.
fn number(router: &Router, party: &PartyId) -> Result<usize, Refusal> {
    router.party_number(party).ok_or_else(|| Refusal::one(ErrorCode::UnknownParty, "/entries", vec![party.to_string()]))
}

/// The pairs of parties that are one office on some day.
fn offices(router: &Router) -> Offices {
    let mut offices = Offices::new();
    for link in router.registry().each_link().filter(|link| link.like.internal) {
        if let (Some(from), Some(to)) = (router.party_number(link.from), router.party_number(link.to)) {
            offices.entry(from).or_default().insert(to);
        }
    }
    offices
}
