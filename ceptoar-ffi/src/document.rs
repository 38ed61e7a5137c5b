//! The documents that a router is made of, as handles.

use std::sync::Arc;

use ceptoar_core as core;

use crate::error::{CeptoarError, known};
use crate::records::*;

/// A built-in edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Edition {
    /// The state of 2009-03-31, as NISC published it on 2009-05-08.
    Of20090331,
}

impl Edition {
    const ALL: [Self; 1] = [Self::Of20090331];

    /// The edition of the core's that this is; one that is listed there and not here is none for an app.
    fn of(edition: core::Edition) -> Option<Self> {
        Self::ALL.into_iter().find(|known| core::Edition::from(*known) == edition)
    }
}

impl From<Edition> for core::Edition {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::Of20090331 => Self::V2009_03_31,
        }
    }
}

/// A checked edition, with a roster or without: what exists, dated and cited. Immutable; many threads may use it.
#[derive(uniffi::Object)]
pub struct Registry(pub(crate) core::Registry);

#[uniffi::export]
impl Registry {
    /// A built-in edition.
    #[uniffi::constructor]
    #[must_use]
    pub fn builtin(edition: Edition) -> Arc<Self> {
        Arc::new(Self(core::Registry::builtin(edition.into())))
    }

    /// Reads and checks an edition (`schemas/v1/edition.schema.json`), such as one that is newer than the app.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Registry::from_json(&json)?)))
    }

    /// The same registry with the organisations of a roster.
    ///
    /// # Errors
    /// Every id of the roster that is foreign or taken, and links that touch none of its organisations; `second-roster`
    /// where the registry has one already.
    pub fn with_roster(&self, roster: Arc<Roster>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(self.0.with_roster(&roster.0)?)))
    }

    /// The built-in edition that the registry was made from, with a roster or without, or whose document it read: its
    /// rules are the default of a router. Absent for any other edition.
    #[must_use]
    pub fn edition(&self) -> Option<Edition> {
        self.0.edition().and_then(Edition::of)
    }

    /// The id of the edition.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// What the edition is called.
    #[must_use]
    pub fn title(&self) -> BilingualText {
        self.0.title().native(&self.0)
    }

    /// The days that the edition speaks of.
    #[must_use]
    pub fn covers(&self) -> Period {
        self.0.covers().native(&self.0)
    }

    /// The vocabularies, each sorted by id.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabularies {
        self.0.vocabulary().native(&self.0)
    }

    /// The sectors, sorted by id.
    #[must_use]
    pub fn sectors(&self) -> Vec<Term> {
        self.0.sectors().native(&self.0)
    }

    /// The parties, sorted by id.
    #[must_use]
    pub fn parties(&self) -> Vec<Party> {
        self.0.parties().native(&self.0)
    }

    /// The party of an id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<Party> {
        self.0.party(id).native(&self.0)
    }

    /// The parties whose id or name, Japanese or English, holds the text: those that are called just so first, then those
    /// that begin with it, each by id. Width, case, spaces and the kind of kana do not matter.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Party> {
        self.0.find(text).native(&self.0)
    }

    /// The records of the CEPTOARs, sorted by party.
    #[must_use]
    pub fn ceptoars(&self) -> Vec<CeptoarRecord> {
        self.0.ceptoars().native(&self.0)
    }

    /// The record of a CEPTOAR.
    #[must_use]
    pub fn ceptoar(&self, id: &str) -> Option<CeptoarRecord> {
        self.0.ceptoar(id).native(&self.0)
    }

    /// What is known of the councils, sorted by party.
    #[must_use]
    pub fn councils(&self) -> Vec<Council> {
        self.0.councils().native(&self.0)
    }

    /// The memberships, sorted by party, group, role and period.
    #[must_use]
    pub fn memberships(&self) -> Vec<Membership> {
        self.0.memberships().native(&self.0)
    }

    /// The links, sorted by from, to, direction and period.
    #[must_use]
    pub fn links(&self) -> Vec<PartyLink> {
        self.0.links().native(&self.0)
    }

    /// The rules, plans, guidelines, standards and exercises that the source names, sorted by id.
    #[must_use]
    pub fn instruments(&self) -> Vec<Instrument> {
        self.0.instruments().native(&self.0)
    }

    /// The instruments that bind a CEPTOAR, sorted by id.
    ///
    /// # Errors
    /// `unknown-party` for a foreign id: of a name misspelt, "none" is no answer.
    pub fn instruments_of(&self, ceptoar: &str) -> Result<Vec<Instrument>, CeptoarError> {
        let ceptoar = known(&self.0, ceptoar, "/ceptoar")?;
        Ok(self.0.instruments_of(ceptoar.as_str()).map(|instrument| instrument.native(&self.0)).collect())
    }

    /// Sees that the registry has a party, before an answer is searched for it.
    ///
    /// # Errors
    /// `unknown-party` for a foreign id, `bad-id` for a text that is none.
    pub fn check_party(&self, party: &str) -> Result<(), CeptoarError> {
        known(&self.0, party, "/party").map(drop)
    }

    /// The committees and groups inside CEPTOARs that the source names and that are no parties, sorted by id.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRecord> {
        self.0.bodies().native(&self.0)
    }

    /// What the source states and no other datum holds, sorted by id.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        self.0.statements().native(&self.0)
    }

    /// Where the source contradicts itself, sorted by id.
    #[must_use]
    pub fn errata(&self) -> Vec<Erratum> {
        self.0.errata().native(&self.0)
    }

    /// The documents that are cited, sorted by id.
    #[must_use]
    pub fn documents(&self) -> Vec<CitedDocument> {
        self.0.documents().native(&self.0)
    }

    /// The statements of the source with their digests.
    #[must_use]
    pub fn source_index(&self) -> Option<SourceIndex> {
        self.0.source_index().native(&self.0)
    }

    /// Statements that no datum needs to cite, with the reason.
    #[must_use]
    pub fn excused(&self) -> Vec<ExcusedStatement> {
        self.0.excused().native(&self.0)
    }

    /// What a careful reader of the edition should look at, sorted.
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.0.lints().native(&self.0)
    }

    /// SHA-256 of the edition, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }

    /// SHA-256 of the roster, where one is loaded.
    #[must_use]
    pub fn roster_digest(&self) -> Option<String> {
        self.0.roster_digest().map(str::to_owned)
    }

    /// A part of the registry as JSON, by the name of its accessor in the core, such as `parties`; absent: there is no such
    /// part.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<String> {
        self.0.part(name)
    }
}

