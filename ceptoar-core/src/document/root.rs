//! What every whole document has: it is begun, read and written.

use crate::digest::digest;
use crate::document::edition::Edition;
#[cfg(feature = "authoring")]
use crate::document::fixture::Fixture;
use crate::document::json::read::{check_format, read_document, read_on};
use crate::document::levels::Levels;
#[cfg(feature = "life")]
use crate::document::log::Log;
use crate::document::notice::Notice;
use crate::document::outline::{Outline, OutlineScheme};
use crate::document::overlay::{Extends, Overlay};
use crate::document::roster::Roster;
use crate::document::rules::{Audience, Rule, Rules};
use crate::document::scalar::{DocumentIdText, IdText, InstantText, LabelText, Text, first_revision};
#[cfg(feature = "life")]
use crate::document::scenario::Scenario;
use crate::document::situation::Situation;
use crate::error::problem::{Problems, Refusal};
use crate::word::sets::{Direction, Effect};

/// Serialises a document, which has string keys and whole numbers only, so that this cannot fail.
fn json<T: serde::Serialize>(document: &T) -> String {
    serde_json::to_string(document).unwrap_or_default()
}

macro_rules! roots {
    ($($name:ident $format:literal)*) => {$(
        impl $name {
            /// The format of the document as JSON.
            pub const FORMAT: &'static str = $format;

            /// Reads the document, and asks whether it has its form. Whether it means something is another question: `check`.
            ///
            /// # Errors
            /// Every fault of its form at once.
            pub fn read(json: &[u8]) -> Result<Self, Refusal> {
                let mut problems = Problems::new();
                let document: Self = read_document(json, Self::FORMAT, &mut problems)?;
                check_format(document.format.as_deref(), Self::FORMAT, &mut problems);
                problems.into_result(document)
            }

            /// The document as JSON: what is left out is not written.
            #[must_use]
            pub fn write(&self) -> String {
                json(self)
            }
        }
    )*};
}

#[cfg(feature = "authoring")]
roots! {
    Fixture "ceptoar/test/1"
}

roots! {
    Edition "ceptoar/edition/1"
    Rules "ceptoar/rules/1"
    Levels "ceptoar/levels/1"
    Roster "ceptoar/roster/1"
    Outline "ceptoar/outline/1"
    Overlay "ceptoar/overlay/1"
    Notice "ceptoar/notice/1"
}

#[cfg(feature = "life")]
roots! {
    Log "ceptoar/log/1"
    Scenario "ceptoar/scenario/1"
}

#[cfg(feature = "life")]
impl Scenario {
    /// A scenario in which nothing fails, drawn so often.
    #[must_use]
    pub fn new(runs: u32, seed: u32) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: None,
            runs,
            seed,
            situation: None,
            failures: Vec::new(),
            delays: None,
            confirmation: None,
        }
    }

    /// SHA-256 of what the document says, in hexadecimal: the order of its lists is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

#[cfg(feature = "life")]
impl Log {
    /// A log without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self { schema: None, format: Some(Self::FORMAT.to_owned()), id: None, tolerance: None, entries: Vec::new() }
    }

    /// SHA-256 of what the document says, in hexadecimal: the order of its entries is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

#[cfg(feature = "life")]
impl Default for Log {
    fn default() -> Self {
        Self::new()
    }
}

impl Outline {
    /// An outline of a scheme without a row.
    #[must_use]
    pub fn new(scheme: OutlineScheme) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            scheme,
            ministries: Vec::new(),
            ceptoars: Vec::new(),
            groups: Vec::new(),
            members: Vec::new(),
            links: Vec::new(),
            cells: Vec::new(),
            documents: Vec::new(),
            vocabulary: Vec::new(),
        }
    }

    /// SHA-256 of what the document says, in hexadecimal: the order of its rows is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

impl Edition {
    /// An edition without a party.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>, title: impl Into<Text>) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            revision: first_revision(),
            title: title.into(),
            covers: None,
            based_on: None,
            outline: None,
            vocabularies: None,
            sectors: Vec::new(),
            parties: Vec::new(),
            ceptoars: Vec::new(),
            councils: None,
            memberships: Vec::new(),
            links: Vec::new(),
            instruments: None,
            bodies: None,
            totals: None,
            statements: None,
            errata: None,
            documents: None,
            source_index: None,
            excused: None,
        }
    }
}

