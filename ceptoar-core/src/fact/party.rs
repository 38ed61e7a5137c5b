//! Parties and memberships.

use std::cmp::Ordering;

use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::PartyId;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{PartyKind, Role};

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

/// The number of organisations that a class stands for.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let count = &registry.party("municipalities").ok_or("no party")?.counts[0];
/// assert_eq!((count.value, count.unit.get(Lang::En)), (1804, Some("municipalities")));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
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
#[non_exhaustive]
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
///
/// ```
/// use ceptoar_core::{Edition, Lang, PartyKind, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let nisc = registry.party("nisc").ok_or("no party")?;
/// assert_eq!(nisc.kind, PartyKind::Cabinet);
/// assert_eq!(nisc.name.get(Lang::En), Some("National Information Security Center"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Its kind.
    pub kind: PartyKind,
    /// Its name.
    pub name: Text,
    /// The days on which it exists; empty: always.
    pub periods: Vec<Period>,
    /// The numbers of organisations that it stands for.
    pub counts: Vec<Count>,
    /// What the reader should know of it, where the record is not plain.
    pub note: Option<Text>,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}

/// The order in which a registry keeps memberships.
pub(crate) fn in_order(one: &Membership, other: &Membership) -> Ordering {
    (&one.party, &one.group, one.role, one.period).cmp(&(&other.party, &other.group, other.role, other.period))
}

/// A role of a party in a group, for a period.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Role};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let of_jahis = registry.memberships().iter().filter(|m| m.party == "jahis" && m.group == "medical");
/// assert_eq!(of_jahis.map(|m| m.role).collect::<Vec<_>>(), [Role::Observer, Role::Analyst]); // one party, two roles
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Membership {
    /// The party.
    pub party: PartyId,
    /// The group.
    pub group: PartyId,
    /// The role of the party in the group.
    pub role: Role,
    /// The days on which the party has the role.
    pub period: Period,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}
