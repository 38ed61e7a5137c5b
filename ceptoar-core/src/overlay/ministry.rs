//! Other ministries become responsible for a CEPTOAR (R40).

use chrono::NaiveDate;

use crate::document::edition::Membership;
use crate::error::code::ErrorCode;
use crate::overlay::cite::Citing;
use crate::overlay::days::{common, from, written};
use crate::overlay::end::membership_name;
use crate::overlay::fields::{doubled, nothing, record};
use crate::overlay::form::Setting;
use crate::overlay::links::{Change, Derived, begin, end, of_members, of_ministry};
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;
use crate::word::sets::Role;

pub(super) fn set(standing: &mut Standing, setting: &Setting, day: NaiveDate, ministries: &[String]) {
    let ceptoar = setting.of.as_str();
    if record(standing, setting).is_none() {
        return;
    }
    let strangers: Vec<String> = ministries.iter().filter(|id| standing.party(id).is_none()).cloned().collect();
    for id in &strangers {
        standing.unknown_party(id, &format!("{}/value", setting.entry));
    }
    let responsible = standing.memberships_of(ceptoar).into_iter();
    let responsible = responsible.filter(|(_, m)| m.group.0 == ceptoar && m.role == Role::Responsible);
    let responsible: Vec<(usize, String, Period)> =
        responsible.map(|(place, m)| (place, m.party.0.clone(), m.days())).collect();
    if responsible.iter().any(|(.., days)| days.from == Some(day)) {
        return doubled(standing, setting, day);
    }
    // What begins later was written by somebody who did not know of this change.
    let later = responsible.iter().filter(|(.., days)| days.from.is_some_and(|from| from > day));
    let later: Vec<String> = later.map(|(_, party, _)| membership_name(party, ceptoar, Role::Responsible)).collect();
    for name in &later {
        standing.refuse(ErrorCode::ByHand, &setting.entry, vec![name.clone()]);
    }
    let now: Vec<&(usize, String, Period)> = responsible.iter().filter(|(.., days)| days.covers(day)).collect();
    let leaving: Vec<(usize, String)> = now
        .iter()
        .filter(|(_, party, _)| !ministries.contains(party))
        .map(|(place, party, _)| (*place, party.clone()))
        .collect();
    let joining: Vec<&String> = ministries.iter().filter(|id| !now.iter().any(|(_, party, _)| party == *id)).collect();
    if leaving.is_empty() && joining.is_empty() {
        return nothing(standing, setting);
    }
    if !(strangers.is_empty() && later.is_empty()) {
        return;
    }
    let change = Change { day, entry: &setting.entry, by: setting.by.deduced() };
    let offices: Vec<String> =
        standing.in_role(ceptoar, Role::Secretariat, day).iter().map(|(_, m)| m.party.0.clone()).collect();
    // The links are looked at before the roles that they rest on end.
    for (place, ministry) in &leaving {
        let is_office = offices.contains(ministry);
        let between = of_ministry(standing, ministry, ceptoar, is_office, day);
        let reports = of_members(standing, ministry, ceptoar, day);
        standing.end_membership(*place, day, &setting.entry, &setting.by);
        for derived in between.iter().chain(&reports) {
            if !rests_elsewhere(standing, derived, ceptoar, ministry, day) {
                end(standing, derived, &change);
            }
        }
    }
    for ministry in &joining {
        let exists = common(&[vec![from(day, None)], standing.days_of(ministry), standing.days_of(ceptoar)]);
        for days in exists {
            let mut membership = Membership::new(ministry.as_str(), ceptoar, Role::Responsible);
            membership.set_period(written(days));
            membership.comes_from(&setting.by);
            standing.add_membership(membership, &setting.entry);
        }
    }
    for ministry in &joining {
        let between = of_ministry(standing, ministry, ceptoar, offices.contains(ministry), day);
        let reports = of_members(standing, ministry, ceptoar, day);
        for derived in between.iter().chain(&reports) {
            begin(standing, derived, &change);
        }
    }
}

/// Whether the reporting of a member to a ministry rests on another CEPTOAR as well, of which both are on that day.
fn rests_elsewhere(standing: &Standing, derived: &Derived, ceptoar: &str, ministry: &str, day: NaiveDate) -> bool {
    let groups = standing.memberships_of(&derived.from).into_iter();
    let groups = groups.filter(|(_, m)| m.party.0 == derived.from && m.role == Role::Member && m.group.0 != ceptoar);
    groups
        .filter(|(_, m)| m.days().covers(day))
        .any(|(_, m)| standing.in_role(&m.group.0, Role::Responsible, day).iter().any(|(_, r)| r.party.0 == ministry))
}
