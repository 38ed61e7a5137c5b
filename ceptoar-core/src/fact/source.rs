//! Where a fact comes from, and how sure it is.

use chrono::NaiveDate;
use serde::Serialize;

use crate::id::{ErratumId, InstrumentId, PartyId, SourceId, StatementId};
use crate::text::bilingual::Text;
use crate::word::sets::{Binding, Grade};

/// The citation of a fact: statement or document ids, the grade, and the reason where it is not stated.
///
/// ```
/// use ceptoar_core::{Edition, Grade, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let citation = &registry.party("municipalities").ok_or("no party")?.counts[0].citation;
/// assert_eq!(citation.source[0], "map.members.local-government.1"); // the statement that gives the number
/// assert_eq!(citation.grade, Some(Grade::Stated));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub struct Citation {
    /// The statements or documents cited, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub source: Box<[SourceId]>,
    /// The grade; `None` where the author of the document gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The reason, where the fact is deduced or a reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Box<str>>,
}

/// A rule, plan, guideline, standard or exercise that the source names.
///
/// ```
/// use ceptoar_core::{Binding, Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let plan = registry.instruments_of("logistics").find(|plan| plan.id == "first-action-plan").ok_or("none")?;
/// assert_eq!(plan.binds[0].how, Binding::Conforms); // the sheet of logistics conforms to it
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Instrument {
    /// Its id.
    pub id: InstrumentId,
    /// Its title, as the source writes it.
    pub title: Text,
    /// The body that issued it.
    pub issuer: Option<Text>,
    /// The day, month or year in which it was issued or held.
    pub issued: Option<Box<str>>,
    /// The CEPTOARs that it binds, sorted.
    pub binds: Vec<Binds>,
    /// A summary in our own words.
    pub summary: Option<Text>,
    /// The place where the source names it.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A CEPTOAR that an instrument binds, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Binds {
    /// The CEPTOAR.
    pub ceptoar: PartyId,
    /// The way in which it binds.
    pub how: Binding,
    /// Where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A statement that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Statement {
    /// Its id in the edition.
    pub id: StatementId,
    /// A summary in our own words.
    pub summary: Text,
    /// The number that it states.
    pub value: Option<u32>,
    /// A term as the source writes it.
    pub text: Option<Box<str>>,
    /// The fiscal year that it speaks of, from April on.
    pub fiscal_year: Option<u16>,
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A contradiction of the source, both readings kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Erratum {
    /// Its id in the edition.
    pub id: ErratumId,
    /// The text that stands there.
    pub found: Text,
    /// The likely reading.
    pub likely: Option<Text>,
    /// The one of the two that the data follow.
    pub used: Option<Text>,
    /// The place where the source says so.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CitedDocument {
    /// The id that citations use.
    pub id: SourceId,
    /// Its title.
    pub title: Text,
    /// The publisher.
    pub publisher: Option<Text>,
    /// The day on which it was published.
    pub published: Option<NaiveDate>,
    /// The day whose state it describes.
    pub as_of: Option<NaiveDate>,
    /// The address where it is or was.
    pub address: Option<Box<str>>,
}

/// The statements of a source with their digests, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceIndex {
    /// The document that was cut.
    pub document: SourceId,
    /// Its statements.
    pub statements: Vec<StatementDigest>,
}

/// A statement of a source with its digest: the text itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatementDigest {
    /// The statement.
    pub id: SourceId,
    /// SHA-256 of its normalised text, in hexadecimal.
    pub sha256: Box<str>,
}

/// A statement that no datum needs to cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Excused {
    /// The statement.
    pub id: SourceId,
    /// Why.
    pub reason: Text,
}
