//! The cells of a column as numbers, by row.

use arrow_array::{Array, ArrayRef};
use ceptoar_core::bulk::{Class, Column, Keys};
use rayon::prelude::*;

use super::keys::{keys_of, look_up, place};

/// The number of an absent value.
pub(super) const ABSENT: u32 = 0;
/// So many rows are read together.
pub(super) const ROWS: usize = 4096;

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
            Self::Keyed(keys, codes) => {
                let place = keys_of(keys).and_then(|keys| place(keys, row));
                place.and_then(|place| codes.get(place)).copied().unwrap_or(ABSENT)
            }
        }
    }

    /// The numbers of so many rows.
    pub(super) fn each(self, rows: usize) -> Vec<u32> {
        match self {
            Self::Each(codes) => codes,
            Self::Same(code) => vec![code; rows],
            Self::Keyed(keys, codes) => by_keys(&keys, &codes),
        }
    }
}

/// The number that the key of each row names; [`ABSENT`] where it is null.
pub(super) fn by_keys(keys: &ArrayRef, codes: &[u32]) -> Vec<u32> {
    let mut out = vec![ABSENT; keys.len()];
    let Some(places) = keys_of(keys) else { return out };
    out.par_chunks_mut(ROWS).enumerate().for_each(|(block, out)| {
        let from = block * ROWS;
        look_up(places, from..from + out.len(), codes, out);
        if let Some(nulls) = keys.nulls() {
            let nulls = nulls.slice(from, out.len());
            let said = nulls.inner().bit_chunks();
            for (out, said) in out.chunks_mut(64).zip(said.iter_padded()) {
                // A number that is absent is 0.
                out.iter_mut().enumerate().for_each(|(bit, out)| *out *= (said >> bit & 1) as u32);
            }
        }
    });
    out
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
        let keyed = match (self, codes) {
            (Self::Same(class), _) => return Column::Same(*class),
            (Self::ByCode, Codes::Each(codes)) => Some((Keys::U32(codes), classes)),
            (Self::ByPlace(of_places), Codes::Keyed(keys, _)) => keys_of(keys).map(|keys| (keys, &of_places[..])),
            _ => None,
        };
        keyed.map_or(Column::Same(Class::UNFIT), |(keys, classes)| Column::Keyed(keys, classes))
    }
}