/// The user's own organisations with their memberships and links.
#[derive(uniffi::Object)]
pub struct Roster(core::Roster);

#[uniffi::export]
impl Roster {
    /// Reads a roster (`schemas/v1/roster.schema.json`) and checks its form.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Roster::from_json(&json)?)))
    }
}

/// A set of rules, sorted by id: what ought to happen. No order, no priorities.
#[derive(uniffi::Object)]
pub struct RuleSet(pub(crate) core::RuleSet);

#[uniffi::export]
impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[uniffi::constructor]
    #[must_use]
    pub fn standard() -> Arc<Self> {
        Arc::new(Self(core::RuleSet::standard()))
    }

    /// The rules of a built-in edition, the standard ones among them.
    #[uniffi::constructor]
    #[must_use]
    pub fn builtin(edition: Edition) -> Arc<Self> {
        Arc::new(Self(core::RuleSet::builtin(edition.into())))
    }

    /// Reads and checks a rule set (`schemas/v1/rules.schema.json`).
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::RuleSet::from_json(&json)?)))
    }

    /// The id of the set.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// The rules, sorted by id, what they extend included.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        self.0.rules().native(&nameless())
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<Rule> {
        self.0.rule(id).native(&nameless())
    }

    /// SHA-256 of the set, what it extends included, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}

/// A level profile: labels, the strictest first, each contained in the next.
#[derive(uniffi::Object)]
pub struct LevelProfile(pub(crate) core::LevelProfile);

#[uniffi::export]
impl LevelProfile {
    /// FIRST's Traffic Light Protocol 2.0, with this library's reading for CEPTOARs.
    #[uniffi::constructor]
    #[must_use]
    pub fn tlp2() -> Arc<Self> {
        Arc::new(Self(core::LevelProfile::tlp2()))
    }

    /// FIRST's Traffic Light Protocol 1.0, likewise.
    #[uniffi::constructor]
    #[must_use]
    pub fn tlp1() -> Arc<Self> {
        Arc::new(Self(core::LevelProfile::tlp1()))
    }

    /// Québec's protocole des feux de circulation, likewise.
    #[uniffi::constructor]
    #[must_use]
    pub fn pfc() -> Arc<Self> {
        Arc::new(Self(core::LevelProfile::pfc()))
    }

    /// Reads and checks a profile (`schemas/v1/levels.schema.json`).
    ///
    /// # Errors
    /// Every problem at once; labels that do not nest among them.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::LevelProfile::from_json(&json)?)))
    }

    /// The id of the profile.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> BilingualText {
        self.0.name().native(&nameless())
    }

    /// The levels, the strictest first.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        self.0.levels().native(&nameless())
    }

    /// The level of a label.
    #[must_use]
    pub fn level(&self, label: &str) -> Option<Level> {
        self.0.level(label).native(&nameless())
    }

    /// Whether the first label is stricter than the other in this profile; absent where a label is foreign.
    #[must_use]
    pub fn is_stricter(&self, label: &str, other: &str) -> Option<bool> {
        self.0.is_stricter(&label.parse().ok()?, &other.parse().ok()?)
    }

    /// SHA-256 of the profile, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}

/// The built-in profile of an id: `tlp-2.0`, `tlp-1.0` or `pfc`; absent: there is none.
#[uniffi::export]
#[must_use]
pub fn builtin_profile(id: &str) -> Option<Arc<LevelProfile>> {
    core::LevelProfile::builtin(id).map(|profile| Arc::new(LevelProfile(profile)))
}

/// Rules and levels speak of no party by name, so that any registry will do for their records.
fn nameless() -> core::Registry {
    core::Registry::builtin(core::Edition::V2009_03_31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_of_the_core_is_known() {
        for edition in core::Edition::ALL {
            assert_eq!(Edition::of(edition).map(core::Edition::from), Some(edition));
            assert_eq!(Registry(core::Registry::builtin(edition)).edition(), Edition::of(edition));
        }
    }
}
