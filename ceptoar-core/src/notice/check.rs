//! What a notice must hold, by whichever door it came: read from JSON, or put together field by field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;

use super::Notice;
use crate::error::{At, ErrorCode, Problems};
use crate::id::PartyId;
use crate::level::LevelProfile;
use crate::nearest::unknown;
use crate::party::PartyKind;
use crate::registry::Registry;
use crate::time::{YEARS, instant_text};
use crate::wire::convert::{self, Id};
use crate::wire::read::shown;
use crate::wire::scalar::SlugText;

/// Checks a notice that was put together field by field as the reader checks one, and every id of it.
pub(crate) fn check(notice: &Notice, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
    let places = Places::default();
    check_form(notice, &places, problems);
    check_ids(notice, registry, profile, &places, problems);
}

/// Where the items of a list stand in the document, if some of it could not be read.
#[derive(Default)]
pub(super) struct Places(pub(super) BTreeMap<&'static str, Vec<usize>>);

impl Places {
    fn of(&self, list: &str, item: usize) -> usize {
        self.0.get(list).and_then(|places| places.get(item)).copied().unwrap_or(item)
    }

    /// The ids of a list in the order of the document.
    pub(super) fn read<T: Id>(
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

/// Checks what needs no registry: nothing stands twice in a list, and instants lie within the years of documents.
pub(super) fn check_form(notice: &Notice, places: &Places, problems: &mut Problems) {
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
pub(super) fn check_ids(
    notice: &Notice,
    registry: &Registry,
    profile: &LevelProfile,
    places: &Places,
    problems: &mut Problems,
) {
    let root = At::root();
    let vocabulary = registry.vocabulary();
    let mut term = |terms: &[crate::sector::Term], code: ErrorCode, at: &At<'_>, id: &str| {
        if !terms.iter().any(|term| &*term.id == id) {
            unknown(problems, code, at, vec![id.to_owned()], terms.iter().map(|term| &*term.id));
        }
    };
    term(&vocabulary.kinds, ErrorCode::UnknownKind, &root.key("kind"), notice.kind.as_str());
    if let Some(cause) = &notice.cause {
        term(&vocabulary.causes, ErrorCode::UnknownCause, &root.key("cause"), cause.as_str());
    }
    for (n, id) in notice.purposes.iter().enumerate() {
        let at = root.key("purposes");
        let at = at.index(places.of("purposes", n));
        term(&vocabulary.purposes, ErrorCode::UnknownPurpose, &at, id.as_str());
    }
    for (n, id) in notice.affected_sectors.iter().enumerate() {
        let at = root.key("affected_sectors");
        let at = at.index(places.of("affected_sectors", n));
        term(registry.sectors(), ErrorCode::UnknownSector, &at, id.as_str());
    }
    let mut known = |id: &PartyId, at: &At<'_>| {
        if registry.party(id.as_str()).is_none() {
            unknown(problems, ErrorCode::UnknownParty, at, vec![id.to_string()], registry.party_ids());
        }
    };
    known(&notice.origin, &root.key("origin"));
    for (name, list) in parties(notice) {
        for (n, id) in list.iter().enumerate() {
            known(id, &root.key(name).index(places.of(name, n)));
        }
    }
    for (n, person) in notice.named_persons.iter().enumerate() {
        let at = root.key("named_persons");
        let at = at.index(places.of("named_persons", n));
        known(&person.party, &at.key("party"));
    }
    for (n, id) in notice.affected_ceptoars.iter().enumerate() {
        let list = root.key("affected_ceptoars");
        let at = list.index(places.of("affected_ceptoars", n));
        let Some(found) = registry.party(id.as_str()) else { continue };
        if found.kind != PartyKind::Ceptoar {
            problems.push(ErrorCode::NotACeptoar, &at, vec![id.to_string()]);
            continue;
        }
        let sector = registry.ceptoar(id.as_str()).map(|ceptoar| &ceptoar.sector);
        let inside =
            notice.affected_sectors.is_empty() || sector.is_some_and(|sector| notice.affected_sectors.contains(sector));
        if !inside {
            problems.push(ErrorCode::CeptoarOutsideSectors, &at, vec![id.to_string()]);
        }
    }
    if profile.level(notice.level.as_str()).is_none() {
        let args = vec![notice.level.to_string(), profile.labels_text()];
        unknown(problems, ErrorCode::UnknownLevel, &root.key("level"), args, profile.label_texts());
    }
}
