//! A registry of one's own: what an author writes, changes and compares. What is made here are ordinary documents: the router
//! knows nothing of it.

pub mod diff;
pub mod fixture;

pub use crate::answer::diff::{Diff, DiffRow, DiffSide};
pub use crate::answer::tested::{TestFault, Tested, TestedCase};
pub use crate::word::author::{DiffKind, DiffOf, DocumentKind, StaleDays, TestFaultKind};
