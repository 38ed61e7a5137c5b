//! Lays answers out as columns. Texts stand in dictionaries: a row holds numbers only.

use std::sync::Arc;

use arrow_array::builder::BooleanBuilder;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int32Array, ListArray, RecordBatch, RecordBatchOptions, StringArray,
    TimestampMicrosecondArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use ceptoar_core::{Delivery, Duty, Explanation, Reason, Router};

use super::engine::{OnError, Options, outcome_text};
use super::text::Interner;
use super::{CHUNK, Fault};
use crate::error::Found;

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
const DELIVERY: [&str; 8] = ["recipient", "duty", "outcome", "path", "channels", "due", "obligations", "reasons"];
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

/// The answer to one envelope as texts.
pub(crate) struct Answer {
    /// For each delivery or verdict a text for each column of the layout.
    items: Vec<Vec<Option<String>>>,
    unmet: Vec<String>,
    lints: Vec<String>,
    valid_until: Option<i64>,
    problem: Option<String>,
}

fn reasons(list: &[Reason]) -> String {
    let text = |reason: &Reason| match &reason.rule {
        Some(rule) => format!("{}:{rule}", reason.code.as_str()),
        None => reason.code.as_str().to_owned(),
    };
    list.iter().map(text).collect::<Vec<_>>().join(";")
}

fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}

/// Duty, path, channels, due and obligations.
fn way(delivery: &Delivery) -> [Option<String>; 5] {
    let duty = match delivery.duty {
        Duty::May => "may",
        Duty::Must => "must",
    };
    let mut path = delivery.hops.first().map(|hop| hop.from.to_string()).unwrap_or_default();
    for hop in &delivery.hops {
        path.push('>');
        path.push_str(hop.to.as_str());
    }
    let channels = delivery.hops.last().and_then(|hop| hop.channels.as_ref()).map(|ids| joined(ids));
    let due = delivery.due.as_ref().map(|due| due.as_str().to_owned());
    [Some(duty.to_owned()), Some(path), channels, due, Some(joined(&delivery.obligations))]
}

impl Answer {
    pub(crate) fn new(why: &Explanation, layout: Layout) -> Self {
        let plan = why.plan();
        let items = match layout {
            Layout::Notices | Layout::Deliveries => plan
                .deliveries
                .iter()
                .map(|delivery| {
                    let recipient = delivery.recipient.as_str();
                    let [duty, path, channels, due, obligations] = way(delivery);
                    let reasons = why.verdict(recipient).map(|verdict| reasons(&verdict.reasons));
                    let outcome = why.verdict(recipient).map(|verdict| outcome_text(verdict.outcome).to_owned());
                    vec![Some(recipient.to_owned()), duty, outcome, path, channels, due, obligations, reasons]
                })
                .collect(),
            Layout::Verdicts => why
                .verdicts
                .iter()
                .map(|verdict| {
                    let party = verdict.party.as_str();
                    let [duty, path, channels, due, obligations] = plan.delivery(party).map(way).unwrap_or_default();
                    let outcome = Some(outcome_text(verdict.outcome).to_owned());
                    let required = verdict.required.then(|| "required".to_owned());
                    let reasons = Some(reasons(&verdict.reasons));
                    vec![Some(party.to_owned()), outcome, required, duty, path, channels, due, obligations, reasons]
                })
                .collect(),
        };
        Self {
            items,
            unmet: plan.unmet.iter().map(|unmet| unmet.party.to_string()).collect(),
            lints: plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect(),
            valid_until: plan.valid_until.map(|until| until.timestamp_micros()),
            problem: None,
        }
    }

    /// The answer to what is refused: nobody, and why.
    pub(crate) fn refused(problems: &[Found]) -> Self {
        let text = |found: &Found| format!("{} {}: {}", found.code, found.pointer, found.en);
        let problem = problems.iter().map(text).collect::<Vec<_>>().join("; ");
        Self { items: Vec::new(), unmet: Vec::new(), lints: Vec::new(), valid_until: None, problem: Some(problem) }
    }
}

