//! What becomes of a notice once it is sent.
//!
//! A notice may be followed by an update or a withdrawal: [`Threads`] are notices that follow each other soundly. A [`Log`] says
//! who handed which notice to whom.

pub(crate) mod audit;
pub(crate) mod entry;
pub(crate) mod log;
pub(crate) mod sheet;
pub(crate) mod thread;

pub use self::audit::actions::actions;
pub use self::audit::made::audit;
pub use self::entry::LogEntry;
pub use self::log::Log;
pub use self::sheet::template;
pub use self::thread::Threads;
#[doc(inline)]
pub use crate::answer::audit::{
    Action, Actions, Audit, AuditDigests, BadRow, DatedSituation, Finding, Holding, NoticeRow, Pending, Policy,
    StageRow, Units,
};
#[doc(inline)]
pub use crate::span::{InvalidSpan, Span};
#[doc(inline)]
pub use crate::word::audit::{ActionKind, AuditCode, Severity, Stage};
