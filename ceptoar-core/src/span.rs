//! A length of time, to the second.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::shown::shown;

/// The most digits that a number of hours, minutes or seconds may have where it stands first.
const MOST_DIGITS: usize = 6;

/// A length of time: hours, minutes and seconds, as `PT1H20M`.
///
/// ```
/// use ceptoar_core::life::Span;
///
/// let span: Span = "PT80M".parse()?;
/// assert_eq!(span.to_string(), "PT1H20M");
/// assert_eq!(span.seconds(), 4800);
/// assert_eq!(Span::default().to_string(), "PT0S");
/// # Ok::<(), ceptoar_core::life::InvalidSpan>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    seconds: u32,
}

/// The error of a text that is no length of time.
///
/// ```
/// use ceptoar_core::life::Span;
///
/// let invalid = "soon".parse::<Span>().unwrap_err();
/// assert!(invalid.to_string().starts_with("`soon` is no length of time"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is no length of time; write hours, minutes and seconds such as `PT30M`, `PT1H20M`", shown(.0))]
pub struct InvalidSpan(String);

impl Span {
    /// So many seconds.
    #[must_use]
    pub fn of_seconds(seconds: u32) -> Self {
        Self { seconds }
    }

    /// How many seconds it is.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.seconds
    }

    pub(crate) fn is_nothing(&self) -> bool {
        self.seconds == 0
    }

    /// The length of time between two instants, to the second below; nothing where the second is not later.
    pub(crate) fn between(from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        Self { seconds: u32::try_from((until - from).num_seconds().max(0)).unwrap_or(u32::MAX) }
    }

    pub(crate) fn delta(self) -> TimeDelta {
        TimeDelta::seconds(self.seconds.into())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix("PT")?;
        if rest == "0S" {
            return Some(Self::default());
        }
        let mut seconds: u32 = 0;
        let mut is_first = true;
        for (unit, of) in [('H', 3600_u32), ('M', 60), ('S', 1)] {
            let Some((digits, after)) = rest.split_once(unit) else { continue };
            let most = if is_first { MOST_DIGITS } else { 2 };
            let plain = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
            if !plain || digits.starts_with('0') {
                return None;
            }
            seconds = seconds.checked_add(digits.parse::<u32>().ok()?.checked_mul(of)?)?;
            (rest, is_first) = (after, false);
        }
        (rest.is_empty() && !is_first).then_some(Self { seconds })
    }
}

impl FromStr for Span {
    type Err = InvalidSpan;

    /// # Errors
    /// The text is no number of hours, minutes and seconds.
    fn from_str(text: &str) -> Result<Self, InvalidSpan> {
        Self::parse(text).ok_or_else(|| InvalidSpan(text.to_owned()))
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text: Cow<'de, str> = Deserialize::deserialize(d)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Span {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": crate::time::SPAN_PATTERN })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seconds == 0 {
            return f.write_str("PT0S");
        }
        f.write_str("PT")?;
        for (number, unit) in [(self.seconds / 3600, 'H'), (self.seconds / 60 % 60, 'M'), (self.seconds % 60, 'S')] {
            if number > 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for seconds in [0, 1, 59, 60, 61, 3599, 3600, 3661, 86_400, 360_000_000] {
            let span = Span::of_seconds(seconds);
            assert_eq!(span.to_string().parse(), Ok(span), "{span}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in
            ["", "PT", "P1D", "PT01H", "PT1M1H", "PT1H100M", "PT1000000H", "PT-1M", "PT1.5H", "1H", "PT0H", "PT1Hx"]
        {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }
}
