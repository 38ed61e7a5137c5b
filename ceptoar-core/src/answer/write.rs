//! Answers as JSON, both ways: each root says its format first.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[cfg(feature = "life")]
use crate::answer::audit::{Actions, Audit};
use crate::answer::batch::Batch;
#[cfg(feature = "authoring")]
use crate::answer::diff::Diff;
#[cfg(feature = "life")]
use crate::answer::drill::Drill;
use crate::answer::explanation::Explanation;
#[cfg(feature = "authoring")]
use crate::answer::exposure::{Exposure, ExposureDiff};
#[cfg(feature = "life")]
use crate::answer::follow_up::FollowUp;
#[cfg(feature = "authoring")]
use crate::answer::gaps::Gaps;
use crate::answer::json as straight;
#[cfg(feature = "authoring")]
use crate::answer::linted::LintedRules;
use crate::answer::plan::Plan;
#[cfg(feature = "life")]
use crate::answer::remedies::Remedies;
#[cfg(feature = "life")]
use crate::answer::resilience::Resilience;
#[cfg(feature = "authoring")]
use crate::answer::tested::Tested;
use crate::answer::view::View;
use crate::document::json::read::read;
use crate::error::problem::Refusal;

/// Serialises an answer. The types of this room have string keys and finite numbers only, so that this cannot fail.
fn json<T: Serialize>(answer: &T) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

/// A plan, which is asked for most, is written straight.
fn plan(plan: &Plan) -> String {
    let mut out = String::with_capacity(1024 + 640 * plan.deliveries.len());
    straight::plan(plan, &mut out);
    out
}

/// The fields of an answer behind its format.
#[derive(Serialize, Deserialize)]
struct Formatted<F, T> {
    format: F,
    #[serde(flatten)]
    fields: T,
}

/// An answer that stands alone, and what writes its text. Its fields are those that `#[serde(remote = "Self")]` writes and
/// reads.
macro_rules! roots {
    ($($name:ident $format:literal $write:ident;)*) => {$(
        impl $name {
            /// The format of the answer as JSON.
            pub const FORMAT: &'static str = $format;

            /// Reads an answer that was kept as JSON; fields that are not known are ignored.
            ///
            /// # Errors
            /// What is not as an answer of this format is written.
            pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
                read(json)
            }

            /// The answer as JSON, the same bytes for the same answer.
            #[must_use]
            pub fn to_json(&self) -> String {
                $write(self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                struct Fields<'a>(&'a $name);
                impl Serialize for Fields<'_> {
                    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                        $name::serialize(self.0, s)
                    }
                }
                Formatted { format: Self::FORMAT, fields: Fields(self) }.serialize(s)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct Fields($name);
                impl<'de> Deserialize<'de> for Fields {
                    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                        $name::deserialize(d).map(Fields)
                    }
                }
                let found = Formatted::<String, Fields>::deserialize(d)?;
                if found.format == Self::FORMAT {
                    Ok(found.fields.0)
                } else {
                    Err(de::Error::invalid_value(de::Unexpected::Str(&found.format), &Self::FORMAT))
                }
            }
        }
    )*};
}

#[cfg(feature = "authoring")]
roots! {
    Diff "ceptoar/diff/1" json;
    Tested "ceptoar/tested/1" json;
    Exposure "ceptoar/exposure/1" json;
    ExposureDiff "ceptoar/exposure-diff/1" json;
    Gaps "ceptoar/gaps/1" json;
    LintedRules "ceptoar/lint/1" json;
}

#[cfg(feature = "life")]
roots! {
    Audit "ceptoar/audit/1" json;
    Actions "ceptoar/actions/1" json;
    FollowUp "ceptoar/follow-up/1" json;
    Remedies "ceptoar/remedies/1" json;
    Resilience "ceptoar/resilience/1" json;
    Drill "ceptoar/drill/1" json;
}

roots! {
    Plan "ceptoar/plan/1" plan;
    Explanation "ceptoar/explanation/1" json;
    View "ceptoar/view/1" json;
    Batch "ceptoar/batch/1" json;
}
