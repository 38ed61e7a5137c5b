//! ceptoar for Kotlin and Swift, over uniffi.
//!
//! Registry, rules, profiles, router and explanations are handles; notices, situations, plans and verdicts are records that
//! cross whole, in one call. A notice and a situation are read by the core as the documents that they are, so that every
//! problem of theirs comes with its code, place and sentence.
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod document;
mod error;
mod notice;
mod records;
mod router;

pub use answer::{Batch, Explanation, PageSize, Recipient, RecipientSet, Withheld};
pub use document::{Edition, LevelProfile, Registry, Roster, RuleSet, builtin_profile};
pub use error::{CeptoarError, Problem};
pub use notice::{NamedPerson, Notice, Outage, Situation, parse_outage};
pub use records::*;
pub use router::{Router, condition_word, outcome_word, version};

uniffi::setup_scaffolding!("ceptoar");
