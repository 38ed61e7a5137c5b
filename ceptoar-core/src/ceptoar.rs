//! What is known of a CEPTOAR and of a council, and the documents that say so.

use chrono::NaiveDate;
use serde::Serialize;

use crate::id::{ChannelId, KindId, PartyId, SectorId, SourceId};
use crate::source::Citation;
use crate::text::Text;
use crate::time::Period;

/// The record of a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ceptoar {
    /// The party of kind `ceptoar`.
    pub party: PartyId,
    /// Its sector.
    pub sector: SectorId,
    /// Its business scope.
    pub scope: Text,
    /// Who runs its secretariat, and when.
    pub secretariat: Vec<Secretariat>,
    /// Since when its point of contact works; `None`: always.
    pub poc: Option<NaiveDate>,
    /// When its handling rules were made, as a month such as `2007-03`.
    pub handling_rules: Option<Box<str>>,
    /// When it was set up, as a month.
    pub maturity: Option<Box<str>>,
    /// Its means of contact, in the source's order.
    pub means: Vec<ChannelId>,
    /// The kinds of information that it shares, sorted.
    pub kinds: Vec<KindId>,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<Summary>,
    /// Where the record comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Who runs a secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Secretariat {
    /// Its name, as the source writes it.
    pub name: Text,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Something that the source says, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// What it says.
    pub summary: Text,
    /// Where.
    #[serde(flatten)]
    pub citation: Citation,
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Council {
    /// The party of kind `council` or `liaison-council`.
    pub party: PartyId,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<Summary>,
    /// Where the record comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A statement that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Statement {
    /// Its id here.
    pub id: Box<str>,
    /// What it says, in our own words.
    pub summary: Text,
    /// The number that it states.
    pub value: Option<u32>,
    /// Where.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A contradiction of the source, both readings kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Erratum {
    /// Its id here.
    pub id: Box<str>,
    /// What stands there.
    pub found: Text,
    /// What it should likely be.
    pub likely: Option<Text>,
    /// Which of the two the data follow.
    pub used: Option<Text>,
    /// Where.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CitedDocument {
    /// The id that citations use.
    pub id: SourceId,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When it was published.
    pub published: Option<NaiveDate>,
    /// The day whose state it describes.
    pub as_of: Option<NaiveDate>,
    /// Where it is or was.
    pub address: Option<Box<str>>,
}

/// The statements of a source with their digests, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceIndex {
    /// The document that was cut.
    pub document: SourceId,
    /// Id and SHA-256 of each statement.
    pub statements: Vec<(SourceId, Box<str>)>,
}
