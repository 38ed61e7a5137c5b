//! Lays answers out as columns. Texts stand in dictionaries: a row holds numbers only.

use std::hash::BuildHasher;
use std::sync::Arc;

use arrow_array::builder::BooleanBuilder;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int32Array, ListArray, RecordBatch, RecordBatchOptions, StringArray,
    TimestampMicrosecondArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use ceptoar_core::Router;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;

use super::answer::Answer;
use super::engine::{OnError, Options};
use super::text::Interner;
use super::{CHUNK, Fault};

/// What a row of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A row for each notice; what is said of its deliveries stands in lists.
    Notices,
    /// A row for each delivery.
    Deliveries,
    /// A row for each notice and party that has a verdict.
    Verdicts,
}

/// The columns that hold a number for each delivery or verdict.
pub(super) const DELIVERY: [&str; 8] =
    ["recipient", "duty", "outcome", "path", "channels", "due", "obligations", "reasons"];
const VERDICT: [&str; 9] =
    ["party", "outcome", "required", "duty", "path", "channels", "due", "obligations", "reasons"];
/// The columns that hold a list for each notice.
const LISTS: [&str; 2] = ["unmet", "lints"];

impl Layout {
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Notices | Self::Deliveries => &DELIVERY,
            Self::Verdicts => &VERDICT,
        }
    }
}

/// A dictionary of the answer: it only grows, so that a number once given stays good.
struct Dictionary {
    interner: Interner,
    values: ArrayRef,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { interner: Interner::default(), values: Arc::new(StringArray::from(Vec::<&str>::new())) }
    }
}

/// The number in a dictionary; negative for null.
type Cell = i32;
const NULL: Cell = -1;

impl Dictionary {
    fn cell(&mut self, text: Option<&str>) -> Cell {
        text.map_or(NULL, |text| self.interner.code(text) as Cell - 1)
    }

    /// Makes the values anew if there are more than before.
    fn refresh(&mut self) {
        let texts = self.interner.texts();
        if texts.len() != self.values.len() {
            self.values = Arc::new(texts.iter().map(|text| Some(&**text)).collect::<StringArray>());
        }
    }
}

/// Where an answer stands. Envelopes that are answered alike share one.
#[derive(Clone, Copy)]
struct Entry {
    /// The first cell of its items, which stand column by column; then those of its lists, up to the end.
    start: usize,
    end: usize,
    items: usize,
    lists: [(usize, usize); 2],
    valid_until: Cell,
    problem: Cell,
}

/// A column of the answer, and where its cells come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The column of the layout of this number, whose dictionary has the same number.
    Item(usize),
    /// Whether the party of a verdict is required: the column of the layout of this number.
    Flag(usize),
    /// `unmet` or `lints`.
    List(usize),
    ValidUntil,
    Problems,
}

/// All answers so far, as numbers.
pub(crate) struct Ledger {
    layout: Layout,
    sources: Vec<Source>,
    schema: SchemaRef,
    inputs: usize,
    parties: usize,
    /// One for each column of the layout, then `unmet` and `lints`, then `problems`.
    dictionaries: Vec<Dictionary>,
    instants: Vec<i64>,
    /// The instants as values of a dictionary.
    until: ArrayRef,
    cells: Vec<Cell>,
    entries: Vec<Entry>,
    /// The numbers of the entries, found by what they say.
    known: HashTable<u32>,
    /// By envelope: the number of its entry.
    of_envelope: Vec<u32>,
    hasher: FixedState,
}

fn text_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

fn list_type() -> DataType {
    DataType::List(Arc::new(Field::new("item", text_type(), true)))
}

fn instant_type() -> DataType {
    let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(instant))
}

