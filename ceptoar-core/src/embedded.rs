//! The built-in documents: embedded as bytes, and read like any other, once.

use std::sync::OnceLock;

/// Reads an embedded document once. That each is accepted is a test of this crate; were one not, the empty document in its
/// place would deny everything: no party, no rule, no label.
pub(crate) fn embedded<T: Clone, E>(
    slot: &OnceLock<T>,
    read: impl FnOnce() -> Result<T, E>,
    empty: impl FnOnce() -> T,
) -> T {
    slot.get_or_init(|| read().unwrap_or_else(|_| empty())).clone()
}

#[cfg(test)]
mod tests {
    use crate::digests;
    use crate::document::edition::Edition as EditionDoc;
    use crate::document::levels::Levels as LevelsDoc;
    use crate::document::rules::Rules as RulesDoc;
    use crate::edition::Edition;
    use crate::error::problem::Refusal;
    use crate::level::builtin::{PFC, TLP_1_0, TLP_2_0};
    use crate::level::profile::LevelProfile;
    use crate::registry::data::Registry;
    use crate::rules::set::{RuleSet, STANDARD_RULES};

    #[test]
    fn every_built_in_document_is_accepted() -> Result<(), Refusal> {
        let registry = Registry::from_json(Edition::V2009_03_31.document())?;
        assert_eq!(registry.id(), &Edition::V2009_03_31.as_str());
        assert_eq!((registry.sectors().len(), registry.ceptoars().len()), (10, 14));
        assert_eq!(registry.lints(), []);
        for edition in Edition::ALL {
            assert_eq!(Registry::from_json(edition.document())?.id(), &edition.as_str());
            RuleSet::from_json(edition.rules())?;
        }
        for (bytes, id) in [(STANDARD_RULES, "standard"), (Edition::V2009_03_31.rules(), "2009-03-31")] {
            assert_eq!(RuleSet::from_json(bytes)?.id(), &id);
        }
        for (bytes, id) in [(TLP_2_0, "tlp-2.0"), (TLP_1_0, "tlp-1.0"), (PFC, "pfc")] {
            assert_eq!(LevelProfile::from_json(bytes)?.id(), &id);
        }
        Ok(())
    }

    #[test]
    fn the_digests_that_are_made_are_those_that_are_computed() -> Result<(), Refusal> {
        let again = "run `cargo xtask bundle`";
        for edition in Edition::ALL {
            assert_eq!(edition.digest(), EditionDoc::read(edition.document())?.digest(), "{again}");
            assert_eq!(edition.rules_digest(), RulesDoc::read(edition.rules())?.digest(), "{again}");
            assert_eq!(Registry::builtin(edition).digest(), edition.digest());
            assert_eq!(RuleSet::builtin(edition).digest(), edition.rules_digest());
        }
        assert_eq!(digests::STANDARD_RULES, RulesDoc::read(STANDARD_RULES)?.digest(), "{again}");
        assert_eq!(RuleSet::standard().digest(), digests::STANDARD_RULES);
        let profiles = [
            (TLP_2_0, digests::TLP_2_0, LevelProfile::tlp2()),
            (TLP_1_0, digests::TLP_1_0, LevelProfile::tlp1()),
            (PFC, digests::PFC, LevelProfile::pfc()),
        ];
        for (bytes, made, profile) in profiles {
            assert_eq!(made, LevelsDoc::read(bytes)?.digest(), "{again}");
            assert_eq!(profile.digest(), made);
        }
        Ok(())
    }

    #[test]
    fn an_edition_is_known_by_its_bytes_and_by_what_it_says() -> Result<(), Refusal> {
        let bytes = Registry::from_json(Edition::LATEST.document())?;
        let document = EditionDoc::read(Edition::LATEST.document())?;
        let said = Registry::from_document(&document)?;
        assert_eq!((bytes.edition(), said.edition()), (Some(Edition::LATEST), Some(Edition::LATEST)));
        let other = Registry::from_document(&EditionDoc { revision: 9999, ..document })?;
        assert_eq!(other.edition(), None);
        assert_ne!(other.digest(), bytes.digest());
        Ok(())
    }

    #[test]
    fn the_accessors_give_what_is_embedded() -> Result<(), Refusal> {
        let registry = Registry::builtin(Edition::V2009_03_31);
        assert_eq!((registry.revision(), RuleSet::builtin(Edition::V2009_03_31).revision()), (2, 2));
        assert_eq!((RuleSet::standard().revision(), LevelProfile::tlp2().revision()), (2, 2));
        assert_eq!(registry.digest(), Registry::from_json(Edition::V2009_03_31.document())?.digest());
        assert_eq!(
            RuleSet::builtin(Edition::V2009_03_31).digest(),
            RuleSet::from_json(Edition::V2009_03_31.rules())?.digest()
        );
        assert_eq!(
            LevelProfile::builtin("pfc").map(|pfc| pfc.levels().len()),
            Some(LevelProfile::pfc().levels().len())
        );
        Ok(())
    }
}
