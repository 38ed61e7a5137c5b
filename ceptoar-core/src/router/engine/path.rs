//! The path to each recipient: fewest hops, ties by ids, then the notice's own links before provision links.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::question::Question;
use crate::word::sets::Direction;

/// No place.
const NONE: u32 = u32::MAX;

/// Whether a path still travels the notice's own links, or has turned to provision links, from which none leads back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::router) enum Phase {
    Own,
    Provision,
}

impl Phase {
    /// The phase after a hop over a link of `direction`; `None`: the notice does not travel such a link in this phase.
    pub(in crate::router) fn after(self, notice: Direction, direction: Direction) -> Option<Self> {
        match self {
            Self::Own if direction == notice => Some(Self::Own),
            _ if direction == Direction::Provision => Some(Self::Provision),
            _ => None,
        }
    }

    /// The direction of the links that a notice travels in this phase.
    fn direction(self, notice: Direction) -> Direction {
        match self {
            Self::Own => notice,
            Self::Provision => Direction::Provision,
        }
    }
}

/// A reached party: from which earlier state, by a link of which phase.
#[derive(Clone, Copy)]
struct State {
    party: u32,
    before: u32,
    phase: Phase,
}

/// The states of one party by one sequence of parties: in each phase one, or none.
struct Way {
    party: u32,
    own: u32,
    provision: u32,
}

/// The best path to each party that is reached, as a tree of states that starts at the origin.
#[derive(Clone)]
pub(in crate::router) struct Paths<P> {
    states: Vec<State>,
    /// By party: the state in which its best path ends.
    best: Vec<u32>,
    /// The parties that are reached.
    pub(in crate::router) reached: P,
    /// The parties that own links alone reach, the origin among them.
    pub(in crate::router) by_own: P,
}

impl<P: Set> Paths<P> {
    /// Searches from the origin among those who may hold the notice.
    pub(in crate::router) fn new<S: Shape<Parties = P>>(q: &Question<'_, S>, may: &P) -> Self {
        let count = q.tables.parties.len();
        let origin = q.coded.origin;
        let mut found = Self { states: Vec::new(), best: Vec::new(), reached: P::none(count), by_own: P::none(count) };
        found.by_own.insert(origin);
        if may.is_empty() || !q.epoch.active.contains(origin) {
            return found;
        }
        let (Some(own), Some(provision)) = (q.graph(q.coded.direction), q.graph(Direction::Provision)) else {
            return found;
        };
        let own = own.reached(&q.coded.conditions);
        let turns = q.coded.direction != Direction::Provision;
        let provision = provision.reached(&q.coded.conditions);
        found.best.resize(count, NONE);
        found.states.reserve(16);
        found.push(origin, NONE, Phase::Own);
        // The ways stand in the order of their length, then of their sequences of ids: the first way that reaches a party
        // in a phase is the best one.
        let mut ways = Vec::with_capacity(16);
        ways.push(Way { party: number(origin), own: 0, provision: NONE });
        let mut seen = [P::none(count), P::none(count)];
        let (mut by_own, mut by_provision) = (Vec::new(), Vec::new());
        let mut next = 0;
        while let Some(way) = ways.get(next) {
            let (from, own_state, provision_state) = (way.party as usize, way.own, way.provision);
            next += 1;
            // A class as origin is an end for its other members, never a relay.
            if from == origin && next > 1 {
                continue;
            }
            let [seen_own, seen_provision] = &mut seen;
            by_own.clear();
            by_provision.clear();
            if own_state != NONE {
                own.among(from, may, seen_own, &mut by_own);
            }
            if turns {
                provision.among(from, may, seen_provision, &mut by_provision);
            }
            let turned_from = if own_state == NONE { provision_state } else { own_state };
            let (mut a, mut b) = (by_own.iter().copied().peekable(), by_provision.iter().copied().peekable());
            while let Some(to) = [a.peek(), b.peek()].into_iter().flatten().min().copied() {
                let mut way = Way { party: number(to), own: NONE, provision: NONE };
                if a.next_if_eq(&to).is_some() {
                    seen_own.insert(to);
                    way.own = found.push(to, own_state, Phase::Own);
                }
                if b.next_if_eq(&to).is_some() {
                    seen_provision.insert(to);
                    way.provision = found.push(to, turned_from, Phase::Provision);
                }
                if let Some(best) = found.best.get_mut(to)
                    && *best == NONE
                {
                    *best = if way.own == NONE { way.provision } else { way.own };
                    found.reached.insert(to);
                }
                ways.push(way);
            }
        }
        let [own, _] = seen;
        found.by_own.add(&own);
        found
    }

    fn push(&mut self, party: usize, before: u32, phase: Phase) -> u32 {
        let place = number(self.states.len());
        self.states.push(State { party: number(party), before, phase });
        place
    }

    /// The states of the best path to a party, the last first, without the origin.
    #[inline]
    pub(in crate::router) fn back_from(&self, party: usize) -> impl Iterator<Item = usize> + '_ {
        let mut place = self.best.get(party).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let at = place as usize;
            let state = self.states.get(at).filter(|state| state.before != NONE)?;
            place = state.before;
            Some(at)
        })
    }

    /// How many states there are.
    pub(in crate::router) fn states(&self) -> usize {
        self.states.len()
    }

    /// The hop that leads to a state: from, to and the direction of the link.
    #[inline]
    pub(in crate::router) fn step(&self, notice: Direction, place: usize) -> Option<(usize, usize, Direction)> {
        let state = self.states.get(place)?;
        let before = self.states.get(state.before as usize)?;
        Some((before.party as usize, state.party as usize, state.phase.direction(notice)))
    }
}

/// A number of a party or state. More than `u32` can count do not fit into memory.
#[inline]
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
