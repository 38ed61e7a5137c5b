//! Findings, and what tells each from every other.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::answer::audit::{BadRow, Finding};
use crate::digest::digest;
use crate::gather::InOrder as _;
use crate::id::{NoticeId, PartyId};
use crate::life::entry::LogEntry;
use crate::time::instant_text;
use crate::word::audit::AuditCode;

/// How much of the digest of its identity is the id of a finding.
const ID_DIGITS: usize = 16;

fn empty(code: AuditCode) -> Finding {
    Finding {
        id: String::new(),
        notice: None,
        at: None,
        code,
        severity: code.severity(),
        party: None,
        from: None,
        channel: None,
        entry: None,
        outside: None,
        outcome: None,
        reasons: Vec::new(),
        rules: Vec::new(),
        due_at: None,
        late_by: None,
        since: None,
        stopped_at: None,
        behind: Vec::new(),
        told: None,
        of: None,
        knowing: None,
        entitled: None,
        level: None,
        count: None,
        row: None,
        message: None,
    }
}

/// A finding of a hand-over.
pub(super) fn of_row(entry: &LogEntry, code: AuditCode) -> Finding {
    Finding {
        notice: Some(entry.notice.clone()),
        at: Some(entry.sent_at),
        party: entry.to.clone(),
        from: Some(entry.from.clone()),
        channel: entry.channel.clone(),
        entry: entry.id.clone(),
        outside: entry.outside.clone(),
        ..empty(code)
    }
}

/// A finding of a duty.
pub(super) fn of_duty(notice: &NoticeId, party: &PartyId, at: DateTime<Utc>, code: AuditCode) -> Finding {
    Finding { notice: Some(notice.clone()), at: Some(at), party: Some(party.clone()), ..empty(code) }
}

/// A finding of a notice that nobody gave: how many rows speak of it, the first of which was sent then.
pub(super) fn of_unknown(notice: &NoticeId, at: DateTime<Utc>, count: u64) -> Finding {
    let code = AuditCode::UnknownNotice;
    Finding { notice: Some(notice.clone()), at: Some(at), count: Some(count), ..empty(code) }
}

/// A finding of a row that is none of the entries.
pub(super) fn of_bad(row: &BadRow) -> Finding {
    Finding { row: Some(row.clone()), ..empty(AuditCode::BadEntry) }
}

/// The findings in their order, each once, with their ids.
pub(super) fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    fn key(finding: &Finding) -> impl Ord + PartialEq + '_ {
        let Finding { notice, at, code, party, from, channel, entry, outside, row, .. } = finding;
        let row = row.as_ref().map(|row| (row.number(), &row.pointer));
        (notice, at, code.as_str(), party, from, channel, entry, outside, row)
    }
    // What is left beside its identity orders those that are alike, so that the order of the log does not.
    findings.in_order(|a, b| key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b))));
    findings.dedup_by(|a, b| key(a) == key(b));
    for finding in &mut findings {
        finding.id = id(finding);
    }
    findings
}

fn rest(finding: &Finding) -> impl Ord + '_ {
    (finding.due_at, finding.late_by, finding.since, &finding.level, finding.knowing, finding.told)
}

/// A digest of what tells it apart: the same in every audit that finds it.
pub(super) fn id(finding: &Finding) -> String {
    let Finding { notice, at, code, party, from, channel, entry, outside, row, .. } = finding;
    let mut parts: BTreeMap<&str, String> = BTreeMap::new();
    parts.insert("code", code.as_str().to_owned());
    let mut add = |name, text: Option<String>| text.map(|text| parts.insert(name, text));
    add("notice", notice.as_ref().map(|id| id.to_string()));
    add("at", at.map(instant_text));
    add("party", party.as_ref().map(|id| id.to_string()));
    add("from", from.as_ref().map(|id| id.to_string()));
    add("channel", channel.as_ref().map(|id| id.to_string()));
    add("id", entry.as_ref().map(|id| id.to_string()));
    add("outside", outside.as_ref().map(|id| id.to_string()));
    add("row", row.as_ref().map(|row| row.pointer.clone()));
    digest(&parts).chars().take(ID_DIGITS).collect()
}
