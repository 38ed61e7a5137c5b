//! The built-in profiles.

use std::sync::OnceLock;

use super::profile::LevelProfile;
use crate::digests;
use crate::embedded::embedded;
use crate::id::DocumentId;

pub(crate) const TLP_2_0: &[u8] = include_bytes!("../../data/levels/tlp-2.0.json");
pub(crate) const TLP_1_0: &[u8] = include_bytes!("../../data/levels/tlp-1.0.json");
pub(crate) const PFC: &[u8] = include_bytes!("../../data/levels/pfc.json");

fn read(slot: &OnceLock<LevelProfile>, bytes: &[u8], id: &'static str, digest: &str) -> LevelProfile {
    let read = || LevelProfile::from_json(bytes).map(|profile| profile.with_digest(digest));
    embedded(slot, read, || LevelProfile::empty(DocumentId::fixed(id)))
}

impl LevelProfile {
    /// FIRST's Traffic Light Protocol 2.0, with this library's reading for CEPTOARs.
    #[must_use]
    pub fn tlp2() -> Self {
        static READ: OnceLock<LevelProfile> = OnceLock::new();
        read(&READ, TLP_2_0, "tlp-2.0", digests::TLP_2_0)
    }

    /// FIRST's Traffic Light Protocol 1.0, likewise.
    #[must_use]
    pub fn tlp1() -> Self {
        static READ: OnceLock<LevelProfile> = OnceLock::new();
        read(&READ, TLP_1_0, "tlp-1.0", digests::TLP_1_0)
    }

    /// Québec's protocole des feux de circulation, likewise.
    #[must_use]
    pub fn pfc() -> Self {
        static READ: OnceLock<LevelProfile> = OnceLock::new();
        read(&READ, PFC, "pfc", digests::PFC)
    }

    /// The built-in profile of an id: `tlp-2.0`, `tlp-1.0` or `pfc`.
    #[must_use]
    pub fn builtin(id: &str) -> Option<Self> {
        match id {
            "tlp-2.0" => Some(Self::tlp2()),
            "tlp-1.0" => Some(Self::tlp1()),
            "pfc" => Some(Self::pfc()),
            _ => None,
        }
    }
}
