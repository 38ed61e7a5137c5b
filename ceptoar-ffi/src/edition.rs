//! The built-in editions.

use ceptoar_core as core;

use crate::records::edition::Edition;

/// The edition of this release that the core means; one that is listed there and not here is none for an app.
pub(crate) fn known_edition(edition: core::Edition) -> Option<Edition> {
    Edition::ALL.into_iter().find(|known| core::Edition::from(*known) == edition)
}

/// The edition that is asked for, or that of the latest day.
pub(crate) fn chosen(edition: Option<Edition>) -> core::Edition {
    edition.unwrap_or(Edition::LATEST).into()
}

/// The built-in edition of the latest day.
#[uniffi::export]
#[must_use]
pub fn latest_edition() -> Edition {
    Edition::LATEST
}

/// The id of an edition, such as a document names it.
#[uniffi::export]
#[must_use]
pub fn edition_id(edition: Edition) -> String {
    core::Edition::from(edition).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_of_the_core_is_known() {
        for edition in core::Edition::ALL {
            let known = known_edition(edition);
            assert_eq!(known.map(core::Edition::from), Some(edition));
            assert_eq!(known.map(edition_id).as_deref(), Some(edition.as_str()));
        }
        assert_eq!(core::Edition::from(latest_edition()), core::Edition::LATEST);
    }
}
