//! Who has a notice, since when and from whom, as far as the log shows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::problem::Refusal;
use crate::id::PersonRef;
use crate::life::told::case::{Case, Row};
use crate::life::told::circle::sources;
use crate::word::sets::Direction;

/// A notice came to a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::life) struct Arrival {
    pub(in crate::life) at: DateTime<Utc>,
    /// The row that brought it, by its place; `None`: one office with the origin.
    pub(in crate::life) row: Option<usize>,
    pub(in crate::life) from: usize,
    /// Whether it came by a link of its own direction.
    own: bool,
}

/// Where a notice came, by party, each in the order of time.
pub(in crate::life) struct Brought {
    origin: usize,
    by_party: BTreeMap<usize, Vec<Arrival>>,
    /// Whoever handed it on, the origin left out, and whoever is one office with such, each since when: they must have had it.
    senders: BTreeMap<usize, DateTime<Utc>>,
    /// From whom to whom it went, each since when.
    pairs: BTreeMap<(usize, usize), DateTime<Utc>>,
    /// By party: the first row that came to it, and the first from another hand, each as its hand and its instant.
    firsts: BTreeMap<usize, (Came, Option<Came>)>,
    /// Whoever is no party and was handed it, each since when.
    outside: BTreeMap<PersonRef, DateTime<Utc>>,
}

/// From whom something came, and when.
type Came = (usize, DateTime<Utc>);

/// The pairs of parties that are one office on some day.
pub(in crate::life) type Offices = BTreeMap<usize, BTreeSet<usize>>;

impl Brought {
    /// `until`: the instant beyond which nobody looks.
    pub(in crate::life) fn new(case: &Case<'_>, offices: &Offices, until: DateTime<Utc>) -> Result<Self, Refusal> {
        let mut brought = Self {
            origin: case.origin,
            by_party: BTreeMap::new(),
            senders: BTreeMap::new(),
            pairs: BTreeMap::new(),
            firsts: BTreeMap::new(),
            outside: BTreeMap::new(),
        };
        let seed = Arrival { at: case.start, row: None, from: case.origin, own: true };
        let mut todo: Vec<(usize, Arrival)> = Vec::new();
        // Where one office hands on in both directions, what came to a party does not come to it again.
        let mut seen = BTreeSet::new();
        for (place, row) in case.rows.iter().enumerate().filter(|(_, row)| !row.entry.failed) {
            if row.from != case.origin {
                first(&mut brought.senders, row.from, row.entry.sent_at);
            }
            if let Some(outside) = &row.entry.outside {
                first(&mut brought.outside, outside.clone(), row.entry.arrived_at());
            }
            let Some(to) = row.to else { continue };
            first(&mut brought.pairs, (row.from, to), row.entry.arrived_at());
            let own = case.notice.direction == Direction::Provision || {
                let ways = case.answer(row.entry.sent_at)?.ways(row.from, to);
                ways.iter().any(|way| way.hop.direction == case.notice.direction)
            };
            let arrival = Arrival { at: row.entry.arrived_at(), row: Some(place), from: row.from, own };
            brought.by_party.entry(to).or_default().push(arrival);
            seen.insert((arrival.row, to));
            todo.push((to, arrival));
        }
        todo.push((case.origin, seed));
        while let Some((party, arrival)) = todo.pop() {
            for other in offices.get(&party).into_iter().flatten().filter(|other| **other != case.origin) {
                if !seen.insert((arrival.row, *other)) {
                    continue;
                }
                if let Some(arrival) = in_one_office(case, (party, *other), arrival, until)? {
                    brought.by_party.entry(*other).or_default().push(arrival);
                    todo.push((*other, arrival));
                }
            }
        }
        brought.mates_of_senders(case, offices, until)?;
        brought.by_party.values_mut().for_each(|arrivals| arrivals.sort_unstable());
        for (party, arrivals) in &brought.by_party {
            let by_row = arrivals.iter().filter(|arrival| {
                arrival.row.and_then(|row| case.rows.get(row)).is_some_and(|row| row.to == Some(*party))
            });
            let mut came = by_row.map(|arrival| (arrival.from, arrival.at));
            if let Some(first) = came.next() {
                brought.firsts.insert(*party, (first, came.find(|(from, _)| *from != first.0)));
            }
        }
        Ok(brought)
    }

    /// One office holds what its other half must have had.
    fn mates_of_senders(&mut self, case: &Case<'_>, offices: &Offices, until: DateTime<Utc>) -> Result<(), Refusal> {
        let mut todo: Vec<(usize, DateTime<Utc>)> = self.senders.iter().map(|(party, at)| (*party, *at)).collect();
        while let Some((party, at)) = todo.pop() {
            for other in offices.get(&party).into_iter().flatten().filter(|other| **other != case.origin) {
                let had = Arrival { at, row: None, from: party, own: true };
                let Some(had) = in_one_office(case, (party, *other), had, until)? else { continue };
                if self.senders.get(other).is_none_or(|known| had.at < *known) {
                    self.senders.insert(*other, had.at);
                    todo.push((*other, had.at));
                }
            }
        }
        Ok(())
    }

    pub(in crate::life) fn arrivals(&self, party: usize) -> &[Arrival] {
        self.by_party.get(&party).map_or(&[], |arrivals| arrivals)
    }

    /// The parties to which it came by an instant, each with its first arrival.
    pub(in crate::life) fn reached(&self, by: DateTime<Utc>) -> impl Iterator<Item = (usize, &Arrival)> {
        self.by_party.iter().filter_map(move |(party, arrivals)| {
            arrivals.first().filter(|arrival| arrival.at <= by).map(|arrival| (*party, arrival))
        })
    }

