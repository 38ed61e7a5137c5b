//! How long an answer holds.

use chrono::{DateTime, Utc};

use crate::notice::envelope::Notice;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::{Body, decide};
use crate::situation::Situation;
use crate::time::day_start;

/// The first later instant at which the answer differs: found by deciding again at each instant where a fact changes,
/// so that no list of "facts consulted" can go stale.
pub(in crate::router) fn valid_until(
    compiled: &Compiled,
    notice: &Notice,
    situation: &Situation,
    at: DateTime<Utc>,
    body: &Body,
) -> Option<DateTime<Utc>> {
    let tables = &compiled.tables;
    let midnights = tables.boundaries.iter().map(|day| day_start(*day));
    let mut instants: Vec<_> = midnights.chain(notice.embargo_until).filter(|instant| *instant > at).collect();
    instants.sort_unstable();
    instants.dedup();
    let covers = tables.registry.covers();
    let lint_changes =
        |instant: DateTime<Utc>| [covers.from, covers.until].into_iter().flatten().any(|day| day_start(day) == instant);
    // Where `covers` begins or ends, the lint `stale-edition` comes or goes: no need to decide again.
    instants.into_iter().find(|instant| {
        lint_changes(*instant)
            || compiled.question(notice, situation, *instant).is_none_or(|q| decide(&q).body != *body)
    })
}
