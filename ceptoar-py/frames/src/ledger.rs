//! All answers so far, as numbers: those that say the same are kept once.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use arrow_schema::{Field, Schema, SchemaRef};
use ceptoar_core::{PartyId, Router};
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::answer::Answer;
use super::arrays::{Cell, Dictionary, Form, NULL};
use super::constant::Constant;
use super::fault::Fault;
use super::frame::{CHUNK, LISTED_CHUNK, WIDE_CHUNK};
use super::interner::Interner;
use super::keyed::{Keyed, Span};
use super::layout::{LISTS, Layout};
use super::options::Options;
use super::source::{ID, Source, wanted};
use super::writer::Writer;

/// About how many rows an answered chunk may have, where each notice becomes many.
const MOST_ROWS: usize = 4 * CHUNK;
/// About how many cells a column of an answered chunk may have, where each notice has a list.
const MOST_CELLS: usize = 1 << 23;
/// The number of a text that the ledger has not met.
const UNMET: Cell = Cell::MIN;

/// Where an answer stands. Envelopes that are answered alike share one.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Its items in each column.
    pub(super) items: Span,
    /// Its `unmet` and `lints`.
    pub(super) lists: [Span; 2],
    /// Its recipients or parties as bytes, where they are wanted as they are.
    pub(super) keys: Span,
    /// Whether a lint holds the row's own id.
    pub(super) own: bool,
    pub(super) valid_until: Option<i64>,
    pub(super) problem: Cell,
    /// Whether the edition says nothing about the instant.
    pub(super) stale: bool,
}

/// The cells of a column, in the order of the entries.
#[derive(Default)]
pub(super) struct Column {
    /// Whether something is kept here: not in a column that is not wanted.
    kept: bool,
    pub(super) cells: Vec<Cell>,
    /// What all of them are, as long as they are alike.
    pub(super) alike: Option<Cell>,
    pub(super) has_null: bool,
    pub(super) constant: Constant,
}

impl Column {
    fn new(kept: bool) -> Self {
        Self { kept, ..Self::default() }
    }

    /// Forgets what is kept, but not its room: memory that is given back and asked for in pieces again falls apart.
    fn forget(&mut self) {
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        *self = Self { cells, ..Self::new(self.kept) };
    }

    pub(super) fn push(&mut self, cell: Cell) {
        self.extend(std::iter::once(cell));
    }

    fn extend(&mut self, cells: impl Iterator<Item = Cell>) {
        if !self.kept {
            return;
        }
        let start = self.cells.len();
        self.cells.extend(cells);
        let new = self.cells.get(start..).unwrap_or_default();
        let alike = if start == 0 { new.first().copied() } else { self.alike };
        self.alike = alike.filter(|alike| new.iter().all(|cell| cell == alike));
        self.has_null |= new.iter().any(|cell| *cell < 0);
    }
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
    /// By who is told, who must be and whether that is stale: the number of the entry.
    pub(super) told: HashMap<Box<[u64]>, u32, FixedState>,
    /// Where numbers of outcomes are wanted: what the table of outcomes says.
    pub(super) of_outcomes: Option<(Vec<(Source, Form)>, SchemaRef)>,
    /// Whether some entry is refused, or stale.
    pub(super) refuses: bool,
    has_stale: bool,
    /// One for each column of the layout, then `unmet` and `lints`, then `problems`.
    pub(super) dictionaries: Vec<Dictionary>,
    /// The texts that hold a row's own id, with [`OWN_ID`] in its place.
    pub(super) patterns: Interner,
    /// By writer, by dictionary of it, by number there: the number here.
    met: Vec<Vec<Vec<Cell>>>,
    /// By column of the layout.
    pub(super) items: Vec<Column>,
    /// `unmet` and `lints`.
    pub(super) lists: [Column; 2],
    pub(super) entries: Vec<Entry>,
    /// The recipients or parties of the entries, where they are wanted as they are.
    pub(super) keys: Option<Keyed>,
    /// Whether a lint of some entry holds a row's own id.
    pub(super) has_own: bool,
    /// The numbers of the entries, found by what they say, each with what that sums up to.
    known: HashTable<(u32, u64)>,
    /// By envelope: the number of its entry.
    pub(super) of_envelope: Vec<u32>,
    /// By envelope: what a row takes of its entry.
    pub(super) stands: Stands,
    hasher: FixedState,
}

