//! Organisations that nothing tells apart are asked of by a few of them (R59): what holds of these holds of all.

use std::collections::{BTreeMap, BTreeSet};

use crate::gather::{Gather as _, InOrder as _};
use crate::id::PartyId;
use crate::router::ask::Router;
use crate::word::sets::PartyKind;

/// Groups of organisations that are alike in kind, days, memberships and links, and that no rule names; each sorted, of two or
/// more.
pub(in crate::author) struct Cohorts(Vec<Vec<PartyId>>);

impl Cohorts {
    pub(in crate::author) fn of(routers: &[&Router]) -> Self {
        let mut named: BTreeSet<&PartyId> = BTreeSet::new();
        for rule in routers.iter().flat_map(|router| router.rules().rules()) {
            named.extend([&rule.when.origins, &rule.when.addressees].into_iter().flatten().flatten());
            let mut audience = Some(&rule.audience);
            while let Some(of) = audience {
                named.extend(&of.parties);
                audience = of.except.as_deref();
            }
        }
        let known: Vec<BTreeMap<&PartyId, String>> = routers.iter().map(|router| facts(router)).collect();
        let ids: BTreeSet<&PartyId> = known.iter().flat_map(BTreeMap::keys).copied().gather();
        let mut groups: BTreeMap<Vec<&str>, Vec<PartyId>> = BTreeMap::new();
        for id in ids.into_iter().filter(|id| !named.contains(id)) {
            let is_organization = routers.iter().all(|router| {
                router.registry().party(id.as_str()).is_none_or(|party| party.kind == PartyKind::Organization)
            });
            if is_organization {
                let facts = known.iter().map(|known| known.get(id).map_or("", String::as_str)).collect();
                groups.entry(facts).or_default().push(id.clone());
            }
        }
        Self(groups.into_values().filter(|group| group.len() > 1).collect())
    }

    pub(in crate::author) fn groups(&self) -> impl Iterator<Item = &[PartyId]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// A router that knows so many of each group alone. It answers on these, and on everybody else, as the whole one does: a
    /// path leads by the smallest of those that are alike.
    pub(in crate::author) fn few_of(&self, router: &Router, kept: usize) -> Router {
        let gone: BTreeSet<&str> =
            self.groups().flat_map(|group| group.iter().skip(kept)).map(|id| id.as_str()).gather();
        if gone.is_empty() {
            return router.clone();
        }
        let registry = router.registry().without(&gone);
        let builder = Router::builder(&registry).profile(router.profile().clone()).rules(router.rules().clone());
        // What fitted with all of them fits with two; if it did not, all would be asked.
        builder.refuse_stale(router.refuse_stale).compile().unwrap_or_else(|_| router.clone())
    }
}

/// What a registry says of each organisation: days, memberships, links, each without its own id.
fn facts(router: &Router) -> BTreeMap<&PartyId, String> {
    let registry = router.registry();
    let mut facts: BTreeMap<&PartyId, Vec<String>> = BTreeMap::new();
    for party in registry.parties().iter().filter(|party| party.kind == PartyKind::Organization) {
        facts.entry(&party.id).or_default().push(format!("{:?}", party.periods));
    }
    for membership in registry.memberships() {
        if let Some(of) = facts.get_mut(&membership.party) {
            of.push(format!("{} {} {}", membership.group, membership.role, membership.period));
        }
    }
    for link in registry.each_link() {
        let like = link.like;
        let how = format!("{} {:?} {} {}", like.direction, like.channels, like.internal, like.period);
        if let Some(of) = facts.get_mut(link.from) {
            of.push(format!("to {} {how}", link.to));
        }
        if let Some(of) = facts.get_mut(link.to) {
            of.push(format!("from {} {how}", link.from));
        }
    }
    facts
        .into_iter()
        .map(|(id, mut of)| {
            of.in_order(Ord::cmp);
            (id, of.join("\n"))
        })
        .gather()
}
