//! The notice: the envelope, never the content.

use crate::document::macros::objects;
use crate::document::scalar::{IdText, InstantText, LabelText};
use crate::word::sets::{Direction, Message, Mode, Status};

objects! {
    /// A notice's envelope.
    ///
    /// ```
    /// use ceptoar_core::{Direction, document};
    ///
    /// let at = "2009-05-08T10:00:00+09:00";
    /// let mut document = document::Notice::new("n-1", Direction::Provision, "nisc", "TLP:AMBER", "malware", at);
    /// document.affected_sectors = Some(vec!["gas".into()]);
    /// let notice = ceptoar_core::Notice::from_document(&document)?;
    /// assert_eq!(notice.affected_sectors, ["gas"]);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Notice {
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
        origin: IdText,
        /// Its sharing level. There is no default.
        // Read as an option, so that its absence is told with the labels in use.
        #[cfg_attr(feature = "schemars", schemars(with = "LabelText"))]
        level: Option<LabelText>,
        /// The kind of information.
        kind: IdText,
        /// When it was issued.
        issued_at: InstantText,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purposes: Option<Vec<IdText>>,
        /// The cause class.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<IdText>,
        /// The affected sectors.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affected_sectors: Option<Vec<IdText>>,
        /// The affected CEPTOARs; they narrow sector by sector.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affected_ceptoars: Option<Vec<IdText>>,
        /// Parties that the author addresses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        addressees: Option<Vec<IdText>>,
        /// Persons who may handle it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        named_persons: Option<Vec<NamedPerson>>,
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
        consents: Option<Vec<IdText>>,
        /// The parties beyond whom nobody may see it; absent or null: no limit; empty: nobody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only: Option<Vec<IdText>>,
        /// What it is in its thread; absent: an original.
        #[serde(default, skip_serializing_if = "is_original")]
        message: Option<Message>,
        /// The notice before it in the thread, where it is an update or a withdrawal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<LabelText>,
    }

    /// A person, known to the party alone.
    NamedPerson {
        /// The party whose person it is.
        party: IdText,
        /// An opaque reference.
        #[serde(rename = "ref")]
        reference: LabelText,
        ;
    }
}

/// What says no more than its absence is not written, so that the digest is one.
fn is_original(message: &Option<Message>) -> bool {
    matches!(message, None | Some(Message::Original))
}
