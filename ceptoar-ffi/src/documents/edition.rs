//! Editions.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::documents::link_channel::LinkChannelDocument;
use crate::documents::record::{BodyDocument, CeptoarDocument, CouncilDocument, InstrumentDocument};
use crate::documents::time::PeriodDocument;
use crate::records::enums::{Direction, Grade, PartyKind, Role, TotalOf};
use crate::records::text::BilingualText;
use crate::written::Written;

/// An edition: the parties, sectors, CEPTOARs, memberships and links of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct EditionDocument {
    /// The id of the edition.
    pub id: String,
    /// What it is called.
    pub title: BilingualText,
    /// Raised by each correction.
    #[uniffi(default = 1)]
    pub revision: u32,
    /// The days that it speaks of.
    #[uniffi(default = None)]
    pub covers: Option<CoversDocument>,
    /// Of an edition that overlays were applied to: the edition at the bottom, then the overlays in their order. The id is
    /// theirs, joined by `+`.
    #[uniffi(default = None)]
    pub based_on: Option<Vec<BasedOnDocument>>,
    /// Of an edition that an outline led to: which outline, and how much was unknown in it.
    #[uniffi(default = None)]
    pub outline: Option<FromOutlineDocument>,
    /// The vocabularies; those left out are the built-in ones.
    #[uniffi(default = None)]
    pub vocabularies: Option<VocabulariesDocument>,
    /// The critical-infrastructure sectors.
    #[uniffi(default = [])]
    pub sectors: Vec<SectorDocument>,
    /// The parties.
    #[uniffi(default = [])]
    pub parties: Vec<PartyDocument>,
    /// The records of the CEPTOARs.
    #[uniffi(default = [])]
    pub ceptoars: Vec<CeptoarDocument>,
    /// What is known of the councils.
    #[uniffi(default = None)]
    pub councils: Option<Vec<CouncilDocument>>,
    /// Who has which role in which group.
    #[uniffi(default = [])]
    pub memberships: Vec<MembershipDocument>,
    /// Who can hand on to whom.
    #[uniffi(default = [])]
    pub links: Vec<LinkDocument>,
    /// The rules, plans, guidelines, standards and exercises that the source names.
    #[uniffi(default = None)]
    pub instruments: Option<Vec<InstrumentDocument>>,
    /// The committees and groups inside CEPTOARs that the source names and that are no parties.
    #[uniffi(default = None)]
    pub bodies: Option<Vec<BodyDocument>>,
    /// Stated totals that are checked against the data.
    #[uniffi(default = None)]
    pub totals: Option<Vec<TotalDocument>>,
    /// What the source states and no other datum holds.
    #[uniffi(default = None)]
    pub statements: Option<Vec<StatementDocument>>,
    /// Where the source contradicts itself: both readings.
    #[uniffi(default = None)]
    pub errata: Option<Vec<ErratumDocument>>,
    /// The documents that are cited.
    #[uniffi(default = None)]
    pub documents: Option<Vec<CitedDocumentDocument>>,
    /// The statements of the source with their digests.
    #[uniffi(default = None)]
    pub source_index: Option<SourceIndexDocument>,
    /// Statements that no datum needs to cite.
    #[uniffi(default = None)]
    pub excused: Option<Vec<ExcusedDocument>>,
}

impl Written<document::Edition> for EditionDocument {
    fn core(&self) -> document::Edition {
        document::Edition {
            schema: None,
            format: Some(document::Edition::FORMAT.to_owned()),
            id: self.id.core(),
            revision: self.revision.core(),
            title: self.title.core(),
            covers: self.covers.core(),
            based_on: self.based_on.core(),
            outline: self.outline.core(),
            vocabularies: self.vocabularies.core(),
            sectors: self.sectors.core(),
            parties: self.parties.core(),
            ceptoars: self.ceptoars.core(),
            councils: self.councils.core(),
            memberships: self.memberships.core(),
            links: self.links.core(),
            instruments: self.instruments.core(),
            bodies: self.bodies.core(),
            totals: self.totals.core(),
            statements: self.statements.core(),
            errata: self.errata.core(),
            documents: self.documents.core(),
            source_index: self.source_index.core(),
            excused: self.excused.core(),
        }
    }

    fn of(core: &document::Edition) -> Self {
        Self {
            id: Written::of(&core.id),
            revision: Written::of(&core.revision),
            title: Written::of(&core.title),
            covers: Written::of(&core.covers),
            based_on: Written::of(&core.based_on),
            outline: Written::of(&core.outline),
            vocabularies: Written::of(&core.vocabularies),
            sectors: Written::of(&core.sectors),
            parties: Written::of(&core.parties),
            ceptoars: Written::of(&core.ceptoars),
            councils: Written::of(&core.councils),
            memberships: Written::of(&core.memberships),
            links: Written::of(&core.links),
            instruments: Written::of(&core.instruments),
            bodies: Written::of(&core.bodies),
            totals: Written::of(&core.totals),
            statements: Written::of(&core.statements),
            errata: Written::of(&core.errata),
            documents: Written::of(&core.documents),
            source_index: Written::of(&core.source_index),
            excused: Written::of(&core.excused),
        }
    }
}

