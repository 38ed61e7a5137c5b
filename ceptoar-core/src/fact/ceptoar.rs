//! What is known of a CEPTOAR and of a council, and the documents that say so.

use chrono::NaiveDate;
use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::{BodyId, ChannelId, KindId, PartyId, SectorId};
use crate::text::bilingual::Text;
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
