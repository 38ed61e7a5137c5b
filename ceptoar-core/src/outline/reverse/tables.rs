//! The tables that build an edition, and what they cannot say.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::edition::{Channel, Edition, Link, Membership, Term};
use crate::document::outline::Outline as OutlineDoc;
use crate::document::scalar::{Cited, Text};
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::outline::days::Days;
use crate::outline::reverse::ceptoars::ceptoars;
use crate::outline::reverse::facts::Facts;
use crate::outline::reverse::links::{differing, is_one_office, lines, rows};
use crate::outline::reverse::members::{is_bare, is_written, members};
use crate::outline::reverse::scheme::{CellRows, documents, groups, ministries, scheme, vocabulary};
use crate::outline::reverse::unsaid::{Unsaid, UnsaidCode};
use crate::outline::whole::Outline;
use crate::word::sets::Role;

/// An outline that was made of an edition.
///
/// ```
/// use ceptoar_core::author::Outline;
/// use ceptoar_core::{Edition, Registry};
///
/// let edition = Registry::builtin(Edition::V2009_03_31).document().clone();
/// let reverse = Outline::from_edition(&edition, "my-scheme")?;
/// let again = reverse.outline.build();
/// assert_eq!(again.parties.len(), edition.parties.len());
/// assert_eq!(again.links.len(), edition.links.len());
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reverse {
    /// The outline.
    pub outline: Outline,
    /// What it cannot say, by place.
    pub unsaid: Vec<Unsaid>,
}

impl Outline {
    /// The outline of an edition, under an id of its own: the tables that build its parties, memberships and links, and a list of
    /// what no table can say.
    ///
    /// # Errors
    /// The edition means nothing ([`Edition::check`](crate::document::Edition::check)), or has no party of kind `cabinet`, or the
    /// id is that of a built-in edition.
    pub fn from_edition(edition: &Edition, id: &str) -> Result<Reverse, Refusal> {
        edition.check()?;
        let facts = Facts::of(edition);
        let mut unsaid = Vec::new();
        let mut cells = CellRows::default();
        let mut scheme = scheme(&facts, id, &mut cells, &mut unsaid);
        let vocabulary = vocabulary(&facts);
        scheme.base_vocabularies = (!vocabulary.is_empty()).then(|| "no".into());
        let mut document = OutlineDoc {
            ministries: ministries(&facts, &mut cells),
            groups: groups(&facts, &mut cells, &mut unsaid),
            ceptoars: ceptoars(&facts, &mut cells),
            members: members(&facts, &mut cells),
            documents: documents(edition.documents.as_deref().unwrap_or_default()),
            vocabulary,
            ..OutlineDoc::new(scheme)
        };
        document.cells = cells.0;
        let without = Self::from_document(&document)?;
        let built = Facts::of(without.build());
        let mut of_links = CellRows::default();
        document.links = rows(&facts, &without.build().links, |id| built.days(id), &mut of_links);
        document.cells.extend(of_links.0);
        let outline = Self::from_document(&document)?;
        roles(&facts, outline.build(), &mut unsaid);
        links(&facts, outline.build(), &mut unsaid);
        others(edition, &mut unsaid);
        reasons(edition, outline.build(), &mut unsaid);
        unsaid.in_order(Ord::cmp);
        unsaid.dedup();
        Ok(Reverse { outline, unsaid })
    }
}

/// Roles that do not come back.
fn roles(facts: &Facts<'_>, built: &Edition, unsaid: &mut Vec<Unsaid>) {
    let again = Facts::of(built);
    for (n, membership) in facts.doc.memberships.iter().enumerate() {
        let key = (membership.party.as_str(), membership.group.as_str(), membership.role);
        let (wanted, found) = (facts.roles.get(&key), again.roles.get(&key));
        if wanted == found {
            continue;
        }
        let exist = facts.days(key.0).and(&facts.days(key.1));
        let code = match wanted {
            Some(days) if !days.without(&exist).is_empty() => UnsaidCode::OutsideItsParties,
            Some(days) if key.2 == Role::Responsible && found.is_some_and(|found| days.without(found).is_empty()) => {
                UnsaidCode::NoMinistryForAWhile
            }
            _ if key.2 == Role::Relay => UnsaidCode::RelayForNobody,
            _ => UnsaidCode::RoleOfKind,
        };
        unsaid.push(Unsaid::new(format!("/memberships/{n}"), code));
    }
    for (_, ceptoar, _) in again.roles.keys().filter(|key| !facts.roles.contains_key(*key)) {
        if let Some(n) = facts.doc.ceptoars.iter().position(|record| record.party.as_str() == *ceptoar) {
            unsaid.push(Unsaid::new(format!("/ceptoars/{n}"), UnsaidCode::NoMinistryForAWhile));
        }
    }
}

/// Links that do not come back.
fn links(facts: &Facts<'_>, built: &Edition, unsaid: &mut Vec<Unsaid>) {
    let again = Facts::of(built);
    let (wanted, found) = (lines(&facts.doc.links), lines(&built.links));
    let places: BTreeMap<_, usize> =
        facts.doc.links.iter().enumerate().map(|(n, link)| (std::ptr::from_ref(link), n)).gather();
    for (key, line) in &wanted {
        let exist = again.days(&key.0).and(&again.days(&key.1));
        let outside = |days: &Days| !days.without(&exist).is_empty();
        let differs = differing(Some(line), found.get(key), &Days::always());
        for (period, link) in line {
            let days = Days::of([*period]);
            let is_lost = differs.iter().any(|(span, _)| !Days::of([*span]).and(&days).is_empty());
            if !is_lost {
                continue;
            }
            let code = match (again.kind(&key.0), again.kind(&key.1)) {
                (Some(_), Some(_)) if link.internal && !is_one_office(facts, &key.0, &key.1, &days) => {
                    UnsaidCode::InternalWithoutSecretariat
                }
                (Some(_), Some(_)) if outside(&days) => UnsaidCode::OutsideItsParties,
                (Some(_), Some(_)) => UnsaidCode::NoTable,
                _ => UnsaidCode::KindOfParty,
            };
            if let Some(n) = places.get(&std::ptr::from_ref(*link)) {
                unsaid.push(Unsaid::new(format!("/links/{n}"), code));
            }
        }
    }
}

