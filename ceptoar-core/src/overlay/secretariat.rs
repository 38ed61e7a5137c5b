//! Another runs a secretariat (R40).

use chrono::NaiveDate;

use crate::document::edition::Membership;
use crate::document::record::{Council, Secretariat};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::overlay::cite::Citing;
use crate::overlay::days::{common, from, span, written};
use crate::overlay::end::membership_name;
use crate::overlay::fields::{doubled, nothing, record};
use crate::overlay::form::Setting;
use crate::overlay::links::{Change, begin, end, is_ministry, of_ministry};
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;
use crate::word::sets::{PartyKind, Role};

pub(super) fn set(standing: &mut Standing, setting: &Setting, day: NaiveDate, name: &Text, is: Option<&String>) {
    let group = setting.of.as_str();
    if let Some(id) = is.filter(|id| standing.party(id).is_none()) {
        return standing.unknown_party(id, &format!("{}/value/is", setting.entry));
    }
    let Some(list) = timeline(standing, setting) else { return };
    let entries = timeline_of(standing, &list);
    if entries.iter().any(|(days, _)| days.from == Some(day)) {
        return doubled(standing, setting, day);
    }
    let roles = standing.memberships_of(group).into_iter();
    let roles = roles.filter(|(_, m)| m.group.0 == group && m.role == Role::Secretariat);
    let roles: Vec<(usize, String, Period)> = roles.map(|(n, m)| (n, m.party.0.clone(), m.days())).collect();
    let now: Vec<&(usize, String, Period)> = roles.iter().filter(|(.., days)| days.covers(day)).collect();
    let wanted: Vec<&String> = is.into_iter().collect();
    let stays = now.len() == wanted.len() && now.iter().all(|(_, party, _)| wanted.contains(&party));
    if stays && entries.iter().any(|(days, known)| days.covers(day) && known == name) {
        return nothing(standing, setting);
    }
    // What begins on that day or later was written by somebody who did not know of this change.
    let later = roles.iter().filter(|(.., days)| days.from.is_some_and(|from| from >= day));
    let later: Vec<String> = later.map(|(_, party, _)| membership_name(party, group, Role::Secretariat)).collect();
    for role in &later {
        standing.refuse(ErrorCode::ByHand, &setting.entry, vec![role.clone()]);
    }
    if !later.is_empty() {
        return;
    }
    write(standing, &list, setting, day, name);
    if !stays {
        let leaving: Vec<usize> =
            now.iter().filter(|(_, party, _)| !wanted.contains(&party)).map(|(place, ..)| *place).collect();
        let joins = is.filter(|id| !now.iter().any(|(_, party, _)| party == *id));
        roles_change(standing, setting, day, &leaving, joins);
    }
    if setting.of_ceptoar {
        offices(standing, setting, day, is);
    }
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
fn write(standing: &mut Standing, list: &List, setting: &Setting, day: NaiveDate, name: &Text) {
    let pointer = list.pointer();
    let Some(timeline) = list.of(standing) else { return };
    let timeline = timeline.get_or_insert_default();
    let next = timeline.iter().filter_map(|entry| span(entry.period.as_ref()).from).filter(|from| *from > day).min();
    let mut ended = None;
    for (n, entry) in timeline.iter_mut().enumerate() {
        let days = span(entry.period.as_ref());
        if days.covers(day) {
            entry.period = written(Period { until: Some(day), ..days });
            entry.ends_by(&setting.by);
            ended = Some(n);
        }
    }
    let mut new = Secretariat::new(name.clone());
    new.period = written(from(day, next));
    new.comes_from(&setting.by);
    let place = timeline.len();
    timeline.push(new);
    standing.by(format!("{pointer}/{place}"), &setting.entry);
    standing.by(format!("{pointer}/{place}/name"), format!("{}/value/name", setting.entry));
    if let Some(n) = ended {
        standing.by(format!("{pointer}/{n}/period"), &setting.entry);
    }
}

fn roles_change(standing: &mut Standing, setting: &Setting, day: NaiveDate, leaving: &[usize], joins: Option<&String>) {
    let group = setting.of.as_str();
    for place in leaving {
        standing.end_membership(*place, day, &setting.entry, &setting.by);
    }
    let Some(party) = joins else { return };
    let exists = common(&[vec![from(day, None)], standing.days_of(party), standing.days_of(group)]);
    if exists.is_empty() {
        standing.refuse(ErrorCode::NotStanding, &setting.entry, vec![party.clone(), day.to_string()]);
    }
    for days in exists {
        let mut membership = Membership::new(party.as_str(), group, Role::Secretariat);
        membership.set_period(written(days));
        membership.comes_from(&setting.by);
        standing.moved.insert((party.clone(), group.to_owned()), setting.entry.clone());
        standing.add_membership(membership, &setting.entry);
    }
}

/// The links between each responsible ministry and the CEPTOAR become those of one office, or of two (R18).
fn offices(standing: &mut Standing, setting: &Setting, day: NaiveDate, is: Option<&String>) {
    let ceptoar = setting.of.as_str();
    let change = Change { day, entry: &setting.entry, by: setting.by.deduced() };
    let responsible = standing.in_role(ceptoar, Role::Responsible, day).into_iter();
    let mut ministries: Vec<String> = responsible.map(|(_, m)| m.party.0.clone()).collect();
    ministries.sort_unstable();
    for ministry in ministries.into_iter().filter(|id| is_ministry(standing, id)).collect::<Vec<_>>() {
        let is_office = is == Some(&ministry);
        let [down, up] = of_ministry(standing, &ministry, ceptoar, !is_office, day);
        let was = [down, up].map(|derived| {
            let all = standing.links_between(&derived.from, &derived.to, derived.direction);
            let now = all.into_iter().find(|(_, link)| link.days().covers(day));
            let differs = now.is_some_and(|(_, link)| link.internal != is_office);
            (derived, differs)
        });
        let will = of_ministry(standing, &ministry, ceptoar, is_office, day);
        for ((old, differs), new) in was.into_iter().zip(will) {
            if differs {
                end(standing, &old, &change);
                begin(standing, &new, &change);
            }
        }
    }
}
