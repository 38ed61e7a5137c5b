//! The tables of what becomes of notices once they are sent.

use std::collections::BTreeSet;

use ceptoar_core::Message;
use ceptoar_core::life::{Actions, Audit, Drill, Failure, FollowUp, FollowUpDelivery, Remedies, RemedySet, Resilience};
use serde_json::{Value, json};

use crate::report::{objects, tells};
use crate::table::rows::{Column, Of};

const AUDIT: &[Column] = &[
    ("id", &["id"], Of::Text),
    ("notice", &["notice"], Of::Text),
    ("at", &["at"], Of::Text),
    ("code", &["code"], Of::Text),
    ("severity", &["severity"], Of::Text),
    ("party", &["party"], Of::Text),
    ("from", &["from"], Of::Text),
    ("channel", &["channel"], Of::Text),
    ("entry", &["entry"], Of::Text),
    ("outside", &["outside"], Of::Text),
    ("outcome", &["outcome"], Of::Text),
    ("rules", &["rules"], Of::List),
    ("due_at", &["due_at"], Of::Text),
    ("late_by", &["late_by"], Of::Text),
    ("since", &["since"], Of::Text),
    ("stopped_at", &["stopped_at"], Of::Text),
    ("behind", &["behind"], Of::List),
    ("told", &["told"], Of::Number),
    ("of", &["of"], Of::Number),
    ("count", &["count"], Of::Number),
    ("message", &["message"], Of::Text),
];

const PENDING: &[Column] = &[
    ("notice", &["notice"], Of::Text),
    ("party", &["party"], Of::Text),
    ("at", &["at"], Of::Text),
    ("due_at", &["due_at"], Of::Text),
    ("stopped_at", &["stopped_at"], Of::Text),
];

const NOTICES: &[Column] = &[
    ("notice", &["notice"], Of::Text),
    ("issued_at", &["issued_at"], Of::Text),
    ("direction", &["direction"], Of::Text),
    ("kind", &["kind"], Of::Text),
    ("affected_sectors", &["affected_sectors"], Of::List),
    ("status", &["status"], Of::Text),
    ("message", &["message"], Of::Text),
    ("version", &["version"], Of::Number),
    ("final", &["final"], Of::Flag),
    ("replaced_by", &["replaced_by"], Of::Text),
    ("expected", &["expected"], Of::Number),
    ("sent", &["sent"], Of::Number),
    ("confirmed", &["confirmed"], Of::Number),
    ("in_time", &["in_time"], Of::Number),
    ("unmet", &["unmet"], Of::Number),
    ("lapsed", &["lapsed"], Of::Number),
    ("may", &["may"], Of::Number),
    ("may_told", &["may_told"], Of::Number),
    ("first_after", &["first_after"], Of::Text),
    ("last_after", &["last_after"], Of::Text),
];

const STAGES: &[Column] = &[
    ("notice", &["notice"], Of::Text),
    ("stage", &["stage"], Of::Text),
    ("expected", &["expected"], Of::Number),
    ("sent", &["sent"], Of::Number),
    ("confirmed", &["confirmed"], Of::Number),
    ("in_time", &["in_time"], Of::Number),
    ("unmet", &["unmet"], Of::Number),
    ("units_expected", &["units", "expected"], Of::Number),
    ("units_sent", &["units", "sent"], Of::Number),
    ("units_confirmed", &["units", "confirmed"], Of::Number),
    ("units_unknown", &["units", "unknown"], Of::Number),
];

const HOLDERS: &[Column] = &[
    ("notice", &["notice"], Of::Text),
    ("party", &["party"], Of::Text),
    ("since", &["since"], Of::Text),
    ("from", &["from"], Of::Text),
];

const ACTIONS: &[Column] = &[
    ("action", &["action"], Of::Text),
    ("notice", &["notice"], Of::Text),
    ("by", &["by"], Of::Text),
    ("to", &["to"], Of::Text),
    ("outside", &["outside"], Of::Text),
    ("serves", &["serves"], Of::List),
    ("channels", &["channels"], Of::List),
    ("tried", &["tried"], Of::List),
    ("due_at", &["due_at"], Of::Text),
    ("overdue", &["overdue"], Of::Flag),
    ("judgement", &["judgement"], Of::List),
    ("findings", &["findings"], Of::List),
    ("message", &["message"], Of::Text),
];

