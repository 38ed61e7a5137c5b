//! The parts of a registry that are shown.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use crate::native::Native;

pub use ceptoar_core::RegistryPart;

/// A part of a registry, by the name of its accessor.
#[uniffi::remote(Enum)]
pub enum RegistryPart {
    /// The id of the edition.
    Id,
    /// Its revision.
    Revision,
    /// Its title.
    Title,
    /// The days that it speaks of.
    Covers,
    /// The vocabularies.
    Vocabulary,
    /// The sectors.
    Sectors,
    /// The parties.
    Parties,
    /// The records of the CEPTOARs.
    Ceptoars,
    /// What is known of the councils.
    Councils,
    /// The memberships.
    Memberships,
    /// The links.
    Links,
    /// The instruments.
    Instruments,
    /// The bodies.
    Bodies,
    /// The statements that no other datum holds.
    Statements,
    /// The errata.
    Errata,
    /// The documents that are cited.
    Documents,
    /// The statements of the source with their digests.
    SourceIndex,
    /// The statements that no datum needs to cite.
    Excused,
    /// The lints.
    Lints,
    /// The digest of the edition.
    Digest,
    /// The digest of the roster.
    RosterDigest,
}

impl<R> Native<R> for RegistryPart {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}
