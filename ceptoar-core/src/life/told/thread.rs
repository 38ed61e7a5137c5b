//! The versions of one thread, and what all of them together say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::answer::audit::Policy;
use crate::id::{PartyId, PersonRef};
use crate::life::told::case::Case;
use crate::life::told::holding::Brought;
use crate::life::told::times::Times;

/// One version of a thread.
pub(in crate::life) struct Version<'b> {
    /// Its place in the thread.
    pub(in crate::life) place: usize,
    pub(in crate::life) case: Case<'b>,
    pub(in crate::life) brought: Brought,
}

/// What a party has of the earlier versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::life) struct Held {
    pub(in crate::life) since: DateTime<Utc>,
    /// Their places in the thread, sorted.
    pub(in crate::life) versions: Vec<usize>,
    /// Whether the log says whence it has each of them.
    pub(in crate::life) source_known: bool,
}

impl Held {
    fn join(&mut self, other: &Self) {
        self.since = self.since.min(other.since);
        self.source_known &= other.source_known;
        self.versions.extend(&other.versions);
        self.versions.sort_unstable();
        self.versions.dedup();
    }
}

/// A thread as the log tells of it.
pub(in crate::life) struct Told<'a, 'b> {
    pub(in crate::life) times: &'a Times,
    pub(in crate::life) policy: &'a Policy,
    pub(in crate::life) tolerance: TimeDelta,
    pub(in crate::life) logs_of: Option<&'a BTreeSet<PartyId>>,
    /// The original first.
    pub(in crate::life) versions: &'a [Version<'b>],
}

impl<'b> Told<'_, 'b> {
    /// Whether the log records the sending of a party whole.
    pub(in crate::life) fn is_logged(&self, party: &str) -> bool {
        self.logs_of.is_none_or(|hands| hands.iter().any(|hand| *hand == *party))
    }

    fn earlier(&self, version: &Version<'_>) -> &[Version<'b>] {
        self.versions.get(..version.place).unwrap_or_default()
    }

    /// What replaces a version.
    pub(in crate::life) fn next(&self, version: &Version<'_>) -> Option<&Version<'b>> {
        self.versions.get(version.place + 1)
    }

    /// Whoever has an earlier version by an instant, each since when: their origins, whoever they came to, and whoever handed
    /// them on, since it must have had them. A class that issued one has it only where it was handed to the others of it.
    pub(in crate::life) fn earlier_holders(
        &self,
        version: &Version<'_>,
        by: DateTime<Utc>,
    ) -> BTreeMap<usize, DateTime<Utc>> {
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

    /// Whoever has an earlier version by an instant, the origins of all versions among them.
    pub(in crate::life) fn holdings(&self, version: &Version<'_>, by: DateTime<Utc>) -> BTreeMap<usize, Held> {
        let mut holders: BTreeMap<usize, Held> = BTreeMap::new();
        for Version { place, case, brought } in self.earlier(version) {
            let mut holds = |party: usize, since: DateTime<Utc>, source_known: bool| {
                let held = Held { since, versions: vec![*place], source_known };
                holders.entry(party).and_modify(|known| known.join(&held)).or_insert(held);
            };
            if case.notice.issued_at <= by {
                holds(case.origin, case.notice.issued_at, true);
            }
            brought.reached(by).for_each(|(party, arrival)| holds(party, arrival.at, true));
            for (party, since) in brought.senders().iter().filter(|(_, since)| **since <= by) {
                holds(*party, *since, brought.came(*party, *since + self.tolerance));
            }
        }
        holders
    }

    /// Whether a party has an earlier version by an instant.
    pub(in crate::life) fn has_earlier(&self, version: &Version<'_>, party: usize, by: DateTime<Utc>) -> bool {
        self.earlier(version).iter().any(|Version { case, brought, .. }| {
            let is_origin = party == case.origin && !case.origin_is_class;
            is_origin || brought.came(party, by) || brought.senders().get(&party).is_some_and(|since| *since <= by)
        })
    }

    /// Whether an earlier version went from one party to another by an instant.
    pub(in crate::life) fn went_before(
        &self,
        version: &Version<'_>,
        (from, to): (usize, usize),
        by: DateTime<Utc>,
    ) -> bool {
        self.earlier(version).iter().any(|earlier| earlier.brought.went(from, to, by))
    }

    /// To whom an earlier version went from a party by an instant.
    pub(in crate::life) fn went_from_before(
        &self,
        version: &Version<'_>,
        from: usize,
        by: DateTime<Utc>,
    ) -> impl Iterator<Item = usize> {
        self.earlier(version).iter().flat_map(move |earlier| earlier.brought.went_to(from, by))
    }

    /// Whether an earlier version came to whoever is no party by an instant.
    pub(in crate::life) fn was_outside(&self, version: &Version<'_>, outside: &PersonRef, by: DateTime<Utc>) -> bool {
        self.earlier(version).iter().any(|earlier| earlier.brought.was_outside(outside, by))
    }
}
