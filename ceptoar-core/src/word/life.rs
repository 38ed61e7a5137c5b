//! The closed set of what may fail.

use crate::word::macros::words;

words! {
    /// The kind of what fails.
    ///
    /// ```
    /// use ceptoar_core::life::FailureKind;
    ///
    /// assert_eq!("link".parse(), Ok(FailureKind::Link));
    /// ```
    FailureKind {
        /// A channel, everywhere.
        Channel = "channel",
        /// A sector, with the channels that it carries.
        Sector = "sector",
        /// A link, whole.
        Link = "link",
        /// A party that hands on.
        Party = "party",
    }
}
