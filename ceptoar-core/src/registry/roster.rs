//! The roster: the user's own organisations, joined to a registry.

use std::sync::Arc;

use crate::digest::Kept;
use crate::document::convert;
use crate::document::json::read::{check_format, read_document};
use crate::document::roster::Roster as RosterDoc;
use crate::error::place::CellPlace;
use crate::error::pointer::At;
use crate::error::problem::{Problem, Problems, Refusal};
use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::registry::lists::unique;
use crate::registry::{check, read};
use crate::word::sets::PartyKind;

/// The user's own organisations with their memberships and links.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Roster, Router, Situation};
///
/// let roster = Roster::from_json(r#"{ "id": "own",
///     "organizations": [{ "id": "north-gas", "name": { "ja": "北ガス", "en": "North Gas" } }],
///     "memberships": [{ "party": "north-gas", "group": "gas", "role": "member" }] }"#.as_bytes())?;
/// let registry = Registry::builtin(Edition::V2009_03_31).with_roster(&roster)?;
/// let router = Router::builder(&registry).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "malware", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// assert_eq!(plan.delivery("north-gas").map(|own| own.path()).as_deref(), Some("nisc>meti>gas>north-gas"));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Roster {
    pub(super) organizations: Vec<Party>,
    pub(super) memberships: Vec<Membership>,
    pub(super) links: Vec<Link>,
    pub(super) purposes: Vec<check::NamedPurpose>,
    pub(super) digest: Kept,
    pub(super) document: Arc<RosterDoc>,
    /// Where it came as a table.
    cells: Option<Arc<RosterCells>>,
}

/// Where the table of a roster shows what the document lists.
#[derive(Debug)]
pub(crate) struct RosterCells {
    pub(crate) table: Box<str>,
    /// What the header calls the columns of organisations and of their groups.
    pub(crate) columns: [Box<str>; 2],
    /// The row of each organisation.
    pub(crate) organizations: Vec<usize>,
    /// The row of each membership.
    pub(crate) memberships: Vec<usize>,
}

impl Roster {
    /// The format of a roster as JSON.
    pub const FORMAT: &'static str = RosterDoc::FORMAT;

    /// Reads a roster and checks its form. What it says of a registry is checked by [`Registry::with_roster`].
    ///
    /// [`Registry::with_roster`]: crate::Registry::with_roster
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc = read_document(json, Roster::FORMAT, &mut problems)?;
        make(doc, problems)
    }

    /// The roster of a document that was put together.
    ///
    /// # Errors
    /// As [`Roster::from_json`], with the pointers of the document.
    pub fn from_document(document: &RosterDoc) -> Result<Self, Refusal> {
        make(document.clone(), Problems::new())
    }

    /// As [`Roster::from_document`], of a document that nobody else needs, and that a table lists.
    pub(crate) fn of_table(document: RosterDoc, cells: RosterCells) -> Result<Self, Refusal> {
        Ok(Self { cells: Some(Arc::new(cells)), ..make(document, Problems::new())? })
    }

    /// The refusal of this roster, at the cells of its table where it came as one.
    pub(super) fn placed(&self, refusal: Refusal) -> Refusal {
        let Some(cells) = &self.cells else { return refusal };
        let cell = |problem: &Problem| {
            let mut steps = problem.pointer().split('/').skip(1);
            let (list, n, field) = (steps.next()?, steps.next()?.parse::<usize>().ok()?, steps.next());
            let [party, group] = &cells.columns;
            let (row, column, value) = match (list, field) {
                ("organizations", _) => (cells.organizations.get(n)?, party, self.organizations.get(n)?.id.as_str()),
                ("memberships", Some("party")) => {
                    (cells.memberships.get(n)?, party, self.memberships.get(n)?.party.as_str())
                }
                ("memberships", _) => (cells.memberships.get(n)?, group, self.memberships.get(n)?.group.as_str()),
                _ => return None,
            };
            let (table, column, value) = (cells.table.clone(), column.clone(), value.into());
            Some(CellPlace { table, row: Some(*row), column, value })
        };
        refusal.map(|problem| match cell(&problem) {
            Some(cell) => problem.in_cell(cell),
            None => problem,
        })
    }

    /// The document that the roster was made of, as it was written.
    #[must_use]
    pub fn document(&self) -> &RosterDoc {
        &self.document
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.write()
    }
}

impl RosterDoc {
    /// Whether the document means something by itself: what [`Roster::from_document`] checks.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        Roster::from_document(self).map(drop)
    }
}

/// Checks a roster. `problems`: what was wrong with its shape.
fn make(doc: RosterDoc, mut problems: Problems) -> Result<Roster, Refusal> {
    let p = &mut problems;
    let root = At::root();
    check_format(doc.format.as_deref(), Roster::FORMAT, p);
    convert::own_id(&doc.id, &root.key("id"), p);
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
        organizations.push(Party {
            id,
            kind,
            name,
            names: Vec::new(),
            periods,
            counts: Vec::new(),
            counts_later: Vec::new(),
            note,
            citation,
        });
    }
    let list = root.key("memberships");
    let docs = doc.memberships.iter().flatten().enumerate();
    let memberships = docs.filter_map(|(n, doc)| read::membership(doc, &list.index(n), p)).collect();
    let list = root.key("links");
    let docs = doc.links.iter().flatten().enumerate();
    let links = docs.filter_map(|(n, doc)| read::link(doc, &list.index(n), p)).collect();
    let purposes = check::named_purposes(doc.links.as_deref().unwrap_or_default());
    problems.into_result(())?;
    let document = Arc::new(doc);
    Ok(Roster { organizations, memberships, links, purposes, digest: Kept::default(), document, cells: None })
}
