//! Columns as numbers: ids, words, flags, instants.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use ceptoar_core::bulk::Rows;
use ceptoar_core::chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use ceptoar_core::{NoticeId, instant_text};
use rayon::prelude::*;

use super::cell::{self, Instant, Reading, Why, is_blank};
use super::codes::{ABSENT, Codes, ROWS};
use super::interner::Interner;
use super::repeat::decoded;
use super::set_column::Faults;
use super::text::{Blank, Texts, by_text, encode};

/// The number that stands for an id or instant that is as it should be: it decides nothing.
pub(super) const GOOD: u32 = u32::MAX;

/// Words of a vocabulary, or ids: the core judges them.
pub(super) fn words(array: &ArrayRef, texts: &mut Interner, faults: &mut Faults) -> Option<Codes> {
    by_text(array, |text| word(text, texts, faults))
}

fn word(text: &str, texts: &mut Interner, faults: &mut Faults) -> u32 {
    let code = texts.code(text);
    if is_blank(text) {
        faults.insert(code, Why::blank());
    }
    code
}

/// `true` and `false`, in capitals too, as spreadsheets write them.
pub(super) fn flags(array: &ArrayRef, texts: &mut Interner, faults: &mut Faults) -> Option<Codes> {
    by_text(array, |text| match text.to_ascii_lowercase().as_str() {
        flag @ ("true" | "false") => texts.code(flag),
        _ => {
            let code = word(text, texts, faults);
            faults.entry(code).or_insert_with(|| Why::no_flag(text));
            code
        }
    })
}

/// `true` is no id: only flags may be booleans.
pub(super) fn not_flags(array: &ArrayRef) -> Option<()> {
    (!matches!(array.data_type(), DataType::Boolean)).then_some(())
}

/// Ids only need the form of an id: a good one decides nothing.
pub(super) fn ids(array: &ArrayRef, bad: &mut Interner, faults: &mut Faults) -> Option<Codes> {
    not_flags(array)?;
    let mut check = |text: &str| if is_notice_id(text) { GOOD } else { word(text, bad, faults) };
    if array.as_any_dictionary_opt().is_some() {
        return by_text(array, check);
    }
    // They hardly ever repeat, so that none is kept.
    let texts = Texts::new(array.as_ref())?;
    let said = |row: usize| texts.get(row).filter(|text| !text.is_empty());
    let good = |text: &str| is_notice_id(text);
    let rows = 0..array.len();
    if rows.clone().into_par_iter().with_min_len(4096).all(|row| said(row).is_some_and(good)) {
        return Some(Codes::Same(GOOD));
    }
    Some(Codes::Each(rows.map(|row| said(row).map_or(ABSENT, &mut check)).collect()))
}

/// Short plain ASCII is the common case; the core judges the rest.
fn is_notice_id(text: &str) -> bool {
    let plain = (1..=64).contains(&text.len()) && text.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
    plain || NoticeId::new(text).is_ok()
}

