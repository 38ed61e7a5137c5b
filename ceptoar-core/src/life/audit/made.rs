//! The audit, made notice by notice.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::answer::audit::{Audit, AuditDigests, DatedSituation, Finding, Holding, NoticeRow, Policy, StageRow};
use crate::digest::digest;
use crate::error::problem::Refusal;
use crate::life::audit::duty::Said;
use crate::life::audit::found::{of_bad, of_unknown, sorted};
use crate::life::audit::{duty, hand};
use crate::life::log::Log;
use crate::life::thread::Threads;
use crate::life::told::ground::Ground;
use crate::life::told::thread::{Told, Version};
use crate::lint::{Lint, LintCode};
use crate::router::ask::Router;
use crate::time::civil_day;

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
    // They are computed first: their texts are long, and then nothing else is there yet.
    let digests = AuditDigests {
        router: router.digests().clone(),
        notices: threads.digest(),
        log: log.digest(),
        situations: digest(&ground.times.dated()).into_string(),
    };
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
    made.findings.extend(log.bad_rows().iter().map(of_bad));
    let logs_of = ground.logs_of.map(|hands| hands.into_iter().collect());
    let policy = Policy { logs_of, tolerance: ground.tolerance, ..policy.clone() };
    Ok(made.audit(router, digests, policy, ground.times.dated()))
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
        let Version { case, brought, place } = version;
        let as_of = told.policy.as_of;
        hand::judge(told, version, &mut self.findings)?;
        let coverage = duty::judge(told, version, &mut self.said)?;
        let next = told.next(version).map(|next| next.case.notice).filter(|next| next.issued_at <= as_of);
        let (row, stages) = coverage.rows(case, place + 1, next.map(|next| &next.id));
        self.notices.push(row);
        self.stages.extend(stages);
        let mut holders: BTreeMap<usize, (DateTime<Utc>, Option<usize>)> = BTreeMap::new();
        if case.notice.issued_at <= as_of {
            holders.insert(case.origin, (case.notice.issued_at, None));
        }
        for (party, arrival) in brought.reached(as_of) {
            holders.entry(party).or_insert((arrival.at, Some(arrival.from)));
        }
        // Who handed it on when: whether something says whence any of those hand-overs had it.
        let mut had: BTreeMap<(usize, DateTime<Utc>), bool> = BTreeMap::new();
        for (row, has_source) in case.rows.iter().zip(brought.sourced(case, told.tolerance)) {
            if !row.entry.failed {
                *had.entry((row.from, row.entry.sent_at)).or_default() |= has_source;
            }
        }
        for (party, since) in brought.senders() {
            let held = holders.entry(*party).or_insert((*since, None));
            // What came at the very instant says whence, unless it only went round in a circle.
            let has_none = had.get(&(*party, *since)) == Some(&false);
            if *since < held.0 || (*since == held.0 && has_none) {
                *held = (*since, None);
            }
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
        for list in [&mut pending, &mut not_observed] {
            list.sort_unstable_by(|a, b| (&a.notice, a.at, &a.party).cmp(&(&b.notice, b.at, &b.party)));
        }
        lints.sort_unstable();
        notices.sort_unstable_by(|a, b| a.notice.cmp(&b.notice));
        stages.sort_unstable_by(|a, b| (&a.notice, a.stage.as_str()).cmp(&(&b.notice, b.stage.as_str())));
        holders.sort_unstable_by(|a, b| (&a.notice, &a.party).cmp(&(&b.notice, &b.party)));
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
