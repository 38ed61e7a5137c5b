//! Days of a document that was checked, and spans of them.

use chrono::NaiveDate;

use crate::document::scalar::{DateText, Period as PeriodDoc};
use crate::gather::InOrder as _;
use crate::time::{Period, parse_date};

/// The span that a checked document writes.
pub(super) fn span(doc: Option<&PeriodDoc>) -> Period {
    let day = |text: Option<&DateText>| text.and_then(|text| parse_date(text.as_str()));
    doc.map_or(Period::ALWAYS, |doc| Period { from: day(doc.from.as_ref()), until: day(doc.until.as_ref()) })
}

/// A span as a document writes it; that without bounds is left out.
pub(super) fn written(span: Period) -> Option<PeriodDoc> {
    let doc = PeriodDoc { from: span.from.map(DateText::from), until: span.until.map(DateText::from) };
    (!span.is_always()).then_some(doc)
}

/// The spans of something that exists always where it writes none.
pub(super) fn spans(docs: Option<&Vec<PeriodDoc>>) -> Vec<Period> {
    match docs.map(Vec::as_slice) {
        None | Some([]) => vec![Period::ALWAYS],
        Some(docs) => docs.iter().map(|doc| span(Some(doc))).collect(),
    }
}

/// From a day until another.
pub(super) fn from(day: NaiveDate, until: Option<NaiveDate>) -> Period {
    Period { from: Some(day), until }
}

/// The days that two spans share, if any.
fn shared(one: Period, other: Period) -> Option<Period> {
    let until = match (one.until, other.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let shared = Period { from: one.from.max(other.from), until };
    (one.overlaps(&other) && !shared.is_empty()).then_some(shared)
}

/// The days that lie in one span of each list.
pub(super) fn common(lists: &[Vec<Period>]) -> Vec<Period> {
    let start = vec![Period::ALWAYS];
    let mut days = lists.iter().fold(start, |days, list| {
        days.iter().flat_map(|one| list.iter().filter_map(|other| shared(*one, *other))).collect()
    });
    days.in_order(Ord::cmp);
    days
}

/// The days of a span that lie in none of the others.
pub(super) fn left_open(span: Period, others: &[Period]) -> Vec<Period> {
    let mut others: Vec<Period> = others.iter().filter_map(|other| shared(span, *other)).collect();
    others.in_order(Ord::cmp);
    let mut open = Vec::new();
    let mut rest = Some(span);
    for other in others {
        let Some(now) = rest else { break };
        if let Some(begins) = other.from {
            open.extend(shared(now, Period { from: None, until: Some(begins) }));
        }
        rest = other.until.and_then(|ends| shared(now, Period { from: Some(ends), until: None }));
    }
    open.extend(rest);
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 1, n)
    }

    fn period((from, until): (u32, u32)) -> Period {
        Period { from: day(from), until: day(until) }
    }

    #[test]
    fn spans_are_compared_day_by_day() {
        // Day 0 and day 40 are no days: the span is open there.
        let ends = [0, 3, 5, 8, 12, 40];
        let all: Vec<(u32, u32)> = ends
            .iter()
            .flat_map(|from| ends.iter().filter(move |until| from < *until).map(move |until| (*from, *until)))
            .collect();
        let on = |spans: &[Period], n: u32| day(n).is_some_and(|day| spans.iter().any(|span| span.covers(day)));
        for one in &all {
            for other in &all {
                let (a, b) = (vec![period(*one)], vec![period(*other)]);
                let both = common(&[a.clone(), b.clone()]);
                let rest = left_open(period(*one), &b);
                for n in 1..=31 {
                    assert_eq!(on(&both, n), on(&a, n) && on(&b, n), "{one:?} {other:?} {n}");
                    assert_eq!(on(&rest, n), on(&a, n) && !on(&b, n), "{one:?} {other:?} {n}");
                }
                assert!(both.iter().chain(&rest).all(|span| !span.is_empty()));
            }
        }
    }
}
