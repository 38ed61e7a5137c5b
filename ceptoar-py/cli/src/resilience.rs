//! What would break.

use ceptoar_core::PartyId;
use ceptoar_core::life::{self, Failure as Fails, Resilience, Scope};

use super::args::{Format, Resilience as Args};
use super::ask::Face;
use super::failure::Failure;
use super::print::{documents, rows};
use super::{Answer, file, logged};

/// The exit code with `--strict` where one failure loses somebody who must be told.
const FRAGILE: u8 = 3;

pub(super) fn answer(of: &Args, face: Face<'_>) -> Result<Answer, Failure> {
    file::once([Some(&*of.notices)].into_iter().chain(of.basis.files()))?;
    let router = file::router(&of.basis, face.stale, face.screen)?;
    let notices = logged::notices(&of.notices, &router, face.screen)?;
    let situation = file::situation(&of.when)?;
    let mut scope = Scope::default();
    scope.pairs = of.pairs;
    if !of.kinds.is_empty() {
        scope.kinds.clone_from(&of.kinds);
    }
    let mut found = Vec::with_capacity(notices.len());
    for notice in &notices {
        found.push(life::resilience(&router, notice, &situation, &scope)?);
    }
    let is_fragile = found.iter().any(|found| !found.single_points.is_empty());
    let code = if of.strict && is_fragile { FRAGILE } else { 0 };
    let out = match face.format {
        Format::Json => documents(found.iter().map(Resilience::to_json)),
        Format::Table => found.iter().map(|found| found.text(face.lang)).collect::<Vec<_>>().join("\n"),
        Format::Csv => table(&found, face)?,
    };
    Ok(Answer { out, notes: String::new(), code })
}

/// A row for each failure that changes something.
fn table(list: &[Resilience], face: Face<'_>) -> Result<String, Failure> {
    let ids = |parties: &[PartyId]| parties.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(";");
    let texts = |failures: &[Fails]| failures.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
    let mut table = Vec::new();
    for found in list {
        let notice = found.head.notice.to_string();
        for row in &found.rows {
            table.push(vec![
                notice.clone(),
                texts(&row.failure),
                row.single_point.to_string(),
                ids(&row.lost.must),
                ids(&row.lost.may),
                row.units.must.to_string(),
                row.units.may.to_string(),
                row.units.unknown.to_string(),
                ids(&row.changed),
                String::new(),
            ]);
        }
        for pair in &found.pairs {
            let [must, may, together] = [&pair.lost.must, &pair.lost.may, &pair.only_together].map(|list| ids(list));
            let mut row = vec![notice.clone(), texts(&pair.failure), String::new(), must, may];
            row.extend([String::new(), String::new(), String::new(), String::new(), together]);
            table.push(row);
        }
    }
    let headings = [
        "notice",
        "failure",
        "single_point",
        "lost_must",
        "lost_may",
        "units_must",
        "units_may",
        "units_unknown",
        "changed",
        "only_together",
    ];
    rows(&headings, &table, Format::Csv, face.screen)
}
