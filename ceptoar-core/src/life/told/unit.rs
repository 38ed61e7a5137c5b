//! How much of a party was told: one organisation, or the many of a class.

use chrono::{DateTime, Utc};

use crate::id::PartyId;
use crate::life::told::case::Case;
use crate::life::told::holding::Arrival;
use crate::router::ask::Router;
use crate::time::civil_day;
use crate::word::sets::PartyKind;

/// How many organisations a party is on a day: one; of a class or a sub-group the sum of its counts. `None`: unknown.
pub(in crate::life) fn total(router: &Router, party: &str, at: DateTime<Utc>) -> Option<u64> {
    let party = router.registry().party(party)?;
    if !matches!(party.kind, PartyKind::Members | PartyKind::Subgroup) {
        return Some(1);
    }
    let counts = party.counts_on(civil_day(at));
    (!counts.is_empty()).then(|| counts.iter().map(|count| u64::from(count.value)).sum())
}

/// What was sent to a party by an instant.
pub(in crate::life) struct Part {
    pub(in crate::life) is_sent: bool,
    /// Whether something was sent to itself, and not only to one of its office.
    pub(in crate::life) is_direct: bool,
    /// When it was first sent.
    pub(in crate::life) sent_at: DateTime<Utc>,
    /// When it first came; `None`: not yet.
    pub(in crate::life) arrived_at: Option<DateTime<Utc>>,
    /// Who brought it first.
    pub(in crate::life) from: Option<PartyId>,
    pub(in crate::life) is_confirmed: bool,
    /// How many of its organisations were told; where its number is unknown, as many as rows say.
    pub(in crate::life) told: u64,
    /// How many of those confirmed it.
    pub(in crate::life) confirmed: u64,
}

impl Part {
    pub(in crate::life) fn new(
        case: &Case<'_>,
        arrivals: &[Arrival],
        party: usize,
        total: Option<u64>,
        by: DateTime<Utc>,
    ) -> Self {
        let most = total.unwrap_or(u64::MAX);
        let mut part = Self {
            is_sent: false,
            is_direct: false,
            sent_at: by,
            arrived_at: None,
            from: None,
            is_confirmed: false,
            told: 0,
            confirmed: 0,
        };
        for arrival in arrivals {
            let row = arrival.row.and_then(|row| case.rows.get(row));
            let sent_at = row.map_or(arrival.at, |row| row.entry.sent_at);
            // What an office hands on by itself only once its link opens is not known before.
            let opens_late = row.is_some_and(|row| arrival.at > row.entry.arrived_at().max(case.start));
            if sent_at > by || (opens_late && arrival.at > by) {
                continue;
            }
            part.is_sent = true;
            part.sent_at = part.sent_at.min(sent_at);
            if arrival.at <= by && part.arrived_at.is_none_or(|first| arrival.at < first) {
                part.arrived_at = Some(arrival.at);
                part.from = case.router.party_ids().get(arrival.from).cloned();
            }
            // What came to its office is told whole, and confirmed as it was there.
            let direct = row.filter(|row| row.to == Some(party)).map(|row| row.entry);
            part.is_direct |= direct.is_some();
            let told = direct.and_then(|entry| entry.count).map_or(most, u64::from);
            part.told = part.told.saturating_add(told).min(most);
            if row.is_none_or(|row| row.entry.confirmed_at.is_some_and(|at| at <= by)) {
                part.is_confirmed = true;
                let confirmed = direct.and_then(|entry| entry.confirmed_count).map_or(told, u64::from);
                part.confirmed = part.confirmed.saturating_add(confirmed).min(part.told);
            }
        }
        part
    }
}
