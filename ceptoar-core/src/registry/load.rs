//! From an edition's document to a registry.

use std::sync::Arc;

/// The vocabularies of editions that bring none of their own.
const BASE_VOCABULARIES: &[u8] = include_bytes!("../../data/vocabularies/standard.json");

use crate::digest::digest;
use crate::document::convert;
use crate::document::edition::{
    ChannelTermDoc, CitedDocumentDoc, EditionDoc, SourceIndexDoc, TermDoc, VocabulariesDoc,
};
use crate::document::json::read::{check_format, read, read_on, shown};
use crate::document::scalar::{Cited, SlugText, TextDoc};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::fact::ceptoar::Council;
use crate::fact::link::Link;
use crate::fact::party::Membership;
use crate::fact::source::{CitedDocument, Erratum, SourceIndex, Statement};
use crate::fact::vocabulary::{Channel, Term, Vocabularies};
use crate::id::{KindId, SectorId};
use crate::registry::data::{Inner, Registry};
use crate::registry::lists::{each, placed, unique};
use crate::registry::{check, read as people, record, totals};
use crate::time::Period;

pub(super) fn load(json: &[u8]) -> Result<Inner, Refusal> {
    let mut problems = Problems::new();
    let doc: EditionDoc = read_on(json, &mut problems)?;
    let p = &mut problems;
    let root = At::root();
    check_format(doc.format.as_deref(), Registry::FORMAT, p);
    let id = convert::id(&doc.id, &root.key("id"), p);
    let title = convert::text(&doc.title, &root.key("title"), p);
    let covers = doc.covers.as_ref().map_or(Period::ALWAYS, |covers| {
        let at = root.key("covers");
        convert::citation(covers, &at, p);
        convert::span(covers.from.as_ref(), covers.until.as_ref(), &at, p)
    });
    let sectors = terms(&doc.sectors, &root.key("sectors"), p, |doc| (&doc.id, &doc.name));
    let vocabulary = vocabularies(&doc, &sectors, p)?;
    let mut parties = each(&doc.parties, &root.key("parties"), p, people::party);
    unique(&doc.parties, &root.key("parties"), p, |party| &party.id.0, "id");
    parties.sort_by(|a, b| a.id.cmp(&b.id));
    let mut ceptoars = each(&doc.ceptoars, &root.key("ceptoars"), p, record::ceptoar);
    unique(&doc.ceptoars, &root.key("ceptoars"), p, |ceptoar| &ceptoar.party.0, "party");
    ceptoars.sort_by(|a, b| a.party.cmp(&b.party));
    let mut councils = each(doc.councils.as_deref().unwrap_or_default(), &root.key("councils"), p, |doc, at, p| {
        Some(Council {
            secretariat: record::secretariat(doc.secretariat.as_ref(), &doc.party.0, at, p),
            features: record::summaries(doc.features.as_ref(), &at.key("features"), p),
            activities: record::activities(doc.activities.as_ref(), &at.key("activities"), p),
            citation: convert::citation(doc, at, p),
            party: convert::id(&doc.party, &at.key("party"), p)?,
        })
    });
    unique(doc.councils.as_deref().unwrap_or_default(), &root.key("councils"), p, |council| &council.party.0, "party");
    councils.sort_by(|a, b| a.party.cmp(&b.party));
    let written = check::Written {
        memberships: placed(&doc.memberships, &root.key("memberships"), p, people::membership),
        links: placed(&doc.links, &root.key("links"), p, people::link),
    };
    let mut memberships: Vec<Membership> = written.memberships.iter().map(|(_, datum)| datum.clone()).collect();
    memberships.sort_by(|a, b| (&a.party, &a.group, a.role, a.period).cmp(&(&b.party, &b.group, b.role, b.period)));
    let mut links: Vec<Link> = written.links.iter().map(|(_, datum)| datum.clone()).collect();
    links.sort_by(|a, b| (&a.from, &a.to, a.direction, a.period).cmp(&(&b.from, &b.to, b.direction, b.period)));
    let docs = doc.instruments.as_deref().unwrap_or_default();
    unique(docs, &root.key("instruments"), p, |instrument| &instrument.id.0, "id");
    let mut instruments = each(docs, &root.key("instruments"), p, record::instrument);
    instruments.sort_by(|a, b| a.id.cmp(&b.id));
    let docs = doc.bodies.as_deref().unwrap_or_default();
    unique(docs, &root.key("bodies"), p, |body| &body.id.0, "id");
    let mut bodies = each(docs, &root.key("bodies"), p, record::body);
    bodies.sort_by(|a, b| a.id.cmp(&b.id));
    let docs = doc.statements.as_deref().unwrap_or_default();
    unique(docs, &root.key("statements"), p, |statement| &statement.id.0, "id");
    let mut statements = each(docs, &root.key("statements"), p, |doc, at, p| {
        check_slug(&doc.id, &at.key("id"), p);
        Some(Statement {
            id: doc.id.0.as_str().into(),
            summary: convert::text(&doc.summary, &at.key("summary"), p),
            value: doc.value,
            text: doc.text.as_deref().map(|text| convert::plain(text, &at.key("text"), p)),
            fiscal_year: doc.fiscal_year,
            citation: convert::citation(doc, at, p),
        })
    });
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    let docs = doc.errata.as_deref().unwrap_or_default();
    unique(docs, &root.key("errata"), p, |erratum| &erratum.id.0, "id");
    let mut errata = each(docs, &root.key("errata"), p, |doc, at, p| {
        check_slug(&doc.id, &at.key("id"), p);
        Some(Erratum {
            id: doc.id.0.as_str().into(),
            found: convert::text(&doc.found, &at.key("found"), p),
            likely: convert::some_text(doc.likely.as_ref(), &at.key("likely"), p),
            used: convert::some_text(doc.used.as_ref(), &at.key("used"), p),
            citation: convert::citation(doc, at, p),
        })
    });
    errata.sort_by(|a, b| a.id.cmp(&b.id));
    let docs = doc.documents.as_deref().unwrap_or_default();
    unique(docs, &root.key("documents"), p, |document| &document.id.0, "id");
    let mut documents = each(docs, &root.key("documents"), p, document);
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let source_index = doc.source_index.as_ref().and_then(|doc| index(doc, &root.key("source_index"), p));
    let docs = doc.excused.as_deref().unwrap_or_default();
    unique(docs, &root.key("excused"), p, |excused| &excused.id.0, "id");
    let mut excused = each(docs, &root.key("excused"), p, |doc, at, p| {
        let reason = convert::text(&doc.reason, &at.key("reason"), p);
        Some((convert::id(&doc.id, &at.key("id"), p)?, reason))
    });
    excused.sort_unstable();
    let mut inner = Inner {
        id: match id {
            Some(id) => id,
            None => return Err(refused(problems, &doc)),
        },
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
        instruments,
        bodies,
        statements,
        errata,
        documents,
        source_index,
        excused,
        lints: Vec::new(),
        digest: Box::default(),
        edition: None,
        roster_digest: None,
    };
    // A stand-in fits nowhere: what is wrong with the shape is told first.
    if p.are_of_value() {
        check::edition(&doc, &inner, &written, p);
        totals::check(&doc, &inner, p);
    }
    problems.into_result(())?;
    inner.lints = check::lints(&inner);
    inner.digest = digest(&with_vocabularies(doc)?);
    Ok(inner)
}

