//! A registry of one's own: what an author writes, changes and compares. What is made here are ordinary documents: the router
//! knows nothing of it.

pub mod diff;

pub use crate::answer::diff::{Diff, DiffRow, DiffSide, DiffValue};
pub use crate::word::author::{DiffKind, DiffOf};
