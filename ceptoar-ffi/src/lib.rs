//! ceptoar for Kotlin and Swift, over uniffi.
//!
//! Registry, rules, profiles, router, notices and explanations are handles; situations, plans and verdicts are records that cross
//! whole, in one call. What an author writes are documents: records whose every problem the core tells with its code, place and
//! sentence when something is made of them.
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod batch;
mod bilingual;
mod documents;
mod edition;
mod error;
mod explanation;
mod instant;
mod level;
mod life;
mod native;
mod notice;
mod options;
mod overlay;
mod recipients;
mod records;
mod registry;
mod roster;
mod router;
mod rules;
mod situation;
mod written;

pub use batch::Batch;
pub use documents::*;
pub use edition::{edition_id, latest_edition};
pub use error::{CeptoarError, Problem};
pub use explanation::Explanation;
pub use instant::{CivilDay, UtcInstant};
pub use level::{LevelProfile, builtin_profile};
pub use life::LifeAnswer;
pub use notice::{NamedPerson, Notice, NoticeDocument};
pub use options::{PageSize, Withheld};
pub use overlay::Overlay;
pub use recipients::{Recipient, RecipientSet};
pub use records::*;
pub use registry::Registry;
pub use roster::Roster;
pub use router::{Router, condition_word, outcome_word, version};
pub use rules::RuleSet;
pub use situation::{Outage, Situation, parse_outage};

uniffi::setup_scaffolding!("ceptoar");
