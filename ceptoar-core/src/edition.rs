//! The built-in editions.
//!
//! Made by `cargo xtask bundle` from the folders of `data/editions`; do not edit.

use crate::word::macros::spelled;

/// A built-in edition.
///
/// ```
/// use ceptoar_core::{Edition, Registry};
///
/// let registry = Registry::builtin(Edition::LATEST);
/// assert_eq!(registry.edition(), Some(Edition::LATEST));
/// assert_eq!("2009-03-31".parse::<Edition>(), Ok(Edition::V2009_03_31));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// CEPTOARs at the end of March 2009.
    V2009_03_31,
}

spelled! { Edition, V2009_03_31 = "2009-03-31" }

impl Edition {
    /// Every built-in edition, in the order of their days.
    pub const ALL: [Self; 1] = [Self::V2009_03_31];

    /// The edition of the latest day.
    pub const LATEST: Self = Self::V2009_03_31;

    /// The edition's document.
    pub(crate) const fn document(self) -> &'static [u8] {
        match self {
            Self::V2009_03_31 => include_bytes!("../data/editions/2009-03-31.json"),
        }
    }

    /// The edition's rules.
    pub(crate) const fn rules(self) -> &'static [u8] {
        match self {
            Self::V2009_03_31 => include_bytes!("../data/editions/2009-03-31.rules.json"),
        }
    }

    /// The digest of the edition's document.
    pub(crate) const fn digest(self) -> &'static str {
        match self {
            Self::V2009_03_31 => "5adc2c6c0a6be92bd068917aaacae8060e1882a88de12d717a16907dd55266b7",
        }
    }

    /// The digest of the edition's rules.
    pub(crate) const fn rules_digest(self) -> &'static str {
        match self {
            Self::V2009_03_31 => "092777bbf2c420c8c406416dbc4eb9d67ace6aa1f84f988781972e60ba80fa5d",
        }
    }
}
