//! What was out when, and the instants at which a decision may change.

use chrono::{DateTime, Utc};

use crate::answer::audit::DatedSituation;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::router::ask::Router;
use crate::router::fit::situation as fit_situation;
use crate::situation::Situation;
use crate::time::instant_text;

/// The situations of an audit, sorted, and the days on which facts begin or end.
pub(in crate::life) struct Times {
    dated: Vec<DatedSituation>,
    /// Nothing is out.
    nothing: Situation,
    /// When a situation begins or ends, sorted, each once.
    changes: Vec<DateTime<Utc>>,
    /// When a fact begins or ends, sorted.
    boundaries: Vec<DateTime<Utc>>,
}

/// The piece of time, between two changes of anything, that an instant lies in.
pub(in crate::life) type Piece = (usize, usize);

impl Times {
    /// # Errors
    /// Every fault of the situations at once: as of a situation, `contradicts` for one that has an instant of its own or
    /// overlaps another, `empty-period` for one that ends before it begins.
    pub(in crate::life) fn new(router: &Router, situations: &[DatedSituation]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let root = At::root();
        let list = root.key("situations");
        let mut placed: Vec<(usize, &DatedSituation)> = situations.iter().enumerate().collect();
        placed.sort_by_key(|(_, dated)| (dated.from, dated.until));
        for (place, dated) in &placed {
            let at = list.index(*place);
            let mut found = Problems::new();
            fit_situation::check(&dated.situation, router.registry(), &mut found);
            if let Err(refusal) = found.into_result(()) {
                problems.absorb(refusal, &at.key("situation"));
            }
            if dated.situation.at.is_some() {
                problems.push(ErrorCode::Contradicts, &at.key("situation").key("at"), vec!["at".to_owned()]);
            }
            if dated.until.is_some_and(|until| until <= dated.from) {
                problems.push(ErrorCode::EmptyPeriod, &at, Vec::new());
            }
        }
        for ((_, before), (place, dated)) in placed.iter().zip(placed.iter().skip(1)) {
            if before.until.is_none_or(|until| until > dated.from) {
                problems.push(ErrorCode::Contradicts, &list.index(*place).key("from"), vec![instant_text(dated.from)]);
            }
        }
        let dated: Vec<DatedSituation> = placed.into_iter().map(|(_, dated)| dated.clone()).collect();
        let mut changes: Vec<DateTime<Utc>> =
            dated.iter().flat_map(|dated| std::iter::once(dated.from).chain(dated.until)).collect();
        changes.sort_unstable();
        changes.dedup();
        let (nothing, boundaries) = (Situation::default(), router.boundaries());
        problems.into_result(Self { dated, nothing, changes, boundaries })
    }

    /// The situations, sorted.
    pub(in crate::life) fn dated(&self) -> &[DatedSituation] {
        &self.dated
    }

    /// What is out at an instant.
    pub(in crate::life) fn situation(&self, at: DateTime<Utc>) -> &Situation {
        let begun = self.dated.partition_point(|dated| dated.from <= at);
        let last = begun.checked_sub(1).and_then(|last| self.dated.get(last));
        let holds = last.filter(|dated| dated.until.is_none_or(|until| at < until));
        holds.map_or(&self.nothing, |dated| &dated.situation)
    }

    pub(in crate::life) fn piece(&self, at: DateTime<Utc>) -> Piece {
        let before = |list: &[DateTime<Utc>]| list.partition_point(|change| *change <= at);
        (before(&self.changes), before(&self.boundaries))
    }

    /// The changes of the situation after an instant, up to another.
    pub(in crate::life) fn changes(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> &[DateTime<Utc>] {
        between(&self.changes, after, until)
    }

    /// The days on which a fact begins or ends after an instant, up to another.
    pub(in crate::life) fn boundaries(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> &[DateTime<Utc>] {
        between(&self.boundaries, after, until)
    }

    /// All of these, sorted.
    pub(in crate::life) fn all(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let mut all = [self.changes(after, until), self.boundaries(after, until)].concat();
        all.sort_unstable();
        all
    }
}

fn between(list: &[DateTime<Utc>], after: DateTime<Utc>, until: DateTime<Utc>) -> &[DateTime<Utc>] {
    let first = list.partition_point(|change| *change <= after);
    let last = list.partition_point(|change| *change <= until);
    list.get(first..last).unwrap_or_default()
}
