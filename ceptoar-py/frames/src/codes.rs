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
    /// One for each place of a dictionary, and for each row its place; where that is null, the number is absent.
    Keyed(ArrayRef, Vec<u32>),
}

impl Codes {
    pub(super) fn at(&self, row: usize) -> u32 {
        match self {
            Self::Same(code) => *code,
            Self::Each(codes) => codes.get(row).copied().unwrap_or(ABSENT),
            Self::Keyed(keys, _) if keys.is_null(row) => ABSENT,
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
    /// The same, the numbers made for it.
    ByNumber(Vec<u32>),
    /// By place in the dictionary of the column.
    ByPlace(Vec<Class>),
}

impl Classes {
    /// `classes`: by number of a cell.
    pub(super) fn of(codes: &Codes, classes: &[Class]) -> Self {
        let class = |code: u32| classes.get(code as usize).copied().unwrap_or(Class::UNFIT);
        // What no answer tells apart need not be looked at row by row: numbers and keys lie within their tables.
        let alike = |mut all: &mut dyn Iterator<Item = Class>| {
            let first = all.next().filter(|first| *first != Class::UNFIT)?;
            (&mut all).all(|class| class == first).then_some(first)
        };
        match codes {
            Codes::Same(code) => Self::Same(class(*code)),
            Codes::Each(_) => alike(&mut classes.iter().copied()).map_or(Self::ByCode, Self::Same),
            Codes::Keyed(keys, codes) => {
                let absent = (keys.null_count() > 0).then_some(ABSENT);
                if let Some(class) = alike(&mut codes.iter().copied().chain(absent).map(class)) {
                    return Self::Same(class);
                }
                match absent {
                    Some(_) => Self::ByNumber(by_keys(keys, codes)),
                    None => Self::ByPlace(codes.iter().map(|code| class(*code)).collect()),
                }
            }
        }
    }

    /// The column of the bulk call.
    pub(super) fn column<'a>(&'a self, codes: &'a Codes, classes: &'a [Class]) -> Column<'a> {
        let keyed = match (self, codes) {
            (Self::Same(class), _) => return Column::Same(*class),
            (Self::ByNumber(codes), _) | (Self::ByCode, Codes::Each(codes)) => Some((Keys::U32(codes), classes)),
            (Self::ByPlace(of_places), Codes::Keyed(keys, _)) => keys_of(keys).map(|keys| (keys, &of_places[..])),
            _ => None,
        };
        keyed.map_or(Column::Same(Class::UNFIT), |(keys, classes)| Column::Keyed(keys, classes))
    }
}
