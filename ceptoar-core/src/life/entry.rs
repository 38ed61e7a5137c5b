//! One hand-over of a log, and how what several hands tell of it is one.

use chrono::{DateTime, Utc};

use crate::document::convert;
use crate::document::log::LogEntry as EntryDoc;
use crate::document::scalar::{IdText, InstantText, LabelText};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::id::{ChannelId, Label, NoticeId, PartyId, PersonRef};
use crate::span::Span;
use crate::time::instant_text;

/// One notice, handed by one party to one other, or to somebody outside.
///
/// ```
/// use ceptoar_core::life::Log;
/// # use ceptoar_core::{Edition, Registry, Router};
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
///
/// let log = Log::from_json(br#"{ "entries": [{ "notice": "n-1", "from": "nisc", "to": "meti",
///     "sent_at": "2009-05-08T10:05:00+09:00" }] }"#, &router)?;
/// let entry = &log.entries()[0];
/// assert_eq!((entry.to.as_deref(), entry.outside.as_deref()), (Some("meti"), None));
/// assert_eq!(entry.arrived_at(), entry.sent_at); // nobody said when it arrived
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct LogEntry {
    /// The notice.
    pub notice: NoticeId,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Who handed it on.
    pub from: PartyId,
    /// The party that it was handed to; `None`: somebody outside.
    pub to: Option<PartyId>,
    /// Whoever it was handed to that is no party.
    pub outside: Option<PersonRef>,
    /// By which channel.
    pub channel: Option<ChannelId>,
    /// The id of the hand-over.
    pub id: Option<PersonRef>,
    /// When it arrived, never before it was sent.
    pub received_at: Option<DateTime<Utc>>,
    /// When the recipient confirmed it, never before it arrived.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Who judged that it be handed on.
    pub judged_by: Option<PersonRef>,
    /// The label that it was sent under, where it is not the notice's own.
    pub level: Option<Label>,
    /// Whether it was tried, and brought nothing.
    pub failed: bool,
    /// To how many organisations of a class; `None`: to all.
    pub count: Option<u32>,
    /// How many of them confirmed it.
    pub confirmed_count: Option<u32>,
}

impl LogEntry {
    /// When it arrived, as far as anybody knows.
    #[must_use]
    pub fn arrived_at(&self) -> DateTime<Utc> {
        self.received_at.unwrap_or(self.sent_at)
    }

    pub(super) fn document(&self) -> EntryDoc {
        let label = |text: &str| LabelText(text.to_owned());
        let instant = |at: DateTime<Utc>| InstantText(instant_text(at));
        EntryDoc {
            id: self.id.as_deref().map(label),
            to: self.to.as_deref().map(|to| IdText(to.to_owned())),
            outside: self.outside.as_deref().map(label),
            channel: self.channel.as_deref().map(|channel| IdText(channel.to_owned())),
            received_at: self.received_at.map(instant),
            confirmed_at: self.confirmed_at.map(instant),
            judged_by: self.judged_by.as_deref().map(label),
            level: self.level.as_deref().map(label),
            failed: self.failed.then_some(true),
            count: self.count,
            confirmed_count: self.confirmed_count,
            ..EntryDoc::new(label(&self.notice), self.from.as_str(), self.sent_at)
        }
    }

    /// Reads a row. `None`: something in it is wrong, and told.
    pub(super) fn read(doc: &EntryDoc, at: &At<'_>, problems: &mut Problems) -> Option<Self> {
        let mut found = Problems::new();
        let label = |text: &Option<LabelText>, name, found: &mut Problems| -> Option<PersonRef> {
            convert::id(text.as_ref()?, &at.key(name), found)
        };
        let instant = |text: &Option<InstantText>, name, found: &mut Problems| {
            convert::instant(text.as_ref()?, &at.key(name), found)
        };
        let notice = convert::id(&doc.notice, &at.key("notice"), &mut found);
        let from = convert::id(&doc.from, &at.key("from"), &mut found);
        let sent_at = convert::instant(&doc.sent_at, &at.key("sent_at"), &mut found);
        let to = doc.to.as_ref().and_then(|to| convert::id(to, &at.key("to"), &mut found));
        let outside = label(&doc.outside, "outside", &mut found);
        match (&doc.to, &doc.outside) {
            (None, None) => found.push(ErrorCode::MissingField, at, vec!["`to`".to_owned()]),
            (Some(_), Some(_)) => found.push(ErrorCode::Contradicts, &at.key("outside"), vec!["outside".to_owned()]),
            _ => {}
        }
        let channel = doc.channel.as_ref().and_then(|id| convert::id(id, &at.key("channel"), &mut found));
        let level = doc.level.as_ref().and_then(|level| convert::id(level, &at.key("level"), &mut found));
        let id = label(&doc.id, "id", &mut found);
        let judged_by = label(&doc.judged_by, "judged_by", &mut found);
        let received_at = instant(&doc.received_at, "received_at", &mut found);
        let confirmed_at = instant(&doc.confirmed_at, "confirmed_at", &mut found);
        let is_sound = found.is_empty();
        problems.absorb_all(found);
        let (true, Some(notice), Some(from), Some(sent_at)) = (is_sound, notice, from, sent_at) else { return None };
        Some(Self {
            notice,
            sent_at,
            from,
            to,
            outside,
            channel,
            id,
            received_at,
            confirmed_at,
            judged_by,
            level,
            failed: doc.failed.unwrap_or_default(),
            count: doc.count,
            confirmed_count: doc.confirmed_count,
        })
    }
}

