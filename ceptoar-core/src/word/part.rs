//! The parts of a registry that are shown.

use super::macros::words;

words! {
    /// A part of a registry, by the name of its accessor.
    ///
    /// ```
    /// use ceptoar_core::{Edition, Registry, RegistryPart};
    ///
    /// let registry = Registry::builtin(Edition::V2009_03_31);
    /// assert_eq!(registry.part("id".parse()?), "\"2009-03-31\"");
    /// # Ok::<(), ceptoar_core::UnknownWord>(())
    /// ```
    RegistryPart {
        /// The id of the edition.
        Id = "id",
        /// Its revision.
        Revision = "revision",
        /// Its title.
        Title = "title",
        /// The days that it speaks of.
        Covers = "covers",
        /// The vocabularies.
        Vocabulary = "vocabulary",
        /// The sectors.
        Sectors = "sectors",
        /// The parties.
        Parties = "parties",
        /// The records of the CEPTOARs.
        Ceptoars = "ceptoars",
        /// What is known of the councils.
        Councils = "councils",
        /// The memberships.
        Memberships = "memberships",
        /// The links.
        Links = "links",
        /// The instruments.
        Instruments = "instruments",
        /// The bodies.
        Bodies = "bodies",
        /// The statements that no other datum holds.
        Statements = "statements",
        /// The errata.
        Errata = "errata",
        /// The documents that are cited.
        Documents = "documents",
        /// The statements of the source with their digests.
        SourceIndex = "source_index",
        /// The statements that no datum needs to cite.
        Excused = "excused",
        /// The lints.
        Lints = "lints",
        /// The digest of the edition.
        Digest = "digest",
        /// The digest of the roster.
        RosterDigest = "roster_digest",
    }
}
