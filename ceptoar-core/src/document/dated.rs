//! Situations with their times.

use crate::document::macros::objects;
use crate::document::scalar::InstantText;
use crate::document::situation::Situation;

objects! {
    /// What was out, from an instant on, until another.
    ///
    /// ```
    /// use ceptoar_core::document::{DatedSituation, Situation};
    ///
    /// let morning = DatedSituation { until: Some("2009-05-08T12:00:00+09:00".into()),
    ///     ..DatedSituation::new("2009-05-08T09:00:00+09:00", Situation::default()) };
    /// let list = ceptoar_core::life::DatedSituation::list_from_json(serde_json::to_string(&[morning])?.as_bytes())?;
    /// assert_eq!(list[0].until, Some(ceptoar_core::parse_instant("2009-05-08T03:00:00Z")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    DatedSituation {
        /// From when.
        from: InstantText,
        /// What was out; it has no instant of its own.
        situation: Situation,
        ;
        /// Until when, that instant not included; absent: for good.
        until: Option<InstantText>,
    }
}
