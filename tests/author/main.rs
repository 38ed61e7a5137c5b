//! What an author of documents is given: AUTHORING-RULES.md, rule by rule.

mod diff;
mod exposure;
mod fixture;
mod gaps;
mod lint;
