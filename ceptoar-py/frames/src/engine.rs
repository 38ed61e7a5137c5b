//! Decides the rows of a frame: each distinct envelope once.

use std::hash::BuildHasher;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::{ErrorCode, Lang, Notice, Refusal, Router, Situation};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;

use super::answer::Answer;
use super::before;
use super::beside::{self, Beside};
use super::cell::{Reading, Why};
use super::cores::on_all;
use super::fault::Fault;
use super::field::{Columns, Numbered};
use super::found::Found;
use super::frame::CHUNK;
use super::frame::Chunk;
use super::options::{OnError, Options};
use super::output::Ledger;

/// How many distinct envelopes are remembered; then all are forgotten, so that a stream needs bounded memory.
const MOST_ENVELOPES: usize = 131_072;
/// How many envelopes are decided at a time, by all cores: what they say is text until it is numbered.
const BLOCK: usize = 1_024;
/// More problems than this are not listed.
const MOST_PROBLEMS: usize = 1000;

/// Decides the chunks of one frame, in order.
pub struct Engine {
    router: Router,
    situation: Situation,
    lang: Lang,
    on_error: OnError,
    columns: Columns,
    ledger: Ledger,
    /// The numbers of the distinct envelopes, one after the other, and the number of each envelope's answer.
    keys: Vec<u32>,
    width: usize,
    table: HashTable<u32>,
    hasher: FixedState,
    refusals: Vec<Option<Vec<Found>>>,
    boundaries: Vec<DateTime<Utc>>,
    rows_before: usize,
    problems: Vec<Found>,
    stale: u64,
    /// The columns in which an earlier answer may have refused rows.
    told_before: Vec<usize>,
    /// The columns that tell of a field which has its own.
    beside: Vec<Beside>,
}

impl Engine {
    /// An engine for frames of these columns.
    ///
    /// # Errors
    /// A field has no column, or more than one may be meant.
    pub fn new(router: &Router, schema: &Schema, options: &Options) -> Result<Self, Fault> {
        let columns =
            Columns::new(schema, &options.named, Reading { separator: options.separator.clone(), tz: options.tz })?;
        let ledger = Ledger::new(router, schema, options)?;
        let beside = beside::places(schema, &columns.read_from(), &options.named);
        Ok(Self {
            router: router.clone(),
            situation: options.situation.clone(),
            lang: options.lang,
            on_error: options.on_error,
            columns,
            ledger,
            keys: Vec::new(),
            width: 0,
            table: HashTable::new(),
            hasher: FixedState::default(),
            refusals: Vec::new(),
            boundaries: router.boundaries(),
            rows_before: 0,
            problems: Vec::new(),
            stale: 0,
            told_before: before::places(schema),
            beside,
        })
    }

    /// The columns that come out: those that went in, then the answer's.
    pub fn schema(&self) -> SchemaRef {
        self.ledger.schema()
    }

    /// The rows of a chunk: fewer where each becomes many.
    pub fn chunk_rows(&self) -> usize {
        self.ledger.chunk_rows().min(CHUNK)
    }

    /// How many rows of the answer a row becomes where there is one for each party but its origin.
    pub fn rows_each(&self) -> usize {
        self.router.registry().parties().len().saturating_sub(1).max(1)
    }

    /// Checks a batch before its chunks are decided.
    ///
    /// # Errors
    /// A column holds what its field cannot be.
    pub fn validate(&self, batch: &RecordBatch) -> Result<(), Fault> {
        self.columns.validate(batch)
    }

    /// Decides a chunk. Rows that are refused are kept for [`Engine::finish`], or stand in their column.
    ///
    /// # Errors
    /// The chunk has other columns than the engine.
    pub fn decide(&mut self, chunk: &Chunk) -> Result<RecordBatch, Fault> {
        on_all(|| self.decide_here(chunk))
    }

    fn decide_here(&mut self, chunk: &Chunk) -> Result<RecordBatch, Fault> {
        let (chunk, refused, lines) = (&chunk.batch, &chunk.refused, chunk.lines.as_deref());
        if self.refusals.len() >= MOST_ENVELOPES {
            self.forget();
        }
        let rows = self.columns.read(chunk, self.rows_before)?;
        let (mut outcomes, fresh) = self.number(&rows, chunk.num_rows());
        self.answer(&rows, &fresh);
        let before = before::refused(chunk, &self.told_before).into_iter().chain(beside::refused(chunk, &self.beside));
        let before = before.map(|(row, found)| (row, vec![found]));
        let here = |row: &usize| refused.binary_search_by_key(row, |(row, _)| *row).is_ok();
        let before: Vec<_> = before.filter(|(row, _)| !here(row)).collect();
        for (row, found) in refused.iter().chain(&before) {
            if let Some(outcome) = outcomes.get_mut(*row) {
                *outcome = self.refusals.len() as u32;
                self.keys.resize(self.keys.len() + self.width, 0);
                self.ledger.enter(&Answer::refused(found, self.lang));
                self.refusals.push(Some(found.clone()));
            }
        }
        if self.on_error == OnError::Raise {
            self.collect(&rows, &outcomes, lines);
        }
        self.rows_before += chunk.num_rows();
        self.stale += self.ledger.stale(&outcomes);
        self.ledger.refresh();
        self.ledger.lay_out(chunk, &outcomes, || self.columns.ids(chunk))
    }

