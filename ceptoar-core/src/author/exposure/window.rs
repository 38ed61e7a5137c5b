//! The days that somebody asks for are days, and no router refuses them: a check that asks of no day would find nothing.

use chrono::{Datelike as _, NaiveDate};

use crate::author::exposure::options::ExposureOptions;
use crate::error::code::ErrorCode;
use crate::error::problem::{Problems, Refusal};
use crate::router::ask::Router;
use crate::time::{Period, YEARS};

/// The first day and the first day after.
///
/// # Errors
/// `bad-date`, `empty-window`.
pub(in crate::author) fn check(window: &Period, options: &ExposureOptions) -> Result<(), Refusal> {
    let mut problems = Problems::new();
    year(options.from, "/from", &mut problems);
    // The first day after may be that after the last of all days.
    year(options.until.and_then(|until| until.pred_opt()), "/until", &mut problems);
    if problems.is_empty() && window.from.zip(window.until).is_some_and(|(from, until)| from >= until) {
        let pointer = if options.from.is_some() { "/from" } else { "/until" };
        problems.push_at(ErrorCode::EmptyWindow, pointer, vec![window.to_string()]);
    }
    problems.into_result(())
}

/// Whether routers answer on all days on which notices are issued.
///
/// # Errors
/// `stale-edition`: one refuses some of them, so that it would say nothing of what its rules do.
pub(in crate::author) fn check_stale<'a>(
    window: &Period,
    routers: impl IntoIterator<Item = &'a Router>,
) -> Result<(), Refusal> {
    let mut problems = Problems::new();
    for router in routers.into_iter().filter(|router| router.refuse_stale) {
        let covers = router.registry().covers();
        let early = covers.from.filter(|first| window.from.is_none_or(|from| from < *first));
        let late = covers.until.filter(|end| window.until.is_none_or(|until| until > *end));
        if let Some(first) = early {
            stale(router, window.from.or_else(|| first.pred_opt()), "/from", &mut problems);
        } else if let Some(end) = late {
            stale(router, Some(window.from.map_or(end, |from| from.max(end))), "/until", &mut problems);
        }
    }
    problems.into_result(())
}

/// The days on which two routers are asked, where they are not asked when notices are issued.
///
/// # Errors
/// `bad-date`, `stale-edition`.
pub(in crate::author) fn check_days<'a>(
    asked: impl Iterator<Item = (&'a Router, Option<NaiveDate>)>,
) -> Result<(), Refusal> {
    let mut problems = Problems::new();
    for ((router, day), pointer) in asked.zip(["/before_on", "/after_on"]) {
        let Some(day) = day else { continue };
        year(Some(day), pointer, &mut problems);
        if router.refuse_stale && !router.registry().covers().covers(day) {
            stale(router, Some(day), pointer, &mut problems);
        }
    }
    problems.into_result(())
}

fn year(day: Option<NaiveDate>, pointer: &str, problems: &mut Problems) {
    if let Some(day) = day.filter(|day| !YEARS.contains(&day.year())) {
        problems.push_at(ErrorCode::BadDate, pointer, vec![day.to_string()]);
    }
}

fn stale(router: &Router, day: Option<NaiveDate>, pointer: &str, problems: &mut Problems) {
    let registry = router.registry();
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let args = vec![registry.id().to_string(), day, registry.covers().to_string()];
    problems.push_at(ErrorCode::StaleEdition, pointer, args);
}
