//! The time within which a recipient is to be told.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::shown::shown;

/// The form of a due time.
#[cfg(feature = "schemars")]
pub(crate) const DUE_PATTERN: &str = "^(promptly|PT[1-9][0-9]{0,4}H|P[1-9][0-9]{0,3}D)$";

/// The time within which a recipient is to be told: `promptly`, or whole hours or days. The stricter orders first;
/// `PT24H` and `P1D` are as long and order by text.
///
/// ```
/// use ceptoar_core::{Due, Lang};
///
/// let due: Due = "PT24H".parse()?;
/// assert_eq!(Some(&due), Due::hours(24).as_ref());
/// assert!(Due::promptly() < due && Some(due.clone()) < Due::days(3)); // the stricter orders first
/// assert_eq!(due.word(Lang::En), "within 24 hours");
/// # Ok::<(), ceptoar_core::InvalidDue>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// Zero stands for promptly.
    hours: u32,
    text: Box<str>,
}

impl Due {
    /// At once, or as soon as can be (速やかに).
    #[must_use]
    pub fn promptly() -> Self {
        Self { hours: 0, text: "promptly".into() }
    }

    /// Within so many hours: 1 to 99,999; `None` for any other number.
    #[must_use]
    pub fn hours(hours: u32) -> Option<Self> {
        Self::parse(&format!("PT{hours}H"))
    }

    /// Within so many days: 1 to 9,999; `None` for any other number.
    #[must_use]
    pub fn days(days: u32) -> Option<Self> {
        Self::parse(&format!("P{days}D"))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let number = |digits: &str, most: usize| {
            let plain = !digits.starts_with('0') && digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<u32>().ok()).flatten()
        };
        let hours = if text == "promptly" {
            0
        } else if let Some(rest) = text.strip_prefix("PT") {
            number(rest.strip_suffix('H')?, 5)?
        } else {
            number(text.strip_prefix('P')?.strip_suffix('D')?, 4)?.checked_mul(24)?
        };
        Some(Self { hours, text: text.into() })
    }

    /// How many hours it is; `None`: promptly.
    #[cfg(feature = "life")]
    pub(crate) fn in_hours(&self) -> Option<u32> {
        (self.hours > 0).then_some(self.hours)
    }

    /// The due time as the rules write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The error of a text that is no due time.
///
/// ```
/// use ceptoar_core::Due;
///
/// let invalid = "soon".parse::<Due>().unwrap_err();
/// assert!(invalid.to_string().starts_with("`soon` is no due time"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is no due time; write `promptly`, or whole hours or days such as `PT24H`, `P3D`", shown(.0))]
pub struct InvalidDue(String);

impl FromStr for Due {
    type Err = InvalidDue;

    /// # Errors
    /// The text is neither `promptly` nor a number of hours or days.
    fn from_str(text: &str) -> Result<Self, InvalidDue> {
        Self::parse(text).ok_or_else(|| InvalidDue(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.text)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Due {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Due".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": DUE_PATTERN })
    }
}
