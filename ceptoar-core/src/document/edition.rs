//! The edition: what exists, dated and cited.

use crate::document::channel::LinkChannel;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::record::{Body, Ceptoar, Council, Instrument};
use crate::document::scalar::{DateText, DocumentIdText, IdText, LabelText, Period, Sha256Text, SourceText, Text};
use crate::word::sets::{Direction, PartyKind, Role, TotalOf};

objects! {
    /// An edition: the parties, sectors, CEPTOARs, memberships and links of a scheme.
    ///
    /// ```
    /// use ceptoar_core::{PartyKind, Registry, document::{Edition, Party}};
    ///
    /// let mut edition = Edition::new("freedonia", ("フリードニア", "Freedonia"));
    /// edition.parties.push(Party::new("centre", PartyKind::Cabinet, ("国の窓口", "National centre")));
    /// edition.parties.push(Party::new("centre", PartyKind::Ministry, "港湾省"));
    /// assert_eq!(Edition::read(edition.write().as_bytes())?, edition); // nothing is lost
    /// let refusal = Registry::from_document(&edition).unwrap_err(); // what it means is another question
    /// assert_eq!(refusal.problems()[0].pointer(), "/parties/1/id"); // two parties of one id
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Edition {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/edition/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the edition.
        #[cfg_attr(feature = "schemars", schemars(schema_with = "crate::id::pattern::merged"))]
        id: DocumentIdText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// What it is called.
        title: Text,
        /// The days that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<Covers>,
        /// Of an edition that overlays were applied to: the edition at the bottom, then the overlays in their order. The id is
        /// theirs, joined by `+`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        based_on: Option<Vec<BasedOn>>,
        /// Of an edition that an outline led to: which outline, and how much was unknown in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outline: Option<FromOutline>,
        /// The vocabularies; those left out are the built-in ones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vocabularies: Option<Vocabularies>,
        /// The critical-infrastructure sectors.
        sectors: Vec<Sector>,
        /// The parties.
        parties: Vec<Party>,
        /// The records of the CEPTOARs.
        ceptoars: Vec<Ceptoar>,
        /// What is known of the councils.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        councils: Option<Vec<Council>>,
        /// Who has which role in which group.
        memberships: Vec<Membership>,
        /// Who can hand on to whom.
        links: Vec<Link>,
        /// The rules, plans, guidelines, standards and exercises that the source names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instruments: Option<Vec<Instrument>>,
        /// The committees and groups inside CEPTOARs that the source names and that are no parties.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bodies: Option<Vec<Body>>,
        /// Stated totals that are checked against the data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        totals: Option<Vec<Total>>,
        /// What the source states and no other datum holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        statements: Option<Vec<Statement>>,
        /// Where the source contradicts itself: both readings.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        errata: Option<Vec<Erratum>>,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents: Option<Vec<CitedDocument>>,
        /// The statements of the source with their digests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source_index: Option<SourceIndex>,
        /// Statements that no datum needs to cite.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        excused: Option<Vec<Excused>>,
    }

    /// A document that an edition is made of.
    BasedOn {
        /// Its id.
        id: DocumentIdText,
        /// Its revision.
        revision: u32,
        /// Its digest.
        sha256: Sha256Text,
        ;
    }

    /// The outline that an edition was built from.
    FromOutline {
        /// SHA-256 of what it says.
        sha256: Sha256Text,
        /// How many things were unknown in it, or could not work.
        gaps: u32,
        ;
    }

    /// The vocabularies of an edition.
    Vocabularies {
        ;
        /// Kinds of information.
        kinds: Option<Vec<Term>>,
        /// Cause classes.
        causes: Option<Vec<Term>>,
        /// Purposes of a notice.
        purposes: Option<Vec<Term>>,
        /// Channels.
        channels: Option<Vec<Channel>>,
        /// Obligations that travel with a delivery.
        obligations: Option<Vec<Term>>,
    }

    /// The digests of the source's statements.
    SourceIndex {
        /// The document that was cut.
        document: LabelText,
        /// Its statements in order.
        statements: Vec<IndexEntry>,
        ;
    }

    /// One statement's digest.
    IndexEntry {
        /// The statement.
        id: SourceText,
        /// SHA-256 of its normalised text.
        sha256: Sha256Text,
        ;
    }

    /// A statement that no datum needs to cite.
    Excused {
        /// The statement.
        id: SourceText,
        /// Why.
        reason: Text,
        ;
    }

    /// A document that is cited.
    CitedDocument {
        /// The id that citations use.
        id: LabelText,
        /// Its title.
        title: Text,
        ;
        /// Who published it.
        publisher: Option<Text>,
        /// When it was published.
        published: Option<DateText>,
        /// The day whose state it describes.
        as_of: Option<DateText>,
        /// Where it is or was.
        address: Option<String>,
        /// The statements that this entry itself rests on.
        source: Option<Vec<SourceText>>,
    }
}

