//! Lists of reasons that answers share: few differ, and many answers show them.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use foldhash::fast::FixedState;

use crate::answer::verdict::Reason;
use crate::router::engine::bits::{Set, Shape};

/// All that a list of reasons rests on: parties that are alike in it have one list, in whichever answer.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::router) struct Alike<R> {
    /// The rules that fire and speak of the party, and those that nearly do.
    pub(in crate::router) rules: R,
    /// Which tests the party passes, as bits.
    pub(in crate::router) passed: u16,
    /// The first level that cites what the notice's does: a reason cites what the reach of the level rests on.
    pub(in crate::router) cited: usize,
}

impl<R: Set> Alike<R> {
    /// A number that those alike have in common, and few others.
    #[inline]
    pub(in crate::router) fn print(&self) -> u64 {
        let start = u64::from(self.passed) | (self.cited as u64) << 16;
        self.rules.words().iter().fold(mixed(start), |print, word| mixed(print ^ word))
    }
}

/// A number with its bits spread.
#[inline]
pub(in crate::router) fn mixed(number: u64) -> u64 {
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    spread ^ spread >> 32
}

/// A list of reasons with all that it rests on.
pub(in crate::router) struct List<S: Shape> {
    pub(in crate::router) alike: Alike<S::Rules>,
    pub(in crate::router) failed: Failed,
    pub(in crate::router) reasons: Arc<[Reason]>,
}

/// The conditions that each of some rules does not meet, as bits: those of the first rules at hand, where most have few.
#[derive(Default)]
pub(in crate::router) struct Failed {
    first: [u16; 8],
    more: Vec<u16>,
}

impl Failed {
    pub(in crate::router) fn new(mut all: impl Iterator<Item = u16>) -> Self {
        let mut failed = Self::default();
        failed.first.iter_mut().zip(all.by_ref()).for_each(|(slot, failed)| *slot = failed);
        failed.more.extend(all);
        failed
    }

    /// Whether as many rules fail in the same.
    #[inline]
    pub(in crate::router) fn is(&self, all: impl Iterator<Item = u16>) -> bool {
        all.zip(self.first.iter().chain(&self.more)).all(|(a, b)| a == *b)
    }
}

/// The lists that were asked for, by a number that sums up what each rests on. Where two have the same, the first is kept.
pub(in crate::router) struct Lists<S: Shape>(RwLock<Known<S>>);

pub(in crate::router) struct Known<S: Shape> {
    by_print: HashMap<u64, List<S>, FixedState>,
    /// How many lists there are, and reasons in them, together.
    weight: usize,
}

impl<S: Shape> Known<S> {
    #[inline]
    pub(in crate::router) fn get(&self, print: u64) -> Option<&List<S>> {
        self.by_print.get(&print)
    }
}

impl<S: Shape> Lists<S> {
    /// The most lists and reasons that are kept; more begin anew.
    const MOST: usize = 1 << 16;

    pub(in crate::router) fn new() -> Self {
        Self(RwLock::new(Known { by_print: HashMap::default(), weight: 0 }))
    }

    pub(in crate::router) fn read(&self) -> RwLockReadGuard<'_, Known<S>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps lists that were made.
    pub(in crate::router) fn keep(&self, made: Vec<(u64, List<S>)>) {
        if made.is_empty() {
            return;
        }
        let weight = |list: &List<S>| 1 + list.reasons.len();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.weight + made.iter().map(|(_, list)| weight(list)).sum::<usize>() > Self::MOST {
            known.by_print.clear();
            known.weight = 0;
        }
        for (print, list) in made {
            let weight = weight(&list);
            if known.weight + weight <= Self::MOST && !known.by_print.contains_key(&print) {
                known.by_print.insert(print, list);
                known.weight += weight;
            }
        }
    }

    #[cfg(test)]
    fn weight(&self) -> usize {
        let known = self.read();
        let weight = known.by_print.values().map(|list| 1 + list.reasons.len()).sum();
        assert_eq!(known.weight, weight);
        weight
    }
}

/// Numbers what is found equal, in the order in which it is first found.
pub(in crate::router) struct Numbering {
    /// By place: the number and one; zero: none.
    slots: Vec<u32>,
}

impl Numbering {
    /// For so many things at most.
    pub(in crate::router) fn new(most: usize) -> Self {
        Self { slots: vec![0; (2 * most + 2).next_power_of_two()] }
    }

    /// The number of a thing, and whether it is new. `is`: whether the thing that has a number is this one.
    #[inline]
    pub(in crate::router) fn of(&mut self, print: u64, next: usize, is: impl Fn(usize) -> bool) -> (usize, bool) {
        let last = self.slots.len() - 1;
        let mut place = (print >> 7) as usize & last;
        while let Some(slot) = self.slots.get_mut(place) {
            match (*slot as usize).checked_sub(1) {
                None => {
                    *slot = u32::try_from(next + 1).unwrap_or(u32::MAX);
                    return (next, true);
                }
                Some(number) if is(number) => return (number, false),
                Some(_) => place = (place + 1) & last,
            }
        }
        (next, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::reason::ReasonCode;
    use crate::router::engine::bits::Small;

    fn list(passed: u16, reasons: usize) -> (u64, List<Small>) {
        let alike = Alike { rules: [u64::from(passed)], passed, cited: 1 };
        let reasons = vec![Reason::new(ReasonCode::NoRule); reasons].into();
        (alike.print(), List { alike, failed: Failed::default(), reasons })
    }

    #[test]
    fn no_more_lists_are_kept_than_the_bound() {
        let lists = Lists::new();
        let mut heaviest = 0;
        for passed in 0..2_000 {
            lists.keep(vec![list(passed, 99), list(passed, 99)]);
            heaviest = heaviest.max(lists.weight());
            assert!(lists.read().get(list(passed, 0).0).is_some());
        }
        // A list that two of the given are weighs twice before it is known to be one: all are forgotten one list sooner.
        let most = Lists::<Small>::MOST / 100 * 100;
        assert_eq!(heaviest, most - 100);
        // Of what is too much at once, some is kept.
        lists.keep((0..2_000).map(|passed| list(passed, 99)).collect());
        assert_eq!(lists.weight(), most);
    }

    #[test]
    fn rules_fail_alike_only_in_the_same_conditions() {
        for count in [0, 1, 8, 9, 20] {
            let all: Vec<u16> = (1..=count).collect();
            let failed = Failed::new(all.iter().copied());
            assert!(failed.is(all.iter().copied()));
            for place in 0..all.len() {
                let other = all.iter().enumerate().map(|(n, of)| if n == place { 0 } else { *of });
                assert!(!failed.is(other));
            }
        }
    }

    #[test]
    fn equal_things_have_one_number_even_where_their_prints_collide() {
        let things = [5, 9, 5, 13, 9, 9, 13, 5];
        for print in [0, 1 << 7] {
            let (mut numbering, mut known) = (Numbering::new(things.len()), Vec::new());
            let numbers = things.map(|thing| {
                let (number, new) = numbering.of(thing * print, known.len(), |n| known.get(n) == Some(&thing));
                if new {
                    known.push(thing);
                }
                number
            });
            assert_eq!(numbers, [0, 1, 0, 2, 1, 1, 2, 0]);
        }
    }
}
