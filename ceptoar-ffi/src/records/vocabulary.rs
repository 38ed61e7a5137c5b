//! The words of an edition.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// A word of a vocabulary: a sector, kind, cause, purpose or obligation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// The days on which a sector is one; any other word: always.
    pub period: Period,
    /// The citation of the word.
    pub citation: Citation,
}

impl<R> Native<R> for core::Term {
    type As = Term;

    fn native(&self, registry: &R) -> Term {
        Term {
            id: self.id.native(registry),
            name: self.name.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A channel of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// Whether anyone can read it.
    pub public: bool,
    /// The sectors whose failure closes it.
    pub carried_by: Vec<String>,
    /// The citation of the word.
    pub citation: Citation,
}

impl<R> Native<R> for core::Channel {
    type As = Channel;

    fn native(&self, registry: &R) -> Channel {
        Channel {
            id: self.id.native(registry),
            name: self.name.native(registry),
            public: self.public.native(registry),
            carried_by: self.carried_by.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// The vocabularies of a registry, each sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Vocabularies {
    /// Kinds of information.
    pub kinds: Vec<Term>,
    /// Cause classes.
    pub causes: Vec<Term>,
    /// Purposes of a notice.
    pub purposes: Vec<Term>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Obligations that travel with a delivery.
    pub obligations: Vec<Term>,
}

impl<R> Native<R> for core::Vocabularies {
    type As = Vocabularies;

    fn native(&self, registry: &R) -> Vocabularies {
        Vocabularies {
            kinds: self.kinds.native(registry),
            causes: self.causes.native(registry),
            purposes: self.purposes.native(registry),
            channels: self.channels.native(registry),
            obligations: self.obligations.native(registry),
        }
    }
}
