//! The distinct values of one field, numbered.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Distinct names with their numbers.
///
/// The hash is not keyed: the names of a table are those of its documents, and looking a foreign name up adds none.
#[derive(Default)]
pub(in crate::router) struct Field(HashMap<Box<str>, u32, FixedState>);

impl Field {
    /// Numbers names in their order, each once.
    pub(in crate::router) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        Self::placed(names.into_iter())
    }

    /// Numbers distinct names by their places.
    pub(in crate::router) fn placed<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(Box::from).zip(0..).collect())
    }

    pub(in crate::router) fn len(&self) -> usize {
        self.0.len()
    }

    #[inline]
    pub(in crate::router) fn find(&self, name: &str) -> Option<usize> {
        self.0.get(name).map(|number| *number as usize)
    }
}
