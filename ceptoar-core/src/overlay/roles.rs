//! Roles of a group that pass to others (R40).

use crate::document::edition::Membership;
use crate::outline::days::Days;
use crate::overlay::cite::Citing;
use crate::overlay::days::{left_open, written};
use crate::overlay::derived::exists;
use crate::overlay::form::Setting;
use crate::overlay::standing::{Dated, Standing};
use crate::time::Period;
use crate::word::sets::Role;

/// The role in a group on some days: of these parties as far as they exist then, and of nobody else. On other days all stays.
pub(super) fn hand(
    standing: &mut Standing,
    (group, role): (&str, Role),
    days: Period,
    parties: &[String],
    setting: &Setting,
) {
    let all = standing.memberships_of(group).into_iter();
    let all = all.filter(|(_, m)| m.group.0 == group && m.role == role && m.days().overlaps(&days));
    let leaving: Vec<usize> = all.filter(|(_, m)| !parties.contains(&m.party.0)).map(|(place, _)| place).collect();
    for place in leaving {
        cut(standing, place, days, setting);
    }
    for party in parties {
        let has = standing.memberships_of(party).into_iter();
        let has = has.filter(|(_, m)| m.party.0 == *party && m.group.0 == group && m.role == role);
        let has = Days::of(has.map(|(_, m)| m.days()));
        let new = Days::of([days]).and(&exists(standing, party)).and(&exists(standing, group)).without(&has);
        for days in new.periods() {
            let mut membership = Membership::new(party.as_str(), group, role);
            membership.set_period(written(*days));
            membership.comes_from(&setting.by);
            standing.moved.insert((party.clone(), group.to_owned()), setting.entry.clone());
            standing.add_membership(membership, &setting.entry);
        }
    }
}

/// Takes some days from a membership.
fn cut(standing: &mut Standing, place: usize, days: Period, setting: &Setting) {
    let Some(membership) = standing.edition.memberships.get(place) else { return };
    let (old, whole) = (membership.clone(), membership.days());
    let ends = (old.party.0.clone(), old.group.0.clone());
    standing.moved.insert(ends, setting.entry.clone());
    let mut pieces = left_open(whole, &[days]).into_iter().map(|rest| {
        let mut piece = old.clone();
        piece.set_period(written(rest));
        if rest.until != whole.until {
            piece.ends_by(&setting.by);
        }
        piece
    });
    // The first piece stands where the membership stood.
    match (pieces.next(), standing.edition.memberships.get_mut(place)) {
        (Some(first), Some(membership)) => {
            *membership = first;
            standing.by(format!("/memberships/{place}/period"), &setting.entry);
        }
        _ => standing.remove_membership(place),
    }
    for piece in pieces {
        standing.add_membership(piece, &setting.entry);
    }
}
