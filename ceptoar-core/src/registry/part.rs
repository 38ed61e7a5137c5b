//! A part of a registry as JSON, for languages that take documents rather than types.

use serde::Serialize;

use crate::registry::data::Registry;
use crate::word::part::RegistryPart;

/// The parts have string keys and whole numbers, so that this cannot fail.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Registry {
    /// A part of the registry as JSON.
    #[must_use]
    pub fn part(&self, part: RegistryPart) -> String {
        match part {
            RegistryPart::Id => json(self.id()),
            RegistryPart::Revision => json(&self.revision()),
            RegistryPart::Title => json(self.title()),
            RegistryPart::Covers => json(&self.covers()),
            RegistryPart::Vocabulary => json(self.vocabulary()),
            RegistryPart::Sectors => json(self.sectors()),
            RegistryPart::Parties => json(self.parties()),
            RegistryPart::Ceptoars => json(self.ceptoars()),
            RegistryPart::Councils => json(self.councils()),
            RegistryPart::Memberships => json(self.memberships()),
            RegistryPart::Links => json(self.links()),
            RegistryPart::Instruments => json(self.instruments()),
            RegistryPart::Bodies => json(self.bodies()),
            RegistryPart::Statements => json(self.statements()),
            RegistryPart::Errata => json(self.errata()),
            RegistryPart::Documents => json(self.documents()),
            RegistryPart::SourceIndex => json(&self.source_index()),
            RegistryPart::Excused => json(self.excused()),
            RegistryPart::Lints => json(self.lints()),
            RegistryPart::Digest => json(self.digest()),
            RegistryPart::RosterDigest => json(&self.roster_digest()),
        }
    }
}
