//! The answer: plan, explanation, view, and what is said at each hand.

mod asked;
pub(crate) mod explanation;
pub(crate) mod ground;
pub(crate) mod hand;
mod lead;
pub(crate) mod options;
#[cfg(feature = "pictures")]
mod picture;
pub(crate) mod plan;
pub(crate) mod reason;
pub(crate) mod text;
pub(crate) mod view;
mod width;
mod words;

/// Serialises an answer. The types of this module have string keys and finite numbers only, so that this cannot fail.
fn json<T: serde::Serialize>(answer: &T) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}
