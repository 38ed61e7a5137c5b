//! Links as roles and means of contact lead to them, day by day (R18 to R20).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::channel::LinkChannel;
use crate::document::edition::{Link, Membership};
use crate::document::scalar::IdText;
use crate::gather::InOrder as _;
use crate::outline::days::{Days, Timeline};
use crate::overlay::days::from;
use crate::overlay::standing::{Dated as _, Standing};
use crate::time::{Period, parse_date};
use crate::word::sets::{Direction, PartyKind, Role};

/// The channels by which one person reaches another: those that a ministry uses to a CEPTOAR (R19).
pub(super) const PERSON_TO_PERSON: [&str; 5] = ["email", "phone", "fax", "mobile-phone", "satellite-phone"];

/// Channels as a link of a document has them; `None`: unknown.
pub(super) type Channels = Option<Vec<LinkChannel>>;

/// The person-to-person ones among means of contact, in their order.
pub(super) fn person_to_person(means: Option<&[IdText]>) -> Channels {
    let plain = means?.iter().filter(|id| PERSON_TO_PERSON.contains(&id.as_str()));
    let plain: Vec<LinkChannel> = plain.map(|id| LinkChannel::Plain(id.clone())).collect();
    (!plain.is_empty()).then_some(plain)
}

/// All means of contact.
pub(super) fn all(means: Option<&[IdText]>) -> Channels {
    means.map(|means| means.iter().map(|id| LinkChannel::Plain(id.clone())).collect())
}

/// The means of contact of a CEPTOAR, each on its days; `None`: unknown.
fn means_of<'s>(standing: &'s Standing, ceptoar: &str) -> Vec<(Period, Option<&'s [IdText]>)> {
    let Some(record) = standing.ceptoar(ceptoar) else { return vec![(Period::ALWAYS, None)] };
    let later = record.means_later.iter().flatten();
    let later = later.filter_map(|later| Some((parse_date(later.from.as_str())?, later.channels.as_slice())));
    let mut later: Vec<(NaiveDate, &[IdText])> = later.collect();
    later.in_order_of(|(from, _)| *from);
    let ends = later.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
    let first = Period { from: None, until: later.first().map(|(from, _)| *from) };
    let first = (first, record.means.as_ref().map(|means| means.channels.as_slice()));
    std::iter::once(first)
        .chain(later.iter().zip(ends).map(|((day, means), until)| (from(*day, until), Some(*means))))
        .collect()
}

/// The means of contact of a CEPTOAR on a day; `None`: unknown.
pub(super) fn means_on<'s>(standing: &'s Standing, ceptoar: &str, day: NaiveDate) -> Option<&'s [IdText]> {
    means_of(standing, ceptoar).into_iter().find(|(days, _)| days.covers(day)).and_then(|(_, means)| means)
}

/// What is derived for a link on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) channels: Channels,
    pub(super) internal: bool,
}

impl State {
    fn by(channels: Channels) -> Self {
        Self { channels, internal: false }
    }

    fn of_one_office() -> Self {
        Self { channels: Some(Vec::new()), internal: true }
    }

    pub(super) fn is_of(&self, link: &Link) -> bool {
        link.internal == self.internal && link.channels == self.channels
    }
}

/// A link that roles lead to, with what it says on its days: no two of these share a day.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) direction: Direction,
    pub(super) states: Vec<(Period, State)>,
}

impl Derived {
    fn new(from: &str, to: &str, direction: Direction, line: &Timeline<State>) -> Self {
        let states = line.states().into_iter().map(|(days, state)| (days, state.clone())).collect();
        Self { from: from.to_owned(), to: to.to_owned(), direction, states }
    }

    pub(super) fn is_between(&self, other: &Self) -> bool {
        (&self.from, &self.to, self.direction) == (&other.from, &other.to, other.direction)
    }
}

/// The days on which a party exists.
pub(super) fn exists(standing: &Standing, id: &str) -> Days {
    Days::of(standing.days_of(id))
}

/// The days of each of a party's groups in which it has a role.
fn groups_of<'s>(standing: &'s Standing, party: &str, role: Role) -> BTreeMap<&'s str, Days> {
    let mut groups: BTreeMap<&str, Vec<Period>> = BTreeMap::new();
    let is_its = |m: &Membership| m.party.0 == party && m.role == role;
    for (_, membership) in standing.memberships_of(party).into_iter().filter(|(_, m)| is_its(m)) {
        groups.entry(membership.group.0.as_str()).or_default().push(membership.days());
    }
    groups.into_iter().map(|(group, days)| (group, Days::of(days))).collect()
}

/// The parties that have a role in a group on some day, in order.
fn in_role<'s>(standing: &'s Standing, group: &str, role: Role) -> Vec<&'s str> {
    let all = standing.memberships_of(group).into_iter().filter(|(_, m)| m.group.0 == group && m.role == role);
    let mut parties: Vec<&str> = all.map(|(_, m)| m.party.0.as_str()).collect();
    parties.in_order(Ord::cmp);
    parties.dedup();
    parties
}

/// The links that the roles and means of a CEPTOAR lead to: between it and each responsible ministry, internal on the days on which
/// the ministry is the secretariat as well (R18, R19), and the reporting of its members to that ministry (R20).
pub(super) fn of_ceptoar(standing: &Standing, ceptoar: &str) -> Vec<Derived> {
    let means = means_of(standing, ceptoar);
    let is_member = |id: &&str| standing.party(id).is_some_and(|party| party.kind.is_member_kind());
    let members: Vec<&str> = in_role(standing, ceptoar, Role::Member).into_iter().filter(is_member).collect();
    let mut found = Vec::new();
    for ministry in in_role(standing, ceptoar, Role::Responsible) {
        let of_ministry = exists(standing, ministry);
        let responsible = groups_of(standing, ministry, Role::Responsible);
        let days = responsible.get(ceptoar).cloned().unwrap_or_default();
        let days = days.and(&of_ministry).and(&exists(standing, ceptoar));
        let is_ministry = standing.party(ministry).is_some_and(|party| party.kind == PartyKind::Ministry);
        let office = groups_of(standing, ministry, Role::Secretariat);
        let office = office.get(ceptoar).filter(|_| is_ministry).cloned().unwrap_or_default();
        let (inside, apart) = (days.and(&office), days.without(&office));
        let (mut down, mut up) = (Timeline::default(), Timeline::default());
        down.fill(&inside, State::of_one_office());
        up.fill(&inside, State::of_one_office());
        for (span, means) in &means {
            down.fill(&apart.and(&Days::of([*span])), State::by(person_to_person(*means)));
        }
        up.fill(&apart, State::by(None));
        found.push(Derived::new(ministry, ceptoar, Direction::Provision, &down));
        found.push(Derived::new(ceptoar, ministry, Direction::Liaison, &up));
        for member in &members {
            // Reporting may rest on another CEPTOAR as well, of which both are.
            let groups = groups_of(standing, member, Role::Member);
            let shared = groups.iter().filter_map(|(group, days)| Some(days.and(responsible.get(group)?)));
            let days = shared.fold(Days::never(), |all, days| all.or(&days));
            let mut reports = Timeline::default();
            reports.fill(&days.and(&of_ministry).and(&exists(standing, member)), State::by(None));
            found.push(Derived::new(member, ministry, Direction::Liaison, &reports));
        }
    }
    found
}

#[cfg(test)]
mod tests;
