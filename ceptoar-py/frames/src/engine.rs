//! Decides the rows of a frame: each distinct envelope once.

use std::collections::HashMap;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use ceptoar_core::bulk::{Bulk, Class, Column, Rows};
use ceptoar_core::chrono::{DateTime, Datelike, Utc};
use ceptoar_core::{ErrorCode, Lang, Notice, Refusal, Router, Situation, civil_day};
use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::answer::Answer;
use super::before;
use super::beside::{self, Beside};
use super::cell::Reading;
use super::cores::on_all;
use super::fault::Fault;
use super::field::{Columns, Numbered};
use super::found::Found;
use super::frame::Chunk;
use super::ledger::Ledger;
use super::options::{OnError, Options};
use super::refused::{problems, with_local};
use super::situation;
use super::writer::Writers;

/// How many distinct envelopes are remembered; then all are forgotten, so that a stream needs bounded memory.
const MOST_ENVELOPES: usize = 131_072;
/// How many questions are asked at a time, by all cores.
const BLOCK: usize = 4_096;
/// No number of an answer.
const UNANSWERED: u32 = u32::MAX;
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
    writers: Writers,
    /// The distinct questions, and of each the number of its answer.
    /// `None`: the situation is refused, and with it every row.
    bulk: Option<Bulk>,
    answers: Vec<u32>,
    /// Whether each question has its own number as the number of its answer.
    in_order: bool,
    /// By row: the number of its question, then of its answer; kept to be written again.
    numbers: Vec<u32>,
    /// The class of the situation that two cells say.
    situations: HashMap<[Option<u32>; 2], Class, FixedState>,
    /// The envelopes that are refused, each with the number of its answer.
    alone: HashMap<Vec<u32>, u32, FixedState>,
    /// By number of an answer: what is refused.
    refusals: Vec<Option<Vec<Found>>>,
    /// How many of them are refused.
    refused: usize,
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
            writers: Writers::new(ledger.layout(), ledger.wanted()),
            ledger,
            bulk: Bulk::new(router, &options.situation).ok(),
            answers: Vec::new(),
            in_order: true,
            numbers: Vec::new(),
            situations: HashMap::default(),
            alone: HashMap::default(),
            refusals: Vec::new(),
            refused: 0,
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
        self.ledger.chunk_rows()
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
        let most = MOST_ENVELOPES;
        if self.refusals.len() >= most || self.answers.len() >= most || self.columns.kept() >= 4 * most {
            self.forget();
        }
        let rows = self.columns.read(chunk, self.rows_before)?;
        let mut outcomes = self.number(&rows);
        let before = before::refused(chunk, &self.told_before).into_iter().chain(beside::refused(chunk, &self.beside));
        let before = before.map(|(row, found)| (row, vec![found]));
        let here = |row: &usize| refused.binary_search_by_key(row, |(row, _)| *row).is_ok();
        let before: Vec<_> = before.filter(|(row, _)| !here(row)).collect();
        for (row, found) in refused.iter().chain(&before) {
            if let Some(outcome) = outcomes.get_mut(*row) {
                *outcome = self.enter(&Answer::refused(found, self.lang), Some(found.clone()));
            }
        }
        if self.on_error == OnError::Raise {
            self.collect(&rows, &outcomes, lines);
        }
        self.rows_before += chunk.num_rows();
        self.stale += self.ledger.stale(&outcomes);
        self.ledger.refresh();
        let batch = self.ledger.lay_out(chunk, &outcomes, || self.columns.own_ids(chunk));
        self.numbers = outcomes;
        batch
    }

    /// The table of outcomes so far: a row for each number, with all that is known of it; `None` where no numbers are
    /// wanted.
    ///
    /// # Errors
    /// The texts of a column are too long.
    pub fn outcomes(&mut self) -> Option<Result<RecordBatch, Fault>> {
        self.ledger.refresh();
        self.ledger.table_of_outcomes()
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
        self.writers = Writers::new(self.ledger.layout(), self.ledger.wanted());
        self.bulk = Bulk::new(&self.router, &self.situation).ok();
        self.answers.clear();
        self.in_order = true;
        self.refused = 0;
        self.situations.clear();
        self.alone.clear();
        self.refusals.clear();
    }

    /// Takes an answer in, and gives its number.
    fn enter(&mut self, answer: &Answer, refusal: Option<Vec<Found>>) -> u32 {
        let writer = self.writers.all().iter().find(|writer| Some(writer.number) == answer.writer);
        self.ledger.enter(answer, writer);
        self.refused += usize::from(refusal.is_some());
        self.refusals.push(refusal);
        self.refusals.len() as u32 - 1
    }

    /// The number of the answer to each row.
    fn number(&mut self, rows: &Numbered) -> Vec<u32> {
        let mut numbers = std::mem::take(&mut self.numbers);
        let mut bulk = self.bulk.take();
        match &mut bulk {
            Some(bulk) => self.ask(rows, bulk, &mut numbers),
            None => {
                numbers.clear();
                numbers.resize(rows.issued.len(), Bulk::UNFIT);
            }
        }
        self.bulk = bulk;
        let all_fit = || !numbers.par_chunks(BLOCK).any(|numbers| numbers.contains(&Bulk::UNFIT));
        if self.in_order && all_fit() {
            return numbers;
        }
        let answers = &self.answers;
        let of_block = |numbers: &mut [u32]| {
            let answer = |question: u32| answers.get(question as usize).copied().unwrap_or(UNANSWERED);
            numbers.iter_mut().for_each(|number| *number = answer(*number));
            numbers.contains(&UNANSWERED)
        };
        let some_open = numbers.par_chunks_mut(BLOCK).map(of_block).reduce(|| false, |one, other| one | other);
        if some_open {
            self.answer_alone(rows, &mut numbers);
        }
        numbers
    }

    /// Numbers the questions of rows, and asks those that are new.
    fn ask(&mut self, rows: &Numbered, bulk: &mut Bulk, questions: &mut Vec<u32>) {
        let classes = self.columns.classes(rows, bulk);
        let situations = self.situations(rows, bulk);
        let at = self.instants(rows);
        let columns = self.columns.columns(rows, &classes);
        let of_rows = Rows {
            columns: &columns,
            issued: &rows.issued,
            embargo: &rows.embargo,
            at: &at,
            situation: situations.as_deref().map(Column::Each),
        };
        let fresh = bulk.number(&of_rows, questions);
        self.answer(bulk, fresh);
        self.columns.unfit(rows, |row| questions.iter_mut().skip(row).take(1).for_each(|one| *one = Bulk::UNFIT));
    }

    /// The class of the situation of each row, where columns say it.
    fn situations(&mut self, rows: &Numbered, bulk: &mut Bulk) -> Option<Vec<Class>> {
        let places = ["outages", "failed_sectors"].map(|field| self.columns.place(field));
        if places.iter().all(Option::is_none) {
            return None;
        }
        let (base, columns, known) = (&self.situation, &self.columns, &mut self.situations);
        let of = |row: usize| {
            let key = places.map(|place| place.and_then(|place| rows.codes.get(place)).map(|codes| codes.at(row)));
            *known.entry(key).or_insert_with(|| situation::class(base, columns, &rows.row(row), bulk))
        };
        Some((0..rows.issued.len()).map(of).collect())
    }

    /// The instant that each row is answered for, where a column says it; a row without one has the situation's, or else
    /// that of its issue.
    fn instants(&self, rows: &Numbered) -> Vec<i64> {
        let fixed = self.situation.at.and_then(|at| at.timestamp_nanos_opt());
        let own = |(at, issued): (&i64, &i64)| if *at == Rows::NEVER { fixed.unwrap_or(*issued) } else { *at };
        rows.at.iter().zip(&rows.issued).map(own).collect()
    }

    /// Asks questions that are new, of which who is told is all that is wanted.
    fn tell(&mut self, bulk: &Bulk, fresh: std::ops::Range<u32>) {
        let (mut words, first) = (Vec::new(), self.refusals.len());
        let is_told = bulk.audiences(fresh.clone(), &mut words).is_ok();
        self.in_order &= is_told && first == self.answers.len();
        if !is_told {
            // Each row is asked by itself, to say why.
            return self.answers.resize(fresh.end as usize, UNANSWERED);
        }
        self.answers.extend((first as u32..).take(fresh.len()));
        self.refusals.resize_with(first + fresh.len(), || None);
        self.ledger.enter_told(&words, fresh.map(|question| bulk.is_stale(question)));
    }

    /// Asks questions that are new.
    fn answer(&mut self, bulk: &Bulk, fresh: std::ops::Range<u32>) {
        if self.ledger.wants_who_alone() {
            return self.tell(bulk, fresh);
        }
        // Block by block: what answers say is text until it is numbered.
        for first in fresh.clone().step_by(BLOCK) {
            let block = first..fresh.end.min(first + BLOCK as u32);
            let writers = &self.writers;
            let answers = bulk
                .ask(block.clone(), |router, notice, situation| answered(router, notice, situation, false, writers));
            debug_assert_eq!(answers.len(), block.len());
            for answer in answers {
                let number = match answer {
                    Ok(answer) => self.enter(&answer, None),
                    // What is refused is asked row by row, to say why.
                    Err(_) => UNANSWERED,
                };
                self.in_order &= number as usize == self.answers.len();
                self.answers.push(number);
            }
        }
    }

    /// Asks rows that fit no question: they say why they do not.
    fn answer_alone(&mut self, rows: &Numbered, outcomes: &mut [u32]) {
        for (row, outcome) in outcomes.iter_mut().enumerate().filter(|(_, outcome)| **outcome == UNANSWERED) {
            let codes = rows.row(row);
            let instants = rows.instants(row);
            // Beside the cells, the days and the embargo may stand in what is refused.
            let day = |at: Option<DateTime<Utc>>| at.map_or(0, |at| civil_day(at).num_days_from_ce() as u32);
            let embargo = instants[1].map_or(0, |at| at.timestamp_nanos_opt().unwrap_or_default());
            let beside = [day(instants[0]), day(instants[2]), embargo as u32, (embargo >> 32) as u32];
            let key: Vec<u32> = codes.iter().copied().chain(beside).collect();
            *outcome = match self.alone.get(&key) {
                Some(known) => *known,
                None => {
                    let (answer, refusal) = self.alone(&codes, instants);
                    // An answer holds for its own instants; a refusal for whatever the cells say.
                    let is_refused = refusal.is_some();
                    let number = self.enter(&answer, refusal);
                    if is_refused {
                        self.alone.insert(key, number);
                    }
                    number
                }
            };
        }
    }

    /// The answer to a row by itself, and what is refused of it.
    fn alone(&self, codes: &[u32], instants: [Option<DateTime<Utc>>; 3]) -> (Answer, Option<Vec<Found>>) {
        let columns = &self.columns;
        let refused = |found: Vec<Found>| (Answer::refused(&found, self.lang), Some(found));
        let local = columns.refused(codes);
        let read = self.router.notice(&columns.document(codes, instants));
        let situation = situation::of_row(&self.situation, columns, codes, instants[2]);
        if !local.is_empty() || situation.is_err() {
            let mut found = with_local(read.err().as_ref(), &local, columns, codes);
            found.extend(situation.err().into_iter().flatten());
            return refused(found);
        }
        let situation = situation.unwrap_or_default();
        let who_alone = self.ledger.wants_who_alone();
        let answer = read.and_then(|notice| answered(&self.router, &notice, &situation, who_alone, &self.writers));
        match answer {
            Ok(answer) => (answer, None),
            Err(refusal) => refused(problems(&refusal, columns, codes)),
        }
    }

    fn collect(&mut self, rows: &Numbered, outcomes: &[u32], lines: Option<&[u64]>) {
        if self.refused == 0 {
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

/// The answer to a notice.
fn answered(
    router: &Router,
    notice: &Notice,
    situation: &Situation,
    who_alone: bool,
    writers: &Writers,
) -> Result<Answer, Refusal> {
    if who_alone {
        return Answer::who_of(router, notice, situation);
    }
    writers.answer(router, notice, situation)
}
