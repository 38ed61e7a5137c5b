//! The level profile: labels and their reach.

use std::sync::Arc;

use ceptoar_core as core;

use crate::documents::levels::LevelsDocument;
use crate::error::CeptoarError;
use crate::native::Native;
use crate::records::level::Level;
use crate::records::text::BilingualText;
use crate::written::Written;

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

    /// What a document says.
    ///
    /// # Errors
    /// Every problem at once, with pointers into the document.
    #[uniffi::constructor]
    pub fn from_document(document: &LevelsDocument) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::LevelProfile::from_document(&document.core())?)))
    }

    /// The document that it was made of.
    #[must_use]
    pub fn document(&self) -> LevelsDocument {
        Written::of(self.0.document())
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
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
        self.0.name().native(&())
    }

    /// The levels, the strictest first.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        self.0.levels().native(&())
    }

    /// The level of a label.
    #[must_use]
    pub fn level(&self, label: &str) -> Option<Level> {
        self.0.level(label).native(&())
    }

    /// Whether the first label is stricter than the other in this profile; absent where a label is foreign.
    #[must_use]
    pub fn is_stricter(&self, label: &str, other: &str) -> Option<bool> {
        self.0.is_stricter(label, other)
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
