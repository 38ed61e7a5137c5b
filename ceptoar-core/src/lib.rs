#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// The floors, from the ground up: `tests/layering.rs` holds who may use whom.
mod nearest;
mod word;

mod edition;
mod embedded;

mod text;

mod error;

mod id;

mod digest;
mod due;
mod lint;
mod time;

mod fact;

pub mod document;

mod level;
mod notice;
mod registry;
mod rules;
mod situation;

mod answer;

mod router;

mod say;

#[cfg(feature = "schemars")]
pub mod schema;

pub use chrono;

pub use answer::batch::{Batch, BatchRow};
pub use answer::explanation::{Explanation, ReachBasis};
pub use answer::hand::{Onward, Passing};
pub use answer::plan::{Delivery, Digests, Hop, OwedJudgement, Persons, Plan, Unmet};
pub use answer::reason::ReasonCode;
pub use answer::verdict::{Change, Reason, Verdict};
pub use answer::view::View;
pub use due::{Due, InvalidDue};
pub use edition::Edition;
pub use error::code::ErrorCode;
pub use error::problem::{Problem, Refusal};
pub use fact::ceptoar::{Activity, ActivityCount, Body, Ceptoar, Composition, Council, Means, Secretariat, Summary};
pub use fact::link::{ChannelCondition, Link, LinkChannel};
pub use fact::party::{Count, CountPart, Membership, Party};
pub use fact::source::{
    Binds, Citation, CitedDocument, Erratum, Excused, Instrument, SourceIndex, Statement, StatementDigest,
};
pub use fact::vocabulary::{Channel, Term, Vocabularies};
pub use id::{
    BodyId, CauseId, ChannelId, DocumentId, ErratumId, InstrumentId, InvalidId, KindId, Label, NoticeId, ObligationId,
    PartyId, PersonRef, PurposeId, RuleId, SectorId, SourceId, StatementId, TermId,
};
pub use level::profile::{ChannelAllowance, Level, LevelProfile};
pub use lint::{Lint, LintCode};
pub use nearest::nearest;
pub use notice::envelope::{NamedPerson, Notice};
pub use registry::data::Registry;
pub use registry::roster::Roster;
pub use router::ask::Router;
pub use router::builder::RouterBuilder;
pub use router::recipients::RecipientSet;
pub use rules::audience::{Audience, MembersOf};
pub use rules::condition::Condition;
pub use rules::rule::Rule;
pub use rules::set::RuleSet;
pub use say::options::{PictureOptions, TextOptions};
pub use say::text::small::onward_text;
pub use situation::{LinkEnds, Outage, Situation};
pub use text::bilingual::Text;
pub use text::shown::shown;
pub use time::{InstantFault, Period, civil_day, day_start, instant_text, last_day, parse_instant};
pub use word::macros::UnknownWord;
pub use word::sets::{
    Binding, ChangeKind, ConditionName, Direction, Duty, Effect, Grade, Lang, MayPass, Mode, Outcome, PartyKind,
    PersonsScope, ReachTerm, RegistryPart, Role, Status, Withheld,
};
