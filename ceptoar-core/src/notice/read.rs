//! Reads a notice, with every problem at once.

use chrono::{DateTime, Utc};

use crate::document::convert;
use crate::document::convert::Id;
use crate::document::json::read::{check_format, read_document};
use crate::document::notice::Notice as NoticeDoc;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::{KindId, Label, NoticeId, PartyId, StandIn as _};
use crate::level::profile::LevelProfile;
use crate::notice::envelope::{NamedPerson, Notice};
use crate::notice::form::{Places, check_form};
use crate::notice::quick::read::Quick;
use crate::text::said::Said;
use crate::word::sets::Message;

/// A notice as it was read, with its lists in the order of the document, so that pointers fit.
pub(crate) struct Read {
    pub(crate) notice: Notice,
    pub(crate) places: Places,
    /// Whether every required part could be read. Where one could not, another stands in for it, so that the rest is
    /// checked as well; the notice is refused in any case.
    pub(crate) whole: bool,
}

/// Reads a plain notice, of the form that is checked; `None`: [`parse`] reads it, or says what is wrong.
pub(crate) fn plain(json: &[u8]) -> Option<Notice> {
    Quick::read(json, Vec::with_capacity(16))?.notice()
}

/// Reads any notice.
pub(super) fn whole(json: &[u8]) -> Result<Notice, Refusal> {
    let mut problems = Problems::new();
    let read = parse(json, None, &mut problems)?;
    problems.into_result(())?;
    Ok(read.notice.sorted())
}

impl Quick<'_> {
    /// The notice. That its ids have their form was seen; each says so again, because no other way makes one.
    pub(super) fn notice(&self) -> Option<Notice> {
        fn ids<T: Id>(texts: &[&str]) -> Option<Vec<T>> {
            texts.iter().map(|text| T::parse(text).ok()).collect()
        }
        Some(Notice {
            id: self.id.parse().ok()?,
            direction: self.direction,
            origin: self.origin.parse().ok()?,
            level: self.level.parse().ok()?,
            kind: self.kind.parse().ok()?,
            issued_at: DateTime::from_timestamp_nanos(self.issued_at),
            purposes: ids(self.purposes())?,
            cause: self.cause.map(str::parse).transpose().ok()?,
            affected_sectors: ids(self.affected_sectors())?,
            affected_ceptoars: ids(self.affected_ceptoars())?,
            addressees: ids(self.addressees())?,
            named_persons: self.persons()?,
            mode: self.mode,
            status: self.status,
            no_attribution: self.no_attribution,
            embargo_until: self.embargo_until.map(DateTime::from_timestamp_nanos),
            consents: ids(self.consents())?,
            only: match self.only() {
                Some(only) => Some(ids(only)?),
                None => None,
            },
            // A notice that says its place in a thread is not read quickly.
            message: Message::Original,
            replaces: None,
        })
    }
}

impl Quick<'_> {
    /// The persons that it names.
    pub(crate) fn persons(&self) -> Option<Vec<NamedPerson>> {
        let person =
            |[party, reference]: &[&str; 2]| Some(NamedPerson::new(party.parse().ok()?, reference.parse().ok()?));
        self.named_persons().iter().map(person).collect()
    }
}

/// Reads a notice and checks its form. Where the level is missing, the profile's strictest stands in for it.
pub(crate) fn parse(json: &[u8], profile: Option<&LevelProfile>, problems: &mut Problems) -> Result<Read, Refusal> {
    let doc: NoticeDoc = read_document(json, Notice::FORMAT, problems)?;
    Ok(make(&doc, profile, problems))
}

