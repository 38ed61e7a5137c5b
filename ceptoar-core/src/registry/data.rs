//! The registry: what exists, dated and cited. Loaded whole or not at all.

use std::sync::{Arc, OnceLock};

use crate::digest::{Kept, digest, digest_with};
use crate::document::edition::Edition as EditionDoc;
use crate::document::roster::Roster as RosterDoc;
use crate::edition::Edition;
use crate::fact::ceptoar::{Body, Ceptoar, Council};
use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::fact::source::{CitedDocument, Erratum, Excused, Instrument, SourceIndex, Statement};
use crate::fact::vocabulary::{Term, Vocabularies};
use crate::id::{ChannelId, DocumentId, PartyId};
use crate::lint::Lint;
use crate::registry::hung::{Hung, LinkView, merged};
use crate::registry::vocabularies::whole;
use crate::text::bilingual::Text;
use crate::time::Period;

/// A checked edition, with a roster or without. Cheap to clone, immutable, free to share between threads.
///
/// ```
/// use ceptoar_core::{Edition, Registry};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// assert_eq!((registry.sectors().len(), registry.ceptoars().len()), (10, 14));
/// assert!(registry.party("nisc").is_some());
/// assert_eq!(registry.find("がす")[0].id, "gas-members"); // as a person types it
///
/// let refusal = Registry::from_json(b"{}").unwrap_err(); // one of your own is read the same way
/// println!("{refusal}");
/// ```
#[derive(Debug, Clone)]
pub struct Registry(pub(super) Arc<Inner>);

#[derive(Debug, Clone)]
pub(super) struct Inner {
    pub(super) id: DocumentId,
    pub(super) revision: u32,
    pub(super) title: Text,
    pub(super) covers: Period,
    pub(super) vocabulary: Vocabularies,
    pub(super) sectors: Vec<Term>,
    pub(super) parties: Vec<Party>,
    pub(super) ceptoars: Vec<Ceptoar>,
    pub(super) councils: Vec<Council>,
    pub(super) memberships: Vec<Membership>,
    /// The links that are written: those of the edition, and of the roster.
    pub(super) links: Vec<Link>,
    /// The links that organisations of the roster get from members classes, in the same order.
    pub(super) hung: Vec<Hung>,
    /// Both together, made for whoever asks for links with all that they say.
    pub(super) all_links: OnceLock<Vec<Link>>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) bodies: Vec<Body>,
    pub(super) statements: Vec<Statement>,
    pub(super) errata: Vec<Erratum>,
    pub(super) documents: Vec<CitedDocument>,
    pub(super) source_index: Option<SourceIndex>,
    pub(super) excused: Vec<Excused>,
    pub(super) lints: Vec<Lint>,
    pub(super) digest: Kept,
    /// The digests of the overlays that were applied to it, in their order.
    pub(super) overlays: Arc<[Arc<str>]>,
    /// The built-in edition that it was made from, with overlays and a roster or without.
    pub(super) edition: Option<Edition>,
    pub(super) roster_digest: Kept,
    /// What the registry was made of, as it was written.
    pub(super) document: Arc<EditionDoc>,
    pub(super) roster: Option<Arc<RosterDoc>>,
}

impl Inner {
    /// Every link, in their order.
    pub(super) fn each_link(&self) -> impl Iterator<Item = LinkView<'_>> + Clone {
        merged(&self.links, &self.hung)
    }
}

/// The digest of an edition, which covers the vocabularies that it rests on.
pub(super) fn digest_of(doc: &EditionDoc) -> Box<str> {
    // The built-in vocabularies are read before an edition is accepted, so that this cannot fail.
    whole(doc.vocabularies.as_ref()).map(|whole| digest_with(doc, "vocabularies", &Some(whole))).unwrap_or_default()
}

impl Registry {
    /// A registry without a party, in which every notice is refused.
    pub(crate) fn empty(id: DocumentId) -> Self {
        let document = Arc::new(EditionDoc::new(id.as_str(), id.as_str()));
        let ja = id.as_str().into();
        Self(Arc::new(Inner {
            id,
            revision: 0,
            title: Text { ja, en: None },
            covers: Period::ALWAYS,
            vocabulary: Vocabularies::default(),
            sectors: Vec::new(),
            parties: Vec::new(),
            ceptoars: Vec::new(),
            councils: Vec::new(),
            memberships: Vec::new(),
            links: Vec::new(),
            hung: Vec::new(),
            all_links: OnceLock::new(),
            instruments: Vec::new(),
            bodies: Vec::new(),
            statements: Vec::new(),
            errata: Vec::new(),
            documents: Vec::new(),
            source_index: None,
            excused: Vec::new(),
            lints: Vec::new(),
            digest: Kept::known(""),
            overlays: Arc::default(),
            edition: None,
            roster_digest: Kept::default(),
            document,
            roster: None,
        }))
    }

    /// The format of an edition as JSON.
    pub const FORMAT: &'static str = EditionDoc::FORMAT;

    /// The document that the registry was made of, as it was written: with its notes, and without a roster.
    #[must_use]
    pub fn document(&self) -> &EditionDoc {
        &self.0.document
    }

