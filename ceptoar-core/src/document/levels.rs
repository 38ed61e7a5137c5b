//! The level profile: labels and their reach.

use crate::document::channel::Allowance;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, LabelText, Text};
use crate::word::sets::{PersonsScope, ReachTerm};

objects! {
    /// A level profile.
    ///
    /// ```
    /// use ceptoar_core::{LevelProfile, PersonsScope, ReachTerm};
    /// use ceptoar_core::document::{Allowance, Basis, Level, Levels};
    ///
    /// let mut levels = Levels::new("house", ("社内", "House"));
    /// let (reach, basis) = (vec![ReachTerm::Anyone], Basis::default());
    /// levels.labels.push(Level::new("OPEN", "誰でもよい", reach, PersonsScope::Anyone, Allowance::All, basis));
    /// assert!(LevelProfile::from_document(&levels)?.level("OPEN").is_some());
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Levels {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/levels/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the profile.
        id: DocumentIdText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// What it is called.
        name: Text,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents: Option<Vec<crate::document::edition::CitedDocument>>,
        /// The labels, the strictest first.
        labels: Vec<Level>,
    }
}

cited! {
    /// A label.
    Level {
        /// The label as its own source writes it; never translated.
        label: LabelText,
        /// What it means for a holder, in our own words.
        text: Text,
        /// Which organisations it admits.
        reach: Vec<ReachTerm>,
        /// Which persons may handle it.
        persons: PersonsScope,
        /// By which channels it may pass.
        channels: Allowance,
        /// What reach, persons and channels rest on.
        basis: Basis,
        ;
        /// The label as a voice says it.
        spoken: Option<Text>,
    }

    /// What a local policy rests on.
    Basis { ; }
}
