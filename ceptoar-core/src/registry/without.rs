//! A registry without some of its parties: what is asked of many that are alike is asked of a few.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::id::PartyId;
use crate::registry::data::{Inner, Registry};

impl Registry {
    /// The same registry without some parties, and without what is said of them; its digests are those of the whole.
    pub(crate) fn without(&self, gone: &BTreeSet<&str>) -> Self {
        let stays = |ids: [&PartyId; 2]| ids.iter().all(|id| !gone.contains(id.as_str()));
        let mut inner = Inner::clone(&self.0);
        inner.parties.retain(|party| !gone.contains(party.id.as_str()));
        inner.memberships.retain(|membership| stays([&membership.party, &membership.group]));
        inner.links.retain(|link| stays([&link.from, &link.to]));
        inner.hung.retain(|link| stays([&link.from, &link.to]));
        inner.all_links = OnceLock::new();
        Self(Arc::new(inner))
    }
}
