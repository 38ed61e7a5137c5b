//! What is known of a CEPTOAR and of a council, and the documents that say so.

use chrono::NaiveDate;
use serde::Serialize;

use crate::fact::party::begun;
use crate::fact::source::Citation;
use crate::id::{BodyId, ChannelId, KindId, PartyId, SectorId};
use crate::text::bilingual::Text;
use crate::time::Period;

/// The record of a CEPTOAR.
///
/// ```
/// use ceptoar_core::{Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let medical = registry.ceptoar("medical").ok_or("no record")?;
/// assert_eq!(medical.sector, "medical");
/// assert_eq!(registry.ceptoars().len(), 14);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ceptoar {
    /// The party of kind `ceptoar`.
    pub party: PartyId,
    /// Its sector.
    pub sector: SectorId,
    /// Its business scope.
    pub scope: Text,
    /// The secretariats that it has had, each with its days.
    pub secretariat: Vec<Secretariat>,
    /// The day since which its point of contact works; `None`: always.
    pub poc: Option<NaiveDate>,
    /// The month in which its handling rules were made, such as `2007-03`.
    pub handling_rules: Option<Box<str>>,
    /// The months in which they were made anew, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handling_rules_later: Vec<Box<str>>,
    /// The month in which it was set up.
    pub maturity: Option<Box<str>>,
    /// Its means of contact; `None`: not known. Where there are later ones, those before the first of them.
    pub means: Option<Means>,
    /// Its later means of contact, in the order of their days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub means_later: Vec<LaterMeans>,
    /// The kinds of information that it shares, sorted.
    pub kinds: Vec<KindId>,
    /// Its members, as the source names them.
    pub composition: Vec<Composition>,
    /// Its particular features.
    pub features: Vec<Summary>,
    /// Its activities.
    pub activities: Vec<Activity>,
    /// The citation of the record.
    #[serde(flatten)]
    pub citation: Citation,
}

impl Ceptoar {
    /// The channels of its means of contact on a day, in order; `None`: not known.
    #[must_use]
    pub fn means_on(&self, day: NaiveDate) -> Option<&[ChannelId]> {
        let later = begun(&self.means_later, day, |later| later.from).map(|later| later.channels.as_slice());
        later.or_else(|| self.means.as_ref().map(|means| means.channels.as_slice()))
    }
}

/// Means of contact from a day on, until later ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LaterMeans {
    /// The first day.
    pub from: NaiveDate,
    /// The channels, in the source's order.
    pub channels: Vec<ChannelId>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// The place where the source says so.
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
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// The members of a CEPTOAR, in the words of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Composition {
    /// The members that the source names.
    pub parts: Vec<Text>,
    /// The members that it expressly leaves out.
    pub without: Vec<Text>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// The body that runs a secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Secretariat {
    /// Its name, as the source writes it.
    pub name: Text,
    /// The days on which it runs it.
    pub period: Period,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Something that the source says, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// The summary.
    pub summary: Text,
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Activity {
    /// A summary in our own words.
    pub summary: Text,
    /// The fiscal year, from April on; `None`: the source names none.
    pub fiscal_year: Option<u16>,
    /// The numbers that the source states of it.
    pub counts: Vec<ActivityCount>,
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A number that an activity states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ActivityCount {
    /// The thing that is counted.
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
    /// A summary of its work in our own words.
    pub summary: Option<Text>,
    /// The place where the source names it.
    #[serde(flatten)]
    pub citation: Citation,
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Council {
    /// The party of kind `council` or `liaison-council`.
    pub party: PartyId,
    /// The secretariats that it has had, each with its days.
    pub secretariat: Vec<Secretariat>,
    /// Its particular features.
    pub features: Vec<Summary>,
    /// Its activities.
    pub activities: Vec<Activity>,
    /// The citation of the record.
    #[serde(flatten)]
    pub citation: Citation,
}
