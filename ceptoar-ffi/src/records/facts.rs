//! What registries, rules and level profiles hold.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use super::*;

/// A name or summary: Japanese, and English where a source gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BilingualText {
    /// The Japanese text.
    pub ja: String,
    /// The English text; absent where no source gives one.
    pub en: Option<String>,
}

impl Native for core::Text {
    type As = BilingualText;

    fn native(&self, registry: &core::Registry) -> BilingualText {
        BilingualText { ja: self.ja.native(registry), en: self.en.native(registry) }
    }
}

/// A half-open span of civil days in Japan, `[from, until)`; an open end is absent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Period {
    /// The first day; absent: since ever.
    pub from: Option<CivilDay>,
    /// The first day after; absent: without end.
    pub until: Option<CivilDay>,
}

impl Native for core::Period {
    type As = Period;

    fn native(&self, registry: &core::Registry) -> Period {
        Period { from: self.from.native(registry), until: self.until.native(registry) }
    }
}

/// The citation of a fact: statement or document ids, the grade, and the reason where it is not stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Citation {
    /// The statements or documents cited, sorted.
    pub source: Vec<String>,
    /// The grade; absent where the author of the document gives none.
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    pub as_of: Option<String>,
}

impl Native for core::Citation {
    type As = Citation;

    fn native(&self, registry: &core::Registry) -> Citation {
        Citation {
            source: self.source.native(registry),
            grade: self.grade.native(registry),
            reason: self.reason.native(registry),
            as_of: self.as_of.native(registry),
        }
    }
}

/// How many organisations a class stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Count {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// Parts of the number that a source names.
    pub parts: Vec<CountPart>,
    /// Where the count comes from.
    pub citation: Citation,
}

impl Native for core::Count {
    type As = Count;

