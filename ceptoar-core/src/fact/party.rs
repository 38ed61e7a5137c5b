//! Parties and memberships.

use crate::fact::source::Citation;
use crate::id::PartyId;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{PartyKind, Role};
use serde::Serialize;

impl PartyKind {
    /// Whether a party of this kind counts among a CEPTOAR's *Members* where its role is `member` or `relay`.
    #[must_use]
    pub const fn is_member_kind(self) -> bool {
        matches!(self, Self::Members | Self::Subgroup | Self::Partner | Self::Organization)
    }

    /// Whether others may have a role in a party of this kind.
    #[must_use]
    pub const fn is_group(self) -> bool {
        matches!(self, Self::Ceptoar | Self::Council | Self::LiaisonCouncil)
    }
}

impl Role {
    /// Whether a party of a member kind with this role counts among the *Members* of a CEPTOAR.
    #[must_use]
    pub const fn is_of_members(self) -> bool {
        matches!(self, Self::Member | Self::Relay)
    }
}

/// How many organisations a class stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: Text,
    /// Parts of the number that a source names.
    pub parts: Vec<CountPart>,
    /// Where the count comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A part of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountPart {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: Text,
    /// Where the part comes from, where it is known otherwise than the whole.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A party of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Its kind.
    pub kind: PartyKind,
    /// Its name.
    pub name: Text,
    /// When it exists; empty: always.
    pub periods: Vec<Period>,
    /// How many organisations it stands for.
    pub counts: Vec<Count>,
    /// What the reader should know of it, where the record is not plain.
    pub note: Option<Text>,
    /// Where the fact comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A role of a party in a group, for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Who.
    pub party: PartyId,
    /// In which group.
    pub group: PartyId,
    /// As what.
    pub role: Role,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    #[serde(flatten)]
    pub citation: Citation,
}
