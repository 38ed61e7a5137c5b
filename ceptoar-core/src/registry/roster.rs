//! The roster: the user's own organisations, joined to a registry.

use crate::digest::digest;
use crate::document::convert;
use crate::document::json::read::{check_format, read_on};
use crate::document::roster::RosterDoc;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::registry::lists::unique;
use crate::registry::{check, read as people};
use crate::word::sets::PartyKind;

/// The user's own organisations with their memberships and links.
#[derive(Debug, Clone)]
pub struct Roster {
    pub(super) organizations: Vec<Party>,
    pub(super) memberships: Vec<Membership>,
    pub(super) links: Vec<Link>,
    pub(super) purposes: Vec<check::NamedPurpose>,
    pub(super) digest: Box<str>,
}

impl Roster {
    /// The format of a roster as JSON.
    pub const FORMAT: &'static str = "ceptoar/roster/1";

    /// Reads a roster and checks its form. What it says of a registry is checked by [`Registry::with_roster`].
    ///
    /// [`Registry::with_roster`]: crate::Registry::with_roster
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc: RosterDoc = read_on(json, &mut problems)?;
        let p = &mut problems;
        let root = At::root();
        check_format(doc.format.as_deref(), Self::FORMAT, p);
        convert::id::<crate::id::DocumentId>(&doc.id, &root.key("id"), p);
        let list = root.key("organizations");
        unique(&doc.organizations, &list, p, |organization| &organization.id.0, "id");
        let mut organizations = Vec::new();
        for (n, doc) in doc.organizations.iter().enumerate() {
            let at = list.index(n);
            let name = convert::text(&doc.name, &at.key("name"), p);
            let periods = convert::periods(doc.periods.as_ref(), &doc.id.0, &at.key("periods"), p);
            let note = convert::some_text(doc.note.as_ref(), &at.key("note"), p);
            let citation = convert::citation(doc, &at, p);
            let Some(id) = convert::id(&doc.id, &at.key("id"), p) else { continue };
            let kind = PartyKind::Organization;
            organizations.push(Party { id, kind, name, periods, counts: Vec::new(), note, citation });
        }
        let list = root.key("memberships");
        let docs = doc.memberships.iter().flatten().enumerate();
        let memberships = docs.filter_map(|(n, doc)| people::membership(doc, &list.index(n), p)).collect();
        let list = root.key("links");
        let docs = doc.links.iter().flatten().enumerate();
        let links = docs.filter_map(|(n, doc)| people::link(doc, &list.index(n), p)).collect();
        let purposes = check::named_purposes(doc.links.as_deref().unwrap_or_default());
        problems.into_result(Self { organizations, memberships, links, purposes, digest: digest(&doc) })
    }
}