/// The refusal of a document whose id alone could not be read; what rests on it was not checked.
fn refused(problems: Problems, doc: &EditionDoc) -> Refusal {
    let fallback = Refusal::one(ErrorCode::BadId, "/id", vec![shown(&doc.id.0)]);
    problems.into_result(()).err().unwrap_or(fallback)
}

fn check_slug(id: &SlugText, at: &At<'_>, problems: &mut Problems) {
    convert::id::<KindId>(id, at, problems);
}

fn terms<D: Cited>(
    docs: &[D],
    at: &At<'_>,
    problems: &mut Problems,
    parts: impl Fn(&D) -> (&SlugText, &TextDoc),
) -> Vec<Term> {
    unique(docs, at, problems, |doc| &parts(doc).0.0, "id");
    let mut terms = each(docs, at, problems, |doc, at, problems| {
        let (id, name) = parts(doc);
        check_slug(id, &at.key("id"), problems);
        Some(Term {
            id: id.0.as_str().into(),
            name: convert::text(name, &at.key("name"), problems),
            citation: convert::citation(doc, at, problems),
        })
    });
    terms.sort_by(|a, b| a.id.cmp(&b.id));
    terms
}

/// The document with the vocabularies that it rests on, so that its digest covers them wherever they are kept.
fn with_vocabularies(mut doc: EditionDoc) -> Result<EditionDoc, Refusal> {
    let base: VocabulariesDoc = read(BASE_VOCABULARIES)?;
    let own = doc.vocabularies.take();
    let VocabulariesDoc { kinds, causes, purposes, channels, obligations } = match own {
        None => base,
        Some(own) => VocabulariesDoc {
            kinds: own.kinds.or(base.kinds),
            causes: own.causes.or(base.causes),
            purposes: own.purposes.or(base.purposes),
            channels: own.channels.or(base.channels),
            obligations: own.obligations.or(base.obligations),
        },
    };
    doc.vocabularies = Some(VocabulariesDoc { kinds, causes, purposes, channels, obligations });
    Ok(doc)
}

