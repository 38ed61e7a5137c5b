//! Identifiers, parsed once and then trusted.
//!
//! Sets that grow (parties, sectors, kinds, channels, level labels) are ids in data; only sets that a reader must treat
//! exhaustively are enums.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// The most characters that a slug may have.
pub(crate) const SLUG_MAX: usize = 64;
/// The most characters that a label, a notice id or a person's reference may have.
pub(crate) const LABEL_MAX: usize = 200;

/// What the text of an id is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id")]
pub struct InvalidId;

pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= SLUG_MAX
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub(crate) fn is_label(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LABEL_MAX && !text.chars().any(char::is_control)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $check:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Cheap to clone; ordered by code point.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Parses an id.
            ///
            /// # Errors
            /// [`InvalidId`] if the text has not the form of this id.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                // INVARIANT: every value of this type has passed this check.
                if $check(text) { Ok(Self(Arc::from(text))) } else { Err(InvalidId) }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }
        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }
        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                pattern::$check()
            }
        }
    )*};
}

ids! {
    /// A party of the registry: `a-z0-9-`, at most 64 characters.
    PartyId: is_slug;
    /// A critical-infrastructure sector.
    SectorId: is_slug;
    /// A kind of information.
    KindId: is_slug;
    /// A cause class.
    CauseId: is_slug;
    /// A purpose of a notice.
    PurposeId: is_slug;
    /// A channel.
    ChannelId: is_slug;
    /// An obligation that travels with a delivery.
    ObligationId: is_slug;
    /// A rule of a rule set.
    RuleId: is_slug;
    /// A rule, plan, guideline, standard or exercise that an edition names.
    InstrumentId: is_slug;
    /// A committee or group that an edition names and that is no party.
    BodyId: is_slug;
    /// A document (edition, rule set, profile, roster).
    DocumentId: is_document_id;
    /// A statement of the source or another document that a fact is cited from.
    SourceId: is_label;
    /// A level's label, as its own source writes it; never translated.
    Label: is_label;
    /// A notice, as its sender names it.
    NoticeId: is_label;
    /// An opaque reference to a person.
    PersonRef: is_label;
}

/// Ids that can stand in for one that could not be read, so that the rest of a document is checked; what holds one is
/// refused in any case.
pub(crate) trait StandIn {
    /// Such an id.
    fn stand_in() -> Self;
}

macro_rules! stand_ins {
    ($($name:ident)*) => {$(impl StandIn for $name {
        fn stand_in() -> Self {
            Self(Arc::from("unreadable"))
        }
    })*};
}
stand_ins! { PartyId KindId Label NoticeId }

impl DocumentId {
    /// The id of a built-in document.
    pub(crate) fn fixed(text: &'static str) -> Self {
        debug_assert!(is_document_id(text), "{text:?} has not the form of this id");
        Self(Arc::from(text))
    }
}

pub(crate) fn is_document_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= SLUG_MAX
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')
}

/// The forms of ids as JSON Schema.
#[cfg(feature = "schemars")]
pub(crate) mod pattern {
    use schemars::{Schema, json_schema};

    pub(crate) fn is_slug() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9-]{1,64}$" })
    }

    pub(crate) fn is_document_id() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9.-]{1,64}$" })
    }

    pub(crate) fn is_label() -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" })
    }
}
