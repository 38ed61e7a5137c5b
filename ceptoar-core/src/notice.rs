//! The notice: the envelope of a piece of security information, never its content.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::{At, ErrorCode, Problems, Refusal};
use crate::id::{CauseId, KindId, Label, NoticeId, PartyId, PersonRef, PurposeId, SectorId};
use crate::level::LevelProfile;
use crate::link::{Direction, Mode};
use crate::party::PartyKind;
use crate::registry::Registry;
use crate::time::instant_text;
use crate::wire::convert;
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
        }
    }

    /// Reads a notice and checks its form. Whether its ids exist is checked by [`Router::notice`](crate::Router::notice)
    /// and again by each question.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let notice = parse(json, None, &mut problems)?;
        finish(notice, problems)
    }

    fn sorted(mut self) -> Self {
        self.purposes.sort_unstable();
        self.affected_sectors.sort_unstable();
        self.affected_ceptoars.sort_unstable();
        self.addressees.sort_unstable();
        self.named_persons.sort_unstable();
        self.consents.sort_unstable();
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
        };
        serde_json::to_string(&doc).unwrap_or_default()
    }
}

/// `None` stands for a notice whose required parts could not be read; the problems say which.
fn finish(notice: Option<Notice>, problems: Problems) -> Result<Notice, Refusal> {
    problems.into_result(())?;
    notice.map(Notice::sorted).ok_or_else(|| Refusal::one(ErrorCode::LookUpFailed, "", vec![String::new()]))
}

/// Reads a notice and checks it against a registry and a profile, which also lists the labels where the level is missing.
pub(crate) fn read_for(json: &[u8], registry: &Registry, profile: &LevelProfile) -> Result<Notice, Refusal> {
    let mut problems = Problems::new();
    let notice = parse(json, Some(profile), &mut problems)?;
    if let Some(notice) = &notice {
        check(notice, registry, profile, &mut problems);
    }
    finish(notice, problems)
}

/// Reads a notice with its lists in the order of the document, so that pointers fit. Where the level is missing, the
/// profile's strictest stands in for it, so that the other ids are checked as well; the notice is refused in any case.
fn parse(json: &[u8], profile: Option<&LevelProfile>, problems: &mut Problems) -> Result<Option<Notice>, Refusal> {
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
    let purposes = convert::ordered(doc.purposes.as_ref(), &root.key("purposes"), problems);
    let cause = doc.cause.as_ref().and_then(|cause| convert::id(cause, &root.key("cause"), problems));
    let affected_sectors = convert::ordered(doc.affected_sectors.as_ref(), &root.key("affected_sectors"), problems);
    let affected_ceptoars = convert::ordered(doc.affected_ceptoars.as_ref(), &root.key("affected_ceptoars"), problems);
    let addressees = convert::ordered(doc.addressees.as_ref(), &root.key("addressees"), problems);
    let consents = convert::ordered(doc.consents.as_ref(), &root.key("consents"), problems);
    let embargo_until =
        doc.embargo_until.as_ref().and_then(|at| convert::instant(at, &root.key("embargo_until"), problems));
    let named_persons = named_persons(&doc, problems);
    let (Some(id), Some(origin), Some(level), Some(kind), Some(issued_at)) = (id, origin, level, kind, issued_at)
    else {
        return Ok(None);
    };
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
        ..Notice::new(id, doc.direction, origin, level, kind, issued_at)
    };
    Ok(Some(notice))
}

fn named_persons(doc: &NoticeDoc, problems: &mut Problems) -> Vec<NamedPerson> {
    let root = At::root();
    let list = root.key("named_persons");
    let mut seen = BTreeSet::new();
    let mut named: Vec<NamedPerson> = Vec::new();
    for (n, person) in doc.named_persons.iter().flatten().enumerate() {
        let at = list.index(n);
        let party = convert::id(&person.party, &at.key("party"), problems);
        let reference = convert::id(&person.reference, &at.key("ref"), problems);
        let (Some(party), Some(reference)) = (party, reference) else { continue };
        let person = NamedPerson { party, reference };
        if seen.insert(person.clone()) {
            named.push(person);
        } else {
            problems.push(ErrorCode::DuplicateItem, &at, vec![shown(person.reference.as_str())]);
        }
    }
    named
}

/// Checks every id of a notice against a registry and a profile.
pub(crate) fn check(notice: &Notice, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
    let root = At::root();
    let vocabulary = registry.vocabulary();
    let mut one = |known: bool, code: ErrorCode, at: &At<'_>, id: &str| {
        if !known {
            problems.push(code, at, vec![id.to_owned()]);
        }
    };
    let term = |terms: &[crate::sector::Term], id: &str| terms.iter().any(|term| &*term.id == id);
    let party = |id: &PartyId| registry.party(id.as_str()).is_some();
    one(party(&notice.origin), ErrorCode::UnknownParty, &root.key("origin"), notice.origin.as_str());
    let kind = notice.kind.as_str();
    one(term(&vocabulary.kinds, kind), ErrorCode::UnknownKind, &root.key("kind"), kind);
    if let Some(cause) = &notice.cause {
        one(term(&vocabulary.causes, cause.as_str()), ErrorCode::UnknownCause, &root.key("cause"), cause.as_str());
    }
    for (n, id) in notice.purposes.iter().enumerate() {
        let at = root.key("purposes");
        one(term(&vocabulary.purposes, id.as_str()), ErrorCode::UnknownPurpose, &at.index(n), id.as_str());
    }
    for (n, id) in notice.affected_sectors.iter().enumerate() {
        let at = root.key("affected_sectors");
        one(term(registry.sectors(), id.as_str()), ErrorCode::UnknownSector, &at.index(n), id.as_str());
    }
    for (name, list) in [("addressees", &notice.addressees), ("consents", &notice.consents)] {
        for (n, id) in list.iter().enumerate() {
            one(party(id), ErrorCode::UnknownParty, &root.key(name).index(n), id.as_str());
        }
    }
    for (n, person) in notice.named_persons.iter().enumerate() {
        let at = root.key("named_persons");
        one(party(&person.party), ErrorCode::UnknownParty, &at.index(n).key("party"), person.party.as_str());
    }
    for (n, id) in notice.affected_ceptoars.iter().enumerate() {
        let list = root.key("affected_ceptoars");
        let at = list.index(n);
        match registry.party(id.as_str()) {
            None => one(false, ErrorCode::UnknownParty, &at, id.as_str()),
            Some(found) if found.kind != PartyKind::Ceptoar => one(false, ErrorCode::NotACeptoar, &at, id.as_str()),
            Some(_) => {
                let sector = registry.ceptoar(id.as_str()).map(|ceptoar| &ceptoar.sector);
                let inside = notice.affected_sectors.is_empty()
                    || sector.is_some_and(|sector| notice.affected_sectors.contains(sector));
                one(inside, ErrorCode::CeptoarOutsideSectors, &at, id.as_str());
            }
        }
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