const FOLLOW_UP: &[Column] = &[
    ("party", &["party"], Of::Text),
    ("what", &["what"], Of::Text),
    ("versions", &["versions"], Of::List),
    ("duty", &["duty"], Of::Text),
    ("path", &["path"], Of::List),
    ("channels", &["channels"], Of::List),
    ("also", &["also"], Of::List),
    ("judged", &["judged"], Of::List),
    ("off_link", &["off_link"], Of::Flag),
    ("outcome", &["outcome"], Of::Text),
    ("done", &["done"], Of::Flag),
];

const VERSIONS: &[Column] = &[
    ("party", &["party"], Of::Text),
    ("versions", &["versions"], Of::List),
    ("since", &["since"], Of::Text),
    ("source_known", &["source_known"], Of::Flag),
];

const FAILURES: &[Column] = &[
    ("failure", &["failure"], Of::List),
    ("single_point", &["single_point"], Of::Flag),
    ("lost_must", &["lost", "must"], Of::List),
    ("lost_may", &["lost", "may"], Of::List),
    ("units_must", &["units", "must"], Of::Number),
    ("units_may", &["units", "may"], Of::Number),
    ("units_unknown", &["units", "unknown"], Of::Number),
    ("changed", &["changed"], Of::List),
];

const DRILLED: &[Column] = &[
    ("stage", &["stage"], Of::Text),
    ("expected", &["expected"], Of::Number),
    ("units", &["units", "expected"], Of::Number),
    ("units_unknown", &["units", "unknown"], Of::Number),
    ("unmet", &["unmet"], Of::Number),
    ("reached_mean", &["reached", "mean"], Of::Part),
    ("reached_p5", &["reached", "p5"], Of::Part),
    ("reached_p50", &["reached", "p50"], Of::Part),
    ("reached_p95", &["reached", "p95"], Of::Part),
    ("confirmed_mean", &["confirmed", "mean"], Of::Part),
    ("confirmed_p5", &["confirmed", "p5"], Of::Part),
    ("confirmed_p50", &["confirmed", "p50"], Of::Part),
    ("confirmed_p95", &["confirmed", "p95"], Of::Part),
];

const CAUSES: &[Column] = &[
    ("failure", &["failure"], Of::List),
    ("runs_failed", &["runs_failed"], Of::Number),
    ("runs_lost", &["runs_lost"], Of::Number),
];

const REMEDIES: &[Column] = &[
    ("changes", &["changes"], Of::List),
    ("parties", &["parties"], Of::List),
    ("label", &["label"], Of::Text),
    ("until", &["until"], Of::Text),
    ("restored", &["restored"], Of::List),
    ("path", &["path"], Of::List),
    ("also", &["also"], Of::List),
    ("lost", &["lost"], Of::List),
    ("widens", &["widens"], Of::Flag),
    ("changes_scheme", &["changes_scheme"], Of::Flag),
];

const TOGETHER: &[Column] = &[
    ("failure", &["failure"], Of::List),
    ("lost_must", &["lost", "must"], Of::List),
    ("lost_may", &["lost", "may"], Of::List),
    ("only_together", &["only_together"], Of::List),
];

