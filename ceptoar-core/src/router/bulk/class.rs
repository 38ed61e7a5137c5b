//! The values of one field, those of one class together.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::router::bulk::rows::Class;
use crate::router::bulk::value::Held;

/// The classes of one field, each with the first value of it.
#[derive(Default)]
pub(in crate::router) struct Classes {
    known: HashMap<Box<[u64]>, u32, FixedState>,
    first: Vec<Held>,
}

impl Classes {
    /// The class of the values with a trace.
    pub(in crate::router) fn find(&self, trace: &[u64]) -> Option<Class> {
        self.known.get(trace).copied().map(Class)
    }

    /// A class of its own for a value with a trace that none had.
    pub(in crate::router) fn enter(&mut self, trace: Box<[u64]>, held: Held) -> Class {
        let next = u32::try_from(self.first.len()).unwrap_or(u32::MAX);
        self.known.insert(trace, next);
        self.first.push(held);
        Class(next)
    }

    pub(in crate::router) fn len(&self) -> usize {
        self.first.len()
    }

    /// A value of a class.
    pub(in crate::router) fn value(&self, class: u32) -> Option<&Held> {
        self.first.get(class as usize)
    }
}
