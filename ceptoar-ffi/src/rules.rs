//! The rules: what ought to happen.

use std::sync::Arc;

use ceptoar_core as core;

use crate::edition::chosen;
use crate::error::CeptoarError;
use crate::native::Native;
use crate::records::edition::Edition;
use crate::records::rule::Rule;

/// A set of rules, sorted by id: what ought to happen. No order, no priorities.
#[derive(uniffi::Object)]
pub struct RuleSet(pub(crate) core::RuleSet);

#[uniffi::export]
impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[uniffi::constructor]
    #[must_use]
    pub fn standard() -> Arc<Self> {
        Arc::new(Self(core::RuleSet::standard()))
    }

    /// The rules of a built-in edition, the standard ones among them; absent: those of the latest day.
    #[uniffi::constructor(default(edition = None))]
    #[must_use]
    pub fn builtin(edition: Option<Edition>) -> Arc<Self> {
        Arc::new(Self(core::RuleSet::builtin(chosen(edition))))
    }

    /// Reads and checks a rule set (`schemas/v1/rules.schema.json`).
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::RuleSet::from_json(&json)?)))
    }

    /// The id of the set.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// The rules, sorted by id, what they extend included.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        self.0.rules().native(&())
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<Rule> {
        self.0.rule(id).native(&())
    }

    /// SHA-256 of the set, what it extends included, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}
