//! Who is told, without paths and reasons.

use ceptoar_core as core;

use crate::error::{CeptoarError, known};
use crate::native::Native;
use crate::options::text_options;
use crate::records::enums::{Duty, Lang};
use crate::records::lint::Lint;

/// One of a set of recipients.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Recipient {
    /// Who.
    pub party: String,
    /// Whether it may or must be told.
    pub duty: Duty,
}

/// Who is told, and who of them must be.
#[derive(uniffi::Object)]
pub struct RecipientSet {
    pub(crate) set: core::RecipientSet,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl RecipientSet {
    /// Whether a party is told.
    ///
    /// # Errors
    /// `unknown-party` for an id that the registry has not: of a name misspelt, "not told" is no answer.
    pub fn contains(&self, party: &str) -> Result<bool, CeptoarError> {
        Ok(self.duty(party)?.is_some())
    }

    /// The duty towards a party; absent for one that is not told.
    ///
    /// # Errors
    /// As `contains`.
    pub fn duty(&self, party: &str) -> Result<Option<Duty>, CeptoarError> {
        match self.set.duty(party) {
            // Who is told is known: the registry is asked about the others only.
            Some(duty) => Ok(Some(duty)),
            None => known(&self.registry, party, "/party").map(|_| None),
        }
    }

    /// Who is told and who must be as text for a person, in one language.
    #[must_use]
    #[uniffi::method(default(width = 100))]
    pub fn text(&self, lang: Lang, width: u32) -> String {
        self.set.text(text_options(lang, width))
    }

    /// How many are told.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.set.len() as u64
    }

    /// What a careful reader should look at, sorted: the lints of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.set.lints().native(&self.registry)
    }

    /// The recipients in the order of their ids, each with its duty.
    #[must_use]
    pub fn recipients(&self) -> Vec<Recipient> {
        self.set.iter().map(|(party, duty)| Recipient { party: party.to_string(), duty }).collect()
    }
}
