//! New values of fields that nothing else rests on: names, numbers, points of contact, handling rules (R41).

use chrono::NaiveDate;

use crate::document::edition::{Count, LaterCounts, LaterName, Party};
use crate::document::record::{Ceptoar, Dated, Month};
use crate::document::scalar::{DateText, Text};
use crate::error::code::ErrorCode;
use crate::overlay::add::name_in_force;
use crate::overlay::cite::Citing;
use crate::overlay::form::{Setting, named};
use crate::overlay::standing::Standing;
use crate::time::parse_date;

/// The party that an entry speaks of, if it exists on the day.
fn party<'s>(standing: &'s mut Standing, setting: &Setting, day: NaiveDate) -> Option<(usize, &'s mut Party)> {
    let Some(place) = standing.party_place(&setting.of) else {
        standing.unknown_party(&setting.of, &setting.entry);
        return None;
    };
    if !stands(standing, setting, day) {
        return None;
    }
    standing.edition.parties.get_mut(place).map(|party| (place, party))
}

/// Whether the party that an entry speaks of exists on the day; tells it if not.
pub(super) fn stands(standing: &mut Standing, setting: &Setting, day: NaiveDate) -> bool {
    let stands = standing.days_of(&setting.of).iter().any(|days| days.covers(day));
    if !stands && !standing.is_refused(&setting.of) {
        let args = vec![setting.of.clone(), day.to_string()];
        standing.refuse(ErrorCode::NotStanding, &setting.entry, args);
    }
    stands
}

/// Whether the party that an entry speaks of exists on a day or later: what begins once it is no more changes nothing.
fn stands_since(standing: &mut Standing, setting: &Setting, when: &str, day: Option<NaiveDate>) -> bool {
    let is_known = standing.party_place(&setting.of).is_some();
    let stands = standing.days_of(&setting.of).iter().any(|days| days.until.is_none_or(|until| Some(until) > day));
    if is_known && !stands && !standing.is_refused(&setting.of) {
        standing.refuse(ErrorCode::NotStanding, &setting.entry, vec![setting.of.clone(), when.to_owned()]);
    }
    stands || !is_known
}

/// The record that an entry speaks of.
pub(super) fn record<'s>(standing: &'s mut Standing, setting: &Setting) -> Option<(usize, &'s mut Ceptoar)> {
    match standing.ceptoar_place(&setting.of) {
        Some(place) => standing.edition.ceptoars.get_mut(place).map(|record| (place, record)),
        None if standing.party_place(&setting.of).is_some() => {
            standing.refuse(ErrorCode::NotACeptoar, &setting.entry, vec![setting.of.clone()]);
            None
        }
        None => {
            standing.unknown_party(&setting.of, &setting.entry);
            None
        }
    }
}

/// Whether a later value begins just on a day; two for one day are refused.
pub(super) fn is_doubled<'a>(days: impl IntoIterator<Item = &'a DateText>, day: NaiveDate) -> bool {
    days.into_iter().any(|from| parse_date(from.as_str()) == Some(day))
}

pub(super) fn doubled(standing: &mut Standing, setting: &Setting, day: NaiveDate) {
    standing.refuse(ErrorCode::DoubledValue, &setting.entry, vec![named(setting), day.to_string()]);
}

pub(super) fn nothing(standing: &mut Standing, setting: &Setting) {
    standing.refuse(ErrorCode::ChangesNothing, &setting.entry, vec![named(setting)]);
}

pub(super) fn name(standing: &mut Standing, setting: &Setting, day: NaiveDate, name: &Text) {
    let Some((place, party)) = party(standing, setting, day) else { return };
    if is_doubled(party.names.iter().flatten().map(|later| &later.from), day) {
        return doubled(standing, setting, day);
    }
    if name_in_force(party, day) == name {
        return nothing(standing, setting);
    }
    let mut later = LaterName::new(day, name.clone());
    later.comes_from(&setting.by);
    let names = party.names.get_or_insert_default();
    let last = names.len();
    names.push(later);
    standing.by(format!("/parties/{place}/names/{last}"), &setting.entry);
    standing.by(format!("/parties/{place}/names/{last}/name"), format!("{}/value", setting.entry));
}

pub(super) fn counts(standing: &mut Standing, setting: &Setting, day: NaiveDate, counts: &[Count]) {
    let Some((place, party)) = party(standing, setting, day) else { return };
    let begun = party.counts_later.iter().flatten().filter_map(|l| Some((parse_date(l.from.as_str())?, &l.counts)));
    let in_force = begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map(|(_, counts)| counts);
    if is_doubled(party.counts_later.iter().flatten().map(|later| &later.from), day) {
        return doubled(standing, setting, day);
    }
    if in_force.or(party.counts.as_ref()).is_some_and(|known| known == counts) {
        return nothing(standing, setting);
    }
    let mut later = LaterCounts::new(day, counts);
    later.comes_from(&setting.by);
    let list = party.counts_later.get_or_insert_default();
    let last = list.len();
    list.push(later);
    standing.by(format!("/parties/{place}/counts_later/{last}"), &setting.entry);
    standing.by(format!("/parties/{place}/counts_later/{last}/counts"), format!("{}/value", setting.entry));
}

/// A point of contact can only fill what was not known: a CEPTOAR has one beginning.
pub(super) fn poc(standing: &mut Standing, setting: &Setting, day: &DateText) {
    if !stands_since(standing, setting, day.as_str(), parse_date(day.as_str())) {
        return;
    }
    let Some((place, record)) = record(standing, setting) else { return };
    if record.poc.is_some() {
        return standing.refuse(ErrorCode::AlreadyStands, &setting.entry, vec![named(setting)]);
    }
    let mut poc = Dated::new(day.clone());
    poc.comes_from(&setting.by);
    record.poc = Some(poc);
    standing.by(format!("/ceptoars/{place}/poc"), &setting.entry);
}

/// Handling rules are made, and made anew.
pub(super) fn handling_rules(standing: &mut Standing, setting: &Setting, month: &str) {
    if !stands_since(standing, setting, month, parse_date(&format!("{month}-01"))) {
        return;
    }
    let Some((place, record)) = record(standing, setting) else { return };
    let mut known = record.handling_rules.iter().chain(record.handling_rules_later.iter().flatten());
    if known.any(|known| known.month == month) {
        return standing.refuse(ErrorCode::DoubledValue, &setting.entry, vec![named(setting), month.to_owned()]);
    }
    let mut new = Month::new(month);
    new.comes_from(&setting.by);
    if record.handling_rules.is_none() {
        record.handling_rules = Some(new);
    } else {
        record.handling_rules_later.get_or_insert_default().push(new);
    }
    standing.by(format!("/ceptoars/{place}/handling_rules"), &setting.entry);
}
