//! A registry of one's own: what an author makes, changes, compares and tests. What is made here are ordinary documents: the
//! router knows nothing of it.
//!
//! An [`Outline`] is the least that a person knows of a scheme, in tables; an edition is derived from it.

pub mod diff;
pub mod fixture;
pub(crate) mod outline;

pub use self::outline::outline::{Outline, UnknownCell};
pub use self::outline::table::{Row, Table, Tables};
pub use crate::answer::diff::{Diff, DiffRow, DiffSide};
pub use crate::answer::tested::{TestFault, Tested, TestedCase};
pub use crate::error::place::CellPlace;
pub use crate::word::author::{DiffKind, DiffOf, DocumentKind, StaleDays, TestFaultKind};
