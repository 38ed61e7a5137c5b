//! A set of recipients that knows its router.

use std::fmt;

use crate::id::PartyId;
use crate::lint::Lint;
use crate::registry::data::Registry;
use crate::router::engine::door::{Engine, Told};
use crate::word::sets::Duty;

/// Who is told, and who of them must be.
#[derive(Clone)]
pub struct RecipientSet {
    engine: Engine,
    told: Told,
}

impl RecipientSet {
    pub(super) fn new(engine: Engine, told: Told) -> Self {
        Self { engine, told }
    }

    pub(crate) fn registry(&self) -> &Registry {
        self.engine.registry()
    }

    /// What a careful reader should look at, sorted: the lints of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> &[Lint] {
        &self.told.lints
    }

    /// Whether a party is told.
    #[must_use]
    pub fn contains(&self, party: &str) -> bool {
        self.engine.party(party).is_some_and(|party| self.told.told.contains(party))
    }

    /// The duty towards a party; `None` for one that is not told.
    #[must_use]
    pub fn duty(&self, party: &str) -> Option<Duty> {
        let party = self.engine.party(party).filter(|party| self.told.told.contains(*party))?;
        Some(if self.told.must.contains(party) { Duty::Must } else { Duty::May })
    }

    /// How many are told.
    #[must_use]
    pub fn len(&self) -> usize {
        self.told.told.len()
    }

    /// Whether nobody is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.told.is_empty()
    }

    /// The recipients in the order of their ids, each with its duty.
    pub fn iter(&self) -> impl Iterator<Item = (&PartyId, Duty)> + '_ {
        self.told.told.iter().filter_map(|party| {
            let duty = if self.told.must.contains(party) { Duty::Must } else { Duty::May };
            Some((self.engine.parties().get(party)?, duty))
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
        self.iter().eq(other.iter()) && self.told.lints == other.told.lints
    }
}
impl Eq for RecipientSet {}
