//! Makes the dictionaries of all batches one: libraries that join batches want them alike.

use std::sync::Arc;

use arrow_array::{Array, ListArray, RecordBatch, RecordBatchOptions, StringArray};

use super::arrays::{Cell, Form, renewed, said_by};
use super::fault::Fault;
use super::layout::LINTS;
use super::ledger::Ledger;
use super::source::Source;

impl Ledger {
    /// The batches with every dictionary whole.
    pub(crate) fn settle(&mut self, batches: &[RecordBatch]) -> Result<Vec<RecordBatch>, Fault> {
        let moved = self.take_own(batches);
        self.refresh();
        batches.iter().zip(&moved).map(|(batch, moved)| self.settled(batch, moved.as_deref())).collect()
    }

    /// Takes the lints that hold rows' own ids into the dictionary; for each batch that has some: where its numbers went.
    fn take_own(&mut self, batches: &[RecordBatch]) -> Vec<Option<Vec<Cell>>> {
        let lints = |source: &Source| matches!(source, Source::List(LINTS) | Source::Joined(LINTS));
        let place = self.sources.iter().position(|(source, _)| lints(source)).map(|place| self.inputs + place);
        let width = self.layout().columns().len();
        let dictionary = self.dictionaries.get_mut(width + LINTS);
        let (Some(place), Some(dictionary)) = (place, dictionary) else { return vec![None; batches.len()] };
        // A batch with texts of its own ends with one: they stand behind those of the dictionary.
        let texts: Vec<Option<&StringArray>> = batches
            .iter()
            .map(|batch| {
                let texts = said_by(batch.columns().get(place)?)?;
                let last = texts.iter().next_back().flatten()?;
                dictionary.interner.find(last).is_none().then_some(texts)
            })
            .collect();
        let mut code = |texts: &StringArray| texts.iter().map(|text| dictionary.cell(text)).collect();
        texts.into_iter().map(|texts| texts.map(&mut code)).collect()
    }

    /// A batch with its dictionaries as they are now: they only grew, so that its numbers still hold, but for the lints of
    /// rows, whose numbers are `moved`.
    fn settled(&self, batch: &RecordBatch, moved: Option<&[Cell]>) -> Result<RecordBatch, Fault> {
        let mut columns = batch.columns().to_vec();
        for (source, column) in self.sources.iter().map(|(source, _)| source).zip(columns.iter_mut().skip(self.inputs))
        {
            let texts = |n: usize| self.dictionaries.get(n).map(|dictionary| &dictionary.values);
            let values = match source {
                Source::Item(n) => texts(*n),
                Source::List(n) | Source::Joined(n) => texts(self.layout().columns().len() + n),
                Source::Problems => self.dictionaries.last().map(|dictionary| &dictionary.values),
                Source::ValidUntil | Source::Flag(_) | Source::Id | Source::Mask(_) => None,
            };
            let Some(values) = values else { continue };
            let moved = moved.filter(|_| matches!(source, Source::List(LINTS) | Source::Joined(LINTS)));
            if let Some(list) = column.as_any().downcast_ref::<ListArray>() {
                if let Some(items) = renewed(list.values(), values, moved)? {
                    let item = Form::Coded.item();
                    let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
                    *column = Arc::new(ListArray::try_new(item, offsets, items, nulls)?);
                }
            } else if let Some(renewed) = renewed(column, values, moved)? {
                *column = renewed;
            }
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }
}