impl Ledger {
    pub(crate) fn new(router: &Router, input: &Schema, options: &Options) -> Result<Self, Fault> {
        let (layout, prefix) = (options.layout, &options.prefix);
        let of_items = layout.columns().iter().enumerate().map(|(n, name)| match (*name, layout) {
            ("required", _) => ("required", DataType::Boolean, Source::Flag(n)),
            (name, Layout::Notices) => (name, list_type(), Source::Item(n)),
            (name, _) => (name, text_type(), Source::Item(n)),
        });
        let mut fields: Vec<(&str, DataType, Source)> = of_items.collect();
        if layout == Layout::Notices {
            fields.extend(LISTS.into_iter().enumerate().map(|(n, name)| (name, list_type(), Source::List(n))));
        }
        fields.push(("valid_until", instant_type(), Source::ValidUntil));
        if let Some(wanted) = &options.answer {
            if let Some(stranger) = wanted.iter().find(|name| fields.iter().all(|(known, ..)| known != name)) {
                let names: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
                let names = names.join(", ");
                return Err(Fault::Frame(format!("the answer has no column `{stranger}`; its columns are {names}")));
            }
            fields.retain(|(name, ..)| wanted.iter().any(|wanted| wanted == name));
        }
        if options.on_error == OnError::Column {
            fields.push(("problems", text_type(), Source::Problems));
        }
        let sources = fields.iter().map(|(.., source)| *source).collect();
        let mut all: Vec<Arc<Field>> = input.fields().iter().cloned().collect();
        for (name, data_type, _) in fields {
            let name = format!("{prefix}{name}");
            if input.column_with_name(&name).is_some() {
                return Err(Fault::Frame(format!(
                    "the frame has a column `{name}`, as the answer would have; give the answer's columns a `prefix`"
                )));
            }
            all.push(Arc::new(Field::new(name, data_type, true)));
        }
        Ok(Self {
            layout,
            sources,
            schema: Arc::new(Schema::new_with_metadata(all, input.metadata().clone())),
            inputs: input.fields().len(),
            parties: router.registry().parties().len(),
            dictionaries: std::iter::repeat_with(Dictionary::default).take(layout.columns().len() + 3).collect(),
            instants: Vec::new(),
            until: Arc::new(TimestampMicrosecondArray::from(Vec::<i64>::new()).with_timezone("UTC")),
            cells: Vec::new(),
            entries: Vec::new(),
            known: HashTable::new(),
            of_envelope: Vec::new(),
            hasher: FixedState::default(),
        })
    }

