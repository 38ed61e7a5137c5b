//! A row against an edition that stands (DESIGN-AUTHORING 2: a fifteenth CEPTOAR is one row, not 37 links).

use crate::document::edition::Edition as EditionDoc;
use crate::document::outline::{OutlineCeptoar, OutlineLink, OutlineMember, OutlineRows};
use crate::document::overlay::Overlay as OverlayDoc;
use crate::edition::Edition;
use crate::error::problem::Refusal;
use crate::outline::whole::Outline;
use crate::overlay::checked::Overlay;
use crate::registry::data::Registry;

fn port() -> OutlineCeptoar {
    OutlineCeptoar {
        ceptoar: Some("port".into()),
        name_ja: Some("港湾セプター".into()),
        sector: Some("port".into()),
        sector_ja: Some("港湾".into()),
        ministry: Some("mlit".into()),
        council: Some("member".into()),
        means: Some("email;phone".into()),
        from: Some("2009-10-01".into()),
        ..OutlineCeptoar::default()
    }
}

fn standing() -> Result<EditionDoc, Refusal> {
    EditionDoc::read(Edition::V2009_03_31.document())
}

#[test]
fn a_fifteenth_ceptoar_is_one_row_and_an_overlay_of_37_links() -> Result<(), Refusal> {
    let edition = standing()?;
    let rows = OutlineRows { ceptoars: vec![port()], ..OutlineRows::default() };
    let added = Outline::additions(&edition, &rows, &[])?;
    let count = |list: Option<usize>| list.unwrap_or_default();
    assert_eq!(count(added.links.as_ref().map(Vec::len)), 37);
    assert_eq!(count(added.parties.as_ref().map(Vec::len)), 2);
    assert_eq!(count(added.memberships.as_ref().map(Vec::len)), 3);
    assert_eq!(count(added.ceptoars.as_ref().map(Vec::len)), 1);
    assert_eq!(count(added.sectors.as_ref().map(Vec::len)), 1);
    let since = added.links.iter().flatten().all(|link| {
        link.period.as_ref().and_then(|period| period.from.as_ref()).is_some_and(|from| from.as_str() == "2009-10-01")
    });
    assert!(since, "nothing holds before the CEPTOAR does");
    // What stands stays as it is, citations and all: the overlay only adds.
    let document = OverlayDoc { add: Some(added), ..OverlayDoc::new("port", "2009-03-31") };
    let registry = Registry::builtin(Edition::V2009_03_31).with_overlay(&Overlay::from_document(&document)?)?;
    assert_eq!((registry.ceptoars().len(), registry.links().len()), (15, 428 + 37));
    assert!(edition.links.iter().all(|link| registry.document().links.contains(link)));
    Ok(())
}

#[test]
fn a_fault_has_the_place_of_its_row_and_what_stands_is_not_said_otherwise() -> Result<(), Refusal> {
    let edition = standing()?;
    let told = |rows: &OutlineRows| {
        let refusal = Outline::additions(&edition, rows, &[]).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|problem| format!("{} {}", problem.code(), problem.pointer())).collect::<Vec<String>>()
    };
    let strange = OutlineCeptoar { ministry: Some("mlti".into()), means: Some("pigeon".into()), ..port() };
    let rows = OutlineRows { ceptoars: vec![port(), strange], ..OutlineRows::default() };
    let found = told(&rows);
    for wanted in
        ["unknown-party /ceptoars/1/ministry", "unknown-channel /ceptoars/1/means", "overlapping-periods /ceptoars/1"]
    {
        assert!(found.iter().any(|fault| fault == wanted), "{wanted}: {found:?}");
    }
    // Another link between two that have one, and a relay that would take a link away.
    let link = OutlineLink {
        from: Some("mlit".into()),
        to: Some("logistics".into()),
        direction: Some("provision".into()),
        means: Some("fax".into()),
        ..OutlineLink::default()
    };
    assert_eq!(told(&OutlineRows { links: vec![link], ..OutlineRows::default() }), ["already-stands /links/0"]);
    let relay = OutlineMember {
        party: Some("hub".into()),
        kind: Some("partner".into()),
        name_ja: Some("中継".into()),
        ceptoar: Some("gas".into()),
        role: Some("relay".into()),
        relay_for: Some("gas-members".into()),
        ..OutlineMember::default()
    };
    let found = told(&OutlineRows { members: vec![relay], ..OutlineRows::default() });
    assert!(!found.is_empty() && found.iter().all(|fault| fault == "already-stands /members/0"), "{found:?}");
    Ok(())
}

#[test]
fn r7_an_empty_cell_of_a_row_contradicts_nothing_that_stands() -> Result<(), Refusal> {
    let edition = standing()?;
    let added = |ja: Option<&str>, en: Option<&str>, edition: &EditionDoc| {
        let port = OutlineCeptoar {
            sector: Some("gas".into()),
            sector_ja: ja.map(Into::into),
            sector_en: en.map(Into::into),
            ..port()
        };
        Outline::additions(edition, &OutlineRows { ceptoars: vec![port], ..OutlineRows::default() }, &[])
    };
    let gas = edition.sectors.iter().find(|sector| sector.id.as_str() == "gas").map(|sector| sector.name.clone());
    let gas = gas.unwrap_or_else(|| "".into());
    for (ja, en) in [(None, None), (Some(gas.ja.as_str()), None), (Some(gas.ja.as_str()), gas.en.as_deref())] {
        let added = added(ja, en, &edition)?;
        assert_eq!((added.ceptoars.map(|all| all.len()), added.sectors), (Some(1), None));
    }
    assert!(added(Some(&gas.ja), Some("other"), &edition).is_err());
    // What stands without an English name is not given one on the way.
    let mut nameless = edition.clone();
    for sector in &mut nameless.sectors {
        sector.name.en = None;
    }
    let codes = |refusal: Refusal| refusal.problems().iter().map(|p| p.code().as_str()).collect::<Vec<_>>();
    assert_eq!(added(None, Some("Gas"), &nameless).map_err(codes).err(), Some(vec!["already-stands"]));
    Ok(())
}
