//! The fewest changes that would open a path to those whom none reaches.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::answer::verdict::Change;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::labels::{ITSELF, Label, Needed, Needs, Openings, UNKNOWN, party_of, phase_of, state};
use crate::router::engine::path::Phase;
use crate::word::sets::ChangeKind;

impl<S: Shape> Decision<'_, S> {
    /// What would open a path to each party that may hold the notice and that none reaches.
    pub(in crate::router) fn openings(&self) -> &Openings {
        self.openings.get_or_init(|| self.search())
    }

    /// Searches in a world where every link of any day, channel, permission and reach can be had at the price of a change.
    fn search(&self) -> Openings {
        let q = &self.q;
        let origin = q.coded.origin;
        let start = q.tables.parties.len() * 2; // beside the states of the parties: the origin may be an end too
        let mut found = Openings { labels: vec![UNKNOWN; start + 1], origin };
        found.set(start, Label { price: 0, hops: 0, before: start, ..UNKNOWN });
        let mut heap = BinaryHeap::with_capacity(start);
        heap.push(Reverse(key(0, 0, start)));
        let mut lost = self.tests.may.less(&self.paths.reached);
        let mut last = None;
        while let Some((price, hops, at)) = heap.pop().map(|Reverse(key)| parts(key)) {
            // Once there is a cheapest way to each of them, others as cheap may still be better; those that follow are not.
            if last.is_some_and(|last| (price, hops) > last) {
                break;
            }
            let Some(label) = found.labels.get_mut(at) else { continue };
            if label.settled || (label.price, label.hops) != (price, hops) {
                continue;
            }
            label.settled = true;
            let (party, phase) = if at == start { (origin, Phase::Own) } else { (party_of(at), phase_of(at)) };
            if at != start && last.is_none() && lost.contains(party) {
                lost.remove(party);
                last = lost.is_empty().then_some((price, hops));
            }
            if at != start && party == origin {
                continue; // the other members of the class: an end
            }
            let relay = if at == start {
                Needs { origin: q.passage().is_out(origin), ..Needs::default() }
            } else {
                self.relay(party)
            };
            for number in q.tables.leaving.get(party).into_iter().flatten() {
                let Some(link) = q.tables.links.get(*number) else { continue };
                let Some(phase) = phase.after(q.coded.direction, link.direction) else { continue };
                let may_end = link.to != origin || q.origin_is_class;
                if !may_end || !q.epoch.active.contains(link.to) {
                    continue;
                }
                let to = state(link.to, phase);
                // What is settled, or cheaper than this can be, stays: most links end here.
                let least = price + relay.count();
                if found.labels.get(to).is_none_or(|known| known.settled || known.price < least) {
                    continue;
                }
                let shut = q.passage().closed(*number, link);
                let of_day = link.period.covers(q.epoch.day);
                let needs = Needs {
                    validity: !of_day,
                    outage: shut.is_some_and(|shut| shut.outage),
                    channels: shut.is_some_and(|shut| shut.channels),
                    // That the origin is back is counted where the way begins.
                    receiver: link.to != origin && q.passage().is_out(link.to),
                    ..relay
                };
                let version = if of_day { 0 } else { number + 1 };
                let next =
                    Label { price: price + needs.count(), hops: hops + 1, before: at, version, needs, settled: false };
                if found.labels.get(to).is_some_and(|known| found.is_better(&next, known)) {
                    found.set(to, next);
                    heap.push(Reverse(key(next.price, next.hops, to)));
                }
            }
        }
        found
    }

    /// What a party would need to relay.
    fn relay(&self, party: usize) -> Needs {
        let tests = &self.tests;
        let barred = !tests.permitted.contains(party) || tests.forbidden.contains(party) || tests.stays.contains(party);
        Needs { permission: barred, reach: !tests.reach.passing.contains(party), ..Needs::default() }
    }

    /// The changes of an opening, as an answer names them.
    pub(in crate::router) fn changes(&self, needed: &[Needed]) -> Vec<Change> {
        let id = |party: &usize| self.q.tables.parties.get(*party).cloned();
        let mut changes: Vec<Change> = needed
            .iter()
            .map(|(change, from, to)| match change {
                ChangeKind::Permission | ChangeKind::Reach => Change { change: *change, link: None, party: id(from) },
                ChangeKind::Outage if *to == ITSELF => Change { change: *change, link: None, party: id(from) },
                ChangeKind::Validity | ChangeKind::Outage | ChangeKind::Channels => {
                    let link = id(from).zip(id(to)).map(|(from, to)| format!("{from}>{to}"));
                    Change { change: *change, link, party: None }
                }
            })
            .collect();
        changes.sort_unstable();
        changes
    }
}

/// Price, hops and state as one number, which sorts as they do: comparing it is most of the search's work.
const fn key(price: usize, hops: usize, at: usize) -> u128 {
    (price as u128) << 96 | (hops as u128) << 64 | at as u128
}

const fn parts(key: u128) -> (usize, usize, usize) {
    ((key >> 96) as usize, (key >> 64) as u32 as usize, key as u64 as usize)
}