/// Why a datum holds, and what is noted of it.
type Why<'a> = [Option<(&'a str, Option<&'a str>)>; 2];

/// The lists in which a reason or a note does not come back: told once for each, for it is mostly all that is derived.
fn reasons(edition: &Edition, built: &Edition, unsaid: &mut Vec<Unsaid>) {
    fn parts(text: Option<&Text>) -> Option<(&str, Option<&str>)> {
        text.map(|text| (text.ja.as_str(), text.en.as_deref()))
    }
    fn why<D: Cited>(datum: &D) -> Why<'_> {
        [parts(datum.cite().reason), parts(datum.note())]
    }
    fn all<'a, K: Ord, D: Cited>(list: &'a [D], key: impl Fn(&'a D) -> K) -> BTreeSet<(K, Why<'a>)> {
        list.iter().filter(|datum| why(*datum) != [None, None]).map(|datum| (key(datum), why(datum))).gather()
    }
    let mut lost = |list: &str, is_lost: bool| {
        if is_lost {
            unsaid.push(Unsaid::new(list.to_owned(), UnsaidCode::Reasons));
        }
    };
    let role = |m: &'_ Membership| (m.party.0.clone(), m.group.0.clone(), m.role);
    lost("/memberships", !all(&edition.memberships, role).is_subset(&all(&built.memberships, role)));
    let ends = |link: &'_ Link| (link.from.0.clone(), link.to.0.clone(), link.direction);
    lost("/links", !all(&edition.links, ends).is_subset(&all(&built.links, ends)));
    let words = |edition: &'_ Edition| edition.vocabularies.clone().unwrap_or_default();
    let (was, is) = (words(edition), words(built));
    let of = |terms: &Option<Vec<Term>>| terms.clone().unwrap_or_default();
    let term = |term: &'_ Term| term.id.0.clone();
    for (list, was, is) in [
        ("kinds", of(&was.kinds), of(&is.kinds)),
        ("causes", of(&was.causes), of(&is.causes)),
        ("purposes", of(&was.purposes), of(&is.purposes)),
        ("obligations", of(&was.obligations), of(&is.obligations)),
    ] {
        // A list that is the built-in one has no row.
        lost(&format!("/vocabularies/{list}"), !is.is_empty() && !all(&was, term).is_subset(&all(&is, term)));
    }
    let channel = |channel: &'_ Channel| channel.id.0.clone();
    let (was, is) = (was.channels.unwrap_or_default(), is.channels.unwrap_or_default());
    lost("/vocabularies/channels", !is.is_empty() && !all(&was, channel).is_subset(&all(&is, channel)));
}

/// Data that outlines have no table for.
fn others(edition: &Edition, unsaid: &mut Vec<Unsaid>) {
    let mut none = |pointer: String, is_there: bool| {
        if is_there {
            unsaid.push(Unsaid::new(pointer, UnsaidCode::NoTable));
        }
    };
    none("/based_on".to_owned(), edition.based_on.is_some());
    none("/instruments".to_owned(), edition.instruments.iter().flatten().next().is_some());
    none("/bodies".to_owned(), edition.bodies.iter().flatten().next().is_some());
    none("/totals".to_owned(), edition.totals.iter().flatten().next().is_some());
    none("/errata".to_owned(), edition.errata.iter().flatten().next().is_some());
    none("/source_index".to_owned(), edition.source_index.is_some());
    none("/excused".to_owned(), edition.excused.iter().flatten().next().is_some());
    none("/councils".to_owned(), edition.councils.iter().flatten().next().is_some());
    let of_outline = ["sectors-stated", "ceptoars-stated"];
    let mut statements = edition.statements.iter().flatten();
    none("/statements".to_owned(), statements.any(|statement| !of_outline.contains(&statement.id.as_str())));
    for (n, record) in edition.ceptoars.iter().enumerate() {
        let fields = [
            ("maturity", record.maturity.is_some()),
            ("handling_rules_later", record.handling_rules_later.is_some()),
            ("kinds", record.kinds.iter().flatten().next().is_some()),
            ("composition", record.composition.iter().flatten().next().is_some()),
            ("features", record.features.iter().flatten().next().is_some()),
            ("activities", record.activities.iter().flatten().next().is_some()),
        ];
        for (field, is_there) in fields {
            none(format!("/ceptoars/{n}/{field}"), is_there);
        }
    }
    for (n, sector) in edition.sectors.iter().enumerate() {
        none(format!("/sectors/{n}/period"), sector.period.is_some());
        none(format!("/sectors/{n}"), edition.ceptoars.iter().all(|record| record.sector != sector.id));
    }
    for (n, party) in edition.parties.iter().enumerate() {
        none(format!("/parties/{n}/counts_later"), party.counts_later.is_some());
        let several = party.counts.as_ref().is_some_and(|counts| counts.len() > 1);
        for (m, count) in party.counts.iter().flatten().enumerate() {
            let place = format!("/parties/{n}/counts/{m}");
            none(place.clone(), several && !is_written(count));
            none(format!("{place}/parts"), count.parts.iter().flatten().next().is_some());
            none(format!("{place}/unit/en"), count.unit.en.is_some() && !is_bare(count));
        }
    }
}
