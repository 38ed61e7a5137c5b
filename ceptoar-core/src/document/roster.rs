//! The roster: the user's own organisations.

use crate::document::cited::cited;
use crate::document::edition::{Link, Membership};
use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, IdText, Period, Text};

objects! {
    /// A roster.
    ///
    /// ```
    /// use ceptoar_core::{Role, document::{Membership, Organization, Roster}};
    ///
    /// let mut roster = Roster::new("own");
    /// roster.organizations.push(Organization::new("north-gas", ("北ガス", "North Gas")));
    /// roster.memberships = Some(vec![Membership::new("north-gas", "gas", Role::Member)]);
    /// assert!(ceptoar_core::Roster::from_document(&roster).is_ok());
    /// ```
    Roster {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/roster/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the roster.
        id: DocumentIdText,
        /// The organisations.
        organizations: Vec<Organization>,
        /// Their roles in the registry's groups.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        memberships: Option<Vec<Membership>>,
        /// Links of their own; an organisation without one hangs on its CEPTOAR's links to members.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        links: Option<Vec<Link>>,
    }
}

cited! {
    /// One organisation.
    Organization {
        /// Its id.
        id: IdText,
        /// Its name.
        name: Text,
        ;
        /// When it exists; absent: always.
        periods: Option<Vec<Period>>,
    }
}
