//! Making, changing and comparing registries: all of it yields ordinary documents.
//!
//! An [`Outline`] is the least that a person knows of a scheme, in tables; an edition is derived from it.

pub(crate) mod outline;

pub use self::outline::outline::{Outline, UnknownCell};
pub use self::outline::reverse::tables::Reverse;
pub use self::outline::reverse::unsaid::{Unsaid, UnsaidCode};
pub use self::outline::table::{Row, Table, Tables};
pub use crate::error::place::CellPlace;
