//! What an author of documents is given: AUTHORING-RULES.md, rule by rule.

mod between;
mod diff;
mod exposure;
mod fixture;
mod gaps;
mod lint;
