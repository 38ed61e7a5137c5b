//! Another runs a secretariat (R40).

use chrono::NaiveDate;

use crate::document::record::{Council, Secretariat};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::overlay::cite::Citing;
use crate::overlay::days::{from, span, written};
use crate::overlay::derived::of_ceptoar;
use crate::overlay::end::membership_name;
use crate::overlay::fields::{doubled, nothing, record, stands};
use crate::overlay::form::Setting;
use crate::overlay::links::{Change, follow};
use crate::overlay::roles::hand;
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;
use crate::word::sets::{PartyKind, Role};

pub(super) fn set(standing: &mut Standing, setting: &Setting, day: NaiveDate, name: &Text, is: Option<&String>) {
    let group = setting.of.as_str();
    if let Some(id) = is.filter(|id| standing.party(id).is_none()) {
        return standing.unknown_party(id, &format!("{}/value/is", setting.entry));
    }
    let Some(list) = timeline(standing, setting) else { return };
    if !stands(standing, setting, day) {
        return;
    }
    let entries = timeline_of(standing, &list);
    if entries.iter().any(|(days, _)| days.from == Some(day)) {
        return doubled(standing, setting, day);
    }
    let days = from(day, next(&entries, day));
    let roles = standing.memberships_of(group).into_iter();
    let roles = roles.filter(|(_, m)| m.group.0 == group && m.role == Role::Secretariat);
    let roles: Vec<(String, Period)> = roles.map(|(_, m)| (m.party.0.clone(), m.days())).collect();
    let now: Vec<&String> = roles.iter().filter(|(_, days)| days.covers(day)).map(|(party, _)| party).collect();
    let wanted: Vec<String> = is.into_iter().cloned().collect();
    let stays = now.len() == wanted.len() && now.iter().all(|party| wanted.contains(party));
    if stays && entries.iter().any(|(days, known)| days.covers(day) && known == name) {
        return nothing(standing, setting);
    }
    if let Some(id) = is.filter(|id| !standing.days_of(id).iter().any(|days| days.covers(day))) {
        let args = vec![id.clone(), day.to_string()];
        return standing.refuse(ErrorCode::NotStanding, &format!("{}/value/is", setting.entry), args);
    }
    // A role that begins before the next value does was written by somebody who did not know of this change.
    let later = roles.iter().filter(|(_, of)| of.from.is_some_and(|from| days.covers(from)));
    let later: Vec<String> = later.map(|(party, _)| membership_name(party, group, Role::Secretariat)).collect();
    for role in &later {
        standing.refuse(ErrorCode::ByHand, &setting.entry, vec![role.clone()]);
    }
    if !later.is_empty() {
        return;
    }
    write(standing, &list, setting, days, name);
    // The role holds as long as the value does (R35), and the links of each responsible ministry follow it (R18).
    let derived = |standing: &Standing| if setting.of_ceptoar { of_ceptoar(standing, group) } else { Vec::new() };
    let before = derived(standing);
    hand(standing, (group, Role::Secretariat), days, &wanted, setting);
    let after = derived(standing);
    follow(standing, &before, &after, &Change { entry: &setting.entry, by: setting.by.deduced() });
}

/// The day on which the next value begins.
fn next(entries: &[(Period, Text)], day: NaiveDate) -> Option<NaiveDate> {
    entries.iter().filter_map(|(days, _)| days.from).filter(|from| *from > day).min()
}

/// Where the timeline of a secretariat stands.
struct List {
    of_ceptoar: bool,
    place: usize,
}

impl List {
    fn pointer(&self) -> String {
        format!("/{}/{}/secretariat", if self.of_ceptoar { "ceptoars" } else { "councils" }, self.place)
    }

    fn of<'s>(&self, standing: &'s mut Standing) -> Option<&'s mut Option<Vec<Secretariat>>> {
        if self.of_ceptoar {
            return standing.edition.ceptoars.get_mut(self.place).map(|record| &mut record.secretariat);
        }
        let councils = standing.edition.councils.as_mut()?;
        councils.get_mut(self.place).map(|council| &mut council.secretariat)
    }
}

/// A council of which nothing is known yet gets a record (R41).
fn timeline(standing: &mut Standing, setting: &Setting) -> Option<List> {
    if setting.of_ceptoar {
        return record(standing, setting).map(|(place, _)| List { of_ceptoar: true, place });
    }
    let Some(party) = standing.party(&setting.of) else {
        standing.unknown_party(&setting.of, &setting.entry);
        return None;
    };
    if !matches!(party.kind, PartyKind::Council | PartyKind::LiaisonCouncil) {
        standing.refuse(ErrorCode::NotAGroup, &setting.entry, vec![setting.of.clone()]);
        return None;
    }
    let councils = standing.edition.councils.get_or_insert_default();
    let place = councils.iter().position(|council| council.party.0 == setting.of).unwrap_or_else(|| {
        councils.push(Council::new(setting.of.as_str()));
        councils.len() - 1
    });
    Some(List { of_ceptoar: false, place })
}

fn timeline_of(standing: &mut Standing, list: &List) -> Vec<(Period, Text)> {
    let entries = list.of(standing).and_then(|list| list.as_ref()).into_iter().flatten();
    entries.map(|entry| (span(entry.period.as_ref()), entry.name.clone())).collect()
}

/// The one who ran it ends, and the new one holds until the next.
fn write(standing: &mut Standing, list: &List, setting: &Setting, days: Period, name: &Text) {
    let pointer = list.pointer();
    let Some(timeline) = list.of(standing) else { return };
    let timeline = timeline.get_or_insert_default();
    let mut ended = None;
    for (n, entry) in timeline.iter_mut().enumerate() {
        let old = span(entry.period.as_ref());
        if days.from.is_some_and(|day| old.covers(day)) {
            entry.period = written(Period { until: days.from, ..old });
            entry.ends_by(&setting.by);
            ended = Some(n);
        }
    }
    let mut new = Secretariat::new(name.clone());
    new.period = written(days);
    new.comes_from(&setting.by);
    let place = timeline.len();
    timeline.push(new);
    standing.by(format!("{pointer}/{place}"), &setting.entry);
    standing.by(format!("{pointer}/{place}/name"), format!("{}/value/name", setting.entry));
    if let Some(n) = ended {
        standing.by(format!("{pointer}/{n}/period"), &setting.entry);
    }
}
