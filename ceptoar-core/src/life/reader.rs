//! Reads a delivery log: whole, or refused with every bad row at its place, or, where that is asked for, without them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::answer::audit::BadRow;
use crate::document::convert;
use crate::document::json::read::{check_format, read_document, read_on};
use crate::document::log::{Log as LogDoc, LogEntry as EntryDoc};
use crate::document::scalar::{DocumentIdText, SpanText};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problem, Problems, Refusal};
use crate::error::unknown::unknown;
use crate::id::DocumentId;
use crate::life::entry::{LogEntry, Placed, united};
use crate::life::log::Log;
use crate::router::ask::Router;
use crate::router::fit::situation::{known_channel, known_party};
use crate::span::Span;
use crate::text::shown::shown;

/// How a log is read.
///
/// ```
/// use ceptoar_core::life::LogReader;
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let lines = br#"{ "notice": "n-1", "from": "meti", "to": "gas", "sent_at": "2009-05-08T10:10:00+09:00" }
///     { "notice": "n-1", "from": "gas", "to": "gas-members", "sent_at": "half past ten" }"#;
/// assert!(LogReader::new(&router).json_lines(lines).is_err());
/// let log = LogReader::new(&router).keeping_bad_rows().json_lines(lines)?;
/// assert_eq!((log.entries().len(), log.bad_rows()[0].pointer.as_str()), (1, "/1/sent_at"));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct LogReader<'a> {
    router: &'a Router,
    tolerance: Span,
    pub(super) keeps_bad_rows: bool,
}

impl<'a> LogReader<'a> {
    /// Reads logs against the registry and the profile of a router: as [`Log::from_json`] does.
    #[must_use]
    pub fn new(router: &'a Router) -> Self {
        Self { router, tolerance: Span::default(), keeps_bad_rows: false }
    }

    /// How far apart clocks may be, in a log that does not say so itself.
    #[must_use]
    pub fn tolerance(self, tolerance: Span) -> Self {
        Self { tolerance, ..self }
    }

    /// A row that is wrong refuses no log: it is kept apart ([`Log::bad_rows`]), and an audit finds it (`bad-entry`); what else looks at
    /// the log knows its entries alone. What is wrong with the whole log still refuses it. Of rows that tell of one hand-over and
    /// contradict each other all are wrong.
    #[must_use]
    pub fn keeping_bad_rows(self) -> Self {
        Self { keeps_bad_rows: true, ..self }
    }

    /// Reads a log as JSON.
    ///
    /// # Errors
    /// As [`Log::from_json`].
    pub fn json(&self, json: &[u8]) -> Result<Log, Refusal> {
        let mut problems = Problems::new();
        let read: Result<LogDoc, Refusal> = read_document(json, Log::FORMAT, &mut problems);
        // Where some row has not its shape, each is read as a text of its own.
        let has_bad_rows = self.keeps_bad_rows && (read.is_err() || !problems.is_empty());
        let loose = std::str::from_utf8(json).ok().filter(|_| has_bad_rows);
        match loose.and_then(|text| serde_json::from_str::<Loose<'_>>(text).ok()) {
            Some(Loose { schema, format, id, tolerance, entries }) => {
                let head = LogDoc { schema, format, id, tolerance, entries: Vec::new() };
                self.make(&head, Problems::new(), |rows| {
                    for (place, row) in entries.iter().enumerate() {
                        rows.read(place, |at, found| of_text(row.get().as_bytes(), at, found));
                    }
                })
            }
            None => self.document_with(&read?, problems),
        }
    }

