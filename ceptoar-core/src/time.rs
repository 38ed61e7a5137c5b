//! Instants, civil days in Japan, and half-open periods. Nothing here reads a clock.

use std::fmt;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Offset as _, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Japan is nine hours ahead of UTC and keeps no summer time.
const JAPAN_OFFSET: TimeDelta = TimeDelta::hours(9);
/// The first and last year of a date or instant that a document may name.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The form of a length of time: hours, minutes and seconds, none written as zero but `PT0S`.
#[cfg(feature = "schemars")]
pub(crate) const SPAN_PATTERN: &str =
    "^PT(0S|[1-9][0-9]{0,5}H([1-9][0-9]?M)?([1-9][0-9]?S)?|[1-9][0-9]{0,5}M([1-9][0-9]?S)?|[1-9][0-9]{0,5}S)$";

/// Whether an instant lies within the years of documents.
#[inline]
pub(crate) fn in_years(at: DateTime<Utc>) -> bool {
    YEARS.contains(&at.naive_utc().year())
}

/// The civil day in Japan at an instant.
///
/// ```
/// use ceptoar_core::{civil_day, parse_instant};
///
/// let day = civil_day(parse_instant("2009-05-07T15:00:00Z")?);
/// assert_eq!(day.to_string(), "2009-05-08"); // midnight in Japan
/// # Ok::<(), ceptoar_core::InstantFault>(())
/// ```
#[must_use]
pub fn civil_day(at: DateTime<Utc>) -> NaiveDate {
    at.checked_add_signed(JAPAN_OFFSET).map_or(NaiveDate::MAX, |japan| japan.date_naive())
}

/// The instant at which a civil day begins in Japan.
///
/// ```
/// use ceptoar_core::{civil_day, day_start, instant_text, parse_instant};
///
/// let day = civil_day(parse_instant("2009-05-08T10:00:00+09:00")?);
/// assert_eq!(instant_text(day_start(day)), "2009-05-07T15:00:00Z");
/// # Ok::<(), ceptoar_core::InstantFault>(())
/// ```
#[must_use]
pub fn day_start(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc().checked_sub_signed(JAPAN_OFFSET).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// The time of Japan.
pub(crate) fn japan() -> FixedOffset {
    FixedOffset::east_opt(9 * 3600).unwrap_or_else(|| Utc.fix())
}

/// An instant as people read it: `2009-05-08 10:00 JST (01:00 UTC)`, to the second only where it has seconds.
pub(crate) fn instant_for(at: DateTime<Utc>, offset: FixedOffset) -> String {
    let clock = match (at.nanosecond(), at.second()) {
        (0, 0) => "%H:%M",
        (0, _) => "%H:%M:%S",
        _ => "%H:%M:%S%.f",
    };
    let utc = |form: &str| format!("{} UTC", at.format(form));
    let whole = format!("%Y-%m-%d {clock}");
    if offset.local_minus_utc() == 0 {
        return utc(&whole);
    }
    // A day more at the end of time does not exist; no notice comes near it.
    let Some(there) = at.naive_utc().checked_add_offset(offset) else { return utc(&whole) };
    let zone = if offset == japan() { "JST".to_owned() } else { offset.to_string() };
    let beside = if there.date() == at.date_naive() { utc(clock) } else { utc(&whole) };
    format!("{} {zone} ({beside})", there.format(&whole))
}

/// An instant as every document writes it: RFC 3339 in UTC.
///
/// ```
/// use ceptoar_core::{instant_text, parse_instant};
///
/// assert_eq!(instant_text(parse_instant("2009-05-08T10:00:00+09:00")?), "2009-05-08T01:00:00Z");
/// # Ok::<(), ceptoar_core::InstantFault>(())
/// ```
#[must_use]
pub fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// An instant as a field of an answer.
pub(crate) mod instant {
    use super::{DateTime, Deserializer, Serializer, Utc, instant_text, parse_instant};
    use serde::{Deserialize, de};
    use std::borrow::Cow;

    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&instant_text(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<Utc>, D::Error> {
        parse_instant(&Cow::<'de, str>::deserialize(d)?).map_err(de::Error::custom)
    }
}

/// An instant that may be absent, as a field of an answer.
pub(crate) mod some_instant {
    use super::{DateTime, Deserializer, Serializer, Utc, instant, parse_instant};
    use serde::{Deserialize, de};

    pub(crate) fn serialize<S: Serializer>(at: &Option<DateTime<Utc>>, s: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => instant::serialize(at, s),
            None => s.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<DateTime<Utc>>, D::Error> {
        let text = Option::<String>::deserialize(d)?;
        text.map(|text| parse_instant(&text)).transpose().map_err(de::Error::custom)
    }
}

/// The error of a text that is no instant.
///
/// ```
/// use ceptoar_core::{InstantFault, parse_instant};
///
/// assert_eq!(parse_instant("2009-05-08T10:00:00"), Err(InstantFault::Naive)); // whose ten o'clock?
/// assert_eq!(parse_instant("8 May 2009"), Err(InstantFault::Malformed));
/// assert_eq!(parse_instant("2305-05-08T10:00:00Z"), Err(InstantFault::OutOfRange));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstantFault {
    /// It has no offset from UTC.
    Naive,
    /// It is not RFC 3339.
    Malformed,
    /// It is a leap second, which computers do not count.
    LeapSecond,
    /// It is not within the years 1900 to 2200 of UTC.
    OutOfRange,
}

impl fmt::Display for InstantFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Naive => "the instant has no offset from UTC (add `Z` or `+09:00`)",
            Self::Malformed => "the text is not an RFC 3339 instant",
            Self::LeapSecond => "the instant is a leap second, which is not counted here",
            Self::OutOfRange => "the instant is not within the years 1900 to 2200 of UTC",
        })
    }
}

