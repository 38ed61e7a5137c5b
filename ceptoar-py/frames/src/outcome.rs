//! Outcomes without their words: bits by party, and numbers with a table that says what each is.

use std::sync::Arc;

use arrow_array::{ArrayRef, FixedSizeBinaryArray, UInt32Array, UInt64Array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use rayon::prelude::*;

use super::answer::Answer;
use super::arrays::{Cell, NULL};
use super::fault::Fault;
use super::ledger::Ledger;
use super::pages::Pages;
use super::source::bits_type;

/// So many rows are written together.
const ROWS: usize = 8192;

impl Ledger {
    fn words(&self) -> usize {
        self.parties.len().div_ceil(64)
    }

    /// Takes in who is told and must be; of what is refused, nobody.
    pub(super) fn enter_masks(&mut self, who: Option<&[Box<[u64]>; 2]>) {
        let words = self.words();
        for n in 0..2 {
            let set = who.and_then(|who| who.get(n)).map_or(&[][..], |set| set);
            self.masks.extend((0..words).map(|word| set.get(word).copied().unwrap_or(0)));
        }
    }

    /// Takes in who is told of several questions and who must be, the words of each after those of the one before.
    pub(super) fn enter_told(&mut self, words: &[u64], stale: impl Iterator<Item = bool>) {
        let (of_each, wants_masks) = (self.words().max(1), self.wants_masks());
        let mut key = Vec::new();
        let mut last: Option<(Vec<u64>, u32)> = None;
        for (said, stale) in words.chunks_exact(2 * of_each).zip(stale) {
            // Of an entry masks are no part: they stand beside it.
            key.clear();
            key.push(u64::from(stale));
            key.extend_from_slice(if wants_masks { &[] } else { said });
            let as_before = last.as_ref().filter(|(before, _)| *before == key).map(|(_, number)| *number);
            let known = as_before.or_else(|| self.told.get(key.as_slice()).copied());
            let entry = known.and_then(|number| Some((number, *self.entries.get(number as usize)?)));
            let number = match entry {
                Some((number, entry)) => {
                    self.masks.extend_from_slice(if wants_masks { said } else { &[] });
                    self.of_envelope.push(number);
                    self.stands.push(&entry);
                    number
                }
                None => {
                    let (told, must) = said.split_at(of_each);
                    self.enter(&Answer::who([told, must], stale), None);
                    let number = self.of_envelope.last().copied().unwrap_or_default();
                    self.told.insert(key.as_slice().into(), number);
                    number
                }
            };
            if as_before.is_none() {
                last = Some((key.clone(), number));
            }
        }
    }

    /// Takes in the cells of recipient, duty and outcome; the other columns of a delivery are not wanted. Gives how many are
    /// told.
    pub(super) fn enter_who(&mut self, [told, must]: &[Box<[u64]>; 2]) -> usize {
        let has = |set: &[u64], n: usize| set.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1);
        let told: Vec<usize> = (0..self.parties.len()).filter(|n| has(told, *n)).collect();
        let Self { parties, dictionaries, items, .. } = self;
        for (n, (column, dictionary)) in items.iter_mut().zip(dictionaries).enumerate().take(3) {
            let (mut of_must, mut of_may, mut of_outcome) = (None, None, None);
            for party in &told {
                let mut once =
                    |known: &mut Option<Cell>, text: &str| *known.get_or_insert_with(|| dictionary.cell(Some(text)));
                column.push(match n {
                    0 => parties.get_mut(*party).map_or(NULL, |(id, cell)| once(cell, id.as_str())),
                    1 if has(must, *party) => once(&mut of_must, "must"),
                    1 => once(&mut of_may, "may"),
                    _ => once(&mut of_outcome, "deliver"),
                });
            }
        }
        told.len()
    }

    /// The number of the outcome of each row.
    pub(super) fn ids(&self, outcomes: &[u32]) -> ArrayRef {
        let mut ids = Pages::new(outcomes.len());
        ids.items().par_chunks_mut(ROWS).zip(outcomes.par_chunks(ROWS)).for_each(|(ids, outcomes)| {
            for (id, outcome) in ids.iter_mut().zip(outcomes) {
                *id = self.of_envelope.get(*outcome as usize).copied().unwrap_or(u32::MAX);
            }
        });
        Arc::new(UInt32Array::new(ids.into(), None))
    }

    /// Who is told (0) or must be (1) in each row, as bits.
    pub(super) fn bits(&self, n: usize, outcomes: &[u32], valid: Option<NullBuffer>) -> Result<ArrayRef, Fault> {
        let words = self.words().max(1);
        let mut bits = Pages::new(outcomes.len() * words);
        bits.items().par_chunks_mut(ROWS * words).zip(outcomes.par_chunks(ROWS)).for_each(|(bits, outcomes)| {
            if words == 1 {
                for (bits, outcome) in bits.iter_mut().zip(outcomes) {
                    *bits = self.masks.get(*outcome as usize * 2 + n).copied().unwrap_or(0);
                }
            } else {
                for (bits, outcome) in bits.chunks_exact_mut(words).zip(outcomes) {
                    let start = (*outcome as usize * 2 + n) * words;
                    let of_row = self.masks.get(start..).unwrap_or_default();
                    bits.iter_mut().zip(of_row).for_each(|(to, from)| *to = from.to_le());
                }
            }
        });
        Ok(match bits_type(words) {
            DataType::FixedSizeBinary(bytes) => Arc::new(FixedSizeBinaryArray::try_new(bytes, bits.into(), valid)?),
            _ => Arc::new(UInt64Array::new(bits.into(), valid)),
        })
    }
}