/// A row, and its place in the document.
pub(super) type Placed = (usize, LogEntry);

/// What the rows of one hand-over say together. Where they contradict each other, or what they say cannot be, that is told.
pub(super) fn united(rows: &[Placed], tolerance: Span, list: &At<'_>, problems: &mut Problems) -> Option<LogEntry> {
    let (_, first) = rows.first()?;
    let mut found = Problems::new();
    // What is wrong stands where the row that says the field stands.
    let mut tell = |code, name: &str, says: &dyn Fn(&LogEntry) -> bool, args: Vec<String>| {
        let place = rows.iter().find(|(_, row)| says(row)).map_or(0, |(place, _)| *place);
        found.push(code, &list.index(place).key(name), args);
    };
    macro_rules! same {
        ($($field:ident)*) => {$(
            if rows.iter().any(|(_, row)| row.$field != first.$field) {
                let name = stringify!($field);
                tell(ErrorCode::Contradicts, name, &|row| row.$field != first.$field, vec![name.to_owned()]);
            }
        )*};
    }
    macro_rules! one {
        ($($field:ident)*) => {$(
            let $field = rows.iter().find_map(|(_, row)| row.$field.clone());
            if rows.iter().any(|(_, row)| row.$field.is_some() && row.$field != $field) {
                let name = stringify!($field);
                let other = |row: &LogEntry| row.$field.is_some() && row.$field != $field;
                tell(ErrorCode::Contradicts, name, &other, vec![name.to_owned()]);
            }
        )*};
    }
    // Clocks of several hands are apart: the earliest stands, and what is further from it contradicts it.
    macro_rules! earliest {
        ($($field:ident)*) => {$(
            let $field = rows.iter().filter_map(|(_, row)| Option::<DateTime<Utc>>::from(row.$field)).min();
            let latest = rows.iter().filter_map(|(_, row)| Option::<DateTime<Utc>>::from(row.$field)).max();
            if let (Some(first), Some(last)) = ($field, latest) && last - first > tolerance.delta() {
                let name = stringify!($field);
                let is_last = |row: &LogEntry| Option::<DateTime<Utc>>::from(row.$field) == latest;
                tell(ErrorCode::Contradicts, name, &is_last, vec![name.to_owned()]);
            }
        )*};
    }
    same! { notice from to outside failed }
    one! { channel judged_by level count confirmed_count }
    earliest! { sent_at received_at confirmed_at }
    let sent_at = sent_at?;
    // Within the tolerance an earlier time of a later step is read as equal.
    if received_at.is_some_and(|at| sent_at - at > tolerance.delta()) {
        tell(ErrorCode::ReceivedBeforeSent, "received_at", &|row| row.received_at == received_at, Vec::new());
    }
    let received_at = received_at.map(|at| at.max(sent_at));
    let arrived = received_at.unwrap_or(sent_at);
    if confirmed_at.is_some_and(|at| arrived - at > tolerance.delta()) {
        tell(ErrorCode::ConfirmedBeforeReceived, "confirmed_at", &|row| row.confirmed_at == confirmed_at, Vec::new());
    }
    let confirmed_at = confirmed_at.map(|at| at.max(arrived));
    if first.failed && (received_at.is_some() || confirmed_at.is_some()) {
        tell(ErrorCode::Contradicts, "failed", &|row| row.failed, vec!["failed".to_owned()]);
    }
    if count == Some(0) {
        tell(ErrorCode::BadCount, "count", &|row| row.count.is_some(), vec!["0".to_owned()]);
    }
    if let (Some(confirmed), Some(of)) = (confirmed_count, count)
        && confirmed > of
    {
        let args = vec![confirmed.to_string(), of.to_string()];
        tell(ErrorCode::BadPart, "confirmed_count", &|row| row.confirmed_count.is_some(), args);
    }
    let is_sound = found.is_empty();
    problems.absorb_all(found);
    is_sound.then(|| LogEntry {
        sent_at,
        channel,
        received_at,
        confirmed_at,
        judged_by,
        level,
        count,
        confirmed_count,
        ..first.clone()
    })
}
