//! Sectors and the other vocabularies: growing sets are data.

use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::{ChannelId, SectorId, TermId};
use crate::text::bilingual::Text;

/// A word of a vocabulary: a sector, kind, cause, purpose or obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// Its name.
    pub name: Text,
    /// Where it comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A channel of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Its name.
    pub name: Text,
    /// Whether anyone can read it.
    pub public: bool,
    /// The sectors whose failure closes it.
    pub carried_by: Vec<SectorId>,
    /// Where it comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// The vocabularies of a registry, each sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
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