impl Rules {
    /// The name of the built-in rules that name no id of an edition, as [`Rules::extends`] takes it.
    pub const STANDARD: &'static str = "standard";

    /// A set of these rules, and of no others.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>, rules: Vec<Rule>) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            revision: first_revision(),
            extends: None,
            rules,
        }
    }

    /// The same with the built-in rules that name no id of an edition.
    #[must_use]
    pub fn with_standard(self) -> Self {
        Self { extends: Some(vec![Self::STANDARD.into()]), ..self }
    }
}

impl Rule {
    /// A rule by which its audience may be told.
    #[must_use]
    pub fn permit(id: impl Into<IdText>, audience: Audience) -> Self {
        Self::new(id, Effect::Permit, audience)
    }

    /// A rule by which its audience must be told.
    #[must_use]
    pub fn require(id: impl Into<IdText>, audience: Audience) -> Self {
        Self::new(id, Effect::Require, audience)
    }

    /// A rule by which its audience must not be told.
    #[must_use]
    pub fn forbid(id: impl Into<IdText>, audience: Audience) -> Self {
        Self::new(id, Effect::Forbid, audience)
    }
}

impl Levels {
    /// A profile without a label.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>, name: impl Into<Text>) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            revision: first_revision(),
            name: name.into(),
            documents: None,
            labels: Vec::new(),
        }
    }

    /// SHA-256 of what the document means, in hexadecimal; the order of lists is covered where it has a meaning.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

impl Overlay {
    /// An overlay of an edition, which changes nothing yet.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>, edition: impl Into<DocumentIdText>) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            revision: first_revision(),
            title: None,
            extends: Extends::new(edition),
            covers: None,
            documents: None,
            end: None,
            add: None,
            set: None,
        }
    }

    /// SHA-256 of what the document says, in hexadecimal: the order of its lists is covered where it has a meaning.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

impl Roster {
    /// A roster without an organisation.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            organizations: Vec::new(),
            memberships: None,
            links: None,
        }
    }

    /// SHA-256 of what the document means, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

#[cfg(feature = "authoring")]
impl Fixture {
    /// A fixture without a case.
    #[must_use]
    pub fn new(id: impl Into<DocumentIdText>) -> Self {
        Self { schema: None, format: Some(Self::FORMAT.to_owned()), id: id.into(), title: None, cases: Vec::new() }
    }

    /// SHA-256 of what the document says, in hexadecimal: the order of its lists is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

impl Notice {
    /// A notice with what is required; the rest is left out, and can be set field by field.
    #[must_use]
    pub fn new(
        id: impl Into<LabelText>,
        direction: Direction,
        origin: impl Into<IdText>,
        level: impl Into<LabelText>,
        kind: impl Into<IdText>,
        issued_at: impl Into<InstantText>,
    ) -> Self {
        Self {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: id.into(),
            direction,
            origin: origin.into(),
            level: Some(level.into()),
            kind: kind.into(),
            issued_at: issued_at.into(),
            purposes: None,
            cause: None,
            affected_sectors: None,
            affected_ceptoars: None,
            addressees: None,
            named_persons: None,
            mode: None,
            status: None,
            no_attribution: None,
            embargo_until: None,
            consents: None,
            only: None,
            message: None,
            replaces: None,
        }
    }
}

impl Notice {
    /// SHA-256 of what the document says, in hexadecimal: the order of its lists is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }
}

impl Situation {
    /// SHA-256 of what the document says, in hexadecimal: the order of its lists is not covered.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self).into()
    }

    /// Reads the document, and asks whether it has its form.
    ///
    /// # Errors
    /// Every fault of its form at once.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let document = read_on(json, &mut problems)?;
        problems.into_result(document)
    }

    /// The document as JSON.
    #[must_use]
    pub fn write(&self) -> String {
        json(self)
    }
}
