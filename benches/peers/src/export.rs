//! What the Python part reads: the documents, the rules in words, the notices as columns of bytes, and what the answers must be.

use std::fs;
use std::path::Path;

use ceptoar_core::{LevelProfile, Registry, RuleSet};
use serde_json::{Value, json};

use crate::documents::documents;
use crate::measure::sums_of;
use crate::notices::{Row, repeating};
use crate::peer::Fault;
use crate::rules::{
    CAUSES, CEPTOARS, Effect, KINDS, LEVELS, MINISTRIES, ORIGINS, PURPOSES, RECIPIENTS, RULES, Relation, Rule, SECTORS,
    Words, all, words,
};
use crate::straight::{Masks, Resolved, answer};

/// The shares of notices that repeat earlier ones.
const REPEATED: [f64; 3] = [0.999, 0.9, 0.0];

pub fn export(folder: &Path, count: usize) -> Result<(), Fault> {
    fs::create_dir_all(folder)?;
    let documents = documents();
    fs::write(folder.join("edition.json"), Registry::from_document(&documents.edition)?.to_json())?;
    fs::write(folder.join("rules.json"), RuleSet::from_document(&documents.rules)?.to_json())?;
    fs::write(folder.join("levels.json"), LevelProfile::from_document(&documents.levels)?.to_json())?;
    let mut sets = Vec::new();
    for repeated in REPEATED {
        let rows = repeating(count, repeated);
        let name = format!("rows-{:.1}.bin", repeated * 100.0);
        fs::write(folder.join(&name), columns(&rows))?;
        let sums = sums_of(rows.iter().map(answer));
        // Sums are text: a reader of JSON may take a number of 64 bits for a float.
        let (allowed, must) = (sums.allowed.to_string(), sums.must.unwrap_or_default().to_string());
        sets.push(json!({ "repeated": repeated, "file": name, "rows": count, "allowed": allowed, "must": must }));
    }
    fs::write(folder.join("workload.json"), serde_json::to_string_pretty(&workload(sets))?)?;
    Ok(())
}

/// Each column whole: origin (a party), level, kind, cause, purpose in a byte each, sectors in two, the day in four; little endian.
fn columns(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 11);
    bytes.extend(rows.iter().map(party));
    let codes: [fn(&Row) -> u8; 4] = [|row| row.level, |row| row.kind, |row| row.cause, |row| row.purpose];
    for column in codes {
        bytes.extend(rows.iter().map(column));
    }
    bytes.extend(rows.iter().flat_map(|row| row.sectors.to_le_bytes()));
    bytes.extend(rows.iter().flat_map(|row| row.day.to_le_bytes()));
    bytes
}

/// Every origin in the order of its code in the columns.
fn origins() -> Vec<Row> {
    let units = [1, MINISTRIES.len(), CEPTOARS, CEPTOARS];
    let of = |origin: u8| {
        let row = Row { origin, unit: 0, level: 0, kind: 0, cause: 0, purpose: 0, sectors: 0, day: 0 };
        (0..units[origin as usize] as u8).map(move |unit| Row { unit, ..row })
    };
    (0..ORIGINS.len() as u8).flat_map(of).collect()
}

fn party(row: &Row) -> u8 {
    let before = [0, 1, 1 + MINISTRIES.len(), 1 + MINISTRIES.len() + CEPTOARS];
    before[row.origin as usize] as u8 + row.unit
}

fn workload(sets: Vec<Value>) -> Value {
    let recipient = |(code, who): (usize, &crate::rules::Recipient)| json!({ "name": who.name, "bit": code, "sector": who.place.map(|(sector, _)| SECTORS[sector as usize]) });
    let origin = |row: &Row| {
        let resolved = Resolved::of(row);
        json!({
            "name": row.party(),
            "kind": ORIGINS[row.origin as usize],
            "portfolio": resolved.mask(Relation::Ministry),
            "own": resolved.mask(Relation::Own),
        })
    };
    json!({
        "levels": LEVELS, "kinds": KINDS, "causes": CAUSES, "purposes": PURPOSES, "sectors": SECTORS,
        "origins": origins().iter().map(origin).collect::<Vec<_>>(),
        "recipients": RECIPIENTS.iter().enumerate().map(recipient).collect::<Vec<_>>(),
        "rules": RULES.iter().map(written).collect::<Vec<_>>(),
        "sets": sets,
    })
}

/// A rule in words; a set that asks for nothing is `null`.
fn written(rule: &Rule) -> Value {
    let set = |mask: u16, of: Words| (!all(mask, of) && mask != 0).then(|| words(mask, of).collect::<Vec<_>>());
    let effect = match rule.effect {
        Effect::Must => "must",
        Effect::May => "may",
        Effect::Deny => "deny",
    };
    let relation = |relation: &Relation| match relation {
        Relation::Sector => "sector",
        Relation::Ministry => "ministry",
        Relation::Own => "own",
        Relation::NotOwn => "not-own",
    };
    json!({
        "id": rule.id, "effect": effect, "to": rule.to,
        "origins": set(rule.origins, ORIGINS), "level": set(rule.levels, LEVELS), "kind": set(rule.kinds, KINDS),
        "cause": set(rule.causes, CAUSES), "purpose": set(rule.purposes, PURPOSES), "sectors": set(rule.sectors, SECTORS),
        "from": (rule.from > i32::MIN).then_some(rule.from), "until": (rule.until < i32::MAX).then_some(rule.until),
        "relations": rule.relations.iter().map(relation).collect::<Vec<_>>(),
    })
}

/// What is read back from a row of the columns is what was written: the test of the export.
pub fn known(row: &Row) -> Masks {
    let origins = origins();
    answer(&Row { origin: origins[party(row) as usize].origin, unit: origins[party(row) as usize].unit, ..*row })
}
