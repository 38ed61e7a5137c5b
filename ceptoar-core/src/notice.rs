//! The notice: the envelope of a piece of security information, never its content.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Utc};
use serde::{Deserialize, Serialize};

use crate::error::{At, ErrorCode, Problems, Refusal};
use crate::id::{CauseId, KindId, Label, NoticeId, PartyId, PersonRef, PurposeId, SectorId, StandIn as _};
use crate::level::LevelProfile;
use crate::link::{Direction, Mode};
use crate::party::PartyKind;
use crate::registry::Registry;
use crate::time::{YEARS, instant_text};
use crate::wire::convert::{self, Id};
use crate::wire::notice::{NamedPersonDoc, NoticeDoc};
use crate::wire::read::{check_format, read, shown};
use crate::wire::scalar::{InstantText, LabelText, SlugText};

/// The cause that says nothing: it counts as absent.
pub(crate) const UNKNOWN_CAUSE: &str = "unknown";

/// Whether a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is.
    #[default]
    Actual,
    /// It is an exercise: routed alike, marked everywhere.
    Exercise,
}

/// A person who may handle a notice, known to the party alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct NamedPerson {
    /// The party whose person it is.
    pub party: PartyId,
    /// An opaque reference.
    pub reference: PersonRef,
}

impl NamedPerson {
    /// A person of a party.
    #[must_use]
    pub fn new(party: PartyId, reference: PersonRef) -> Self {
        Self { party, reference }
    }
}

/// A notice's envelope. Lists are sets: their order has no meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Notice {
    /// As its sender names it.
    pub id: NoticeId,
    /// Downward, upward or across.
    pub direction: Direction,
    /// The party that it comes from.
    pub origin: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// The kind of information.
    pub kind: KindId,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// What it is for.
    pub purposes: Vec<PurposeId>,
    /// The cause class.
    pub cause: Option<CauseId>,
    /// The affected sectors.
    pub affected_sectors: Vec<SectorId>,
    /// The affected CEPTOARs; they narrow sector by sector.
    pub affected_ceptoars: Vec<PartyId>,
    /// Parties that the author addresses.
    pub addressees: Vec<PartyId>,
    /// Persons who may handle it.
    pub named_persons: Vec<NamedPerson>,
    /// The mode of the scheme.
    pub mode: Mode,
    /// Whether it is an exercise.
    pub status: Status,
    /// Whether recipients must not be told the origin.
    pub no_attribution: bool,
    /// Nobody gets it before this instant.
    pub embargo_until: Option<DateTime<Utc>>,
    /// Parties to whom the source agreed beyond the level.
    pub consents: Vec<PartyId>,
    /// The parties beyond whom the source lets nobody see it (a sharing group), the cabinet apart; `None`: no limit;
    /// empty: nobody.
    pub only: Option<Vec<PartyId>>,
}

impl Notice {
    /// The format of a notice as JSON.
    pub const FORMAT: &'static str = "ceptoar/notice/1";

