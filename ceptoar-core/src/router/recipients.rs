//! A set of recipients that knows its router.

use std::fmt;
use std::sync::Arc;

use super::bits::Bits;
use super::compile::Tables;
use crate::answer::plan::Duty;
use crate::id::PartyId;
use crate::lint::Lint;

/// Who is told, and who of them must be.
#[derive(Clone)]
pub struct RecipientSet {
    tables: Arc<Tables>,
    told: Bits,
    must: Bits,
    lints: Vec<Lint>,
}

impl RecipientSet {
    pub(super) fn new(tables: Arc<Tables>, told: Bits, must: Bits, lints: Vec<Lint>) -> Self {
        Self { tables, told, must, lints }
    }

    pub(super) fn registry(&self) -> &crate::registry::Registry {
        &self.tables.registry
    }

    /// What a careful reader should look at, sorted: the lints of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// Whether a party is told.
    #[must_use]
    pub fn contains(&self, party: &str) -> bool {
        self.tables.party(party).is_some_and(|party| self.told.contains(party))
    }

    /// The duty towards a party; `None` for one that is not told.
    #[must_use]
    pub fn duty(&self, party: &str) -> Option<Duty> {
        let party = self.tables.party(party).filter(|party| self.told.contains(*party))?;
        Some(if self.must.contains(party) { Duty::Must } else { Duty::May })
    }

    /// How many are told.
    #[must_use]
    pub fn len(&self) -> usize {
        self.told.len()
    }

    /// Whether nobody is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// The recipients in the order of their ids, each with its duty.
    pub fn iter(&self) -> impl Iterator<Item = (&PartyId, Duty)> + '_ {
        self.told.iter().filter_map(|party| {
            let duty = if self.must.contains(party) { Duty::Must } else { Duty::May };
            Some((self.tables.parties.get(party)?, duty))
        })
    }
}

impl fmt::Debug for RecipientSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl PartialEq for RecipientSet {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.lints == other.lints
    }
}
impl Eq for RecipientSet {}