/// The vocabularies of the edition; those that it leaves out are the built-in ones.
fn vocabularies(doc: &EditionDoc, sectors: &[Term], problems: &mut Problems) -> Result<Vocabularies, Refusal> {
    let base: VocabulariesDoc = read(BASE_VOCABULARIES)?;
    let own = doc.vocabularies.as_ref();
    let root = At::root();
    let at = root.key("vocabularies");
    let mut list = |name: &str, own: Option<&Vec<TermDoc>>, base: Option<&Vec<TermDoc>>| {
        let docs = own.or(base).map(Vec::as_slice).unwrap_or_default();
        terms(docs, &at.key(name), problems, |doc| (&doc.id, &doc.name))
    };
    let kinds = list("kinds", own.and_then(|v| v.kinds.as_ref()), base.kinds.as_ref());
    let causes = list("causes", own.and_then(|v| v.causes.as_ref()), base.causes.as_ref());
    let purposes = list("purposes", own.and_then(|v| v.purposes.as_ref()), base.purposes.as_ref());
    let obligations = list("obligations", own.and_then(|v| v.obligations.as_ref()), base.obligations.as_ref());
    let own_channels = own.and_then(|v| v.channels.as_ref());
    let channels = own_channels.or(base.channels.as_ref()).map(Vec::as_slice).unwrap_or_default();
    let at = at.key("channels");
    unique(channels, &at, problems, |channel| &channel.id.0, "id");
    let mut channels =
        each(channels, &at, problems, |doc, at, problems| channel(doc, sectors, own_channels.is_some(), at, problems));
    channels.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Vocabularies { kinds, causes, purposes, channels, obligations })
}

/// A channel of the built-in vocabulary is carried by such sectors of its carriers as the registry has.
fn channel(
    doc: &ChannelTermDoc,
    sectors: &[Term],
    is_own: bool,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<Channel> {
    let carriers: Vec<SectorId> = convert::set(doc.carried_by.as_ref(), &at.key("carried_by"), problems);
    let known = |sector: &SectorId| sectors.iter().any(|term| *term.id == *sector.as_str());
    for (n, sector) in doc.carried_by.iter().flatten().enumerate().filter(|_| is_own) {
        // A text that is no id is told as such above.
        if carriers.iter().any(|id| *id == *sector.0 && !known(id)) {
            let (at, known) = (at.key("carried_by"), sectors.iter().map(|term| &*term.id));
            unknown(problems, ErrorCode::UnknownSector, &at.index(n), vec![shown(&sector.0)], known);
        }
    }
    Some(Channel {
        name: convert::text(&doc.name, &at.key("name"), problems),
        public: doc.public,
        carried_by: carriers.into_iter().filter(known).collect(),
        citation: convert::citation(doc, at, problems),
        id: convert::id(&doc.id, &at.key("id"), problems)?,
    })
}

fn document(doc: &CitedDocumentDoc, at: &At<'_>, p: &mut Problems) -> Option<CitedDocument> {
    Some(CitedDocument {
        title: convert::text(&doc.title, &at.key("title"), p),
        publisher: convert::some_text(doc.publisher.as_ref(), &at.key("publisher"), p),
        published: doc.published.as_ref().and_then(|day| convert::date(day, &at.key("published"), p)),
        as_of: doc.as_of.as_ref().and_then(|day| convert::date(day, &at.key("as_of"), p)),
        address: doc.address.as_deref().map(|address| convert::plain(address, &at.key("address"), p)),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

fn index(doc: &SourceIndexDoc, at: &At<'_>, p: &mut Problems) -> Option<SourceIndex> {
    let list = at.key("statements");
    unique(&doc.statements, &list, p, |entry| &entry.id.0, "id");
    let statements = each(&doc.statements, &list, p, |entry, at, p| {
        let hex = entry.sha256.0.as_str();
        if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            p.push(ErrorCode::BadDigest, &at.key("sha256"), vec![shown(hex)]);
        }
        Some((convert::id(&entry.id, &at.key("id"), p)?, hex.into()))
    });
    Some(SourceIndex { document: convert::id(&doc.document, &at.key("document"), p)?, statements })
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
}
