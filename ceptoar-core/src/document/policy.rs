//! How strict an audit is, as it is written.

use crate::document::macros::objects;
use crate::document::scalar::{IdText, InstantText, SpanText};

objects! {
    /// How strict an audit is.
    ///
    /// ```
    /// use ceptoar_core::document::AuditPolicy;
    /// use ceptoar_core::life::Policy;
    ///
    /// let evening = AuditPolicy { promptly: Some("PT1H".into()), ..AuditPolicy::new("2009-05-08T18:00:00+09:00") };
    /// let read = Policy::from_json(serde_json::to_string(&evening)?.as_bytes())?;
    /// assert_eq!(read.promptly.map(|span| span.to_string()).as_deref(), Some("PT1H"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    AuditPolicy {
        /// The instant at which it is asked: what was sent later is not looked at.
        as_of: InstantText,
        ;
        /// How long *promptly* is; absent: what is due promptly is never late.
        promptly: Option<SpanText>,
        /// Within which time a receipt is to be confirmed; absent: never asked for.
        confirm_within: Option<SpanText>,
        /// The hands whose sending the log records whole; absent: all.
        logs_of: Option<Vec<IdText>>,
        /// How far apart clocks may be, where the log does not allow more.
        tolerance: Option<SpanText>,
        /// Notices that begin before have no duties.
        since: Option<InstantText>,
    }
}
