//! A part of a whole, in ten-thousandths.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How many ten-thousandths the whole has.
const ALL: u16 = 10_000;

/// A chance, or a part of a whole: a number from 0 to 1 with at most four decimals, kept whole as ten-thousandths.
///
/// ```
/// use ceptoar_core::life::Share;
///
/// let share: Share = serde_json::from_str("0.0489")?;
/// assert_eq!((share.ten_thousandths(), share.to_string().as_str()), (489, "4.89 %"));
/// assert_eq!(Share::of_ten_thousandths(10_000).map(|all| serde_json::to_string(&all).ok()), Some(Some("1".to_owned())));
/// assert!(serde_json::from_str::<Share>("0.00001").is_err() && serde_json::from_str::<Share>("1.5").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Share(u16);

impl Share {
    /// The whole.
    pub(crate) const WHOLE: Self = Self(ALL);

    /// So many ten-thousandths; `None`: more than the whole.
    #[must_use]
    pub fn of_ten_thousandths(number: u16) -> Option<Self> {
        (number <= ALL).then_some(Self(number))
    }

    /// How many ten-thousandths it is.
    #[must_use]
    pub fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// A part of a whole, to the nearest ten-thousandth. Of nothing: nothing.
    pub(crate) fn of(part: u64, whole: u64) -> Self {
        let scaled = u128::from(part.min(whole)) * u128::from(ALL) + u128::from(whole / 2);
        Self(scaled.checked_div(u128::from(whole)).and_then(|share| u16::try_from(share).ok()).unwrap_or_default())
    }

    /// The number as it is written, where it has no more than four decimals: each has one float that is nearest to it.
    fn read(number: f64) -> Option<Self> {
        // A cast of floats saturates, so that what is no share becomes one that is not the number.
        Self::of_ten_thousandths((number * f64::from(ALL)).round() as u16).filter(|share| share.number() == number)
    }

    fn number(self) -> f64 {
        f64::from(self.0) / f64::from(ALL)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", f64::from(self.0) / 100.0)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            0 => s.serialize_u64(0),
            ALL => s.serialize_u64(1),
            _ => s.serialize_f64(self.number()),
        }
    }
}

/// What a reader says that it expected.
const EXPECTED: &str = "a number from 0 to 1 with at most four decimals";

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_f64(Reader)
    }
}

struct Reader;

impl de::Visitor<'_> for Reader {
    type Value = Share;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Share, E> {
        Share::read(number).ok_or_else(|| E::invalid_value(de::Unexpected::Float(number), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Share, E> {
        let share = u16::try_from(number).ok().and_then(|whole| Share::of_ten_thousandths(whole.saturating_mul(ALL)));
        share.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Share, E> {
        Err(E::invalid_value(de::Unexpected::Signed(number), &self))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Share {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "A part of a whole, with at most four decimals."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ten_thousandth_is_written_and_read_back() {
        for number in 0..=ALL {
            let text = serde_json::to_string(&Share(number)).unwrap_or_default();
            assert_eq!(serde_json::from_str(&text).ok(), Some(Share(number)), "{text}");
            assert!(text.len() <= 6, "{text}");
        }
        for text in ["-0.1", "1.0001", "0.12345", "1e300", "-1", "2"] {
            assert!(serde_json::from_str::<Share>(text).is_err(), "{text}");
        }
        assert_eq!(serde_json::from_str("1e-1").ok(), Some(Share(1000)));
    }

    #[test]
    fn a_part_is_rounded_to_the_nearest() {
        assert_eq!(
            [(0, 0), (1, 3), (2, 3), (1, 2), (7, 5)].map(|(part, whole)| Share::of(part, whole).0),
            [0, 3333, 6667, 5000, ALL]
        );
    }
}
