//! The way of a withdrawal: among those who have what it takes back, over open links and logged hand-overs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::follow_up::FollowUpHop;
use crate::gather::Gather as _;
use crate::life::told::thread::{Told, Version};
use crate::router::answer::{Answer, Way};
use crate::word::sets::Direction;

/// A way from the origin: of two of the same number of hops the one with fewer hops off links is better, then the one of smaller
/// ids. Parties are numbered as their ids are sorted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::life) struct Path {
    off_links: usize,
    /// The origin first, whom it leads to last.
    pub(in crate::life) parties: Vec<usize>,
}

/// What a search looks at.
pub(in crate::life) struct Search<'a, 'b, 'c> {
    pub(in crate::life) told: &'a Told<'b, 'c>,
    pub(in crate::life) version: &'a Version<'c>,
    pub(in crate::life) answer: &'a Answer<'c>,
    /// The instant of the links and of what is out.
    pub(in crate::life) at: DateTime<Utc>,
    /// The instant until which the log is looked at.
    pub(in crate::life) by: DateTime<Utc>,
}

impl Search<'_, '_, '_> {
    /// The best way to each holder that one reaches. A class that issued the withdrawal may be reached for the others of it.
    pub(in crate::life) fn paths(&self, owed: &BTreeSet<usize>) -> BTreeMap<usize, Path> {
        let origin = self.version.case.origin;
        let mut found: BTreeMap<usize, Path> = BTreeMap::new();
        if !self.answer.standing(origin).active {
            return found;
        }
        let mut layer = BTreeMap::from([(origin, Path { off_links: 0, parties: vec![origin] })]);
        while !layer.is_empty() {
            let mut next: BTreeMap<usize, Path> = BTreeMap::new();
            for (from, path) in &layer {
                for to in self.next(*from).iter().filter(|to| owed.contains(to) && !found.contains_key(to)) {
                    if to == from || !self.answer.standing(*to).active {
                        continue;
                    }
                    let Some(hop) = self.hop(*from, *to) else { continue };
                    let mut longer = path.clone();
                    longer.off_links += usize::from(hop.off_link);
                    longer.parties.push(*to);
                    match next.get_mut(to) {
                        Some(known) if *known <= longer => {}
                        Some(known) => *known = longer,
                        None => {
                            next.insert(*to, longer);
                        }
                    }
                }
            }
            found.extend(next.iter().map(|(party, path)| (*party, path.clone())));
            // From the class that it came from, it has gone on before.
            next.remove(&origin);
            layer = next;
        }
        found
    }

    /// To whom a link of the day leads, or an earlier version went.
    fn next(&self, from: usize) -> BTreeSet<usize> {
        let mut next: BTreeSet<usize> = self.answer.leaving(from).into_iter().map(|way| way.to).gather();
        next.extend(self.told.went_from_before(self.version, from, self.by));
        next
    }

    /// The hand-over from one party to another: by the open link of the notice's own direction, then by a provision link, then by
    /// name; else the way that an earlier version went, unless it is shut.
    pub(in crate::life) fn hop(&self, from: usize, to: usize) -> Option<FollowUpHop> {
        let case = &self.version.case;
        let rank = |direction: Direction| {
            (direction != case.notice.direction, direction != Direction::Provision, direction.as_str())
        };
        let open = self.answer.ways(from, to).into_iter().filter(|way| way.open);
        if let Some(Way { hop, .. }) = open.min_by_key(|way| rank(way.hop.direction)) {
            return Some(FollowUpHop::by_link(hop));
        }
        let went = self.told.went_before(self.version, (from, to), self.by);
        let ids = case.router.party_ids();
        (went && !case.is_shut(from, to, self.at))
            .then(|| Some(FollowUpHop::off_link(ids.get(from)?.clone(), ids.get(to)?.clone())))?
    }
}
