//! The versions of one thread, and what all of them together say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::answer::audit::Policy;
use crate::id::{PartyId, PersonRef};
use crate::life::audit::case::Case;
use crate::life::audit::holding::Brought;
use crate::life::audit::times::Times;

/// One version of a thread.
pub(super) struct Version<'b> {
    /// Its place in the thread.
    pub(super) place: usize,
    pub(super) case: Case<'b>,
    pub(super) brought: Brought,
}

/// A thread as the log tells of it.
pub(super) struct Told<'a, 'b> {
    pub(super) times: &'a Times,
    pub(super) policy: &'a Policy,
    pub(super) tolerance: TimeDelta,
    pub(super) logs_of: Option<&'a BTreeSet<PartyId>>,
    /// The original first.
    pub(super) versions: &'a [Version<'b>],
}

impl<'b> Told<'_, 'b> {
    /// Whether the log records the sending of a party whole.
    pub(super) fn is_logged(&self, party: &str) -> bool {
        self.logs_of.is_none_or(|hands| hands.iter().any(|hand| *hand == *party))
    }

    fn earlier(&self, version: &Version<'_>) -> &[Version<'b>] {
        self.versions.get(..version.place).unwrap_or_default()
    }

    /// What replaces a version.
    pub(super) fn next(&self, version: &Version<'_>) -> Option<&Version<'b>> {
        self.versions.get(version.place + 1)
    }

    /// Whoever has an earlier version by an instant, each since when: their origins, whoever they came to, and whoever handed
    /// them on, since it must have had them. A class that issued one has it only where it was handed to the others of it.
    pub(super) fn earlier_holders(&self, version: &Version<'_>, by: DateTime<Utc>) -> BTreeMap<usize, DateTime<Utc>> {
        let mut holders: BTreeMap<usize, DateTime<Utc>> = BTreeMap::new();
        for Version { case, brought, .. } in self.earlier(version) {
            let origin = (!case.origin_is_class).then_some((case.origin, case.notice.issued_at));
            let reached = brought.reached(by).map(|(party, arrival)| (party, arrival.at));
            let senders = brought.senders().iter().map(|(party, since)| (*party, *since));
            for (party, since) in origin.into_iter().chain(reached).chain(senders).filter(|(_, since)| *since <= by) {
                holders.entry(party).and_modify(|first| *first = since.min(*first)).or_insert(since);
            }
        }
        holders
    }

    /// Whether a party has an earlier version by an instant.
    pub(super) fn has_earlier(&self, version: &Version<'_>, party: usize, by: DateTime<Utc>) -> bool {
        self.earlier(version).iter().any(|Version { case, brought, .. }| {
            let is_origin = party == case.origin && !case.origin_is_class;
            is_origin || brought.came(party, by) || brought.senders().get(&party).is_some_and(|since| *since <= by)
        })
    }

    /// Whether an earlier version went from one party to another by an instant.
    pub(super) fn went_before(&self, version: &Version<'_>, (from, to): (usize, usize), by: DateTime<Utc>) -> bool {
        self.earlier(version).iter().any(|earlier| earlier.brought.went(from, to, by))
    }

    /// Whether whoever is no party was handed an earlier version.
    pub(super) fn was_outside(&self, version: &Version<'_>, outside: &PersonRef) -> bool {
        self.earlier(version).iter().any(|earlier| earlier.brought.was_outside(outside))
    }

    /// The hands by which an earlier version first came to a party, the one that began it first.
    pub(super) fn hands_before(&self, version: &Version<'_>, party: usize) -> Vec<usize> {
        let mut hands = Vec::new();
        let mut seen = BTreeSet::from([party]);
        let mut at = party;
        let supplier = |party| {
            let firsts = self.earlier(version).iter().filter_map(|earlier| earlier.brought.arrivals(party).first());
            firsts.min().map(|arrival| arrival.from)
        };
        while let Some(from) = supplier(at).filter(|from| seen.insert(*from)) {
            hands.push(from);
            at = from;
        }
        if hands.last() != Some(&version.case.origin) {
            hands.push(version.case.origin);
        }
        hands.reverse();
        hands
    }
}
