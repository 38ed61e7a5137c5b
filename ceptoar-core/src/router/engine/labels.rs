//! The cheapest ways to all parties in a world where everything can be had at a price.

use std::cmp::Ordering;

use crate::router::engine::path::Phase;
use crate::word::sets::ChangeKind;

/// A change by numbers: its kind, and the ends of the link or twice the party; of a party that is out, it and [`ITSELF`].
pub(in crate::router) type Needed = (ChangeKind, usize, usize);

/// In the place of a link's other end: the party itself is out. A class may have a link to itself, which is another thing.
pub(in crate::router) const ITSELF: usize = usize::MAX;

/// The cheapest ways from the origin to all parties, as a tree of states: a party in a phase.
pub(in crate::router) struct Openings {
    pub(in crate::router) labels: Vec<Label>,
    pub(in crate::router) origin: usize,
}

/// The best way to a state that is known. Ways are preferred by their changes, hops, sequence of parties, of phases, of
/// versions of their links.
#[derive(Clone, Copy)]
pub(in crate::router) struct Label {
    pub(in crate::router) price: usize,
    pub(in crate::router) hops: usize,
    /// The state before; the state itself at the start.
    pub(in crate::router) before: usize,
    /// Zero for the link of the day, else its number and one.
    pub(in crate::router) version: usize,
    pub(in crate::router) needs: Needs,
    pub(in crate::router) settled: bool,
}

/// What a hop needs beside the way before it.
#[derive(Clone, Copy, Default)]
pub(in crate::router) struct Needs {
    pub(in crate::router) validity: bool,
    pub(in crate::router) outage: bool,
    pub(in crate::router) channels: bool,
    /// Of the party that receives: it is out.
    pub(in crate::router) receiver: bool,
    /// Of the origin, where it hands on: it is out.
    pub(in crate::router) origin: bool,
    /// Of the party that hands on.
    pub(in crate::router) permission: bool,
    pub(in crate::router) reach: bool,
}

impl Needs {
    pub(in crate::router) fn count(self) -> usize {
        let Self { validity, outage, channels, receiver, origin, permission, reach } = self;
        [validity, outage, channels, receiver, origin, permission, reach].into_iter().map(usize::from).sum()
    }
}

/// A state by its party and phase.
pub(in crate::router) const fn state(party: usize, phase: Phase) -> usize {
    party * 2 + phase as usize
}

pub(in crate::router) const fn party_of(state: usize) -> usize {
    state / 2
}

pub(in crate::router) const fn phase_of(state: usize) -> Phase {
    if state.is_multiple_of(2) { Phase::Own } else { Phase::Provision }
}

pub(in crate::router) const UNKNOWN: Label = Label {
    price: usize::MAX,
    hops: usize::MAX,
    before: usize::MAX,
    version: 0,
    needs: Needs {
        validity: false,
        outage: false,
        channels: false,
        receiver: false,
        origin: false,
        permission: false,
        reach: false,
    },
    settled: false,
};

impl Openings {
    pub(in crate::router) fn set(&mut self, at: usize, label: Label) {
        if let Some(slot) = self.labels.get_mut(at) {
            *slot = label;
        }
    }

    #[inline]
    pub(in crate::router) fn is_better(&self, next: &Label, known: &Label) -> bool {
        match (next.price, next.hops).cmp(&(known.price, known.hops)) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => self.order(next, known, Ordering::Equal).is_lt(),
        }
    }

    /// The order of two ways to one party that have as many hops: by the sequences of their parties, of their phases, of
    /// their versions, each from the origin on. `ends`: the order of the phases in which they end.
    fn order(&self, a: &Label, b: &Label, ends: Ordering) -> Ordering {
        let (mut parties, mut phases, mut versions) = (Ordering::Equal, ends, a.version.cmp(&b.version));
        let (mut x, mut y) = (a.before, b.before);
        // Walked from the end: what differs nearer to the origin stands before what was seen.
        while x != y {
            let (Some(a), Some(b)) = (self.labels.get(x), self.labels.get(y)) else { break };
            parties = party_of(x).cmp(&party_of(y)).then(parties);
            phases = phase_of(x).cmp(&phase_of(y)).then(phases);
            versions = a.version.cmp(&b.version).then(versions);
            (x, y) = (a.before, b.before);
        }
        parties.then(phases).then(versions)
    }

    /// The best way to a party, in whichever phase it ends.
    fn best(&self, party: usize) -> Option<&Label> {
        let known = |phase| self.labels.get(state(party, phase)).filter(|label| label.settled);
        match (known(Phase::Own), known(Phase::Provision)) {
            (Some(own), Some(provision)) => {
                let key = |label: &Label| (label.price, label.hops);
                let ends = Phase::Own.cmp(&Phase::Provision);
                let order = key(own).cmp(&key(provision)).then_with(|| self.order(own, provision, ends));
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
            let Needs { validity, outage, channels, receiver, origin, permission, reach } = label.needs;
            for (is_needed, change) in [
                (validity, (ChangeKind::Validity, from, to)),
                (outage, (ChangeKind::Outage, from, to)),
                (receiver, (ChangeKind::Outage, to, ITSELF)),
                (origin, (ChangeKind::Outage, from, ITSELF)),
                (channels, (ChangeKind::Channels, from, to)),
                (permission, (ChangeKind::Permission, from, from)),
                (reach, (ChangeKind::Reach, from, from)),
            ] {
                if is_needed {
                    needed.push(change);
                }
            }
            (label, to) = (before, from);
        }
        needed.sort_unstable();
        Some(needed)
    }
}
