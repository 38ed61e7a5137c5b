//! Sets of texts as numbers: each distinct set is kept once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::codes::ABSENT;
use super::known::Known;

/// What an empty set says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    /// The same as none: absent.
    Absent,
    /// Nobody, which is another thing than no limit. In text an empty cell is absent, and [`NOBODY`] is the empty set.
    Nobody,
}

/// How text writes an empty set where it is not absent.
pub const NOBODY: &str = "-";

/// Distinct sets of numbers, numbered from 1.
pub(super) struct Sets {
    pub(super) empty: Empty,
    table: HashTable<u32>,
    ends: Vec<usize>,
    members: Vec<u32>,
    hasher: FixedState,
    pub(super) known: Known,
}

/// The members of a set by its number.
fn members<'a>(ends: &[usize], members: &'a [u32], code: u32) -> &'a [u32] {
    let Some(place) = (code as usize).checked_sub(1) else { return &[] };
    let start = place.checked_sub(1).map_or(Some(&0), |before| ends.get(before));
    match (start, ends.get(place)) {
        (Some(start), Some(end)) => members.get(*start..*end).unwrap_or_default(),
        _ => &[],
    }
}

impl Sets {
    pub(super) fn new(empty: Empty) -> Self {
        let (table, hasher) = (HashTable::new(), FixedState::default());
        Self { empty, table, ends: Vec::new(), members: Vec::new(), hasher, known: Known::default() }
    }

    /// The same, with nothing in it.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.empty);
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, code: u32) -> &[u32] {
        members(&self.ends, &self.members, code)
    }

    /// The number of a set; what stands twice stays twice, so that it can be refused.
    pub(super) fn code(&mut self, set: &mut [u32]) -> u32 {
        if set.is_empty() && self.empty == Empty::Absent {
            return ABSENT;
        }
        set.sort_unstable();
        let Self { table, ends, members: all, hasher, .. } = self;
        let hash = hasher.hash_one(&*set);
        if let Some(code) = table.find(hash, |code| members(ends, all, *code) == set) {
            return *code;
        }
        all.extend_from_slice(set);
        ends.push(all.len());
        let code = ends.len() as u32;
        table.insert_unique(hash, code, |code| hasher.hash_one(members(ends, all, *code)));
        code
    }
}