    fn native(&self, registry: &core::Registry) -> Count {
        Count {
            value: self.value.native(registry),
            unit: self.unit.native(registry),
            parts: self.parts.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A part of a count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CountPart {
    /// The number.
    pub value: u32,
    /// What is counted.
    pub unit: BilingualText,
    /// Where the part comes from, where it is known otherwise than the whole.
    pub citation: Citation,
}

impl Native for core::CountPart {
    type As = CountPart;

    fn native(&self, registry: &core::Registry) -> CountPart {
        CountPart {
            value: self.value.native(registry),
            unit: self.unit.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A party of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: PartyKind,
    /// Its name.
    pub name: BilingualText,
    /// When it exists; empty: always.
    pub periods: Vec<Period>,
    /// How many organisations it stands for.
    pub counts: Vec<Count>,
    /// What the reader should know of it, where the record is not plain.
    pub note: Option<BilingualText>,
    /// Where the fact comes from.
    pub citation: Citation,
}

impl Native for core::Party {
    type As = Party;

    fn native(&self, registry: &core::Registry) -> Party {
        Party {
            id: self.id.native(registry),
            kind: self.kind.native(registry),
            name: self.name.native(registry),
            periods: self.periods.native(registry),
            counts: self.counts.native(registry),
            note: self.note.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A role of a party in a group, for a period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Membership {
    /// Who.
    pub party: String,
    /// In which group.
    pub group: String,
    /// As what.
    pub role: Role,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    pub citation: Citation,
}

impl Native for core::Membership {
    type As = Membership;

    fn native(&self, registry: &core::Registry) -> Membership {
        Membership {
            party: self.party.native(registry),
            group: self.group.native(registry),
            role: self.role.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A word of a vocabulary: a sector, kind, cause, purpose or obligation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// Where it comes from.
    pub citation: Citation,
}

impl Native for core::Term {
    type As = Term;

    fn native(&self, registry: &core::Registry) -> Term {
        Term {
            id: self.id.native(registry),
            name: self.name.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A channel of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// Whether anyone can read it.
    pub public: bool,
    /// The sectors whose failure closes it.
    pub carried_by: Vec<String>,
    /// Where it comes from.
    pub citation: Citation,
}

impl Native for core::Channel {
    type As = Channel;

    fn native(&self, registry: &core::Registry) -> Channel {
        Channel {
            id: self.id.native(registry),
            name: self.name.native(registry),
            public: self.public.native(registry),
            carried_by: self.carried_by.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// The vocabularies of a registry, each sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Vocabularies {
    /// Kinds of information.
    pub kinds: Vec<Term>,
    /// Cause classes.
    pub causes: Vec<Term>,
    /// Purposes of a notice.
    pub purposes: Vec<Term>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Obligations that travel with a delivery.
    pub obligations: Vec<Term>,
}

impl Native for core::Vocabularies {
    type As = Vocabularies;

    fn native(&self, registry: &core::Registry) -> Vocabularies {
        Vocabularies {
            kinds: self.kinds.native(registry),
            causes: self.causes.native(registry),
            purposes: self.purposes.native(registry),
            channels: self.channels.native(registry),
            obligations: self.obligations.native(registry),
        }
    }
}

/// The record of a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CeptoarRecord {
    /// The party of kind `ceptoar`.
    pub party: String,
    /// Its sector.
    pub sector: String,
    /// Its business scope.
    pub scope: BilingualText,
    /// Who runs its secretariat, and when.
    pub secretariat: Vec<Secretariat>,
    /// Since when its point of contact works; absent: always.
    pub poc: Option<CivilDay>,
    /// When its handling rules were made, as a month such as `2007-03`.
    pub handling_rules: Option<String>,
    /// When it was set up, as a month.
    pub maturity: Option<String>,
    /// Its means of contact; absent: not known.
    pub means: Option<Means>,
    /// The kinds of information that it shares, sorted.
    pub kinds: Vec<String>,
    /// Who its members are, as the source names them.
    pub composition: Vec<Composition>,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<ActivityRecord>,
    /// Where the record comes from.
    pub citation: Citation,
}

impl Native for core::Ceptoar {
    type As = CeptoarRecord;

    fn native(&self, registry: &core::Registry) -> CeptoarRecord {
        CeptoarRecord {
            party: self.party.native(registry),
            sector: self.sector.native(registry),
            scope: self.scope.native(registry),
            secretariat: self.secretariat.native(registry),
            poc: self.poc.native(registry),
            handling_rules: self.handling_rules.native(registry),
            maturity: self.maturity.native(registry),
            means: self.means.native(registry),
            kinds: self.kinds.native(registry),
            composition: self.composition.native(registry),
            features: self.features.native(registry),
            activities: self.activities.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Means of contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Means {
    /// The channels, in the source's order.
    pub channels: Vec<String>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Means {
    type As = Means;

    fn native(&self, registry: &core::Registry) -> Means {
        Means {
            channels: self.channels.native(registry),
            open: self.open.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Who the members of a CEPTOAR are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Composition {
    /// Those whom the source names.
    pub parts: Vec<BilingualText>,
    /// Those whom it expressly leaves out.
    pub without: Vec<BilingualText>,
    /// Whether the source says that there are others (等).
    pub open: bool,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Composition {
    type As = Composition;

    fn native(&self, registry: &core::Registry) -> Composition {
        Composition {
            parts: self.parts.native(registry),
            without: self.without.native(registry),
            open: self.open.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Who runs a secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Secretariat {
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    pub citation: Citation,
}

impl Native for core::Secretariat {
    type As = Secretariat;

    fn native(&self, registry: &core::Registry) -> Secretariat {
        Secretariat {
            name: self.name.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// Something that the source says, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Summary {
    /// What it says.
    pub summary: BilingualText,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Summary {
    type As = Summary;

    fn native(&self, registry: &core::Registry) -> Summary {
        Summary { summary: self.summary.native(registry), citation: self.citation.native(registry) }
    }
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityRecord {
    /// What was done, in our own words.
    pub summary: BilingualText,
    /// The fiscal year, from April on; absent: the source names none.
    pub fiscal_year: Option<u32>,
    /// The numbers that the source states of it.
    pub counts: Vec<ActivityCount>,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Activity {
    type As = ActivityRecord;

    fn native(&self, registry: &core::Registry) -> ActivityRecord {
        ActivityRecord {
            summary: self.summary.native(registry),
            fiscal_year: self.fiscal_year.native(registry),
            counts: self.counts.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A number that an activity states.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityCount {
    /// What is counted.
    pub of: BilingualText,
    /// The number.
    pub value: u32,
    /// The unit.
    pub unit: BilingualText,
}

impl Native for core::ActivityCount {
    type As = ActivityCount;

    fn native(&self, registry: &core::Registry) -> ActivityCount {
        ActivityCount {
            of: self.of.native(registry),
            value: self.value.native(registry),
            unit: self.unit.native(registry),
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
    /// Who issued it.
    pub issuer: Option<BilingualText>,
    /// The day, month or year in which it was issued or held.
    pub issued: Option<String>,
    /// Which CEPTOARs it binds, sorted.
    pub binds: Vec<Binds>,
    /// What it is, in our own words.
    pub summary: Option<BilingualText>,
    /// Where it is named.
    pub citation: Citation,
}

impl Native for core::Instrument {
    type As = Instrument;

    fn native(&self, registry: &core::Registry) -> Instrument {
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

/// That an instrument binds a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Binds {
    /// The CEPTOAR.
    pub ceptoar: String,
    /// How.
    pub how: InstrumentBinding,
    /// Where the source says so.
    pub citation: Citation,
}

impl Native for core::Binds {
    type As = Binds;

    fn native(&self, registry: &core::Registry) -> Binds {
        Binds {
            ceptoar: self.ceptoar.native(registry),
            how: self.how.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A committee or group inside a CEPTOAR that the source names and that is no party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BodyRecord {
    /// Its id.
    pub id: String,
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// The CEPTOARs that it works in, sorted.
    pub ceptoars: Vec<String>,
    /// The day, month or year since when it exists.
    pub since: Option<String>,
    /// What it does, in our own words.
    pub summary: Option<BilingualText>,
    /// Where it is named.
    pub citation: Citation,
}

impl Native for core::Body {
    type As = BodyRecord;

    fn native(&self, registry: &core::Registry) -> BodyRecord {
        BodyRecord {
            id: self.id.native(registry),
            name: self.name.native(registry),
            ceptoars: self.ceptoars.native(registry),
            since: self.since.native(registry),
            summary: self.summary.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Council {
    /// The party of kind `council` or `liaison-council`.
    pub party: String,
    /// Who runs its secretariat, and when.
    pub secretariat: Vec<Secretariat>,
    /// What is particular to it.
    pub features: Vec<Summary>,
    /// What it did.
    pub activities: Vec<ActivityRecord>,
    /// Where the record comes from.
    pub citation: Citation,
}

impl Native for core::Council {
    type As = Council;

    fn native(&self, registry: &core::Registry) -> Council {
        Council {
            party: self.party.native(registry),
            secretariat: self.secretariat.native(registry),
            features: self.features.native(registry),
            activities: self.activities.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A statement that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Statement {
    /// Its id here.
    pub id: String,
    /// What it says, in our own words.
    pub summary: BilingualText,
    /// The number that it states.
    pub value: Option<u32>,
    /// A term as the source writes it.
    pub text: Option<String>,
    /// The fiscal year that it speaks of, from April on.
    pub fiscal_year: Option<u32>,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Statement {
    type As = Statement;

    fn native(&self, registry: &core::Registry) -> Statement {
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
    /// Its id here.
    pub id: String,
    /// What stands there.
    pub found: BilingualText,
    /// What it should likely be.
    pub likely: Option<BilingualText>,
    /// Which of the two the data follow.
    pub used: Option<BilingualText>,
    /// Where.
    pub citation: Citation,
}

impl Native for core::Erratum {
    type As = Erratum;

    fn native(&self, registry: &core::Registry) -> Erratum {
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
    /// Who published it.
    pub publisher: Option<BilingualText>,
    /// When it was published.
    pub published: Option<CivilDay>,
    /// The day whose state it describes.
    pub as_of: Option<CivilDay>,
    /// Where it is or was.
    pub address: Option<String>,
}

impl Native for core::CitedDocument {
    type As = CitedDocument;

    fn native(&self, registry: &core::Registry) -> CitedDocument {
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
    /// Id and SHA-256 of each statement.
    pub statements: Vec<StatementDigest>,
}

impl Native for core::SourceIndex {
    type As = SourceIndex;

    fn native(&self, registry: &core::Registry) -> SourceIndex {
        SourceIndex { document: self.document.native(registry), statements: self.statements.native(registry) }
    }
}

/// When a conditional channel may be used: every set that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ChannelCondition {
    /// One of these modes; empty: any.
    pub modes: Vec<Mode>,
    /// A notice with one of these purposes; empty: any.
    pub purposes: Vec<String>,
}

impl Native for core::ChannelCondition {
    type As = ChannelCondition;

    fn native(&self, registry: &core::Registry) -> ChannelCondition {
        ChannelCondition { modes: self.modes.native(registry), purposes: self.purposes.native(registry) }
    }
}

/// A channel of a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LinkChannel {
    /// The channel.
    pub id: String,
    /// Whether it is used beside the other channels (併せて), not instead of them.
    pub also: bool,
    /// Its condition; absent: always.
    pub when: Option<ChannelCondition>,
    /// What only a person can judge before it is used; absent: nothing.
    pub judgement: Option<BilingualText>,
}

impl Native for core::LinkChannel {
    type As = LinkChannel;

    fn native(&self, registry: &core::Registry) -> LinkChannel {
        LinkChannel {
            id: self.id.native(registry),
            also: self.also.native(registry),
            when: self.when.native(registry),
            judgement: self.judgement.native(registry),
        }
    }
}

/// A link between two parties.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PartyLink {
    /// Who can hand on.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Of which direction.
    pub direction: Direction,
    /// By which channels, in order of preference; absent: unknown, not none. Empty where the link is internal.
    pub channels: Option<Vec<LinkChannel>>,
    /// One office acts in both roles: no channel is needed, and none can close it.
    pub internal: bool,
    /// When.
    pub period: Period,
    /// Where the fact comes from.
    pub citation: Citation,
}

impl Native for core::Link {
    type As = PartyLink;

    fn native(&self, registry: &core::Registry) -> PartyLink {
        PartyLink {
            from: self.from.native(registry),
            to: self.to.native(registry),
            direction: self.direction.native(registry),
            channels: self.channels.native(registry),
            internal: self.internal.native(registry),
            period: self.period.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A level: a label with its reach, persons and channels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Level {
    /// The label as its own source writes it; never translated.
    pub label: String,
    /// What it means for a holder.
    pub text: BilingualText,
    /// The label as a voice says it.
    pub spoken: Option<BilingualText>,
    /// Which organisations it admits, sorted.
    pub reach: Vec<ReachTerm>,
    /// Which persons may handle it.
    pub persons: PersonsScope,
    /// By which channels it may pass.
    pub channels: ChannelAllowance,
    /// What reach, persons and channels rest on.
    pub basis: Citation,
    /// Where the label comes from.
    pub citation: Citation,
}

impl Native for core::Level {
    type As = Level;

    fn native(&self, registry: &core::Registry) -> Level {
        Level {
            label: self.label.native(registry),
            text: self.text.native(registry),
            spoken: self.spoken.native(registry),
            reach: self.reach.native(registry),
            persons: self.persons.native(registry),
            channels: self.channels.native(registry),
            basis: self.basis.native(registry),
            citation: self.citation.native(registry),
        }
    }
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it does.
    pub effect: Effect,
    /// When it fires.
    pub when: String,
    /// Whom it speaks of.
    pub audience: String,
    /// How soon.
    pub due: Option<String>,
    /// What travels with the delivery, sorted.
    pub obligations: Vec<String>,
    /// What only a person can judge before the audience is told; of a permit. absent: nothing.
    pub judgement: Option<BilingualText>,
    /// The days on which it holds.
    pub period: Period,
    /// What it says.
    pub summary: Option<BilingualText>,
    /// Where it comes from.
    pub citation: Citation,
}

impl Native for core::Rule {
    type As = Rule;

    fn native(&self, registry: &core::Registry) -> Rule {
        Rule {
            id: self.id.native(registry),
            effect: self.effect.native(registry),
            when: self.when.native(registry),
            audience: self.audience.native(registry),
            due: self.due.native(registry),
            obligations: self.obligations.native(registry),
            judgement: self.judgement.native(registry),
            period: self.period.native(registry),
            summary: self.summary.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
