//! The closed sets of what an author compares.

use crate::word::macros::words;

words! {
    /// The kind of the documents that are compared.
    DiffOf {
        /// Two editions.
        Edition = "edition",
        /// Two sets of rules.
        Rules = "rules",
        /// Two level profiles.
        Levels = "levels",
    }

    /// How a datum differs on some days.
    DiffKind {
        /// It stands in the second document alone.
        Added = "added",
        /// It stands in the first document alone.
        Ended = "ended",
        /// A field of it says something else.
        Changed = "changed",
    }
}
