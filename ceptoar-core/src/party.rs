//! Parties and memberships.

use serde::{Deserialize, Serialize};

use crate::id::PartyId;
use crate::source::Citation;
use crate::text::Text;
use crate::time::Period;

/// What a party is. Closed: a new kind is a major version, because a reader who forgets a case leaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// The Cabinet Secretariat's centre, which decides the sharing level.
    Cabinet,
    /// A responsible ministry.
    Ministry,
    /// A CEPTOAR: the information sharing and analysis function of a business scope.
    Ceptoar,
    /// A council of CEPTOARs.
    Council,
    /// A liaison council of CEPTOARs of one sector.
    LiaisonCouncil,
    /// A sub-group of a CEPTOAR.
    Subgroup,
    /// A class of many member organisations, known by counts.
    Members,
    /// A body that works with a CEPTOAR.
    Partner,
    /// One organisation, as a roster names it.
    Organization,
}

impl PartyKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Cabinet,
        Self::Ministry,
        Self::Ceptoar,
        Self::Council,
        Self::LiaisonCouncil,
        Self::Subgroup,
        Self::Members,
        Self::Partner,
        Self::Organization,
    ];

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

/// A role that a party has in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A member.
    Member,
    /// An observer.
    Observer,
    /// Runs the group's secretariat.
    Secretariat,
    /// Analyses incidents for the group.
    Analyst,
    /// The responsible ministry of the CEPTOAR.
    Responsible,
    /// Hands on for the CEPTOAR without being its member.
    Relay,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Member, Self::Observer, Self::Secretariat, Self::Analyst, Self::Responsible, Self::Relay];

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
