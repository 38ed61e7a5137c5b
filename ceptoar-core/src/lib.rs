#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod ceptoar;
mod digest;
mod error;
mod id;
mod level;
mod link;
mod lint;
mod nearest;
mod notice;
mod party;
mod registry;
mod router;
mod rule;
#[cfg(feature = "schemars")]
pub mod schema;
mod sector;
mod situation;
mod source;
mod text;
mod time;
mod wire;

pub use answer::explanation::{Change, ChangeKind, ConditionName, Explanation, Outcome, ReachBasis, Reason, Verdict};
pub use answer::hand::{MayPass, Onward, Passing};
pub use answer::options::{PictureOptions, TextOptions, Withheld};
pub use answer::plan::{Delivery, Digests, Duty, Hop, OwedJudgement, Persons, Plan, Unmet};
pub use answer::reason::ReasonCode;
pub use answer::text::onward_text;
pub use answer::view::View;
pub use ceptoar::{
    Activity, ActivityCount, Binding, Binds, Body, Ceptoar, CitedDocument, Composition, Council, Erratum, Instrument,
    Means, Secretariat, SourceIndex, Statement, Summary,
};
pub use error::{ErrorCode, Problem, Refusal};
pub use id::{
    BodyId, CauseId, ChannelId, DocumentId, InstrumentId, InvalidId, KindId, Label, NoticeId, ObligationId, PartyId,
    PersonRef, PurposeId, RuleId, SectorId, SourceId,
};
pub use level::{ChannelAllowance, Level, LevelProfile, PersonsScope, ReachTerm};
pub use link::{ChannelCondition, Direction, Link, LinkChannel, Mode};
pub use lint::{Lint, LintCode};
pub use nearest::nearest;
pub use notice::{NamedPerson, Notice, Status};
pub use party::{Count, CountPart, Membership, Party, PartyKind, Role};
pub use registry::{Edition, Registry, Roster};
pub use router::{Batch, RecipientSet, Router, RouterBuilder};
pub use rule::{Audience, Condition, Due, Effect, MembersOf, Rule, RuleSet};
pub use sector::{Channel, Term, Vocabularies};
pub use situation::{Outage, Situation};
pub use source::{Citation, Grade};
pub use text::{Lang, Text, shown};
pub use time::{InstantFault, Period, civil_day, day_start, instant_text, last_day, parse_instant};
