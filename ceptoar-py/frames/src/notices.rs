//! Answers as columns where a row is a notice: what is said of its deliveries stands in lists.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer};
use rayon::prelude::*;

use super::arrays::{Cell, Form, NULL, instants};
use super::codes::ROWS;
use super::fault::Fault;
use super::laid::Laid;
use super::layout::LINTS;
use super::ledger::{Ledger, Stands};
use super::pages::Pages;
use super::source::Source;

/// The lints of a chunk that hold a row's own id.
pub(super) struct Own {
    /// By row: the number of its text, or [`NULL`].
    pub(super) cells: Vec<Cell>,
    /// The texts of the dictionary, then those of this chunk alone: ids do not repeat, so that no dictionary keeps them.
    pub(super) values: ArrayRef,
}

/// The rows of an answer whose rows are notices.
pub(super) struct Notices<'a> {
    ledger: &'a Ledger,
    /// By row: the number of its answer.
    numbers: &'a [u32],
    /// By number of an answer.
    of: &'a Stands,
    items: Laid<'a>,
    offsets: Option<OffsetBuffer<i32>>,
    valid: Option<NullBuffer>,
    own: Option<&'a Own>,
}

impl<'a> Notices<'a> {
    pub(super) fn new(
        ledger: &'a Ledger,
        numbers: &'a [u32],
        of: &'a Stands,
        sources: &[(Source, Form)],
        own: Option<&'a Own>,
    ) -> Result<Self, Fault> {
        let lists = sources.iter().any(|(source, _)| matches!(source, Source::Item(_)));
        let items = Laid::new(if lists { numbers } else { &[] }, &of.items);
        let offsets = if lists { Some(items.offsets()?) } else { None };
        let answered = |row: usize| {
            let number = numbers.get(row).map(|number| *number as usize);
            number.and_then(|number| of.problems.get(number)) == Some(&NULL)
        };
        let valid = ledger.refuses.then(|| NullBuffer::new(BooleanBuffer::collect_bool(numbers.len(), answered)));
        let valid = valid.filter(|valid| valid.null_count() > 0);
        Ok(Self { ledger, numbers, of, items, offsets, valid, own })
    }

    pub(super) fn column(&self, source: Source, form: Form) -> Result<ArrayRef, Fault> {
        match source {
            Source::Id => Ok(self.ledger.ids(self.numbers)),
            Source::Mask(n) => self.ledger.bits(n, self.numbers, self.valid.clone()),
            Source::Item(0) if form == Form::Plain && self.ledger.keys.is_some() => self.keys(form),
            Source::Item(n) => form.list_of(self.items(n, form)?, self.offsets()?, self.valid.clone()),
            Source::List(n) => self.list(n, form),
            Source::ValidUntil => Ok(self.until()),
            Source::Problems => {
                let problem = |number: &u32| self.of.problems.get(*number as usize).copied().unwrap_or(NULL);
                let problems: Vec<Cell> = self.numbers.iter().map(problem).collect();
                form.texts(self.ledger.problems(), problems.into(), true)
            }
            Source::Flag(_) | Source::Joined(_) => {
                Err(Fault::failed("a row that is a notice has no such column", "通知ごとの行にない列である"))
            }
        }
    }

    fn offsets(&self) -> Result<OffsetBuffer<i32>, Fault> {
        self.offsets.clone().ok_or_else(|| Fault::failed("the lists were not laid out", "一覧が並べられていない"))
    }

    /// What stands in the lists of a column of the layout.
    fn items(&self, n: usize, form: Form) -> Result<ArrayRef, Fault> {
        let (values, Some(column)) = (self.ledger.values(n), self.ledger.items.get(n)) else {
            return Ok(Arc::new(StringArray::from(Vec::<&str>::new())));
        };
        if form == Form::Coded
            && let Some(cell) = column.alike.filter(|cell| *cell >= 0)
        {
            return column.constant.column(cell, self.items.total(), &values);
        }
        form.texts(values, self.items.cells(&column.cells), column.has_null)
    }

    /// The recipients as they are.
    fn keys(&self, form: Form) -> Result<ArrayRef, Fault> {
        let Some(keys) = &self.ledger.keys else { return self.items(0, form) };
        let laid = Laid::new(self.numbers, &self.of.keys);
        let (ends, bytes) = rayon::join(|| self.items.ends(&keys.ends, &laid), || laid.bytes(&keys.bytes));
        let texts = StringArray::try_new(ends?, bytes.into(), None)?;
        form.list_of(Arc::new(texts), self.offsets()?, self.valid.clone())
    }

    /// `unmet` or `lints`.
    fn list(&self, n: usize, form: Form) -> Result<ArrayRef, Fault> {
        let (Some(list), Some(spans)) = (self.ledger.lists.get(n), self.of.lists.get(n)) else {
            return self.items(0, form);
        };
        let laid = Laid::new(self.numbers, spans);
        let (offsets, mut cells) = (laid.offsets()?, laid.cells(&list.cells));
        let mut values = self.ledger.values(self.ledger.items.len() + n);
        if let Some(own) = self.own.filter(|_| n == LINTS) {
            // Of a row's own lints at most one holds its id.
            let mut said = cells.to_vec();
            for (row, ends) in offsets.windows(2).enumerate() {
                if let [start, end] = ends {
                    let mine = own.cells.get(row).copied().unwrap_or(NULL);
                    let here = said.get_mut(*start as usize..*end as usize).unwrap_or_default();
                    here.iter_mut().filter(|cell| **cell < NULL).for_each(|cell| *cell = mine);
                }
            }
            (cells, values) = (said.into(), Arc::clone(&own.values));
        }
        form.lists(values, cells, list.has_null, offsets, self.valid.clone())
    }

    /// How long each answer holds.
    fn until(&self) -> ArrayRef {
        let until = |number: u32| self.of.until.get(number as usize).copied().flatten();
        let mut pages = Pages::<i64>::new(self.numbers.len());
        let open: Vec<bool> = pages
            .items()
            .par_chunks_mut(ROWS)
            .zip(self.numbers.par_chunks(ROWS))
            .map(|(out, numbers)| {
                let mut open = false;
                for (out, number) in out.iter_mut().zip(numbers) {
                    let until = until(*number);
                    open |= until.is_none();
                    *out = until.unwrap_or(0);
                }
                open
            })
            .collect();
        let ends = |row: usize| self.numbers.get(row).is_some_and(|number| until(*number).is_some());
        let nulls =
            open.contains(&true).then(|| NullBuffer::new(BooleanBuffer::collect_bool(self.numbers.len(), ends)));
        instants(pages.into(), nulls)
    }
}
