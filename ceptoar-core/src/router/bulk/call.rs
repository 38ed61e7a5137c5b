//! The bulk call: rows in, the number of each row's question out.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::error::code::ErrorCode;
use crate::error::problem::{Problems, Refusal};
use crate::id::{NoticeId, SectorId};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::bulk::class::Classes;
use crate::router::bulk::key::{Key, Pair, Scales};
use crate::router::bulk::look::{At, Table, settle};
use crate::router::bulk::moment::Moments;
use crate::router::bulk::rows::{Class, Column, Rows};
use crate::router::bulk::seed::{EMBARGO, EPOCH, PLACES, SITUATION, Seed};
use crate::router::bulk::seen::{FIRST, Seen};
use crate::router::bulk::value::{Field, Held, Value};
use crate::router::engine::codes::Codes;
use crate::router::engine::tables::instant;
use crate::situation::{Outage, Situation};
use crate::time::{YEARS, civil_day};

/// So many rows are looked at first, then more at a time.
const FIRST_WAVE: usize = 4096;
/// So many rows at most.
const MOST_WAVE: usize = 1 << 20;
/// So many questions are told together.
const TOLD: usize = 256;

/// Many notices at once, as columns: each row gets the number of its question, and each question is asked once.
///
/// Rows have one question where every answer to them is the same: their values are of the same classes, they fall into one
/// epoch, and the same embargo holds. What is only shown of a notice, its id and its instants, is no part of a question.
///
/// ```
/// use ceptoar_core::bulk::{Bulk, Column, Field, Keys, Rows, Value};
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let mut bulk = Bulk::new(&router, &Situation::default())?;
/// let mut same = |field, text| (field, Column::Same(bulk.class(field, Value::Text(text))));
/// let mut columns = vec![
///     same(Field::Direction, "provision"),
///     same(Field::Origin, "nisc"),
///     same(Field::Level, "TLP:AMBER"),
///     same(Field::Kind, "vulnerability"),
/// ];
/// // A dictionary of two sets of sectors, and for each row the place of its own.
/// let sectors = [&["gas"][..], &["water"]].map(|set| bulk.class(Field::AffectedSectors, Value::Set(set)));
/// columns.push((Field::AffectedSectors, Column::Keyed(Keys::U8(&[0, 1, 0]), &sectors)));
/// let issued = [1_241_744_400_000_000_000; 3]; // 2009-05-08 10:00 in Japan
/// let mut questions = Vec::new();
/// bulk.number(&Rows { columns: &columns, issued: &issued, ..Rows::default() }, &mut questions);
/// assert_eq!(questions, [0, 1, 0]);
/// let told = bulk.ask(0..2, |router, notice, situation| Ok::<_, ceptoar_core::Refusal>(router.audience(notice, situation)?.len()));
/// assert_eq!(told.into_iter().collect::<Result<Vec<_>, _>>()?.len(), 2);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
pub struct Bulk {
    router: Router,
    /// The instant for all rows, if the situation has one.
    at: Option<i64>,
    situations: Vec<Situation>,
    of_situation: HashMap<(Vec<Outage>, Vec<SectorId>), u32>,
    classes: [Classes; Field::ALL.len()],
    /// By field: the class of a notice that leaves it out.
    absent: [Class; Field::ALL.len()],
    moments: Moments,
    widths: [usize; PLACES],
    scales: Scales,
    known: Known,
    seeds: Vec<Seed>,
    /// The classes and situations, as the engine has them.
    codes: Box<dyn Codes>,
}

/// The questions by the keys of their rows.
enum Known {
    /// More kinds of rows than any key can tell apart: 2 to the power of 240.
    Nothing,
    Narrow(Seen<u64>),
    Wide(Seen<u128>),
    Widest(Seen<Pair>),
}

impl Bulk {
    /// The number of a row without a question: something in it does not fit the router.
    pub const UNFIT: u32 = u32::MAX;
    /// The id of the notice that stands for the rows of a question.
    pub const ID: &'static str = "row";

