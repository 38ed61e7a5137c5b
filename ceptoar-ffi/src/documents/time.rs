//! Spans of days, as documents write them.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::written::Written;

/// Half-open, in civil days of Japan: from the first day until the first day after.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PeriodDocument {
    /// The first day; absent: since ever.
    #[uniffi(default = None)]
    pub from: Option<String>,
    /// The first day after; absent: without end.
    #[uniffi(default = None)]
    pub until: Option<String>,
}

impl Written<document::Period> for PeriodDocument {
    fn core(&self) -> document::Period {
        document::Period { from: self.from.core(), until: self.until.core() }
    }

    fn of(core: &document::Period) -> Self {
        Self { from: Written::of(&core.from), until: Written::of(&core.until) }
    }
}
