//! What a careful reader should look at.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::bilingual::sentences;
use crate::native::Native;
use crate::records::text::BilingualText;

/// A lint at its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Lint {
    /// The code.
    pub code: String,
    /// The place: a hand-over as `from>to`, the label of a level, or the id of a party, rule, notice or edition; of
    /// `built-from-outline` the edition and the number of its gaps.
    pub at: String,
    /// It as a sentence without a full stop.
    pub message: BilingualText,
}

impl<R> Native<R> for core::Lint {
    type As = Lint;

    fn native(&self, registry: &R) -> Lint {
        Lint {
            code: self.code.native(registry),
            at: self.at.native(registry),
            message: sentences(|lang| self.message(lang).to_owned()),
        }
    }
}