/// Checks the form of a notice's document. `problems`: what was wrong with its shape.
fn make(doc: &NoticeDoc, profile: Option<&LevelProfile>, problems: &mut Problems) -> Read {
    let mut places = Places::default();
    let root = At::root();
    check_format(doc.format.as_deref(), Notice::FORMAT, problems);
    if doc.level.is_none() {
        let (code, at) = (ErrorCode::MissingLevel, root.key("level"));
        match profile.map(LevelProfile::labels_text) {
            Some(labels) => {
                let said = Said::new(format!("使えるラベル: {labels}"), format!("the labels in use are {labels}"));
                problems.push_with(code, &at, Vec::new(), said);
            }
            None => problems.push(code, &at, Vec::new()),
        }
    }
    let id = convert::id(&doc.id, &root.key("id"), problems);
    let origin = convert::id(&doc.origin, &root.key("origin"), problems);
    let level = doc.level.as_ref().and_then(|level| convert::id(level, &root.key("level"), problems));
    let level = level.or_else(|| Some(profile?.levels().first()?.label.clone()));
    let kind = convert::id(&doc.kind, &root.key("kind"), problems);
    let issued_at = convert::instant(&doc.issued_at, &root.key("issued_at"), problems);
    let embargo_until = doc.embargo_until.as_ref();
    let embargo_until = embargo_until.and_then(|at| convert::instant(at, &root.key("embargo_until"), problems));
    let cause = doc.cause.as_ref().and_then(|cause| convert::id(cause, &root.key("cause"), problems));
    let purposes = places.read("purposes", doc.purposes.as_ref(), problems);
    let affected_sectors = places.read("affected_sectors", doc.affected_sectors.as_ref(), problems);
    let affected_ceptoars = places.read("affected_ceptoars", doc.affected_ceptoars.as_ref(), problems);
    let addressees = places.read("addressees", doc.addressees.as_ref(), problems);
    let consents = places.read("consents", doc.consents.as_ref(), problems);
    let only = doc.only.as_ref().map(|only| places.read("only", Some(only), problems));
    let replaces = doc.replaces.as_ref();
    // One that cannot be read is not one that is missing.
    let replaces =
        replaces.map(|id| convert::id(id, &root.key("replaces"), problems).unwrap_or_else(NoticeId::stand_in));
    let named_persons = named_persons(doc, &mut places, problems);
    let whole = id.is_some() && origin.is_some() && level.is_some() && kind.is_some() && issued_at.is_some();
    let notice = Notice {
        purposes,
        cause,
        affected_sectors,
        affected_ceptoars,
        addressees,
        named_persons,
        mode: doc.mode.unwrap_or_default(),
        status: doc.status.unwrap_or_default(),
        no_attribution: doc.no_attribution.unwrap_or_default(),
        embargo_until,
        consents,
        only,
        message: doc.message.unwrap_or_default(),
        replaces,
        ..Notice::new(
            id.unwrap_or_else(NoticeId::stand_in),
            doc.direction,
            origin.unwrap_or_else(PartyId::stand_in),
            level.unwrap_or_else(Label::stand_in),
            kind.unwrap_or_else(KindId::stand_in),
            issued_at.unwrap_or(DateTime::<Utc>::UNIX_EPOCH),
        )
    };
    check_form(&notice, &places, problems);
    Read { notice, places, whole }
}

fn named_persons(doc: &NoticeDoc, places: &mut Places, problems: &mut Problems) -> Vec<NamedPerson> {
    let root = At::root();
    let list = root.key("named_persons");
    let mut named = Vec::new();
    let mut of_named = Vec::new();
    for (n, person) in doc.named_persons.iter().flatten().enumerate() {
        let at = list.index(n);
        let party = convert::id(&person.party, &at.key("party"), problems);
        let reference = convert::id(&person.reference, &at.key("ref"), problems);
        if let (Some(party), Some(reference)) = (party, reference) {
            named.push(NamedPerson { party, reference });
            of_named.push(n);
        }
    }
    places.0.insert("named_persons", of_named);
    named
}

impl Notice {
    /// Reads a notice and checks its form. Whether its ids exist is checked by [`Router::notice`](crate::Router::notice)
    /// and again by each question.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        plain(json).map_or_else(|| whole(json), Ok)
    }

    /// The notice of a document that was put together.
    ///
    /// # Errors
    /// As [`Notice::from_json`], with the pointers of the document.
    pub fn from_document(document: &NoticeDoc) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let read = make(document, None, &mut problems);
        problems.into_result(())?;
        Ok(read.notice.sorted())
    }
}

impl NoticeDoc {
    /// Whether the document has the form of a notice: what [`Notice::from_document`] checks. Whether its ids exist is a
    /// question to a router.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        Notice::from_document(self).map(drop)
    }
}
