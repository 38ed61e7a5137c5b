//! Looks the keys of rows up, block by block; with the feature `rayon` on all cores.

use std::collections::HashSet;

use foldhash::fast::FixedState;
#[cfg(feature = "rayon")]
use rayon::prelude::*;

use crate::router::bulk::key::{Key, Place, Weighed, class_at};
use crate::router::bulk::moment::Moments;
use crate::router::bulk::rows::{Column, Rows};
use crate::router::bulk::seed::{EPOCH, PLACES, Seed};
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

    /// The columns that differ from row to row, each with its place among the classes of a question, and a question of what the
    /// others say.
    pub(in crate::router) fn varying(&self) -> (Vec<(usize, Column<'_>)>, Seed) {
        let mut seed = Seed { classes: [0; PLACES], issued: 0, at: 0, embargo: Rows::NEVER };
        let mut varying = Vec::new();
        for (n, (column, _)) in self.columns.iter().enumerate() {
            // The epoch stands before the embargo, and has no column.
            let place = if n < EPOCH { n } else { n + 1 };
            match column {
                Column::Same(class) => seed.put(place, class.0),
                column => varying.push((place, *column)),
            }
        }
        (varying, seed)
    }

    /// The question of a row, unless an instant is missing.
    pub(in crate::router) fn seed(
        &self,
        rows: &Rows<'_>,
        (varying, same): &(Vec<(usize, Column<'_>)>, Seed),
        row: usize,
    ) -> Option<Seed> {
        let at = self.instant(row)?;
        let mut seed = Seed { issued: *rows.issued.get(row)?, at, ..*same };
        for (place, column) in varying {
            seed.put(*place, class_at(column, row).0);
        }
        seed.put(EPOCH, self.moments.epoch(at).0);
        if seed.is_embargoed() {
            seed.embargo = rows.embargo.get(row).copied().unwrap_or(Rows::NEVER);
        }
        Some(seed)
    }

    /// Writes what is known of each row from `first` on into `out`, and gives of each block what is not. `seed`: the question of
    /// a row, if there is one.
    pub(in crate::router) fn look<K: Key>(
        &self,
        weighed: &[Weighed<'_, K>],
        seen: &Seen<K>,
        first: usize,
        seed: impl Fn(usize) -> Option<Seed> + Sync,
        out: &mut [u32],
    ) -> Vec<Fresh<K>> {
        by_block(out, |keys, place, out| {
            let from = first + place * BLOCK;
            self.fill(weighed, keys, from);
            let mut is_known = true;
            for (key, out) in keys.iter().zip(out.iter_mut()) {
                let said = if key.is_unfit() { UNFIT } else { seen.find(*key) };
                *out = said.wrapping_sub(FIRST);
                is_known &= said != NEW;
            }
            let mut fresh = Fresh { firsts: Vec::new(), again: Vec::new() };
            if !is_known {
                let mut met = HashSet::with_capacity_and_hasher(out.len(), FixedState::default());
                for (row, (key, out)) in (0..).zip(keys.iter().zip(out)) {
                    if *out == NEW.wrapping_sub(FIRST) {
                        if met.insert(*key) {
                            fresh.firsts.push((*key, row, seed(from + row as usize)));
                        } else {
                            fresh.again.push((*key, row));
                        }
                    }
                }
            }
            fresh
        })
    }

    /// The columns, weighed as digits of keys.
    pub(in crate::router) fn weighed<K: Key>(&self) -> Vec<Weighed<'_, K>> {
        self.columns.iter().map(|(column, place)| Weighed::new(column, *place)).collect()
    }
}

/// The rows of a block whose keys were not seen, by their places in it.
pub(in crate::router) struct Fresh<K> {
    /// The first row of each key, with its question, if there is one.
    firsts: Vec<(K, u32, Option<Seed>)>,
    /// The other rows.
    again: Vec<(K, u32)>,
}

/// Numbers the questions of the keys that were not seen, and writes what is known by now of their rows.
pub(in crate::router) fn settle<K: Key>(
    fresh: &[Fresh<K>],
    seen: &mut Seen<K>,
    seeds: &mut Vec<Seed>,
    out: &mut [u32],
) {
    let count = fresh.iter().map(|block| block.firsts.len()).sum();
    if count == 0 {
        return;
    }
    seen.reserve(count);
    seeds.reserve(count);
    for (block, out) in fresh.iter().zip(out.chunks_mut(BLOCK)) {
        for (key, row, seed) in &block.firsts {
            let next = if seed.is_some() { FIRST + seeds.len() as u32 } else { UNFIT };
            // Another block may have met it before.
            let said = seen.known_or(*key, next);
            if said == next {
                seeds.extend(seed);
            }
            if let Some(out) = out.get_mut(*row as usize) {
                *out = said.wrapping_sub(FIRST);
            }
        }
    }
    let again = |(block, out): (&Fresh<K>, &mut [u32])| {
        for (key, row) in &block.again {
            if let Some(out) = out.get_mut(*row as usize) {
                *out = seen.find(*key).wrapping_sub(FIRST);
            }
        }
    };
    #[cfg(feature = "rayon")]
    fresh.par_iter().zip(out.par_chunks_mut(BLOCK)).for_each(again);
    #[cfg(not(feature = "rayon"))]
    fresh.iter().zip(out.chunks_mut(BLOCK)).for_each(again);
}

/// What work gives for each block of rows, each with room for its keys; they are used again, so that they stay in the
/// nearest memory.
fn by_block<K: Key, T: Send>(out: &mut [u32], work: impl Fn(&mut [K], usize, &mut [u32]) -> T + Sync) -> Vec<T> {
    let room = || vec![K::ZERO; BLOCK];
    let one = |room: &mut Vec<K>, (place, out): (usize, &mut [u32])| {
        let keys = room.get_mut(..out.len()).unwrap_or_default();
        work(keys, place, out)
    };
    #[cfg(feature = "rayon")]
    return out.par_chunks_mut(BLOCK).enumerate().map_init(room, one).collect();
    #[cfg(not(feature = "rayon"))]
    {
        let mut room = room();
        out.chunks_mut(BLOCK).enumerate().map(|block| one(&mut room, block)).collect()
    }
}
