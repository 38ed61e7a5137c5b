//! May or must of many notices at once: arrays in, bits out.

use std::mem::MaybeUninit;

use ceptoar_core::bulk::{Bulk, Class, Column, Field, Outcomes, Rows, Value};
use ceptoar_core::{self as core, ErrorCode};

use crate::call::{CeptoarError, done, value};
use crate::column::{CeptoarColumn, Coded, Given, fault};
use crate::fail::Fail;
use crate::handle::{Room, array, lend, need};
use crate::notice::CeptoarSituation;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::CeptoarStr;

/// What a row of `embargo` holds whose notice has none.
pub const CEPTOAR_NO_EMBARGO: i64 = i64::MIN;

const _: () = assert!(CEPTOAR_NO_EMBARGO == Rows::NEVER, "the core's own is another");

/// So many rows are numbered together: what is kept of them meanwhile stays in near memory.
const BLOCK: usize = 1 << 14;

fn words(router: &core::Router) -> usize {
    router.registry().parties().len().div_ceil(64)
}

/// How many words a row of `ceptoar_router_batch` has: a bit for each party; 0 for NULL.
///
/// # Safety
/// `router` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_words(router: *const CeptoarRouter) -> usize {
    value(0, || unsafe { lend(router) }.map_or(0, |router| words(&router.0)))
}

/// The party at a place, in the order of their ids: its bit is `place % 64` of word `place / 64`. No text where there is
/// none. The text lives as long as the router.
///
/// # Safety
/// `router` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_party(router: *const CeptoarRouter, place: usize) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        let party = unsafe { lend(router) }.and_then(|router| router.0.registry().parties().get(place));
        party.map_or(CeptoarStr::NONE, |party| CeptoarStr::of(party.id.as_str()))
    })
}

/// Who is told of each of many notices, and who must be: what `ceptoar_router_duty` says, for all parties at once. Notices
/// that differ in nothing that matters are decided once.
///
/// A notice is a row of the columns; a field without a column is left out. `issued` has for each row its `issued_at`, in
/// nanoseconds since 1970 in UTC; `embargo` likewise its `embargo_until`, or `CEPTOAR_NO_EMBARGO`, and may be NULL: none has
/// one.
///
/// `told` and `must` have `words` words for each row, as many as `ceptoar_router_words` says: bit `n % 64` of word `n / 64` is
/// the party that `ceptoar_router_party` has at `n`. Who must be told is told. `fits` is 1 for each row that is answered, and
/// 0 for one that `ceptoar_router_notice` or `ceptoar_router_duty` would refuse, or whose key has no value: nobody is told.
///
/// Of no rows all arrays may be NULL.
///
/// # Safety
/// Pointers are NULL or valid; there are `columns_len` columns, and `rows` keys in each; `issued`, `embargo` and `fits` have
/// `rows` elements, `told` and `must` `rows` times `words`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_batch(
    router: *const CeptoarRouter,
    situation: *const CeptoarSituation,
    columns: *const CeptoarColumn,
    columns_len: usize,
    issued: *const i64,
    embargo: *const i64,
    rows: usize,
    told: *mut u64,
    must: *mut u64,
    words: usize,
    fits: *mut u8,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        done(error, || {
            let router = &need(router, "router")?.0;
            let columns = read(columns, columns_len, rows)?;
            let issued = array(issued, rows, "issued")?;
            let embargo = if embargo.is_null() { &[] } else { array(embargo, rows, "embargo")? };
            if words != self::words(router) {
                return Err(Fail::invalid("words"));
            }
            let bits = rows.saturating_mul(words);
            let (told, must) = (Room::new(told, bits, "told")?, Room::new(must, bits, "must")?);
            let fits = Room::new(fits, rows, "fits")?;
            let plain = core::Situation::default();
            let situation = lend(situation).map_or(&plain, |situation| &situation.0);
            let answers = Answers::new(router, situation, &columns, issued, embargo)?;
            // From here on nothing fails. What is written is not held at the same time: it may overlap.
            answers.write(told.open(), words, |said| said.get(..words));
            answers.write(must.open(), words, |said| said.get(words..));
            answers.write(fits.open(), 1, |_| Some(&[1]));
            Ok(())
        })
    }
}

