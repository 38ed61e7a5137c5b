//! What is recorded of CEPTOARs and councils.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::CivilDay;
use crate::native::Native;
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// The record of a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CeptoarRecord {
    /// The party of kind `ceptoar`.
    pub party: String,
    /// Its sector.
    pub sector: String,
    /// Its business scope.
    pub scope: BilingualText,
    /// The secretariats that it has had, each with its days.
    pub secretariat: Vec<Secretariat>,
    /// The day since which its point of contact works; absent: always.
    pub poc: Option<CivilDay>,
    /// The month in which its handling rules were made, such as `2007-03`.
    pub handling_rules: Option<String>,
    /// The months in which they were made anew, in order.
    pub handling_rules_later: Vec<String>,
    /// The month in which it was set up.
    pub maturity: Option<String>,
    /// Its means of contact; absent: not known. Where there are later ones, those before the first of them.
    pub means: Option<Means>,
    /// Its later means of contact, in the order of their days.
    pub means_later: Vec<LaterMeans>,
    /// The kinds of information that it shares, sorted.
    pub kinds: Vec<String>,
    /// Its members, as the source names them.
    pub composition: Vec<Composition>,
    /// Its particular features.
    pub features: Vec<Summary>,
    /// Its activities.
    pub activities: Vec<ActivityRecord>,
    /// The citation of the record.
    pub citation: Citation,
}

impl<R> Native<R> for core::Ceptoar {
    type As = CeptoarRecord;

    fn native(&self, registry: &R) -> CeptoarRecord {
        CeptoarRecord {
            party: self.party.native(registry),
            sector: self.sector.native(registry),
            scope: self.scope.native(registry),
            secretariat: self.secretariat.native(registry),
            poc: self.poc.native(registry),
            handling_rules: self.handling_rules.native(registry),
            handling_rules_later: self.handling_rules_later.native(registry),
            maturity: self.maturity.native(registry),
            means: self.means.native(registry),
            means_later: self.means_later.native(registry),
            kinds: self.kinds.native(registry),
            composition: self.composition.native(registry),
            features: self.features.native(registry),
            activities: self.activities.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Means of contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Means {
    /// The channels, in the source's order.
    pub channels: Vec<String>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Means {
    type As = Means;

    fn native(&self, registry: &R) -> Means {
        Means {
            channels: self.channels.native(registry),
            open: self.open.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Means of contact from a day on, until later ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterMeans {
    /// The first day.
    pub from: CivilDay,
    /// The channels, in the source's order.
    pub channels: Vec<String>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::LaterMeans {
    type As = LaterMeans;

    fn native(&self, registry: &R) -> LaterMeans {
        LaterMeans {
            from: self.from.native(registry),
            channels: self.channels.native(registry),
            open: self.open.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// The members of a CEPTOAR, in the words of the source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Composition {
    /// The members that the source names.
    pub parts: Vec<BilingualText>,
    /// The members that it expressly leaves out.
    pub without: Vec<BilingualText>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Composition {
    type As = Composition;

    fn native(&self, registry: &R) -> Composition {
        Composition {
            parts: self.parts.native(registry),
            without: self.without.native(registry),
            open: self.open.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// The body that runs a secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Secretariat {
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// The days on which it runs it.
    pub period: Period,
    /// The citation of the fact.
    pub citation: Citation,
}

impl<R> Native<R> for core::Secretariat {
    type As = Secretariat;

    fn native(&self, registry: &R) -> Secretariat {
        Secretariat {
            name: self.name.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Something that the source says, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Summary {
    /// The summary.
    pub summary: BilingualText,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Summary {
    type As = Summary;

    fn native(&self, registry: &R) -> Summary {
        Summary { summary: self.summary.native(registry), citation: self.citation.native(registry) }
    }
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityRecord {
    /// A summary in our own words.
    pub summary: BilingualText,
    /// The fiscal year, from April on; absent: the source names none.
    pub fiscal_year: Option<u32>,
    /// The numbers that the source states of it.
    pub counts: Vec<ActivityCount>,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Activity {
    type As = ActivityRecord;

    fn native(&self, registry: &R) -> ActivityRecord {
        ActivityRecord {
            summary: self.summary.native(registry),
            fiscal_year: self.fiscal_year.native(registry),
            counts: self.counts.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A number that an activity states.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityCount {
    /// The thing that is counted.
    pub of: BilingualText,
    /// The number.
    pub value: u32,
    /// The unit.
    pub unit: BilingualText,
}

impl<R> Native<R> for core::ActivityCount {
    type As = ActivityCount;

    fn native(&self, registry: &R) -> ActivityCount {
        ActivityCount {
            of: self.of.native(registry),
            value: self.value.native(registry),
            unit: self.unit.native(registry),
        }
    }
}

/// A committee or group inside a CEPTOAR that the source names and that is no party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BodyRecord {
    /// Its id.
    pub id: String,
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// The CEPTOARs that it works in, sorted.
    pub ceptoars: Vec<String>,
    /// The day, month or year since when it exists.
    pub since: Option<String>,
    /// A summary of its work in our own words.
    pub summary: Option<BilingualText>,
    /// The place where the source names it.
    pub citation: Citation,
}

impl<R> Native<R> for core::Body {
    type As = BodyRecord;

    fn native(&self, registry: &R) -> BodyRecord {
        BodyRecord {
            id: self.id.native(registry),
            name: self.name.native(registry),
            ceptoars: self.ceptoars.native(registry),
            since: self.since.native(registry),
            summary: self.summary.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Council {
    /// The party of kind `council` or `liaison-council`.
    pub party: String,
    /// The secretariats that it has had, each with its days.
    pub secretariat: Vec<Secretariat>,
    /// Its particular features.
    pub features: Vec<Summary>,
    /// Its activities.
    pub activities: Vec<ActivityRecord>,
    /// The citation of the record.
    pub citation: Citation,
}

impl<R> Native<R> for core::Council {
    type As = Council;

    fn native(&self, registry: &R) -> Council {
        Council {
            party: self.party.native(registry),
            secretariat: self.secretariat.native(registry),
            features: self.features.native(registry),
            activities: self.activities.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
