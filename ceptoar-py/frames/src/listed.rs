//! Lists of texts as numbers of sets: most lists are known, and are found on all cores.
//!
//! Where a column has few texts, each has a bit. What a list is then is the sum of its bits: sums over all items are made once,
//! and a list is the difference of two, whatever its length. A list in which a text stands twice, or one that has no bit, has
//! another number of items than its sum has bits, and is looked at by itself.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait};
use arrow_buffer::{ArrowNativeType, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use ceptoar_core::bulk::Keys;
use rayon::prelude::*;

use super::codes::{ABSENT, Codes, ROWS, by_keys};
use super::keys::{add_up, keys_of};
use super::known::{Known, MOST_BITS, NEW};
use super::sets::Sets;

/// So many rows are looked at first: what they hold is mostly what the others hold.
const FIRST: usize = 1024;

/// Where the lists of a column end: that of a row begins where the one before it ends.
pub(super) enum Ends {
    Short(ScalarBuffer<i32>),
    Long(ScalarBuffer<i64>),
    /// So many items each.
    Fixed(usize),
}

impl Ends {
    /// Where the list of a row begins among the items.
    pub(super) fn at(&self, row: usize) -> Option<usize> {
        fn of<O: ArrowNativeType>(ends: &[O], row: usize) -> Option<usize> {
            Some(ends.get(row)?.as_usize().saturating_sub(ends.first()?.as_usize()))
        }
        match self {
            Self::Short(ends) => of(ends, row),
            Self::Long(ends) => of(ends, row),
            Self::Fixed(size) => Some(row * size),
        }
    }
}

/// The lists of a column.
pub(super) struct Lists {
    /// The numbers of the texts that stand in them.
    pub(super) items: Codes,
    /// How many texts the column has had.
    pub(super) texts: usize,
    pub(super) ends: Ends,
    pub(super) nulls: Option<NullBuffer>,
    pub(super) rows: usize,
}

impl Lists {
    /// Of the rows of an array.
    pub(super) fn new(array: &ArrayRef, items: Codes, texts: usize, ends: Ends) -> Self {
        let items = match items {
            // Such are looked at item by item.
            Codes::Keyed(keys, codes) if keys.null_count() > 0 || texts > MOST_BITS => {
                Codes::Each(by_keys(&keys, &codes))
            }
            items => items,
        };
        Self { items, texts, ends, nulls: array.logical_nulls(), rows: array.len() }
    }

    fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// The numbers of the sets of all rows.
    pub(super) fn number(&self, sets: &mut Sets) -> Option<Codes> {
        let mut out = vec![NEW; self.rows];
        let (first, others) = out.split_at_mut(FIRST.min(self.rows));
        let bits = self.bits();
        for (from, out) in [(0, first), (FIRST, others)] {
            let known = &sets.known;
            let find = |(block, out): (usize, &mut [u32])| {
                let from = from + block * ROWS;
                match &bits {
                    Some((keys, table)) => self.find_by_bits(*keys, table, from, known, out),
                    None => self.find(from, known, out),
                }
                out.contains(&NEW)
            };
            let open: Vec<bool> = out.par_chunks_mut(ROWS).enumerate().map(find).collect();
            let mut set = Vec::new();
            for (block, (out, _)) in out.chunks_mut(ROWS).zip(open).enumerate().filter(|(_, (_, open))| *open) {
                for (row, out) in out.iter_mut().enumerate().filter(|(_, code)| **code == NEW) {
                    *out = self.number_row(from + block * ROWS + row, &mut set, sets)?;
                }
            }
        }
        Some(Codes::Each(out))
    }

    /// The number of the set of a row that was not found.
    fn number_row(&self, row: usize, set: &mut Vec<u32>, sets: &mut Sets) -> Option<u32> {
        if self.is_null(row) {
            return Some(ABSENT);
        }
        set.clear();
        set.extend((self.ends.at(row)?..self.ends.at(row + 1)?).map(|item| self.items.at(item)));
        if let Some(known) = sets.known.find(set) {
            return Some(known);
        }
        let list = set.clone();
        let code = sets.code(set);
        sets.known.enter(&list, code);
        Some(code)
    }

    /// The keys of the items, and by key the bit of its text; `None`: there are more texts than bits.
    fn bits(&self) -> Option<(Keys<'_>, Vec<u32>)> {
        let bit = |code: u32| code.checked_sub(1).map_or(0, |place| 1 << place);
        match &self.items {
            _ if self.texts > MOST_BITS => None,
            Codes::Same(_) => None,
            Codes::Each(codes) => Some((Keys::U32(codes), (0..=self.texts as u32).map(bit).collect())),
            Codes::Keyed(keys, codes) => Some((keys_of(keys)?, codes.iter().map(|code| bit(*code)).collect())),
        }
    }

    /// Finds the sets of the rows `from..` by the sums of their bits.
    #[inline(never)]
    fn find_by_bits(&self, keys: Keys<'_>, bits: &[u32], from: usize, known: &Known, out: &mut [u32]) {
        let (Some(start), Some(end)) = (self.ends.at(from), self.ends.at(from + out.len())) else { return };
        let mut sums = vec![0; end.saturating_sub(start) + 1];
        add_up(keys, start..end, bits, sums.get_mut(1..).unwrap_or_default());
        fn of<O: ArrowNativeType>(ends: &[O], sums: &[u32], known: &Known, out: &mut [u32]) {
            let Some((first, ends)) = ends.split_first() else { return };
            let (start, mut begin, mut before) = (first.as_usize(), 0, 0_u32);
            for (end, out) in ends.iter().zip(out) {
                let end = end.as_usize().wrapping_sub(start);
                let sum = sums.get(end).copied().unwrap_or(0);
                let bits = sum.wrapping_sub(before);
                *out = known.of_bits(bits as usize, end.wrapping_sub(begin));
                (begin, before) = (end, sum);
            }
        }
        let rows = from..=from + out.len();
        match &self.ends {
            Ends::Short(ends) => of(ends.get(rows).unwrap_or_default(), &sums, known, out),
            Ends::Long(ends) => of(ends.get(rows).unwrap_or_default(), &sums, known, out),
            Ends::Fixed(size) => {
                let ends: Vec<u64> = rows.map(|row| (row * size) as u64).collect();
                of(&ends, &sums, known, out);
            }
        }
        if self.nulls.is_some() {
            out.iter_mut().enumerate().filter(|(n, _)| self.is_null(from + n)).for_each(|(_, out)| *out = ABSENT);
        }
    }

    /// Finds the sets of the rows `from..` list by list.
    fn find(&self, from: usize, known: &Known, out: &mut [u32]) {
        let mut list = Vec::new();
        for (row, out) in (from..).zip(out) {
            if self.is_null(row) {
                *out = ABSENT;
                continue;
            }
            let (Some(start), Some(end)) = (self.ends.at(row), self.ends.at(row + 1)) else { continue };
            let each = match &self.items {
                Codes::Each(codes) => codes.get(start..end),
                items => {
                    list.clear();
                    list.extend((start..end).map(|item| items.at(item)));
                    Some(&list[..])
                }
            };
            *out = each.and_then(|list| known.find(list)).unwrap_or(NEW);
        }
    }
}

/// The values of a column of lists, and where each row begins and the last ends.
pub(super) fn lists(array: &ArrayRef) -> Option<(ArrayRef, Ends)> {
    // A slice of a column still holds the values of all of it.
    fn values<O: OffsetSizeTrait>(list: &GenericListArray<O>) -> ArrayRef {
        let offsets = list.value_offsets();
        let start = offsets.first().map_or(0, |offset| offset.as_usize());
        let end = offsets.last().map_or(0, |offset| offset.as_usize());
        list.values().slice(start, end.saturating_sub(start))
    }
    match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list_opt()?;
            Some((values(list), Ends::Short(list.offsets().inner().clone())))
        }
        DataType::LargeList(_) => {
            let list = array.as_list_opt()?;
            Some((values(list), Ends::Long(list.offsets().inner().clone())))
        }
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list_opt()?;
            Some((list.values().clone(), Ends::Fixed(usize::try_from(*size).ok()?)))
        }
        _ => None,
    }
}
