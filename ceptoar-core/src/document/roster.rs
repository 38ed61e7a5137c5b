//! The roster: the user's own organisations.

use super::scalar::DocumentText;
use super::scalar::SlugText;
use crate::document::cited::cited;
use crate::document::edition::{LinkDoc, MembershipDoc};
use crate::document::macros::objects;
use crate::document::scalar::{PeriodDoc, TextDoc};

objects! {
    /// A roster.
    RosterDoc {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/roster/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the roster.
        id: DocumentText,
        /// The organisations.
        organizations: Vec<OrganizationDoc>,
        /// Their roles in the registry's groups.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        memberships: Option<Vec<MembershipDoc>>,
        /// Links of their own; an organisation without one hangs on its CEPTOAR's links to members.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        links: Option<Vec<LinkDoc>>,
    }
}

cited! {
    /// One organisation.
    OrganizationDoc {
        /// Its id.
        id: SlugText,
        /// Its name.
        name: TextDoc,
        /// When it exists; absent: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        periods: Option<Vec<PeriodDoc>>,
    }
}
