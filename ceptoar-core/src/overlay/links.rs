//! Links as they are derived from roles and means of contact (R18 to R20), and what becomes of them.

use chrono::NaiveDate;

use crate::document::channel::LinkChannel;
use crate::document::edition::Link;
use crate::document::scalar::{IdText, Period as PeriodDoc};
use crate::error::code::ErrorCode;
use crate::overlay::cite::{Citation, Citing};
use crate::overlay::days::{common, from, left_open, span, written};
use crate::overlay::end::link_name;
use crate::overlay::standing::{Dated, Standing};
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

/// The means of contact of a CEPTOAR on a day; `None`: unknown.
pub(super) fn means_on<'s>(standing: &'s Standing, ceptoar: &str, day: NaiveDate) -> Option<&'s [IdText]> {
    let record = standing.ceptoar(ceptoar)?;
    let later = record.means_later.iter().flatten();
    let begun = later.filter_map(|later| Some((parse_date(later.from.as_str())?, &later.channels)));
    let begun = begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map(|(_, channels)| channels);
    begun.or_else(|| record.means.as_ref().map(|means| &means.channels)).map(Vec::as_slice)
}

/// A link that a change begins or ends, by what is derived for it.
pub(super) struct Derived {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) direction: Direction,
    pub(super) channels: Channels,
    pub(super) internal: bool,
    /// The days of the roles that it rests on.
    pub(super) days: Vec<Period>,
}

impl Derived {
    fn is_so(&self, link: &Link) -> bool {
        link.internal == self.internal && link.channels == self.channels
    }

    fn name(&self) -> String {
        link_name(&self.from, &self.to, self.direction)
    }
}

/// An entry whose change reaches links.
pub(super) struct Change<'a> {
    pub(super) day: NaiveDate,
    pub(super) entry: &'a str,
    pub(super) by: Citation,
}

/// The two links between a ministry and a CEPTOAR (R18, R19).
pub(super) fn of_ministry(
    standing: &Standing,
    ministry: &str,
    ceptoar: &str,
    is_office: bool,
    day: NaiveDate,
) -> [Derived; 2] {
    let role = |role: Role| {
        let all = standing.memberships_of(ministry).into_iter();
        let all = all.filter(|(_, m)| m.party.0 == ministry && m.group.0 == ceptoar && m.role == role);
        all.map(|(_, m)| m.days()).collect::<Vec<Period>>()
    };
    // Where one office acts in both roles, the link rests on both.
    let mut roles = vec![role(Role::Responsible)];
    if is_office {
        roles.push(role(Role::Secretariat));
    }
    let days = common(&roles);
    let down = person_to_person(means_on(standing, ceptoar, day));
    let derived = |from: &str, to: &str, direction, channels: Channels| Derived {
        from: from.to_owned(),
        to: to.to_owned(),
        direction,
        channels: if is_office { Some(Vec::new()) } else { channels },
        internal: is_office,
        days: days.clone(),
    };
    [derived(ministry, ceptoar, Direction::Provision, down), derived(ceptoar, ministry, Direction::Liaison, None)]
}

/// The links by which the members of a CEPTOAR report to a ministry (R20).
pub(super) fn of_members(standing: &Standing, ministry: &str, ceptoar: &str, day: NaiveDate) -> Vec<Derived> {
    let days = |party: &str, role: Role| {
        let all = standing.memberships_of(party).into_iter();
        let all = all.filter(|(_, m)| m.party.0 == party && m.group.0 == ceptoar && m.role == role);
        all.map(|(_, m)| m.days()).collect::<Vec<Period>>()
    };
    let later = |m: &Period| m.until.is_none_or(|until| until > day);
    let members = standing.memberships_of(ceptoar).into_iter();
    let members = members.filter(|(_, m)| m.group.0 == ceptoar && m.role == Role::Member && later(&m.days()));
    let mut members: Vec<&str> = members.map(|(_, m)| m.party.0.as_str()).collect();
    members.sort_unstable();
    members.dedup();
    let of_kind = |id: &&str| standing.party(id).is_some_and(|party| party.kind.is_member_kind());
    members
        .into_iter()
        .filter(of_kind)
        .map(|member| Derived {
            from: member.to_owned(),
            to: ministry.to_owned(),
            direction: Direction::Liaison,
            channels: None,
            internal: false,
            days: common(&[days(member, Role::Member), days(ministry, Role::Responsible)]),
        })
        .collect()
}