    /// Whoever handed it on and is not its origin, and whoever is one office with such, each since when.
    pub(in crate::life) fn senders(&self) -> &BTreeMap<usize, DateTime<Utc>> {
        &self.senders
    }

    /// Whether it went from one party to another by an instant.
    pub(in crate::life) fn went(&self, from: usize, to: usize, by: DateTime<Utc>) -> bool {
        self.pairs.get(&(from, to)).is_some_and(|first| *first <= by)
    }

    /// To whom it went from a party by an instant.
    pub(in crate::life) fn went_to(&self, from: usize, by: DateTime<Utc>) -> impl Iterator<Item = usize> + '_ {
        let pairs = self.pairs.range((from, 0)..=(from, usize::MAX));
        pairs.filter(move |(_, first)| **first <= by).map(|((_, to), _)| *to)
    }

    /// Whether it came to whoever is no party by an instant.
    pub(in crate::life) fn was_outside(&self, outside: &PersonRef, by: DateTime<Utc>) -> bool {
        self.outside.get(outside).is_some_and(|first| *first <= by)
    }

    /// Whether it came to a party by an instant.
    pub(in crate::life) fn came(&self, party: usize, at: DateTime<Utc>) -> bool {
        self.arrivals(party).first().is_some_and(|arrival| arrival.at <= at)
    }

    /// Whether a row brought it to a party before an instant, from another hand than this one.
    pub(in crate::life) fn came_from_another(&self, party: usize, hand: usize, before: DateTime<Utc>) -> bool {
        let Some((first, other)) = self.firsts.get(&party) else { return false };
        let another = if first.0 == hand { other.as_ref() } else { Some(first) };
        another.is_some_and(|(_, at)| *at < before)
    }

    /// Whether a party has it at an instant. The origin always has.
    pub(in crate::life) fn holds(&self, party: usize, at: DateTime<Utc>) -> bool {
        party == self.origin || self.came(party, at)
    }

    /// Whether a party has it from the origin, or by a link of the notice's own direction: it has not turned.
    pub(in crate::life) fn is_on_its_own(&self, party: usize, at: DateTime<Utc>) -> bool {
        party == self.origin || self.arrivals(party).iter().any(|arrival| arrival.own && arrival.at <= at)
    }

    /// By row: whether its sender had the notice when it was sent, clocks apart by a tolerance. Rows of one instant that go
    /// round in a circle are no source for each other, nor are rows that a tolerance makes go round.
    pub(in crate::life) fn sourced(&self, case: &Case<'_>, tolerance: TimeDelta) -> Vec<bool> {
        let is_exact = tolerance == TimeDelta::zero();
        let needs_none = |row: &Row<'_>| {
            let first = self.arrivals(row.from).first();
            row.from == self.origin || (is_exact && first.is_some_and(|arrival| arrival.at < row.entry.sent_at))
        };
        let mut sourced: Vec<bool> = case.rows.iter().map(needs_none).collect();
        if sourced.iter().all(|has_source| *has_source) {
            return sourced;
        }
        // A node for each row that may stand in a circle; then, for each party, one for each of its first arrivals: it comes
        // after the row of the last of them, and after the node of the others.
        let mut before: Vec<Vec<usize>> = Vec::new();
        let mut known: Vec<bool> = Vec::new();
        let mut node = |list: Vec<usize>, is_known: bool| {
            before.push(list);
            known.push(is_known);
            before.len() - 1
        };
        let of_row: Vec<Option<usize>> =
            sourced.iter().map(|has_source| (!has_source).then(|| node(Vec::new(), false))).collect();
        let mut prefixes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (party, arrivals) in &self.by_party {
            let mut last = None;
            let prefix = |arrival: &Arrival| {
                let row = arrival.row.and_then(|row| of_row.get(row).copied().flatten());
                last = Some(node(last.into_iter().chain(row).collect(), row.is_none()));
                last
            };
            prefixes.insert(*party, arrivals.iter().filter_map(prefix).collect());
        }
        for (row, node) in case.rows.iter().zip(&of_row).filter_map(|(row, node)| Some((row, (*node)?))) {
            let near = |arrival: &Arrival| arrival.at <= row.entry.sent_at + tolerance;
            let count = self.arrivals(row.from).partition_point(near);
            let prefix = count.checked_sub(1).and_then(|last| prefixes.get(&row.from)?.get(last));
            if let Some(list) = before.get_mut(node) {
                list.extend(prefix);
            }
        }
        let found = sources(&before, &known);
        for (has_source, node) in sourced.iter_mut().zip(&of_row) {
            *has_source |= node.and_then(|node| found.get(node).copied()).unwrap_or_default();
        }
        sourced
    }
}

fn first<K: Ord>(known: &mut BTreeMap<K, DateTime<Utc>>, key: K, at: DateTime<Utc>) {
    known.entry(key).and_modify(|first| *first = at.min(*first)).or_insert(at);
}

/// When a notice that came to one party is held by another of the same office: at once, or when the link between them opens or
/// the other may hold it.
fn in_one_office(
    case: &Case<'_>,
    (party, other): (usize, usize),
    arrival: Arrival,
    until: DateTime<Utc>,
) -> Result<Option<Arrival>, Refusal> {
    let first = arrival.at.max(case.start);
    for at in std::iter::once(first).chain(case.times.all(first, until)) {
        let answer = case.answer(at)?;
        let ways = answer.ways(party, other);
        let way = ways.iter().find(|way| way.hop.internal && way.open && case.travels(way, arrival.own));
        if let Some(way) = way.filter(|_| answer.standing(other).may) {
            let own = arrival.own && way.hop.direction == case.notice.direction;
            return Ok(Some(Arrival { at, from: party, own, ..arrival }));
        }
    }
    Ok(None)
}
