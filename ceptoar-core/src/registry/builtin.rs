//! The built-in documents, embedded as bytes and read like any other.

use std::sync::LazyLock;

use super::Registry;
use crate::level::LevelProfile;
use crate::rule::RuleSet;

const EDITION_2009: &[u8] = include_bytes!("../../data/editions/2009-03-31.json");
const RULES_2009: &[u8] = include_bytes!("../../data/editions/2009-03-31.rules.json");
pub(super) const BASE_VOCABULARIES: &[u8] = include_bytes!("../../data/editions/2009-03-31/vocabularies.json");
pub(crate) const STANDARD_RULES: &[u8] = include_bytes!("../../data/rules/standard.json");
const TLP_2_0: &[u8] = include_bytes!("../../data/levels/tlp-2.0.json");
const TLP_1_0: &[u8] = include_bytes!("../../data/levels/tlp-1.0.json");
const PFC: &[u8] = include_bytes!("../../data/levels/pfc.json");

/// A built-in edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// The state of 2009-03-31, as NISC published it on 2009-05-08.
    V2009_03_31,
}

impl Edition {
    /// Every built-in edition.
    pub const ALL: [Self; 1] = [Self::V2009_03_31];

    /// The id of the edition.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::V2009_03_31 => "2009-03-31",
        }
    }
}

/// Reads an embedded document once. That each is accepted is a test of this crate, so that no caller meets a refusal.
macro_rules! embedded {
    ($type:ty, $bytes:expr) => {{
        static READ: LazyLock<$type> = LazyLock::new(|| {
            match <$type>::from_json($bytes) {
                Ok(document) => document,
                Err(refusal) => panic!("a built-in document is broken: {refusal}"),
            }
        });
        READ.clone()
    }};
}

impl Registry {
    /// A built-in edition.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        match edition {
            Edition::V2009_03_31 => embedded!(Registry, EDITION_2009),
        }
    }
}

impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[must_use]
    pub fn standard() -> Self {
        embedded!(RuleSet, STANDARD_RULES)
    }

    /// The rules of a built-in edition, the standard ones among them.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        match edition {
            Edition::V2009_03_31 => embedded!(RuleSet, RULES_2009),
        }
    }
}

impl LevelProfile {
    /// FIRST's Traffic Light Protocol 2.0, with this library's reading for CEPTOARs.
    #[must_use]
    pub fn tlp2() -> Self {
        embedded!(LevelProfile, TLP_2_0)
    }

    /// FIRST's Traffic Light Protocol 1.0, likewise.
    #[must_use]
    pub fn tlp1() -> Self {
        embedded!(LevelProfile, TLP_1_0)
    }

    /// Québec's protocole des feux de circulation, likewise.
    #[must_use]
    pub fn pfc() -> Self {
        embedded!(LevelProfile, PFC)
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
