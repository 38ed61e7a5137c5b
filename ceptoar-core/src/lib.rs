#![doc = include_str!("../README.md")]
//!
//! # Features
//!
//! None is on by default.
//!
//! - `authoring`: what an author of documents asks (module `author`): differences, fixtures, gaps, who could ever see what.
//! - `life`: what becomes of a notice once it is sent (module `life`): threads of notices, logs of what was delivered.
//! - `pictures`: a [`Plan`] and an [`Explanation`] draw themselves as Mermaid, DOT and SVG ([`PictureOptions`]).
//! - `rayon`: bulk calls (module [`bulk`]) use all cores.
//! - `schemars`: the JSON Schemas of the documents and answers (module `schema`); the types that stand in them implement
//!   `schemars::JsonSchema` of schemars 1.
//!
//! # Rust, chrono and serde
//!
//! The oldest Rust that builds the crate is 1.88; a newer one is a minor version. The API has three types of chrono 0.4:
//! `DateTime<Utc>` for instants, `NaiveDate` for civil days in Japan, and `FixedOffset` in [`TextOptions`]. The crate that
//! they come from is re-exported as [`chrono`], without its clock. Answers, facts and ids implement serde's traits, whose
//! form is that of the JSON documents.
//!
//! # What may grow
//!
//! - A struct with public fields is `#[non_exhaustive]`: a later version may know more. So is every list of codes
//!   ([`ErrorCode`], [`ReasonCode`], [`LintCode`]) and [`Edition`], because data and checks grow.
//! - Structs that are written field by field are not: [`Period`], [`Text`] and [`LinkEnds`] are whole by their meaning, and
//!   a value of the module [`document`] is written as `Link { channels, ..Link::new(from, to, direction) }`, which goes on
//!   to compile when a field joins that may be left out.
//! - A closed set ([`Outcome`], [`Direction`] …) is exhaustive, and so are [`ChannelAllowance`] and [`InstantFault`]: a reader
//!   who forgets a case tells the wrong people. A new member is a major version.
//! - A struct that a caller makes (a [`Notice`], an [`Outage`], options) has a constructor, and methods or public fields
//!   for the rest.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// The floors, from the ground up: `tests/layering/floors.txt` says which file may use which.
mod gather;
mod nearest;
mod word;

mod digests;
mod edition;
mod embedded;

mod text;

mod error;

mod id;

mod canonical;
mod digest;
mod due;
mod lint;
#[cfg(feature = "life")]
mod share;
#[cfg(feature = "life")]
mod span;
mod time;

mod fact;

pub mod document;

mod level;
mod notice;
mod outline;
mod overlay;
mod registry;
mod rules;
mod situation;

pub mod author;

mod answer;

mod router;

mod say;

#[cfg(feature = "life")]
pub mod life;

#[cfg(feature = "schemars")]
pub mod schema;

/// Many notices at once, as columns: rows in, the number of each row's question out, each question asked once.
///
/// Values become classes ([`bulk::Bulk::class`]), rows become numbers of questions ([`bulk::Bulk::number`]), and questions
/// are asked with whatever call of the router is wanted ([`bulk::Bulk::ask`]), or for who is told alone
/// ([`bulk::Bulk::audiences`]).
pub mod bulk {
    pub use crate::router::bulk::call::Bulk;
    pub use crate::router::bulk::outcomes::Outcomes;
    pub use crate::router::bulk::rows::{Class, Column, Keys, Rows};
    pub use crate::router::bulk::value::{Field, Value};
    pub use crate::router::parts::{Part, Parts};
}

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
pub use fact::ceptoar::{
    Activity, ActivityCount, Body, Ceptoar, Composition, Council, LaterMeans, Means, Secretariat, Summary,
};
pub use fact::link::{ChannelCondition, Link, LinkChannel};
pub use fact::party::{Count, CountPart, LaterCounts, LaterName, Membership, Party};
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
pub use router::answer::Answer;
pub use router::ask::Router;
pub use router::builder::RouterBuilder;
pub use router::prepared::Prepared;
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
pub use word::part::RegistryPart;
pub use word::sets::{
    Binding, ChangeKind, ConditionName, Direction, Duty, Effect, Grade, Lang, MayPass, Message, Mode, Outcome,
    PartyKind, PersonsScope, ReachTerm, Role, Status, Withheld,
};
