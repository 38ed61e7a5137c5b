//! An instant in its usual form: `2009-05-08T10:00:00+09:00`.

use crate::time::YEARS;

/// The days from the beginning of the calendar, a first of January of the year 1, to that of 1970.
const BEFORE_1970: i32 = 719_162;

/// The nanoseconds since 1970 of an instant that begins a text, as [`parse_instant`](crate::parse_instant) reads it, and
/// what follows. The first and the last year that a document may name are left to it: there an offset decides.
pub(crate) fn nanoseconds(text: &[u8]) -> Option<(i64, &[u8])> {
    let [y, e, a, r, b'-', o, n, b'-', d, i, b'T', h, u, b':', m, t, b':', s, c, rest @ ..] = text else {
        return None;
    };
    let days = days(two(*y, *e)? * 100 + two(*a, *r)?, two(*o, *n)?, two(*d, *i)?)?;
    let (hour, minute, second) = (two(*h, *u)?, two(*m, *t)?, two(*s, *c)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (fraction, rest) = fraction(rest)?;
    let (east, rest) = offset(rest)?;
    let seconds = i64::from(days) * 86_400 + i64::from(hour * 3600 + minute * 60 + second - east);
    Some((seconds * 1_000_000_000 + fraction, rest))
}

fn two(tens: u8, ones: u8) -> Option<i32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i32::from(tens) * 10 + i32::from(ones))
}

/// The days from 1970 to a day.
fn days(year: i32, month: i32, day: i32) -> Option<i32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let leap = i32::from(is_leap);
    let (before, long) = match month {
        1 => (0, 31),
        2 => (31, 28 + leap),
        3 => (59 + leap, 31),
        4 => (90 + leap, 30),
        5 => (120 + leap, 31),
        6 => (151 + leap, 30),
        7 => (181 + leap, 31),
        8 => (212 + leap, 31),
        9 => (243 + leap, 30),
        10 => (273 + leap, 31),
        11 => (304 + leap, 30),
        12 => (334 + leap, 31),
        _ => return None,
    };
    let is_day = year > *YEARS.start() && year < *YEARS.end() && (1..=long).contains(&day);
    let whole = year - 1;
    is_day.then(|| whole * 365 + whole / 4 - whole / 100 + whole / 400 + before + day - 1 - BEFORE_1970)
}

/// The nanoseconds of a fraction of a second, where there is one of at most nine digits, and what follows.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let Some((b'.', mut rest)) = text.split_first() else { return Some((0, text)) };
    let mut nanoseconds = 0;
    let mut unit = 1_000_000_000;
    while let Some((digit @ b'0'..=b'9', behind)) = rest.split_first() {
        unit /= 10;
        if unit == 0 {
            return None;
        }
        nanoseconds += i64::from(digit - b'0') * unit;
        rest = behind;
    }
    (unit < 1_000_000_000).then_some((nanoseconds, rest))
}

/// The seconds by which an offset is east of UTC, and what follows.
fn offset(text: &[u8]) -> Option<(i32, &[u8])> {
    let (sign, h, u, m, t, rest) = match text {
        [b'Z', rest @ ..] => return Some((0, rest)),
        [b'+', h, u, b':', m, t, rest @ ..] => (1, h, u, m, t, rest),
        [b'-', h, u, b':', m, t, rest @ ..] => (-1, h, u, m, t, rest),
        _ => return None,
    };
    let (hours, minutes) = (two(*h, *u)?, two(*m, *t)?);
    (hours < 24 && minutes < 60).then_some((sign * (hours * 3600 + minutes * 60), rest))
}
