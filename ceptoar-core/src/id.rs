//! Identifiers, parsed once and then trusted.
//!
//! Sets that grow (parties, sectors, kinds, channels, level labels) are ids in data; only sets that a reader must treat
//! exhaustively are enums.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::code::ErrorCode;
use crate::error::problem::{Problem, Refusal};
use crate::text::safe::{TextFault, visible};
use crate::text::said::Said;
use crate::word::sets::Lang;

/// The most characters that a slug may have.
pub(crate) const SLUG_MAX: usize = 64;
/// The most characters that a label, a notice id or a person's reference may have.
pub(crate) const LABEL_MAX: usize = 200;

/// The error of a text that has not the form of an id.
///
/// ```
/// use ceptoar_core::{ErrorCode, PartyId};
///
/// let invalid = "Gas CEPTOAR".parse::<PartyId>().unwrap_err();
/// assert!(invalid.to_string().starts_with("`Gas CEPTOAR` has not the form of an id"));
/// assert_eq!(invalid.refusal("/holder").problems()[0].code(), ErrorCode::BadId); // where it stands in a question
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId {
    /// The text, as a message may show it.
    text: String,
    fault: Fault,
}

impl InvalidId {
    /// The refusal of a document or a question that holds the text at a place.
    #[must_use]
    pub fn refusal(&self, pointer: &str) -> Refusal {
        Problem::new(ErrorCode::BadId, pointer.to_owned(), vec![self.text.clone()], None).with(self.said()).into()
    }

    /// What an id of this form is, or what just this one holds.
    pub(crate) fn said(&self) -> Said {
        match self.fault {
            Fault::Slug => Said::new(
                "`a-z`、`0-9`、`-` だけを1〜64字で書く",
                "write 1 to 64 characters, each one of `a-z`, `0-9` and `-`",
            ),
            Fault::Document => Said::new(
                "`a-z`、`0-9`、`-`、`.` だけを1〜64字で書く",
                "write 1 to 64 characters, each one of `a-z`, `0-9`, `-` and `.`",
            ),
            Fault::Text(fault) => fault.said(),
        }
    }

    /// The text, as a message may show it.
    pub(crate) fn shown(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has not the form of an id; {}", self.text, self.said().get(Lang::En))
    }
}

impl std::error::Error for InvalidId {}

/// What form a text has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Slug,
    Document,
    Text(TextFault),
}

/// The forms of ids.
mod form {
    use super::{Fault, LABEL_MAX, SLUG_MAX};

    fn letters(text: &str, more: &[u8]) -> bool {
        let admitted = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || more.contains(&b);
        !text.is_empty() && text.len() <= SLUG_MAX && text.bytes().all(admitted)
    }

    pub(super) fn slug(text: &str) -> Result<(), Fault> {
        if letters(text, b"-") { Ok(()) } else { Err(Fault::Slug) }
    }

    /// The id of an edition that overlays were applied to is several of these, joined by `+`.
    pub(super) fn document(text: &str) -> Result<(), Fault> {
        if text.split('+').all(|part| letters(part, b"-.")) { Ok(()) } else { Err(Fault::Document) }
    }

    pub(super) fn label(text: &str) -> Result<(), Fault> {
        crate::text::safe::id_text_fault(text, LABEL_MAX).map_or(Ok(()), |fault| Err(Fault::Text(fault)))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $form:ident, $example:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// Cheap to clone; ordered by code point.
        ///
        /// ```
        #[doc = concat!("use ceptoar_core::", stringify!($name), ";")]
        ///
        #[doc = concat!("let id: ", stringify!($name), " = \"", $example, "\".parse()?;")]
        #[doc = concat!("assert_eq!(id, \"", $example, "\");")]
        #[doc = concat!("assert!(", stringify!($name), "::new(\"\").is_err());")]
        /// # Ok::<(), ceptoar_core::InvalidId>(())
        /// ```
        #[derive(Clone, Eq)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Parses an id.
            ///
            /// # Errors
            /// [`InvalidId`] if the text has not the form of this id.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                // INVARIANT: every value of this type has passed this check.
                match form::$form(text) {
                    Ok(()) => Ok(Self(Arc::from(text))),
                    Err(fault) => Err(InvalidId { text: visible(text, 80), fault }),
                }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                #[cfg(test)]
                looks::one_more();
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                #[cfg(test)]
                looks::one_more();
                self.0 == other.0
            }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                #[cfg(test)]
                looks::one_more();
                self.0.cmp(&other.0)
            }
        }
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.hash(state);
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
        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
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
                self.as_str() == other
            }
        }
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }
        impl TryFrom<&str> for $name {
            type Error = InvalidId;
            fn try_from(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(&text)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(d)?;
                Self::new(&text).map_err(serde::de::Error::custom)
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
                pattern::$form()
            }
        }
    )*};
}