cited! {
    /// The days that an edition speaks of.
    Covers {
        ;
        /// The first day.
        from: Option<DateText>,
        /// The first day after.
        until: Option<DateText>,
    }

    /// A word of a vocabulary.
    Term {
        /// Its id.
        id: IdText,
        /// Its name.
        name: Text,
        ;
    }

    /// A channel of the vocabulary.
    Channel {
        /// Its id.
        id: IdText,
        /// Its name.
        name: Text,
        ;
        /// Whether anyone can read it.
        public: bool,
        /// The sectors whose failure closes it.
        carried_by: Option<Vec<IdText>>,
    }

    /// A sector.
    Sector {
        /// Its id.
        id: IdText,
        /// Its name.
        name: Text,
        ;
        /// The days on which it is one; absent: always.
        period: Option<Period>,
    }

    /// A party.
    Party {
        /// Its id.
        id: IdText,
        /// Its kind.
        kind: PartyKind,
        /// Its name; where there are later ones, the name before the first of them.
        name: Text,
        ;
        /// Its later names, each until the next.
        names: Option<Vec<LaterName>>,
        /// When it exists; absent: always.
        periods: Option<Vec<Period>>,
        /// How many organisations it stands for.
        counts: Option<Vec<Count>>,
        /// Later numbers of organisations, each until the next.
        counts_later: Option<Vec<LaterCounts>>,
    }

    /// A name that a party has from a day on.
    LaterName {
        /// The first day.
        from: DateText,
        /// The name.
        name: Text,
        ;
    }

    /// The numbers of organisations that a party stands for from a day on.
    LaterCounts {
        /// The first day.
        from: DateText,
        /// The numbers.
        counts: Vec<Count>,
        ;
    }

    /// A part of a count.
    CountPart {
        /// The number.
        value: u32,
        /// What is counted.
        unit: Text,
        ;
    }

    /// A count.
    Count {
        /// The number.
        value: u32,
        /// What is counted.
        unit: Text,
        ;
        /// Parts that a source names.
        parts: Option<Vec<CountPart>>,
    }

    /// A role in a group.
    Membership {
        /// Who.
        party: IdText,
        /// In which group.
        group: IdText,
        /// As what.
        role: Role,
        ;
        /// When.
        period: Option<Period>,
    }

    /// A link.
    Link {
        /// Who can hand on.
        from: IdText,
        /// To whom.
        to: IdText,
        /// Of which direction.
        direction: Direction,
        ;
        /// By which channels, in order; absent or null: unknown.
        channels: Option<Vec<LinkChannel>>,
        /// One office acts in both roles: no channel is needed.
        internal: bool,
        /// When.
        period: Option<Period>,
    }

    /// A stated total.
    Total {
        /// What is counted.
        of: TotalOf,
        /// The number that the source states.
        value: u32,
        ;
        /// In which group or party, where the count needs one.
        party: Option<IdText>,
        /// The day of the count, where it needs one.
        on: Option<DateText>,
    }

    /// A statement that is kept as it is.
    Statement {
        /// Its id here.
        id: IdText,
        /// What it says, in our own words.
        summary: Text,
        ;
        /// The number that it states.
        value: Option<u32>,
        /// A term as the source writes it.
        text: Option<String>,
        /// The fiscal year that it speaks of, from April on.
        fiscal_year: Option<u16>,
    }

    /// A contradiction of the source.
    Erratum {
        /// Its id here.
        id: IdText,
        /// What stands there.
        found: Text,
        ;
        /// What it should likely be; absent: both readings stand.
        likely: Option<Text>,
        /// Which of the two the data of this edition follow.
        used: Option<Text>,
    }
}
