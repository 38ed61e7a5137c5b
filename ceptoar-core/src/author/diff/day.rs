//! Compares what holds on each day.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::answer::diff::DiffRow;
use crate::author::diff::fields::{Datum, Days, Fields, pieces};
use crate::document::value::Json;
use crate::gather::{Gather as _, InOrder as _};
use crate::word::author::DiffKind;

/// The rows of a comparison of data that are sorted: tables in the order of a document, then keys, days and fields.
pub(in crate::author) fn compare(before: Vec<Datum>, after: Vec<Datum>) -> Vec<DiffRow> {
    let mut rows = Vec::new();
    let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return rows,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => (one.place, &one.key).cmp(&(other.place, &other.key)),
        };
        let one = if order.is_le() { before.next() } else { None };
        let other = if order.is_ge() { after.next() } else { None };
        of_key(one.as_ref(), other.as_ref(), &mut rows);
    }
}

/// How what is said before differs from what is said after.
#[derive(Clone, Copy, PartialEq)]
enum Differs<'a> {
    Not,
    Added,
    Ended,
    Changed(Option<&'a Value>, Option<&'a Value>),
}

/// The rows of one key: of the datum as a whole, and of each field where both say something.
fn of_key(before: Option<&Datum>, after: Option<&Datum>, rows: &mut Vec<DiffRow>) {
    let Some(datum) = before.or(after) else { return };
    let sides = [before, after].map(|datum| datum.map(|datum| &datum.said[..]).unwrap_or_default());
    let bounds = sides.iter().flat_map(|said| said.iter()).flat_map(|((from, until), _)| from.iter().chain(until));
    let days = pieces(&(None, None), bounds.cloned().collect());
    let on: Vec<[Option<&Fields>; 2]> = days.iter().map(|days| sides.map(|said| said_on(said, days))).collect();
    let whole = on.iter().map(|[before, after]| match (before, after) {
        (None, Some(_)) => Differs::Added,
        (Some(_), None) => Differs::Ended,
        _ => Differs::Not,
    });
    let mut found: Vec<(Days, Option<&str>, Differs<'_>)> = Vec::new();
    found.extend(runs(&days, whole).into_iter().map(|(days, differs)| (days, None, differs)));
    let names: BTreeSet<&str> = on.iter().flatten().flatten().flat_map(|said| said.keys().map(String::as_str)).gather();
    for name in names {
        let of_field = on.iter().map(|[before, after]| match (before, after) {
            (Some(before), Some(after)) if before.get(name) != after.get(name) => {
                Differs::Changed(before.get(name), after.get(name))
            }
            _ => Differs::Not,
        });
        found.extend(runs(&days, of_field).into_iter().map(|(days, differs)| (days, Some(name), differs)));
    }
    // A day without a beginning is before all others.
    found.in_order(|(one, field, _), (other, more, _)| (&one.0, field).cmp(&(&other.0, more)));
    rows.extend(found.into_iter().filter_map(|((from, until), field, differs)| {
        let day = |day: Option<String>| day.and_then(|day| day.parse::<NaiveDate>().ok());
        let value = |value: Option<&Value>| value.map(Json::new);
        let (what, before, after) = match differs {
            Differs::Not => return None,
            Differs::Added => (DiffKind::Added, None, None),
            Differs::Ended => (DiffKind::Ended, None, None),
            Differs::Changed(before, after) => (DiffKind::Changed, value(before), value(after)),
        };
        Some(DiffRow {
            of: datum.table.to_owned(),
            key: datum.key.clone(),
            what,
            from: day(from),
            until: day(until),
            field: field.map(str::to_owned),
            before,
            after,
        })
    }));
}

/// What is said on days that no bound parts.
fn said_on<'a>(said: &'a [(Days, Fields)], days: &Days) -> Option<&'a Fields> {
    let begun = |from: &Option<String>| from.as_ref().is_none_or(|from| days.0.as_ref().is_some_and(|day| from <= day));
    let ended =
        |until: &Option<String>| until.as_ref().is_some_and(|until| days.0.as_ref().is_some_and(|day| until <= day));
    said.iter().find(|((from, until), _)| begun(from) && !ended(until)).map(|(_, fields)| fields)
}

/// The longest runs of days with one difference.
fn runs<'a>(days: &[Days], differs: impl Iterator<Item = Differs<'a>>) -> Vec<(Days, Differs<'a>)> {
    let mut runs: Vec<(Days, Differs<'a>)> = Vec::new();
    for ((from, until), differs) in days.iter().zip(differs) {
        match runs.last_mut() {
            Some(((_, end), last)) if *last == differs => end.clone_from(until),
            _ => runs.push(((from.clone(), until.clone()), differs)),
        }
    }
    runs.retain(|(_, differs)| *differs != Differs::Not);
    runs
}