    /// For rows in a situation, in which each row may have its own instant.
    ///
    /// # Errors
    /// Ids of the situation that are foreign to the registry.
    pub fn new(router: &Router, situation: &Situation) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        router.check_situation(situation, &mut problems);
        problems.into_result(())?;
        let covers = router.registry().covers();
        let covered = |at: i64| covers.covers(civil_day(DateTime::from_timestamp_nanos(at)));
        let first =
            |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| instant(day.and_time(NaiveTime::MIN).and_utc()));
        let years = first(*YEARS.start()).unwrap_or(i64::MIN)..first(*YEARS.end() + 1).unwrap_or(i64::MAX);
        let mut bulk = Self {
            router: router.clone(),
            at: situation.at.map(instant),
            situations: vec![situation.clone()],
            of_situation: HashMap::from([((situation.outages.clone(), situation.failed_sectors.clone()), 0)]),
            classes: std::array::from_fn(|_| Classes::default()),
            absent: [Class::UNFIT; Field::ALL.len()],
            moments: Moments::new(router.engine.starts(), years, covered, router.refuse_stale),
            widths: [0; PLACES],
            scales: Scales::default(),
            known: Known::Nothing,
            seeds: Vec::new(),
            codes: router.engine.codes(),
        };
        bulk.codes.enter_situation();
        bulk.absent = Field::ALL.map(|field| bulk.class(field, Value::Absent));
        Ok(bulk)
    }

    /// The class of a value of a field; [`Class::UNFIT`] for one that does not fit.
    pub fn class(&mut self, field: Field, value: Value<'_>) -> Class {
        let class = Held::read(field, value).and_then(|held| {
            let trace = self.router.engine.trace(&held)?;
            let classes = self.classes.get_mut(field as usize)?;
            if let Some(known) = classes.find(&trace) {
                return Some(known);
            }
            self.codes.enter(&held)?;
            Some(classes.enter(trace, held))
        });
        class.unwrap_or(Class::UNFIT)
    }

    /// The class of a situation of rows, for [`Rows::situation`]; that of the call itself is the first.
    ///
    /// # Errors
    /// Ids that are foreign to the registry.
    pub fn situation(&mut self, outages: Vec<Outage>, failed_sectors: Vec<SectorId>) -> Result<Class, Refusal> {
        let at = self.situations.first().and_then(|first| first.at);
        let mut situation = Situation::default();
        (situation.at, situation.outages, situation.failed_sectors) = (at, outages, failed_sectors);
        let mut problems = Problems::new();
        self.router.check_situation(&situation, &mut problems);
        problems.into_result(())?;
        let next = self.situations.len() as u32;
        let place =
            *self.of_situation.entry((situation.outages.clone(), situation.failed_sectors.clone())).or_insert(next);
        if place == next {
            self.situations.push(situation);
            self.codes.enter_situation();
        }
        Ok(Class(place))
    }

    /// Numbers the question of each row, [`Bulk::UNFIT`] where it has none. Gives the questions that were not asked before.
    ///
    /// A question keeps its number as long as the call lives.
    pub fn number(&mut self, rows: &Rows<'_>, questions: &mut Vec<u32>) -> Range<u32> {
        let before = self.questions();
        let embargo = self.moments.embargo(rows, self.at);
        self.make_room();
        // Each is written over: none needs to be cleared.
        questions.resize(rows.issued.len(), Self::UNFIT);
        let mut known = std::mem::replace(&mut self.known, Known::Nothing);
        match &mut known {
            Known::Nothing => questions.fill(Self::UNFIT),
            Known::Narrow(seen) => self.number_by(rows, &embargo, seen, questions),
            Known::Wide(seen) => self.number_by(rows, &embargo, seen, questions),
            Known::Widest(seen) => self.number_by(rows, &embargo, seen, questions),
        }
        self.known = known;
        before..self.questions()
    }

    fn number_by<K: Key>(&mut self, rows: &Rows<'_>, embargo: &[Class], seen: &mut Seen<K>, questions: &mut [u32]) {
        let (mut from, mut wave) = (0, FIRST_WAVE);
        while from < questions.len() {
            let until = questions.len().min(from + wave);
            if let Some(out) = questions.get_mut(from..until) {
                self.wave(rows, embargo, seen, from, out);
            }
            // What the first rows ask is mostly what the others ask.
            (from, wave) = (until, MOST_WAVE.min(wave * 16));
        }
    }

    /// Numbers the rows from one on, as many as there is room for.
    fn wave<K: Key>(
        &mut self,
        rows: &Rows<'_>,
        embargo: &[Class],
        seen: &mut Seen<K>,
        from: usize,
        questions: &mut [u32],
    ) {
        let table = self.table(rows, embargo);
        let varying = table.varying();
        let seed = |row: usize| table.seed(rows, &varying, row).filter(|seed| self.fits(seed));
        let fresh = table.look(&table.weighed(), seen, from, seed, questions);
        let mut seeds = std::mem::take(&mut self.seeds);
        settle(&fresh, seen, &mut seeds, questions);
        self.seeds = seeds;
    }

    /// The columns of the rows, each with its place in the key.
    fn table<'a>(&'a self, rows: &Rows<'a>, embargo: &'a [Class]) -> Table<'a> {
        let place = |n: usize| self.scales.places.get(n).copied().unwrap_or_default();
        let mut columns = Vec::with_capacity(PLACES - 1);
        for (n, absent) in self.absent.iter().enumerate() {
            let mut said = rows.columns.iter().filter(|(field, _)| *field as usize == n);
            let column = match (said.next(), said.next()) {
                (None, _) => Column::Same(*absent),
                (Some((_, column)), None) => *column,
                // Which of two is meant cannot be known.
                (Some(_), Some(_)) => Column::Same(Class::UNFIT),
            };
            columns.push((column, place(n)));
        }
        columns.push((rows.situation.unwrap_or(Column::Same(Class(0))), place(SITUATION)));
        let none = rows.embargo.is_empty();
        columns.push((if none { Column::Same(Class(0)) } else { Column::Each(embargo) }, place(EMBARGO)));
        let at = match self.at {
            _ if !rows.at.is_empty() => At::Each(rows.at),
            Some(at) => At::Same(at),
            None => At::Issued,
        };
        Table { columns, issued: rows.issued, at, epoch: place(EPOCH), moments: &self.moments }
    }

    /// Whether what a question says fits together: the CEPTOARs lie in the sectors.
    fn fits(&self, seed: &Seed) -> bool {
        let n = Field::AffectedCeptoars as usize;
        let nothing_named = seed.classes.get(n).copied().map(Class) == self.absent.get(n).copied();
        nothing_named || self.codes.fits(seed)
    }

    /// Makes each place as wide as if so many classes were known, and so the keys longer.
    #[cfg(test)]
    pub(in crate::router) fn widen(&mut self, width: usize) {
        self.widths = [width; PLACES];
        self.scales = Scales::default();
        self.make_keys();
    }

    /// Makes the places of the keys as wide as there are classes by now.
    fn make_room(&mut self) {
        let fields = self.classes.iter().map(Classes::len);
        let needed = fields.chain([self.situations.len(), self.moments.epochs(), self.moments.embargoes()]);
        let mut grown = false;
        for (width, needed) in self.widths.iter_mut().zip(needed) {
            if needed > *width {
                // A closed vocabulary is soon whole; of sets there come more and more.
                *width = if needed <= 64 { needed } else { needed + needed / 2 };
                grown = true;
            }
        }
        if grown {
            self.make_keys();
        }
    }

    fn make_keys(&mut self) {
        self.scales = Scales::new(self.widths.iter().copied());
        self.known = match self.scales.keys {
            Some(keys) if self.scales.are_narrow() => Known::Narrow(self.seen_again(keys)),
            Some(keys) => Known::Wide(self.seen_again(keys)),
            None if self.scales.fit_in_a_pair => Known::Widest(self.seen_again(u128::MAX)),
            None => Known::Nothing,
        };
    }

    /// The questions by the keys that they have now.
    fn seen_again<K: Key>(&self, keys: u128) -> Seen<K> {
        let mut seen = Seen::new(keys);
        for (number, seed) in (FIRST..).zip(&self.seeds) {
            let mut key = K::ZERO;
            for (class, place) in seed.classes.iter().zip(&self.scales.places) {
                key += place.weigh(Class(*class));
            }
            seen.known_or(key, number);
        }
        seen
    }

    /// Asks questions, each once; with the feature `rayon` on all cores. The answers stand in the order of the questions.
    pub fn ask<T: Send>(
        &self,
        questions: Range<u32>,
        answer: impl Fn(&Router, &Notice, &Situation) -> T + Sync,
    ) -> Vec<T> {
        let seeds = self.seeds.get(questions.start as usize..questions.end as usize).unwrap_or_default();
        // A seed holds classes that this call gave, so that each has its notice and its situation: none is passed over.
        let one = |seed: &Seed| {
            let (notice, situation) = (self.notice_of(seed)?, self.situation_by(seed)?);
            Some(answer(&self.router, &notice, &situation))
        };
        #[cfg(feature = "rayon")]
        {
            use rayon::prelude::*;
            seeds.par_iter().with_min_len(16).filter_map(one).collect()
        }
        #[cfg(not(feature = "rayon"))]
        seeds.iter().filter_map(one).collect()
    }

    /// Writes who is told of each of some questions, then who of them must be, as bits by party: what
    /// [`RecipientSet::told_bits`] and [`RecipientSet::required_bits`] say of its notice. With the feature `rayon` on all cores.
    ///
    /// # Errors
    /// `look-up-failed`: a question was asked with a class that another call gave.
    ///
    /// [`RecipientSet::told_bits`]: crate::RecipientSet::told_bits
    /// [`RecipientSet::required_bits`]: crate::RecipientSet::required_bits
    pub fn audiences(&self, questions: Range<u32>, words: &mut Vec<u64>) -> Result<(), Refusal> {
        let seeds = self.seeds.get(questions.start as usize..questions.end as usize).unwrap_or_default();
        let of_each = 2 * self.router.registry().parties().len().div_ceil(64);
        words.clear();
        words.resize(seeds.len() * of_each, 0);
        let tell = |(seeds, words): (&[Seed], &mut [u64])| self.codes.tell(seeds, &self.situations, words);
        let of_block = (of_each * TOLD).max(1);
        #[cfg(feature = "rayon")]
        let are_told = {
            use rayon::prelude::*;
            let are_told = seeds.par_chunks(TOLD).zip(words.par_chunks_mut(of_block)).map(tell);
            are_told.reduce(|| true, |one, other| one & other)
        };
        #[cfg(not(feature = "rayon"))]
        let are_told = seeds.chunks(TOLD).zip(words.chunks_mut(of_block)).all(tell);
        if are_told {
            return Ok(());
        }
        words.clear();
        Err(Refusal::one(ErrorCode::LookUpFailed, "", vec![Self::ID.to_owned()]))
    }

    /// Whether the edition says nothing about the instant of a question.
    #[must_use]
    pub fn is_stale(&self, question: u32) -> bool {
        self.seeds.get(question as usize).is_some_and(|seed| self.moments.is_stale(seed.epoch()))
    }

    /// How many questions were asked so far.
    #[must_use]
    pub fn questions(&self) -> u32 {
        self.seeds.len() as u32
    }

    /// The notice that stands for the rows of a question.
    #[must_use]
    pub fn notice(&self, question: u32) -> Option<Notice> {
        self.notice_of(self.seeds.get(question as usize)?)
    }

    /// The situation in which a question is asked, with its instant.
    #[must_use]
    pub fn situation_of(&self, question: u32) -> Option<Situation> {
        self.situation_by(self.seeds.get(question as usize)?)
    }

    fn situation_by(&self, seed: &Seed) -> Option<Situation> {
        let mut situation = self.situations.get(*seed.classes.get(SITUATION)? as usize)?.clone();
        situation.at = Some(DateTime::from_timestamp_nanos(seed.at));
        Some(situation)
    }

    fn notice_of(&self, seed: &Seed) -> Option<Notice> {
        let value = |field: Field| {
            let class = seed.classes.get(field as usize)?;
            self.classes.get(field as usize)?.value(*class)
        };
        let (Some(Held::Direction(direction)), Some(Held::Origin(origin))) =
            (value(Field::Direction), value(Field::Origin))
        else {
            return None;
        };
        let (Some(Held::Level(level)), Some(Held::Kind(kind))) = (value(Field::Level), value(Field::Kind)) else {
            return None;
        };
        let instant = DateTime::<Utc>::from_timestamp_nanos;
        let id = NoticeId::new(Self::ID).ok()?;
        let mut notice = Notice::new(id, *direction, origin.clone(), level.clone(), kind.clone(), instant(seed.issued));
        for field in Field::ALL.into_iter().skip(4) {
            value(field)?.put(&mut notice);
        }
        notice.embargo_until = (seed.embargo != Rows::NEVER).then(|| instant(seed.embargo));
        Some(notice)
    }
}