/// The columns, each of another field.
///
/// # Safety
/// Pointers are NULL or valid.
unsafe fn read<'a>(columns: *const CeptoarColumn, len: usize, rows: usize) -> Result<Vec<Given<'a>>, Fail> {
    let mut all: Vec<Given<'a>> = Vec::new();
    for (place, column) in unsafe { array(columns, len, "columns") }?.iter().enumerate() {
        let given = unsafe { Given::read(column, rows) }.and_then(|given| {
            let twice = all.iter().any(|other| other.field == given.field);
            if twice { Err(fault(ErrorCode::DuplicateField, given.field.as_str())) } else { Ok(given) }
        });
        all.push(given.map_err(|fail| fail.within(&format!("/columns/{place}")))?);
    }
    Ok(all)
}

/// What the rows are told.
struct Answers {
    /// For each row the number of its answer.
    of_rows: Vec<u32>,
    /// The words of who is told, then those of who must be.
    outcomes: Outcomes<Box<[u64]>>,
}

impl Answers {
    fn new(
        router: &core::Router,
        situation: &core::Situation,
        columns: &[Given<'_>],
        issued: &[i64],
        embargo: &[i64],
    ) -> Result<Self, Fail> {
        let mut bulk = Bulk::new(router, situation)?;
        let columns: Vec<Coded<'_>> = columns.iter().map(|column| column.coded(&mut bulk)).collect();
        for field in Field::ALL {
            let given = columns.iter().any(|column| column.field == field);
            if !given && bulk.class(field, Value::Absent) == Class::UNFIT {
                return Err(Fail::refused(ErrorCode::MissingField, "/columns", field.as_str()));
            }
        }
        let nobody = Outcomes::<Box<[u64]>>::NONE;
        let mut answers = Self { of_rows: vec![nobody; issued.len()], outcomes: Outcomes::default() };
        let (mut questions, mut said) = (Vec::new(), Vec::new());
        let blocks = issued.chunks(BLOCK).zip(answers.of_rows.chunks_mut(BLOCK)).enumerate();
        for (block, (issued, of_rows)) in blocks {
            let rows = block * BLOCK..block * BLOCK + issued.len();
            let with_absent: Vec<_> = columns.iter().map(|column| column.with_absent(rows.clone())).collect();
            let all = columns.iter().zip(&with_absent);
            let columns: Vec<(Field, Column<'_>)> = all
                .map(|(column, with_absent)| {
                    let keyed = || column.keyed(rows.clone());
                    (column.field, with_absent.as_ref().map_or_else(keyed, |classes| Column::Each(classes)))
                })
                .collect();
            let embargo = embargo.get(rows).unwrap_or_default();
            let asked = bulk.number(&Rows { columns: &columns, issued, embargo, ..Rows::default() }, &mut questions);
            bulk.audiences(asked.clone(), &mut said)?;
            answers.outcomes.take(asked, said.chunks_exact(2 * words(router).max(1)).map(Box::from));
            answers.outcomes.number(&questions, of_rows);
        }
        Ok(answers)
    }

    /// Writes for each row a part of its answer, `len` elements; 0 where it has none: nobody is told.
    fn write<T: Copy + Default>(&self, out: &mut [MaybeUninit<T>], len: usize, part: impl Fn(&[u64]) -> Option<&[T]>) {
        for (row, outcome) in out.chunks_exact_mut(len.max(1)).zip(&self.of_rows) {
            let said = self.outcomes.table().get(*outcome as usize);
            let said = said.and_then(|said| part(said)).unwrap_or_default();
            for (n, to) in row.iter_mut().enumerate() {
                to.write(said.get(n).copied().unwrap_or_default());
            }
        }
    }
}
