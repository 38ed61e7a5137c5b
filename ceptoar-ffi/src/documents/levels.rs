//! Level profiles.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::documents::edition::CitedDocumentDocument;
use crate::records::allowance::ChannelAllowance;
use crate::records::enums::{Grade, PersonsScope, ReachTerm};
use crate::records::text::BilingualText;
use crate::written::Written;

/// A level profile.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LevelsDocument {
    /// The id of the profile.
    pub id: String,
    /// What it is called.
    pub name: BilingualText,
    /// Raised by each correction.
    #[uniffi(default = 1)]
    pub revision: u32,
    /// The documents that are cited.
    #[uniffi(default = None)]
    pub documents: Option<Vec<CitedDocumentDocument>>,
    /// The labels, the strictest first.
    #[uniffi(default = [])]
    pub labels: Vec<LevelDocument>,
}

impl Written<document::Levels> for LevelsDocument {
    fn core(&self) -> document::Levels {
        document::Levels {
            schema: None,
            format: Some(document::Levels::FORMAT.to_owned()),
            id: self.id.core(),
            revision: self.revision.core(),
            name: self.name.core(),
            documents: self.documents.core(),
            labels: self.labels.core(),
        }
    }

    fn of(core: &document::Levels) -> Self {
        Self {
            id: Written::of(&core.id),
            revision: Written::of(&core.revision),
            name: Written::of(&core.name),
            documents: Written::of(&core.documents),
            labels: Written::of(&core.labels),
        }
    }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LevelDocument {
    /// The label as its own source writes it; never translated.
    pub label: String,
    /// What it means for a holder, in our own words.
    pub text: BilingualText,
    /// Which organisations it admits.
    pub reach: Vec<ReachTerm>,
    /// Which persons may handle it.
    pub persons: PersonsScope,
    /// By which channels it may pass.
    pub channels: ChannelAllowance,
    /// What reach, persons and channels rest on.
    pub basis: BasisDocument,
    /// The label as a voice says it.
    #[uniffi(default = None)]
    pub spoken: Option<BilingualText>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Level> for LevelDocument {
    fn core(&self) -> document::Level {
        document::Level {
            label: self.label.core(),
            text: self.text.core(),
            reach: self.reach.core(),
            persons: self.persons.core(),
            channels: self.channels.core(),
            basis: self.basis.core(),
            spoken: self.spoken.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Level) -> Self {
        Self {
            label: Written::of(&core.label),
            text: Written::of(&core.text),
            reach: Written::of(&core.reach),
            persons: Written::of(&core.persons),
            channels: Written::of(&core.channels),
            basis: Written::of(&core.basis),
            spoken: Written::of(&core.spoken),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// What a local policy rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BasisDocument {
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Basis> for BasisDocument {
    fn core(&self) -> document::Basis {
        document::Basis {
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Basis) -> Self {
        Self {
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}