/// What rows take of entries, each in a list of its own: a column reads no more than it needs.
#[derive(Default)]
pub(super) struct Stands {
    pub(super) items: Vec<Span>,
    pub(super) lists: [Vec<Span>; 2],
    pub(super) keys: Vec<Span>,
    pub(super) until: Vec<Option<i64>>,
    pub(super) problems: Vec<Cell>,
}

impl Stands {
    pub(super) fn push(&mut self, entry: &Entry) {
        self.items.push(entry.items);
        self.lists.iter_mut().zip(entry.lists).for_each(|(list, span)| list.push(span));
        self.keys.push(entry.keys);
        self.until.push(entry.valid_until);
        self.problems.push(entry.problem);
    }

    /// Forgets all, but not the room for it.
    fn forget(&mut self) {
        let Self { items, lists, keys, until, problems } = self;
        [items, keys].into_iter().chain(lists).for_each(Vec::clear);
        until.clear();
        problems.clear();
    }
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
        let sources: Vec<_> = fields.iter().map(of).collect();
        let said = of_outcomes.iter().flat_map(|(sources, _): &(Vec<_>, _)| sources);
        let is = |n: usize, source: &Source| matches!(source, Source::Item(of) | Source::Flag(of) if *of == n);
        let wants = |n: usize| sources.iter().chain(said.clone()).any(|(source, _)| is(n, source));
        let items = (0..layout.columns().len()).map(|n| Column::new(n == 0 || wants(n))).collect();
        let plain = sources.iter().chain(said.clone()).any(|one| *one == (Source::Item(0), Form::Plain));
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
            told: HashMap::default(),
            of_outcomes,
            refuses: false,
            has_stale: false,
            dictionaries: std::iter::repeat_with(Dictionary::default).take(layout.columns().len() + 3).collect(),
            patterns: Interner::default(),
            met: Vec::new(),
            // Of a column that is not wanted, nothing is kept but how many items there are: the first says it.
            items,
            lists: std::array::from_fn(|_| Column::new(true)),
            keys: plain.then(Keyed::default),
            has_own: false,
            entries: Vec::new(),
            known: HashTable::new(),
            of_envelope: Vec::new(),
            stands: Stands::default(),
            hasher: FixedState::default(),
        })
    }

    pub(crate) fn layout(&self) -> Layout {
        self.layout
    }

    /// By column of the layout: whether it is wanted.
    pub(crate) fn wanted(&self) -> Vec<bool> {
        self.items.iter().map(|column| column.kept).collect()
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
    pub(super) fn wants_masks(&self) -> bool {
        self.sources.iter().any(|(source, _)| matches!(source, Source::Mask(_)))
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    pub(crate) fn chunk_rows(&self) -> usize {
        match self.layout {
            // Bits and numbers have one width, and nothing of them can grow too long.
            Layout::Notices if self.of_outcomes.is_some() || self.wants_masks() => WIDE_CHUNK,
            // Plain texts are as long as rules make them: their bytes are counted in four.
            Layout::Notices
                if self.sources.iter().any(|(source, form)| *form == Form::Plain && *source != Source::Item(0)) =>
            {
                CHUNK
            }
            Layout::Notices => (MOST_CELLS / self.parties.len().max(1)).clamp(CHUNK, LISTED_CHUNK),
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
        self.told.clear();
        if self.of_outcomes.is_some() {
            // The numbers of outcomes hold to the end.
            self.of_envelope.clear();
            self.stands.forget();
            self.met.clear();
            return;
        }
        (self.refuses, self.has_stale, self.has_own) = (false, false, false);
        self.met.clear();
        self.items.iter_mut().chain(&mut self.lists).for_each(Column::forget);
        self.keys = self.keys.take().map(|_| Keyed::default());
        self.entries.clear();
        self.known.clear();
        self.of_envelope.clear();
        self.stands.forget();
    }

    /// Makes the values of the dictionaries anew where there are more than before.
    pub(crate) fn refresh(&mut self) {
        self.dictionaries.iter_mut().for_each(Dictionary::refresh);
    }

    /// Takes an answer in; `writer`: who wrote it.
    pub(crate) fn enter(&mut self, answer: &Answer, writer: Option<&Writer>) {
        let (width, start) = (self.items.len(), self.len());
        let wants_masks = self.wants_masks();
        if wants_masks {
            self.enter_masks(answer.who.as_ref());
        }
        let mut items = answer.items;
        if let Some(who) = answer.who.as_ref().filter(|_| !wants_masks) {
            items = self.enter_who(who);
        }
        if let Some(writer) = writer {
            self.make_room(writer);
            for column in 0..width {
                let cells = answer.cells.get(column * items..(column + 1) * items).unwrap_or_default();
                self.meet_all(writer, column, cells);
            }
        }
        let mut lists = [(0, 0); 2];
        for (n, place) in lists.iter_mut().enumerate() {
            let texts = answer.lists.get(n).map(Vec::as_slice).unwrap_or_default();
            let lacks = texts.is_empty() && self.layout != Layout::Notices;
            let before = self.lists.get(n).map_or(0, |list| list.cells.len());
            for cell in texts.iter().chain(lacks.then_some(&NULL)) {
                let cell = writer.map_or(NULL, |writer| self.meet(writer, width + n, *cell));
                self.lists.iter_mut().skip(n).take(1).for_each(|list| list.push(cell));
            }
            *place = (before, texts.len() + usize::from(lacks));
        }
        let problems = self.dictionaries.get_mut(width + LISTS.len());
        let problem = problems.map_or(NULL, |dictionary| dictionary.cell(answer.problem.as_deref()));
        let (valid_until, stale) = (answer.valid_until, answer.stale);
        self.refuses |= answer.problem.is_some();
        self.has_stale |= stale;
        let entry = Entry { items: (start, items), lists, keys: (0, 0), own: false, valid_until, problem, stale };
        let own = self.said(&entry).skip(width).flatten().any(|cell| *cell < NULL);
        self.has_own |= own;
        self.keep(Entry { own, ..entry });
    }

    /// How many items there are.
    fn len(&self) -> usize {
        self.items.first().map_or(0, |column| column.cells.len())
    }

    /// Makes room for what is met of a writer.
    fn make_room(&mut self, writer: &Writer) {
        let dictionaries = self.items.len() + LISTS.len() + 1;
        if self.met.len() <= writer.number {
            self.met.resize_with(writer.number + 1, || vec![Vec::new(); dictionaries]);
        }
    }

    /// Takes in numbers of a writer in a column, each as the number here.
    fn meet_all(&mut self, writer: &Writer, column: usize, cells: &[Cell]) {
        let (Some(items), Some(dictionary)) = (self.items.get_mut(column), self.dictionaries.get_mut(column)) else {
            return;
        };
        let Some(met) = self.met.get_mut(writer.number).and_then(|met| met.get_mut(column)) else { return };
        items.extend(cells.iter().map(|cell| match met.get(*cell as usize) {
            Some(known) if *known != UNMET => *known,
            _ if *cell == NULL => NULL,
            _ => {
                let known = dictionary.cell(writer.text(column, *cell));
                met.resize(met.len().max(*cell as usize + 1), UNMET);
                met.iter_mut().skip(*cell as usize).take(1).for_each(|place| *place = known);
                known
            }
        }));
    }

    /// The number here of a number of a writer in a list.
    fn meet(&mut self, writer: &Writer, dictionary: usize, cell: Cell) -> Cell {
        let patterns = self.items.len() + LISTS.len();
        let (place, cell, own) = match cell {
            NULL => return NULL,
            cell if cell < NULL => (patterns, NULL - 1 - cell, true),
            cell => (dictionary, cell, false),
        };
        let Some(met) = self.met.get_mut(writer.number).and_then(|met| met.get_mut(place)) else { return NULL };
        if met.len() <= cell as usize {
            met.resize(cell as usize + 1, UNMET);
        }
        let Some(known) = met.get_mut(cell as usize) else { return NULL };
        if *known == UNMET {
            let text = writer.text(place, cell);
            *known = match self.dictionaries.get_mut(dictionary) {
                _ if own => NULL - text.map_or(0, |text| self.patterns.code(text)) as Cell,
                Some(dictionary) => dictionary.cell(text),
                None => NULL,
            };
        }
        *known
    }

    /// The cells of an entry, column by column, then those of its lists.
    fn said<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a [Cell]> + 'a {
        let of = |column: &'a Column, (start, count): Span| column.cells.get(start..start + count).unwrap_or_default();
        let items = self.items.iter().map(move |column| of(column, entry.items));
        items.chain(self.lists.iter().zip(entry.lists).map(move |(list, span)| of(list, span)))
    }

    /// Keeps an entry, or finds the one that says the same.
    fn keep(&mut self, entry: Entry) {
        let mut known = std::mem::take(&mut self.known);
        let alone = |entry: &Entry| (entry.items.1, entry.valid_until, entry.problem, entry.stale);
        let of = |number: &u32| self.entries.get(*number as usize);
        // Nothing is not compared with nothing: to look at memory that is none is slow.
        let alike = |(one, other): (&[Cell], &[Cell])| one.len() == other.len() && (one.is_empty() || one == other);
        let is_same = |one: &Entry| alone(one) == alone(&entry) && self.said(one).zip(self.said(&entry)).all(alike);
        let mut state = self.hasher.build_hasher();
        alone(&entry).hash(&mut state);
        self.said(&entry).for_each(|cells| sum_up(cells, &mut state));
        let print = state.finish();
        let found = known.find(print, |(number, of_it)| *of_it == print && of(number).is_some_and(is_same));
        let found = found.map(|(number, _)| *number);
        let number = found.unwrap_or(self.entries.len() as u32);
        if found.is_none() {
            known.insert_unique(print, (number, print), |(_, print)| *print);
        }
        self.known = known;
        let entry = match found.and_then(|number| self.entries.get(number as usize).copied()) {
            Some(known) => {
                self.items.iter_mut().for_each(|column| column.cells.truncate(entry.items.0));
                self.lists.iter_mut().zip(entry.lists).for_each(|(list, (start, _))| list.cells.truncate(start));
                known
            }
            None => self.enter_keys(entry),
        };
        self.of_envelope.push(number);
        self.stands.push(&entry);
    }

    /// Takes an entry in that says what none says, its recipients or parties as they are, too.
    fn enter_keys(&mut self, entry: Entry) -> Entry {
        let (start, count) = entry.items;
        let parties = self.items.first().and_then(|column| column.cells.get(start..start + count)).unwrap_or_default();
        let mut keys = (0, 0);
        if let (Some(own), Some(dictionary)) = (&mut self.keys, self.dictionaries.first()) {
            let text = |cell: &Cell| dictionary.interner.text(*cell as u32 + 1).unwrap_or_default();
            keys = own.enter(parties.iter().map(text));
        }
        let entry = Entry { keys, ..entry };
        self.entries.push(entry);
        entry
    }
}

/// Hashes some cells, two at a time.
fn sum_up(cells: &[Cell], state: &mut impl Hasher) {
    state.write_usize(cells.len());
    for two in cells.chunks(2) {
        state.write_u64(two.iter().fold(0, |sum, cell| sum << 32 | u64::from(*cell as u32)));
    }
}
