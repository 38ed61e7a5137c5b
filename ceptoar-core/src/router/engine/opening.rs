//! The fewest changes that would open a path to those whom none reaches.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::answer::verdict::Change;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::path::Phase;
use crate::word::sets::ChangeKind;

/// A way with its price. The order of the fields is the order of preference.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    price: usize,
    hops: usize,
    parties: Vec<usize>,
    phases: Vec<Phase>,
    /// Prefers, among equal links of other periods, the one that holds on the day, then the earliest.
    versions: Vec<usize>,
    changes: Vec<Change>,
}

impl<S: Shape> Decision<'_, S> {
    /// By party: the changes of its best opening; `None` where not even a changed world has a way.
    pub(in crate::router) fn openings(&self) -> Vec<Option<Vec<Change>>> {
        let q = &self.q;
        let count = q.tables.parties.len();
        let mut best: Vec<Option<Vec<Change>>> = vec![None; count];
        let mut settled = [S::Parties::none(count), S::Parties::none(count)];
        let mut heap = BinaryHeap::new();
        let start = Way {
            price: 0,
            hops: 0,
            parties: vec![q.coded.origin],
            phases: Vec::new(),
            versions: Vec::new(),
            changes: Vec::new(),
        };
        heap.push(Reverse(start));
        while let Some(Reverse(way)) = heap.pop() {
            let Some(party) = way.parties.last().copied() else { continue };
            let phase = way.phases.last().copied().unwrap_or(Phase::Own);
            let is_start = way.hops == 0;
            if !is_start {
                let Some(settled) = settled.get_mut(phase as usize) else { continue };
                if settled.contains(party) {
                    continue;
                }
                settled.insert(party);
                if let Some(slot @ None) = best.get_mut(party) {
                    *slot = Some(way.changes.clone());
                }
                if party == q.coded.origin {
                    continue; // the other members of the class: an end
                }
            }
            let as_relay = if is_start { Some(Vec::new()) } else { self.relay(party) };
            let Some(as_relay) = as_relay else { continue };
            for number in q.tables.leaving.get(party).into_iter().flatten() {
                let Some(link) = q.tables.links.get(*number) else { continue };
                let Some(phase) = phase.after(q.coded.direction, link.direction) else { continue };
                let may_end = link.to != q.coded.origin || q.origin_is_class;
                let known = settled.get(phase as usize).is_none_or(|known| known.contains(link.to));
                if !may_end || !q.epoch.active.contains(link.to) || known {
                    continue;
                }
                let mut changes = way.changes.clone();
                changes.extend(as_relay.iter().cloned());
                changes.extend(self.link_changes(*number));
                // Links stand in the registry by ends, direction and period: their number orders versions, after the one
                // of the day.
                let version = if link.period.covers(q.epoch.day) { 0 } else { number + 1 };
                heap.push(Reverse(extend(&way, link.to, phase, version, changes)));
            }
        }
        for changes in best.iter_mut().flatten() {
            changes.sort_unstable();
        }
        best
    }

    /// What a party would need to relay; `None` for one that is unknown.
    fn relay(&self, party: usize) -> Option<Vec<Change>> {
        let id = self.q.tables.parties.get(party)?;
        let tests = &self.tests;
        let mut changes = Vec::new();
        let mut need = |change| changes.push(Change { change, link: None, party: Some(id.clone()) });
        if !tests.permitted.contains(party) || tests.forbidden.contains(party) || tests.stays.contains(party) {
            need(ChangeKind::Permission);
        }
        if !tests.reach.passing.contains(party) {
            need(ChangeKind::Reach);
        }
        Some(changes)
    }

    fn link_changes(&self, number: usize) -> Vec<Change> {
        let Some(link) = self.q.tables.links.get(number) else { return Vec::new() };
        let shut = self.q.passage().closed(number, link);
        let needed = [
            (ChangeKind::Validity, !link.period.covers(self.q.epoch.day)),
            (ChangeKind::Outage, shut.is_some_and(|shut| shut.outage)),
            (ChangeKind::Channels, shut.is_some_and(|shut| shut.channels)),
        ];
        let name = || Some(format!("{}>{}", link.ends.from, link.ends.to));
        needed
            .into_iter()
            .filter(|(_, needed)| *needed)
            .map(|(change, _)| Change { change, link: name(), party: None })
            .collect()
    }
}

fn extend(way: &Way, to: usize, phase: Phase, version: usize, changes: Vec<Change>) -> Way {
    let mut parties = way.parties.clone();
    parties.push(to);
    let mut phases = way.phases.clone();
    phases.push(phase);
    let mut versions = way.versions.clone();
    versions.push(version);
    Way { price: changes.len(), hops: way.hops + 1, parties, phases, versions, changes }
}
