//! Lays answers out as columns. Texts stand in dictionaries: a row holds numbers only.

use std::hash::BuildHasher;
use std::sync::Arc;

use arrow_array::builder::BooleanBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray, UInt32Array};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Schema, SchemaRef};
use ceptoar_core::{PartyId, Router};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;

use super::answer::{Answer, OWN_ID};
use super::arrays::{Cell, Dictionary, Form, Keys, NULL, instants};
use super::fault::Fault;
use super::frame::{CHUNK, WIDE_CHUNK};
use super::layout::{LINTS, LISTS, Layout};
use super::options::Options;
use super::source::{ID, Source, wanted};
use super::text::Interner;

/// About how many rows an answered chunk may have, where each notice becomes many.
const MOST_ROWS: usize = 4 * CHUNK;

/// Where an answer stands. Envelopes that are answered alike share one.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The first cell of its items, which stand column by column; then those of its lists, up to the end.
    start: usize,
    end: usize,
    items: usize,
    lists: [(usize, usize); 2],
    /// Whether a lint holds the row's own id.
    pub(super) own: bool,
    valid_until: Option<i64>,
    pub(super) problem: Cell,
    /// Whether the edition says nothing about the instant.
    stale: bool,
    /// The place of the first of its recipients or parties.
    first: usize,
}

/// The lints of a chunk that hold a row's own id.
pub(super) struct Own {
    /// By row: the number of its text, or [`NULL`].
    cells: Vec<Cell>,
    /// The texts of the dictionary, then those of this chunk alone: ids do not repeat, so that no dictionary keeps them.
    values: ArrayRef,
}

/// The parties in the order of their ids.
fn by_id(router: &Router) -> Vec<(PartyId, Option<Cell>)> {
    let mut ids: Vec<PartyId> = router.registry().parties().iter().map(|party| party.id.clone()).collect();
    ids.sort_unstable();
    ids.into_iter().map(|id| (id, None)).collect()
}

/// All answers so far, as numbers.
pub(crate) struct Ledger {
    pub(super) layout: Layout,
    pub(super) sources: Vec<(Source, Form)>,
    schema: SchemaRef,
    pub(super) inputs: usize,
    /// The parties in the order of their ids, by which bits are counted, each with its cell once it has one.
    pub(super) parties: Vec<(PartyId, Option<Cell>)>,
    /// By envelope, where they are wanted: the words of who is told, then of who must be.
    pub(super) masks: Vec<u64>,
    /// Where numbers of outcomes are wanted: what the table of outcomes says.
    pub(super) of_outcomes: Option<(Vec<(Source, Form)>, SchemaRef)>,
    /// Whether some entry is refused, or stale.
    pub(super) refuses: bool,
    has_stale: bool,
    /// One for each column of the layout, then `unmet` and `lints`, then `problems`.
    pub(super) dictionaries: Vec<Dictionary>,
    /// The texts that hold a row's own id, with [`OWN_ID`] in its place.
    patterns: Interner,
    pub(super) cells: Vec<Cell>,
    pub(super) entries: Vec<Entry>,
    /// The recipients or parties of the entries.
    parties_of: Keys,
    /// The numbers of the entries, found by what they say.
    known: HashTable<u32>,
    /// By envelope: the number of its entry.
    pub(super) of_envelope: Vec<u32>,
    hasher: FixedState,
}

