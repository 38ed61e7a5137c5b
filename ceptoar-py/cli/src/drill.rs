//! What chance leaves of a plan.

use ceptoar_core::life::{self, Drill, DrillStage, Scenario, Shares};

use super::args::{Drill as Args, Format};
use super::ask::Face;
use super::failure::Failure;
use super::print::{documents, rows};
use super::{Answer, file, logged};

pub(super) fn answer(of: &Args, face: Face<'_>) -> Result<Answer, Failure> {
    let given = [Some(&*of.notices), Some(&*of.scenario)];
    file::once(given.into_iter().chain(of.basis.files()))?;
    let router = file::router(&of.basis, face.stale, face.screen)?;
    let notices = logged::notices(&of.notices, &router, face.screen)?;
    let scenario = Scenario::from_json(&file::read(&of.scenario, None, face.screen)?, &router)?;
    let mut found = Vec::with_capacity(notices.len());
    for notice in &notices {
        found.push(life::drill(&router, notice, &scenario)?);
    }
    Ok(Answer::from(match face.format {
        Format::Json => documents(found.iter().map(Drill::to_json)),
        Format::Table => found.iter().map(|found| found.text(face.lang)).collect::<Vec<_>>().join("\n"),
        Format::Csv => table(&found, face)?,
    }))
}

/// A row for each stage of each notice.
fn table(list: &[Drill], face: Face<'_>) -> Result<String, Failure> {
    let shares = |of: Option<Shares>| {
        let list = of.map(|of| [of.mean, of.p5, of.p50, of.p95].map(|share| serde_json::json!(share).to_string()));
        list.unwrap_or_default()
    };
    let row = |notice: &str, row: &DrillStage| {
        let counts = [row.expected, row.units.expected, row.units.unknown, row.unmet].map(|count| count.to_string());
        let [reached, confirmed] = [Some(row.reached), row.confirmed].map(shares);
        let start = [notice.to_owned(), row.stage.to_string()];
        start.into_iter().chain(counts).chain(reached).chain(confirmed).collect()
    };
    let table: Vec<Vec<String>> =
        list.iter().flat_map(|found| found.stages.iter().map(|stage| row(&found.head.notice, stage))).collect();
    let headings = [
        "notice",
        "stage",
        "expected",
        "units",
        "units_unknown",
        "unmet",
        "reached_mean",
        "reached_p5",
        "reached_p50",
        "reached_p95",
        "confirmed_mean",
        "confirmed_p5",
        "confirmed_p50",
        "confirmed_p95",
    ];
    rows(&headings, &table, Format::Csv, face.screen)
}
