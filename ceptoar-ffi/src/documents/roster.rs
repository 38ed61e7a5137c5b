//! Rosters.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::documents::edition::{LinkDocument, MembershipDocument};
use crate::documents::time::PeriodDocument;
use crate::records::enums::Grade;
use crate::records::text::BilingualText;
use crate::written::Written;

/// A roster.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct RosterDocument {
    /// The id of the roster.
    pub id: String,
    /// The organisations.
    #[uniffi(default = [])]
    pub organizations: Vec<OrganizationDocument>,
    /// Their roles in the registry's groups.
    #[uniffi(default = None)]
    pub memberships: Option<Vec<MembershipDocument>>,
    /// Links of their own; an organisation without one hangs on its CEPTOAR's links to members.
    #[uniffi(default = None)]
    pub links: Option<Vec<LinkDocument>>,
}

impl Written<document::Roster> for RosterDocument {
    fn core(&self) -> document::Roster {
        document::Roster {
            schema: None,
            format: Some(document::Roster::FORMAT.to_owned()),
            id: self.id.core(),
            organizations: self.organizations.core(),
            memberships: self.memberships.core(),
            links: self.links.core(),
        }
    }

    fn of(core: &document::Roster) -> Self {
        Self {
            id: Written::of(&core.id),
            organizations: Written::of(&core.organizations),
            memberships: Written::of(&core.memberships),
            links: Written::of(&core.links),
        }
    }
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct OrganizationDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: BilingualText,
    /// When it exists; absent: always.
    #[uniffi(default = None)]
    pub periods: Option<Vec<PeriodDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Organization> for OrganizationDocument {
    fn core(&self) -> document::Organization {
        document::Organization {
            id: self.id.core(),
            name: self.name.core(),
            periods: self.periods.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Organization) -> Self {
        Self {
            id: Written::of(&core.id),
            name: Written::of(&core.name),
            periods: Written::of(&core.periods),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}
