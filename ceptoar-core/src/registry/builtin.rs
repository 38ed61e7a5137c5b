//! The built-in editions as registries.

use std::sync::{Arc, OnceLock};

use super::based::bottom;
use super::data::Registry;
use super::load::load;
use crate::edition::Edition;
use crate::embedded::embedded;
use crate::id::DocumentId;

impl Registry {
    /// A built-in edition.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        static READ: [OnceLock<Registry>; Edition::ALL.len()] = [const { OnceLock::new() }; Edition::ALL.len()];
        let empty = || Self::empty(DocumentId::fixed(edition.as_str()));
        let read = || load(edition.document()).map(|inner| Self(Arc::new(inner)));
        READ.get(edition as usize).map_or_else(empty, |slot| embedded(slot, read, empty))
    }

    /// The built-in edition that the registry was made from, with overlays and a roster or without, or whose document it
    /// read: its rules are the default of a router. `None` for any other edition.
    #[must_use]
    pub fn edition(&self) -> Option<Edition> {
        let same = |edition: &Edition| *self.id() == edition.as_str() && self.digest() == edition.digest();
        self.0.edition.or_else(|| Edition::ALL.iter().copied().find(same)).or_else(|| bottom(self.document()))
    }

    /// Whether another edition stands behind this one, so that rules that are written for any registry would leave out what
    /// that one forbids: overlays were applied to it, or it has the id of a built-in edition.
    pub(crate) fn rests_on_another(&self) -> bool {
        self.document().based_on.is_some() || Edition::ALL.iter().any(|edition| *self.id() == edition.as_str())
    }
}