impl Ledger {
    pub(crate) fn new(router: &Router, input: &Schema, options: &Options) -> Result<Self, Fault> {
        let (layout, prefix) = (options.layout, &options.prefix);
        let wanted = wanted(options)?;
        let of = |(_, source): &(&str, Source)| (*source, source.form(options.dictionaries));
        let words = router.registry().parties().len().div_ceil(64);
        let column = |name: String, source: Source| {
            Arc::new(Field::new(name, source.data_type(layout, options.dictionaries, words), true))
        };
        let of_outcomes = wanted.of_outcomes.map(|fields| {
            let id = column(ID.to_owned(), Source::Id);
            let all = fields.iter().map(|(name, source)| column((*name).to_owned(), *source));
            let schema = Arc::new(Schema::new(std::iter::once(id).chain(all).collect::<Vec<_>>()));
            (fields.iter().map(of).collect(), schema)
        });
        let fields = wanted.columns;
        let sources = fields.iter().map(of).collect();
        let mut all: Vec<Arc<Field>> = input.fields().iter().cloned().collect();
        for (name, source) in fields {
            let name = format!("{prefix}{name}");
            if input.column_with_name(&name).is_some() {
                return Err(Fault::frame(
                    format!(
                        "the frame has a column `{name}`, as the answer would have; give the answer's columns a `prefix`"
                    ),
                    format!("表に、答えの列と同じ名前の列 `{name}` がある。答えの列に `prefix` を付ける"),
                ));
            }
            all.push(column(name, source));
        }
        Ok(Self {
            layout,
            sources,
            schema: Arc::new(Schema::new_with_metadata(all, input.metadata().clone())),
            inputs: input.fields().len(),
            parties: by_id(router),
            masks: Vec::new(),
            of_outcomes,
            refuses: false,
            has_stale: false,
            dictionaries: std::iter::repeat_with(Dictionary::default).take(layout.columns().len() + 3).collect(),
            patterns: Interner::default(),
            cells: Vec::new(),
            parties_of: Keys::default(),
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
            && self
                .sources
                .iter()
                .all(|(source, _)| matches!(source, Source::Item(0..=2) | Source::Problems | Source::Mask(_)))
    }

    /// Whether who is told is wanted as bits.
    fn wants_masks(&self) -> bool {
        self.sources.iter().any(|(source, _)| matches!(source, Source::Mask(_)))
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    pub(crate) fn chunk_rows(&self) -> usize {
        match self.layout {
            // Bits and numbers have one width, and nothing of them can grow too long.
            Layout::Notices if self.of_outcomes.is_some() || self.wants_masks() => WIDE_CHUNK,
            Layout::Notices => CHUNK,
            // Each row may become as many as there are parties.
            Layout::Deliveries | Layout::Verdicts => (MOST_ROWS / self.parties.len().max(1)).max(1),
        }
    }

    /// How many rows are answered from an edition that says nothing about their instant.
    pub(crate) fn stale(&self, outcomes: &[u32]) -> u64 {
        if !self.has_stale {
            return 0;
        }
        let entry = |outcome: &u32| self.entries.get(*self.of_envelope.get(*outcome as usize)? as usize);
        outcomes.iter().filter_map(entry).filter(|entry| entry.stale).count() as u64
    }

    pub(crate) fn forget(&mut self) {
        self.masks.clear();
        if self.of_outcomes.is_some() {
            // The numbers of outcomes hold to the end.
            self.of_envelope.clear();
            return;
        }
        (self.refuses, self.has_stale) = (false, false);
        self.cells.clear();
        self.parties_of.forget();
        self.entries.clear();
        self.known.clear();
        self.of_envelope.clear();
    }

    /// Makes the values of the dictionaries anew where there are more than before.
    pub(crate) fn refresh(&mut self) {
        self.dictionaries.iter_mut().for_each(Dictionary::refresh);
    }

    pub(crate) fn enter(&mut self, answer: &Answer) {
        let width = self.layout.columns().len();
        let start = self.cells.len();
        let wants_masks = self.wants_masks();
        if wants_masks {
            self.enter_masks(answer.who.as_ref());
        }
        let told = answer.who.as_ref().filter(|_| !wants_masks);
        let told = told.map(|who| self.enter_who(who)).unwrap_or_default();
        for column in 0..width {
            let Some(dictionary) = self.dictionaries.get_mut(column) else { continue };
            for item in &answer.items {
                self.cells.push(dictionary.cell(item.get(column).and_then(Option::as_deref)));
            }
        }
        let mut lists = [(0, 0); 2];
        for (n, (place, texts)) in lists.iter_mut().zip([&answer.unmet, &answer.lints]).enumerate() {
            *place = (self.cells.len(), 0);
            let Some(dictionary) = self.dictionaries.get_mut(width + n) else { continue };
            let mut cell = |text: &str| match text.contains(OWN_ID) {
                true => NULL - self.patterns.code(text) as Cell,
                false => dictionary.cell(Some(text)),
            };
            match self.layout {
                Layout::Notices => self.cells.extend(texts.iter().map(|text| cell(text))),
                Layout::Deliveries | Layout::Verdicts if answer.problem.is_some() => self.cells.push(NULL),
                Layout::Deliveries | Layout::Verdicts => self.cells.push(cell(&texts.join(";"))),
            }
            place.1 = self.cells.len() - place.0;
        }
        let problem = self
            .dictionaries
            .get_mut(width + LISTS.len())
            .map_or(NULL, |dictionary| dictionary.cell(answer.problem.as_deref()));
        let end = self.cells.len();
        let [(first, _), _] = lists;
        let own = self.cells.get(first..end).unwrap_or_default().iter().any(|cell| *cell < NULL);
        let (valid_until, stale) = (answer.valid_until, answer.stale);
        self.refuses |= answer.problem.is_some();
        self.has_stale |= stale;
        let items = answer.items.len() + told.len();
        let entry = Entry { start, end, items, lists, own, valid_until, problem, stale, first: 0 };
        let Self { cells, entries, known, hasher, parties_of, parties, .. } = self;
        let identity = |entry: &Entry| {
            let counts = entry.lists.map(|(_, count)| count);
            (entry.items, counts, entry.valid_until, entry.problem, entry.stale, cells.get(entry.start..entry.end))
        };
        let hash = |entry: &Entry| hasher.hash_one(identity(entry));
        let of = |number: &u32| entries.get(*number as usize);
        let wanted = identity(&entry);
        let found =
            known.find(hash(&entry), |number| of(number).is_some_and(|entry| identity(entry) == wanted)).copied();
        let number = found.unwrap_or(entries.len() as u32);
        if found.is_none() {
            known.insert_unique(hash(&entry), number, |number| of(number).map_or(0, hash));
            let keys = answer.items.iter().filter_map(|item| item.first().and_then(Option::as_deref));
            let keys = keys.chain(told.iter().filter_map(|party| parties.get(*party).map(|(id, _)| id.as_str())));
            entries.push(Entry { first: parties_of.enter(keys), ..entry });
        } else {
            cells.truncate(start);
        }
        self.of_envelope.push(number);
    }

    /// The columns of the frame with the answer's beside them; `ids`: the notices' own, by row.
    pub(crate) fn lay_out(
        &self,
        chunk: &RecordBatch,
        outcomes: &[u32],
        ids: impl FnOnce() -> Option<(Interner, Vec<u32>)>,
    ) -> Result<RecordBatch, Fault> {
        let entry = |outcome: &u32| self.entries.get(*self.of_envelope.get(*outcome as usize)? as usize);
        let fixed = |source: &Source| matches!(source, Source::Id | Source::Mask(_));
        let many = self.layout != Layout::Notices;
        // Bits and numbers need no entry.
        let rows: Vec<&Entry> = match !many && self.sources.iter().all(|(source, _)| fixed(source)) {
            true => Vec::new(),
            false => outcomes.iter().filter_map(entry).collect(),
        };
        let own = rows.iter().any(|entry| entry.own).then(|| self.own(&rows, ids()));
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
            outcomes.len()
        };
        let of_answer: Vec<ArrayRef> = self
            .sources
            .par_iter()
            .map(|(source, form)| match source {
                Source::Id => Ok(self.ids(outcomes)),
                Source::Mask(n) => self.bits(*n, outcomes),
                source => self.column(*source, *form, &rows, total, own.as_ref()),
            })
            .collect::<Result<_, Fault>>()?;
        columns.extend(of_answer);
        let options = RecordBatchOptions::new().with_row_count(Some(total));
        Ok(RecordBatch::try_new_with_options(self.schema(), columns, &options)?)
    }

    /// How many rows an entry becomes. Where each item is a row, one without an item keeps a row of its own: neither what
    /// is refused nor a notice that nobody is told is lost.
    fn kept(&self, entry: &Entry) -> usize {
        match self.layout {
            Layout::Notices => 1,
            Layout::Deliveries | Layout::Verdicts => entry.items.max(1),
        }
    }

    /// The lints with the ids of the rows in their places.
    pub(super) fn own(&self, rows: &[&Entry], ids: Option<(Interner, Vec<u32>)>) -> Own {
        let dictionary = self.dictionaries.get(self.layout.columns().len() + LINTS);
        let known = dictionary.map(|dictionary| dictionary.interner.texts()).unwrap_or_default();
        let mut texts = Interner::default();
        let mut cell = |row: usize, entry: &Entry| {
            let (start, count) = entry.lists.get(LINTS).copied().unwrap_or_default();
            let cells = self.cells.get(start..start + count).unwrap_or_default();
            let pattern = self.patterns.text((NULL - *cells.iter().find(|cell| **cell < NULL)?) as u32)?;
            let id = ids.as_ref().and_then(|(texts, codes)| texts.text(codes.get(row).copied()?));
            let id = id.map(|id| format!(" {id}")).unwrap_or_default();
            Some((known.len() + texts.code(&pattern.replace(OWN_ID, &id)) as usize - 1) as Cell)
        };
        let cells = rows.iter().enumerate().map(|(row, entry)| cell(row, entry).unwrap_or(NULL)).collect();
        let all = known.iter().chain(texts.texts()).map(|text| Some(&**text));
        Own { cells, values: Arc::new(all.collect::<StringArray>()) }
    }

    pub(super) fn column(
        &self,
        source: Source,
        form: Form,
        rows: &[&Entry],
        total: usize,
        own: Option<&Own>,
    ) -> Result<ArrayRef, Fault> {
        let own = |n: usize| own.filter(|_| n == LINTS);
        // The cells of `unmet` or `lints`, a row's own among them.
        let said = |n: usize, row: usize, entry: &Entry| {
            let (start, count) = entry.lists.get(n).copied().unwrap_or_default();
            let mine = own(n).and_then(|own| own.cells.get(row)).copied().unwrap_or(NULL);
            let cells = self.cells.get(start..start + count).unwrap_or_default().iter();
            cells.map(move |cell| if *cell < NULL { mine } else { *cell })
        };
        let values = |n: usize| match own(n) {
            Some(own) => Arc::clone(&own.values),
            None => self.values(self.layout.columns().len() + n),
        };
        let valid = || {
            let refused = rows.iter().any(|entry| entry.problem != NULL);
            refused.then(|| NullBuffer::from_iter(rows.iter().map(|entry| entry.problem == NULL)))
        };
        let plain = || -> Result<ArrayRef, Fault> {
            let answers: Vec<(usize, usize)> = rows.iter().map(|entry| (entry.first, entry.items)).collect();
            self.parties_of.column(&answers, self.layout != Layout::Notices)
        };
        match source {
            Source::Item(0) if form == Form::Plain && self.layout == Layout::Notices => {
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| entry.items));
                form.list_of(plain()?, offsets, valid())
            }
            Source::Item(0) if form == Form::Plain => plain(),
            Source::Item(n) if self.layout == Layout::Notices => {
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(|entry| entry.items));
                form.lists(self.values(n), self.items(n, rows, total), offsets, valid())
            }
            Source::Item(n) => form.texts(self.values(n), self.items(n, rows, total)),
            Source::Flag(n) => Ok(flags(&self.items(n, rows, total), rows, |entry| self.kept(entry))),
            Source::List(n) => {
                let count = |entry: &&Entry| entry.lists.get(n).map_or(0, |(_, count)| *count);
                let offsets = OffsetBuffer::from_lengths(rows.iter().map(count));
                let cells = rows.iter().enumerate().flat_map(|(row, entry)| said(n, row, entry));
                form.lists(values(n), cells.collect(), offsets, valid())
            }
            Source::Joined(n) => {
                let cells = rows.iter().enumerate().flat_map(|(row, entry)| {
                    let cell = said(n, row, entry).next().unwrap_or(NULL);
                    std::iter::repeat_n(cell, self.kept(entry))
                });
                form.texts(values(n), cells.collect())
            }
            Source::ValidUntil => Ok(instants(self.each(rows, |entry| entry.valid_until))),
            Source::Problems => {
                let problems = self.values(self.layout.columns().len() + LISTS.len());
                form.texts(problems, self.each(rows, |entry| entry.problem))
            }
            Source::Id | Source::Mask(_) => {
                Err(Fault::failed("an outcome is no column of entries", "結果は項目の列ではない"))
            }
        }
    }

    /// What each row of the answer takes from its entry.
    fn each<T: Clone>(&self, rows: &[&Entry], of: fn(&Entry) -> T) -> Vec<T> {
        rows.iter().flat_map(|entry| std::iter::repeat_n(of(entry), self.kept(entry))).collect()
    }

    /// The cells of a column of the layout, for every row.
    fn items(&self, n: usize, rows: &[&Entry], total: usize) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::with_capacity(total);
        for entry in rows {
            let start = entry.start + n * entry.items;
            cells.extend_from_slice(self.cells.get(start..start + entry.items).unwrap_or_default());
            if self.layout != Layout::Notices && entry.items == 0 {
                cells.push(NULL);
            }
        }
        cells
    }

    fn values(&self, dictionary: usize) -> ArrayRef {
        let values = self.dictionaries.get(dictionary).map(|dictionary| Arc::clone(&dictionary.values));
        values.unwrap_or_else(|| Dictionary::default().values)
    }
}

/// Whether each verdict's party is required; null for a row without a verdict.
fn flags(cells: &[Cell], rows: &[&Entry], kept: impl Fn(&Entry) -> usize) -> ArrayRef {
    let mut flags = BooleanBuilder::with_capacity(cells.len());
    let mut cells = cells.iter();
    for entry in rows {
        for _ in 0..kept(entry) {
            let cell = cells.next();
            flags.append_option((entry.items > 0).then(|| cell.is_some_and(|cell| *cell != NULL)));
        }
    }
    Arc::new(flags.finish())
}
