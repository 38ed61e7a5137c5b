//! Where a fact comes from, and how sure it is.

use serde::{Deserialize, Serialize};

use crate::id::SourceId;
use crate::text::Text;

/// How a fact is known. Never upgraded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// The source says so.
    Stated,
    /// Follows from what the source says; the reason stands beside it.
    Deduced,
    /// Another document says so.
    Secondary,
    /// This library's choice where the sources are silent.
    Reading,
}

/// The citation of a fact: statement or document ids, the grade, and the reason where it is not stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Citation {
    /// The statements or documents cited, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub source: Box<[SourceId]>,
    /// The grade; `None` where the author of the document gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Box<str>>,
}
