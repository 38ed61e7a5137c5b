//! What was put into words before: the numbers of its texts, found by what it is.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::arrays::Cell;

/// So many parts of one kind are remembered; then all are forgotten.
const MOST: usize = 1 << 16;

/// Lists that answers share, and the number of the text of each: where they stand in memory says which is which.
pub(super) struct Shared<T>(HashMap<usize, (Arc<[T]>, Cell), FixedState>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T> Shared<T> {
    pub(super) fn find(&self, list: &Arc<[T]>) -> Option<Cell> {
        self.0.get(&(Arc::as_ptr(list).cast::<()>() as usize)).map(|(_, cell)| *cell)
    }

    /// What is kept here keeps its place, and no other list gets it.
    pub(super) fn enter(&mut self, list: &Arc<[T]>, cell: Cell) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(Arc::as_ptr(list).cast::<()>() as usize, (Arc::clone(list), cell));
    }
}

/// The cells of a part of an answer.
pub(super) type Five = [Cell; 5];

/// Parts of answers by the numbers that they rest on, and the cells of each.
#[derive(Default)]
pub(super) struct Keyed(HashMap<Box<[u64]>, Five, FixedState>);

impl Keyed {
    #[inline]
    pub(super) fn find(&self, numbers: &[u64]) -> Option<Five> {
        self.0.get(numbers).copied()
    }

    pub(super) fn enter(&mut self, numbers: &[u64], cells: Five) -> Five {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(numbers.into(), cells);
        cells
    }
}
