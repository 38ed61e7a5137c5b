//! The edition: what exists, dated and cited.

use super::scalar::DateText;
use super::scalar::DocumentText;
use super::scalar::LabelText;
use super::scalar::Sha256Text;
use super::scalar::SlugText;
use super::scalar::SourceText;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::record::{BodyDoc, CeptoarDoc, CouncilDoc, InstrumentDoc};
use crate::document::scalar::{ChannelDoc, PeriodDoc, TextDoc};
use crate::word::sets::{Direction, PartyKind, Role, TotalOf};

objects! {
    /// An edition: the parties, sectors, CEPTOARs, memberships and links of a scheme.
    EditionDoc {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/edition/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the edition.
        id: DocumentText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// What it is called.
        title: TextDoc,
        /// The days that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<CoversDoc>,
        /// The vocabularies; those left out are the built-in ones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vocabularies: Option<VocabulariesDoc>,
        /// The critical-infrastructure sectors.
        sectors: Vec<SectorDoc>,
        /// The parties.
        parties: Vec<PartyDoc>,
        /// The records of the CEPTOARs.
        ceptoars: Vec<CeptoarDoc>,
        /// What is known of the councils.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        councils: Option<Vec<CouncilDoc>>,
        /// Who has which role in which group.
        memberships: Vec<MembershipDoc>,
        /// Who can hand on to whom.
        links: Vec<LinkDoc>,
        /// The rules, plans, guidelines, standards and exercises that the source names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instruments: Option<Vec<InstrumentDoc>>,
        /// The committees and groups inside CEPTOARs that the source names and that are no parties.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bodies: Option<Vec<BodyDoc>>,
        /// Stated totals that are checked against the data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        totals: Option<Vec<TotalDoc>>,
        /// What the source states and no other datum holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        statements: Option<Vec<StatementDoc>>,
        /// Where the source contradicts itself: both readings.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        errata: Option<Vec<ErratumDoc>>,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents: Option<Vec<CitedDocumentDoc>>,
        /// The statements of the source with their digests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source_index: Option<SourceIndexDoc>,
        /// Statements that no datum needs to cite.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        excused: Option<Vec<ExcusedDoc>>,
    }

    /// The vocabularies of an edition.
    VocabulariesDoc {
        /// Kinds of information.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kinds: Option<Vec<TermDoc>>,
        /// Cause classes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        causes: Option<Vec<TermDoc>>,
        /// Purposes of a notice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purposes: Option<Vec<TermDoc>>,
        /// Channels.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channels: Option<Vec<ChannelTermDoc>>,
        /// Obligations that travel with a delivery.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obligations: Option<Vec<TermDoc>>,
    }

    /// The digests of the source's statements.
    SourceIndexDoc {
        /// The document that was cut.
        document: LabelText,
        /// Its statements in order.
        statements: Vec<IndexEntryDoc>,
    }

    /// One statement's digest.
    IndexEntryDoc {
        /// The statement.
        id: SourceText,
        /// SHA-256 of its normalised text.
        sha256: Sha256Text,
    }

    /// A statement that no datum needs to cite.
    ExcusedDoc {
        /// The statement.
        id: SourceText,
        /// Why.
        reason: TextDoc,
    }

    /// A document that is cited.
    CitedDocumentDoc {
        /// The id that citations use.
        id: LabelText,
        /// Its title.
        title: TextDoc,
        /// Who published it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        publisher: Option<TextDoc>,
        /// When it was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<DateText>,
        /// The day whose state it describes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        as_of: Option<DateText>,
        /// Where it is or was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// The statements that this entry itself rests on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Vec<SourceText>>,
    }
}

cited! {
    /// The days that an edition speaks of.
    CoversDoc {
        /// The first day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<DateText>,
        /// The first day after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<DateText>,
    }

    /// A word of a vocabulary.
    TermDoc {
        /// Its id.
        id: SlugText,
        /// Its name.
        name: TextDoc,
    }

    /// A channel of the vocabulary.
    ChannelTermDoc {
        /// Its id.
        id: SlugText,
        /// Its name.
        name: TextDoc,
        /// Whether anyone can read it.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        public: bool,
        /// The sectors whose failure closes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried_by: Option<Vec<SlugText>>,
    }

    /// A sector.
    SectorDoc {
        /// Its id.
        id: SlugText,
        /// Its name.
        name: TextDoc,
    }

    /// A party.
    PartyDoc {
        /// Its id.
        id: SlugText,
        /// Its kind.
        kind: PartyKind,
        /// Its name.
        name: TextDoc,
        /// When it exists; absent: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        periods: Option<Vec<PeriodDoc>>,
        /// How many organisations it stands for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts: Option<Vec<CountDoc>>,
    }

    /// A part of a count.
    CountPartDoc {
        /// The number.
        value: u32,
        /// What is counted.
        unit: TextDoc,
    }

    /// A count.
    CountDoc {
        /// The number.
        value: u32,
        /// What is counted.
        unit: TextDoc,
        /// Parts that a source names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<Vec<CountPartDoc>>,
    }

    /// A role in a group.
    MembershipDoc {
        /// Who.
        party: SlugText,
        /// In which group.
        group: SlugText,
        /// As what.
        role: Role,
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<PeriodDoc>,
    }

    /// A link.
    LinkDoc {
        /// Who can hand on.
        from: SlugText,
        /// To whom.
        to: SlugText,
        /// Of which direction.
        direction: Direction,
        /// By which channels, in order; absent or null: unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channels: Option<Vec<ChannelDoc>>,
        /// One office acts in both roles: no channel is needed.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        internal: bool,
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<PeriodDoc>,
    }

    /// A stated total.
    TotalDoc {
        /// What is counted.
        of: TotalOf,
        /// In which group or party, where the count needs one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<SlugText>,
        /// The day of the count, where it needs one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<DateText>,
        /// The number that the source states.
        value: u32,
    }

    /// A statement that is kept as it is.
    StatementDoc {
        /// Its id here.
        id: SlugText,
        /// What it says, in our own words.
        summary: TextDoc,
        /// The number that it states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<u32>,
        /// A term as the source writes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The fiscal year that it speaks of, from April on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fiscal_year: Option<u16>,
    }

    /// A contradiction of the source.
    ErratumDoc {
        /// Its id here.
        id: SlugText,
        /// What stands there.
        found: TextDoc,
        /// What it should likely be; absent: both readings stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        likely: Option<TextDoc>,
        /// Which of the two the data of this edition follow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        used: Option<TextDoc>,
    }
}
