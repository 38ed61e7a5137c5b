//! What is known of a CEPTOAR and of a council, and the documents that say so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{BodyId, ChannelId, InstrumentId, KindId, PartyId, SectorId, SourceId};
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
    /// Its means of contact; `None`: not known.
    pub means: Option<Means>,
    /// The kinds of information that it shares, sorted.
    pub kinds: Vec<KindId>,
    /// Who its members are, as the source names them.
    pub composition: Vec<Composition>,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<Activity>,
    /// Where the record comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Means of contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Means {
    /// The channels, in the source's order.
    pub channels: Vec<ChannelId>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// Where.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Who the members of a CEPTOAR are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Composition {
    /// Those whom the source names.
    pub parts: Vec<Text>,
    /// Those whom it expressly leaves out.
    pub without: Vec<Text>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// Where.
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

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Activity {
    /// What was done, in our own words.
    pub summary: Text,
    /// The fiscal year, from April on; `None`: the source names none.
    pub fiscal_year: Option<u16>,
    /// The numbers that the source states of it.
    pub counts: Vec<ActivityCount>,
    /// Where.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A number that an activity states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ActivityCount {
    /// What is counted.
    pub of: Text,
    /// The number.
    pub value: u32,
    /// The unit.
    pub unit: Text,
}

/// How an instrument binds a CEPTOAR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// The CEPTOAR made it itself (定めた).
    Own,
    /// It follows it (従う).
    Follows,
    /// It conforms to it (準ずる、準じ).
    Conforms,
    /// It refers to it (参考).
    Refers,
}

impl Binding {
    /// Every way of binding.
    pub const ALL: [Self; 4] = [Self::Own, Self::Follows, Self::Conforms, Self::Refers];

    /// The way as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Follows => "follows",
            Self::Conforms => "conforms",
            Self::Refers => "refers",
        }
    }
}

/// A rule, plan, guideline, standard or exercise that the source names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Instrument {
    /// Its id.
    pub id: InstrumentId,
    /// Its title, as the source writes it.
    pub title: Text,
    /// Who issued it.
    pub issuer: Option<Text>,
    /// The day, month or year in which it was issued or held.
    pub issued: Option<Box<str>>,
    /// Which CEPTOARs it binds, sorted.
    pub binds: Vec<Binds>,
    /// What it is, in our own words.
    pub summary: Option<Text>,
    /// Where it is named.
    #[serde(flatten)]
    pub citation: Citation,
}

/// That an instrument binds a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Binds {
    /// The CEPTOAR.
    pub ceptoar: PartyId,
    /// How.
    pub how: Binding,
    /// Where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A committee or group inside a CEPTOAR that the source names and that is no party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its name, as the source writes it.
    pub name: Text,
    /// The CEPTOARs that it works in, sorted.
    pub ceptoars: Vec<PartyId>,
    /// The day, month or year since when it exists.
    pub since: Option<Box<str>>,
    /// What it does, in our own words.
    pub summary: Option<Text>,
    /// Where it is named.
    #[serde(flatten)]
    pub citation: Citation,
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Council {
    /// The party of kind `council` or `liaison-council`.
    pub party: PartyId,
    /// Who runs its secretariat, and when.
    pub secretariat: Vec<Secretariat>,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<Activity>,
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
    /// A term as the source writes it.
    pub text: Option<Box<str>>,
    /// The fiscal year that it speaks of, from April on.
    pub fiscal_year: Option<u16>,
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
