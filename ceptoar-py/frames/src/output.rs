//! Lays answers out as columns. Texts stand in dictionaries: a row holds numbers only.

use std::sync::Arc;

use arrow_array::builder::BooleanBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray, UInt32Array};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use rayon::prelude::*;

use super::answer::OWN_ID;
use super::arrays::{Cell, Dictionary, Form, NULL, instants};
use super::fault::Fault;
use super::interner::Interner;
use super::layout::{LINTS, LISTS, Layout};
use super::ledger::{Entry, Ledger, Stands};
use super::notices::{Notices, Own};
use super::repeat::repeated;
use super::source::Source;

impl Ledger {
    /// The columns of the frame with the answer's beside them; `ids`: the notices' own, by row.
    pub(crate) fn lay_out(
        &self,
        chunk: &RecordBatch,
        numbers: &[u32],
        ids: impl FnOnce() -> Option<(Interner, Vec<u32>)>,
    ) -> Result<RecordBatch, Fault> {
        let entry = |number: &u32| self.entries.get(*self.of_envelope.get(*number as usize)? as usize);
        let rows = || numbers.iter().filter_map(entry).collect::<Vec<&Entry>>();
        let has_own = self.has_own && numbers.iter().filter_map(entry).any(|entry| entry.own);
        let own = has_own.then(|| self.own(&rows(), ids()));
        let (mut columns, of_answer, total) = match self.layout {
            Layout::Notices => {
                let notices = Notices::new(self, numbers, &self.stands, &self.sources, own.as_ref())?;
                let of_answer = self.sources.par_iter().map(|(source, form)| notices.column(*source, *form));
                (chunk.columns().to_vec(), of_answer.collect::<Result<Vec<_>, Fault>>()?, numbers.len())
            }
            Layout::Deliveries | Layout::Verdicts => {
                let rows = rows();
                let times: Vec<usize> = rows.iter().map(|entry| kept(entry)).collect();
                let total = times.iter().sum();
                let columns = chunk.columns().par_iter().map(|column| repeated(column, &times));
                let columns = columns.collect::<Result<Vec<_>, _>>()?;
                let of = |(source, form): &(Source, Form)| self.column(*source, *form, &rows, total, own.as_ref());
                (columns, self.sources.par_iter().map(of).collect::<Result<Vec<_>, Fault>>()?, total)
            }
        };
        columns.extend(of_answer);
        let options = RecordBatchOptions::new().with_row_count(Some(total));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }

    /// The table of the outcomes so far.
    pub(crate) fn table_of_outcomes(&self) -> Option<Result<RecordBatch, Fault>> {
        let (sources, schema) = self.of_outcomes.as_ref()?;
        let rows: Vec<&Entry> = self.entries.iter().collect();
        let own = rows.iter().any(|entry| entry.own).then(|| self.own(&rows, None));
        let (numbers, mut of): (Vec<u32>, Stands) = ((0..rows.len() as u32).collect(), Stands::default());
        rows.iter().for_each(|entry| of.push(entry));
        let columns = Notices::new(self, &numbers, &of, sources, own.as_ref()).and_then(|notices| {
            let of = |(source, form): &(Source, Form)| notices.column(*source, *form);
            sources.par_iter().map(of).collect::<Result<Vec<ArrayRef>, Fault>>()
        });
        Some(columns.and_then(|columns| {
            let ids: ArrayRef = Arc::new(UInt32Array::from(numbers.clone()));
            let all = std::iter::once(ids).chain(columns).collect();
            let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
            Ok(RecordBatch::try_new_with_options(Arc::clone(schema), all, &options)?)
        }))
    }

    /// The lints with the ids of the rows in their places.
    pub(super) fn own(&self, rows: &[&Entry], ids: Option<(Interner, Vec<u32>)>) -> Own {
        let dictionary = self.dictionaries.get(self.layout.columns().len() + LINTS);
        let known = dictionary.map(|dictionary| dictionary.interner.texts()).unwrap_or_default();
        let mut texts = Interner::default();
        let mut cell = |row: usize, entry: &Entry| {
            let (start, count) = entry.lists.get(LINTS).copied().unwrap_or_default();
            let list = self.lists.get(LINTS).map(|list| list.cells.as_slice()).unwrap_or_default();
            let cells = list.get(start..start + count).unwrap_or_default();
            let pattern = self.patterns.text((NULL - *cells.iter().find(|cell| **cell < NULL)?) as u32)?;
            let id = ids.as_ref().and_then(|(texts, codes)| texts.text(codes.get(row).copied()?));
            let id = id.map(|id| format!(" {id}")).unwrap_or_default();
            Some((known.len() + texts.code(&pattern.replace(OWN_ID, &id)) as usize - 1) as Cell)
        };
        let cells = rows.iter().enumerate().map(|(row, entry)| cell(row, entry).unwrap_or(NULL)).collect();
        let all = known.iter().chain(texts.texts()).map(|text| Some(&**text));
        Own { cells, values: Arc::new(all.collect::<StringArray>()) }
    }