/// Ends a derived link on a day: what is derived otherwise is an author's, who must say what becomes of it.
pub(super) fn end(standing: &mut Standing, derived: &Derived, change: &Change<'_>) {
    let all = standing.links_between(&derived.from, &derived.to, derived.direction);
    let holds = all.into_iter().filter(|(_, link)| link.days().until.is_none_or(|until| until > change.day));
    let holding: Vec<(usize, bool)> =
        holds.map(|(place, link)| (place, derived.is_so(link) && begins_before(link, change.day))).collect();
    for (place, is_derived) in holding {
        if is_derived {
            standing.moved.insert((derived.from.clone(), derived.to.clone()), change.entry.to_owned());
            standing.end_link(place, change.day, change.entry, &change.by);
        } else {
            standing.refuse(ErrorCode::ByHand, change.entry, vec![derived.name()]);
        }
    }
}

fn begins_before(link: &Link, day: NaiveDate) -> bool {
    link.days().from.is_none_or(|from| from < day)
}

/// Begins a derived link on a day, on those days on which both parties and the roles exist (R17) and no such link stands.
pub(super) fn begin(standing: &mut Standing, derived: &Derived, change: &Change<'_>) {
    let (one, other) = (standing.days_of(&derived.from), standing.days_of(&derived.to));
    let taken = standing.links_between(&derived.from, &derived.to, derived.direction).into_iter();
    let taken: Vec<Period> = taken.map(|(_, link)| link.days()).collect();
    let days = common(&[vec![from(change.day, None)], one, other, derived.days.clone()]);
    for days in days.into_iter().flat_map(|days| left_open(days, &taken)) {
        let mut link = Link::new(derived.from.as_str(), derived.to.as_str(), derived.direction);
        link.channels.clone_from(&derived.channels);
        link.internal = derived.internal;
        link.set_period(written(days));
        link.comes_from(&change.by);
        standing.add_link(link, change.entry);
    }
}

/// Gives a link other channels on some of its days, and leaves it on the others.
pub(super) fn change_channels(
    standing: &mut Standing,
    place: usize,
    days: Period,
    channels: &Channels,
    change: &Change<'_>,
) {
    let Some(link) = standing.edition.links.get(place) else { return };
    let (old, whole) = (link.clone(), link.days());
    let rest = left_open(whole, &[days]);
    let mut pieces: Vec<Link> = rest.into_iter().map(|days| piece(&old, days)).collect();
    for days in common(&[vec![whole], vec![days]]) {
        let mut new = piece(&old, days);
        new.channels.clone_from(channels);
        new.comes_from(&change.by);
        pieces.push(new);
    }
    pieces.sort_by_key(|link| span(link.period.as_ref()));
    let mut pieces = pieces.into_iter();
    // The first piece stands where the link stood.
    if let (Some(first), Some(link)) = (pieces.next(), standing.edition.links.get_mut(place)) {
        *link = first;
        standing.by(format!("/links/{place}"), change.entry);
    }
    for piece in pieces {
        standing.add_link(piece, change.entry);
    }
}

fn piece(link: &Link, days: Period) -> Link {
    let period: Option<PeriodDoc> = written(days);
    Link { period, ..link.clone() }
}

/// Whether a party is a ministry.
pub(super) fn is_ministry(standing: &Standing, id: &str) -> bool {
    standing.party(id).is_some_and(|party| party.kind == PartyKind::Ministry)
}

#[cfg(test)]
mod tests;
