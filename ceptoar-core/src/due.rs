//! How soon a recipient is to be told.

use std::fmt;

use serde::{Serialize, Serializer};

/// The form of a due time.
#[cfg(feature = "schemars")]
pub(crate) const DUE_PATTERN: &str = "^(promptly|PT[1-9][0-9]{0,4}H|P[1-9][0-9]{0,3}D)$";

/// How soon: `promptly`, or whole hours or days. The stricter orders first; `PT24H` and `P1D` are as long and order by text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// Zero stands for promptly.
    hours: u32,
    text: Box<str>,
}

impl Due {
    pub(super) fn parse(text: &str) -> Option<Self> {
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
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Due".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": DUE_PATTERN })
    }
}
