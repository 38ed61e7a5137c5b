//! What differs between two documents.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::overlay::Overlay;
use crate::document::value::Json;
use crate::id::DocumentId;
use crate::word::author::{DiffKind, DiffOf};

/// What differs between two documents of one kind, day by day: each row is the longest period of one difference.
///
/// Rows stand by table, in the order of a document, then by key, day and field. Where they came from (sources, grades,
/// notes, summaries) is compared only on request.
///
/// ```
/// use ceptoar_core::{Edition, Registry, document::Membership, Role};
/// use ceptoar_core::author::{diff, DiffKind};
///
/// let before = Registry::builtin(Edition::V2009_03_31);
/// let mut document = before.document().clone();
/// document.memberships.push(Membership::new("jpcert-cc", "gas", Role::Analyst));
/// let after = Registry::from_document(&document)?;
/// let found = diff::editions(&before, &after, false);
/// assert_eq!(found.rows.len(), 1);
/// assert_eq!((&*found.rows[0].of, found.rows[0].what), ("memberships", DiffKind::Added));
/// assert_eq!(found.rows[0].key, ["jpcert-cc", "gas", "analyst"]);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Diff {
    /// The kind of both documents.
    pub of: DiffOf,
    /// The first document.
    pub before: DiffSide,
    /// The second document.
    pub after: DiffSide,
    /// The differences; none where the documents say the same.
    pub rows: Vec<DiffRow>,
}

/// A document that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DiffSide {
    /// Its id.
    pub id: DocumentId,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of what it means.
    pub sha256: String,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DiffRow {
    /// The table of the datum, as a document names it; `document` for what is said of the document itself.
    pub of: String,
    /// What names the datum: a party's id; party, group and role; from, to and direction; a rule's id.
    pub key: Vec<String>,
    /// How it differs.
    pub what: DiffKind,
    /// The first day of the difference; absent: as far back as anything is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub from: Option<NaiveDate>,
    /// The first day after; absent: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub until: Option<NaiveDate>,
    /// The field that says something else, where one is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it said before, lists whose order has no meaning sorted and what says nothing left out; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Json>,
    /// What it says after; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Json>,
}

/// The overlay that leads from one edition to another, and what no overlay can say.
///
/// ```
/// use ceptoar_core::author::{Overlay, diff};
/// use ceptoar_core::{Edition, Registry};
///
/// let before = Registry::builtin(Edition::V2009_03_31);
/// let moved = Overlay::from_json(r#"{ "id": "moved", "extends": { "edition": "2009-03-31" },
///     "end": [{ "membership": { "party": "criepi", "group": "electric-power", "role": "member" }, "until": "2009-10-01" }] }"#.as_bytes());
/// # let moved = moved?;
/// let after = before.with_overlay(&moved)?;
/// let found = diff::overlay(&before, &after, "found")?;
/// assert!(found.unsaid.is_empty());
/// assert_eq!(found.overlay.end.map(|ends| ends.len()), Some(1));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverlayBetween {
    /// The overlay.
    pub overlay: Overlay,
    /// What remains different once it is applied: what no overlay can say.
    pub unsaid: Vec<DiffRow>,
    /// What remains different besides, once it is looked at what data rest on: sources, grades, reasons and remarks.
    pub unsaid_citations: Vec<DiffRow>,
}