    pub(crate) fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether nothing is wanted but who is told and with what duty, which needs no path and no reasons.
    pub(crate) fn wants_who_alone(&self) -> bool {
        self.layout != Layout::Verdicts
            && self.sources.iter().all(|source| matches!(source, Source::Item(0..=2) | Source::Problems))
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    pub(crate) fn chunk_rows(&self) -> usize {
        match self.layout {
            Layout::Notices => CHUNK,
            // Each row may become as many as there are parties.
            Layout::Deliveries | Layout::Verdicts => (64 * CHUNK / self.parties.max(1)).max(1),
        }
    }

    pub(crate) fn forget(&mut self) {
        self.cells.clear();
        self.entries.clear();
        self.known.clear();
        self.of_envelope.clear();
    }

    /// Makes the values of the dictionaries anew where there are more than before.
    pub(crate) fn refresh(&mut self) {
        self.dictionaries.iter_mut().for_each(Dictionary::refresh);
        if self.instants.len() != self.until.len() {
            self.until = Arc::new(TimestampMicrosecondArray::from(self.instants.clone()).with_timezone("UTC"));
        }
    }

    pub(crate) fn enter(&mut self, answer: &Answer) {
        let width = self.layout.columns().len();
        let start = self.cells.len();
        for column in 0..width {
            let Some(dictionary) = self.dictionaries.get_mut(column) else { continue };
            for item in &answer.items {
                self.cells.push(dictionary.cell(item.get(column).and_then(Option::as_deref)));
            }
        }
        let mut lists = [(0, 0); 2];
        for (n, (place, texts)) in lists.iter_mut().zip([&answer.unmet, &answer.lints]).enumerate() {
            *place = (self.cells.len(), texts.len());
            if let Some(dictionary) = self.dictionaries.get_mut(width + n) {
                self.cells.extend(texts.iter().map(|text| dictionary.cell(Some(text))));
            }
        }
        let problem = self
            .dictionaries
            .get_mut(width + LISTS.len())
            .map_or(NULL, |dictionary| dictionary.cell(answer.problem.as_deref()));
        let valid_until = answer.valid_until.map_or(NULL, |until| {
            let known = self.instants.iter().position(|known| *known == until);
            known.unwrap_or_else(|| {
                self.instants.push(until);
                self.instants.len() - 1
            }) as Cell
        });
        let end = self.cells.len();
        let entry = Entry { start, end, items: answer.items.len(), lists, valid_until, problem };
        let Self { cells, entries, known, hasher, .. } = self;
        let identity = |entry: &Entry| {
            let counts = entry.lists.map(|(_, count)| count);
            (entry.items, counts, entry.valid_until, entry.problem, cells.get(entry.start..entry.end))
        };
        let hash = |entry: &Entry| hasher.hash_one(identity(entry));
        let of = |number: &u32| entries.get(*number as usize);
        let wanted = identity(&entry);
        let found =
            known.find(hash(&entry), |number| of(number).is_some_and(|entry| identity(entry) == wanted)).copied();
        let number = found.unwrap_or(entries.len() as u32);
        if found.is_none() {
            known.insert_unique(hash(&entry), number, |number| of(number).map_or(0, hash));
            entries.push(entry);
        } else {
            cells.truncate(start);
        }
        self.of_envelope.push(number);
    }

    /// The columns of the frame with the answer's beside them.
    pub(crate) fn lay_out(&self, chunk: &RecordBatch, outcomes: &[u32]) -> Result<RecordBatch, Fault> {
        let entry = |outcome: &u32| self.entries.get(*self.of_envelope.get(*outcome as usize)? as usize);
        let rows: Vec<&Entry> = outcomes.iter().filter_map(entry).collect();
        let many = self.layout != Layout::Notices;
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        let total = if many {
            let mut taken = Vec::new();
            for (row, entry) in rows.iter().enumerate() {
                taken.extend(std::iter::repeat_n(row as u32, self.kept(entry)));
            }
            let total = taken.len();
            let taken = UInt32Array::from(taken);
            for column in chunk.columns() {
                columns.push(arrow_select::take::take(column, &taken, None)?);
            }
            total
        } else {
            columns.extend(chunk.columns().iter().cloned());
            rows.len()
        };
        let of_answer: Vec<ArrayRef> =
            self.sources.par_iter().map(|source| self.column(*source, &rows, total)).collect::<Result<_, Fault>>()?;
        columns.extend(of_answer);
        let options = RecordBatchOptions::new().with_row_count(Some(total));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }

    /// How many rows an entry becomes. A refused one has no item; where each item is a row, it keeps one of its own, so
    /// that it is not lost.
    fn kept(&self, entry: &Entry) -> usize {
        match self.layout {
            Layout::Notices => 1,
            Layout::Deliveries | Layout::Verdicts if entry.problem != NULL => 1,
            Layout::Deliveries | Layout::Verdicts => entry.items,
        }
    }

    fn column(&self, source: Source, rows: &[&Entry], total: usize) -> Result<ArrayRef, Fault> {
        let each = |cell: fn(&Entry) -> Cell| -> Vec<Cell> {
            rows.iter().flat_map(|entry| std::iter::repeat_n(cell(entry), self.kept(entry))).collect()
        };
        let valid = || {
            let refused = rows.iter().any(|entry| entry.problem != NULL);
            refused.then(|| NullBuffer::from_iter(rows.iter().map(|entry| entry.problem == NULL)))
        };
        match source {
            Source::Item(n) if self.layout == Layout::Notices => {
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| entry.items));
                self.lists(n, self.items(n, rows, total), offsets, valid())
            }
            Source::Item(n) => self.texts(n, self.items(n, rows, total)),
            Source::Flag(n) => Ok(flags(&self.items(n, rows, total), rows, |entry| self.kept(entry))),
            Source::List(n) => {
                let of = |entry: &Entry| entry.lists.get(n).copied().unwrap_or_default();
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| of(entry).1));
                let cells = rows.iter().flat_map(|entry| {
                    let (start, count) = of(entry);
                    self.cells.get(start..start + count).unwrap_or_default().iter().copied()
                });
                self.lists(self.layout.columns().len() + n, cells.collect(), offsets, valid())
            }
            Source::ValidUntil => {
                let keys = keys(each(|entry| entry.valid_until));
                Ok(Arc::new(DictionaryArray::try_new(keys, Arc::clone(&self.until))?))
            }
            Source::Problems => self.texts(self.layout.columns().len() + LISTS.len(), each(|entry| entry.problem)),
        }
    }

    /// The cells of a column of the layout, for every row.
    fn items(&self, n: usize, rows: &[&Entry], total: usize) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::with_capacity(total);
        for entry in rows {
            let start = entry.start + n * entry.items;
            cells.extend_from_slice(self.cells.get(start..start + entry.items).unwrap_or_default());
            if self.layout != Layout::Notices && entry.problem != NULL {
                cells.push(NULL);
            }
        }
        cells
    }

    fn texts(&self, dictionary: usize, cells: Vec<Cell>) -> Result<ArrayRef, Fault> {
        let values = self.dictionaries.get(dictionary).map(|dictionary| Arc::clone(&dictionary.values));
        let values = values.unwrap_or_else(|| Dictionary::default().values);
        Ok(Arc::new(DictionaryArray::try_new(keys(cells), values)?))
    }

    fn lists(
        &self,
        dictionary: usize,
        cells: Vec<Cell>,
        offsets: OffsetBuffer<i32>,
        valid: Option<NullBuffer>,
    ) -> Result<ArrayRef, Fault> {
        let item = Arc::new(Field::new("item", text_type(), true));
        Ok(Arc::new(ListArray::try_new(item, offsets, self.texts(dictionary, cells)?, valid)?))
    }

    /// A batch with its dictionaries as they are now: they only grew, so that its numbers still hold.
    pub(crate) fn settle(&self, batch: &RecordBatch) -> Result<RecordBatch, Fault> {
        let mut columns = batch.columns().to_vec();
        for (source, column) in self.sources.iter().zip(columns.iter_mut().skip(self.inputs)) {
            let texts = |n: usize| self.dictionaries.get(n).map(|dictionary| &dictionary.values);
            let values = match source {
                Source::Item(n) => texts(*n),
                Source::List(n) => texts(self.layout.columns().len() + n),
                Source::Problems => self.dictionaries.last().map(|dictionary| &dictionary.values),
                Source::ValidUntil => Some(&self.until),
                Source::Flag(_) => None,
            };
            let Some(values) = values else { continue };
            if let Some(list) = column.as_any().downcast_ref::<ListArray>() {
                if let Some(items) = renewed(list.values(), values)? {
                    let item = Arc::new(Field::new("item", text_type(), true));
                    let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
                    *column = Arc::new(ListArray::try_new(item, offsets, items, nulls)?);
                }
            } else if let Some(renewed) = renewed(column, values)? {
                *column = renewed;
            }
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }
}

