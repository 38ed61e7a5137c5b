//! Outcomes without their words: bits by party, and numbers with a table that says what each is.

use std::sync::Arc;

use arrow_array::{ArrayRef, FixedSizeBinaryArray, RecordBatch, RecordBatchOptions, UInt32Array, UInt64Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use rayon::prelude::*;

use super::arrays::{Cell, NULL};
use super::fault::Fault;
use super::output::{Entry, Ledger};
use super::pages::Pages;
use super::source::{Source, bits_type};

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

    /// Takes in the cells of recipient, duty and outcome; the other columns of a delivery are not wanted. Gives the places of
    /// the parties.
    pub(super) fn enter_who(&mut self, [told, must]: &[Box<[u64]>; 2]) -> Vec<usize> {
        let has = |set: &[u64], n: usize| set.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1);
        let told: Vec<usize> = (0..self.parties.len()).filter(|n| has(told, *n)).collect();
        let Self { parties, dictionaries, cells, layout, .. } = self;
        for (column, dictionary) in dictionaries.iter_mut().take(layout.columns().len()).enumerate() {
            let (mut of_must, mut of_may, mut of_outcome) = (None, None, None);
            for n in &told {
                let mut once =
                    |known: &mut Option<Cell>, text: &str| *known.get_or_insert_with(|| dictionary.cell(Some(text)));
                cells.push(match column {
                    0 => parties.get_mut(*n).map_or(NULL, |(id, cell)| once(cell, id.as_str())),
                    1 if has(must, *n) => once(&mut of_must, "must"),
                    1 => once(&mut of_may, "may"),
                    2 => once(&mut of_outcome, "deliver"),
                    _ => NULL,
                });
            }
        }
        told
    }

    /// Which rows are answered; `None`: all.
    fn answered(&self, outcomes: &[u32]) -> Option<NullBuffer> {
        let refused = |outcome: &u32| {
            let entry = self.of_envelope.get(*outcome as usize).and_then(|entry| self.entries.get(*entry as usize));
            entry.is_none_or(|entry| entry.problem != NULL)
        };
        self.refuses.then(|| NullBuffer::from_iter(outcomes.iter().map(|outcome| !refused(outcome))))
    }

    /// The number of the outcome of each row.
    pub(super) fn ids(&self, outcomes: &[u32]) -> ArrayRef {
        let mut ids = Pages::new(outcomes.len() * 4);
        ids.bytes().par_chunks_mut(ROWS * 4).zip(outcomes.par_chunks(ROWS)).for_each(|(ids, outcomes)| {
            for (id, outcome) in ids.as_chunks_mut().0.iter_mut().zip(outcomes) {
                *id = self.of_envelope.get(*outcome as usize).copied().unwrap_or(u32::MAX).to_ne_bytes();
            }
        });
        Arc::new(UInt32Array::new(ScalarBuffer::new(ids.into(), 0, outcomes.len()), None))
    }

    /// Who is told (0) or must be (1) in each row, as bits.
    pub(super) fn bits(&self, n: usize, outcomes: &[u32]) -> Result<ArrayRef, Fault> {
        let words = self.words().max(1);
        let mut bits = Pages::new(outcomes.len() * words * 8);
        bits.bytes().par_chunks_mut(ROWS * words * 8).zip(outcomes.par_chunks(ROWS)).for_each(|(bits, outcomes)| {
            let bits = bits.as_chunks_mut().0;
            if words == 1 {
                for (bits, outcome) in bits.iter_mut().zip(outcomes) {
                    *bits = self.masks.get(*outcome as usize * 2 + n).copied().unwrap_or(0).to_ne_bytes();
                }
            } else {
                for (bits, outcome) in bits.chunks_exact_mut(words).zip(outcomes) {
                    let start = (*outcome as usize * 2 + n) * words;
                    let of_row = self.masks.get(start..).unwrap_or_default();
                    bits.iter_mut().zip(of_row).for_each(|(to, from)| *to = from.to_le_bytes());
                }
            }
        });
        let valid = self.answered(outcomes);
        Ok(match bits_type(words) {
            DataType::FixedSizeBinary(bytes) => Arc::new(FixedSizeBinaryArray::try_new(bytes, bits.into(), valid)?),
            _ => Arc::new(UInt64Array::new(ScalarBuffer::new(bits.into(), 0, outcomes.len()), valid)),
        })
    }

    /// The table of the outcomes so far.
    pub(crate) fn table_of_outcomes(&self) -> Option<Result<RecordBatch, Fault>> {
        let (sources, schema) = self.of_outcomes.as_ref()?;
        let rows: Vec<&Entry> = self.entries.iter().collect();
        let own = rows.iter().any(|entry| entry.own).then(|| self.own(&rows, None));
        let column = |(source, form): &(Source, _)| self.column(*source, *form, &rows, rows.len(), own.as_ref());
        let columns = sources.iter().map(column).collect::<Result<Vec<ArrayRef>, Fault>>();
        Some(columns.and_then(|columns| {
            let ids: ArrayRef = Arc::new(UInt32Array::from_iter_values(0..rows.len() as u32));
            let all = std::iter::once(ids).chain(columns).collect();
            let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
            Ok(RecordBatch::try_new_with_options(Arc::clone(schema), all, &options)?)
        }))
    }
}
