//! The cells of a column as numbers, by row.

use arrow_array::cast::AsArray;
use arrow_array::types::ArrowPrimitiveType;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use ceptoar_core::bulk::{Class, Column, Keys};

/// The number of an absent value.
pub(super) const ABSENT: u32 = 0;

/// The numbers of the cells of a column.
pub(super) enum Codes {
    /// One for all rows.
    Same(u32),
    /// One for each row.
    Each(Vec<u32>),
    /// One for each place of a dictionary, and for each row its place; the keys have no nulls.
    Keyed(ArrayRef, Vec<u32>),
}

impl Codes {
    pub(super) fn at(&self, row: usize) -> u32 {
        match self {
            Self::Same(code) => *code,
            Self::Each(codes) => codes.get(row).copied().unwrap_or(ABSENT),
            Self::Keyed(keys, codes) => place(keys, row).and_then(|place| codes.get(place)).copied().unwrap_or(ABSENT),
        }
    }

    /// The numbers of so many rows.
    pub(super) fn each(self, rows: usize) -> Vec<u32> {
        macro_rules! by_key {
            ($keys:ident, $codes:ident, $($key:ident => $native:ty),*) => {
                match $keys.data_type() {
                    $(DataType::$key => $keys.as_primitive_opt::<$native>().map(|keys| {
                        let code = |key: &<$native as ArrowPrimitiveType>::Native| $codes.get(key.as_usize()).copied();
                        keys.values().iter().map(|key| code(key).unwrap_or(ABSENT)).collect()
                    }),)*
                    _ => None,
                }
            };
        }
        match self {
            Self::Each(codes) => codes,
            Self::Same(code) => vec![code; rows],
            Self::Keyed(keys, codes) => by_key!(keys, codes,
                Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
                UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
            )
            .unwrap_or_else(|| vec![ABSENT; rows]),
        }
    }

    /// The same cells with other numbers.
    pub(super) fn map(self, number: impl Fn(u32) -> u32) -> Self {
        match self {
            Self::Same(code) => Self::Same(number(code)),
            Self::Each(mut codes) => {
                codes.iter_mut().for_each(|code| *code = number(*code));
                Self::Each(codes)
            }
            Self::Keyed(keys, codes) => Self::Keyed(keys, codes.into_iter().map(number).collect()),
        }
    }
}

/// The place in its dictionary that a key names.
fn place(keys: &ArrayRef, row: usize) -> Option<usize> {
    macro_rules! by_key {
        ($($key:ident => $native:ty),*) => {
            match keys.data_type() {
                $(DataType::$key => keys.as_primitive_opt::<$native>()?.values().get(row).map(|key| key.as_usize()),)*
                _ => None,
            }
        };
    }
    by_key!(
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
        UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
    )
}

/// The classes of a column in the bulk call.
pub(super) enum Classes {
    Same(Class),
    /// By number of a cell; each row has its own number.
    ByCode,
    /// By place in the dictionary of the column.
    ByPlace(Vec<Class>),
}

impl Classes {
    /// `classes`: by number of a cell.
    pub(super) fn of(codes: &Codes, classes: &[Class]) -> Self {
        let class = |code: &u32| classes.get(*code as usize).copied().unwrap_or(Class::UNFIT);
        match codes {
            Codes::Same(code) => Self::Same(class(code)),
            Codes::Each(_) => Self::ByCode,
            Codes::Keyed(_, codes) => Self::ByPlace(codes.iter().map(class).collect()),
        }
    }

    /// The column of the bulk call.
    pub(super) fn column<'a>(&'a self, codes: &'a Codes, classes: &'a [Class]) -> Column<'a> {
        macro_rules! by_key {
            ($keys:ident, $($key:ident($native:ty) => $kind:ident),*) => {
                match $keys.data_type() {
                    $(DataType::$key => $keys.as_primitive_opt::<$native>().map(|keys| Keys::$kind(keys.values())),)*
                    _ => None,
                }
            };
        }
        let keyed = match (self, codes) {
            (Self::Same(class), _) => return Column::Same(*class),
            (Self::ByCode, Codes::Each(codes)) => Some((Keys::U32(codes), classes)),
            (Self::ByPlace(of_places), Codes::Keyed(keys, _)) => {
                let keys = by_key!(keys,
                    Int8(Int8Type) => I8, Int16(Int16Type) => I16, Int32(Int32Type) => I32, Int64(Int64Type) => I64,
                    UInt8(UInt8Type) => U8, UInt16(UInt16Type) => U16, UInt32(UInt32Type) => U32, UInt64(UInt64Type) => U64
                );
                keys.map(|keys| (keys, &of_places[..]))
            }
            _ => None,
        };
        keyed.map_or(Column::Same(Class::UNFIT), |(keys, classes)| Column::Keyed(keys, classes))
    }
}
