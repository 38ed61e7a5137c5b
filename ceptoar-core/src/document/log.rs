//! The delivery log: who handed which notice to whom, and when. No content, no free text.

use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, IdText, InstantText, LabelText, SpanText};

objects! {
    /// What was really sent.
    ///
    /// ```
    /// use ceptoar_core::document::{Log, LogEntry};
    ///
    /// let entry = LogEntry { to: Some("meti".into()), ..LogEntry::new("n-1", "nisc", "2009-05-08T10:05:00+09:00") };
    /// let log = Log { entries: vec![entry], ..Log::new() };
    /// assert_eq!(Log::read(log.write().as_bytes())?, log);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Log {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/log/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The log's own id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<DocumentIdText>,
        /// How far apart clocks may be: within it an earlier time of a later step is read as equal. Absent: not at all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tolerance: Option<SpanText>,
        /// The hand-overs.
        entries: Vec<LogEntry>,
    }

    /// One notice, handed by one party to one other.
    LogEntry {
        /// The notice.
        notice: LabelText,
        /// Who handed it on.
        from: IdText,
        /// When it was sent.
        sent_at: InstantText,
        ;
        /// The id of the hand-over: rows of one id tell of one hand-over.
        id: Option<LabelText>,
        /// The party that it was handed to.
        to: Option<IdText>,
        /// Whoever it was handed to that is no party: an opaque reference.
        outside: Option<LabelText>,
        /// By which channel.
        channel: Option<IdText>,
        /// When it arrived; absent: when it was sent, as far as anybody knows.
        received_at: Option<InstantText>,
        /// When the recipient confirmed it.
        confirmed_at: Option<InstantText>,
        /// Who judged that it be handed on, where somebody must: an opaque reference.
        judged_by: Option<LabelText>,
        /// The label that it was sent under, where it is not the notice's own.
        level: Option<LabelText>,
        /// It was tried, and brought nothing.
        failed: Option<bool>,
        /// To how many organisations of a class; absent: to all.
        count: Option<u32>,
        /// How many of them confirmed it; absent: all, where it is confirmed.
        confirmed_count: Option<u32>,
    }
}
