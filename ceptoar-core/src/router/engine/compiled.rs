//! Registry, profile and rules, compiled, with the facts of the days that were asked for.

use std::sync::Arc;

use crate::router::engine::bits::Shape;
use crate::router::engine::epoch::Epoch;
use crate::router::engine::hops::Hops;
use crate::router::engine::kept::{Held, Kept};
use crate::router::engine::lists::Lists;
use crate::router::engine::masks::Masks;
use crate::router::engine::names::Names;
use crate::router::engine::outages::Situations;
use crate::router::engine::places::Places;
use crate::router::engine::statics::Statics;
use crate::router::engine::tables::Tables;
use crate::router::engine::terms::Terms;

pub(in crate::router) struct Compiled<S: Shape> {
    pub(in crate::router) tables: Arc<Tables>,
    pub(in crate::router) statics: Statics<S>,
    pub(in crate::router) masks: Masks<S>,
    pub(in crate::router) situations: Situations<S>,
    pub(in crate::router) names: Names,
    pub(in crate::router) lists: Lists<S>,
    pub(in crate::router) terms: Terms<S>,
    pub(in crate::router) hops: Hops,
    pub(in crate::router) places: Places,
    epochs: Kept<Epoch<S>>,
}

impl<S: Shape> Compiled<S> {
    pub(in crate::router) fn new(tables: Arc<Tables>) -> Self {
        Self {
            statics: Statics::new(&tables),
            masks: Masks::new(&tables),
            situations: Situations::new(),
            names: Names::default(),
            lists: Lists::new(),
            terms: Terms::new(),
            hops: Hops::new(&tables),
            places: Places::default(),
            epochs: Kept::new(tables.boundaries.len() + 1, tables.parties.len()),
            tables,
        }
    }

    /// The epoch of a place.
    #[inline]
    pub(in crate::router) fn epoch(&self, place: usize) -> Option<Held<'_, Epoch<S>>> {
        self.epochs.get(place, || Epoch::new(&self.tables, &self.statics, &self.masks, place))
    }

    #[cfg(test)]
    pub(in crate::router) fn kept_epochs(&self) -> usize {
        self.epochs.count()
    }
}
