//! The delivery log: read whole, or refused with every bad row at its place.

use crate::document::convert;
use crate::document::json::read::{check_format, read_on};
use crate::document::log::{Log as LogDoc, LogEntry as EntryDoc};
use crate::document::scalar::{DocumentIdText, SpanText};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::id::DocumentId;
use crate::life::entry::{LogEntry, Placed, hand_overs, united};
use crate::router::ask::Router;
use crate::router::fit::situation::{known_channel, known_party};
use crate::span::Span;
use crate::text::shown::shown;

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
    id: Option<DocumentId>,
    tolerance: Span,
    entries: Vec<LogEntry>,
}

impl Log {
    /// The format of a log as JSON.
    pub const FORMAT: &'static str = LogDoc::FORMAT;

    /// Reads a log and checks it against the registry and the profile of a router. That a notice is unknown is no fault of a
    /// log: others may know it.
    ///
    /// # Errors
    /// Every bad row at once, each at its place; a fault of shape may end the reading.
    pub fn from_json(json: &[u8], router: &Router) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc: LogDoc = read_on(json, &mut problems)?;
        make(&doc, router, problems)
    }

    /// Reads a log of one entry on each line; lines without an entry are passed over. `tolerance`: how far apart clocks may be.
    ///
    /// # Errors
    /// As [`Log::from_json`]; the first line is `/0`.
    pub fn from_json_lines(lines: &[u8], tolerance: Span, router: &Router) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let mut rows = Vec::new();
        let root = At::root();
        for (place, line) in lines.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let mut found = Problems::new();
            let row = match read_on::<EntryDoc>(line, &mut found) {
                Ok(doc) => LogEntry::read(&doc, &root, &mut found),
                Err(refusal) => {
                    problems.absorb(refusal, &root.index(place));
                    continue;
                }
            };
            match found.into_result(row) {
                Ok(row) => rows.extend(row.map(|row| (place, row))),
                Err(refusal) => problems.absorb(refusal, &root.index(place)),
            }
        }
        let entries = unite(rows, tolerance, &root, router, &mut problems);
        problems.into_result(Self { id: None, tolerance, entries })
    }

    pub(super) fn of_entries(tolerance: Span, entries: Vec<LogEntry>) -> Self {
        Self { id: None, tolerance, entries }
    }

    /// The log of a document that was put together.
    ///
    /// # Errors
    /// As [`Log::from_json`], with the pointers of the document.
    pub fn from_document(document: &LogDoc, router: &Router) -> Result<Self, Refusal> {
        make(document, router, Problems::new())
    }

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

    /// The log as JSON: each hand-over once, sorted.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document().write()
    }
}

fn make(doc: &LogDoc, router: &Router, mut problems: Problems) -> Result<Log, Refusal> {
    let root = At::root();
    check_format(doc.format.as_deref(), Log::FORMAT, &mut problems);
    let id = doc.id.as_ref().and_then(|id| convert::own_id(id, &root.key("id"), &mut problems));
    let tolerance = doc.tolerance.as_ref().and_then(|text| {
        let span = text.0.parse().ok();
        if span.is_none() {
            problems.push(ErrorCode::BadSpan, &root.key("tolerance"), vec![shown(&text.0).into_owned()]);
        }
        span
    });
    let list = root.key("entries");
    let mut rows = Vec::with_capacity(doc.entries.len());
    for (place, entry) in doc.entries.iter().enumerate() {
        rows.extend(LogEntry::read(entry, &list.index(place), &mut problems).map(|row| (place, row)));
    }
    let entries = unite(rows, tolerance.unwrap_or_default(), &list, router, &mut problems);
    problems.into_result(Log { id, tolerance: tolerance.unwrap_or_default(), entries })
}

/// The hand-overs that rows tell of, sorted. `list`: where the rows stand.
pub(super) fn unite(
    rows: Vec<Placed>,
    tolerance: Span,
    list: &At<'_>,
    router: &Router,
    problems: &mut Problems,
) -> Vec<LogEntry> {
    // Where a row holds a stand-in for what has not its shape, rows are not compared.
    let whole = problems.are_of_value();
    for (place, row) in &rows {
        check_ids(row, &list.index(*place), router, problems);
    }
    if !whole {
        return Vec::new();
    }
    let hand_overs = hand_overs(rows);
    let mut entries: Vec<LogEntry> =
        hand_overs.iter().filter_map(|rows| united(rows, tolerance, list, problems)).collect();
    entries.sort_unstable();
    entries
}

/// Checks that what a row names exists.
fn check_ids(row: &LogEntry, at: &At<'_>, router: &Router, problems: &mut Problems) {
    let (registry, profile) = (router.registry(), router.profile());
    for (name, party) in [("from", Some(&row.from)), ("to", row.to.as_ref())] {
        if let Some(party) = party {
            known_party(party, registry, &at.key(name), problems);
        }
    }
    if let Some(channel) = &row.channel {
        known_channel(channel, registry, &at.key("channel"), problems);
    }
    if let Some(level) = row.level.as_ref().filter(|level| profile.level(level.as_str()).is_none()) {
        let args = vec![level.to_string(), profile.labels_text()];
        unknown(problems, ErrorCode::UnknownLevel, &at.key("level"), args, profile.label_texts());
    }
}
