//! The built-in editions.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

/// A built-in edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Edition {
    /// CEPTOARs at the end of March 2009.
    V2009_03_31,
}

impl Edition {
    /// Every edition of this release, in the order of their days.
    pub(crate) const ALL: [Self; 1] = [Self::V2009_03_31];

    /// The edition of the latest day.
    pub(crate) const LATEST: Self = Self::V2009_03_31;
}

impl From<Edition> for core::Edition {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::V2009_03_31 => Self::V2009_03_31,
        }
    }
}