    /// The roster's document, as it was written, where one is joined.
    #[must_use]
    pub fn roster(&self) -> Option<&RosterDoc> {
        self.0.roster.as_deref()
    }

    /// The document of the edition as JSON: what is read from it is the same registry, without a roster.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.document.write()
    }

    /// The id of the edition.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.0.id
    }

    /// The revision, which each correction raises.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision
    }

    /// The title of the edition.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.0.title
    }

    /// The days that the edition speaks of.
    #[must_use]
    pub fn covers(&self) -> Period {
        self.0.covers
    }

    /// The vocabularies, each sorted by id.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabularies {
        &self.0.vocabulary
    }

    /// The sectors, sorted by id.
    #[must_use]
    pub fn sectors(&self) -> &[Term] {
        &self.0.sectors
    }

    /// The parties, sorted by id.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.0.parties
    }

    /// The party of an id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        let found = self.0.parties.binary_search_by(|party| party.id.as_str().cmp(id)).ok()?;
        self.0.parties.get(found)
    }

    /// The records of the CEPTOARs, sorted by party.
    #[must_use]
    pub fn ceptoars(&self) -> &[Ceptoar] {
        &self.0.ceptoars
    }

    /// The record of a CEPTOAR.
    #[must_use]
    pub fn ceptoar(&self, id: &str) -> Option<&Ceptoar> {
        let found = self.0.ceptoars.binary_search_by(|ceptoar| ceptoar.party.as_str().cmp(id)).ok()?;
        self.0.ceptoars.get(found)
    }

    /// The records of the councils, sorted by party.
    #[must_use]
    pub fn councils(&self) -> &[Council] {
        &self.0.councils
    }

    /// The memberships, sorted by party, group, role and period.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.0.memberships
    }

    /// The links, sorted by from, to, direction and period.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        if self.0.hung.is_empty() {
            return &self.0.links;
        }
        self.0.all_links.get_or_init(|| self.each_link().map(|link| link.whole()).collect())
    }

    /// As [`Registry::links`], without a copy of what the links of many organisations have in common.
    pub(crate) fn each_link(&self) -> impl Iterator<Item = LinkView<'_>> {
        self.0.each_link()
    }

    /// Whether some link leads from one party to another.
    pub(crate) fn has_link(&self, from: &PartyId, to: &PartyId) -> bool {
        self.0.links.binary_search_by(|link| (&link.from, &link.to).cmp(&(from, to))).is_ok()
            || self.0.hung.binary_search_by(|link| (&link.from, &link.to).cmp(&(from, to))).is_ok()
    }

    /// The rules, plans, guidelines, standards and exercises that the source names, sorted by id.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.0.instruments
    }

    /// The instruments that bind a CEPTOAR, sorted by id.
    pub fn instruments_of<'a>(&'a self, ceptoar: &'a str) -> impl Iterator<Item = &'a Instrument> {
        self.0.instruments.iter().filter(move |instrument| instrument.binds.iter().any(|b| b.ceptoar == *ceptoar))
    }

    /// The committees and groups inside CEPTOARs that the source names and that are no parties, sorted by id.
    #[must_use]
    pub fn bodies(&self) -> &[Body] {
        &self.0.bodies
    }

    /// The statements of the source that no other datum holds, sorted by id.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.0.statements
    }

    /// The contradictions of the source, sorted by id.
    #[must_use]
    pub fn errata(&self) -> &[Erratum] {
        &self.0.errata
    }

    /// The documents that are cited, sorted by id.
    #[must_use]
    pub fn documents(&self) -> &[CitedDocument] {
        &self.0.documents
    }

    /// The statements of the source with their digests.
    #[must_use]
    pub fn source_index(&self) -> Option<&SourceIndex> {
        self.0.source_index.as_ref()
    }

    /// Statements that no datum needs to cite, with the reason.
    #[must_use]
    pub fn excused(&self) -> &[Excused] {
        &self.0.excused
    }

    /// The lints: what a careful reader of the edition should look at, sorted.
    #[must_use]
    pub fn lints(&self) -> &[Lint] {
        &self.0.lints
    }

    /// SHA-256 of the edition, in hexadecimal; of the edition that overlays were applied to, where they were.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.0.digest.get(|| digest_of(&self.0.document))
    }

    /// SHA-256 of each overlay that was applied, in their order. A document that overlays were applied to before it was read has
    /// a digest of its own, and none here.
    #[must_use]
    pub fn overlay_digests(&self) -> &[Arc<str>] {
        &self.0.overlays
    }

    /// The same, shared.
    pub(crate) fn shared_overlay_digests(&self) -> Arc<[Arc<str>]> {
        Arc::clone(&self.0.overlays)
    }

    /// SHA-256 of the roster, where one is loaded.
    #[must_use]
    pub fn roster_digest(&self) -> Option<&str> {
        self.0.roster.as_deref().map(|roster| self.0.roster_digest.get(|| digest(roster)))
    }

    /// What is hung has the channels of a link that is written.
    pub(crate) fn has_channel(&self, id: &ChannelId) -> bool {
        self.0.vocabulary.channels.iter().any(|channel| channel.id == *id)
            || self.0.links.iter().flat_map(|link| link.channels.iter().flatten()).any(|channel| channel.id == *id)
    }
}
