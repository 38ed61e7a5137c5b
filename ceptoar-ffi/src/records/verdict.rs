//! Why a party is told or not.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::bilingual::sentences;
use crate::instant::CivilDay;
use crate::native::Native;
use crate::records::enums::{ChangeKind, ConditionName, Grade, Outcome};
use crate::records::text::BilingualText;

/// One of the changes that together would open a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Change {
    /// The kind of change.
    pub change: ChangeKind,
    /// The link, as `from>to`.
    pub link: Option<String>,
    /// The relay, or the party that is out.
    pub party: Option<String>,
    /// It as a phrase.
    pub phrase: BilingualText,
}

impl Native<core::Registry> for core::Change {
    type As = Change;

    fn native(&self, registry: &core::Registry) -> Change {
        Change {
            change: self.change.native(registry),
            link: self.link.native(registry),
            party: self.party.native(registry),
            phrase: sentences(|lang| self.phrase(registry, lang)),
        }
    }
}

/// One reason of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Reason {
    /// The code.
    pub code: String,
    /// The rule that it rests on.
    pub rule: Option<String>,
    /// The conditions of the rule that are not met, sorted.
    pub conditions: Vec<ConditionName>,
    /// The group of a membership that does not hold on the day.
    pub group: Option<String>,
    /// The day on which that membership ended or will begin.
    pub date: Option<CivilDay>,
    /// The statements that the rule or the reach of the level cites.
    pub source: Vec<String>,
    /// The grade of that citation.
    pub grade: Option<Grade>,
    /// The fewest changes that would open a path.
    pub opening: Vec<Change>,
    /// It as a sentence without a full stop.
    pub sentence: BilingualText,
}

impl Native<core::Registry> for core::Reason {
    type As = Reason;

    fn native(&self, registry: &core::Registry) -> Reason {
        Reason {
            code: self.code.native(registry),
            rule: self.rule.native(registry),
            conditions: self.conditions.native(registry),
            group: self.group.native(registry),
            date: self.date.native(registry),
            source: self.source.native(registry),
            grade: self.grade.native(registry),
            opening: self.opening.native(registry),
            sentence: sentences(|lang| self.sentence(registry, lang)),
        }
    }
}

/// The verdict on one party: what becomes of it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Verdict {
    /// The party.
    pub party: String,
    /// The outcome: what becomes of the party.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// The reasons, sorted by code, rule and group.
    pub reasons: Vec<Reason>,
}

impl Native<core::Registry> for core::Verdict {
    type As = Verdict;

    fn native(&self, registry: &core::Registry) -> Verdict {
        Verdict {
            party: self.party.native(registry),
            outcome: self.outcome.native(registry),
            required: self.required.native(registry),
            reasons: self.reasons.native(registry),
        }
    }
}
