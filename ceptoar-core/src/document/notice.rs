//! The notice: the envelope, never the content.

use super::scalar::InstantText;
use super::scalar::LabelText;
use super::scalar::SlugText;
use crate::document::macros::objects;
use crate::word::sets::{Direction, Mode, Status};

objects! {
    /// A notice's envelope.
    NoticeDoc {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/notice/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// As its sender names it.
        id: LabelText,
        /// Downward, upward or across.
        direction: Direction,
        /// The party that it comes from.
        origin: SlugText,
        /// Its sharing level. There is no default.
        // Read as an option, so that its absence is told with the labels in use.
        #[cfg_attr(feature = "schemars", schemars(with = "LabelText"))]
        level: Option<LabelText>,
        /// The kind of information.
        kind: SlugText,
        /// When it was issued.
        issued_at: InstantText,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purposes: Option<Vec<SlugText>>,
        /// The cause class.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<SlugText>,
        /// The affected sectors.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affected_sectors: Option<Vec<SlugText>>,
        /// The affected CEPTOARs; they narrow sector by sector.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affected_ceptoars: Option<Vec<SlugText>>,
        /// Parties that the author addresses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        addressees: Option<Vec<SlugText>>,
        /// Persons who may handle it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        named_persons: Option<Vec<NamedPersonDoc>>,
        /// The mode of the scheme.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<Mode>,
        /// Whether it is an exercise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        /// Whether recipients must not be told the origin.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no_attribution: Option<bool>,
        /// Nobody gets it before this instant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        embargo_until: Option<InstantText>,
        /// Parties to whom the source agreed beyond the level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consents: Option<Vec<SlugText>>,
        /// The parties beyond whom nobody may see it; absent or null: no limit; empty: nobody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only: Option<Vec<SlugText>>,
    }

    /// A person, known to the party alone.
    NamedPersonDoc {
        /// The party whose person it is.
        party: SlugText,
        /// An opaque reference.
        #[serde(rename = "ref")]
        reference: LabelText,
    }
}
