//! A JSON value that a document holds as it is.

use crate::gather::Gather as _;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A JSON value, kept as its text: the fields of objects sorted, no spaces.
///
/// ```
/// use ceptoar_core::document::Json;
///
/// let value: Json = serde_json::from_str(r#"{ "b": 1, "a": [true] }"#)?;
/// assert_eq!(value.as_str(), r#"{"a":[true],"b":1}"#);
/// assert_eq!(serde_json::to_string(&value)?, value.as_str());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json(Box<str>);

impl Json {
    pub(crate) fn new(value: &Value) -> Self {
        Self(sorted(value).to_string().into())
    }

    /// What serialises to a value with string keys, so that this cannot fail.
    pub(crate) fn of(value: &(impl Serialize + ?Sized)) -> Self {
        Self::new(&value_of(value))
    }

    /// The value as JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn value(&self) -> Value {
        // It was written from a value, so that it is one.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// A value by way of its text, which documents are written as anyway: to write each type into values as well is code that a wheel has
/// no room for (ADR 14).
pub(crate) fn value_of(value: &(impl Serialize + ?Sized)) -> Value {
    let text = serde_json::to_string(value).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// A value with the fields of its objects sorted: whether `serde_json` sorts them itself is a feature (`preserve_order`) that any
/// other crate of a program may choose.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, &Value> = fields.iter().gather();
            Value::Object(fields.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(s)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Value::deserialize(d).map(|value| Self::new(&value))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::Schema::default()
    }
}
