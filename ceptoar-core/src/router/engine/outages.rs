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

    fn new(tables: &Tables, situation: &Situation) -> Self {
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

    /// What is open in an epoch, for a level and a direction.
    pub(in crate::router) fn graph(
        &self,
        tables: &Tables,
        epoch: usize,
        level: usize,
        direction: Direction,
    ) -> Arc<Graph<S>> {
        let place = (epoch, level, direction);
        let mut graphs = self.graphs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(graph) = graphs.get(&place) {
            return Arc::clone(graph);
        }
        if graphs.len() >= Self::GRAPHS {
            graphs.clear();
        }
        let graph = Arc::new(Graph::new(tables, tables.day_of(epoch), level, direction, Some(&self.closing)));
        graphs.insert(place, Arc::clone(&graph));
        graph
    }
}

/// The situations that are kept.
pub(in crate::router) struct Situations<S: Shape>(Mutex<VecDeque<Arc<Outages<S>>>>);

impl<S: Shape> Situations<S> {
    const MOST: usize = 64;

    pub(in crate::router) fn new() -> Self {
        Self(Mutex::default())
    }

    /// What a situation closes; `None`: nothing is out.
    pub(in crate::router) fn get(&self, tables: &Tables, situation: &Situation) -> Option<Arc<Outages<S>>> {
        if situation.outages.is_empty() && situation.failed_sectors.is_empty() {
            return None;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().find(|known| known.is_of(situation)) {
            return Some(Arc::clone(known));
        }
        if kept.len() >= Self::MOST {
            kept.pop_front();
        }
        let made = Arc::new(Outages::new(tables, situation));
        kept.push_back(Arc::clone(&made));
        Some(made)
    }
}