    /// A notice with what is required; the rest is empty and can be set field by field.
    #[must_use]
    pub fn new(
        id: NoticeId,
        direction: Direction,
        origin: PartyId,
        level: Label,
        kind: KindId,
        issued_at: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            direction,
            origin,
            level,
            kind,
            issued_at,
            purposes: Vec::new(),
            cause: None,
            affected_sectors: Vec::new(),
            affected_ceptoars: Vec::new(),
            addressees: Vec::new(),
            named_persons: Vec::new(),
            mode: Mode::Normal,
            status: Status::Actual,
            no_attribution: false,
            embargo_until: None,
            consents: Vec::new(),
            only: None,
        }
    }

    /// Reads a notice and checks its form. Whether its ids exist is checked by [`Router::notice`](crate::Router::notice)
    /// and again by each question.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let read = parse(json, None, &mut problems)?;
        problems.into_result(())?;
        Ok(read.notice.sorted())
    }

    fn sorted(mut self) -> Self {
        self.purposes.sort_unstable();
        self.affected_sectors.sort_unstable();
        self.affected_ceptoars.sort_unstable();
        self.addressees.sort_unstable();
        self.named_persons.sort_unstable();
        self.consents.sort_unstable();
        if let Some(only) = &mut self.only {
            only.sort_unstable();
        }
        self
    }

    /// The notice as JSON; what is empty is left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        fn slugs<T: AsRef<str>>(ids: &[T]) -> Option<Vec<SlugText>> {
            let mut texts: Vec<SlugText> = ids.iter().map(|id| SlugText(id.as_ref().to_owned())).collect();
            texts.sort_unstable();
            (!texts.is_empty()).then_some(texts)
        }
        let slug = |id: &str| SlugText(id.to_owned());
        let doc = NoticeDoc {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: LabelText(self.id.to_string()),
            direction: self.direction,
            origin: slug(self.origin.as_str()),
            level: Some(LabelText(self.level.to_string())),
            kind: slug(self.kind.as_str()),
            issued_at: InstantText(instant_text(self.issued_at)),
            purposes: slugs(&self.purposes),
            cause: self.cause.as_ref().map(|cause| slug(cause.as_str())),
            affected_sectors: slugs(&self.affected_sectors),
            affected_ceptoars: slugs(&self.affected_ceptoars),
            addressees: slugs(&self.addressees),
            named_persons: (!self.named_persons.is_empty()).then(|| {
                let mut named = self.named_persons.clone();
                named.sort_unstable();
                let doc = |p: &NamedPerson| NamedPersonDoc {
                    party: slug(p.party.as_str()),
                    reference: LabelText(p.reference.to_string()),
                };
                named.iter().map(doc).collect()
            }),
            mode: (self.mode != Mode::Normal).then_some(self.mode),
            status: (self.status != Status::Actual).then_some(self.status),
            no_attribution: self.no_attribution.then_some(true),
            embargo_until: self.embargo_until.map(|at| InstantText(instant_text(at))),
            consents: slugs(&self.consents),
            only: self.only.as_ref().map(|only| slugs(only).unwrap_or_default()),
        };
        serde_json::to_string(&doc).unwrap_or_default()
    }
}

/// Reads a notice and checks it against a registry and a profile, which also lists the labels where the level is missing.
pub(crate) fn read_for(json: &[u8], registry: &Registry, profile: &LevelProfile) -> Result<Notice, Refusal> {
    let mut problems = Problems::new();
    let read = parse(json, Some(profile), &mut problems)?;
    if read.whole {
        check_ids(&read.notice, registry, profile, &read.places, &mut problems);
    }
    problems.into_result(())?;
    Ok(read.notice.sorted())
}

/// Checks a notice that was put together field by field as the reader checks one, and every id of it.
pub(crate) fn check(notice: &Notice, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
    let places = Places::default();
    check_form(notice, &places, problems);
    check_ids(notice, registry, profile, &places, problems);
}

