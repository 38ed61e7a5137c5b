//! Sets of texts as numbers: each distinct set is kept once.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait, StructArray};
use arrow_schema::DataType;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;

use super::cell::{self, Reading, Why};
use super::codes::{ABSENT, Codes};
use super::text::{Blank, Interner, by_text, encode, is_absent};

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
    empty: Empty,
    table: HashTable<u32>,
    ends: Vec<usize>,
    members: Vec<u32>,
    hasher: FixedState,
    packed: Packed,
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
        Self { empty, table, ends: Vec::new(), members: Vec::new(), hasher, packed: Packed::default() }
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
    fn code(&mut self, set: &mut [u32]) -> u32 {
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

/// What is wrong with a value, by its number.
pub(super) type Faults = BTreeMap<u32, Why>;

/// A column of sets: lists of text, or text that holds one value or several.
pub(super) fn encode_sets(
    array: &ArrayRef,
    reading: &Reading,
    interner: &mut Interner,
    sets: &mut Sets,
    faults: &mut Faults,
) -> Option<Codes> {
    if let Some((values, ends)) = lists(array) {
        return collect(array, &items(&values, interner)?, &ends, sets);
    }
    let separator = reading.separator.as_deref();
    by_text(array, |text| {
        if sets.empty == Empty::Nobody && text.trim() == NOBODY {
            return sets.code(&mut []);
        }
        match cell::ids(text, separator) {
            Ok(ids) => {
                let mut set: Vec<u32> = ids.iter().map(|id| interner.code(id)).collect();
                sets.code(&mut set)
            }
            Err(why) => wrong(text, why, interner, sets, faults),
        }
    })
}

/// A column of named persons: lists of `{party, ref}` or text, each pair as one text with a line break between, which no id
/// holds.
pub(super) fn encode_persons(
    array: &ArrayRef,
    reading: &Reading,
    interner: &mut Interner,
    sets: &mut Sets,
    faults: &mut Faults,
) -> Option<Codes> {
    let Some((values, ends)) = lists(array) else {
        let separator = reading.separator.as_deref();
        return by_text(array, |text| match cell::persons(text, separator) {
            Ok(persons) => {
                let mut set: Vec<u32> = persons.iter().map(|(party, who)| interner.code(&pair(party, who))).collect();
                sets.code(&mut set)
            }
            Err(why) => wrong(text, why, interner, sets, faults),
        });
    };
    if is_absent(&values) {
        return collect(array, &vec![ABSENT; values.len()], &ends, sets);
    }
    let persons: &StructArray = values.as_struct_opt()?;
    let read = |name: &str| {
        let mut texts = Interner::default();
        let codes = items(persons.column_by_name(name)?, &mut texts)?;
        Some((texts, codes))
    };
    let ((parties, party), (references, reference)) = (read("party")?, read("ref")?);
    let codes: Vec<u32> = party
        .iter()
        .zip(&reference)
        .enumerate()
        .map(|(row, (party, reference))| match (parties.text(*party), references.text(*reference)) {
            (Some(party), Some(reference)) if persons.is_valid(row) => interner.code(&pair(party, reference)),
            _ => ABSENT,
        })
        .collect();
    collect(array, &codes, &ends, sets)
}

fn pair(party: &str, reference: &str) -> String {
    format!("{party}\n{reference}")
}

/// What stands in lists: there a text of no characters is one.
fn items(values: &ArrayRef, interner: &mut Interner) -> Option<Vec<u32>> {
    if is_absent(values) {
        return Some(vec![ABSENT; values.len()]);
    }
    Some(encode(values, interner, Blank::Text)?.each(values.len()))
}

/// The number of a cell that is refused here.
fn wrong(text: &str, why: Why, interner: &mut Interner, sets: &mut Sets, faults: &mut Faults) -> u32 {
    let code = sets.code(&mut [interner.code(text)]);
    faults.insert(code, why);
    code
}

/// The values of a column of lists, and where each row begins and the last ends.
fn lists(array: &ArrayRef) -> Option<(ArrayRef, Vec<usize>)> {
    fn of<O: OffsetSizeTrait>(list: &GenericListArray<O>) -> (ArrayRef, Vec<usize>) {
        // A slice of a column still holds the values of all of it.
        let offsets = list.value_offsets();
        let start = offsets.first().map_or(0, |offset| offset.as_usize());
        let end = offsets.last().map_or(0, |offset| offset.as_usize());
        let values = list.values().slice(start, end.saturating_sub(start));
        (values, offsets.iter().map(|offset| offset.as_usize().saturating_sub(start)).collect())
    }
    match array.data_type() {
        DataType::List(_) => Some(of::<i32>(array.as_list_opt()?)),
        DataType::LargeList(_) => Some(of::<i64>(array.as_list_opt()?)),
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list_opt()?;
            let size = usize::try_from(*size).ok()?;
            Some((list.values().clone(), (0..=array.len()).map(|row| row * size).collect()))
        }
        _ => None,
    }
}