/// A dictionary of the answer: it only grows, so that a number once given stays good.
#[derive(Default)]
struct Dictionary {
    interner: Interner,
}

/// The number in a dictionary; negative for null.
type Cell = i32;
const NULL: Cell = -1;

impl Dictionary {
    fn cell(&mut self, text: Option<&str>) -> Cell {
        text.map_or(NULL, |text| self.interner.code(text) as Cell - 1)
    }

    fn values(&self) -> ArrayRef {
        Arc::new(self.interner.texts().iter().map(|text| Some(&**text)).collect::<StringArray>())
    }
}

/// Where the answer to an envelope stands.
#[derive(Clone, Copy)]
struct Entry {
    /// The first cell of its items, which stand column by column.
    start: usize,
    items: usize,
    lists: [(usize, usize); 2],
    valid_until: Cell,
    problem: Cell,
}

/// All answers so far, as numbers.
pub(crate) struct Ledger {
    layout: Layout,
    problems: bool,
    schema: SchemaRef,
    inputs: usize,
    parties: usize,
    /// One for each column of the layout, then `unmet` and `lints`, then `problems`.
    dictionaries: Vec<Dictionary>,
    instants: Vec<i64>,
    cells: Vec<Cell>,
    entries: Vec<Entry>,
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
        let of_items = layout.columns().iter().map(|name| match (*name, layout) {
            ("required", _) => ("required", DataType::Boolean),
            (name, Layout::Notices) => (name, list_type()),
            (name, _) => (name, text_type()),
        });
        let mut fields: Vec<(&str, DataType)> = of_items.collect();
        if layout == Layout::Notices {
            fields.extend(LISTS.map(|name| (name, list_type())));
        }
        fields.push(("valid_until", instant_type()));
        let problems = options.on_error == OnError::Column;
        if problems {
            fields.push(("problems", text_type()));
        }
        let mut all: Vec<Arc<Field>> = input.fields().iter().cloned().collect();
        for (name, data_type) in fields {
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
            problems,
            schema: Arc::new(Schema::new_with_metadata(all, input.metadata().clone())),
            inputs: input.fields().len(),
            parties: router.registry().parties().len(),
            dictionaries: std::iter::repeat_with(Dictionary::default).take(layout.columns().len() + 3).collect(),
            instants: Vec::new(),
            cells: Vec::new(),
            entries: Vec::new(),
        })
    }

    pub(crate) fn layout(&self) -> Layout {
        self.layout
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    pub(crate) fn chunk_rows(&self) -> usize {
        match self.layout {
            Layout::Notices => CHUNK,
            // Each row may become as many as there are parties.
            Layout::Deliveries | Layout::Verdicts => (16 * CHUNK / self.parties.max(1)).max(1),
        }
    }

    pub(crate) fn forget(&mut self) {
        self.cells.clear();
        self.entries.clear();
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
        self.entries.push(Entry { start, items: answer.items.len(), lists, valid_until, problem });
    }

    /// The columns of the frame with the answer's beside them.
    pub(crate) fn lay_out(&self, chunk: &RecordBatch, outcomes: &[u32]) -> Result<RecordBatch, Fault> {
        let rows: Vec<&Entry> = outcomes.iter().filter_map(|outcome| self.entries.get(*outcome as usize)).collect();
        // A refused row has no item; where each item is a row, it keeps one of its own, so that it is not lost.
        let many = self.layout != Layout::Notices;
        let kept = |entry: &Entry| if many && entry.problem != NULL { 1 } else { entry.items };
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        let total = if many {
            let mut taken = Vec::new();
            for (row, entry) in rows.iter().enumerate() {
                taken.extend(std::iter::repeat_n(row as u32, kept(entry)));
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
        let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| entry.items));
        let refused = rows.iter().any(|entry| entry.problem != NULL);
        let valid = (refused && !many).then(|| NullBuffer::from_iter(rows.iter().map(|entry| entry.problem == NULL)));
        for (n, name) in self.layout.columns().iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::with_capacity(total);
            for entry in &rows {
                let start = entry.start + n * entry.items;
                cells.extend_from_slice(self.cells.get(start..start + entry.items).unwrap_or_default());
                if many && entry.problem != NULL {
                    cells.push(NULL);
                }
            }
            let array = if *name == "required" {
                flags(&cells, &rows, kept)
            } else if many {
                self.texts(n, cells)?
            } else {
                self.lists(n, cells, offsets.clone(), valid.clone())?
            };
            columns.push(array);
        }
        if !many {
            for n in 0..LISTS.len() {
                let of = |entry: &Entry| entry.lists.get(n).copied().unwrap_or_default();
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| of(entry).1));
                let cells = rows.iter().flat_map(|entry| {
                    let (start, count) = of(entry);
                    self.cells.get(start..start + count).unwrap_or_default().iter().copied()
                });
                columns.push(self.lists(self.layout.columns().len() + n, cells.collect(), offsets, valid.clone())?);
            }
        }
        let each = |cell: fn(&Entry) -> Cell| -> Vec<Cell> {
            let times = |entry: &Entry| if many { kept(entry) } else { 1 };
            rows.iter().flat_map(|entry| std::iter::repeat_n(cell(entry), times(entry))).collect()
        };
        columns.push(self.until(each(|entry| entry.valid_until))?);
        if self.problems {
            columns.push(self.texts(self.layout.columns().len() + LISTS.len(), each(|entry| entry.problem))?);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(total));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }

    fn texts(&self, dictionary: usize, cells: Vec<Cell>) -> Result<ArrayRef, Fault> {
        let values =
            self.dictionaries.get(dictionary).map(Dictionary::values).unwrap_or_else(|| Dictionary::default().values());
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

    fn until(&self, cells: Vec<Cell>) -> Result<ArrayRef, Fault> {
        let values = TimestampMicrosecondArray::from(self.instants.clone()).with_timezone("UTC");
        Ok(Arc::new(DictionaryArray::try_new(keys(cells), Arc::new(values))?))
    }

    /// A batch with its dictionaries as they are now: they only grew, so that its numbers still hold.
    pub(crate) fn settle(&self, batch: &RecordBatch) -> Result<RecordBatch, Fault> {
        let mut columns = batch.columns().to_vec();
        let texts = self.layout.columns().len() + if self.layout == Layout::Notices { LISTS.len() } else { 0 };
        for (n, column) in columns.iter_mut().skip(self.inputs).enumerate() {
            // After the dictionaries of text stand `valid_until`, then perhaps `problems`.
            let values = match n.checked_sub(texts) {
                None => self.dictionaries.get(n).map(Dictionary::values),
                Some(0) => {
                    let instants = TimestampMicrosecondArray::from(self.instants.clone()).with_timezone("UTC");
                    Some(Arc::new(instants) as ArrayRef)
                }
                Some(_) => self.dictionaries.last().map(Dictionary::values),
            };
            let Some(values) = values else { continue };
            if let Some(list) = column.as_any().downcast_ref::<ListArray>() {
                if let Some(items) = renewed(list.values(), &values)? {
                    let item = Arc::new(Field::new("item", text_type(), true));
                    let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
                    *column = Arc::new(ListArray::try_new(item, offsets, items, nulls)?);
                }
            } else if let Some(renewed) = renewed(column, &values)? {
                *column = renewed;
            }
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }
}

fn renewed(array: &ArrayRef, values: &ArrayRef) -> Result<Option<ArrayRef>, Fault> {
    let Some(array) = array.as_any().downcast_ref::<DictionaryArray<arrow_array::types::Int32Type>>() else {
        return Ok(None);
    };
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
