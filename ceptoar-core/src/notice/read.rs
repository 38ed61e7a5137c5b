//! Reads a notice, with every problem at once.

use chrono::{DateTime, Utc};

use super::check::{Places, check_form, check_ids};
use super::{NamedPerson, Notice};
use crate::error::{At, ErrorCode, Problems, Refusal};
use crate::id::{KindId, Label, NoticeId, PartyId, StandIn as _};
use crate::level::LevelProfile;
use crate::registry::Registry;
use crate::text::Said;
use crate::wire::convert;
use crate::wire::notice::NoticeDoc;
use crate::wire::read::{check_format, read_on};

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

/// A notice as it was read, with its lists in the order of the document, so that pointers fit.
pub(super) struct Read {
    pub(super) notice: Notice,
    places: Places,
    /// Whether every required part could be read. Where one could not, another stands in for it, so that the rest is
    /// checked as well; the notice is refused in any case.
    whole: bool,
}

/// Reads a notice and checks its form. Where the level is missing, the profile's strictest stands in for it.
pub(super) fn parse(json: &[u8], profile: Option<&LevelProfile>, problems: &mut Problems) -> Result<Read, Refusal> {
    let mut places = Places::default();
    let doc: NoticeDoc = read_on(json, problems)?;
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
