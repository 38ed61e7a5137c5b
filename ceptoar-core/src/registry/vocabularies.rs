//! The vocabularies of an edition, which rest on the built-in ones.

use std::sync::OnceLock;

use crate::document::convert;
use crate::document::edition::{
    Channel as ChannelTermDoc, Edition as EditionDoc, Term as TermDoc, Vocabularies as VocabulariesDoc,
};
use crate::document::json::read::{read, shown};
use crate::document::scalar::{Cited, IdText, Period as PeriodDoc, Text as TextDoc};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::fact::vocabulary::{Channel, Term, Vocabularies};
use crate::id::SectorId;
use crate::registry::lists::{each, unique};

/// The vocabularies of editions that bring none of their own.
const BASE_VOCABULARIES: &[u8] = include_bytes!("../../data/vocabularies/standard.json");

/// Words of a vocabulary, or sectors, sorted by id.
pub(crate) fn terms<D: Cited>(
    docs: &[D],
    at: &At<'_>,
    problems: &mut Problems,
    parts: impl Fn(&D) -> (&IdText, &TextDoc),
    period: impl Fn(&D) -> Option<&PeriodDoc>,
) -> Vec<Term> {
    unique(docs, at, problems, |doc| &parts(doc).0.0, "id");
    let mut terms = each(docs, at, problems, |doc, at, problems| {
        let (id, name) = parts(doc);
        Some(Term {
            name: convert::text(name, &at.key("name"), problems),
            period: convert::period(period(doc), &at.key("period"), problems),
            citation: convert::citation(doc, at, problems),
            id: convert::id(id, &at.key("id"), problems)?,
        })
    });
    terms.sort_by(|a, b| a.id.cmp(&b.id));
    terms
}

/// The built-in vocabularies, read once: every edition without its own rests on them.
fn base() -> Result<&'static VocabulariesDoc, Refusal> {
    static READ: OnceLock<Result<VocabulariesDoc, Refusal>> = OnceLock::new();
    READ.get_or_init(|| read(BASE_VOCABULARIES)).as_ref().map_err(Clone::clone)
}

/// The vocabularies that a document rests on, so that its digest covers them wherever they are kept.
pub(crate) fn whole(own: Option<&VocabulariesDoc>) -> Result<VocabulariesDoc, Refusal> {
    let base = base()?.clone();
    let Some(VocabulariesDoc { kinds, causes, purposes, channels, obligations }) = own.cloned() else {
        return Ok(base);
    };
    Ok(VocabulariesDoc {
        kinds: kinds.or(base.kinds),
        causes: causes.or(base.causes),
        purposes: purposes.or(base.purposes),
        channels: channels.or(base.channels),
        obligations: obligations.or(base.obligations),
    })
}

/// The vocabularies of the edition; those that it leaves out are the built-in ones.
pub(super) fn vocabularies(
    doc: &EditionDoc,
    sectors: &[Term],
    problems: &mut Problems,
) -> Result<Vocabularies, Refusal> {
    let base = base()?;
    let own = doc.vocabularies.as_ref();
    let root = At::root();
    let at = root.key("vocabularies");
    let mut list = |name: &str, own: Option<&Vec<TermDoc>>, base: Option<&Vec<TermDoc>>| {
        let docs = own.or(base).map(Vec::as_slice).unwrap_or_default();
        terms(docs, &at.key(name), problems, |doc| (&doc.id, &doc.name), |_| None)
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
    let carriers: Vec<SectorId> = convert::set(doc.carried_by.as_deref(), &at.key("carried_by"), problems);
    // Both lists are sorted.
    let known = |sector: &SectorId| sectors.binary_search_by(|term| (*term.id).cmp(sector.as_str())).is_ok();
    for (n, sector) in doc.carried_by.iter().flatten().enumerate().filter(|_| is_own) {
        // A text that is no id is told as such above.
        let carrier = carriers.binary_search_by(|id| id.as_str().cmp(&sector.0)).ok().and_then(|n| carriers.get(n));
        if carrier.is_some_and(|id| !known(id)) {
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
