//! The situation of a row, where columns say it: `outages` as `email`, `mic>telecom` or `mic>telecom:email`, and
//! `failed_sectors`. What a column says stands in the place of what the call's own situation says.

use ceptoar_core::bulk::{Bulk, Class};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::{Outage, Refusal, SectorId, Situation};

use super::field::Columns;
use super::found::Found;

/// The situation of a row with these numbers, or what is wrong with it.
pub(super) fn of_row(
    base: &Situation,
    columns: &Columns,
    codes: &[u32],
    at: Option<DateTime<Utc>>,
) -> Result<Situation, Vec<Found>> {
    let mut situation = base.clone();
    situation.at = at.or(base.at);
    let mut found = Vec::new();
    let mut refuse = |field: &str, refusal: &Refusal| {
        // The core's own pointer begins with the field where a whole document was read.
        let (field, before) = if field.is_empty() { ("at", String::new()) } else { (field, format!("/{field}")) };
        let column = columns.name_of(field).map(str::to_owned);
        found.extend(refusal.problems().iter().map(|problem| {
            let pointer = format!("{before}{}", problem.pointer());
            Found { pointer, column: column.clone(), ..Found::of_row(problem) }
        }));
    };
    if let Some(text) = columns.wrong_at(codes)
        && let Err(refusal) = Situation::from_json(serde_json::json!({ "at": text }).to_string().as_bytes())
    {
        refuse("", &refusal);
    }
    // A cell that is refused by itself is told elsewhere.
    if let Some(Some(texts)) = columns.ids("outages", codes) {
        let read = |text: &&str| text.parse::<Outage>().map_err(|refusal| refuse("outages", &refusal)).ok();
        situation.outages = texts.iter().filter_map(read).collect();
        situation.outages.sort_unstable();
    }
    if let Some(Some(texts)) = columns.ids("failed_sectors", codes) {
        let read =
            |text: &&str| text.parse::<SectorId>().map_err(|fault| refuse("failed_sectors", &fault.refusal(""))).ok();
        situation.failed_sectors = texts.iter().filter_map(read).collect();
        situation.failed_sectors.sort_unstable();
    }
    if found.is_empty() { Ok(situation) } else { Err(found) }
}

/// The class of the situation of a row.
pub(super) fn class(base: &Situation, columns: &Columns, codes: &[u32], bulk: &mut Bulk) -> Class {
    let whole = |field: &str| columns.ids(field, codes).is_none_or(|ids| ids.is_some());
    if !(whole("outages") && whole("failed_sectors")) {
        return Class::UNFIT;
    }
    let of_row = of_row(base, columns, codes, None).ok();
    let class = of_row.and_then(|situation| bulk.situation(situation.outages, situation.failed_sectors).ok());
    class.unwrap_or(Class::UNFIT)
}
