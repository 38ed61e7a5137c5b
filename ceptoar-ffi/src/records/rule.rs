//! Rules.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::Effect;
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// A rule: under a condition, it permits, requires or forbids that its audience is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The effect.
    pub effect: Effect,
    /// The condition under which it fires.
    pub when: String,
    /// The parties that it names.
    pub audience: String,
    /// The time within which the audience is told; absent: the rule asks none.
    pub due: Option<String>,
    /// The obligations that travel with the delivery, sorted.
    pub obligations: Vec<String>,
    /// The question that a person judges before the audience is told; of a permit. absent: none.
    pub judgement: Option<BilingualText>,
    /// The days on which it holds.
    pub period: Period,
    /// A summary in plain words.
    pub summary: Option<BilingualText>,
    /// The citation of the rule.
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
