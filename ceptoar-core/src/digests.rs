//! The digests of the built-in documents that belong to no edition.
//!
//! Made by `cargo xtask bundle` from `data/levels` and `data/rules`; do not edit.

pub(crate) const PFC: &str = "";
pub(crate) const TLP_1_0: &str = "";
pub(crate) const TLP_2_0: &str = "";
pub(crate) const STANDARD_RULES: &str = "";
