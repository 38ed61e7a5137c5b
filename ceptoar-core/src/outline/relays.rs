//! Relays that hand on to each other in a circle, into which nothing comes from outside (R21).

use std::collections::BTreeMap;

use crate::error::code::ErrorCode;
use crate::outline::cell::Given;
use crate::outline::days::Days;
use crate::outline::faults::{Faults, Spot};
use crate::outline::model::{Model, by_key, class_of};
use crate::outline::refs::link_days;
use crate::outline::rows::Member;
use crate::text::said::Said;
use crate::word::sets::{Direction, Lang, Role};

/// How many other rows of a circle are shown.
const MOST_SHOWN: usize = 5;

/// A row that hands on to a party, on the days on which both are *Members*.
struct Edge<'a> {
    row: &'a Member,
    to: &'a str,
    days: Days,
    /// Whether the party is told so: it may say that no link leads to it.
    tells: bool,
}

/// Refuses relays whom nobody tells but relays whom they tell: a party that a relay hands on to has no link from the CEPTOAR, so that a
/// circle of them cuts all of its parties off.
pub(super) fn check(model: &Model, faults: &mut Faults) {
    for ceptoar in model.states.keys() {
        let edges = edges(model, ceptoar);
        if edges.is_empty() {
            continue;
        }
        let told = told(model, ceptoar, &edges);
        // Each circle is looked for once, and told at all of its rows.
        let mut rings: BTreeMap<Spot, Vec<Spot>> = BTreeMap::new();
        for edge in &edges {
            if rings.contains_key(&edge.row.line.spot) {
                continue;
            }
            let ring: Vec<Spot> = ring(edge, &edges, &told).iter().map(|row| row.line.spot).collect();
            for spot in &ring {
                rings.entry(*spot).or_insert_with(|| ring.clone());
            }
        }
        for row in members(model, ceptoar) {
            let Some(ring) = rings.get(&row.line.spot) else { continue };
            let others = ring.iter().filter(|other| **other != row.line.spot).take(MOST_SHOWN);
            let places: Vec<Said> = others.map(|other| faults.place_of(*other)).collect();
            let joined = |lang| places.iter().map(|place| place.get(lang)).collect::<Vec<_>>().join(", ");
            let (ja, en) = (joined(Lang::Ja), joined(Lang::En));
            let more = Said::new(
                format!(
                    "`relay_for` をたどると自身に戻り ({ja})、セプターからは誰にも伝わらない。そのうちの一つを `relay_for` から除く"
                ),
                format!(
                    "`relay_for` leads back to it ({en}), so that the CEPTOAR tells none of them: take one of them out of `relay_for`"
                ),
            );
            let (spot, shown) = (row.line.spot.at("relay_for"), row.relay_for.join(";"));
            faults.push(ErrorCode::MembershipCycle, spot, &shown, vec![row.id.clone()], Some(more));
        }
    }
}

/// The rows of the *Members* of a CEPTOAR.
fn members<'a>(model: &'a Model, ceptoar: &'a str) -> impl Iterator<Item = &'a Member> {
    let of =
        move |row: &&Member| row.role.is_some_and(Role::is_of_members) && row.ceptoars.iter().any(|id| id == ceptoar);
    model.rows.members.iter().filter(of)
}

fn edges<'a>(model: &'a Model, ceptoar: &'a str) -> Vec<Edge<'a>> {
    let by_id = by_key(members(model, ceptoar).map(|row| (row.id.as_str(), row)));
    let mut edges = Vec::new();
    for row in members(model, ceptoar) {
        let days = Days::of([row.line.period()]);
        for to in row.relay_for.iter().filter(|to| **to != row.id) {
            for target in by_id.get(to.as_str()).into_iter().flatten() {
                let days = days.and(&Days::of([target.line.period()]));
                edges.push(Edge { row, to, days, tells: target.means != Given::Minus });
            }
            if model.classes.contains(ceptoar) && *to == class_of(ceptoar) {
                edges.push(Edge { row, to, days: days.clone(), tells: true });
            }
        }
    }
    edges.retain(|edge| !edge.days.is_empty());
    edges
}

/// The days on which each relay is told: by the CEPTOAR, by a row of `links`, or by a relay that is told.
fn told<'a>(model: &'a Model, ceptoar: &'a str, edges: &[Edge<'a>]) -> BTreeMap<&'a str, Days> {
    let mut relayed: BTreeMap<&str, Days> = BTreeMap::new();
    for edge in edges {
        let known = relayed.entry(edge.to).or_default();
        *known = known.or(&edge.days);
    }
    let mut told: BTreeMap<&str, Days> = BTreeMap::new();
    for row in members(model, ceptoar) {
        let mut direct = Days::of([row.line.period()]);
        if let Some(relayed) = relayed.get(row.id.as_str()) {
            let by_link = model.rows.links.iter().filter(|link| {
                link.to == row.id && link.direction == Direction::Provision && link.means != Given::Minus
            });
            direct = by_link.fold(direct.without(relayed), |all, link| all.or(&link_days(model, link)));
        }
        let known = told.entry(&row.id).or_default();
        *known = known.or(&direct);
    }
    let by_row = by_key(edges.iter().map(|edge| (edge.row.id.as_str(), edge)));
    let mut new: Vec<&str> = told.keys().copied().collect();
    while let Some(relay) = new.pop() {
        for edge in by_row.get(relay).into_iter().flatten().filter(|edge| edge.tells) {
            let on = told.get(relay).map(|days| days.and(&edge.days)).unwrap_or_default();
            let known = told.entry(edge.to).or_default();
            if !on.without(known).is_empty() {
                *known = known.or(&on);
                new.push(edge.to);
            }
        }
    }
    told
}

/// The rows by which one hands on to itself, on a day on which nobody tells it; none, if none do.
fn ring<'a>(first: &Edge<'a>, edges: &[Edge<'a>], told: &BTreeMap<&str, Days>) -> Vec<&'a Member> {
    let start = first.row.id.as_str();
    let untold = first.days.without(&told.get(start).cloned().unwrap_or_default());
    // The days on which each party is handed on to from here, with the rows of the way that found them.
    let mut ways: Vec<(&str, Days, Vec<&Member>)> = vec![(first.to, untold, vec![first.row])];
    let mut seen: BTreeMap<&str, Days> = BTreeMap::new();
    while let Some((party, days, rows)) = ways.pop() {
        let known = seen.entry(party).or_default();
        let new = days.without(known);
        *known = known.or(&new);
        if new.is_empty() {
            continue;
        }
        if party == start {
            return rows;
        }
        for edge in edges.iter().filter(|edge| edge.row.id == party) {
            let rows = rows.iter().copied().chain([edge.row]).collect();
            ways.push((edge.to, new.and(&edge.days), rows));
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