/// An array over other values; `None` if it has them already.
fn renewed(array: &ArrayRef, values: &ArrayRef) -> Result<Option<ArrayRef>, Fault> {
    let Some(array) = array.as_any().downcast_ref::<DictionaryArray<arrow_array::types::Int32Type>>() else {
        return Ok(None);
    };
    if Arc::ptr_eq(array.values(), values) {
        return Ok(None);
    }
    Ok(Some(Arc::new(DictionaryArray::try_new(array.keys().clone(), Arc::clone(values))?)))
}

fn keys(cells: Vec<Cell>) -> Int32Array {
    let nulls = cells.contains(&NULL).then(|| NullBuffer::from_iter(cells.iter().map(|cell| *cell != NULL)));
    Int32Array::new(ScalarBuffer::from(cells), nulls)
}

/// Whether each verdict's party is required; null for a row that is refused.
fn flags(cells: &[Cell], rows: &[&Entry], kept: impl Fn(&Entry) -> usize) -> ArrayRef {
    let mut flags = BooleanBuilder::with_capacity(cells.len());
    let mut cells = cells.iter();
    for entry in rows {
        for _ in 0..kept(entry) {
            let cell = cells.next();
            flags.append_option((entry.problem == NULL).then(|| cell.is_some_and(|cell| *cell != NULL)));
        }
    }
    Arc::new(flags.finish())
}
