//! What becomes of a notice once it is sent.
//!
//! A notice may be followed by an update or a withdrawal: [`Threads`] are notices that follow each other soundly. A [`Log`] says
//! who handed which notice to whom.

pub(crate) mod entry;
pub(crate) mod log;
pub(crate) mod span;
pub(crate) mod thread;

pub use self::entry::LogEntry;
pub use self::log::Log;
pub use self::span::{InvalidSpan, Span};
pub use self::thread::Threads;