/// The vocabularies of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct VocabulariesDocument {
    /// Kinds of information.
    #[uniffi(default = None)]
    pub kinds: Option<Vec<TermDocument>>,
    /// Cause classes.
    #[uniffi(default = None)]
    pub causes: Option<Vec<TermDocument>>,
    /// Purposes of a notice.
    #[uniffi(default = None)]
    pub purposes: Option<Vec<TermDocument>>,
    /// Channels.
    #[uniffi(default = None)]
    pub channels: Option<Vec<ChannelDocument>>,
    /// Obligations that travel with a delivery.
    #[uniffi(default = None)]
    pub obligations: Option<Vec<TermDocument>>,
}

impl Written<document::Vocabularies> for VocabulariesDocument {
    fn core(&self) -> document::Vocabularies {
        document::Vocabularies {
            kinds: self.kinds.core(),
            causes: self.causes.core(),
            purposes: self.purposes.core(),
            channels: self.channels.core(),
            obligations: self.obligations.core(),
        }
    }

    fn of(core: &document::Vocabularies) -> Self {
        Self {
            kinds: Written::of(&core.kinds),
            causes: Written::of(&core.causes),
            purposes: Written::of(&core.purposes),
            channels: Written::of(&core.channels),
            obligations: Written::of(&core.obligations),
        }
    }
}

/// The digests of the source's statements.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SourceIndexDocument {
    /// The document that was cut.
    pub document: String,
    /// Its statements in order.
    pub statements: Vec<IndexEntryDocument>,
}

impl Written<document::SourceIndex> for SourceIndexDocument {
    fn core(&self) -> document::SourceIndex {
        document::SourceIndex { document: self.document.core(), statements: self.statements.core() }
    }

    fn of(core: &document::SourceIndex) -> Self {
        Self { document: Written::of(&core.document), statements: Written::of(&core.statements) }
    }
}

/// One statement's digest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct IndexEntryDocument {
    /// The statement.
    pub id: String,
    /// SHA-256 of its normalised text.
    pub sha256: String,
}

impl Written<document::IndexEntry> for IndexEntryDocument {
    fn core(&self) -> document::IndexEntry {
        document::IndexEntry { id: self.id.core(), sha256: self.sha256.core() }
    }

    fn of(core: &document::IndexEntry) -> Self {
        Self { id: Written::of(&core.id), sha256: Written::of(&core.sha256) }
    }
}

/// A statement that no datum needs to cite.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ExcusedDocument {
    /// The statement.
    pub id: String,
    /// Why.
    pub reason: BilingualText,
}

impl Written<document::Excused> for ExcusedDocument {
    fn core(&self) -> document::Excused {
        document::Excused { id: self.id.core(), reason: self.reason.core() }
    }

    fn of(core: &document::Excused) -> Self {
        Self { id: Written::of(&core.id), reason: Written::of(&core.reason) }
    }
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CitedDocumentDocument {
    /// The id that citations use.
    pub id: String,
    /// Its title.
    pub title: BilingualText,
    /// Who published it.
    #[uniffi(default = None)]
    pub publisher: Option<BilingualText>,
    /// When it was published.
    #[uniffi(default = None)]
    pub published: Option<String>,
    /// The day whose state it describes.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// Where it is or was.
    #[uniffi(default = None)]
    pub address: Option<String>,
    /// The statements that this entry itself rests on.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
}

impl Written<document::CitedDocument> for CitedDocumentDocument {
    fn core(&self) -> document::CitedDocument {
        document::CitedDocument {
            id: self.id.core(),
            title: self.title.core(),
            publisher: self.publisher.core(),
            published: self.published.core(),
            as_of: self.as_of.core(),
            address: self.address.core(),
            source: self.source.core(),
        }
    }

