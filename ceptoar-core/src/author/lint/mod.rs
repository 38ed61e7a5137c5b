//! What a careful reader of rules should look at, found by asking every class of envelopes (R67).
//!
//! `open` is what is not yet known of each rule and label · `rules` asks and puts it together · `text` says it.

pub(in crate::author) mod open;
pub(crate) mod rules;
pub(in crate::author) mod text;

pub use self::rules::{rules, rules_watched};