    /// How many rows so far were answered from an edition that says nothing about their instant.
    pub fn stale_rows(&self) -> u64 {
        self.stale
    }

    /// Whether no row was refused so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// The same batches with every dictionary whole.
    ///
    /// # Errors
    /// They are not batches of this engine.
    pub fn settle(&mut self, batches: &[RecordBatch]) -> Result<Vec<RecordBatch>, Fault> {
        self.ledger.settle(batches)
    }

    /// The names of the columns that hold sets of ids; the second: of the one of which an empty set says something.
    pub fn sets(&self) -> (Vec<String>, Option<String>) {
        self.columns.sets()
    }

    /// The name of the column that is read as a field.
    pub fn name_of(&self, field: &str) -> Option<&str> {
        self.columns.name_of(field)
    }

    /// Whether so many rows are refused that going on would say nothing new.
    pub fn hopeless(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
    }

    /// Ends the frame.
    ///
    /// # Errors
    /// Every problem of every row so far.
    pub fn finish(&mut self) -> Result<(), Fault> {
        if self.problems.is_empty() {
            return Ok(());
        }
        if self.hopeless() {
            self.problems.truncate(MOST_PROBLEMS);
            self.problems.push(Found::of_code(ErrorCode::TooManyProblems, "", &MOST_PROBLEMS.to_string()));
        }
        Err(Fault::Rows(std::mem::take(&mut self.problems)))
    }

    fn forget(&mut self) {
        self.columns.forget();
        self.ledger.forget();
        self.keys.clear();
        self.table.clear();
        self.refusals.clear();
    }

    /// Numbers the envelope of each row; `fresh` holds a row of each that was not known.
    fn number(&mut self, rows: &Numbered, count: usize) -> (Vec<u32>, Vec<usize>) {
        // Beside the fields: in which epoch, and on which side of the embargo.
        let width = rows.codes.len() + 1;
        self.width = width;
        let mut key = vec![0_u32; width];
        let mut outcomes = Vec::with_capacity(count);
        let mut fresh = Vec::new();
        let mut epochs = Epochs { boundaries: &self.boundaries, last: None };
        let fixed = self.situation.at;
        let mut previous: Option<u32> = None;
        for row in 0..count {
            let mut same = previous.is_some();
            let issued = rows.issued.get(row).copied().flatten();
            let at = fixed.or(issued);
            let embargoed = at
                .zip(rows.embargo.as_ref().and_then(|list| list.get(row).copied().flatten()))
                .is_some_and(|(at, until)| at < until);
            let epoch = at.map_or(u32::MAX, |at| epochs.of(at) * 2 + u32::from(embargoed));
            let codes = rows.codes.iter().map(|codes| codes.get(row).copied().unwrap_or_default());
            for (slot, code) in key.iter_mut().zip(codes.chain([epoch])) {
                same &= *slot == code;
                *slot = code;
            }
            if let (true, Some(outcome)) = (same, previous) {
                outcomes.push(outcome);
                continue;
            }
            let (keys, hasher) = (&self.keys, &self.hasher);
            let stored = |number: u32| {
                let start = number as usize * width;
                keys.get(start..start + width).unwrap_or_default()
            };
            let hash = hash(hasher, &key);
            let outcome = match self.table.find(hash, |number| stored(*number) == key) {
                Some(number) => *number,
                None => {
                    let number = (self.refusals.len() + fresh.len()) as u32;
                    self.table.insert_unique(hash, number, |number| self::hash(hasher, stored(*number)));
                    self.keys.extend_from_slice(&key);
                    fresh.push(row);
                    number
                }
            };
            previous = Some(outcome);
            outcomes.push(outcome);
        }
        (outcomes, fresh)
    }

    /// Decides the envelopes that were not known.
    fn answer(&mut self, rows: &Numbered, fresh: &[usize]) {
        for block in fresh.chunks(BLOCK) {
            self.answer_block(rows, block);
        }
    }