ids! {
    /// A party of the registry: `a-z0-9-`, at most 64 characters.
    PartyId: slug, "electric-power";
    /// A critical-infrastructure sector.
    SectorId: slug, "information-communications";
    /// A kind of information.
    KindId: slug, "vulnerability";
    /// A cause class.
    CauseId: slug, "cyber-attack";
    /// A purpose of a notice.
    PurposeId: slug, "prevention";
    /// A channel.
    ChannelId: slug, "mobile-phone";
    /// An obligation that travels with a delivery.
    ObligationId: slug, "need-to-know";
    /// A word of a vocabulary: a sector, kind, cause, purpose or obligation.
    TermId: slug, "gas";
    /// A statement of the source that no other datum holds.
    StatementId: slug, "analysts-by-sector";
    /// A contradiction of the source.
    ErratumId: slug, "water-count";
    /// A rule of a rule set.
    RuleId: slug, "provision-to-affected";
    /// A rule, plan, guideline, standard or exercise that an edition names.
    InstrumentId: slug, "first-action-plan";
    /// A committee or group that an edition names and that is no party.
    BodyId: slug, "steering-committee";
    /// A document (edition, rule set, profile, roster, overlay); of an edition that overlays were applied to, their ids,
    /// joined by `+`.
    DocumentId: document, "tlp-2.0";
    /// A statement of the source or another document that a fact is cited from.
    SourceId: label, "map.poc.medical.1";
    /// A level's label, as its own source writes it; never translated.
    Label: label, "TLP:AMBER+STRICT";
    /// A notice, as its sender names it.
    NoticeId: label, "NISC 2009/17";
    /// An opaque reference to a person.
    PersonRef: label, "duty officer 3";
}

/// How often this thread has compared ids or looked at one: what tells work that grows with the square of a document from
/// work that grows with it, on any machine.
#[cfg(test)]
pub(crate) mod looks {
    use std::cell::Cell;

    thread_local! {
        static LOOKS: Cell<u64> = const { Cell::new(0) };
    }

    pub(super) fn one_more() {
        LOOKS.set(LOOKS.get() + 1);
    }

    pub(crate) fn until_now() -> u64 {
        LOOKS.get()
    }
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
    /// Parses the id of a document that is none of several joined.
    pub(crate) fn plain(text: &str) -> Result<Self, InvalidId> {
        match Self::new(text) {
            Ok(id) if id.as_str().contains('+') => Err(InvalidId { text: visible(text, 80), fault: Fault::Document }),
            parsed => parsed,
        }
    }

    /// The id of a built-in document.
    pub(crate) fn fixed(text: &'static str) -> Self {
        debug_assert!(form::document(text).is_ok(), "{text:?} has not the form of this id");
        Self(Arc::from(text))
    }
}

/// The forms of ids as JSON Schema.
#[cfg(feature = "schemars")]
pub(crate) mod pattern {
    use schemars::{Schema, SchemaGenerator, json_schema};

    pub(crate) fn slug() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9-]{1,64}$" })
    }

    pub(crate) fn plain_document() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9.-]{1,64}$" })
    }

    pub(crate) fn document() -> Schema {
        json_schema!({ "type": "string", "pattern": r"^[a-z0-9.-]{1,64}([+][a-z0-9.-]{1,64})*$" })
    }

    pub(crate) fn merged(_: &mut SchemaGenerator) -> Schema {
        document()
    }

    pub(crate) fn label() -> Schema {
        let pattern = crate::text::safe::pattern::id();
        json_schema!({ "type": "string", "minLength": 1, "maxLength": crate::id::LABEL_MAX, "pattern": pattern })
    }
}
