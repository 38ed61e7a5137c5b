//! What ends and what is added so that data of one key become others, day by day.

use chrono::NaiveDate;

use crate::gather::InOrder as _;
use crate::outline::days::Days;
use crate::time::Period;

/// The days on which data that stand end, and the data that are added, each on days of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::author) struct Steps<'a, T> {
    pub(in crate::author) ends: Vec<NaiveDate>,
    pub(in crate::author) adds: Vec<(Period, &'a T)>,
}

/// An overlay ends a datum on a day after its first, and adds what stands on no day yet: what begins otherwise than before cannot
/// be said, and stays.
pub(in crate::author) fn steps<'a, T>(
    before: &[(Period, &'a T)],
    after: &[(Period, &'a T)],
    same: impl Fn(&T, &T) -> bool,
) -> Steps<'a, T> {
    let mut steps = Steps { ends: Vec::new(), adds: Vec::new() };
    let mut kept = Days::never();
    for (period, datum) in before {
        let whole = Days::of([*period]);
        let stays = Days::of(after.iter().filter(|(_, other)| same(datum, other)).map(|(days, _)| *days)).and(&whole);
        let first = stays.periods().first().filter(|first| first.from == period.from);
        match first.map(|first| (*first, first.until)) {
            Some((first, Some(until))) if stays != whole => {
                steps.ends.push(until);
                kept = kept.or(&Days::of([first]));
            }
            _ => kept = kept.or(&whole),
        }
    }
    for (period, datum) in after {
        let new = Days::of([*period]).without(&kept);
        steps.adds.extend(new.periods().iter().map(|days| (*days, *datum)));
    }
    steps.ends.in_order(Ord::cmp);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: Option<u32>, until: Option<u32>) -> Period {
        let day = |n: Option<u32>| n.and_then(|n| NaiveDate::from_ymd_opt(2026, 1, n));
        Period { from: day(from), until: day(until) }
    }

    #[test]
    fn what_ends_is_cut_and_what_begins_is_added() {
        let same = |a: &&str, b: &&str| a == b;
        let always = [(Period::ALWAYS, &"a")];
        // Another value from the fifth to the ninth of the month.
        let changed = [(period(None, Some(5)), &"a"), (period(Some(5), Some(9)), &"b"), (period(Some(9), None), &"a")];
        let found = steps(&always, &changed, same);
        assert_eq!(
            (found.ends, found.adds),
            (vec![NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default()], changed[1..].to_vec())
        );
        let same_again = steps(&changed, &changed, same);
        assert!(same_again.ends.is_empty() && same_again.adds.is_empty());
        // What stands since ever cannot be taken away, and nothing takes its place.
        let other = steps(&always, &[(Period::ALWAYS, &"b")], same);
        assert!(other.ends.is_empty() && other.adds.is_empty());
        let later = steps(&[], &changed[1..2], same);
        assert_eq!((later.ends.len(), later.adds.len()), (0, 1));
    }
}
