//! Looks the keys of rows up, block by block; with the feature `rayon` on all cores.

use std::collections::HashSet;

use foldhash::fast::FixedState;
#[cfg(feature = "rayon")]
use rayon::prelude::*;

use crate::router::bulk::key::{Key, Place, Weighed, class_at};
use crate::router::bulk::moment::Moments;
use crate::router::bulk::rows::{Class, Column};
use crate::router::bulk::seen::{FIRST, NEW, Seen, UNFIT};

/// So many rows are looked at together: their keys stay in the nearest memory.
const BLOCK: usize = 4096;

/// Rows, ready to be numbered: a column for each place of a key but the epoch's.
pub(in crate::router) struct Table<'a> {
    /// The columns with their places.
    pub(in crate::router) columns: Vec<(Column<'a>, Place)>,
    /// When the rows were issued.
    pub(in crate::router) issued: &'a [i64],
    /// The instants that the rows are answered for.
    pub(in crate::router) at: At<'a>,
    /// The place of the epoch.
    pub(in crate::router) epoch: Place,
    pub(in crate::router) moments: &'a Moments,
}

/// The instants that rows are answered for.
#[derive(Clone, Copy)]
pub(in crate::router) enum At<'a> {
    /// One for all.
    Same(i64),
    /// When they were issued.
    Issued,
    Each(&'a [i64]),
}

impl Table<'_> {
    /// The keys of the rows `from..`.
    fn fill<K: Key>(&self, weighed: &[Weighed<'_, K>], keys: &mut [K], from: usize) {
        keys.fill(K::ZERO);
        let issued = self.issued.get(from..).unwrap_or_default();
        match self.at {
            At::Issued => self.moments.add(keys, issued, self.epoch),
            At::Each(instants) => {
                self.moments.check(keys, issued);
                self.moments.add(keys, instants.get(from..).unwrap_or_default(), self.epoch);
            }
            At::Same(at) => {
                self.moments.check(keys, issued);
                Weighed::new(&Column::Same(self.moments.epoch(at)), self.epoch).add(keys, from);
            }
        }
        for column in weighed {
            column.add(keys, from);
        }
    }

    /// The instant that a row is answered for.
    pub(in crate::router) fn instant(&self, row: usize) -> Option<i64> {
        match self.at {
            At::Issued => self.issued.get(row).copied(),
            At::Each(instants) => instants.get(row).copied(),
            At::Same(at) => Some(at),
        }
    }

    /// The class of a row in each place but the epoch's.
    pub(in crate::router) fn classes(&self, row: usize) -> impl Iterator<Item = Class> + '_ {
        self.columns.iter().map(move |(column, _)| class_at(column, row))
    }

    /// Writes what is known of each row from `first` on into `out`, and gives the keys that were not seen, each with its first row.
    pub(in crate::router) fn look<K: Key>(
        &self,
        seen: &Seen<K>,
        first: usize,
        keys: &mut [K],
        out: &mut [u32],
    ) -> Vec<(K, usize)> {
        let weighed: Vec<Weighed<'_, K>> =
            self.columns.iter().map(|(column, place)| Weighed::new(column, *place)).collect();
        let block = |(place, (keys, out)): (usize, (&mut [K], &mut [u32]))| {
            let from = first + place * BLOCK;
            self.fill(&weighed, keys, from);
            let mut fresh = Vec::new();
            let mut met = HashSet::with_hasher(FixedState::default());
            for (row, (key, out)) in keys.iter().zip(out).enumerate() {
                let said = if key.is_unfit() { UNFIT } else { seen.find(*key) };
                *out = said.wrapping_sub(FIRST);
                if said == NEW && met.insert(*key) {
                    fresh.push((*key, from + row));
                }
            }
            fresh
        };
        #[cfg(feature = "rayon")]
        let found: Vec<Vec<(K, usize)>> =
            keys.par_chunks_mut(BLOCK).zip(out.par_chunks_mut(BLOCK)).enumerate().map(block).collect();
        #[cfg(not(feature = "rayon"))]
        let found: Vec<Vec<(K, usize)>> =
            keys.chunks_mut(BLOCK).zip(out.chunks_mut(BLOCK)).enumerate().map(block).collect();
        found.into_iter().flatten().collect()
    }
}

/// Writes what is known by now of the rows whose keys were not seen.
pub(in crate::router) fn settle<K: Key>(seen: &Seen<K>, keys: &[K], out: &mut [u32]) {
    let block = |(keys, out): (&[K], &mut [u32])| {
        for (key, out) in keys.iter().zip(out) {
            if *out == NEW.wrapping_sub(FIRST) {
                *out = seen.find(*key).wrapping_sub(FIRST);
            }
        }
    };
    #[cfg(feature = "rayon")]
    keys.par_chunks(BLOCK).zip(out.par_chunks_mut(BLOCK)).for_each(block);
    #[cfg(not(feature = "rayon"))]
    keys.chunks(BLOCK).zip(out.chunks_mut(BLOCK)).for_each(block);
}
