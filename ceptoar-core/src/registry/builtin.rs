//! The built-in documents, embedded as bytes and read like any other.

use std::sync::{Arc, LazyLock};

use super::{Inner, Registry};
use crate::id::DocumentId;
use crate::level::LevelProfile;
use crate::rule::RuleSet;

const EDITION_2009: &[u8] = include_bytes!("../../data/editions/2009-03-31.json");
const RULES_2009: &[u8] = include_bytes!("../../data/editions/2009-03-31.rules.json");
/// The vocabularies of editions that bring none of their own.
pub(super) const BASE_VOCABULARIES: &[u8] = include_bytes!("../../data/vocabularies/standard.json");
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

/// Reads an embedded document once, as [`Registry::embedded`] does for editions. That each is accepted is a test of this crate; were one not, the empty document in
/// its place would deny everything: no party, no rule, no label.
macro_rules! embedded {
    ($type:ty, $bytes:expr, $id:expr) => {{
        static READ: LazyLock<$type> =
            LazyLock::new(|| <$type>::from_json($bytes).unwrap_or_else(|_| <$type>::empty(DocumentId::fixed($id))));
        READ.clone()
    }};
}

impl Registry {
    /// A built-in edition.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        match edition {
            Edition::V2009_03_31 => {
                static READ: LazyLock<Registry> =
                    LazyLock::new(|| Registry::embedded(EDITION_2009, Edition::V2009_03_31));
                READ.clone()
            }
        }
    }

    /// An embedded edition, which is remembered as such.
    fn embedded(json: &[u8], edition: Edition) -> Self {
        match super::load::load(json) {
            Ok(inner) => Self(Arc::new(Inner { edition: Some(edition), ..inner })),
            Err(_) => Self::empty(DocumentId::fixed(edition.id())),
        }
    }
}

impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[must_use]
    pub fn standard() -> Self {
        embedded!(RuleSet, STANDARD_RULES, "standard")
    }

    /// The rules of a built-in edition, the standard ones among them.
    #[must_use]
    pub fn builtin(edition: Edition) -> Self {
        match edition {
            Edition::V2009_03_31 => embedded!(RuleSet, RULES_2009, "2009-03-31"),
        }
    }
}

impl LevelProfile {
    /// FIRST's Traffic Light Protocol 2.0, with this library's reading for CEPTOARs.
    #[must_use]
    pub fn tlp2() -> Self {
        embedded!(LevelProfile, TLP_2_0, "tlp-2.0")
    }

    /// FIRST's Traffic Light Protocol 1.0, likewise.
    #[must_use]
    pub fn tlp1() -> Self {
        embedded!(LevelProfile, TLP_1_0, "tlp-1.0")
    }

    /// Québec's protocole des feux de circulation, likewise.
    #[must_use]
    pub fn pfc() -> Self {
        embedded!(LevelProfile, PFC, "pfc")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Refusal;

    #[test]
    fn every_built_in_document_is_accepted() -> Result<(), Refusal> {
        let registry = Registry::from_json(EDITION_2009)?;
        assert_eq!(registry.id(), &Edition::V2009_03_31.id());
        assert_eq!((registry.sectors().len(), registry.ceptoars().len()), (10, 14));
        assert_eq!(registry.lints(), []);
        for (bytes, id) in [(STANDARD_RULES, "standard"), (RULES_2009, "2009-03-31")] {
            assert_eq!(RuleSet::from_json(bytes)?.id(), &id);
        }
        for (bytes, id) in [(TLP_2_0, "tlp-2.0"), (TLP_1_0, "tlp-1.0"), (PFC, "pfc")] {
            assert_eq!(LevelProfile::from_json(bytes)?.id(), &id);
        }
        Ok(())
    }

    #[test]
    fn the_accessors_give_what_is_embedded() -> Result<(), Refusal> {
        let registry = Registry::builtin(Edition::V2009_03_31);
        assert_eq!((registry.revision(), RuleSet::builtin(Edition::V2009_03_31).revision()), (2, 2));
        assert_eq!((RuleSet::standard().revision(), LevelProfile::tlp2().revision()), (2, 2));
        assert_eq!(registry.digest(), Registry::from_json(EDITION_2009)?.digest());
        assert_eq!(RuleSet::builtin(Edition::V2009_03_31).digest(), RuleSet::from_json(RULES_2009)?.digest());
        assert_eq!(
            LevelProfile::builtin("pfc").map(|pfc| pfc.levels().len()),
            Some(LevelProfile::pfc().levels().len())
        );
        Ok(())
    }
}
