//! The situations that were asked for last, each with what it closes and the graphs that it leaves.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;

use crate::id::SectorId;
use crate::router::engine::bits::Shape;
use crate::router::engine::closing::Closing;
use crate::router::engine::graph::Graph;
use crate::router::engine::tables::Tables;
use crate::situation::{Outage, Situation};
use crate::word::sets::Direction;

/// A situation in which something is out.
pub(in crate::router) struct Outages<S: Shape> {
    outages: Vec<Outage>,
    failed_sectors: Vec<SectorId>,
    pub(in crate::router) closing: Closing,
    graphs: Mutex<Graphs<S>>,
}

/// By epoch, level and direction.
type Graphs<S> = HashMap<(usize, usize, Direction), Arc<Graph<S>>, FixedState>;

impl<S: Shape> Outages<S> {
    /// The most graphs that are kept for one situation.
    const GRAPHS: usize = 256;

    pub(in crate::router) fn new(tables: &Tables, situation: &Situation) -> Self {
        Self {
            outages: situation.outages.clone(),
            failed_sectors: situation.failed_sectors.clone(),
            closing: Closing::new(tables, situation),
            graphs: Mutex::default(),
        }
    }

    fn is_of(&self, situation: &Situation) -> bool {
        self.outages == situation.outages && self.failed_sectors == situation.failed_sectors
    }

    /// What is open in an epoch, for a level and a direction. Two threads may make the same graph at once: both are equal.
    pub(in crate::router) fn graph(
        &self,
        tables: &Tables,
        epoch: usize,
        level: usize,
        direction: Direction,
    ) -> Arc<Graph<S>> {
        let place = (epoch, level, direction);
        let graphs = || self.graphs.lock().unwrap_or_else(PoisonError::into_inner);
        let known = graphs().get(&place).map(Arc::clone);
        known.unwrap_or_else(|| {
            let made = Arc::new(Graph::new(tables, tables.day_of(epoch), level, direction, Some(&self.closing)));
            let mut graphs = graphs();
            if graphs.len() >= most(size(tables), Self::GRAPHS) {
                graphs.clear();
            }
            Arc::clone(graphs.entry(place).or_insert(made))
        })
    }
}

/// How much is kept for a registry of so many links and parties: less of a large one, where each takes much room.
fn most(links_and_parties: usize, at_most: usize) -> usize {
    const KEPT: usize = 1 << 20;
    (KEPT / links_and_parties.max(1)).clamp(4, at_most)
}

fn size(tables: &Tables) -> usize {
    tables.links.len() + tables.parties.len()
}

/// The situations that are kept.
pub(in crate::router) struct Situations<S: Shape>(Mutex<VecDeque<Arc<Outages<S>>>>);

impl<S: Shape> Situations<S> {
    const MOST: usize = 64;

    pub(in crate::router) fn new() -> Self {
        Self(Mutex::default())
    }

    /// How many are kept at most.
    pub(in crate::router) fn room(&self, tables: &Tables) -> usize {
        most(size(tables), Self::MOST)
    }

    fn find(&self, situation: &Situation) -> Option<Arc<Outages<S>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|known| known.is_of(situation)).map(Arc::clone)
    }

    /// Whether a situation is kept, and so was asked for before.
    pub(in crate::router) fn knows(&self, situation: &Situation) -> bool {
        self.find(situation).is_some()
    }

    /// What a situation closes; `None`: nothing is out.
    #[inline]
    pub(in crate::router) fn get(&self, tables: &Tables, situation: &Situation) -> Option<Arc<Outages<S>>> {
        let nothing_is_out = situation.outages.is_empty() && situation.failed_sectors.is_empty();
        if nothing_is_out { None } else { self.known_or_made(tables, situation) }
    }

    #[inline(never)]
    fn known_or_made(&self, tables: &Tables, situation: &Situation) -> Option<Arc<Outages<S>>> {
        if let Some(known) = self.find(situation) {
            return Some(known);
        }
        let made = Arc::new(Outages::new(tables, situation));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.iter().all(|known| !known.is_of(situation)) {
            while kept.len() >= self.room(tables) {
                kept.pop_front();
            }
            kept.push_back(Arc::clone(&made));
        }
        Some(made)
    }

    #[cfg(test)]
    pub(in crate::router) fn count(&self) -> usize {
        self.0.lock().map_or(0, |kept| kept.len())
    }
}

#[cfg(test)]
mod tests {
    use super::most;

    #[test]
    fn of_a_large_registry_less_is_kept() {
        assert_eq!([1_000, 100_000, 1_000_000].map(|size| most(size, 64)), [64, 10, 4]);
        assert_eq!(most(0, 256), 256);
    }
}
