//! When a row is answered for: in which epoch, and under which embargo.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::router::bulk::key::{Key, Place};
use crate::router::bulk::rows::{Class, Rows};

/// The instants at which something begins or ends, in nanoseconds.
pub(in crate::router) struct Moments {
    /// The first instant of each epoch but the first.
    starts: Vec<i64>,
    /// By epoch: its class; unfit where the edition may not be asked.
    epochs: Vec<Class>,
    /// By epoch: whether the edition says nothing about it.
    stale: Vec<bool>,
    /// The years that a document may name.
    years: std::ops::Range<i64>,
    /// The ends of embargoes that hold, numbered from 1; 0: none holds.
    embargoes: HashMap<i64, u32, FixedState>,
}

impl Moments {
    /// `covered`: whether the edition speaks of an instant; where it does not and `refuses`, no question is asked.
    pub(in crate::router) fn new(
        starts: &[i64],
        years: std::ops::Range<i64>,
        covered: impl Fn(i64) -> bool,
        refuses: bool,
    ) -> Self {
        let stale: Vec<bool> =
            std::iter::once(i64::MIN).chain(starts.iter().copied()).map(|start| !covered(start)).collect();
        let class = |(n, stale): (u32, &bool)| if *stale && refuses { Class::UNFIT } else { Class(n) };
        let epochs = (0..).zip(&stale).map(class).collect();
        Self { starts: starts.to_vec(), epochs, stale, years, embargoes: HashMap::default() }
    }

    /// Whether the edition says nothing about an epoch.
    pub(in crate::router) fn is_stale(&self, epoch: usize) -> bool {
        self.stale.get(epoch).copied().unwrap_or_default()
    }

    pub(in crate::router) fn epochs(&self) -> usize {
        self.epochs.len()
    }

    pub(in crate::router) fn embargoes(&self) -> usize {
        self.embargoes.len() + 1
    }

    /// The epoch of an instant, and where it begins and ends.
    #[inline(never)]
    fn span(&self, at: i64) -> (std::ops::Range<i64>, Class) {
        let place = self.starts.partition_point(|start| *start <= at);
        let start = place.checked_sub(1).and_then(|before| self.starts.get(before)).copied().unwrap_or(i64::MIN);
        let end = self.starts.get(place).copied().unwrap_or(i64::MAX);
        let span = start.max(self.years.start)..end.min(self.years.end);
        let class = if span.contains(&at) { self.epochs.get(place).copied() } else { None };
        (span, class.unwrap_or(Class::UNFIT))
    }

    /// The class of the epoch of an instant.
    pub(in crate::router) fn epoch(&self, at: i64) -> Class {
        self.span(at).1
    }

    /// Adds the epoch of each of some instants to the keys of their rows.
    pub(in crate::router) fn add<K: Key>(&self, keys: &mut [K], instants: &[i64], place: Place) {
        let mut span = 0..0;
        let mut digit = K::ZERO;
        for (key, at) in keys.iter_mut().zip(instants) {
            if !span.contains(at) {
                let (new, class) = self.span(*at);
                digit = place.weigh(class);
                // What lies outside the years has no span.
                span = if class == Class::UNFIT { 0..0 } else { new };
            }
            *key += digit;
        }
        let unfit = K::UNFIT;
        keys.iter_mut().skip(instants.len()).for_each(|key| *key += unfit);
    }

    /// Makes the rows unfit whose instant lies outside the years.
    pub(in crate::router) fn check<K: Key>(&self, keys: &mut [K], instants: &[i64]) {
        let unfit = K::UNFIT;
        for (key, at) in keys.iter_mut().zip(instants) {
            if !self.years.contains(at) {
                *key += unfit;
            }
        }
    }

    /// Which embargo holds in each row at its instant; `fixed`: that of the situation, which a row's own goes before.
    pub(in crate::router) fn embargo(&mut self, rows: &Rows<'_>, fixed: Option<i64>) -> Vec<Class> {
        let (of_rows, fixed) = if rows.at.is_empty() { (rows.issued, fixed) } else { (rows.at, None) };
        let mut class = |(until, at): (&i64, &i64)| {
            let at = fixed.unwrap_or(*at);
            if *until == Rows::NEVER || (self.years.contains(until) && at >= *until) {
                Class(0)
            } else if !self.years.contains(until) {
                Class::UNFIT
            } else {
                let next = u32::try_from(self.embargoes.len() + 1).unwrap_or(u32::MAX);
                Class(*self.embargoes.entry(*until).or_insert(next))
            }
        };
        rows.embargo.iter().zip(of_rows).map(&mut class).collect()
    }
}
