//! What becomes of links where the roles and means that they rest on change (R40, R42).

use crate::document::edition::Link;
use crate::document::scalar::Period as PeriodDoc;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::overlay::cite::{Citation, Citing};
use crate::overlay::days::{common, left_open, span, written};
use crate::overlay::derived::{Derived, State};
use crate::overlay::end::link_name;
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;

/// An entry whose change reaches links.
pub(super) struct Change<'a> {
    pub(super) entry: &'a str,
    pub(super) by: Citation,
}

/// Days on which something else is derived for a link than before: what it was, and what it is.
struct Difference<'a> {
    days: Period,
    was: Option<&'a State>,
    is: Option<&'a State>,
}

/// The links follow what is derived: on each of the days on which that differs, what was derived becomes what is derived now. A link
/// that is not as it was derived is its author's, who must say what becomes of it; one that the author took away stays away.
pub(super) fn follow(standing: &mut Standing, before: &[Derived], after: &[Derived], change: &Change<'_>) {
    let none = |link: &Derived| Derived { states: Vec::new(), ..link.clone() };
    for was in before {
        let is = after.iter().find(|is| is.is_between(was)).cloned().unwrap_or_else(|| none(was));
        follow_one(standing, was, &is, change);
    }
    for is in after.iter().filter(|is| !before.iter().any(|was| was.is_between(is))) {
        follow_one(standing, &none(is), is, change);
    }
}

fn follow_one(standing: &mut Standing, was: &Derived, is: &Derived, change: &Change<'_>) {
    let mut by_hand = false;
    for difference in differences(&was.states, &is.states) {
        match (difference.was, difference.is) {
            (Some(old), new) => by_hand |= !replace(standing, is, difference.days, (old, new), change),
            (None, Some(new)) => begin(standing, is, difference.days, new, change),
            (None, None) => {}
        }
    }
    if by_hand {
        standing.refuse(ErrorCode::ByHand, change.entry, vec![link_name(&is.from, &is.to, is.direction)]);
    }
}

fn differences<'a>(was: &'a [(Period, State)], is: &'a [(Period, State)]) -> Vec<Difference<'a>> {
    let days = |states: &[(Period, State)]| states.iter().map(|(days, _)| *days).collect::<Vec<_>>();
    let (old, new) = (days(was), days(is));
    let mut found = Vec::new();
    for (days, state) in was {
        for (others, other) in is.iter().filter(|(_, other)| other != state) {
            let both = common(&[vec![*days], vec![*others]]);
            found.extend(both.into_iter().map(|days| Difference { days, was: Some(state), is: Some(other) }));
        }
        let gone = left_open(*days, &new);
        found.extend(gone.into_iter().map(|days| Difference { days, was: Some(state), is: None }));
    }
    for (days, state) in is {
        let begun = left_open(*days, &old);
        found.extend(begun.into_iter().map(|days| Difference { days, was: None, is: Some(state) }));
    }
    found.in_order_of(|difference| difference.days);
    found
}

/// Whether all that stands on those days is as it was derived, or as it is derived now.
fn replace(
    standing: &mut Standing,
    link: &Derived,
    days: Period,
    (old, new): (&State, Option<&State>),
    change: &Change<'_>,
) -> bool {
    let all = standing.links_between(&link.from, &link.to, link.direction).into_iter();
    let holding = all.filter(|(_, link)| link.days().overlaps(&days) && !new.is_some_and(|new| new.is_of(link)));
    let (derived, others): (Vec<_>, Vec<_>) = holding.partition(|(_, link)| old.is_of(link));
    let is_whole = others.is_empty();
    let places: Vec<usize> = derived.into_iter().map(|(place, _)| place).collect();
    for place in places {
        rewrite(standing, place, days, new, change);
    }
    is_whole
}

/// Begins a link on those days on which none of its ends and direction stands: one that an author added stays.
fn begin(standing: &mut Standing, derived: &Derived, days: Period, state: &State, change: &Change<'_>) {
    let taken = standing.links_between(&derived.from, &derived.to, derived.direction).into_iter();
    let taken: Vec<Period> = taken.map(|(_, link)| link.days()).collect();
    for days in left_open(days, &taken) {
        let mut link = Link::new(derived.from.as_str(), derived.to.as_str(), derived.direction);
        link.channels.clone_from(&state.channels);
        link.internal = state.internal;
        link.set_period(written(days));
        link.comes_from(&change.by);
        standing.add_link(link, change.entry);
    }
}

/// Makes something else of a link on some of its days, or nothing, and leaves it on the others.
pub(super) fn rewrite(standing: &mut Standing, place: usize, days: Period, state: Option<&State>, change: &Change<'_>) {
    let Some(link) = standing.edition.links.get(place) else { return };
    let (old, whole) = (link.clone(), link.days());
    let rest = left_open(whole, &[days]);
    let ended = |days: Period| {
        let mut link = piece(&old, days);
        if days.until != whole.until {
            link.ends_by(&change.by);
        }
        link
    };
    let mut pieces: Vec<Link> = rest.iter().map(|days| ended(*days)).collect();
    let is_cut = rest.first().is_some_and(|rest| rest.from == whole.from);
    for (state, days) in
        state.into_iter().flat_map(|state| common(&[vec![whole], vec![days]]).into_iter().map(move |d| (state, d)))
    {
        let mut new = piece(&old, days);
        new.channels.clone_from(&state.channels);
        new.internal = state.internal;
        new.comes_from(&change.by);
        pieces.push(new);
    }
    pieces.in_order_of(|link| span(link.period.as_ref()));
    standing.moved.insert((old.from.0.clone(), old.to.0.clone()), change.entry.to_owned());
    let mut pieces = pieces.into_iter();
    // The first piece stands where the link stood.
    match (pieces.next(), standing.edition.links.get_mut(place)) {
        (Some(first), Some(link)) => {
            *link = first;
            let part = if is_cut { "/period" } else { "" };
            standing.by(format!("/links/{place}{part}"), change.entry);
        }
        _ => standing.remove_link(place),
    }
    for piece in pieces {
        standing.add_link(piece, change.entry);
    }
}

fn piece(link: &Link, days: Period) -> Link {
    let period: Option<PeriodDoc> = written(days);
    Link { period, ..link.clone() }
}

#[cfg(test)]
mod tests;
