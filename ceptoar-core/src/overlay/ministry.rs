//! Other ministries become responsible for a CEPTOAR (R40).

use chrono::NaiveDate;

use crate::error::code::ErrorCode;
use crate::outline::days::Days;
use crate::overlay::days::from;
use crate::overlay::derived::{exists, of_ceptoar};
use crate::overlay::end::membership_name;
use crate::overlay::fields::{doubled, nothing, record, stands};
use crate::overlay::form::Setting;
use crate::overlay::links::{Change, follow};
use crate::overlay::roles::hand;
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;
use crate::word::sets::Role;

/// `replaced`: the day on which the same overlay names the next ones.
pub(super) fn set(
    standing: &mut Standing,
    setting: &Setting,
    day: NaiveDate,
    ministries: &[String],
    replaced: Option<NaiveDate>,
) {
    let ceptoar = setting.of.as_str();
    if record(standing, setting).is_none() || !stands(standing, setting, day) {
        return;
    }
    let strangers: Vec<String> = ministries.iter().filter(|id| standing.party(id).is_none()).cloned().collect();
    for id in &strangers {
        standing.unknown_party(id, &format!("{}/value", setting.entry));
    }
    let responsible = standing.memberships_of(ceptoar).into_iter();
    let responsible = responsible.filter(|(_, m)| m.group.0 == ceptoar && m.role == Role::Responsible);
    let responsible: Vec<(String, Period)> = responsible.map(|(_, m)| (m.party.0.clone(), m.days())).collect();
    if responsible.iter().any(|(_, days)| days.from == Some(day)) {
        return doubled(standing, setting, day);
    }
    let now: Vec<&String> = responsible.iter().filter(|(_, days)| days.covers(day)).map(|(party, _)| party).collect();
    let stays = now.iter().all(|party| ministries.contains(party));
    if stays && ministries.iter().all(|id| now.contains(&id)) {
        return nothing(standing, setting);
    }
    // What changes later was written by somebody who did not know of this change.
    let mut later: Vec<String> = responsible
        .iter()
        .filter(|(party, days)| {
            let leaves = days.until.filter(|until| *until > day && leaves(standing, [ceptoar, party], *until));
            let others = |until| responsible.iter().any(|(_, days)| days.covers(until));
            days.from.is_some_and(|from| from > day) || leaves.is_some_and(others)
        })
        .map(|(party, _)| membership_name(party, ceptoar, Role::Responsible))
        .collect();
    later.dedup();
    for name in &later {
        standing.refuse(ErrorCode::ByHand, &setting.entry, vec![name.clone()]);
    }
    // Whoever takes over is there on all days of the CEPTOAR until others do: else nobody would be responsible.
    let needed = Days::of([from(day, replaced)]).and(&exists(standing, ceptoar));
    let mut absent = Vec::new();
    for id in ministries.iter().filter(|id| !now.contains(id) && !strangers.contains(id)) {
        let missing = needed.without(&exists(standing, id));
        absent.extend(missing.periods().first().map(|days| vec![id.clone(), days.from.unwrap_or(day).to_string()]));
    }
    let is_wrong = !(strangers.is_empty() && later.is_empty() && absent.is_empty());
    for args in absent {
        standing.refuse(ErrorCode::NotStanding, &format!("{}/value", setting.entry), args);
    }
    if is_wrong {
        return;
    }
    let before = of_ceptoar(standing, ceptoar);
    hand(standing, (ceptoar, Role::Responsible), from(day, None), ministries, setting);
    let after = of_ceptoar(standing, ceptoar);
    follow(standing, &before, &after, &Change { entry: &setting.entry, by: setting.by.deduced() });
}

/// Whether what ends on a day does so by itself, and not because one of the parties is no more.
fn leaves(standing: &Standing, parties: [&str; 2], until: NaiveDate) -> bool {
    parties.iter().all(|id| standing.days_of(id).iter().all(|of| of.until != Some(until)))
}
