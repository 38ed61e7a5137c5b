//! The fewest changes that would open a path to those whom none reaches.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::answer::verdict::Change;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::path::Phase;
use crate::word::sets::ChangeKind;

/// A change by numbers: its kind, and the ends of the link or twice the party.
pub(in crate::router) type Needed = (ChangeKind, usize, usize);

/// The cheapest ways from the origin to all parties, as a tree of states: a party in a phase.
pub(in crate::router) struct Openings {
    labels: Vec<Label>,
    origin: usize,
}

/// The best way to a state that is known. Ways are preferred by their changes, hops, sequence of parties, of phases, of
/// versions of their links.
#[derive(Clone, Copy)]
struct Label {
    price: usize,
    hops: usize,
    /// The state before; the state itself at the start.
    before: usize,
    /// Zero for the link of the day, else its number and one.
    version: usize,
    needs: Needs,
    settled: bool,
}

/// What a hop needs beside the way before it.
#[derive(Clone, Copy, Default)]
struct Needs {
    validity: bool,
    outage: bool,
    channels: bool,
    /// Of the party that hands on.
    permission: bool,
    reach: bool,
}

impl Needs {
    fn count(self) -> usize {
        let Self { validity, outage, channels, permission, reach } = self;
        [validity, outage, channels, permission, reach].into_iter().map(usize::from).sum()
    }
}

/// A state by its party and phase.
const fn state(party: usize, phase: Phase) -> usize {
    party * 2 + phase as usize
}

const fn party_of(state: usize) -> usize {
    state / 2
}

const fn phase_of(state: usize) -> Phase {
    if state.is_multiple_of(2) { Phase::Own } else { Phase::Provision }
}

const UNKNOWN: Label = Label {
    price: usize::MAX,
    hops: usize::MAX,
    before: usize::MAX,
    version: 0,
    needs: Needs { validity: false, outage: false, channels: false, permission: false, reach: false },
    settled: false,
};

impl<S: Shape> Decision<'_, S> {
    /// Searches in a world where every link of any day, channel, permission and reach can be had at the price of a change.
    pub(in crate::router) fn openings(&self) -> Openings {
        let q = &self.q;
        let origin = q.coded.origin;
        let start = q.tables.parties.len() * 2; // beside the states of the parties: the origin may be an end too
        let mut found = Openings { labels: vec![UNKNOWN; start + 1], origin };
        found.set(start, Label { price: 0, hops: 0, before: start, ..UNKNOWN });
        let mut heap = BinaryHeap::from([Reverse((0, 0, start))]);
        while let Some(Reverse((price, hops, at))) = heap.pop() {
            let Some(label) = found.labels.get_mut(at) else { continue };
            if label.settled || (label.price, label.hops) != (price, hops) {
                continue;
            }
            label.settled = true;
            let (party, phase) = if at == start { (origin, Phase::Own) } else { (party_of(at), phase_of(at)) };
            if at != start && party == origin {
                continue; // the other members of the class: an end
            }
            let relay = if at == start { Needs::default() } else { self.relay(party) };
            for number in q.tables.leaving.get(party).into_iter().flatten() {
                let Some(link) = q.tables.links.get(*number) else { continue };
                let Some(phase) = phase.after(q.coded.direction, link.direction) else { continue };
                let may_end = link.to != origin || q.origin_is_class;
                if !may_end || !q.epoch.active.contains(link.to) {
                    continue;
                }
                let shut = q.passage().closed(*number, link);
                let of_day = link.period.covers(q.epoch.day);
                let needs = Needs {
                    validity: !of_day,
                    outage: shut.is_some_and(|shut| shut.outage),
                    channels: shut.is_some_and(|shut| shut.channels),
                    ..relay
                };
                let version = if of_day { 0 } else { number + 1 };
                let next =
                    Label { price: price + needs.count(), hops: hops + 1, before: at, version, needs, settled: false };
                let to = state(link.to, phase);
                if found.labels.get(to).is_some_and(|known| !known.settled && found.is_better(&next, known)) {
                    found.set(to, next);
                    heap.push(Reverse((next.price, next.hops, to)));
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

impl Openings {
    fn set(&mut self, at: usize, label: Label) {
        if let Some(slot) = self.labels.get_mut(at) {
            *slot = label;
        }
    }

    fn is_better(&self, next: &Label, known: &Label) -> bool {
        match (next.price, next.hops).cmp(&(known.price, known.hops)) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => self.trail(next).cmp(&self.trail(known)).is_lt(),
        }
    }

    /// The states and versions of a way without its end, from the origin on, as they are compared. Both ways end in one
    /// party; where they end in two phases, these are compared apart.
    fn trail(&self, label: &Label) -> (Vec<usize>, Vec<Phase>, Vec<usize>) {
        let (mut parties, mut phases, mut versions) = (Vec::new(), Vec::new(), vec![label.version]);
        let mut at = label.before;
        while let Some(label) = self.labels.get(at).filter(|label| label.before != at) {
            parties.push(party_of(at));
            phases.push(phase_of(at));
            versions.push(label.version);
            at = label.before;
        }
        parties.reverse();
        phases.reverse();
        versions.reverse();
        (parties, phases, versions)
    }

    /// The best way to a party, in whichever phase it ends.
    fn best(&self, party: usize) -> Option<&Label> {
        let known = |phase| self.labels.get(state(party, phase)).filter(|label| label.settled);
        match (known(Phase::Own), known(Phase::Provision)) {
            (Some(own), Some(provision)) => {
                let key = |label: &Label| (label.price, label.hops);
                let order = key(own).cmp(&key(provision)).then_with(|| {
                    let ((a, mut own_phases, x), (b, mut phases, y)) = (self.trail(own), self.trail(provision));
                    own_phases.push(Phase::Own);
                    phases.push(Phase::Provision);
                    (a, own_phases, x).cmp(&(b, phases, y))
                });
                Some(if order.is_le() { own } else { provision })
            }
            (own, provision) => own.or(provision),
        }
    }

    /// What the best way to a party needs, sorted; `None` where not even a changed world has a way.
    pub(in crate::router) fn of(&self, party: usize) -> Option<Vec<Needed>> {
        let (mut label, mut to) = (self.best(party)?, party);
        let mut needed = Vec::new();
        while label.hops > 0 {
            let before = self.labels.get(label.before)?;
            let from = if before.hops == 0 { self.origin } else { party_of(label.before) };
            let Needs { validity, outage, channels, permission, reach } = label.needs;
            for (change, is_needed, other) in [
                (ChangeKind::Validity, validity, to),
                (ChangeKind::Outage, outage, to),
                (ChangeKind::Channels, channels, to),
                (ChangeKind::Permission, permission, from),
                (ChangeKind::Reach, reach, from),
            ] {
                if is_needed {
                    needed.push((change, from, other));
                }
            }
            (label, to) = (before, from);
        }
        needed.sort_unstable();
        Some(needed)
    }
}
