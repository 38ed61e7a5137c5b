//! The level profile: labels and their reach.

use super::scalar::DocumentText;
use super::scalar::LabelText;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{AllowDoc, TextDoc};
use crate::word::sets::{PersonsScope, ReachTerm};

objects! {
    /// A level profile.
    ProfileDoc {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/levels/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the profile.
        id: DocumentText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// What it is called.
        name: TextDoc,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents: Option<Vec<crate::document::edition::CitedDocumentDoc>>,
        /// The labels, the strictest first.
        labels: Vec<LevelDoc>,
    }
}

cited! {
    /// A label.
    LevelDoc {
        /// The label as its own source writes it; never translated.
        label: LabelText,
        /// What it means for a holder, in our own words.
        text: TextDoc,
        /// The label as a voice says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spoken: Option<TextDoc>,
        /// Which organisations it admits.
        reach: Vec<ReachTerm>,
        /// Which persons may handle it.
        persons: PersonsScope,
        /// By which channels it may pass.
        channels: AllowDoc,
        /// What reach, persons and channels rest on.
        basis: BasisDoc,
    }

    /// What a local policy rests on.
    BasisDoc {}
}
