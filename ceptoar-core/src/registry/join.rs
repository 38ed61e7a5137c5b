//! A roster joined to a registry.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::fact::link::{self, Link};
use crate::fact::party::{self, Membership};
use crate::gather::Gather as _;
use crate::id::PartyId;
use crate::lint::{Lint, LintCode};
use crate::registry::check;
use crate::registry::check::Known;
use crate::registry::data::{Inner, Registry};
use crate::registry::hang::hang;
use crate::registry::hung::LinkView;
use crate::registry::roster::Roster;
use crate::word::sets::{Direction, Role};

impl Registry {
    /// The same registry with the organisations of a roster.
    ///
    /// # Errors
    /// Every id of the roster that is foreign or taken, and links that touch none of its organisations; `second-roster`
    /// where the registry has one already.
    pub fn with_roster(&self, roster: &Roster) -> Result<Self, Refusal> {
        join(&self.0, roster).map(|inner| Self(Arc::new(inner)))
    }
}

fn join(registry: &Inner, roster: &Roster) -> Result<Inner, Refusal> {
    if registry.roster.is_some() {
        // An answer names the digest of one roster: two must not hide behind it.
        return Err(Refusal::one(ErrorCode::SecondRoster, "", Vec::new()));
    }
    let mut problems = Problems::new();
    let root = At::root();
    let mut inner = registry.clone();
    let list = root.key("organizations");
    let mut taken: BTreeSet<&PartyId> = BTreeSet::new();
    for (n, organization) in roster.organizations.iter().enumerate() {
        if registry.parties.binary_search_by(|party| party.id.cmp(&organization.id)).is_ok() {
            taken.insert(&organization.id);
            problems.push(ErrorCode::DuplicateId, &list.index(n).key("id"), vec![organization.id.to_string()]);
        }
    }
    // What another's id leads to is no fault of its own.
    inner.parties.extend(roster.organizations.iter().filter(|one| !taken.contains(&one.id)).cloned());
    inner.parties.sort_by(|a, b| a.id.cmp(&b.id));
    let own: BTreeSet<&PartyId> = roster.organizations.iter().map(|organization| &organization.id).gather();
    let known = Known::new(&inner.parties);
    let list = root.key("memberships");
    for (n, membership) in roster.memberships.iter().enumerate() {
        let at = list.index(n);
        if !own.contains(&membership.party) {
            // Its own organisations alone are meant: a party of the registry is not near.
            let (args, known) = (vec![shown(membership.party.as_str())], own.iter().map(|id| id.as_str()));
            unknown(&mut problems, ErrorCode::UnknownParty, &at.key("party"), args, known);
        }
        match known.kind(membership.group.as_str()) {
            None => {
                let args = vec![membership.group.to_string()];
                unknown(&mut problems, ErrorCode::UnknownParty, &at.key("group"), args, known.ids());
            }
            Some(kind) if !kind.is_group() => {
                problems.push(ErrorCode::NotAGroup, &at.key("group"), vec![membership.group.to_string()]);
            }
            Some(_) => {}
        }
        if membership.role == Role::Responsible {
            problems.push(ErrorCode::NotAMinistry, &at.key("role"), vec![membership.party.to_string()]);
        } else {
            let group = membership.group.as_str();
            check::only_in_a_ceptoar(membership.role, known.kind(group), group, &at, &mut problems);
        }
    }
    let list = root.key("links");
    for (n, link) in roster.links.iter().enumerate() {
        let at = list.index(n);
        for (key, id) in [("from", &link.from), ("to", &link.to)] {
            if known.kind(id.as_str()).is_none() {
                unknown(&mut problems, ErrorCode::UnknownParty, &at.key(key), vec![id.to_string()], known.ids());
            }
        }
        if link.from == link.to {
            problems.push(ErrorCode::SelfLink, &at, vec![link.from.to_string()]);
        }
        if !own.contains(&link.from) && !own.contains(&link.to) {
            let args = vec![format!("{}>{}", link.from, link.to)];
            problems.push(ErrorCode::RosterLinkWithoutOrganization, &at, args);
        }
    }
    inner.memberships.extend(roster.memberships.iter().cloned());
    // Equal ones are refused below, so that their order does not matter.
    inner.memberships.sort_unstable_by(party::in_order);
    inner.links.extend(roster.links.iter().cloned());
    inner.links.sort_unstable_by(link::in_order);
    inner.hung = hang(registry, roster);
    inner.hung.sort_unstable_by(|one, other| LinkView::from(one).in_order(&LinkView::from(other)));
    if !check::memberships_are_sound(&inner.memberships) {
        let before = registry.memberships.iter().map(|membership| (membership, None));
        let own = roster.memberships.iter().enumerate().filter(|(_, datum)| !taken.contains(&datum.party));
        let all = before.chain(own.map(|(n, datum)| (datum, Some(n)))).collect();
        check::memberships(all, &root.key("memberships"), &mut problems);
    }
    if !check::links_are_sound(&inner) {
        let hung = inner.hung.iter().map(|hung| LinkView::from(hung).whole());
        let hung: Vec<Link> = hung.filter(|link| !taken.contains(&link.from) && !taken.contains(&link.to)).collect();
        let before = registry.links.iter().chain(&hung).map(|link| (link, None));
        let all = before.chain(roster.links.iter().enumerate().map(|(n, datum)| (datum, Some(n)))).collect();
        check::links(all, &inner, &root.key("links"), &mut problems);
    }
    check::purposes(&roster.purposes, &inner, &mut problems);
    inner.roster_digest = roster.digest.clone();
    inner.roster = Some(Arc::clone(&roster.document));
    inner.lints = check::lints(&inner);
    inner.lints.extend(without_way(roster, &inner));
    let members: BTreeSet<&PartyId> = roster.memberships.iter().map(|membership| &membership.party).gather();
    inner
        .lints
        .extend(own.difference(&members).map(|id| Lint::new(LintCode::OrganizationWithoutMembership, id.as_str())));
    inner.lints.sort_unstable();
    problems.into_result(inner).map_err(|refusal| roster.placed(refusal))
}

/// Organisations that no link tells, or members that no link lets tell, though their CEPTOAR has links of that direction:
/// without a way no answer reaches them, and nothing else says why.
fn without_way(roster: &Roster, inner: &Inner) -> BTreeSet<Lint> {
    let of = |direction: Direction| inner.each_link().filter(move |link| link.like.direction == direction);
    let told: HashSet<&PartyId> = of(Direction::Provision).map(|link| link.to).collect();
    let tells: HashSet<&PartyId> = of(Direction::Liaison).map(|link| link.from).collect();
    let touched = |direction| of(direction).flat_map(|link| [link.from, link.to]).collect::<HashSet<&PartyId>>();
    let (provided, liaising) = (touched(Direction::Provision), touched(Direction::Liaison));
    let lacks = |m: &&Membership| {
        (!told.contains(&m.party) && provided.contains(&m.group))
            || (m.role == Role::Member && !tells.contains(&m.party) && liaising.contains(&m.group))
    };
    let of_members = roster.memberships.iter().filter(|m| m.role.is_of_members());
    of_members.filter(lacks).map(|m| Lint::new(LintCode::OrganizationWithoutWay, m.party.as_str())).gather()
}
