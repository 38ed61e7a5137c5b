//! The links of a roster's organisations that have none of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::gather::Gather as _;
use crate::id::PartyId;
use crate::registry::data::Inner;
use crate::registry::hung::Hung;
use crate::registry::roster::Roster;
use crate::word::sets::{Direction, PartyKind, Role};

/// A members class of a registry, with what its organisations get of it.
struct Class<'a> {
    id: &'a PartyId,
    /// The links that touch it, in the order of the registry.
    links: Vec<Arc<Link>>,
}

/// The members classes, by id.
fn classes(registry: &Inner) -> Vec<Class<'_>> {
    let of_kind = |party: &&Party| party.kind == PartyKind::Members;
    let mut classes: Vec<Class<'_>> =
        registry.parties.iter().filter(of_kind).map(|party| Class { id: &party.id, links: Vec::new() }).collect();
    for link in &registry.links {
        let ends = [Some(&link.from), Some(&link.to).filter(|to| **to != link.from)];
        for end in ends.into_iter().flatten() {
            let place = classes.binary_search_by(|class| class.id.cmp(end)).ok();
            if let Some(class) = place.and_then(|place| classes.get_mut(place)) {
                class.links.push(Arc::new(link.clone()));
            }
        }
    }
    classes
}

/// The places of the classes that are members of each CEPTOAR.
fn by_ceptoar<'a>(registry: &'a Inner, classes: &[Class<'_>]) -> BTreeMap<&'a PartyId, BTreeSet<usize>> {
    let mut found: BTreeMap<&PartyId, BTreeSet<usize>> = BTreeMap::new();
    for membership in registry.memberships.iter().filter(|m| m.role == Role::Member) {
        if let Ok(place) = classes.binary_search_by(|class| class.id.cmp(&membership.party)) {
            found.entry(&membership.group).or_default().insert(place);
        }
    }
    found
}

/// Links for organisations that have none of their own in a direction: those of the members classes of their CEPTOARs.
/// Where two classes have a link with the same other end and direction, the first class by id gives it. A relay reports
/// nothing and gets no liaison links.
pub(super) fn hang(registry: &Inner, roster: &Roster) -> Vec<Hung> {
    let mut hung: Vec<Hung> = Vec::new();
    let classes = classes(registry);
    let by_ceptoar = by_ceptoar(registry, &classes);
    let mut memberships: Vec<&Membership> = roster.memberships.iter().filter(|m| m.role.is_of_members()).collect();
    memberships.sort_by_key(|m| &m.party);
    let ends = roster.links.iter().flat_map(|link| [(&link.from, link.direction), (&link.to, link.direction)]);
    let own: BTreeSet<(&PartyId, Direction)> = ends.gather();
    for organization in &roster.organizations {
        let id = &organization.id;
        let first = memberships.partition_point(|m| m.party < *id);
        let of_organization = memberships.get(first..).unwrap_or_default().iter().take_while(|m| m.party == *id);
        let of = |m: &&Membership| by_ceptoar.get(&m.group).into_iter().flatten().copied();
        let told: BTreeSet<usize> = of_organization.clone().flat_map(of).gather();
        let reporting: BTreeSet<usize> = of_organization.filter(|m| m.role == Role::Member).flat_map(of).gather();
        let mut taken = BTreeSet::new();
        for place in &told {
            let Some(class) = classes.get(*place) else { continue };
            let reports = reporting.contains(place);
            let before = hung.len();
            for link in class.links.iter().filter(|link| !own.contains(&(id, link.direction))) {
                if link.direction == Direction::Liaison && !reports {
                    continue;
                }
                if link.to == *class.id && !taken.contains(&(link.from.clone(), id.clone(), link.direction)) {
                    hung.push(Hung { from: link.from.clone(), to: id.clone(), like: Arc::clone(link) });
                }
                if link.from == *class.id && !taken.contains(&(id.clone(), link.to.clone(), link.direction)) {
                    hung.push(Hung { from: id.clone(), to: link.to.clone(), like: Arc::clone(link) });
                }
            }
            // Only another class could give the same again.
            if told.len() > 1 {
                let of_class = hung.get(before..).unwrap_or_default();
                taken.extend(of_class.iter().map(|link| (link.from.clone(), link.to.clone(), link.like.direction)));
            }
        }
    }
    hung
}
