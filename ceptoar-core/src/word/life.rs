//! The closed sets of what may fail, and of what a desk may decide.

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

    /// The kind of a decision by which a party is told, those that change least first.
    ///
    /// ```
    /// use ceptoar_core::life::RemedyKind;
    ///
    /// assert!(RemedyKind::Address < RemedyKind::Permission); // a change of the scheme comes last
    /// ```
    RemedyKind {
        /// The notice is addressed to parties.
        Address = "address",
        /// The source agrees, for parties, to go beyond the level.
        Consent = "consent",
        /// The notice gets another label.
        Label = "label",
        /// Everybody waits until an instant.
        Wait = "wait",
        /// What is out works again.
        Restore = "restore",
        /// A rule that is not there permits parties.
        Permission = "permission",
    }
}
