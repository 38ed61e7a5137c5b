//! From an edition's document to a registry.

use std::sync::{Arc, OnceLock};

use crate::digest::Kept;
use crate::document::convert;
use crate::document::edition::Edition as EditionDoc;
use crate::document::json::read::{check_format, read_document, shown};
use crate::edition::Edition;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::fact::{link, party};
use crate::registry::data::{Inner, Registry, digest_of};
use crate::registry::lists::{each, named, some};
use crate::registry::vocabularies::{terms, vocabularies};
use crate::registry::{based, check, read, record, source, totals};
use crate::time::Period;

/// Reads and checks an edition.
pub(super) fn load(json: &[u8]) -> Result<Inner, Refusal> {
    let mut problems = Problems::new();
    let doc = read_document(json, Registry::FORMAT, &mut problems)?;
    let mut inner = make(doc, problems)?;
    // The bytes of a built-in edition: what is known of it need not be computed.
    if let Some(edition) = Edition::ALL.into_iter().find(|edition| edition.document() == json) {
        inner.edition = Some(edition);
        inner.digest = Kept::known(edition.digest());
    }
    Ok(inner)
}

/// Checks an edition, all of it, and makes a registry of it. `problems`: what was wrong with its shape.
fn make(doc: EditionDoc, mut problems: Problems) -> Result<Inner, Refusal> {
    let p = &mut problems;
    let root = At::root();
    check_format(doc.format.as_deref(), Registry::FORMAT, p);
    let id = based::id(&doc, p);
    based::outline(&doc, p);
    let title = convert::text(&doc.title, &root.key("title"), p);
    let covers = doc.covers.as_ref().map_or(Period::ALWAYS, |covers| {
        let at = root.key("covers");
        convert::citation(covers, &at, p);
        convert::span(covers.from.as_ref(), covers.until.as_ref(), &at, p)
    });
    let at = root.key("sectors");
    let sectors = terms(&doc.sectors, &at, p, |doc| (&doc.id, &doc.name), |doc| doc.period.as_ref());
    let vocabulary = vocabularies(&doc, &sectors, p)?;
    let at = root.key("parties");
    let parties = named(&doc.parties, &at, p, (|doc| &doc.id.0, "id"), read::party, |a, b| a.id.cmp(&b.id));
    let at = root.key("ceptoars");
    let ceptoars =
        named(&doc.ceptoars, &at, p, (|doc| &doc.party.0, "party"), record::ceptoar, |a, b| a.party.cmp(&b.party));
    let (docs, at) = (some(doc.councils.as_ref()), root.key("councils"));
    let councils = named(docs, &at, p, (|doc| &doc.party.0, "party"), record::council, |a, b| a.party.cmp(&b.party));
    let mut memberships = each(&doc.memberships, &root.key("memberships"), p, read::membership);
    memberships.sort_by(party::in_order);
    let mut links = each(&doc.links, &root.key("links"), p, read::link);
    links.sort_by(link::in_order);
    let (docs, at) = (some(doc.instruments.as_ref()), root.key("instruments"));
    let instruments = named(docs, &at, p, (|doc| &doc.id.0, "id"), record::instrument, |a, b| a.id.cmp(&b.id));
    let (docs, at) = (some(doc.bodies.as_ref()), root.key("bodies"));
    let bodies = named(docs, &at, p, (|doc| &doc.id.0, "id"), record::body, |a, b| a.id.cmp(&b.id));
    let (docs, at) = (some(doc.statements.as_ref()), root.key("statements"));
    let statements = named(docs, &at, p, (|doc| &doc.id.0, "id"), source::statement, |a, b| a.id.cmp(&b.id));
    let (docs, at) = (some(doc.errata.as_ref()), root.key("errata"));
    let errata = named(docs, &at, p, (|doc| &doc.id.0, "id"), source::erratum, |a, b| a.id.cmp(&b.id));
    let (docs, at) = (some(doc.documents.as_ref()), root.key("documents"));
    let documents = named(docs, &at, p, (|doc| &doc.id.0, "id"), source::document, |a, b| a.id.cmp(&b.id));
    let source_index = doc.source_index.as_ref().and_then(|doc| source::index(doc, &root.key("source_index"), p));
    let (docs, at) = (some(doc.excused.as_ref()), root.key("excused"));
    let excused = named(docs, &at, p, (|doc| &doc.id.0, "id"), source::excused, |a, b| a.id.cmp(&b.id));
    let Some(id) = id else { return Err(refused(problems, &doc)) };
    let mut inner = Inner {
        id,
        revision: doc.revision,
        title,
        covers,
        vocabulary,
        sectors,
        parties,
        ceptoars,
        councils,
        memberships,
        links,
        hung: Vec::new(),
        all_links: OnceLock::new(),
        instruments,
        bodies,
        statements,
        errata,
        documents,
        source_index,
        excused,
        lints: Vec::new(),
        digest: Kept::default(),
        overlays: Arc::default(),
        edition: None,
        roster_digest: Kept::default(),
        document: Arc::new(doc),
        roster: None,
    };
    // A stand-in fits nowhere: what is wrong with the shape is told first.
    if p.are_of_value() {
        check::edition(&inner.document, &inner, p);
        totals::check(&inner.document, &inner, p);
    }
    problems.into_result(())?;
    inner.lints = check::lints(&inner);
    Ok(inner)
}

/// The refusal of a document whose id alone could not be read; what rests on it was not checked.
fn refused(problems: Problems, doc: &EditionDoc) -> Refusal {
    let fallback = Refusal::one(ErrorCode::BadId, "/id", vec![shown(&doc.id.0)]);
    problems.into_result(()).err().unwrap_or(fallback)
}

impl EditionDoc {
    /// Whether the document means something, all of it: what [`Registry::from_document`] checks.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        make(self.clone(), Problems::new()).map(drop)
    }

    /// SHA-256 of what the document means, in hexadecimal: the vocabularies that it rests on are covered, the order of its
    /// lists is not.
    #[must_use]
    pub fn digest(&self) -> String {
        digest_of(self).into()
    }
}

impl Registry {
    /// Reads and checks an edition.
    ///
    /// # Errors
    /// Every problem at once: duplicate and dangling ids, overlapping periods, doubled links, circles, broken totals,
    /// CEPTOARs without a ministry. A fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        load(json).map(|inner| Self(Arc::new(inner)))
    }

    /// The registry of the document that an overlay makes of this registry's: answers name the digest of this edition, then that
    /// of the overlay.
    pub(crate) fn under(&self, document: EditionDoc, overlay: &str) -> Result<Self, Refusal> {
        let mut inner = make(document, Problems::new())?;
        inner.edition = self.0.edition;
        inner.digest = Kept::known(self.digest());
        inner.overlays = self.overlay_digests().iter().cloned().chain([Arc::from(overlay)]).collect();
        Ok(Self(Arc::new(inner)))
    }

    /// The registry of a document that was put together.
    ///
    /// # Errors
    /// As [`Registry::from_json`], with the pointers of the document.
    pub fn from_document(document: &EditionDoc) -> Result<Self, Refusal> {
        make(document.clone(), Problems::new()).map(|inner| Self(Arc::new(inner)))
    }
}
