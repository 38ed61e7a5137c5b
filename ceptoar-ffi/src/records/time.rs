//! Spans of days.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::CivilDay;
use crate::native::Native;

/// A half-open span of civil days in Japan, `[from, until)`; an open end is absent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Period {
    /// The first day; absent: since ever.
    pub from: Option<CivilDay>,
    /// The first day after; absent: without end.
    pub until: Option<CivilDay>,
}

impl<R> Native<R> for core::Period {
    type As = Period;

    fn native(&self, registry: &R) -> Period {
        Period { from: self.from.native(registry), until: self.until.native(registry) }
    }
}
