//! Answers as JSON.

/// Serialises an answer. The types of this room have string keys and finite numbers only, so that this cannot fail.
pub(super) fn json<T: serde::Serialize>(answer: &T) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}
