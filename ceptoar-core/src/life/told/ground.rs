//! What an audit looks at: the log by notice, what was out when, and the threads, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::audit::{DatedSituation, Policy};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::{NoticeId, PartyId};
use crate::life::entry::LogEntry;
use crate::life::log::Log;
use crate::life::told::case::{Case, Row, number};
use crate::life::told::holding::{Brought, Offices};
use crate::life::told::thread::{Told, Version};
use crate::life::told::times::Times;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::fit::situation::known_party;
use crate::span::Span;
use crate::word::sets::Message;

/// What an audit looks at.
pub(in crate::life) struct Ground<'a> {
    router: &'a Router,
    policy: &'a Policy,
    pub(in crate::life) times: Times,
    pub(in crate::life) tolerance: Span,
    pub(in crate::life) logs_of: Option<BTreeSet<PartyId>>,
    offices: Offices,
    /// The rows of notices that were not looked at yet.
    pub(in crate::life) by_notice: BTreeMap<&'a NoticeId, &'a [LogEntry]>,
}

impl<'a> Ground<'a> {
    pub(in crate::life) fn new(
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
    pub(in crate::life) fn told<T>(
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

/// The hands whose sending the log records whole.
fn logged(router: &Router, policy: &Policy) -> Result<Option<BTreeSet<PartyId>>, Refusal> {
    let mut problems = Problems::new();
    let root = At::root();
    let policy_at = root.key("policy");
    let list = policy_at.key("logs_of");
    for (place, hand) in policy.logs_of.iter().flatten().enumerate() {
        known_party(hand, router.registry(), &list.index(place), &mut problems);
    }
    problems.into_result(policy.logs_of.as_ref().map(|hands| hands.iter().cloned().collect()))
}

/// The notice as the tests of a hand-over look at it: `early` alone asks for the embargo, and what it replaces decides nothing.
pub(in crate::life) fn plain(notice: &Notice) -> Notice {
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
