//! What facts rest on.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::CivilDay;
use crate::native::Native;
use crate::records::enums::{Grade, InstrumentBinding};
use crate::records::text::BilingualText;

/// The citation of a fact: statement or document ids, the grade, and the reason where it is not stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Citation {
    /// The statements or documents cited, sorted.
    pub source: Vec<String>,
    /// The grade; absent where the author of the document gives none.
    pub grade: Option<Grade>,
    /// The reason, where the fact is deduced or a reading.
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    pub as_of: Option<String>,
}

impl<R> Native<R> for core::Citation {
    type As = Citation;

    fn native(&self, registry: &R) -> Citation {
        Citation {
            source: self.source.native(registry),
            grade: self.grade.native(registry),
            reason: self.reason.native(registry),
            as_of: self.as_of.native(registry),
        }
    }
}

/// A rule, plan, guideline, standard or exercise that the source names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its title, as the source writes it.
    pub title: BilingualText,
    /// The body that issued it.
    pub issuer: Option<BilingualText>,
    /// The day, month or year in which it was issued or held.
    pub issued: Option<String>,
    /// The CEPTOARs that it binds, sorted.
    pub binds: Vec<Binds>,
    /// A summary in our own words.
    pub summary: Option<BilingualText>,
    /// The place where the source names it.
    pub citation: Citation,
}

impl<R> Native<R> for core::Instrument {
    type As = Instrument;

    fn native(&self, registry: &R) -> Instrument {
        Instrument {
            id: self.id.native(registry),
            title: self.title.native(registry),
            issuer: self.issuer.native(registry),
            issued: self.issued.native(registry),
            binds: self.binds.native(registry),
            summary: self.summary.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A CEPTOAR that an instrument binds, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Binds {
    /// The CEPTOAR.
    pub ceptoar: String,
    /// The way in which it binds.
    pub how: InstrumentBinding,
    /// Where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Binds {
    type As = Binds;

    fn native(&self, registry: &R) -> Binds {
        Binds {
            ceptoar: self.ceptoar.native(registry),
            how: self.how.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A statement that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Statement {
    /// Its id in the edition.
    pub id: String,
    /// A summary in our own words.
    pub summary: BilingualText,
    /// The number that it states.
    pub value: Option<u32>,
    /// A term as the source writes it.
    pub text: Option<String>,
    /// The fiscal year that it speaks of, from April on.
    pub fiscal_year: Option<u32>,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Statement {
    type As = Statement;

    fn native(&self, registry: &R) -> Statement {
        Statement {
            id: self.id.native(registry),
            summary: self.summary.native(registry),
            value: self.value.native(registry),
            text: self.text.native(registry),
            fiscal_year: self.fiscal_year.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A contradiction of the source, both readings kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Erratum {
    /// Its id in the edition.
    pub id: String,
    /// The text that stands there.
    pub found: BilingualText,
    /// The likely reading.
    pub likely: Option<BilingualText>,
    /// The one of the two that the data follow.
    pub used: Option<BilingualText>,
    /// The place where the source says so.
    pub citation: Citation,
}

impl<R> Native<R> for core::Erratum {
    type As = Erratum;

    fn native(&self, registry: &R) -> Erratum {
        Erratum {
            id: self.id.native(registry),
            found: self.found.native(registry),
            likely: self.likely.native(registry),
            used: self.used.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CitedDocument {
    /// The id that citations use.
    pub id: String,
    /// Its title.
    pub title: BilingualText,
    /// The publisher.
    pub publisher: Option<BilingualText>,
    /// The day on which it was published.
    pub published: Option<CivilDay>,
    /// The day whose state it describes.
    pub as_of: Option<CivilDay>,
    /// The address where it is or was.
    pub address: Option<String>,
}

impl<R> Native<R> for core::CitedDocument {
    type As = CitedDocument;

    fn native(&self, registry: &R) -> CitedDocument {
        CitedDocument {
            id: self.id.native(registry),
            title: self.title.native(registry),
            publisher: self.publisher.native(registry),
            published: self.published.native(registry),
            as_of: self.as_of.native(registry),
            address: self.address.native(registry),
        }
    }
}

/// The statements of a source with their digests, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SourceIndex {
    /// The document that was cut.
    pub document: String,
    /// Its statements.
    pub statements: Vec<StatementDigest>,
}

impl<R> Native<R> for core::SourceIndex {
    type As = SourceIndex;

    fn native(&self, registry: &R) -> SourceIndex {
        SourceIndex { document: self.document.native(registry), statements: self.statements.native(registry) }
    }
}

/// A statement of a source with its digest: the text itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct StatementDigest {
    /// The statement.
    pub id: String,
    /// SHA-256 of its normalised text, in hexadecimal.
    pub sha256: String,
}

impl<R> Native<R> for core::StatementDigest {
    type As = StatementDigest;

    fn native(&self, registry: &R) -> StatementDigest {
        StatementDigest { id: self.id.native(registry), sha256: self.sha256.native(registry) }
    }
}

/// A statement that no datum needs to cite.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Excused {
    /// The statement.
    pub id: String,
    /// Why.
    pub reason: BilingualText,
}

impl<R> Native<R> for core::Excused {
    type As = Excused;

    fn native(&self, registry: &R) -> Excused {
        Excused { id: self.id.native(registry), reason: self.reason.native(registry) }
    }
}
