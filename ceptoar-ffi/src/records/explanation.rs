//! What an explanation adds to the plan.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::Grade;

/// The citation that the reach of the level rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ReachBasis {
    /// The label.
    pub level: String,
    /// The statements that are cited for its reach.
    pub source: Vec<String>,
    /// The grade; `reading` for the built-in profiles.
    pub grade: Option<Grade>,
}

impl<R> Native<R> for core::ReachBasis {
    type As = ReachBasis;

    fn native(&self, registry: &R) -> ReachBasis {
        ReachBasis {
            level: self.level.native(registry),
            source: self.source.native(registry),
            grade: self.grade.native(registry),
        }
    }
}
