//! The situation of a row, where columns say it: `outages` as `email`, `mic>telecom`, `mic>telecom:email` or `party:mhlw`, and
//! `failed_sectors`. What a column says stands in the place of what the call's own situation says.

use ceptoar_core::bulk::{Bulk, Class};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::{InvalidId, Outage, Problem, Refusal, SectorId, Situation};

use super::field::Columns;
use super::found::Found;
use super::shape::AT;

/// The situation of a row with these numbers, or what is wrong with it.
pub(super) fn of_row(
    base: &Situation,
    columns: &Columns,
    codes: &[u32],
    at: Option<DateTime<Utc>>,
) -> Result<Situation, Vec<Found>> {
    let mut found = Vec::new();
    let outs = outs(base, columns, codes).map_err(|wrong| found.extend(wrong)).unwrap_or_default();
    if let Some(text) = columns.wrong_at(codes)
        && let Err(refusal) = Situation::from_json(serde_json::json!({ "at": text }).to_string().as_bytes())
    {
        found.extend(refusal.problems().iter().map(|problem| told(columns, AT, "", problem)));
    }
    let mut situation = base.clone();
    (situation.outages, situation.failed_sectors) = outs;
    situation.at = at.or(base.at);
    if found.is_empty() { Ok(situation) } else { Err(found) }
}

/// What is out in a row. An element of a list that is null is an id of no characters: refused, never passed over.
fn outs(base: &Situation, columns: &Columns, codes: &[u32]) -> Result<(Vec<Outage>, Vec<SectorId>), Vec<Found>> {
    let mut found = Vec::new();
    let mut refuse = |field: &str, refusal: Refusal| {
        found.extend(refusal.problems().iter().map(|one| told(columns, field, &format!("/{field}"), one)));
    };
    let outages = columns.ids("outages", codes).map(|texts| {
        let mut outages: Vec<Outage> = texts
            .iter()
            .filter_map(|text| match text.unwrap_or_default().parse() {
                Ok(outage) => Some(outage),
                Err(refusal) => {
                    refuse("outages", refusal);
                    None
                }
            })
            .collect();
        outages.sort_unstable();
        outages
    });
    let failed_sectors = columns.ids("failed_sectors", codes).map(|texts| {
        let read = |text: &str| text.parse().map_err(|fault: InvalidId| fault.refusal(""));
        let mut sectors: Vec<SectorId> = texts
            .iter()
            .filter_map(|text| match read(text.unwrap_or_default()) {
                Ok(sector) => Some(sector),
                Err(refusal) => {
                    refuse("failed_sectors", refusal);
                    None
                }
            })
            .collect();
        sectors.sort_unstable();
        sectors
    });
    let outs = (
        outages.unwrap_or_else(|| base.outages.clone()),
        failed_sectors.unwrap_or_else(|| base.failed_sectors.clone()),
    );
    if found.is_empty() { Ok(outs) } else { Err(found) }
}

fn told(columns: &Columns, field: &str, before: &str, problem: &Problem) -> Found {
    let (pointer, column) = (format!("{before}{}", problem.pointer()), columns.name_of(field).map(str::to_owned));
    Found { pointer, column, ..Found::of_row(problem) }
}

/// The class of the situation of a row.
pub(super) fn class(base: &Situation, columns: &Columns, codes: &[u32], bulk: &mut Bulk) -> Class {
    let refused = ["outages", "failed_sectors"].iter().any(|field| columns.is_refused(field, codes));
    let outs = if refused { None } else { outs(base, columns, codes).ok() };
    let class = outs.and_then(|(outages, failed_sectors)| bulk.situation(outages, failed_sectors).ok());
    class.unwrap_or(Class::UNFIT)
}
