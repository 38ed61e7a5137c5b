//! What a vector asserts.

use serde::Deserialize;
use serde_json::Value;

/// What must come out; what is not named is not asserted here.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Parties that are told.
    pub told: Vec<String>,
    /// Parties that are known and not told.
    pub not_told: Vec<String>,
    /// Parties that are told and must be.
    pub must: Vec<String>,
    /// By recipient: parts of its delivery.
    pub deliveries: std::collections::BTreeMap<String, Delivery>,
    /// Whether `told` and `deliveries` name everybody who is told.
    pub exactly: bool,
    /// By party: its outcome and reason codes (some of them, with the rule after a space where it matters).
    pub verdicts: std::collections::BTreeMap<String, Verdict>,
    /// The parties that are unmet.
    pub unmet: Option<Vec<String>>,
    /// Lints that must be there, as `code at`.
    pub lints: Vec<String>,
    /// Lints that must not be there, as `code` or `code at`.
    pub no_lints: Vec<String>,
    /// The known later changes that are named: all of them.
    pub changes: Option<Vec<String>>,
    /// Until when it holds; JSON null: without end.
    #[serde(deserialize_with = "given")]
    pub valid_until: Option<Option<String>>,
    /// `holder>party`: `yes`, `if-judged`, or reason codes that must be there.
    pub may_pass: std::collections::BTreeMap<String, Value>,
    /// By holder: to whom it hands on.
    pub onward: std::collections::BTreeMap<String, Vec<String>>,
    /// By recipient: fields of its view.
    pub views: std::collections::BTreeMap<String, Value>,
    /// `by LABEL`: `true`, or the code of the refusal.
    pub relabel: std::collections::BTreeMap<String, Value>,
    /// By party: the outcome that `decide` gives, or the code of its refusal.
    pub asked: std::collections::BTreeMap<String, String>,
    /// The problems of a refusal as `code pointer`: all of them.
    pub refused: Vec<String>,
}

impl Expect {
    /// Why the expectation, or a part of it, would judge nothing.
    #[must_use]
    pub fn fault(&self, of_document: bool) -> Option<&'static str> {
        let refused_alone = *self == Self { refused: self.refused.clone(), ..Self::default() };
        match (self.refused.is_empty(), refused_alone) {
            (true, true) if !of_document => Some("it expects nothing"),
            (_, false) if of_document => Some("a document has no answer, of which more could be expected"),
            (false, false) => Some("what is refused has no answer, of which more could be expected"),
            _ => None,
        }
    }
}

fn given<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// What is asserted of a delivery.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// `must` or `may`.
    pub duty: Option<String>,
    /// The parties from the origin to the recipient.
    pub path: Option<Vec<String>>,
    /// The channels of the last hop; JSON null: unknown.
    #[serde(deserialize_with = "given_channels")]
    pub channels: Option<Option<Vec<String>>>,
    /// The channels that the last hop uses beside those.
    pub also: Option<Vec<String>>,
    /// Those of both that need a judgement.
    pub judged: Option<Vec<String>>,
    /// By party: the rules of the judgement that it owes; all of them, in any order.
    pub judgement: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// The instruments that bind it.
    pub instruments: Option<Vec<String>>,
    /// How soon.
    pub due: Option<String>,
    /// All obligations.
    pub obligations: Option<Vec<String>>,
    /// All permitting rules.
    pub rules: Option<Vec<String>>,
    /// All persons.
    pub refs: Option<Vec<String>>,
    /// Whether the last hop is internal.
    pub internal: Option<bool>,
}

fn given_channels<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<Vec<String>>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// What is asserted of a verdict.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The outcome.
    pub outcome: String,
    /// Reasons that must be there: `code`, or `code rule`, or `no-path change:place …`.
    #[serde(default)]
    pub reasons: Vec<String>,
}
