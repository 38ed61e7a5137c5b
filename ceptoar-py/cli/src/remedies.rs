//! What it would take that a party is told.

use ceptoar_core::Outcome;
use ceptoar_core::life::{self, Remedies, RemedySet};

use super::Answer;
use super::args::{Format, Of};
use super::ask::{Asked, Face};
use super::failure::Failure;
use super::print::rows;

/// The exit code where nothing of this kind would do.
const IN_VAIN: u8 = 3;

pub(super) fn answer(of: &Of, party: &str, face: Face<'_>) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    let party = asked.party("/party", party)?;
    let found = life::remedies(&asked.router, &asked.notice, &party, &asked.situation)?;
    let in_vain = found.outcome != Outcome::Deliver && found.sets.is_empty();
    let out = match face.format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(face.lang),
        Format::Csv => table(&found, face)?,
    };
    Ok(asked.answer(out, "", if in_vain { IN_VAIN } else { 0 }))
}

/// A row for each set of decisions.
fn table(found: &Remedies, face: Face<'_>) -> Result<String, Failure> {
    let ids = |list: &[ceptoar_core::PartyId]| list.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(";");
    let row = |(number, set): (usize, &RemedySet)| {
        let kinds: Vec<&str> = set.changes.iter().map(|change| change.change.as_str()).collect();
        let first = set.hops.first().map(|hop| hop.from.to_string());
        let path: Vec<String> = first.into_iter().chain(set.hops.iter().map(|hop| hop.to.to_string())).collect();
        vec![
            (number + 1).to_string(),
            kinds.join(";"),
            set.line(face.lang),
            path.join(">"),
            ids(&set.also),
            ids(&set.lost),
            set.widens.to_string(),
            set.changes_scheme.to_string(),
        ]
    };
    let table: Vec<Vec<String>> = found.sets.iter().enumerate().map(row).collect();
    let headings = ["set", "changes", "message", "path", "also", "lost", "widens", "changes_scheme"];
    rows(&headings, &table, Format::Csv, face.screen)
}