/// Where the items of a list stand in the document, if some of it could not be read.
#[derive(Default)]
struct Places(BTreeMap<&'static str, Vec<usize>>);

impl Places {
    fn of(&self, list: &str, item: usize) -> usize {
        self.0.get(list).and_then(|places| places.get(item)).copied().unwrap_or(item)
    }

    /// The ids of a list in the order of the document.
    fn read<T: Id>(
        &mut self,
        name: &'static str,
        list: Option<&Vec<SlugText>>,
        problems: &mut Problems,
    ) -> Vec<T> {
        let root = At::root();
        let at = root.key(name);
        let items = list.into_iter().flatten().enumerate();
        let (places, ids) = items.filter_map(|(n, text)| Some((n, convert::id(text, &at.index(n), problems)?))).unzip();
        self.0.insert(name, places);
        ids
    }
}

/// A notice as it was read, with its lists in the order of the document, so that pointers fit.
struct Read {
    notice: Notice,
    places: Places,
    /// Whether every required part could be read. Where one could not, another stands in for it, so that the rest is
    /// checked as well; the notice is refused in any case.
    whole: bool,
}

/// Reads a notice and checks its form. Where the level is missing, the profile's strictest stands in for it.
fn parse(json: &[u8], profile: Option<&LevelProfile>, problems: &mut Problems) -> Result<Read, Refusal> {
    let mut places = Places::default();
    let doc: NoticeDoc = read(json)?;
    let root = At::root();
    check_format(doc.format.as_deref(), Notice::FORMAT, problems);
    if doc.level.is_none() {
        let labels = profile.map(LevelProfile::labels_text).unwrap_or_default();
        problems.push(ErrorCode::MissingLevel, &root.key("level"), vec![labels]);
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
    let named_persons = named_persons(&doc, &mut places, problems);
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
    Ok(Read { notice, places, whole })
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

/// Checks what needs no registry: nothing stands twice in a list, and instants lie within the years of documents.
fn check_form(notice: &Notice, places: &Places, problems: &mut Problems) {
    fn once<T: Ord>(
        name: &'static str,
        items: &[T],
        text: impl Fn(&T) -> &str,
        places: &Places,
        problems: &mut Problems,
    ) {
        let mut seen = BTreeSet::new();
        for (n, item) in items.iter().enumerate().filter(|_| items.len() > 1) {
            if !seen.insert(item) {
                let root = At::root();
                problems.push(
                    ErrorCode::DuplicateItem,
                    &root.key(name).index(places.of(name, n)),
                    vec![shown(text(item))],
                );
            }
        }
    }
    once("purposes", &notice.purposes, |id| id.as_str(), places, problems);
    once("affected_sectors", &notice.affected_sectors, |id| id.as_str(), places, problems);
    for (name, list) in parties(notice) {
        once(name, list, |id| id.as_str(), places, problems);
    }
    once("named_persons", &notice.named_persons, |person| person.reference.as_str(), places, problems);
    let root = At::root();
    for (name, at) in [("issued_at", Some(notice.issued_at)), ("embargo_until", notice.embargo_until)] {
        if let Some(at) = at.filter(|at| !YEARS.contains(&at.year())) {
            problems.push(ErrorCode::InstantOutOfRange, &root.key(name), vec![instant_text(at)]);
        }
    }
}

/// The lists of parties, by name.
fn parties(notice: &Notice) -> [(&'static str, &[PartyId]); 4] {
    [
        ("affected_ceptoars", &notice.affected_ceptoars),
        ("addressees", &notice.addressees),
        ("consents", &notice.consents),
        ("only", notice.only.as_deref().unwrap_or_default()),
    ]
}

/// Checks every id of a notice against a registry and a profile.
fn check_ids(
    notice: &Notice,
    registry: &Registry,
    profile: &LevelProfile,
    places: &Places,
    problems: &mut Problems,
) {
    let root = At::root();
    let vocabulary = registry.vocabulary();
    let mut one = |known: bool, code: ErrorCode, at: &At<'_>, id: &str| {
        if !known {
            problems.push(code, at, vec![id.to_owned()]);
        }
    };
    let term = |terms: &[crate::sector::Term], id: &str| terms.iter().any(|term| &*term.id == id);
    let known = |id: &PartyId| registry.party(id.as_str()).is_some();
    one(known(&notice.origin), ErrorCode::UnknownParty, &root.key("origin"), notice.origin.as_str());
    let kind = notice.kind.as_str();
    one(term(&vocabulary.kinds, kind), ErrorCode::UnknownKind, &root.key("kind"), kind);
    if let Some(cause) = &notice.cause {
        one(term(&vocabulary.causes, cause.as_str()), ErrorCode::UnknownCause, &root.key("cause"), cause.as_str());
    }
    for (n, id) in notice.purposes.iter().enumerate() {
        let at = root.key("purposes");
        let at = at.index(places.of("purposes", n));
        one(term(&vocabulary.purposes, id.as_str()), ErrorCode::UnknownPurpose, &at, id.as_str());
    }
    for (n, id) in notice.affected_sectors.iter().enumerate() {
        let at = root.key("affected_sectors");
        let at = at.index(places.of("affected_sectors", n));
        one(term(registry.sectors(), id.as_str()), ErrorCode::UnknownSector, &at, id.as_str());
    }
    for (name, list) in parties(notice) {
        for (n, id) in list.iter().enumerate() {
            one(known(id), ErrorCode::UnknownParty, &root.key(name).index(places.of(name, n)), id.as_str());
        }
    }
    for (n, person) in notice.named_persons.iter().enumerate() {
        let at = root.key("named_persons");
        let at = at.index(places.of("named_persons", n));
        one(known(&person.party), ErrorCode::UnknownParty, &at.key("party"), person.party.as_str());
    }
    for (n, id) in notice.affected_ceptoars.iter().enumerate() {
        let list = root.key("affected_ceptoars");
        let at = list.index(places.of("affected_ceptoars", n));
        let Some(found) = registry.party(id.as_str()) else { continue };
        if found.kind != PartyKind::Ceptoar {
            one(false, ErrorCode::NotACeptoar, &at, id.as_str());
            continue;
        }
        let sector = registry.ceptoar(id.as_str()).map(|ceptoar| &ceptoar.sector);
        let inside = notice.affected_sectors.is_empty()
            || sector.is_some_and(|sector| notice.affected_sectors.contains(sector));
        one(inside, ErrorCode::CeptoarOutsideSectors, &at, id.as_str());
    }
    if profile.level(notice.level.as_str()).is_none() {
        let args = vec![notice.level.to_string(), profile.labels_text()];
        problems.push(ErrorCode::UnknownLevel, &root.key("level"), args);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Edition;

    fn problems(json: &str) -> Vec<(&'static str, String)> {
        let registry = Registry::builtin(Edition::V2009_03_31);
        let refusal = read_for(json.as_bytes(), &registry, &LevelProfile::tlp2()).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|p| (p.code().as_str(), p.pointer().to_owned())).collect()
    }

    #[test]
    fn pointers_follow_the_document_and_a_missing_level_hides_nothing() {
        let json = r#"{"id":"n","direction":"provision","origin":"nisc","kind":"x","issued_at":"2009-05-08T01:00:00Z",
            "addressees":["zzz","nisc","aaa","nisc"],"affected_sectors":["gas"],"affected_ceptoars":["banking","mic"]}"#;
        let wanted = [
            ("unknown-party", "/addressees/0"),
            ("unknown-party", "/addressees/2"),
            ("duplicate-item", "/addressees/3"),
            ("ceptoar-outside-sectors", "/affected_ceptoars/0"),
            ("not-a-ceptoar", "/affected_ceptoars/1"),
            ("unknown-kind", "/kind"),
            ("missing-level", "/level"),
        ];
        assert_eq!(problems(json), wanted.map(|(code, pointer)| (code, pointer.to_owned())));
    }

    #[test]
    fn a_notice_reads_back_what_it_writes() -> Result<(), Refusal> {
        let json = r#"{"id":"n","direction":"liaison","origin":"gas","level":"TLP:RED","kind":"other","consents":["mic","fsa"],
            "issued_at":"2009-05-08T10:00:00+09:00","named_persons":[{"party":"mic","ref":"p"}],"no_attribution":true}"#;
        let notice = Notice::from_json(json.as_bytes())?;
        assert_eq!(Notice::from_json(notice.to_json().as_bytes())?, notice);
        assert_eq!(notice.consents.first().map(PartyId::as_str), Some("fsa"));
        Ok(())
    }
}
