//! The documents as values: what an author writes and JSON looks like, both ways and without loss.
//!
//! A value says what stands in a document, nothing more: its ids are texts, its lists stand as they were written. Whether it means
//! something is checked where a [`Registry`](crate::Registry), a [`RuleSet`](crate::RuleSet), a
//! [`LevelProfile`](crate::LevelProfile), a [`Roster`](crate::Roster) or a [`Notice`](crate::Notice) is made of it.
//!
//! ```
//! use ceptoar_core::document::{Link, LinkChannel};
//! use ceptoar_core::{Direction, Grade};
//!
//! let link = Link {
//!     channels: Some(vec![LinkChannel::from("phone"), LinkChannel::from("email")]), // in order of preference
//!     grade: Some(Grade::Stated),
//!     ..Link::new("mic", "telecom", Direction::Provision)
//! };
//! assert_eq!(link.period, None); // what is left out is not written
//! ```

pub(crate) mod cell;
pub(crate) mod channel;
pub(crate) mod cited;
pub(crate) mod convert;
#[cfg(feature = "life")]
pub(crate) mod dated;
pub(crate) mod edition;
#[cfg(feature = "authoring")]
pub(crate) mod fixture;
pub(crate) mod json;
pub(crate) mod levels;
#[cfg(feature = "life")]
pub(crate) mod log;
pub(crate) mod macros;
pub(crate) mod notice;
pub(crate) mod outline;
pub(crate) mod overlay;
#[cfg(feature = "life")]
pub(crate) mod policy;
pub(crate) mod record;
pub(crate) mod root;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod scalar;
#[cfg(feature = "life")]
pub(crate) mod scenario;
pub(crate) mod situation;
pub(crate) mod value;

pub use self::cell::{Cell, CellItem};
pub use self::channel::{Allowance, ChannelCondition, ConditionalChannel, LinkChannel};
#[cfg(feature = "life")]
pub use self::dated::DatedSituation;
pub use self::edition::{
    BasedOn, Channel, CitedDocument, Count, CountPart, Covers, Edition, Erratum, Excused, FromOutline, IndexEntry,
    LaterCounts, LaterName, Link, Membership, Party, Sector, SourceIndex, Statement, Term, Total, Vocabularies,
};
#[cfg(feature = "authoring")]
pub use self::fixture::{Case, Expect, ExpectedDelivery, ExpectedVerdict, Fixture};
pub use self::levels::{Basis, Level, Levels};
#[cfg(feature = "life")]
pub use self::log::{Log, LogEntry};
pub use self::notice::{NamedPerson, Notice};
pub use self::outline::{
    Outline, OutlineCell, OutlineCeptoar, OutlineDocument, OutlineGroup, OutlineLink, OutlineMember, OutlineMinistry,
    OutlineRows, OutlineScheme, OutlineTerm,
};
pub use self::overlay::{
    Additions, DatedValue, End, Extends, LinkKey, MembershipKey, NewItem, NewValue, Overlay, Target, ValueParts,
};
#[cfg(feature = "life")]
pub use self::policy::AuditPolicy;
pub use self::record::{
    Activity, ActivityCount, Binds, Body, Ceptoar, Composition, Council, Dated, Instrument, Kinds, LaterMeans, Means,
    Month, Secretariat, Summary,
};
pub use self::roster::{Organization, Roster};
pub use self::rules::{Audience, Condition, MembersOf, Rule, Rules};
pub use self::scalar::{
    DateText, DocumentIdText, DueText, IdText, InstantText, LabelText, PartialDateText, Period, Set, Sha256Text,
    SourceText, SpanText, Text,
};
#[cfg(feature = "life")]
pub use self::scenario::{Scenario, ScenarioConfirmation, ScenarioDelay, ScenarioFailure};
pub use self::situation::{Outage, Situation};
pub use self::value::Json;
pub use crate::word::sets::{TimelineField, TotalOf, Usage};
