//! The registry: what exists, dated and cited.

use std::sync::Arc;

use ceptoar_core::{self as core, ErrorCode};

use crate::documents::edition::EditionDocument;
use crate::edition::{chosen, known_edition};
use crate::error::{CeptoarError, known};
use crate::instant::CivilDay;
use crate::native::Native;
use crate::overlay::Overlay;
use crate::records::ceptoar::{BodyRecord, CeptoarRecord, Council};
use crate::records::edition::Edition;
use crate::records::link::PartyLink;
use crate::records::lint::Lint;
use crate::records::part::RegistryPart;
use crate::records::party::{Membership, Party};
use crate::records::source::{CitedDocument, Erratum, Excused, Instrument, SourceIndex, Statement};
use crate::records::text::BilingualText;
use crate::records::time::Period;
use crate::records::vocabulary::{Term, Vocabularies};
use crate::roster::Roster;
use crate::written::Written;

/// A checked edition, with overlays and a roster or without: what exists, dated and cited. Immutable; many threads may use it.
#[derive(uniffi::Object)]
pub struct Registry(pub(crate) core::Registry);

#[uniffi::export]
impl Registry {
    /// A built-in edition; absent: that of the latest day.
    #[uniffi::constructor(default(edition = None))]
    #[must_use]
    pub fn builtin(edition: Option<Edition>) -> Arc<Self> {
        Arc::new(Self(core::Registry::builtin(chosen(edition))))
    }