impl std::error::Error for InstantFault {}

/// Reads an instant as the documents write it: RFC 3339 with an offset, years 1900 to 2200 of UTC.
///
/// ```
/// use ceptoar_core::{instant_text, parse_instant};
///
/// let at = parse_instant("2009-05-08T10:00:00+09:00")?;
/// assert_eq!(instant_text(at), "2009-05-08T01:00:00Z");
/// # Ok::<(), ceptoar_core::InstantFault>(())
/// ```
///
/// # Errors
/// What is wrong with the text.
pub fn parse_instant(text: &str) -> Result<DateTime<Utc>, InstantFault> {
    // chrono reads U+2212 as a minus; RFC 3339 has ASCII alone.
    if !text.is_ascii() || text.as_bytes().get(10).is_none_or(|b| !b.eq_ignore_ascii_case(&b'T')) {
        return Err(InstantFault::Malformed);
    }
    let Ok(parsed) = DateTime::parse_from_rfc3339(text) else {
        let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
            || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok();
        return Err(if naive { InstantFault::Naive } else { InstantFault::Malformed });
    };
    let at = parsed.to_utc();
    if at.nanosecond() >= 1_000_000_000 {
        // RFC 3339 has a sixty-first second at the end of a month of UTC, and nowhere else.
        let next = at.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(at);
        let is_leap = next.day() == 1 && (next.hour(), next.minute(), next.second()) == (0, 0, 0);
        return Err(if is_leap { InstantFault::LeapSecond } else { InstantFault::Malformed });
    }
    if YEARS.contains(&at.year()) { Ok(at) } else { Err(InstantFault::OutOfRange) }
}

pub(crate) fn parse_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let number = |from, until| text.get(from..until)?.parse::<u32>().ok();
    let year = shape.then(|| number(0, 4)).flatten().and_then(|year| i32::try_from(year).ok())?;
    let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    YEARS.contains(&date.year()).then_some(date)
}

/// A half-open span of civil days in Japan, `[from, until)`; an open end is `None`.
///
/// ```
/// use ceptoar_core::{Edition, Period, Registry};
///
/// let covers = Registry::builtin(Edition::V2009_03_31).covers();
/// assert_eq!(covers.to_string(), "2007-04-01/2010-04-01");
/// let until = covers.until.ok_or("without end")?;
/// assert!(!covers.covers(until) && covers.covers(ceptoar_core::last_day(until))); // half-open
/// assert!(Period::ALWAYS.covers(until));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Period {
    /// The first day; `None`: since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The first day after; `None`: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// As ISO 8601 writes an interval, with the first day after as its end; an open end is `..`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: Option<NaiveDate>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        write!(f, "{}/{}", end(self.from), end(self.until))
    }
}

impl Period {
    /// The period without beginning or end.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// Whether the period covers a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether two periods share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        fn before(until: Option<NaiveDate>, from: Option<NaiveDate>) -> bool {
            matches!((until, from), (Some(until), Some(from)) if until <= from)
        }
        !before(self.until, other.from) && !before(other.until, self.from)
    }

    /// The days at which something changes.
    pub(crate) fn boundaries(&self) -> impl Iterator<Item = NaiveDate> {
        [self.from, self.until].into_iter().flatten()
    }

    pub(crate) fn is_always(&self) -> bool {
        *self == Self::ALWAYS
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until <= from)
    }
}

/// The last day of a period whose `until` is given: the day before it, for messages that name an inclusive end.
///
/// ```
/// use ceptoar_core::{chrono::NaiveDate, last_day};
///
/// let until = NaiveDate::from_ymd_opt(2010, 4, 1).ok_or("no such day")?;
/// assert_eq!(last_day(until).to_string(), "2010-03-31");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn last_day(until: NaiveDate) -> NaiveDate {
    until.checked_sub_days(Days::new(1)).unwrap_or(until)
}

/// An instant in a JSON Schema.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[schemars(inline, transparent)]
pub(crate) struct InstantSchema(
    #[schemars(extend("format" = "date-time"))]
    #[expect(dead_code, reason = "only its schema is used")]
    String,
);

/// A civil day in a JSON Schema.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[schemars(inline, transparent)]
pub(crate) struct DateSchema(
    #[schemars(extend("format" = "date"))]
    #[expect(dead_code, reason = "only its schema is used")]
    String,
);
