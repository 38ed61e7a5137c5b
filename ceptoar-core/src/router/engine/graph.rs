//! The links that are open on a day, for a level, a direction and a situation.

use chrono::NaiveDate;

use crate::router::engine::bits::{Bits, Set, Shape};
use crate::router::engine::channels::{Openness, openness};
use crate::router::engine::closing::Closing;
use crate::router::engine::tables::Tables;
use crate::word::sets::Direction;

/// The open links of one direction.
pub(in crate::router) struct Graph<S: Shape> {
    adjacent: Adjacent<S>,
    /// The links that a condition of a channel decides.
    conditional: Vec<Conditional<S>>,
}

struct Conditional<S: Shape> {
    from: usize,
    to: usize,
    /// The conditions of the channels that pass: one that the notice meets opens the link.
    conditions: S::Terms,
}

/// By party: to whom it can hand on.
enum Adjacent<S: Shape> {
    /// As sets, where parties are few.
    Sets(Vec<S::Parties>),
    /// As sorted lists, one after the other, each from a start on.
    Lists { starts: Vec<usize>, to: Vec<usize> },
}

/// Whom the conditions of a notice let a link reach beside those that are always open.
pub(in crate::router) struct Reached<'a, S: Shape> {
    graph: &'a Graph<S>,
    /// The places among the conditional links of those that are open.
    open: Bits,
}

impl<S: Shape> Graph<S> {
    /// The most parties for which a graph holds a set for each.
    const SETS: usize = 512;

    pub(in crate::router) fn new(
        tables: &Tables,
        day: NaiveDate,
        level: usize,
        direction: Direction,
        closing: Option<&Closing>,
    ) -> Self {
        let count = tables.parties.len();
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut conditional = Vec::new();
        let of_level = tables.levels.get(level);
        let links = tables.links.iter().enumerate();
        for (number, link) in links.filter(|(_, link)| link.direction == direction && link.period.covers(day)) {
            match of_level.map_or(Openness::Closed, |level| openness(level, closing, number, link)) {
                Openness::Open => {
                    if let Some(list) = lists.get_mut(link.from) {
                        list.push(link.to);
                    }
                }
                Openness::Closed => {}
                Openness::Conditional(conditions) => {
                    let conditions = S::Terms::of(tables.conditions.len(), conditions);
                    conditional.push(Conditional { from: link.from, to: link.to, conditions });
                }
            }
        }
        let adjacent = if count <= Self::SETS {
            Adjacent::Sets(lists.into_iter().map(|list| S::Parties::of(count, list)).collect())
        } else {
            let mut starts = Vec::with_capacity(count + 1);
            let mut to = Vec::with_capacity(lists.iter().map(Vec::len).sum());
            for list in lists {
                starts.push(to.len());
                to.extend(list); // sorted, as the links are
            }
            starts.push(to.len());
            Adjacent::Lists { starts, to }
        };
        Self { adjacent, conditional }
    }

    /// Adds to a set to whom some parties can hand on, for a notice that meets some conditions.
    #[inline]
    pub(in crate::router) fn add_beyond(&self, from: &S::Parties, conditions: &S::Terms, all: &mut S::Parties) {
        match &self.adjacent {
            Adjacent::Sets(sets) => from.iter().filter_map(|party| sets.get(party)).for_each(|set| all.add(set)),
            Adjacent::Lists { starts, to } => {
                from.iter().for_each(|party| list(starts, to, party).iter().for_each(|to| all.insert(*to)));
            }
        }
        for link in &self.conditional {
            if from.contains(link.from) && link.conditions.meets(conditions) {
                all.insert(link.to);
            }
        }
    }

    /// The graph for a notice that meets some conditions.
    #[inline]
    pub(in crate::router) fn reached(&self, conditions: &S::Terms) -> Reached<'_, S> {
        let all = self.conditional.iter().enumerate();
        let open = all.filter(|(_, conditional)| conditional.conditions.meets(conditions)).map(|(place, _)| place);
        Reached { graph: self, open: Bits::of(self.conditional.len(), open) }
    }
}

impl<S: Shape> Reached<'_, S> {
    fn conditional(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let open = self.open.iter().filter_map(|place| self.graph.conditional.get(place));
        open.filter(move |conditional| conditional.from == from).map(|conditional| conditional.to)
    }

    /// To whom among some a party can hand on, in rising order.
    #[inline]
    pub(in crate::router) fn among(&self, from: usize, may: &S::Parties, seen: &S::Parties, found: &mut Vec<usize>) {
        found.clear();
        match &self.graph.adjacent {
            Adjacent::Sets(sets) => {
                if let Some(set) = sets.get(from) {
                    let mut set = set.and(may);
                    set.subtract(seen);
                    found.extend(set.iter());
                }
            }
            Adjacent::Lists { starts, to } => {
                let list = list(starts, to, from).iter().copied();
                found.extend(list.filter(|to| may.contains(*to) && !seen.contains(*to)));
            }
        }
        if !self.open.is_empty() {
            found.extend(self.conditional(from).filter(|to| may.contains(*to) && !seen.contains(*to)));
            found.sort_unstable();
        }
    }
}

fn list<'a>(starts: &[usize], to: &'a [usize], from: usize) -> &'a [usize] {
    let (Some(start), Some(end)) = (starts.get(from), starts.get(from + 1)) else { return &[] };
    to.get(*start..*end).unwrap_or_default()
}
