//! What ends (R33).

use chrono::NaiveDate;

use crate::error::code::ErrorCode;
use crate::overlay::cite::Citing as _;
use crate::overlay::days::{span, spans, written};
use crate::overlay::form::{Ended, Ending};
use crate::overlay::standing::{Dated, Standing};
use crate::time::{Period, last_day, parse_date};
use crate::word::sets::{Direction, Role};

pub(super) fn link_name(from: &str, to: &str, direction: Direction) -> String {
    format!("{from}>{to} {}", direction.as_str())
}

pub(super) fn membership_name(party: &str, group: &str, role: Role) -> String {
    format!("{party} {group} {}", role.as_str())
}

pub(super) fn apply(standing: &mut Standing, ending: &Ending) {
    match &ending.what {
        Ended::Link { from, to, direction } => {
            let name = link_name(from, to, *direction);
            let all = standing.links_between(from, to, *direction).into_iter();
            let all = all.map(|(place, link)| (place, link.days())).collect::<Vec<_>>();
            if let Some(place) = one_that_holds(standing, &name, &all, ending) {
                standing.moved.insert((from.clone(), to.clone()), ending.entry.clone());
                standing.end_link(place, ending.until, &ending.entry, &ending.by);
            }
        }
        Ended::Membership { party, group, role } => {
            let name = membership_name(party, group, *role);
            let all = standing.memberships_of(party).into_iter();
            let all = all.filter(|(_, m)| m.party.0 == *party && m.group.0 == *group && m.role == *role);
            let all = all.map(|(place, membership)| (place, membership.days())).collect::<Vec<_>>();
            if let Some(place) = one_that_holds(standing, &name, &all, ending) {
                standing.end_membership(place, ending.until, &ending.entry, &ending.by);
            }
        }
        Ended::Party(id) => party(standing, id, ending),
    }
}

/// The place of the one that holds on the day before, unless it ends just then anyway.
fn one_that_holds(standing: &mut Standing, name: &str, all: &[(usize, Period)], ending: &Ending) -> Option<usize> {
    let before = last_day(ending.until);
    let Some((place, days)) = all.iter().find(|(_, days)| days.covers(before)) else {
        standing.refuse(ErrorCode::NotStanding, &ending.entry, vec![name.to_owned(), before.to_string()]);
        return None;
    };
    if days.until == Some(ending.until) {
        standing.refuse(ErrorCode::ChangesNothing, &ending.entry, vec![name.to_owned()]);
        return None;
    }
    Some(*place)
}

/// A party ends with its memberships and links. Nothing of it may begin on that day or later.
fn party(standing: &mut Standing, id: &str, ending: &Ending) {
    let Some(place) = standing.party_place(id) else { return standing.unknown_party(id, &ending.entry) };
    let until = ending.until;
    let later = begins_later(standing, id, until);
    for what in &later {
        let args = vec![id.to_owned(), until.to_string(), what.clone()];
        standing.refuse(ErrorCode::BeginsAfterEnd, &ending.entry, args);
    }
    let days = standing.days_of(id);
    let numbered: Vec<(usize, Period)> = days.iter().copied().enumerate().collect();
    let Some(which) = one_that_holds(standing, id, &numbered, ending) else { return };
    if !later.is_empty() {
        return;
    }
    if let Some(party) = standing.edition.parties.get_mut(place) {
        let mut days = days;
        if let Some(last) = days.get_mut(which) {
            last.until = Some(until);
        }
        party.periods = Some(days.into_iter().filter_map(written).collect());
        party.ends_by(&ending.by);
        standing.by(format!("/parties/{place}/periods"), &ending.entry);
    }
    let holds = |days: Period| days.until.is_none_or(|ends| ends > until);
    let memberships: Vec<usize> =
        standing.memberships_of(id).iter().filter(|(_, m)| holds(m.days())).map(|(place, _)| *place).collect();
    for place in memberships {
        standing.end_membership(place, until, &ending.entry, &ending.by);
    }
    let links: Vec<usize> =
        standing.links_of(id).iter().filter(|(_, l)| holds(l.days())).map(|(place, _)| *place).collect();
    for place in links {
        standing.end_link(place, until, &ending.entry, &ending.by);
    }
}

/// What of a party begins on a day or later.
fn begins_later(standing: &Standing, id: &str, day: NaiveDate) -> Vec<String> {
    let begins = |days: Period| days.from.is_some_and(|from| from >= day);
    let mut found = Vec::new();
    if let Some(party) = standing.party(id) {
        let names = party.names.iter().flatten().map(|later| &later.from);
        let counts = party.counts_later.iter().flatten().map(|later| &later.from);
        let late = names.chain(counts).filter_map(|from| parse_date(from.as_str())).any(|from| from >= day);
        let again = spans(party.periods.as_ref()).into_iter().any(begins);
        found.extend((late || again).then(|| id.to_owned()));
    }
    if let Some(record) = standing.ceptoar(id) {
        let means = record.means_later.iter().flatten().filter_map(|later| parse_date(later.from.as_str()));
        let secretariat = record.secretariat.iter().flatten().filter_map(|entry| span(entry.period.as_ref()).from);
        found.extend(means.chain(secretariat).any(|from| from >= day).then(|| id.to_owned()));
    }
    let memberships = standing.memberships_of(id).into_iter().filter(|(_, m)| begins(m.days()));
    found.extend(memberships.map(|(_, m)| membership_name(&m.party.0, &m.group.0, m.role)));
    let links = standing.links_of(id).into_iter().filter(|(_, link)| begins(link.days()));
    found.extend(links.map(|(_, link)| link_name(&link.from.0, &link.to.0, link.direction)));
    found.sort_unstable();
    found.dedup();
    found
}
