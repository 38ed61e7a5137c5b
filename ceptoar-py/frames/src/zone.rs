//! The zone in which instants without one are meant, if the caller says so.

use std::fmt;
use std::str::FromStr;

use ceptoar_core::chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::found::Said;

/// A zone of the IANA database, or a fixed offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Which);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Named(Tz),
    Fixed(FixedOffset),
}

/// Why a local time is no instant of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// Clocks were put forward over it.
    Never,
    /// Clocks were put back over it.
    Twice,
}

impl Zone {
    /// The instant at which clocks of the zone show a time, if they show it exactly once.
    pub(crate) fn instant(self, local: NaiveDateTime) -> Result<DateTime<Utc>, Unclear> {
        fn of<Z: TimeZone>(zone: &Z, local: NaiveDateTime) -> Result<DateTime<Utc>, Unclear> {
            match zone.from_local_datetime(&local) {
                MappedLocalTime::Single(at) => Ok(at.to_utc()),
                MappedLocalTime::Ambiguous(..) => Err(Unclear::Twice),
                MappedLocalTime::None => Err(Unclear::Never),
            }
        }
        match self.0 {
            Which::Named(zone) => of(&zone, local),
            Which::Fixed(offset) => of(&offset, local),
        }
    }

    /// The time that clocks of the zone show at an instant.
    pub(crate) fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        match self.0 {
            Which::Named(zone) => at.with_timezone(&zone).naive_local(),
            Which::Fixed(offset) => at.with_timezone(&offset).naive_local(),
        }
    }

    /// The offset from UTC at an instant, as `+09:00`.
    pub(crate) fn offset(self, at: DateTime<Utc>) -> String {
        match self.0 {
            Which::Named(zone) => at.with_timezone(&zone).offset().fix().to_string(),
            Which::Fixed(offset) => offset.to_string(),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Which::Named(zone) => f.write_str(zone.name()),
            Which::Fixed(offset) => offset.fmt(f),
        }
    }
}

impl FromStr for Zone {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        if let Ok(zone) = text.parse::<Tz>() {
            return Ok(Self(Which::Named(zone)));
        }
        if text == "Z" {
            return Ok(Self(Which::Named(Tz::UTC)));
        }
        if let Some(offset) = offset(text) {
            return Ok(Self(Which::Fixed(offset)));
        }
        let near = nearest(text).map(|name| (format!("; nearest: `{name}`"), format!("。近い名前: `{name}`")));
        let (en, ja) = near.unwrap_or_default();
        Err(Said::new(
            format!("`{text}` is no zone: give an IANA name as `Asia/Tokyo`, or an offset as `+09:00`{en}"),
            format!("`{text}` は時間帯ではない。`Asia/Tokyo` のようなIANA名か、`+09:00` のような時差を書く{ja}"),
        ))
    }
}

/// An offset as `+09:00`, `+0900` or `+09`.
pub(super) fn offset(text: &str) -> Option<FixedOffset> {
    let (sign, digits) = match text.as_bytes() {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let number = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'))
    };
    let (hours, minutes) = match *digits {
        [a, b] => (number(a, b)?, 0),
        [a, b, c, d] | [a, b, b':', c, d] => (number(a, b)?, number(c, d)?),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then(|| FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60)).flatten()
}

/// The zone that was probably meant: its name in another case, one with a slip, or a city's.
fn nearest(text: &str) -> Option<&'static str> {
    if text.eq_ignore_ascii_case("jst") || text == "日本" || text == "日本時間" {
        return Some(Tz::Asia__Tokyo.name());
    }
    let wanted = text.to_lowercase().replace(' ', "_");
    let city = |name: &str| name.rsplit('/').next().is_some_and(|city| city == wanted);
    let by_city = TZ_VARIANTS.iter().find(|zone| city(&zone.name().to_lowercase()));
    let distance = |zone: &&Tz| strsim::osa_distance(&zone.name().to_lowercase(), &wanted);
    let near = || TZ_VARIANTS.iter().min_by_key(distance).filter(|zone| distance(zone) <= 2 && wanted.len() > 4);
    by_city.or_else(near).map(|zone| zone.name())
}
