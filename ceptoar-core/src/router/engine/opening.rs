//! The fewest changes that would open a path to those whom none reaches.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::answer::verdict::Change;
use crate::router::engine::bits::Bits;
use crate::router::engine::channels::closed;
use crate::router::engine::judge::Tests;
use crate::router::engine::path::{Phase, hop};
use crate::router::engine::question::Question;
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

/// By party: the changes of its best opening; `None` where not even a changed world has a way.
pub(in crate::router) fn openings(q: &Question<'_>, tests: &Tests) -> Vec<Option<Vec<Change>>> {
    let count = q.tables.parties.len();
    let mut best: Vec<Option<Vec<Change>>> = vec![None; count];
    let mut settled = [q.tables.none(), q.tables.none()];
    let mut heap = BinaryHeap::new();
    let start = Way {
        price: 0,
        hops: 0,
        parties: vec![q.origin],
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
            if party == q.origin {
                continue; // the other members of the class: an end
            }
        }
        let as_relay = if is_start { Some(Vec::new()) } else { relay(q, tests, party) };
        let Some(as_relay) = as_relay else { continue };
        for link in q.tables.leaving.get(party).into_iter().flatten() {
            let Some((to, phase)) = hop(q, phase, *link) else { continue };
            let may_end = to != q.origin || q.origin_is_class;
            let known: Option<&Bits> = settled.get(phase as usize);
            if !may_end || !q.epoch.active.contains(to) || known.is_none_or(|known| known.contains(to)) {
                continue;
            }
            let mut changes = way.changes.clone();
            changes.extend(as_relay.iter().cloned());
            changes.extend(link_changes(q, *link));
            heap.push(Reverse(extend(&way, to, phase, version(q, *link), changes)));
        }
    }
    for changes in best.iter_mut().flatten() {
        changes.sort_unstable();
    }
    best
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

/// What a party would need to relay; `None` for one that is not active.
fn relay(q: &Question<'_>, tests: &Tests, party: usize) -> Option<Vec<Change>> {
    let id = q.tables.parties.get(party)?;
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

fn link_changes(q: &Question<'_>, number: usize) -> Vec<Change> {
    let Some(link) = q.tables.links.get(number) else { return Vec::new() };
    let shut = closed(q, number);
    let needed = [
        (ChangeKind::Validity, !link.period.covers(q.on)),
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

/// Links stand in the registry by ends, direction and period: their number orders versions, after the one of the day.
fn version(q: &Question<'_>, number: usize) -> usize {
    let of_day = q.tables.links.get(number).is_some_and(|link| link.period.covers(q.on));
    if of_day { 0 } else { number + 1 }
}