    /// Reads and checks an edition (`schemas/v1/edition.schema.json`), such as one that is newer than the app.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Registry::from_json(&json)?)))
    }

    /// What a document says.
    ///
    /// # Errors
    /// Every problem at once, with pointers into the document.
    #[uniffi::constructor]
    pub fn from_document(document: &EditionDocument) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Registry::from_document(&document.core())?)))
    }

    /// The document that it was made of.
    #[must_use]
    pub fn document(&self) -> EditionDocument {
        Written::of(self.0.document())
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same registry with the organisations of a roster.
    ///
    /// # Errors
    /// Every id of the roster that is foreign or taken, and links that touch none of its organisations; `second-roster`
    /// where the registry has one already.
    pub fn with_roster(&self, roster: Arc<Roster>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(self.0.with_roster(&roster.0)?)))
    }

    /// The same registry, changed by an overlay. What comes out is named `<edition>+<overlay>` and keeps the rules of the
    /// edition at its bottom; `digests.overlays` of a plan names what was applied. A roster comes last.
    ///
    /// # Errors
    /// Every entry that does not fit what stands, with its place in the overlay; `wrong-base` for an overlay of another
    /// edition, `overlay-after-roster` where the registry has a roster.
    pub fn with_overlay(&self, overlay: Arc<Overlay>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(self.0.with_overlay(&overlay.0)?)))
    }

    /// The same registry, changed by overlays in their order, each laid over what the former left.
    ///
    /// # Errors
    /// As `with_overlay`, with the number of the overlay before the place: `/1/set/0`.
    pub fn with_overlays(&self, overlays: Vec<Arc<Overlay>>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(self.0.with_overlays(overlays.iter().map(|overlay| &overlay.0))?)))
    }

    /// The built-in edition that the registry was made from, with overlays and a roster or without, or whose document it read:
    /// its rules are the default of a router. Absent for any other edition.
    #[must_use]
    pub fn edition(&self) -> Option<Edition> {
        self.0.edition().and_then(known_edition)
    }

    /// The id of the edition.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// What the edition is called.
    #[must_use]
    pub fn title(&self) -> BilingualText {
        self.0.title().native(&self.0)
    }

    /// The days that the edition speaks of.
    #[must_use]
    pub fn covers(&self) -> Period {
        self.0.covers().native(&self.0)
    }

    /// The vocabularies, each sorted by id.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabularies {
        self.0.vocabulary().native(&self.0)
    }

    /// The sectors, sorted by id.
    #[must_use]
    pub fn sectors(&self) -> Vec<Term> {
        self.0.sectors().native(&self.0)
    }

    /// The parties, sorted by id.
    #[must_use]
    pub fn parties(&self) -> Vec<Party> {
        self.0.parties().native(&self.0)
    }

    /// The party of an id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<Party> {
        self.0.party(id).native(&self.0)
    }

    /// The name of a party on a civil day in Japan: a name may change, and an overlay says from when.
    ///
    /// # Errors
    /// `unknown-party` for a foreign id, `bad-id` for a text that is none.
    pub fn name_on(&self, party: &str, day: CivilDay) -> Result<BilingualText, CeptoarError> {
        let party = known(&self.0, party, "/party")?;
        let name = self.0.party(party.as_str()).map(|party| party.name_on(day));
        name.map(|name| name.native(&self.0))
            .ok_or_else(|| CeptoarError::of_code(ErrorCode::UnknownParty, "/party", party.as_str()))
    }

    /// The parties whose id or name, Japanese or English, holds the text: those that are called just so first, then those
    /// that begin with it, each by id. Width, case, spaces and the kind of kana do not matter.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Party> {
        self.0.find(text).native(&self.0)
    }

    /// The records of the CEPTOARs, sorted by party.
    #[must_use]
    pub fn ceptoars(&self) -> Vec<CeptoarRecord> {
        self.0.ceptoars().native(&self.0)
    }

    /// The record of a CEPTOAR.
    #[must_use]
    pub fn ceptoar(&self, id: &str) -> Option<CeptoarRecord> {
        self.0.ceptoar(id).native(&self.0)
    }

    /// What is known of the councils, sorted by party.
    #[must_use]
    pub fn councils(&self) -> Vec<Council> {
        self.0.councils().native(&self.0)
    }

    /// The memberships, sorted by party, group, role and period.
    #[must_use]
    pub fn memberships(&self) -> Vec<Membership> {
        self.0.memberships().native(&self.0)
    }

    /// The links, sorted by from, to, direction and period.
    #[must_use]
    pub fn links(&self) -> Vec<PartyLink> {
        self.0.links().native(&self.0)
    }

    /// The rules, plans, guidelines, standards and exercises that the source names, sorted by id.
    #[must_use]
    pub fn instruments(&self) -> Vec<Instrument> {
        self.0.instruments().native(&self.0)
    }

    /// The instruments that bind a CEPTOAR, sorted by id.
    ///
    /// # Errors
    /// `unknown-party` for a foreign id: of a name misspelt, "none" is no answer.
    pub fn instruments_of(&self, ceptoar: &str) -> Result<Vec<Instrument>, CeptoarError> {
        let ceptoar = known(&self.0, ceptoar, "/ceptoar")?;
        Ok(self.0.instruments_of(ceptoar.as_str()).map(|instrument| instrument.native(&self.0)).collect())
    }

    /// Sees that the registry has a party, before an answer is searched for it.
    ///
    /// # Errors
    /// `unknown-party` for a foreign id, `bad-id` for a text that is none.
    pub fn check_party(&self, party: &str) -> Result<(), CeptoarError> {
        known(&self.0, party, "/party").map(drop)
    }

    /// The committees and groups inside CEPTOARs that the source names and that are no parties, sorted by id.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRecord> {
        self.0.bodies().native(&self.0)
    }

    /// What the source states and no other datum holds, sorted by id.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        self.0.statements().native(&self.0)
    }

    /// Where the source contradicts itself, sorted by id.
    #[must_use]
    pub fn errata(&self) -> Vec<Erratum> {
        self.0.errata().native(&self.0)
    }

    /// The documents that are cited, sorted by id.
    #[must_use]
    pub fn documents(&self) -> Vec<CitedDocument> {
        self.0.documents().native(&self.0)
    }

    /// The statements of the source with their digests.
    #[must_use]
    pub fn source_index(&self) -> Option<SourceIndex> {
        self.0.source_index().native(&self.0)
    }

    /// Statements that no datum needs to cite, with the reason.
    #[must_use]
    pub fn excused(&self) -> Vec<Excused> {
        self.0.excused().native(&self.0)
    }

    /// What a careful reader of the edition should look at, sorted.
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.0.lints().native(&self.0)
    }

    /// SHA-256 of the edition, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }

    /// SHA-256 of each overlay that was applied, in their order.
    #[must_use]
    pub fn overlay_digests(&self) -> Vec<String> {
        self.0.overlay_digests().iter().map(ToString::to_string).collect()
    }

    /// SHA-256 of the roster, where one is loaded.
    #[must_use]
    pub fn roster_digest(&self) -> Option<String> {
        self.0.roster_digest().map(str::to_owned)
    }

    /// A part of the registry as JSON.
    #[must_use]
    pub fn part(&self, part: RegistryPart) -> String {
        self.0.part(part)
    }
}
