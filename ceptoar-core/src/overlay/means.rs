//! New means of contact, and the links that carried the old ones (R42).

use chrono::NaiveDate;

use crate::document::record::LaterMeans;
use crate::document::scalar::IdText;
use crate::overlay::cite::Citing;
use crate::overlay::days;
use crate::overlay::derived::{Channels, State, all, means_on, person_to_person};
use crate::overlay::fields::{doubled, is_doubled, nothing, record, stands};
use crate::overlay::form::Setting;
use crate::overlay::links::{Change, rewrite};
use crate::overlay::standing::{Dated, Standing};
use crate::time::{Period, parse_date};
use crate::word::sets::{Direction, Role};

pub(super) fn set(standing: &mut Standing, setting: &Setting, day: NaiveDate, channels: &[IdText], open: bool) {
    let old = means_on(standing, &setting.of, day).map(<[IdText]>::to_vec);
    if record(standing, setting).is_none() || !stands(standing, setting, day) {
        return;
    }
    let Some((place, record)) = record(standing, setting) else { return };
    let later = || record.means_later.iter().flatten();
    if is_doubled(later().map(|later| &later.from), day) {
        return doubled(standing, setting, day);
    }
    let begun = later().filter_map(|later| Some((parse_date(later.from.as_str())?, later.open)));
    let begun = begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map(|(_, open)| open);
    let was_open = begun.or(record.means.as_ref().map(|means| means.open));
    if old.as_deref() == Some(channels) && was_open == Some(open) {
        return nothing(standing, setting);
    }
    let next = later().filter_map(|later| parse_date(later.from.as_str())).filter(|from| *from > day).min();
    let mut new = LaterMeans { open, ..LaterMeans::new(day, channels) };
    new.comes_from(&setting.by);
    let list = record.means_later.get_or_insert_default();
    let last = list.len();
    list.push(new);
    standing.by(format!("/ceptoars/{place}/means_later/{last}"), &setting.entry);
    standing.by(format!("/ceptoars/{place}/means_later/{last}/channels"), format!("{}/value/channels", setting.entry));
    let (old, new) = (old.as_deref(), Some(channels));
    let change = Change { entry: &setting.entry, by: setting.by.deduced() };
    let days = days::from(day, next);
    to_members(standing, &setting.of, (all(old), all(new)), days, &change);
    from_ministries(standing, &setting.of, (person_to_person(old), person_to_person(new)), days, &change);
}

/// The links to *Members* that carry exactly the old list carry the new one.
fn to_members(
    standing: &mut Standing,
    ceptoar: &str,
    (old, new): (Channels, Channels),
    days: Period,
    change: &Change<'_>,
) {
    let members = standing.memberships_of(ceptoar).into_iter().filter(|(_, m)| m.group.0 == ceptoar);
    let members: Vec<String> =
        members.filter(|(_, m)| m.role.is_of_members()).map(|(_, m)| m.party.0.clone()).collect();
    let is_member = |id: &String| members.contains(id) && standing.party(id).is_some_and(|p| p.kind.is_member_kind());
    let links = standing.links_of(ceptoar).into_iter().filter(|(_, l)| l.from.0 == ceptoar && is_member(&l.to.0));
    let places = carrying(links, &old, days);
    change_all(standing, &places, (&old, &new), days, change);
}

/// The links from ministries that carry exactly the person-to-person part of the old list carry that of the new one.
fn from_ministries(
    standing: &mut Standing,
    ceptoar: &str,
    (old, new): (Channels, Channels),
    days: Period,
    change: &Change<'_>,
) {
    let responsible = standing.memberships_of(ceptoar).into_iter().filter(|(_, m)| m.role == Role::Responsible);
    let ministries: Vec<String> = responsible.map(|(_, m)| m.party.0.clone()).collect();
    let links = standing.links_of(ceptoar).into_iter();
    let links = links.filter(|(_, l)| l.to.0 == ceptoar && ministries.contains(&l.from.0));
    let places = carrying(links, &old, days);
    change_all(standing, &places, (&old, &new), days, change);
}

fn carrying<'a>(
    links: impl Iterator<Item = (usize, &'a crate::document::edition::Link)>,
    old: &Channels,
    days: Period,
) -> Vec<usize> {
    let down = links.filter(|(_, link)| link.direction == Direction::Provision && !link.internal);
    let carrying = down.filter(|(_, link)| link.channels == *old && link.days().overlaps(&days));
    carrying.map(|(place, _)| place).collect()
}

fn change_all(
    standing: &mut Standing,
    places: &[usize],
    (old, new): (&Channels, &Channels),
    days: Period,
    change: &Change<'_>,
) {
    if old != new {
        let state = State { channels: new.clone(), internal: false };
        for place in places {
            rewrite(standing, *place, days, Some(&state), change);
        }
    }
}
