//! The built-in sets of rules.

use std::sync::OnceLock;

use super::set::{RuleSet, STANDARD, STANDARD_RULES};
use crate::digests;
use crate::edition::Edition;
use crate::embedded::embedded;
use crate::id::DocumentId;

impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[must_use]
    pub fn standard() -> Self {
        static READ: OnceLock<RuleSet> = OnceLock::new();
        let read = || Self::from_json(STANDARD_RULES).map(|rules| rules.with_digest(digests::STANDARD_RULES));
        embedded(&READ, read, || Self::empty(DocumentId::fixed(STANDARD)))
    }

    /// The rules of a built-in edition, the standard ones among them.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        static READ: [OnceLock<RuleSet>; Edition::ALL.len()] = [const { OnceLock::new() }; Edition::ALL.len()];
        let empty = || Self::empty(DocumentId::fixed(edition.as_str()));
        let read = || Self::from_json(edition.rules()).map(|rules| rules.with_digest(edition.rules_digest()));
        READ.get(edition as usize).map_or_else(empty, |slot| embedded(slot, read, empty))
    }
}