    fn answer_block(&mut self, rows: &Numbered, fresh: &[usize]) {
        let before = self.refusals.len();
        let (router, situation, columns, layout) = (&self.router, &self.situation, &self.columns, self.ledger.layout());
        let lang = self.lang;
        let who_alone = self.ledger.wants_who_alone();
        let answers: Vec<(Answer, Option<Vec<Found>>)> = fresh
            .par_iter()
            .enumerate()
            .map(|(place, row)| {
                let start = (before + place) * self.width;
                let key = self.keys.get(start..start + self.width).unwrap_or_default();
                let issued = rows.issued.get(*row).copied().flatten();
                let decided = |notice: &Notice| {
                    if who_alone {
                        router.audience(notice, situation).map(|audience| Answer::who(&audience))
                    } else {
                        router.explain(notice, situation).map(|why| Answer::new(&why, layout))
                    }
                };
                let local = columns.refused(key);
                let quick = || columns.notice(key, issued).and_then(|notice| decided(&notice).ok());
                if let Some(answer) = local.is_empty().then(quick).flatten() {
                    return (answer, None);
                }
                let read = router.notice(&columns.document(key, issued));
                if !local.is_empty() {
                    let found = with_local(read.err().as_ref(), &local, columns, key);
                    return (Answer::refused(&found, lang), Some(found));
                }
                let answer = read.and_then(|notice| decided(&notice));
                match answer {
                    Ok(answer) => (answer, None),
                    Err(refusal) => {
                        let found = problems(&refusal, columns, key);
                        (Answer::refused(&found, lang), Some(found))
                    }
                }
            })
            .collect();
        for (answer, refusal) in answers {
            self.ledger.enter(&answer);
            self.refusals.push(refusal);
        }
    }

    fn collect(&mut self, rows: &Numbered, outcomes: &[u32], lines: Option<&[u64]>) {
        if self.refusals.iter().all(Option::is_none) {
            return;
        }
        for (row, outcome) in outcomes.iter().enumerate().take(rows.issued.len()) {
            let Some(Some(found)) = self.refusals.get(*outcome as usize) else { continue };
            if self.hopeless() {
                return;
            }
            let place = Some(self.rows_before + row);
            let line = lines.and_then(|lines| lines.get(row).copied());
            self.problems.extend(found.iter().map(|found| Found { row: place, line, ..found.clone() }));
        }
    }
}

/// What is wrong with an envelope: what was found here, and what the core says of the other fields.
fn with_local(
    refusal: Option<&Refusal>,
    local: &[(&'static str, &str, &Why)],
    columns: &Columns,
    key: &[u32],
) -> Vec<Found> {
    let mut found: Vec<Found> = local
        .iter()
        .map(|(field, column, why)| {
            let (pointer, column) = (format!("/{field}"), Some((*column).to_owned()));
            Found { pointer, column, ..Found::said(why.code, why.said.clone()) }
        })
        .collect();
    let of_core = refusal.map(|refusal| problems(refusal, columns, key)).unwrap_or_default();
    let told = |one: &Found| local.iter().any(|(field, ..)| one.pointer.split('/').nth(1) == Some(field));
    found.extend(of_core.into_iter().filter(|one| !told(one)));
    found
}

/// What is wrong with an envelope, by the frame's own columns.
fn problems(refusal: &Refusal, columns: &Columns, key: &[u32]) -> Vec<Found> {
    refusal
        .problems()
        .iter()
        .map(|problem| {
            let message = problem.message(Lang::En);
            // What is missing stands nowhere: the sentence names it.
            let missing = message.split('`').nth(1).filter(|_| problem.code() == ErrorCode::MissingField);
            let field = missing.or_else(|| problem.pointer().split('/').nth(1)).unwrap_or_default();
            let column = columns.name_of(field).or_else(|| columns.missing(key)).map(str::to_owned);
            Found { column, ..Found::of_row(problem) }
        })
        .collect()
}

fn hash(hasher: &FixedState, key: &[u32]) -> u64 {
    hasher.hash_one(key)
}

/// In which epoch an instant lies; neighbours mostly lie in the same.
struct Epochs<'a> {
    boundaries: &'a [DateTime<Utc>],
    last: Option<(DateTime<Utc>, DateTime<Utc>, u32)>,
}

impl Epochs<'_> {
    fn of(&mut self, at: DateTime<Utc>) -> u32 {
        if let Some((from, until, epoch)) = self.last
            && from <= at
            && at < until
        {
            return epoch;
        }
        let place = self.boundaries.partition_point(|boundary| *boundary <= at);
        let from = place.checked_sub(1).and_then(|before| self.boundaries.get(before));
        let until = self.boundaries.get(place);
        self.last = Some((
            from.copied().unwrap_or(DateTime::<Utc>::MIN_UTC),
            until.copied().unwrap_or(DateTime::<Utc>::MAX_UTC),
            place as u32,
        ));
        place as u32
    }
}