    /// Reads a log of one entry on each line.
    ///
    /// # Errors
    /// As [`Log::from_json_lines`].
    pub fn json_lines(&self, lines: &[u8]) -> Result<Log, Refusal> {
        let root = At::root();
        let mut rows = Rows::new(*self, &root, Problems::new());
        for (place, line) in lines.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            rows.read(place, |at, found| of_text(line, at, found));
        }
        rows.log(None)
    }

    /// The log of a document that was put together.
    ///
    /// # Errors
    /// As [`Log::from_document`].
    pub fn document(&self, document: &LogDoc) -> Result<Log, Refusal> {
        self.document_with(document, Problems::new())
    }

    fn document_with(self, doc: &LogDoc, problems: Problems) -> Result<Log, Refusal> {
        self.make(doc, problems, |rows| {
            for (place, entry) in doc.entries.iter().enumerate() {
                rows.read(place, |at, found| LogEntry::read(entry, at, found));
            }
        })
    }

    /// `head`: the log without its rows; `problems`: what was wrong with its shape.
    fn make(mut self, head: &LogDoc, mut problems: Problems, read: impl FnOnce(&mut Rows<'_>)) -> Result<Log, Refusal> {
        let root = At::root();
        check_format(head.format.as_deref(), Log::FORMAT, &mut problems);
        let id = head.id.as_ref().and_then(|id| convert::own_id(id, &root.key("id"), &mut problems));
        if let Some(text) = &head.tolerance {
            match text.0.parse() {
                Ok(span) => self.tolerance = span,
                Err(_) => problems.push(ErrorCode::BadSpan, &root.key("tolerance"), vec![shown(&text.0).into_owned()]),
            }
        }
        let list = root.key("entries");
        let mut rows = Rows::new(self, &list, problems);
        read(&mut rows);
        rows.log(id)
    }
}

/// A log whose rows are texts still: a row of another shape than an entry has is no reason not to read the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose<'a> {
    #[serde(rename = "$schema", default)]
    schema: Option<String>,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    id: Option<DocumentIdText>,
    #[serde(default)]
    tolerance: Option<SpanText>,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

/// A row that is a document of its own.
fn of_text(text: &[u8], at: &At<'_>, found: &mut Problems) -> Option<LogEntry> {
    let (root, mut own) = (At::root(), Problems::new());
    let read = read_on::<EntryDoc>(text, &mut own).map(|doc| LogEntry::read(&doc, &root, &mut own));
    match read.and_then(|entry| own.into_result(entry)) {
        Ok(entry) => entry,
        Err(refusal) => {
            found.absorb(refusal, at);
            None
        }
    }
}

/// The rows of a log while they are read.
pub(super) struct Rows<'a> {
    reader: LogReader<'a>,
    /// Where the rows stand.
    list: &'a At<'a>,
    /// What is wrong with the log, or refuses it.
    problems: Problems,
    /// The rows that are wrong and kept apart, by place.
    bad: BTreeMap<usize, BadRow>,
    /// Hand-overs that one row tells of.
    alone: Vec<LogEntry>,
    /// Rows whose hand-over has an id.
    with_id: Vec<Placed>,
}

impl<'a> Rows<'a> {
    /// `problems`: what was wrong with the shape of the log.
    pub(super) fn new(reader: LogReader<'a>, list: &'a At<'a>, problems: Problems) -> Self {
        Self { reader, list, problems, bad: BTreeMap::new(), alone: Vec::new(), with_id: Vec::new() }
    }

    /// The row that a problem stands in.
    fn place(&self, problem: &Problem) -> Option<usize> {
        let rest = problem.pointer().strip_prefix(&self.list.pointer())?.strip_prefix('/')?;
        rest.split('/').next()?.parse().ok()
    }

    pub(super) fn is_bad(&mut self, place: usize, pointer: &str, code: ErrorCode) {
        self.bad.entry(place).or_insert_with(|| BadRow::new(pointer, code.as_str()));
    }