/// A row for each holder and recipient of a follow-up: what becomes of it.
fn followed(made: &FollowUp) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut row = |party: &str, what: &str, outcome: Option<&str>, delivery: Option<&FollowUpDelivery>| {
        let held = made.holders.binary_search_by(|held| held.party.as_str().cmp(party)).ok();
        let held = held.and_then(|place| made.holders.get(place));
        let last = delivery.and_then(|delivery| delivery.hops.last());
        rows.push(json!({
            "party": party,
            "what": what,
            "versions": held.map(|held| &held.versions),
            "duty": delivery.map(|delivery| delivery.duty),
            "path": delivery.map(|delivery| {
                let first = delivery.hops.first().map(|hop| &hop.from);
                first.into_iter().chain(delivery.hops.iter().map(|hop| &hop.to)).collect::<Vec<_>>()
            }),
            "channels": last.and_then(|hop| hop.channels.as_deref()),
            "also": last.map(|hop| &*hop.also),
            "judged": last.map(|hop| &*hop.judged),
            "off_link": last.map(|hop| hop.off_link),
            "outcome": outcome,
            "done": made.done.binary_search_by(|done| done.as_str().cmp(party)).is_ok(),
        }));
    };
    for delivery in &made.deliveries {
        let what = match made.message {
            Message::Withdrawal => "withdrawn",
            _ if made.gained.binary_search(&delivery.recipient).is_ok() => "gained",
            _ => "kept",
        };
        row(&delivery.recipient, what, Some("deliver"), Some(delivery));
    }
    for party in &made.waiting {
        row(party, "waiting", Some("embargoed"), None);
    }
    for one in &made.stranded {
        row(&one.party, "stranded", Some(one.outcome.as_str()), None);
    }
    for one in made.unreached() {
        row(&one.party, "unmet", Some(one.outcome.as_str()), None);
    }
    for person in &made.outside {
        row(person.as_str(), "outside", None, None);
    }
    rows
}

/// The objects of a list, with failures as texts.
fn failures<T: serde::Serialize>(list: &[T], of: impl Fn(&T) -> &[Failure]) -> Vec<Value> {
    let mut rows = objects(list);
    for (row, one) in rows.iter_mut().zip(list) {
        let texts: Vec<String> = of(one).iter().map(ToString::to_string).collect();
        if let Some(row) = row.as_object_mut() {
            row.insert("failure".to_owned(), texts.into());
        }
    }
    rows
}

tells! { FollowUp {
    "rows" => |made| (followed(made), FOLLOW_UP.to_vec()),
    "holders" => |made| (objects(&made.holders), VERSIONS.to_vec()),
} }

/// A row for each set of decisions that lets a party be told.
fn sets(made: &Remedies) -> Vec<Value> {
    let row = |set: &RemedySet| {
        let first = set.hops.first().map(|hop| &hop.from);
        json!({
            "changes": set.changes.iter().map(|change| change.change).collect::<Vec<_>>(),
            "parties": set.changes.iter().flat_map(|change| &change.parties).collect::<BTreeSet<_>>(),
            "label": set.changes.iter().find_map(|change| change.label.as_ref()),
            "until": set.changes.iter().find_map(|change| change.until.map(ceptoar_core::instant_text)),
            "restored": set
                .changes
                .iter()
                .filter_map(|change| change.outage.clone().or_else(|| change.sector.as_ref().map(ToString::to_string)))
                .collect::<Vec<_>>(),
            "path": first.into_iter().chain(set.hops.iter().map(|hop| &hop.to)).collect::<Vec<_>>(),
            "also": set.also,
            "lost": set.lost,
            "widens": set.widens,
            "changes_scheme": set.changes_scheme,
        })
    };
    made.sets.iter().map(row).collect()
}

tells! { Remedies {
    "rows" => |made| (sets(made), REMEDIES.to_vec()),
} }

tells! { Resilience {
    "rows" => |made| (failures(&made.rows, |row| &row.failure), FAILURES.to_vec()),
    "pairs" => |made| (failures(&made.pairs, |row| &row.failure), TOGETHER.to_vec()),
} }

tells! { Drill {
    "rows" => |made| (objects(&made.stages), DRILLED.to_vec()),
    "causes" => |made| (failures(&made.causes, |cause| std::slice::from_ref(&cause.failure)), CAUSES.to_vec()),
} }

tells! { Audit {
    "rows" => |made| (objects(&made.findings), AUDIT.to_vec()),
    "pending" => |made| (objects(&made.pending), PENDING.to_vec()),
    "not_observed" => |made| (objects(&made.not_observed), PENDING.to_vec()),
    "notices" => |made| (objects(&made.notices), NOTICES.to_vec()),
    "stages" => |made| (objects(&made.stages), STAGES.to_vec()),
    "holders" => |made| (objects(&made.holders), HOLDERS.to_vec()),
} }

tells! { Actions {
    "rows" => |made| (objects(&made.actions), ACTIONS.to_vec()),
} }
