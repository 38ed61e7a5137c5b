//! The workload is the one that PERFORMANCE measured, and ceptoar's documents mean what its rules mean.

use ceptoar_core::{Duty, Situation};
use ceptoar_peers::documents::{documents, notice};
use ceptoar_peers::export::known;
use ceptoar_peers::measure::{Sums, sums_of};
use ceptoar_peers::notices::{repeating, row, rows};
use ceptoar_peers::rules::{RECIPIENTS, RULES, day};
use ceptoar_peers::straight::{Masks, Resolved, answer, fires};

/// Worked out by another program, in Python, from its own text of the rules: the sums of the first 5,000 notices.
const KNOWN: Sums = Sums { allowed: 393_031_708_628, must: Some(15_757_527_094) };

#[test]
fn the_loop_answers_as_another_program_did() {
    assert_eq!(sums_of(rows(5_000).iter().map(answer)), KNOWN);
}

#[test]
fn the_host_resolves_as_the_loop_decides() {
    for row in rows(5_000) {
        let fired = RULES.iter().enumerate().filter(|(_, rule)| fires(rule, &row)).map(|(number, _)| number);
        assert_eq!(Resolved::of(&row).answer(fired), answer(&row), "{row:?}");
    }
}

#[test]
fn every_rule_decides_somewhere() {
    let rows = rows(100_000);
    for rule in &RULES {
        assert!(rows.iter().any(|row| fires(rule, row)), "{}", rule.id);
    }
}

#[test]
fn ceptoars_documents_mean_the_same() -> Result<(), Box<dyn std::error::Error>> {
    let (router, now) = (documents().router()?, Situation::default());
    for row in rows(3_000) {
        let mut told = Masks::default();
        let notice = notice(&row)?;
        for (party, duty) in router.audience(&notice, &now)?.iter() {
            let place = RECIPIENTS.iter().position(|who| who.name == party.as_str()).ok_or("a stranger is told")?;
            told.allowed |= 1 << place;
            told.must |= u16::from(duty == Duty::Must) << place;
        }
        assert_eq!(told, answer(&row), "{row:?}");
    }
    Ok(())
}

#[test]
fn sums_tell_order_and_duty_apart() {
    let (one, other) = (Masks { allowed: 3, must: 1 }, Masks { allowed: 3, must: 2 });
    assert_ne!(sums_of([one, other].into_iter()), sums_of([other, one].into_iter()));
    assert_eq!(sums_of([one, other].into_iter()).allowed, sums_of([other, one].into_iter()).allowed);
}

#[test]
fn days_are_counted_as_calendars_do() {
    assert_eq!([day(1970, 1, 1), day(2000, 2, 29), day(2010, 1, 1), day(2017, 1, 1)], [0, 11_016, 14_610, 17_167]);
}

#[test]
fn repeated_notices_repeat_the_first_ones() {
    let made = repeating(2_000, 0.9);
    assert_eq!(made[..200], rows(200));
    assert!(made[200..].iter().all(|row| made[..200].contains(row)));
    assert_eq!(repeating(2_000, 0.0)[1_999], row(1_999));
}

#[test]
fn what_is_exported_says_the_origin() {
    assert!(rows(2_000).iter().all(|row| known(row) == answer(row)));
}
