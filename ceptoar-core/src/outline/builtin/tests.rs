//! The built-in outlines say what the facts support, and no more.

use std::collections::BTreeSet;

use super::{BUILT_IN, read};
use crate::error::problem::Refusal;
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::word::sets::{Grade, PartyKind};

#[test]
fn every_built_in_outline_is_accepted_and_builds() -> Result<(), Refusal> {
    assert_eq!(BUILT_IN.map(|(id, _)| id), Outline::BUILT_IN);
    for (id, bytes) in BUILT_IN {
        let outline = read(bytes)?;
        assert_eq!(outline.id(), id);
        Registry::from_document(outline.build())?;
    }
    assert_eq!(Outline::builtin("2023-03-31"), None);
    Ok(())
}

#[test]
fn the_outline_of_2024_has_15_sectors_20_ceptoars_and_a_stated_total_of_21() -> Result<(), Refusal> {
    let Some(outline) = Outline::builtin("2024-03-31") else { return Ok(()) };
    let edition = outline.build();
    assert_eq!((edition.sectors.len(), edition.ceptoars.len()), (15, 20));
    let stated: Vec<Option<u32>> = edition.statements.iter().flatten().map(|statement| statement.value).collect();
    assert_eq!(stated, [Some(21), Some(15)]);
    assert_eq!(edition.covers.as_ref().and_then(|covers| covers.until.clone()), None);
    // What nobody has published is null.
    for record in &edition.ceptoars {
        let unknown = (record.means.is_none(), record.poc.is_none(), record.handling_rules.is_none());
        assert_eq!(unknown, (true, true, true), "{}", record.party);
    }
    assert!(edition.links.iter().all(|link| link.channels.is_none()));
    let secretariats =
        edition.ceptoars.iter().filter(|record| record.secretariat.is_some()).map(|record| record.party.as_str());
    assert_eq!(secretariats.collect::<Vec<_>>(), ["local-government", "medical"]);
    let classes = edition.parties.iter().filter(|party| party.kind == PartyKind::Members);
    assert!(classes.clone().count() == 20 && classes.clone().all(|class| class.counts.is_none()));
    Ok(())
}

#[test]
fn each_fact_of_the_outline_of_2024_has_a_grade_and_none_is_better_than_its_source() {
    let Some(outline) = Outline::builtin("2024-03-31") else { return };
    let edition = outline.build();
    let ceptoar = |id: &str| edition.parties.iter().find(|party| party.id.as_str() == id).and_then(|party| party.grade);
    // Of 20 CEPTOARs, one is stated to exist in 2024: that of ports.
    let stated: Vec<&str> = edition
        .parties
        .iter()
        .filter(|party| party.kind == PartyKind::Ceptoar && party.grade == Some(Grade::Stated))
        .map(|party| party.id.as_str())
        .collect();
    assert_eq!(stated, ["port"]);
    assert_eq!(ceptoar("medical"), Some(Grade::Deduced), "its name is stated, that it still exists is not");
    let responsible = |ministry: &str, group: &str| {
        let of = edition.memberships.iter().find(|m| m.party.as_str() == ministry && m.group.as_str() == group);
        of.and_then(|membership| membership.grade)
    };
    assert_eq!(responsible("meti", "chemistry"), Some(Grade::Deduced));
    assert_eq!(responsible("mlit", "aviation"), Some(Grade::Secondary));
    assert_eq!(responsible("mlit", "water"), Some(Grade::Stated));
    assert_eq!(responsible("mhlw", "water"), Some(Grade::Deduced));
    assert!(edition.parties.iter().all(|party| party.grade.is_some()));
    assert!(edition.sectors.iter().all(|sector| sector.grade == Some(Grade::Stated)));
    assert!(edition.memberships.iter().all(|membership| membership.grade.is_some()));
    let cited: BTreeSet<&str> = edition.documents.iter().flatten().map(|document| document.id.as_str()).collect();
    assert!(cited.contains("cybersecurity-2024-294"));
}

#[test]
fn most_cells_of_the_outline_of_2024_are_unknown() {
    let Some(outline) = Outline::builtin("2024-03-31") else { return };
    let of_ceptoars = |column: &str| {
        outline.unknown().iter().filter(|cell| cell.table == "ceptoars" && cell.column == column).count()
    };
    // 20 CEPTOARs in 21 rows: water passed to another ministry.
    assert_eq!((of_ceptoars("means"), of_ceptoars("members"), of_ceptoars("poc_from")), (21, 21, 21));
}