/// Instants in nanoseconds since 1970 in UTC, [`Rows::NEVER`] where none stands, and a number for each: [`GOOD`] for a good
/// one; of a wrong one the number of its text, so that the core can refuse it in its own words.
pub(super) fn instants(
    array: &ArrayRef,
    reading: &Reading,
    texts: &mut Interner,
    faults: &mut Faults,
) -> Option<(Vec<i64>, Codes)> {
    if let Some(coded) = array.as_any_dictionary_opt()
        && matches!(coded.values().data_type(), DataType::Timestamp(..))
    {
        let whole = decoded(coded).ok()?;
        return instants(&whole, reading, texts, faults);
    }
    let mut number = |read: Instant, text: &str| match read {
        Instant::Good(at) => (at.timestamp_nanos_opt().unwrap_or(Rows::NEVER), GOOD),
        Instant::Core(text) => (Rows::NEVER, texts.code(&text)),
        Instant::Refused(why) => {
            let code = texts.code(text);
            faults.insert(code, why);
            (Rows::NEVER, code)
        }
    };
    if let DataType::Timestamp(unit, zone) = array.data_type() {
        let (ticks, of_second) = match unit {
            TimeUnit::Second => (array.as_primitive_opt::<TimestampSecondType>()?.values(), 1),
            TimeUnit::Millisecond => (array.as_primitive_opt::<TimestampMillisecondType>()?.values(), 1_000),
            TimeUnit::Microsecond => (array.as_primitive_opt::<TimestampMicrosecondType>()?.values(), 1_000_000),
            TimeUnit::Nanosecond => (array.as_primitive_opt::<TimestampNanosecondType>()?.values(), 1_000_000_000),
        };
        if zone.is_some()
            && array.null_count() == 0
            && let Some(out) = good(ticks, of_second)
        {
            return Some((out, Codes::Same(GOOD)));
        }
        let (mut out, mut codes) = (vec![Rows::NEVER; array.len()], vec![ABSENT; array.len()]);
        for (row, ((tick, out), code)) in ticks.iter().zip(&mut out).zip(&mut codes).enumerate() {
            if array.is_null(row) {
                continue;
            }
            (*out, *code) = match (instant(*tick, *unit), zone, reading.tz) {
                (Some(at), Some(_), _) if (1900..=2200).contains(&at.year()) => number(Instant::Good(at), ""),
                (Some(at), Some(_), _) => number(Instant::Core(instant_text(at)), ""),
                (Some(at), None, tz) => {
                    let (local, text) = (at.naive_utc(), at.format("%Y-%m-%dT%H:%M:%S%.f").to_string());
                    let read = tz.map(|zone| cell::in_zone(local, zone, &text));
                    number(read.unwrap_or_else(|| Instant::Refused(Why::naive(&text))), &text)
                }
                (None, ..) => number(Instant::Core(tick.to_string()), ""),
            };
        }
        return Some((out, Codes::Each(codes)));
    }
    not_flags(array)?;
    let (mut out, mut codes) = (vec![Rows::NEVER; array.len()], vec![ABSENT; array.len()]);
    let mut own = Interner::default();
    let cells = encode(array, &mut own, Blank::Absent)?;
    let known: Vec<_> = own.texts().iter().map(|text| number(cell::instant(text, reading.tz), text)).collect();
    for (row, (out, code)) in out.iter_mut().zip(&mut codes).enumerate() {
        if let Some((at, number)) = (cells.at(row) as usize).checked_sub(1).and_then(|place| known.get(place)) {
            (*out, *code) = (*at, *number);
        }
    }
    Some((out, Codes::Each(codes)))
}

/// The instants in nanoseconds, if all of them lie in the years that a document may name.
fn good(ticks: &[i64], of_second: i64) -> Option<Vec<i64>> {
    let first = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(day.and_time(NaiveTime::MIN).and_utc().timestamp() * of_second)
    };
    let (from, until) = (first(1900)?, first(2201)?);
    let nanos = 1_000_000_000 / of_second;
    let mut out = vec![0; ticks.len()];
    let all = out.par_chunks_mut(ROWS).zip(ticks.par_chunks(ROWS)).map(|(out, ticks)| {
        let mut beside = false;
        for (out, tick) in out.iter_mut().zip(ticks) {
            beside |= *tick < from || *tick >= until;
            *out = tick.wrapping_mul(nanos);
        }
        !beside
    });
    all.reduce(|| true, |one, other| one & other).then_some(out)
}

fn instant(tick: i64, unit: TimeUnit) -> Option<DateTime<Utc>> {
    match unit {
        TimeUnit::Second => DateTime::from_timestamp(tick, 0),
        TimeUnit::Millisecond => DateTime::from_timestamp_millis(tick),
        TimeUnit::Microsecond => DateTime::from_timestamp_micros(tick),
        TimeUnit::Nanosecond => Some(DateTime::from_timestamp_nanos(tick)),
    }
}
