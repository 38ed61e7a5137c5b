//! A part of a registry as JSON, for languages that take documents rather than types.

use serde::Serialize;

use crate::registry::data::Registry;

/// The parts have string keys and whole numbers, so that this cannot fail.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Registry {
    /// A part of the registry as JSON, by the name of its accessor, such as `parties`; `None`: there is no such part.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<String> {
        Some(match name {
            "id" => json(self.id()),
            "revision" => json(&self.revision()),
            "title" => json(self.title()),
            "covers" => json(&self.covers()),
            "vocabulary" => json(self.vocabulary()),
            "sectors" => json(self.sectors()),
            "parties" => json(self.parties()),
            "ceptoars" => json(self.ceptoars()),
            "councils" => json(self.councils()),
            "memberships" => json(self.memberships()),
            "links" => json(self.links()),
            "instruments" => json(self.instruments()),
            "bodies" => json(self.bodies()),
            "statements" => json(self.statements()),
            "errata" => json(self.errata()),
            "documents" => json(self.documents()),
            "source_index" => json(&self.source_index()),
            "excused" => json(self.excused()),
            "lints" => json(self.lints()),
            "digest" => json(self.digest()),
            "roster_digest" => json(&self.roster_digest()),
            _ => return None,
        })
    }
}
