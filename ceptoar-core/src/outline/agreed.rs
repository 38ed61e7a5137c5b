//! What the rows of one key say together: what has no date agrees, and their periods do not overlap (R7, R48).

use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::outline::cell::Given;
use crate::outline::faults::{Faults, Spot, differing};
use crate::outline::rows::{Count, Line, Pair};
use crate::text::said::Said;
use crate::time::Period;

/// Of rows of one key: all that say something in a column without a date say the same there (R7). An empty cell contradicts nothing; one
/// that says "none" contradicts a value.
pub(super) fn agreed<T: PartialEq + Clone>(
    key: &str,
    column: &'static str,
    rows: impl Iterator<Item = (Spot, Given<T>)>,
    show: impl Fn(&T) -> String,
    faults: &mut Faults,
) -> Given<T> {
    let shown = |given: &Given<T>| match given {
        Given::Is(value) => show(value),
        _ => "-".to_owned(),
    };
    let mut first: Option<(Spot, Given<T>)> = None;
    let mut is_bad = false;
    for (spot, value) in rows {
        match (&first, &value) {
            (_, Given::Empty) => {}
            (_, Given::Bad) => is_bad = true,
            (None, _) => first = Some((spot, value)),
            (Some((before, known)), _) if *known != value => {
                let (known, value) = (shown(known), shown(&value));
                let more = faults.first(*before).and(&differing(&known, &value));
                let args = vec![format!("{key}: {column}")];
                faults.push(ErrorCode::ConflictingRows, spot.at(column), &value, args, Some(more));
            }
            _ => {}
        }
    }
    match first {
        Some((_, value)) => value,
        None if is_bad => Given::Bad,
        None => Given::Empty,
    }
}

/// The same of a text in two languages, each in its own column; the English one may stand alone (R30).
pub(super) fn agreed_text<'a>(
    key: &str,
    [ja, en]: [&'static str; 2],
    rows: impl Iterator<Item = (Spot, &'a Pair)> + Clone,
    faults: &mut Faults,
) -> Given<Text> {
    let japanese = agreed(key, ja, rows.clone().map(|(spot, text)| (spot, text.ja.clone())), String::clone, faults);
    let english = agreed(key, en, rows.map(|(spot, text)| (spot, text.en.clone())), String::clone, faults).value();
    match (japanese, english) {
        (Given::Is(ja), en) => Given::Is(Text { ja, en }),
        (Given::Empty, Some(en)) => Given::Is(Text { ja: en.clone(), en: Some(en) }),
        (other, _) => other.map_never(),
    }
}

/// Counts as a cell has them.
pub(super) fn counts(counts: &[Count]) -> String {
    let each = counts.iter().map(|(number, unit)| format!("{number}{}", unit.as_deref().unwrap_or_default()));
    each.collect::<Vec<_>>().join(";")
}

/// Successive states of one key do not overlap: each row that overlaps one before it is told, with the first such.
pub(super) fn successive<'a>(key: &str, lines: impl Iterator<Item = &'a Line>, faults: &mut Faults) {
    let hint = Said::new("前の状態に `until` か `last_day` を書く", "give the former state an `until` or a `last_day`");
    for (first, later) in overlapping(lines) {
        let more = faults.first(first.0.spot).and(&both(first.1, later.1)).and(&hint);
        faults.push(ErrorCode::OverlappingPeriods, later.0.spot, "", vec![key.to_owned()], Some(more));
    }
}

/// A row with its days.
type Dated<'a> = (&'a Line, Period);

/// Each row that overlaps one before it in the table, behind such a one: with the same days, or else the one that reaches furthest. A table
/// of a hundred thousand rows of one key is gone through once.
pub(super) fn overlapping<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<(Dated<'a>, Dated<'a>)> {
    let mut dated: Vec<Dated<'_>> = lines.filter_map(|line| Some((line, line.days?))).collect();
    dated.in_order_of(|(line, days)| (days.from, days.until, line.spot));
    let goes_beyond = |one: Period, other: Period| match (one.until, other.until) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
    };
    let mut found: Vec<(Dated<'_>, Dated<'_>)> = Vec::new();
    let (mut same, mut furthest): (Option<Dated<'_>>, Option<Dated<'_>>) = (None, None);
    for one in dated {
        let equal = same.filter(|(_, days)| *days == one.1);
        if let Some(other) = equal.or(furthest.filter(|(_, days)| days.overlaps(&one.1))) {
            found.push(if one.0.spot <= other.0.spot { (one, other) } else { (other, one) });
        }
        if equal.is_none() {
            same = Some(one);
        }
        if furthest.is_none_or(|(_, days)| goes_beyond(one.1, days)) {
            furthest = Some(one);
        }
    }
    found.in_order_of(|(first, later)| (later.0.spot, first.0.spot));
    found.dedup_by_key(|(_, later)| later.0.spot);
    found
}

/// The days of two rows, as a clause.
pub(super) fn both(first: Period, later: Period) -> Said {
    Said::new(format!("期間は `{first}` と `{later}`"), format!("their days are {first} and {later}"))
}

#[cfg(test)]
mod tests;