    /// Takes a row.
    pub(super) fn read(&mut self, place: usize, read: impl FnOnce(&At<'_>, &mut Problems) -> Option<LogEntry>) {
        if self.bad.contains_key(&place) {
            return; // what stands in it is not whole
        }
        let (mut found, at) = (Problems::new(), self.list.index(place));
        let mut entry = read(&at, &mut found);
        if let Some(row) = &mut entry {
            self.known(row, &at, &mut found);
        }
        let has_id = entry.as_ref().is_some_and(|row| row.id.is_some());
        if let Some(row) = entry.take_if(|_| !has_id && found.is_empty()) {
            entry = united(&[(place, row)], self.reader.tolerance, self.list, &mut found);
        }
        match entry.filter(|_| found.is_empty()) {
            Some(row) if has_id => self.with_id.push((place, row)),
            Some(row) => self.alone.push(row),
            None => self.tell(place, found),
        }
    }

    fn tell(&mut self, place: usize, found: Problems) {
        if !self.reader.keeps_bad_rows {
            self.problems.absorb_all(found);
        } else if let Some(first) = found.into_problems().first() {
            self.is_bad(place, first.pointer(), first.code());
        }
    }

    /// Checks that what a row names exists. What the registry knows is shared with it: a log names few things often.
    fn known(&self, row: &mut LogEntry, at: &At<'_>, problems: &mut Problems) {
        let router = self.reader.router;
        let (registry, profile) = (router.registry(), router.profile());
        for (name, party) in [("from", Some(&mut row.from)), ("to", row.to.as_mut())] {
            let Some(party) = party else { continue };
            match router.party_number(party).and_then(|number| router.party_ids().get(number)) {
                Some(known) => *party = known.clone(),
                None => {
                    known_party(party, registry, &at.key(name), problems);
                }
            }
        }
        if let Some(channel) = &mut row.channel
            && known_channel(channel, registry, &at.key("channel"), problems)
            && let Some(known) = registry.vocabulary().channels.iter().find(|known| *channel == *known.id)
        {
            *channel = known.id.clone();
        }
        if let Some(level) = row.level.as_ref().filter(|level| profile.level(level.as_str()).is_none()) {
            let args = vec![level.to_string(), profile.labels_text()];
            unknown(problems, ErrorCode::UnknownLevel, &at.key("level"), args, profile.label_texts());
        }
        let last = self.alone.last().or(self.with_id.last().map(|(_, row)| row));
        if let Some(last) = last.filter(|last| last.notice == row.notice) {
            row.notice = last.notice.clone();
        }
    }

    /// The log of the rows: rows of one id are one hand-over, and equal rows count once.
    pub(super) fn log(mut self, id: Option<DocumentId>) -> Result<Log, Refusal> {
        let tolerance = self.reader.tolerance;
        let mut entries = std::mem::take(&mut self.alone);
        let mut with_id = std::mem::take(&mut self.with_id);
        with_id.sort_unstable_by(|(one, a), (other, b)| (&a.id, one).cmp(&(&b.id, other)));
        // Where a row holds a stand-in for what has not its shape, rows are not compared.
        let compared = if self.problems.are_of_value() { &*with_id } else { &[] };
        for rows in compared.chunk_by(|(_, one), (_, other)| one.id == other.id) {
            let mut found = Problems::new();
            match united(rows, tolerance, self.list, &mut found) {
                Some(entry) => entries.push(entry),
                None if !self.reader.keeps_bad_rows => self.problems.absorb_all(found),
                None => {
                    let found = found.into_problems();
                    for (place, _) in rows {
                        let own = found.iter().find(|problem| self.place(problem) == Some(*place));
                        let row = self.list.index(*place).pointer();
                        if let Some(problem) = own.or(found.first()) {
                            let pointer = own.map_or(&*row, Problem::pointer);
                            self.is_bad(*place, pointer, problem.code());
                        }
                    }
                }
            }
        }
        drop(with_id);
        entries.sort_unstable();
        entries.dedup();
        let bad_rows = self.bad.into_values().collect();
        self.problems.into_result(Log { id, tolerance, entries, bad_rows })
    }
}

impl Log {
    /// Reads a log and checks it against the registry and the profile of a router. That a notice is unknown is no fault of a
    /// log: others may know it.
    ///
    /// # Errors
    /// Every bad row at once, each at its place; a fault of shape may end the reading.
    pub fn from_json(json: &[u8], router: &Router) -> Result<Self, Refusal> {
        LogReader::new(router).json(json)
    }

    /// Reads a log of one entry on each line; lines without an entry are passed over. `tolerance`: how far apart clocks may be.
    ///
    /// # Errors
    /// As [`Log::from_json`]; the first line is `/0`.
    pub fn from_json_lines(lines: &[u8], tolerance: Span, router: &Router) -> Result<Self, Refusal> {
        LogReader::new(router).tolerance(tolerance).json_lines(lines)
    }

    /// The log of a document that was put together.
    ///
    /// # Errors
    /// As [`Log::from_json`], with the pointers of the document.
    pub fn from_document(document: &LogDoc, router: &Router) -> Result<Self, Refusal> {
        LogReader::new(router).document(document)
    }
}
