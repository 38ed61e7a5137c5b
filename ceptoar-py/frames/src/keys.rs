//! Keys of dictionaries, as wide as they come.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use ceptoar_core::bulk::Keys;

/// The keys of a dictionary; what is null is a key as well. `None`: the array holds no keys.
pub(super) fn keys_of(array: &ArrayRef) -> Option<Keys<'_>> {
    macro_rules! by_type {
        ($($kind:ident($native:ty) => $width:ident),*) => {
            match array.data_type() {
                $(DataType::$kind => array.as_primitive_opt::<$native>().map(|keys| Keys::$width(keys.values())),)*
                _ => None,
            }
        };
    }
    by_type!(
        Int8(Int8Type) => I8, Int16(Int16Type) => I16, Int32(Int32Type) => I32, Int64(Int64Type) => I64,
        UInt8(UInt8Type) => U8, UInt16(UInt16Type) => U16, UInt32(UInt32Type) => U32, UInt64(UInt64Type) => U64
    )
}

/// Does the same with keys of any width.
macro_rules! each_width {
    ($keys:expr, $of:ident => $work:expr) => {
        match $keys {
            Keys::I8($of) => $work,
            Keys::U8($of) => $work,
            Keys::I16($of) => $work,
            Keys::U16($of) => $work,
            Keys::I32($of) => $work,
            Keys::U32($of) => $work,
            Keys::I64($of) => $work,
            Keys::U64($of) => $work,
        }
    };
}

/// The place that the key of a row names.
pub(super) fn place(keys: Keys<'_>, row: usize) -> Option<usize> {
    each_width!(keys, keys => keys.get(row).map(|key| key.as_usize()))
}

/// Writes what each key of some rows names: a number from a table, 0 where the key is beside it.
pub(super) fn look_up(keys: Keys<'_>, rows: Range<usize>, table: &[u32], out: &mut [u32]) {
    fn of<K: ArrowNativeType>(keys: &[K], rows: Range<usize>, table: &[u32], out: &mut [u32]) {
        for (key, out) in keys.get(rows).unwrap_or_default().iter().zip(out) {
            *out = table.get(key.as_usize()).copied().unwrap_or(0);
        }
    }
    each_width!(keys, keys => of(keys, rows, table, out));
}

/// Writes the sums of what keys name, from the first of some rows on. Sums turn over: a difference of two holds nevertheless.
pub(super) fn add_up(keys: Keys<'_>, rows: Range<usize>, table: &[u32], out: &mut [u32]) {
    fn of<K: ArrowNativeType>(keys: &[K], rows: Range<usize>, table: &[u32], out: &mut [u32]) {
        let mut sum = 0_u32;
        for (key, out) in keys.get(rows).unwrap_or_default().iter().zip(out) {
            sum = sum.wrapping_add(table.get(key.as_usize()).copied().unwrap_or(0));
            *out = sum;
        }
    }
    each_width!(keys, keys => of(keys, rows, table, out));
}

/// Whether every key of some rows names one of so many places. What is less than nothing is the greatest of all.
pub(super) fn are_within(keys: Keys<'_>, rows: Range<usize>, places: usize) -> bool {
    macro_rules! greatest {
        ($($width:ident($own:ty, $unsigned:ty)),*) => {
            match keys {
                $(Keys::$width(keys) => {
                    let keys = keys.get(rows).unwrap_or_default();
                    let greatest = keys.iter().fold(0, |most: $unsigned, key| most.max(*key as $unsigned));
                    u64::from(greatest) < (places as u64).min((<$own>::MAX as u64).saturating_add(1))
                })*
            }
        };
    }
    greatest!(
        I8(i8, u8),
        U8(u8, u8),
        I16(i16, u16),
        U16(u16, u16),
        I32(i32, u32),
        U32(u32, u32),
        I64(i64, u64),
        U64(u64, u64)
    )
}

/// Which of up to 64 rows have a key that names none of so many places, the first in the lowest bit.
pub(super) fn beside(keys: Keys<'_>, rows: Range<usize>, places: usize) -> u64 {
    fn of<K: ArrowNativeType>(keys: &[K], rows: Range<usize>, places: usize) -> u64 {
        let bit = |bits, (n, key): (usize, &K)| bits | u64::from(key.as_usize() >= places) << n;
        keys.get(rows).unwrap_or_default().iter().take(64).enumerate().fold(0, bit)
    }
    each_width!(keys, keys => of(keys, rows, places))
}
