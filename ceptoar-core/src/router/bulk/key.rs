//! One number for each row: its classes as digits, each place as wide as its field has classes.

use std::hash::Hash;
use std::ops::AddAssign;

use crate::router::bulk::rows::{Class, Column, Keys};

/// A number that holds a row's classes as digits. Its highest bit says that the row is unfit.
pub(in crate::router) trait Key: Copy + Eq + Hash + AddAssign + Send + Sync + 'static {
    const ZERO: Self;
    /// The digit of a class in a place.
    fn digit(class: Class, scale: u128) -> Self;
    fn is_unfit(self) -> bool;
    fn place(self) -> usize;
}

/// Digits are added: at most 20 of them are unfit, so that the bits above `UNFIT` hold their sum.
macro_rules! key {
    ($($kind:ty),*) => {$(
        impl Key for $kind {
            const ZERO: Self = 0;
            #[inline]
            fn digit(class: Class, scale: u128) -> Self {
                if class == Class::UNFIT { 1 << (Self::BITS - 8) } else { (u128::from(class.0) * scale) as Self }
            }
            #[inline]
            fn is_unfit(self) -> bool {
                self >> (Self::BITS - 8) != 0
            }
            #[inline]
            fn place(self) -> usize {
                self as usize
            }
        }
    )*};
}
key!(u64, u128);

/// The scales of the places, and how many keys there may be.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(in crate::router) struct Scales {
    pub(in crate::router) scales: Vec<u128>,
    /// The product of all widths; `None`: more than a key can hold.
    pub(in crate::router) keys: Option<u128>,
}

impl Scales {
    /// The scales for places of some widths.
    pub(in crate::router) fn new(widths: impl Iterator<Item = usize>) -> Self {
        let mut scales = Vec::new();
        let mut product = Some(1_u128);
        for width in widths {
            scales.push(product.unwrap_or(0));
            product = product.and_then(|product| product.checked_mul(width.max(1) as u128));
        }
        Self { scales, keys: product.filter(|keys| keys >> 120 == 0) }
    }

    /// Whether every key fits into 64 bits, beside the sign that a row is unfit.
    pub(in crate::router) fn are_narrow(&self) -> bool {
        self.keys.is_some_and(|keys| keys >> 56 == 0)
    }
}

/// A place of a key: how many classes it can hold, and what one of them weighs.
#[derive(Clone, Copy)]
pub(in crate::router) struct Place {
    pub(in crate::router) width: usize,
    pub(in crate::router) scale: u128,
}

impl Place {
    /// The digit of a class; of one that the place cannot hold, that of a row that is unfit.
    #[inline]
    pub(in crate::router) fn digit<K: Key>(self, class: Class) -> K {
        K::digit(if (class.0 as usize) < self.width { class } else { Class::UNFIT }, self.scale)
    }
}

/// A column, its classes weighed as digits of keys.
pub(in crate::router) enum Weighed<'a, K> {
    Same(K),
    Each(&'a [Class], Place),
    Keyed(Keys<'a>, Vec<K>),
}

impl<'a, K: Key> Weighed<'a, K> {
    pub(in crate::router) fn new(column: &Column<'a>, place: Place) -> Self {
        match column {
            Column::Same(class) => Self::Same(place.digit(*class)),
            Column::Each(classes) => Self::Each(classes, place),
            Column::Keyed(keys, classes) => {
                let digits: Vec<K> = classes.iter().map(|class| place.digit(*class)).collect();
                Self::Keyed(*keys, digits)
            }
        }
    }

    /// Adds the digits of the rows `from..` to their keys. Rows beyond the end of the column are unfit.
    #[inline]
    pub(in crate::router) fn add(&self, keys: &mut [K], from: usize) {
        match self {
            Self::Same(digit) => {
                if *digit != K::ZERO {
                    keys.iter_mut().for_each(|key| *key += *digit);
                }
            }
            Self::Each(classes, place) => {
                let of_rows = classes.get(from..).unwrap_or_default();
                for (key, class) in keys.iter_mut().zip(of_rows) {
                    *key += place.digit(*class);
                }
                beyond(keys, of_rows.len());
            }
            Self::Keyed(places, digits) => match places {
                Keys::I8(places) => keyed(keys, places, from, digits),
                Keys::U8(places) => keyed(keys, places, from, digits),
                Keys::I16(places) => keyed(keys, places, from, digits),
                Keys::U16(places) => keyed(keys, places, from, digits),
                Keys::I32(places) => keyed(keys, places, from, digits),
                Keys::U32(places) => keyed(keys, places, from, digits),
                Keys::I64(places) => keyed(keys, places, from, digits),
            },
        }
    }
}

/// What names a place: a number that is none of a dictionary is as good as the greatest.
pub(in crate::router) trait Named: Copy {
    fn named(self) -> usize;
}

macro_rules! named {
    ($($kind:ty as $plain:ty),*) => {$(
        impl Named for $kind {
            #[inline]
            fn named(self) -> usize {
                // Less than nothing becomes more than any dictionary holds.
                self as $plain as usize
            }
        }
    )*};
}
named!(i8 as isize, u8 as usize, i16 as isize, u16 as usize, i32 as isize, u32 as usize, i64 as isize);

fn keyed<K: Key, P: Named>(keys: &mut [K], places: &[P], from: usize, digits: &[K]) {
    let of_rows = places.get(from..).unwrap_or_default();
    let unfit = K::digit(Class::UNFIT, 0);
    for (key, place) in keys.iter_mut().zip(of_rows) {
        *key += digits.get(place.named()).copied().unwrap_or(unfit);
    }
    beyond(keys, of_rows.len());
}

fn beyond<K: Key>(keys: &mut [K], rows: usize) {
    let unfit = K::digit(Class::UNFIT, 0);
    keys.iter_mut().skip(rows).for_each(|key| *key += unfit);
}

/// The class of a row.
pub(in crate::router) fn class_at(column: &Column<'_>, row: usize) -> Class {
    fn of<P: Named>(places: &[P], row: usize, classes: &[Class]) -> Option<Class> {
        classes.get(places.get(row)?.named()).copied()
    }
    let class = match column {
        Column::Same(class) => Some(*class),
        Column::Each(classes) => classes.get(row).copied(),
        Column::Keyed(places, classes) => match places {
            Keys::I8(places) => of(places, row, classes),
            Keys::U8(places) => of(places, row, classes),
            Keys::I16(places) => of(places, row, classes),
            Keys::U16(places) => of(places, row, classes),
            Keys::I32(places) => of(places, row, classes),
            Keys::U32(places) => of(places, row, classes),
            Keys::I64(places) => of(places, row, classes),
        },
    };
    class.unwrap_or(Class::UNFIT)
}
