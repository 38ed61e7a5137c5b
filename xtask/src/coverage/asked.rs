//! What is asked about: the edition, and names of what it has.

use std::collections::BTreeSet;

use ceptoar_core::Edition;

/// The edition that the vectors ask.
pub(super) const EDITION: Edition = Edition::V2009_03_31;

pub(super) type Names = BTreeSet<String>;
