//! Sets of days: what is derived holds on the days on which all that it rests on does.

use chrono::NaiveDate;

use crate::document::scalar::Period as PeriodDoc;
use crate::gather::InOrder as _;
use crate::time::Period;

/// Some days: periods in order, none empty, none touching the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Days(Vec<Period>);

/// Where a period begins: what has no beginning comes first.
fn begins(from: Option<NaiveDate>) -> NaiveDate {
    from.unwrap_or(NaiveDate::MIN)
}

/// Where a period ends: what has no end comes last.
fn ends(until: Option<NaiveDate>) -> NaiveDate {
    until.unwrap_or(NaiveDate::MAX)
}

fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    if ends(one) <= ends(other) { one } else { other }
}

fn later(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    if begins(one) >= begins(other) { one } else { other }
}

impl Days {
    pub(crate) fn never() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn always() -> Self {
        Self(vec![Period::ALWAYS])
    }

    pub(crate) fn of(periods: impl IntoIterator<Item = Period>) -> Self {
        let mut sorted: Vec<Period> = periods.into_iter().filter(|period| !period.is_empty()).collect();
        sorted.in_order_of(|period| (begins(period.from), ends(period.until)));
        let mut joined: Vec<Period> = Vec::new();
        for period in sorted {
            match joined.last_mut() {
                Some(last) if begins(period.from) <= ends(last.until) => {
                    if ends(period.until) > ends(last.until) {
                        last.until = period.until;
                    }
                }
                _ => joined.push(period),
            }
        }
        Self(joined)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn periods(&self) -> &[Period] {
        &self.0
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        let shared = self.0.iter().flat_map(|one| {
            other
                .0
                .iter()
                .map(|other| Period { from: later(one.from, other.from), until: earlier(one.until, other.until) })
        });
        Self::of(shared)
    }

    pub(crate) fn or(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).copied())
    }

    pub(crate) fn without(&self, other: &Self) -> Self {
        self.and(&other.others())
    }

    /// All days but these.
    fn others(&self) -> Self {
        let mut left = Vec::new();
        let mut from = None;
        for period in &self.0 {
            if period.from.is_some() {
                left.push(Period { from, until: period.from });
            }
            if period.until.is_none() {
                return Self(left);
            }
            from = period.until;
        }
        left.push(Period { from, until: None });
        Self(left)
    }

    /// As a document writes when a datum holds: nothing if that is always.
    pub(crate) fn written(&self) -> Vec<Option<PeriodDoc>> {
        self.0.iter().map(written).collect()
    }

    /// As a document writes when a party exists: nothing if that is always.
    pub(crate) fn list(&self) -> Option<Vec<PeriodDoc>> {
        let periods: Vec<PeriodDoc> = self.0.iter().filter_map(written).collect();
        (!periods.is_empty()).then_some(periods)
    }
}

fn written(period: &Period) -> Option<PeriodDoc> {
    let doc = PeriodDoc { from: period.from.map(Into::into), until: period.until.map(Into::into) };
    (*period != Period::ALWAYS).then_some(doc)
}

/// What holds on which days: of what was put in first, nothing is taken back.
#[derive(Debug, Clone)]
pub(crate) struct Timeline<T>(Vec<(Days, T)>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + PartialEq> Timeline<T> {
    /// All days on which something holds.
    pub(crate) fn days(&self) -> Days {
        Days::of(self.0.iter().flat_map(|(days, _)| days.periods().iter().copied()))
    }

    /// Puts a value on those of its days on which nothing holds yet.
    pub(crate) fn fill(&mut self, days: &Days, value: T) {
        let days = days.without(&self.days());
        if days.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(_, known)| *known == value) {
            Some((known, _)) => *known = known.or(&days),
            None => self.0.push((days, value)),
        }
    }

    /// Takes away what holds on some days.
    pub(crate) fn clear(&mut self, days: &Days) {
        for (known, _) in &mut self.0 {
            *known = known.without(days);
        }
        self.0.retain(|(known, _)| !known.is_empty());
    }

    /// Each value with each of its periods, in their order: equal neighbours are one.
    pub(crate) fn states(&self) -> Vec<(Period, &T)> {
        let mut states: Vec<(Period, &T)> =
            self.0.iter().flat_map(|(days, value)| days.periods().iter().map(move |period| (*period, value))).collect();
        states.in_order_of(|(period, _)| begins(period.from));
        states
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2024, 1, n)
    }

    /// Every set of days whose boundaries lie among some days, as a mask of the spans between them.
    fn all() -> Vec<(Days, u8)> {
        let spans = [(None, day(1)), (day(1), day(2)), (day(2), day(3)), (day(3), day(4)), (day(4), None)];
        (0..32_u8)
            .map(|mask| {
                let chosen = spans.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1);
                (Days::of(chosen.map(|(_, (from, until))| Period { from: *from, until: *until })), mask)
            })
            .collect()
    }

    #[test]
    fn days_are_sets() {
        let all = all();
        for (one, a) in &all {
            for (other, b) in &all {
                let of = |mask: u8| all.iter().find(|(_, m)| *m == mask).map(|(days, _)| days.clone());
                assert_eq!(Some(one.and(other)), of(a & b));
                assert_eq!(Some(one.or(other)), of(a | b));
                assert_eq!(Some(one.without(other)), of(a & !b & 31));
            }
        }
        assert_eq!(Days::always().written(), [None]);
        assert_eq!(Days::of([Period { from: day(2), until: day(2) }]), Days::never());
    }

    #[test]
    fn a_timeline_keeps_what_came_first_and_joins_equal_neighbours() {
        let days = |from, until| Days::of([Period { from, until }]);
        let mut line = Timeline::default();
        line.fill(&days(day(2), day(3)), "a");
        line.fill(&Days::always(), "b");
        line.fill(&days(day(1), day(5)), "c");
        let wanted = [(None, day(2), "b"), (day(2), day(3), "a"), (day(3), None, "b")];
        let states = line.states();
        let found: Vec<_> = states.iter().map(|(period, value)| (period.from, period.until, **value)).collect();
        assert_eq!(found, wanted);
        line.clear(&days(day(2), day(3)));
        line.fill(&Days::always(), "b");
        assert_eq!(line.states(), [(Period::ALWAYS, &"b")]);
    }
}
