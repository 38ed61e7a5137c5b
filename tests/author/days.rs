//! R61: the days of an exposure are days, and routers answer on them; two days are compared by what is answered on each.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ceptoar_core::author::exposure::{ExposureOptions, diff, diff_days, diff_watched, exposure, exposure_watched};
use ceptoar_core::author::{Aspect, ExposureDiff, Sense, lint};
use ceptoar_core::document::{self, Link};
use ceptoar_core::{Direction, Refusal, Router, Situation};
use serde_json::json;

use crate::exposure::{options, router, scheme};

/// The codes and places of a refusal.
pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Vec<String> {
    answer.unwrap_err().problems().iter().map(|problem| format!("{} {}", problem.code(), problem.pointer())).collect()
}

fn days(from: &str, until: &str) -> ExposureOptions {
    ExposureOptions { from: from.parse().ok(), until: until.parse().ok(), ..options() }
}

#[test]
fn who_refuses_days_that_the_edition_does_not_speak_of_is_not_asked_of_them() {
    // It would tell nobody, whatever its rules say: a check of rules would find nothing.
    let before = router(&scheme(), &json!([]));
    let refusing = Router::builder(before.registry()).rules(before.rules().clone()).refuse_stale(true);
    let after = refusing.compile().unwrap();
    assert!(diff(&before, &after, &days("2025-03-30", "2025-04-01")).unwrap().rows.is_empty());
    assert_eq!(refused(diff(&before, &after, &days("2025-03-30", "2025-04-02"))), ["stale-edition /until"]);
    assert_eq!(refused(exposure(&after, &days("2024-03-31", ""))), ["stale-edition /from"]);
    assert_eq!(refused(lint::rules(&after, &days("2026-01-01", "2026-01-02"))), ["stale-edition /until"]);
    let day = |text: &str| text.parse().unwrap();
    let on = |one, other| diff_days((&before, day(one)), (&after, day(other)), &options());
    assert!(on("2026-01-01", "2024-04-01").is_ok());
    assert_eq!(refused(on("2024-04-01", "2026-01-01")), ["stale-edition /after_on"]);
    // Of two of which one is asked on a day, each is held to what it is asked of.
    let one_day = |before_on: Option<&str>, after_on: Option<&str>, options: &ExposureOptions| {
        let (before_on, after_on) = (before_on.map(day), after_on.map(day));
        diff_watched((&before, before_on), (&after, after_on), options, &mut |_, _| ControlFlow::Continue(()))
    };
    let (inside, beyond) = (days("2024-05-01", "2024-05-02"), days("2026-01-01", "2026-01-02"));
    assert_eq!(refused(one_day(Some("2024-05-01"), None, &beyond)), ["stale-edition /until"]);
    assert!(one_day(None, Some("2024-05-01"), &beyond).is_ok() && one_day(Some("2026-01-01"), None, &inside).is_ok());
    assert_eq!(refused(one_day(None, Some("2026-01-01"), &inside)), ["stale-edition /after_on"]);
}

#[test]
fn days_that_are_none_are_refused() {
    // A check that asks of no day finds nothing, and would pass every change.
    let late = json!([{ "id": "late", "effect": "permit", "audience": { "kinds": ["ceptoar"] },
        "period": { "from": "2030-01-01" } }]);
    let (before, after) = (router(&scheme(), &json!([])), router(&scheme(), &late));
    assert_eq!(refused(diff(&before, &after, &days("2029-01-01", ""))), ["empty-window /from"]);
    assert_eq!(refused(diff(&before, &after, &days("", "2024-04-01"))), ["empty-window /until"]);
    assert_eq!(refused(exposure(&after, &days("2025-01-02", "2025-01-02"))), ["empty-window /from"]);
    assert!(!diff(&before, &after, &days("2029-01-01", "2030-01-02")).unwrap().rows.is_empty());
    // No notice has these years.
    assert_eq!(
        refused(diff(&before, &after, &days("1600-05-08", "1600-05-09"))),
        ["bad-date /from", "bad-date /until"]
    );
    assert_eq!(refused(exposure(&after, &days("2300-01-01", "2300-01-02"))), ["bad-date /from", "bad-date /until"]);
    assert!(exposure(&after, &days("2200-12-31", "2201-01-01")).is_ok());
    let day = |text: &str| text.parse().unwrap();
    let on = |one, other| diff_days((&before, day(one)), (&after, day(other)), &options());
    assert_eq!(refused(on("0000-01-01", "2201-01-01")), ["bad-date /after_on", "bad-date /before_on"]);
}

#[test]
fn two_days_are_compared_by_what_is_answered_on_each() {
    let mut edition = scheme();
    let period = Some(document::Period { from: Some("2024-10-01".into()), until: None });
    edition.links.retain(|link| (link.from.as_str(), link.to.as_str()) != ("m1", "c2"));
    edition.links.push(Link { period, ..Link::new("m1", "c2", Direction::Provision) });
    let router = router(&edition, &json!([]));
    let day = |text: &str| text.parse().unwrap();
    let (early, late) = (day("2024-09-30"), day("2024-10-01"));
    let found = diff_days((&router, early), (&router, late), &options()).unwrap();
    assert_eq!((found.before_on, found.after_on), (Some(early), Some(late)));
    let gains: Vec<_> = found.rows.iter().filter(|row| row.aspect == Aspect::Notice).collect();
    assert!(gains.iter().all(|row| row.sense == Sense::Gains));
    let parties: BTreeSet<&str> = gains.iter().flat_map(|row| &row.parties).map(|party| party.as_str()).collect();
    assert_eq!(parties, BTreeSet::from(["c2", "c2-members"]));
    // A witness shows it, asked on each of the two days.
    let row = gains[0];
    let notice = router.notice(row.witness.notice.as_str().as_bytes()).unwrap();
    let told = |on| {
        let mut situation = Situation::default();
        situation.at = Some(ceptoar_core::day_start(on));
        router.audience(&notice, &situation).unwrap().contains(row.witness.party.as_ref().unwrap())
    };
    assert_eq!((told(early), told(late)), (false, true));
    assert!(diff_days((&router, late), (&router, late), &options()).unwrap().rows.is_empty());
    assert_eq!(ExposureDiff::from_json(found.to_json().as_bytes()).unwrap(), found);
}

#[test]
fn somebody_who_waits_is_told_how_far_it_is_and_may_stop_it() {
    let router = router(&scheme(), &json!([]));
    let (mut last, mut times) = (0, 0);
    let found = exposure_watched(&router, &options(), &mut |done, all| {
        assert!(last <= done && done <= all);
        (last, times) = (done, times + 1);
        ControlFlow::Continue(())
    });
    assert_eq!(
        (last, found.unwrap()),
        (exposure(&router, &options()).unwrap().classes.count, exposure(&router, &options()).unwrap())
    );
    assert!(times > 10);
    for after in [0, 3, times - 1] {
        let mut asked = 0;
        let mut watch = |_, _| {
            asked += 1;
            if asked > after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(refused(exposure_watched(&router, &options(), &mut watch)), ["stopped "]);
    }
    let stop = &mut |_, _| ControlFlow::Break(());
    assert_eq!(refused(diff_watched((&router, None), (&router, None), &options(), stop)), ["stopped "]);
    assert_eq!(refused(lint::rules_watched(&router, &options(), stop)), ["stopped "]);
}
