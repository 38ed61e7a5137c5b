//! What ends (R33).

use chrono::NaiveDate;

use crate::document::record::Month;
use crate::document::scalar::DateText;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::overlay::cite::Citing as _;
use crate::overlay::days::{span, spans, written};
use crate::overlay::form::{Ended, Ending};
use crate::overlay::standing::{Dated, Standing};
use crate::time::{Period, last_day, parse_date};
use crate::word::sets::{Direction, Role, TimelineField};

pub(super) fn link_name(from: &str, to: &str, direction: Direction) -> String {
    format!("{from}>{to} {}", direction.as_str())
}

pub(super) fn membership_name(party: &str, group: &str, role: Role) -> String {
    format!("{party} {group} {}", role.as_str())
}

/// `ends`: all that the same overlay ends.
pub(super) fn apply(standing: &mut Standing, ending: &Ending, ends: &[Ending]) {
    match &ending.what {
        Ended::Link { from, to, direction } => {
            let name = link_name(from, to, *direction);
            let all = standing.links_between(from, to, *direction).into_iter();
            let all = all.map(|(place, link)| (place, link.days())).collect::<Vec<_>>();
            let place = one_that_holds(standing, &name, &all, ending);
            if let Some(place) = place.filter(|_| !goes_along(standing, ending, [from, to], &name, ends)) {
                standing.moved.insert((from.clone(), to.clone()), ending.entry.clone());
                standing.end_link(place, ending.until, &ending.entry, &ending.by);
            }
        }
        Ended::Membership { party, group, role } => {
            let name = membership_name(party, group, *role);
            let all = standing.memberships_of(party).into_iter();
            let all = all.filter(|(_, m)| m.party.0 == *party && m.group.0 == *group && m.role == *role);
            let all = all.map(|(place, membership)| (place, membership.days())).collect::<Vec<_>>();
            let place = one_that_holds(standing, &name, &all, ending);
            if let Some(place) = place.filter(|_| !goes_along(standing, ending, [party, group], &name, ends)) {
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

/// Whether something ends with one of its parties in any case, in the same overlay: the entry changes nothing then, unless it says
/// from where the end of just that day is known.
fn goes_along(standing: &mut Standing, ending: &Ending, parties: [&String; 2], name: &str, ends: &[Ending]) -> bool {
    let says_why = !ending.by.source.is_empty() || ending.by.grade.is_some();
    let goes = ends.iter().any(|end| {
        let is_of = matches!(&end.what, Ended::Party(id) if parties.contains(&id));
        is_of && (end.until < ending.until || end.until == ending.until && !says_why)
    });
    if goes {
        standing.refuse(ErrorCode::ChangesNothing, &ending.entry, vec![name.to_owned()]);
    }
    goes
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
    let begins_on = |from: &DateText| parse_date(from.as_str()).is_some_and(|from| from >= day);
    let mut found = Vec::new();
    let mut says = |field: TimelineField, begins: bool| {
        found.extend(begins.then(|| format!("{id} {}", field.as_str())));
    };
    let mut again = false;
    if let Some(party) = standing.party(id) {
        says(TimelineField::Name, party.names.iter().flatten().any(|later| begins_on(&later.from)));
        says(TimelineField::Counts, party.counts_later.iter().flatten().any(|later| begins_on(&later.from)));
        again = spans(party.periods.as_ref()).into_iter().any(begins);
    }
    if let Some(record) = standing.ceptoar(id) {
        says(TimelineField::Means, record.means_later.iter().flatten().any(|later| begins_on(&later.from)));
        says(TimelineField::Poc, record.poc.as_ref().is_some_and(|poc| begins_on(&poc.from)));
        let mut months = record.handling_rules.iter().chain(record.handling_rules_later.iter().flatten());
        let is_late = |month: &Month| begins_on(&DateText(format!("{}-01", month.month.as_str())));
        says(TimelineField::HandlingRules, months.any(is_late));
    }
    let of_ceptoar = standing.ceptoar(id).map(|record| &record.secretariat);
    let councils = standing.edition.councils.iter().flatten().filter(|council| council.party.0 == id);
    let mut secretariats =
        of_ceptoar.into_iter().chain(councils.map(|council| &council.secretariat)).flatten().flatten();
    says(TimelineField::Secretariat, secretariats.any(|entry| begins(span(entry.period.as_ref()))));
    found.extend(again.then(|| id.to_owned()));
    let memberships = standing.memberships_of(id).into_iter().filter(|(_, m)| begins(m.days()));
    found.extend(memberships.map(|(_, m)| membership_name(&m.party.0, &m.group.0, m.role)));
    let links = standing.links_of(id).into_iter().filter(|(_, link)| begins(link.days()));
    found.extend(links.map(|(_, link)| link_name(&link.from.0, &link.to.0, link.direction)));
    found.in_order(Ord::cmp);
    found.dedup();
    found
}

#[cfg(test)]
mod tests;
