//! What an author of documents is given: AUTHORING-RULES.md, rule by rule.

mod alike;
mod between;
mod days;
mod diff;
mod exposure;
mod fixture;
mod gaps;
mod lint;
mod words;
mod worlds;