    fn of(core: &document::CitedDocument) -> Self {
        Self {
            id: Written::of(&core.id),
            title: Written::of(&core.title),
            publisher: Written::of(&core.publisher),
            published: Written::of(&core.published),
            as_of: Written::of(&core.as_of),
            address: Written::of(&core.address),
            source: Written::of(&core.source),
        }
    }
}

/// The days that an edition speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CoversDocument {
    /// The first day.
    #[uniffi(default = None)]
    pub from: Option<String>,
    /// The first day after.
    #[uniffi(default = None)]
    pub until: Option<String>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Covers> for CoversDocument {
    fn core(&self) -> document::Covers {
        document::Covers {
            from: self.from.core(),
            until: self.until.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Covers) -> Self {
        Self {
            from: Written::of(&core.from),
            until: Written::of(&core.until),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A word of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct TermDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Term> for TermDocument {
    fn core(&self) -> document::Term {
        document::Term {
            id: self.id.core(),
            name: self.name.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Term) -> Self {
        Self {
            id: Written::of(&core.id),
            name: Written::of(&core.name),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A channel of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ChannelDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// Whether anyone can read it.
    #[uniffi(default = false)]
    pub public: bool,
    /// The sectors whose failure closes it.
    #[uniffi(default = None)]
    pub carried_by: Option<Vec<String>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Channel> for ChannelDocument {
    fn core(&self) -> document::Channel {
        document::Channel {
            id: self.id.core(),
            name: self.name.core(),
            public: self.public.core(),
            carried_by: self.carried_by.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Channel) -> Self {
        Self {
            id: Written::of(&core.id),
            name: Written::of(&core.name),
            public: Written::of(&core.public),
            carried_by: Written::of(&core.carried_by),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A sector.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SectorDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// The days on which it is one; absent: always.
    #[uniffi(default = None)]
    pub period: Option<PeriodDocument>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Sector> for SectorDocument {
    fn core(&self) -> document::Sector {
        document::Sector {
            id: self.id.core(),
            name: self.name.core(),
            period: self.period.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Sector) -> Self {
        Self {
            id: Written::of(&core.id),
            name: Written::of(&core.name),
            period: Written::of(&core.period),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A document that an edition is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BasedOnDocument {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Its digest.
    pub sha256: String,
}

impl Written<document::BasedOn> for BasedOnDocument {
    fn core(&self) -> document::BasedOn {
        document::BasedOn { id: self.id.core(), revision: self.revision.core(), sha256: self.sha256.core() }
    }

    fn of(core: &document::BasedOn) -> Self {
        Self { id: Written::of(&core.id), revision: Written::of(&core.revision), sha256: Written::of(&core.sha256) }
    }
}

/// The outline that an edition was built from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FromOutlineDocument {
    /// SHA-256 of what it says.
    pub sha256: String,
    /// How many things were unknown in it, or could not work.
    pub gaps: u32,
}

impl Written<document::FromOutline> for FromOutlineDocument {
    fn core(&self) -> document::FromOutline {
        document::FromOutline { sha256: self.sha256.core(), gaps: self.gaps.core() }
    }

    fn of(core: &document::FromOutline) -> Self {
        Self { sha256: Written::of(&core.sha256), gaps: Written::of(&core.gaps) }
    }
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PartyDocument {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: PartyKind,
    /// Its name; where there are later ones, the name before the first of them.
    pub name: BilingualText,
    /// Its later names, each until the next.
    #[uniffi(default = None)]
    pub names: Option<Vec<LaterNameDocument>>,
    /// When it exists; absent: always.
    #[uniffi(default = None)]
    pub periods: Option<Vec<PeriodDocument>>,
    /// How many organisations it stands for.
    #[uniffi(default = None)]
    pub counts: Option<Vec<CountDocument>>,
    /// Later numbers of organisations, each until the next.
    #[uniffi(default = None)]
    pub counts_later: Option<Vec<LaterCountsDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Party> for PartyDocument {
    fn core(&self) -> document::Party {
        document::Party {
            id: self.id.core(),
            kind: self.kind.core(),
            name: self.name.core(),
            names: self.names.core(),
            periods: self.periods.core(),
            counts: self.counts.core(),
            counts_later: self.counts_later.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Party) -> Self {
        Self {
            id: Written::of(&core.id),
            kind: Written::of(&core.kind),
            name: Written::of(&core.name),
            names: Written::of(&core.names),
            periods: Written::of(&core.periods),
            counts: Written::of(&core.counts),
            counts_later: Written::of(&core.counts_later),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A name that a party has from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterNameDocument {
    /// The first day.
    pub from: String,
    /// The name.
    pub name: BilingualText,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::LaterName> for LaterNameDocument {
    fn core(&self) -> document::LaterName {
        document::LaterName {
            from: self.from.core(),
            name: self.name.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::LaterName) -> Self {
        Self {
            from: Written::of(&core.from),
            name: Written::of(&core.name),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// The numbers of organisations that a party stands for from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterCountsDocument {
    /// The first day.
    pub from: String,
    /// The numbers.
    pub counts: Vec<CountDocument>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::LaterCounts> for LaterCountsDocument {
    fn core(&self) -> document::LaterCounts {
        document::LaterCounts {
            from: self.from.core(),
            counts: self.counts.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::LaterCounts) -> Self {
        Self {
            from: Written::of(&core.from),
            counts: Written::of(&core.counts),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A part of a count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CountPartDocument {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::CountPart> for CountPartDocument {
    fn core(&self) -> document::CountPart {
        document::CountPart {
            value: self.value.core(),
            unit: self.unit.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::CountPart) -> Self {
        Self {
            value: Written::of(&core.value),
            unit: Written::of(&core.unit),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CountDocument {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// Parts that a source names.
    #[uniffi(default = None)]
    pub parts: Option<Vec<CountPartDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Count> for CountDocument {
    fn core(&self) -> document::Count {
        document::Count {
            value: self.value.core(),
            unit: self.unit.core(),
            parts: self.parts.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Count) -> Self {
        Self {
            value: Written::of(&core.value),
            unit: Written::of(&core.unit),
            parts: Written::of(&core.parts),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A role in a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct MembershipDocument {
    /// Who.
    pub party: String,
    /// In which group.
    pub group: String,
    /// As what.
    pub role: Role,
    /// When.
    #[uniffi(default = None)]
    pub period: Option<PeriodDocument>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Membership> for MembershipDocument {
    fn core(&self) -> document::Membership {
        document::Membership {
            party: self.party.core(),
            group: self.group.core(),
            role: self.role.core(),
            period: self.period.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Membership) -> Self {
        Self {
            party: Written::of(&core.party),
            group: Written::of(&core.group),
            role: Written::of(&core.role),
            period: Written::of(&core.period),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LinkDocument {
    /// Who can hand on.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Of which direction.
    pub direction: Direction,
    /// By which channels, in order; absent or null: unknown.
    #[uniffi(default = None)]
    pub channels: Option<Vec<LinkChannelDocument>>,
    /// One office acts in both roles: no channel is needed.
    #[uniffi(default = false)]
    pub internal: bool,
    /// When.
    #[uniffi(default = None)]
    pub period: Option<PeriodDocument>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Link> for LinkDocument {
    fn core(&self) -> document::Link {
        document::Link {
            from: self.from.core(),
            to: self.to.core(),
            direction: self.direction.core(),
            channels: self.channels.core(),
            internal: self.internal.core(),
            period: self.period.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Link) -> Self {
        Self {
            from: Written::of(&core.from),
            to: Written::of(&core.to),
            direction: Written::of(&core.direction),
            channels: Written::of(&core.channels),
            internal: Written::of(&core.internal),
            period: Written::of(&core.period),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A stated total.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct TotalDocument {
    /// What is counted.
    pub of: TotalOf,
    /// The number that the source states.
    pub value: u32,
    /// In which group or party, where the count needs one.
    #[uniffi(default = None)]
    pub party: Option<String>,
    /// The day of the count, where it needs one.
    #[uniffi(default = None)]
    pub on: Option<String>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Total> for TotalDocument {
    fn core(&self) -> document::Total {
        document::Total {
            of: self.of.core(),
            value: self.value.core(),
            party: self.party.core(),
            on: self.on.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Total) -> Self {
        Self {
            of: Written::of(&core.of),
            value: Written::of(&core.value),
            party: Written::of(&core.party),
            on: Written::of(&core.on),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A statement that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct StatementDocument {
    /// Its id here.
    pub id: String,
    /// What it says, in our own words.
    pub summary: BilingualText,
    /// The number that it states.
    #[uniffi(default = None)]
    pub value: Option<u32>,
    /// A term as the source writes it.
    #[uniffi(default = None)]
    pub text: Option<String>,
    /// The fiscal year that it speaks of, from April on.
    #[uniffi(default = None)]
    pub fiscal_year: Option<u16>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Statement> for StatementDocument {
    fn core(&self) -> document::Statement {
        document::Statement {
            id: self.id.core(),
            summary: self.summary.core(),
            value: self.value.core(),
            text: self.text.core(),
            fiscal_year: self.fiscal_year.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Statement) -> Self {
        Self {
            id: Written::of(&core.id),
            summary: Written::of(&core.summary),
            value: Written::of(&core.value),
            text: Written::of(&core.text),
            fiscal_year: Written::of(&core.fiscal_year),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A contradiction of the source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ErratumDocument {
    /// Its id here.
    pub id: String,
    /// What stands there.
    pub found: BilingualText,
    /// What it should likely be; absent: both readings stand.
    #[uniffi(default = None)]
    pub likely: Option<BilingualText>,
    /// Which of the two the data of this edition follow.
    #[uniffi(default = None)]
    pub used: Option<BilingualText>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Erratum> for ErratumDocument {
    fn core(&self) -> document::Erratum {
        document::Erratum {
            id: self.id.core(),
            found: self.found.core(),
            likely: self.likely.core(),
            used: self.used.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Erratum) -> Self {
        Self {
            id: Written::of(&core.id),
            found: Written::of(&core.found),
            likely: Written::of(&core.likely),
            used: Written::of(&core.used),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}
