//! Parties and memberships.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::Serialize;

use crate::fact::source::Citation;
use crate::id::PartyId;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{Lang, PartyKind, Role};

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

/// The numbers of organisations that a class stands for from a day on, until later ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LaterCounts {
    /// The first day.
    pub from: NaiveDate,
    /// The numbers.
    pub counts: Vec<Count>,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A name that a party has from a day on, until a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LaterName {
    /// The first day.
    pub from: NaiveDate,
    /// The name.
    pub name: Text,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}

impl LaterName {
    /// Since when a party is called so, as it stands behind the name.
    ///
    /// ```
    /// use ceptoar_core::author::Overlay;
    /// use ceptoar_core::{Edition, Lang, Registry};
    ///
    /// let overlay = Overlay::builtin("since-2009").ok_or("no overlay")?;
    /// let registry = Registry::builtin(Edition::V2009_03_31).with_overlay(&overlay)?;
    /// let newest = registry.known("nisc")?.names.last().ok_or("no later name")?;
    /// assert_eq!(newest.since(Lang::En), " (since 2025-07-01)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn since(&self, lang: Lang) -> String {
        let from = self.from;
        match lang {
            Lang::Ja => format!(" ({from}から)"),
            Lang::En => format!(" (since {from})"),
        }
    }
}

/// The last of the values that have begun on a day.
pub(crate) fn begun<T>(later: &[T], day: NaiveDate, from: impl Fn(&T) -> NaiveDate) -> Option<&T> {
    later.partition_point(|value| from(value) <= day).checked_sub(1).and_then(|last| later.get(last))
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
    /// Its name; where there are later ones, the name before the first of them.
    pub name: Text,
    /// Its later names, in the order of their days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<LaterName>,
    /// The days on which it exists; empty: always.
    pub periods: Vec<Period>,
    /// The numbers of organisations that it stands for.
    pub counts: Vec<Count>,
    /// The later numbers, in the order of their days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts_later: Vec<LaterCounts>,
    /// What the reader should know of it, where the record is not plain.
    pub note: Option<Text>,
    /// The citation of the fact.
    #[serde(flatten)]
    pub citation: Citation,
}

impl Party {
    /// The name on a day.
    ///
    /// ```
    /// use ceptoar_core::{PartyKind, Registry, chrono::NaiveDate, document::{Edition, LaterName, Party}};
    ///
    /// let mut edition = Edition::new("freedonia", "フリードニア");
    /// let renamed = Some(vec![LaterName::new("2015-01-09", "新しい窓口")]);
    /// edition.parties.push(Party { names: renamed, ..Party::new("centre", PartyKind::Cabinet, "国の窓口") });
    /// let registry = Registry::from_document(&edition)?;
    /// let centre = registry.known("centre")?;
    /// let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(|day| &*centre.name_on(day).ja);
    /// assert_eq!((on(2015, 1, 8), on(2015, 1, 9)), (Some("国の窓口"), Some("新しい窓口")));
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    #[must_use]
    pub fn name_on(&self, day: NaiveDate) -> &Text {
        begun(&self.names, day, |later| later.from).map_or(&self.name, |later| &later.name)
    }

    /// The numbers of organisations on a day.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> &[Count] {
        begun(&self.counts_later, day, |later| later.from).map_or(&self.counts, |later| &later.counts)
    }
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
