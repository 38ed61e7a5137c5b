//! What becomes of a notice once it is sent.
//!
//! A notice may be followed by an update or a withdrawal: [`Threads`] are notices that follow each other soundly. A [`Log`] says
//! who handed which notice to whom. [`audit`] says what went wrong, [`actions()`] what is to be done now, [`follow_up`] who must
//! learn that a notice changed, [`resilience`] who is lost when something
//! fails, [`drill`] how often that happens by chance, [`remedies`] what it would take that somebody is told.

pub(crate) mod audit;
pub(crate) mod drill;
pub(crate) mod entry;
pub(crate) mod follow_up;
pub(crate) mod log;
#[cfg(feature = "pictures")]
mod picture;
pub(crate) mod reader;
pub(crate) mod remedies;
pub(crate) mod report;
pub(crate) mod resilience;
pub(crate) mod sheet;
pub(crate) mod thread;
mod told;

pub use self::audit::actions::actions;
pub use self::audit::made::audit;
pub use self::drill::made::drill;
pub use self::drill::scenario::Scenario;
pub use self::entry::LogEntry;
pub use self::follow_up::made::follow_up;
pub use self::follow_up::passing::{may_pass, onward};
pub use self::log::Log;
pub use self::reader::LogReader;
pub use self::remedies::made::remedies;
pub use self::report::{Cell, Heading, Sheet};
pub use self::resilience::made::resilience;
pub use self::sheet::template;
pub use self::thread::Threads;
#[doc(inline)]
pub use crate::answer::audit::{
    Action, Actions, Audit, AuditDigests, BadRow, DatedSituation, Finding, Holding, NoticeRow, Pending, Policy,
    StageRow, Units,
};
#[doc(inline)]
pub use crate::answer::drill::{Drill, DrillCause, DrillDigests, DrillStage, DrillTime, DrillUnits, Shares};
#[doc(inline)]
pub use crate::answer::follow_up::{FollowUp, FollowUpDelivery, FollowUpHop, Stranded, ThreadDigests, VersionHolder};
#[doc(inline)]
pub use crate::answer::head::Head;
#[doc(inline)]
pub use crate::answer::remedies::{Remedies, RemedyChange, RemedyHop, RemedySet};
#[doc(inline)]
pub use crate::answer::resilience::{
    Failure, FailureRow, Lost, LostUnits, PairRow, Resilience, Scope, ToldCount, Tried,
};
#[doc(inline)]
pub use crate::share::Share;
#[doc(inline)]
pub use crate::span::{InvalidSpan, Span};
#[doc(inline)]
pub use crate::word::audit::{ActionKind, AuditCode, Severity, Stage};
#[doc(inline)]
pub use crate::word::life::{FailureKind, RemedyKind};
