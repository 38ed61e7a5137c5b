//! Rules.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::Effect;
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it does.
    pub effect: Effect,
    /// When it fires.
    pub when: String,
    /// Whom it speaks of.
    pub audience: String,
    /// How soon.
    pub due: Option<String>,
    /// What travels with the delivery, sorted.
    pub obligations: Vec<String>,
    /// What only a person can judge before the audience is told; of a permit. absent: nothing.
    pub judgement: Option<BilingualText>,
    /// The days on which it holds.
    pub period: Period,
    /// What it says.
    pub summary: Option<BilingualText>,
    /// Where it comes from.
    pub citation: Citation,
}

impl<R> Native<R> for core::Rule {
    type As = Rule;

    fn native(&self, registry: &R) -> Rule {
        Rule {
            id: self.id.native(registry),
            effect: self.effect.native(registry),
            when: self.when.native(registry),
            audience: self.audience.native(registry),
            due: self.due.native(registry),
            obligations: self.obligations.native(registry),
            judgement: self.judgement.native(registry),
            period: self.period.native(registry),
            summary: self.summary.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
