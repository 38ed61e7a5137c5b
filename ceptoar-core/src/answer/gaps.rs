//! What is unknown in a registry, or cannot work there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{DocumentId, PartyId};
use crate::text::bilingual::Text;
use crate::word::gap::GapCode;

/// What is unknown in a registry or an outline, or cannot work there, each with what it causes and what to write.
///
/// Rows stand by table, in the order of the document, then by place, code and day.
///
/// ```
/// use ceptoar_core::author::gaps::{self, GapOptions};
/// use ceptoar_core::author::{GapCode, Gaps, Outline};
/// use ceptoar_core::Lang;
///
/// let outline = Outline::builtin("2024-03-31").ok_or("no such outline")?;
/// let found = gaps::of_outline(&outline, &GapOptions::default())?;
/// assert_eq!(found.counts[&GapCode::UnknownMeans], 20); // nobody has published them
/// let missing = found.gaps.iter().find(|gap| gap.code == GapCode::StatedTotal).ok_or("no gap")?;
/// assert_eq!((&*missing.at, missing.stated, missing.listed), ("scheme/ceptoars_stated", Some(21), Some(20)));
/// println!("{}", found.text(Lang::Ja));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Gaps {
    /// What was looked at.
    pub of: GapsOf,
    /// The day for which it was asked whether the document still speaks of it; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub on: Option<NaiveDate>,
    /// How many gaps there are of each code that there is.
    pub counts: BTreeMap<GapCode, u64>,
    /// The gaps.
    pub gaps: Vec<Gap>,
}

/// The document that was looked at: an outline or an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GapsOf {
    /// The id of the outline, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<DocumentId>,
    /// The id of the edition, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<DocumentId>,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of what it means.
    pub sha256: String,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Gap {
    /// What is unknown.
    pub code: GapCode,
    /// Where: table, key and column of an outline (`ceptoars/port/means`), or list, key and field of an edition.
    pub at: String,
    /// The party of which it is unknown, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// The first day on which it is; absent: as far back as anything is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub from: Option<NaiveDate>,
    /// The first day after; absent: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub until: Option<NaiveDate>,
    /// How many a source states, where fewer are listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<u32>,
    /// How many are listed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<u32>,
    /// What it causes.
    pub causes: Text,
    /// What to write.
    pub fill: Text,
}