/// Stands for a set that is not numbered yet.
const NEW: u32 = u32::MAX;
/// So many rows are numbered together.
const ROWS: usize = 8192;

/// A short list of small numbers as one number, in its order.
#[inline]
fn packed(members: &[u32], bits: u32) -> Option<u64> {
    let most = (1 << bits) - 1;
    let fits = members.len() <= 4 && members.iter().all(|member| *member < most);
    fits.then(|| members.iter().fold(0, |packed, member| packed << bits | u64::from(member + 1)))
}

/// The numbers of short lists, in the orders in which they stood.
#[derive(Default)]
struct Packed {
    /// Of lists of the first few numbers: by the list as one number of 16 bits, its number and one; 0: not known.
    near: Vec<u32>,
    far: HashMap<u64, u32, FixedState>,
}

impl Packed {
    #[inline]
    fn find(&self, members: &[u32]) -> Option<u32> {
        if let Some(place) = packed(members, 4) {
            return self.near.get(place as usize)?.checked_sub(1);
        }
        self.far.get(&packed(members, 16)?).copied()
    }

    fn enter(&mut self, members: &[u32], code: u32) {
        if let Some(place) = packed(members, 4) {
            self.near.resize(1 << 16, 0);
            self.near.iter_mut().skip(place as usize).take(1).for_each(|known| *known = code + 1);
        } else if let Some(key) = packed(members, 16) {
            self.far.insert(key, code);
        }
    }
}

/// The numbers of the sets of rows: most are known, and are found on all cores.
fn collect(array: &ArrayRef, codes: &[u32], ends: &[usize], sets: &mut Sets) -> Option<Codes> {
    let rows = array.len();
    let members = |row: usize| codes.get(*ends.get(row)?..*ends.get(row + 1)?);
    let nulls = array.logical_nulls();
    let is_null = |row: usize| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
    let mut out = vec![NEW; rows];
    let mut set = Vec::new();
    let mut number = |sets: &mut Sets, row: usize| -> Option<u32> {
        if is_null(row) {
            return Some(ABSENT);
        }
        let members = members(row)?;
        sets.packed.find(members).or_else(|| {
            set.clear();
            set.extend_from_slice(members);
            let code = sets.code(&mut set);
            sets.packed.enter(members, code);
            Some(code)
        })
    };
    // What the first rows hold is mostly what the others hold.
    for (row, out) in out.iter_mut().enumerate().take(ROWS) {
        *out = number(sets, row)?;
    }
    let known = &sets.packed;
    out.par_chunks_mut(ROWS).enumerate().skip(1).for_each(|(block, out)| {
        for (row, out) in (block * ROWS..).zip(out) {
            *out = match members(row) {
                _ if is_null(row) => ABSENT,
                Some(members) => known.find(members).unwrap_or(NEW),
                None => NEW,
            };
        }
    });
    for (row, out) in out.iter_mut().enumerate().filter(|(_, code)| **code == NEW) {
        *out = number(sets, row)?;
    }
    Some(Codes::Each(out))
}
