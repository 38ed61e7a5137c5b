//! The path to each recipient: fewest hops, ties by ids, then the notice's own links before provision links.

use crate::router::engine::bits::Bits;
use crate::router::engine::channels::{is_open, open_by_level};
use crate::router::engine::open::OpenGraph;
use crate::router::engine::question::Question;
use crate::word::sets::Direction;

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
}

/// A reached party: by which hop, and from which earlier state.
struct State {
    /// Who hands on from here; `None`: nobody, where a class that is the origin is reached.
    party: Option<usize>,
    phase: Phase,
    link: usize,
    before: Option<usize>,
    /// The place of the path among those of its length, in the order of their ids; equal for equal sequences of ids.
    rank: usize,
}

/// The best path to each party that is reached, as a tree of states that starts at the origin.
pub(in crate::router) struct Paths {
    states: Vec<State>,
    /// By party: the state in which its best path ends.
    best: Vec<Option<usize>>,
    /// The parties that own links alone reach.
    pub(in crate::router) by_own: Bits,
}

impl Paths {
    /// Searches from the origin among those who may hold the notice.
    pub(in crate::router) fn new(q: &Question<'_>, may: &Bits) -> Self {
        let count = q.tables.parties.len();
        let mut found =
            Self { states: Vec::with_capacity(count + 1), best: vec![None; count], by_own: q.tables.none() };
        found.by_own.insert(q.origin);
        if !q.epoch.active.contains(q.origin) {
            return found;
        }
        found.states.push(State { party: Some(q.origin), phase: Phase::Own, link: 0, before: None, rank: 0 });
        let mut seen = [q.tables.none(), q.tables.none()];
        let mut frontier = 0..1;
        let mut candidates: Vec<(usize, usize, usize, Phase, usize)> = Vec::new();
        while !frontier.is_empty() {
            candidates.clear();
            for (place, state) in found.states.iter().enumerate().skip(frontier.start) {
                let leaving = state.party.and_then(|party| q.epoch.leaving.get(party));
                for link in leaving.into_iter().flatten() {
                    let Some((to, phase)) = hop(q, state.phase, *link) else { continue };
                    let known = seen.get(phase as usize).is_none_or(|seen| seen.contains(to));
                    if !known && may.contains(to) && is_open(q, *link) {
                        candidates.push((state.rank, to, place, phase, *link));
                    }
                }
            }
            candidates.sort_unstable();
            frontier = found.states.len()..found.states.len();
            let mut last = None;
            let mut rank = 0;
            for (before_rank, to, before, phase, link) in &candidates {
                let Some(seen) = seen.get_mut(*phase as usize) else { continue };
                if seen.contains(*to) {
                    continue;
                }
                seen.insert(*to);
                if last.is_some_and(|last| last != (*before_rank, *to)) {
                    rank += 1;
                }
                last = Some((*before_rank, *to));
                let place = found.states.len();
                if let Some(best @ None) = found.best.get_mut(*to) {
                    *best = Some(place);
                }
                if *phase == Phase::Own {
                    found.by_own.insert(*to);
                }
                // A class as origin is an end for its other members, never a relay.
                let party = (*to != q.origin).then_some(*to);
                found.states.push(State { party, phase: *phase, link: *link, before: Some(*before), rank });
            }
            frontier.end = found.states.len();
        }
        found
    }

    /// The links of the best path to a party, from the origin on.
    pub(in crate::router) fn links_to(&self, party: usize) -> Option<Vec<usize>> {
        let mut place = (*self.best.get(party)?)?;
        let mut links = Vec::new();
        while let Some(state) = self.states.get(place) {
            let Some(before) = state.before else { break };
            links.push(state.link);
            place = before;
        }
        links.reverse();
        Some(links)
    }
}

/// Where a link leads and in which phase, if the notice may travel it after `phase`.
pub(in crate::router) fn hop(q: &Question<'_>, phase: Phase, link: usize) -> Option<(usize, Phase)> {
    let link = q.tables.links.get(link)?;
    Some((link.to, phase.after(q.notice.direction, link.direction)?))
}

fn open_graph(q: &Question<'_>, direction: Direction) -> OpenGraph {
    let mut graph = OpenGraph { leaving: vec![Vec::new(); q.tables.parties.len()], conditional: Vec::new() };
    for (from, links) in q.epoch.leaving.iter().enumerate() {
        for number in links {
            let Some(link) = q.tables.links.get(*number).filter(|link| link.direction == direction) else {
                continue;
            };
            match open_by_level(q.compiled_level, link) {
                Some(true) => {
                    if let Some(to) = graph.leaving.get_mut(from) {
                        to.push(link.to);
                    }
                }
                Some(false) => {}
                None => graph.conditional.push(*number),
            }
        }
    }
    graph
}

/// The parties that are reached, without paths: the fast answer to *who*.
pub(in crate::router) fn reachable(q: &Question<'_>, may: &Bits) -> Bits {
    let mut reached = q.tables.none();
    if !q.epoch.active.contains(q.origin) {
        return reached;
    }
    if !q.situation.outages.is_empty() || !q.situation.failed_sectors.is_empty() {
        let paths = Paths::new(q, may);
        for (party, best) in paths.best.iter().enumerate() {
            if best.is_some() {
                reached.insert(party);
            }
        }
        return reached;
    }
    let mut holders = q.tables.none();
    holders.insert(q.origin);
    for direction in [q.notice.direction, Direction::Provision] {
        let Some(slot) = q.epoch.open.get(q.level).and_then(|open| open.get(direction as usize)) else { break };
        let graph = slot.get_or_init(|| open_graph(q, direction));
        let mut frontier = holders.clone();
        while !frontier.is_empty() {
            let mut next = q.tables.none();
            for party in frontier.iter() {
                for to in graph.leaving.get(party).into_iter().flatten() {
                    next.insert(*to);
                }
            }
            for link in &graph.conditional {
                if let Some(compiled) = q.tables.links.get(*link)
                    && frontier.contains(compiled.from)
                    && is_open(q, *link)
                {
                    next.insert(compiled.to);
                }
            }
            next.keep(may);
            next.subtract(&reached);
            reached.add(&next);
            holders.add(&next);
            next.remove(q.origin);
            frontier = next;
        }
        if q.notice.direction == Direction::Provision {
            break;
        }
    }
    reached
}