    /// A column where each item is a row.
    fn column(
        &self,
        source: Source,
        form: Form,
        rows: &[&Entry],
        total: usize,
        own: Option<&Own>,
    ) -> Result<ArrayRef, Fault> {
        let own = |n: usize| own.filter(|_| n == LINTS);
        match source {
            Source::Item(0) if form == Form::Plain && self.keys.is_some() => {
                let answers: Vec<_> = rows.iter().map(|entry| (entry.items, entry.keys)).collect();
                self.keys
                    .as_ref()
                    .map_or_else(|| form.texts(self.values(0), Vec::new().into(), false), |keys| keys.column(&answers))
            }
            Source::Item(n) => form.texts(self.values(n), self.cells(n, rows, total).into(), true),
            Source::Flag(n) => Ok(flags(&self.cells(n, rows, total), rows)),
            Source::Joined(n) => {
                let list = self.lists.get(n).map(|list| list.cells.as_slice()).unwrap_or_default();
                let cells = rows.iter().enumerate().flat_map(|(row, entry)| {
                    let (start, count) = entry.lists.get(n).copied().unwrap_or_default();
                    let mine = own(n).and_then(|own| own.cells.get(row)).copied().unwrap_or(NULL);
                    let cell = list.get(start..start + count).unwrap_or_default().first().copied().unwrap_or(NULL);
                    std::iter::repeat_n(if cell < NULL { mine } else { cell }, kept(entry))
                });
                let values = match own(n) {
                    Some(own) => Arc::clone(&own.values),
                    None => self.values(self.items.len() + n),
                };
                form.texts(values, cells.collect::<Vec<Cell>>().into(), true)
            }
            Source::ValidUntil => {
                let until = each(rows, |entry| entry.valid_until);
                let ends = |row: usize| until.get(row).is_some_and(Option::is_some);
                let nulls = NullBuffer::new(BooleanBuffer::collect_bool(until.len(), ends));
                let until: Vec<i64> = until.iter().map(|until| until.unwrap_or(0)).collect();
                Ok(instants(until.into(), Some(nulls).filter(|nulls| nulls.null_count() > 0)))
            }
            Source::Problems => form.texts(self.problems(), each(rows, |entry| entry.problem).into(), true),
            Source::List(_) | Source::Id | Source::Mask(_) => {
                Err(Fault::failed("a row that is an item has no such column", "項目ごとの行にない列である"))
            }
        }
    }

    /// The cells of a column of the layout, for every row.
    fn cells(&self, n: usize, rows: &[&Entry], total: usize) -> Vec<Cell> {
        let column = self.items.get(n).map(|column| column.cells.as_slice()).unwrap_or_default();
        let mut cells: Vec<Cell> = Vec::with_capacity(total);
        for entry in rows {
            let (start, count) = entry.items;
            cells.extend_from_slice(column.get(start..start + count).unwrap_or_default());
            if count == 0 {
                cells.push(NULL);
            }
        }
        cells
    }

    pub(super) fn values(&self, dictionary: usize) -> ArrayRef {
        let values = self.dictionaries.get(dictionary).map(|dictionary| Arc::clone(&dictionary.values));
        values.unwrap_or_else(|| Dictionary::default().values)
    }

    /// The values of the column of problems.
    pub(super) fn problems(&self) -> ArrayRef {
        self.values(self.items.len() + LISTS.len())
    }
}

/// How many rows an entry becomes where each item is one. One without an item keeps a row of its own: neither what is
/// refused nor a notice that nobody is told is lost.
fn kept(entry: &Entry) -> usize {
    entry.items.1.max(1)
}

/// What each row of the answer takes from its entry.
fn each<T: Clone>(rows: &[&Entry], of: fn(&Entry) -> T) -> Vec<T> {
    rows.iter().flat_map(|entry| std::iter::repeat_n(of(entry), kept(entry))).collect()
}

/// Whether each verdict's party is required; null for a row without a verdict.
fn flags(cells: &[Cell], rows: &[&Entry]) -> ArrayRef {
    let mut flags = BooleanBuilder::with_capacity(cells.len());
    let mut cells = cells.iter();
    for entry in rows {
        for _ in 0..kept(entry) {
            let cell = cells.next();
            flags.append_option((entry.items.1 > 0).then(|| cell.is_some_and(|cell| *cell != NULL)));
        }
    }
    Arc::new(flags.finish())
}
