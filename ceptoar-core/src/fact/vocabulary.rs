//! Sectors and the other vocabularies: growing sets are data.

use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::{ChannelId, SectorId, TermId};
use crate::text::bilingual::Text;
use crate::time::Period;

/// A word of a vocabulary: a sector, kind, cause, purpose or obligation.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let gas = registry.sectors().iter().find(|sector| sector.id == "gas").ok_or("no sector")?;
/// assert_eq!(gas.name.get(Lang::Ja), Some("ガス"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// Its name.
    pub name: Text,
    /// The days on which a sector is one; any other word: always.
    #[serde(skip_serializing_if = "Period::is_always")]
    pub period: Period,
    /// The citation of the word.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A channel of the vocabulary.
///
/// ```
/// use ceptoar_core::{Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let public = registry.vocabulary().channels.iter().filter(|channel| channel.public);
/// assert_eq!(public.map(|channel| channel.id.as_str()).collect::<Vec<_>>(), ["web"]);
/// ```
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
    /// The citation of the word.
    #[serde(flatten)]
    pub citation: Citation,
}

/// The vocabularies of a registry, each sorted by id.
///
/// ```
/// use ceptoar_core::{Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let purposes = registry.vocabulary().purposes.iter().map(|purpose| purpose.id.to_string());
/// assert_eq!(purposes.collect::<Vec<_>>(), ["containment", "prevention", "recurrence-prevention"]);
/// ```
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
