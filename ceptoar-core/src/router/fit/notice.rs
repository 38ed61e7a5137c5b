//! Whether a notice fits a registry and a profile.

use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::id::PartyId;
use crate::level::profile::LevelProfile;
use crate::notice::envelope::Notice;
use crate::notice::form::{Places, check_form, party_lists};
use crate::notice::read::{parse, plain};
use crate::registry::data::Registry;
use crate::word::sets::PartyKind;

/// Reads a notice and checks it against a registry and a profile, which also lists the labels where the level is missing.
pub(crate) fn read(json: &[u8], registry: &Registry, profile: &LevelProfile) -> Result<Notice, Refusal> {
    let mut problems = Problems::new();
    if let Some(notice) = plain(json) {
        check_ids(&notice, registry, profile, &Places::default(), &mut problems);
        if problems.is_empty() {
            return Ok(notice);
        }
        // Its lists are sorted: the whole reader knows the places of the document.
        problems = Problems::new();
    }
    let found = parse(json, Some(profile), &mut problems)?;
    if found.whole {
        check_ids(&found.notice, registry, profile, &found.places, &mut problems);
    }
    problems.into_result(())?;
    Ok(found.notice.sorted())
}

/// Checks a notice that was put together field by field as the reader checks one, and every id of it.
pub(crate) fn check(notice: &Notice, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
    let places = Places::default();
    check_form(notice, &places, problems);
    check_ids(notice, registry, profile, &places, problems);
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
    let mut term = |terms: &[crate::fact::vocabulary::Term], code: ErrorCode, at: &At<'_>, id: &str| {
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
    for (name, list) in party_lists(notice) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;

    fn problems(json: &str) -> Vec<(&'static str, String)> {
        let registry = Registry::builtin(Edition::V2009_03_31);
        let refusal = read(json.as_bytes(), &registry, &LevelProfile::tlp2()).err();
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
