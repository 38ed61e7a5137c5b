//! The delivery log.

use serde::{Serialize, Serializer};

use crate::answer::audit::BadRow;
use crate::digest::digest;
use crate::document::log::Log as LogDoc;
use crate::document::scalar::{DocumentIdText, SpanText};
use crate::id::DocumentId;
use crate::life::entry::LogEntry;
use crate::span::Span;

/// What was really sent, as far as those who wrote it down know. Equal rows count once, and rows with one id tell of one
/// hand-over; the order of rows has no meaning.
///
/// ```
/// use ceptoar_core::life::Log;
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// // The sender and the recipient tell of one hand-over; their clocks are a minute apart.
/// let log = Log::from_json(br#"{ "tolerance": "PT2M", "entries": [
///     { "id": "x", "notice": "n-1", "from": "meti", "to": "gas", "sent_at": "2009-05-08T10:10:00+09:00", "channel": "email" },
///     { "id": "x", "notice": "n-1", "from": "meti", "to": "gas", "sent_at": "2009-05-08T10:10:00+09:00",
///       "received_at": "2009-05-08T10:09:00+09:00" }] }"#, &router)?;
/// let entry = &log.entries()[0];
/// assert_eq!((log.entries().len(), entry.channel.as_deref()), (1, Some("email")));
/// assert_eq!(entry.received_at, Some(entry.sent_at)); // never before it was sent
///
/// let refused = Log::from_json_lines(b"{\"notice\":\"n-1\",\"from\":\"me\",\"to\":\"gas\",\"sent_at\":\"10:10\"}", Span::default(), &router);
/// # use ceptoar_core::life::Span;
/// let refusal = refused.err().ok_or("accepted")?;
/// let places: Vec<&str> = refusal.problems().iter().map(|problem| problem.pointer()).collect();
/// assert_eq!(places, ["/0/sent_at"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    pub(super) id: Option<DocumentId>,
    pub(super) tolerance: Span,
    pub(super) entries: Vec<LogEntry>,
    pub(super) bad_rows: Vec<BadRow>,
}

impl Log {
    /// The format of a log as JSON.
    pub const FORMAT: &'static str = LogDoc::FORMAT;

    /// The log's own id.
    #[must_use]
    pub fn id(&self) -> Option<&DocumentId> {
        self.id.as_ref()
    }

    /// How far apart clocks may be.
    #[must_use]
    pub fn tolerance(&self) -> Span {
        self.tolerance
    }

    /// The hand-overs, sorted by notice and instant, each once.
    #[must_use]
    pub fn entries(&self) -> &[LogEntry] {
        &self.entries
    }

    /// The rows that are wrong, and are none of the entries, in the order of the log. Empty unless a
    /// [`LogReader`](crate::life::LogReader) keeps such.
    #[must_use]
    pub fn bad_rows(&self) -> &[BadRow] {
        &self.bad_rows
    }

    /// The log as a document: each hand-over once, sorted.
    #[must_use]
    pub fn document(&self) -> LogDoc {
        LogDoc {
            id: self.id.as_ref().map(|id| DocumentIdText(id.to_string())),
            tolerance: (self.tolerance != Span::default()).then(|| SpanText(self.tolerance.to_string())),
            entries: self.entries.iter().map(LogEntry::document).collect(),
            ..LogDoc::new()
        }
    }

    /// The log as JSON: each hand-over once, sorted; rows that are wrong are none of them.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document().write()
    }

    /// SHA-256 of the document of the log, in hexadecimal. No document is made for it: of a million entries it fills a memory.
    pub(super) fn digest(&self) -> String {
        digest(&Digested {
            id: self.id.as_ref(),
            tolerance: (self.tolerance != Span::default()).then_some(self.tolerance),
            entries: &self.entries,
            bad_rows: &self.bad_rows,
        })
        .into()
    }
}

/// What the digest of a log covers: its document, made entry by entry, and what was left out of it.
#[derive(Serialize)]
struct Digested<'a> {
    id: Option<&'a DocumentId>,
    tolerance: Option<Span>,
    #[serde(serialize_with = "documents")]
    entries: &'a [LogEntry],
    bad_rows: &'a [BadRow],
}

fn documents<S: Serializer>(entries: &&[LogEntry], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(entries.iter().map(LogEntry::document))
}
