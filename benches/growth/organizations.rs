//! Rosters of any size, on the built-in edition.

use std::hint::black_box;

use ceptoar_core::{Edition, Notice, Refusal, Registry, Roster, Router, Situation, day_start};
use chrono::{Days, NaiveDate};

use crate::measured::{Stopwatch, megabytes, milliseconds};

pub(crate) const HEAD: [&str; 11] = [
    "organisations",
    "dates",
    "read ms",
    "join ms",
    "compile ms",
    "audience first ms",
    "again ms",
    "explain ms",
    "told",
    "each date ms",
    "in all s, MB",
];

/// Whom a notice of all sectors reaches, before the last day of which the edition speaks.
const NOTICE: &str = r#"{"id":"n","direction":"provision","origin":"nisc","level":"TLP:AMBER","kind":"vulnerability",
    "affected_sectors":[SECTORS],"issued_at":"2009-05-08T10:00:00+09:00"}"#;

pub(crate) fn joined(number: usize) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2007, 5, 1)?.checked_add_days(Days::new(number as u64))
}

/// So many organisations in all CEPTOARs, which join on so many days from May 2007 on.
pub(crate) fn roster(count: usize, dates: usize) -> String {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let groups: Vec<&str> = registry.ceptoars().iter().map(|ceptoar| ceptoar.party.as_str()).collect();
    let organization = |n: usize| format!(r#"{{"id":"own-{n:06}","name":{{"ja":"会社{n}"}}}}"#);
    let membership = |n: usize| {
        let (group, day) = (groups[n % groups.len()], joined(n % dates).unwrap_or_default());
        format!(r#"{{"party":"own-{n:06}","group":"{group}","role":"member","period":{{"from":"{day}"}}}}"#)
    };
    let list = |item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    format!(r#"{{"id":"own","organizations":[{}],"memberships":[{}]}}"#, list(&organization), list(&membership))
}

/// Reads a roster, joins it, compiles, and asks: what each took.
pub(crate) fn measured(file: &str, count: &str, dates: &str) -> Result<Vec<String>, Refusal> {
    let watch = Stopwatch::start();
    let json = std::fs::read(file).unwrap_or_default();
    let (read, roster) = milliseconds(|| Roster::from_json(&json));
    drop(json);
    let roster = roster?;
    let (join, registry) = milliseconds(|| Registry::builtin(Edition::V2009_03_31).with_roster(&roster));
    drop(roster);
    let registry = registry?;
    let (compile, router) = milliseconds(|| Router::builder(&registry).compile());
    let router = router?;
    let sectors: Vec<String> = registry.sectors().iter().map(|sector| format!("\"{}\"", sector.id)).collect();
    let notice = router.notice(NOTICE.replace("SECTORS", &sectors.join(",")).as_bytes())?;
    let now = Situation::default();
    let (first, _) = milliseconds(|| router.audience(&notice, &now));
    let (again, audience) = milliseconds(|| router.audience(black_box(&notice), &now));
    let told = audience?.iter().count();
    let (explain, explanation) = milliseconds(|| router.explain(&notice, &now));
    drop(explanation?);
    let (took, so_far) = (watch.milliseconds() / 1e3, megabytes());
    // Beyond the goal: a question on every day on which somebody joins, so that each of the periods is needed once.
    let dates_asked: usize = dates.parse().unwrap_or(0);
    let (each, asked) = milliseconds(|| each_date(&router, &notice, dates_asked));
    asked?;
    let times = [read, join, compile, first, again, explain].map(|time| format!("{time:.1}"));
    let mut line = vec![count.to_owned(), dates.to_owned()];
    line.extend(times);
    line.extend([told.to_string(), format!("{each:.0} ({:.0} MB)", megabytes()), format!("{took:.2}, {so_far:.0}")]);
    Ok(line)
}

fn each_date(router: &Router, notice: &Notice, dates: usize) -> Result<(), Refusal> {
    for number in 0..dates {
        let mut notice = notice.clone();
        notice.issued_at = day_start(joined(number).unwrap_or_default());
        black_box(router.audience(&notice, &Situation::default())?);
    }
    Ok(())
}
