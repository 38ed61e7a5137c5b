//! Parties and who belongs to whom.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::CivilDay;
use crate::native::Native;
use crate::records::enums::{PartyKind, Role};
use crate::records::source::Citation;
use crate::records::text::BilingualText;
use crate::records::time::Period;

/// The number of organisations that a class stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Count {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// Parts of the number that a source names.
    pub parts: Vec<CountPart>,
    /// Where the count comes from.
    pub citation: Citation,
}

impl<R> Native<R> for core::Count {
    type As = Count;

    fn native(&self, registry: &R) -> Count {
        Count {
            value: self.value.native(registry),
            unit: self.unit.native(registry),
            parts: self.parts.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A part of a count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CountPart {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// Where the part comes from, where it is known otherwise than the whole.
    pub citation: Citation,
}

impl<R> Native<R> for core::CountPart {
    type As = CountPart;

    fn native(&self, registry: &R) -> CountPart {
        CountPart {
            value: self.value.native(registry),
            unit: self.unit.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A name that a party has from a day on, until a later one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterName {
    /// The first day.
    pub from: CivilDay,
    /// The name.
    pub name: BilingualText,
    /// The citation of the fact.
    pub citation: Citation,
}

impl<R> Native<R> for core::LaterName {
    type As = LaterName;

    fn native(&self, registry: &R) -> LaterName {
        LaterName {
            from: self.from.native(registry),
            name: self.name.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// The numbers of organisations that a class stands for from a day on, until later ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterCounts {
    /// The first day.
    pub from: CivilDay,
    /// The numbers.
    pub counts: Vec<Count>,
    /// The citation of the fact.
    pub citation: Citation,
}

impl<R> Native<R> for core::LaterCounts {
    type As = LaterCounts;

    fn native(&self, registry: &R) -> LaterCounts {
        LaterCounts {
            from: self.from.native(registry),
            counts: self.counts.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A party of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: PartyKind,
    /// Its name; where there are later ones, the name before the first of them.
    pub name: BilingualText,
    /// Its later names, in the order of their days.
    pub names: Vec<LaterName>,
    /// The days on which it exists; empty: always.
    pub periods: Vec<Period>,
    /// The numbers of organisations that it stands for.
    pub counts: Vec<Count>,
    /// The later numbers, in the order of their days.
    pub counts_later: Vec<LaterCounts>,
    /// What the reader should know of it, where the record is not plain.
    pub note: Option<BilingualText>,
    /// The citation of the fact.
    pub citation: Citation,
}

impl<R> Native<R> for core::Party {
    type As = Party;

    fn native(&self, registry: &R) -> Party {
        Party {
            id: self.id.native(registry),
            kind: self.kind.native(registry),
            name: self.name.native(registry),
            names: self.names.native(registry),
            periods: self.periods.native(registry),
            counts: self.counts.native(registry),
            counts_later: self.counts_later.native(registry),
            note: self.note.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A role of a party in a group, for a period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Membership {
    /// The party.
    pub party: String,
    /// The group.
    pub group: String,
    /// The role of the party in the group.
    pub role: Role,
    /// The days on which the party has the role.
    pub period: Period,
    /// The citation of the fact.
    pub citation: Citation,
}

impl<R> Native<R> for core::Membership {
    type As = Membership;

    fn native(&self, registry: &R) -> Membership {
        Membership {
            party: self.party.native(registry),
            group: self.group.native(registry),
            role: self.role.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
