//! One number for each row: its classes as digits, each place as wide as its field has classes.

use std::hash::Hash;
use std::ops::AddAssign;

use crate::router::bulk::rows::{Class, Column, Keys};

/// A number that holds a row's classes as digits. Its highest byte says that the row is unfit.
pub(in crate::router) trait Key: Copy + Eq + Hash + AddAssign + Send + Sync + 'static {
    const ZERO: Self;
    /// Of a row with a class that is unfit. Fewer digits than a byte counts are added up, so that it never turns over.
    const UNFIT: Self;
    /// The digit of a class in a place.
    fn digit(class: Class, place: Place) -> Self;
    fn is_unfit(self) -> bool;
    fn place(self) -> usize;
}

macro_rules! key {
    ($($kind:ty),*) => {$(
        impl Key for $kind {
            const ZERO: Self = 0;
            const UNFIT: Self = 1 << (Self::BITS - 8);
            #[inline]
            fn digit(class: Class, place: Place) -> Self {
                (u128::from(class.0) * place.scale) as Self
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

/// A key of two numbers, for rows of more kinds than one number tells apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::router) struct Pair(u128, u128);

impl AddAssign for Pair {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
        self.1 += other.1;
    }
}

impl Key for Pair {
    const ZERO: Self = Self(0, 0);
    const UNFIT: Self = Self(u128::UNFIT, 0);
    fn digit(class: Class, place: Place) -> Self {
        let digit = u128::digit(class, place);
        if place.second { Self(0, digit) } else { Self(digit, 0) }
    }
    fn is_unfit(self) -> bool {
        self.0.is_unfit()
    }
    fn place(self) -> usize {
        usize::MAX
    }
}

/// The places of keys, and how many keys there may be.
#[derive(Clone, Default)]
pub(in crate::router) struct Scales {
    pub(in crate::router) places: Vec<Place>,
    /// The product of all widths; `None`: more than one number can hold.
    pub(in crate::router) keys: Option<u128>,
    /// Whether two numbers hold them.
    pub(in crate::router) fit_in_a_pair: bool,
}

/// So many bits of a number hold digits, beside those that say that a row is unfit.
const BITS: u32 = 120;

impl Scales {
    /// The places of some widths, each number filled before the next is begun.
    pub(in crate::router) fn new(widths: impl Iterator<Item = usize>) -> Self {
        let (mut places, mut scale, mut numbers) = (Vec::new(), 1_u128, 1);
        for width in widths {
            let fits = |product: &u128| product >> BITS == 0;
            let next = match scale.checked_mul(width.max(1) as u128).filter(fits) {
                Some(next) => next,
                None => {
                    (scale, numbers) = (1, numbers + 1);
                    width.max(1) as u128
                }
            };
            places.push(Place { width, scale, second: numbers == 2 });
            scale = next;
        }
        Self { places, keys: (numbers == 1).then_some(scale), fit_in_a_pair: numbers <= 2 }
    }

    /// Whether every key fits into 64 bits, beside the sign that a row is unfit.
    pub(in crate::router) fn are_narrow(&self) -> bool {
        self.keys.is_some_and(|keys| keys >> 56 == 0)
    }
}

/// A place of a key: how many classes it can hold, and what one of them weighs.
#[derive(Clone, Copy, Default)]
pub(in crate::router) struct Place {
    pub(in crate::router) width: usize,
    pub(in crate::router) scale: u128,
    /// Whether it lies in the second number of a pair.
    pub(in crate::router) second: bool,
}

impl Place {
    /// The digit of a class; of one that the place cannot hold, that of a row that is unfit.
    #[inline]
    pub(in crate::router) fn weigh<K: Key>(self, class: Class) -> K {
        if (class.0 as usize) < self.width { K::digit(class, self) } else { K::UNFIT }
    }
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

/// A column, its classes weighed as digits of keys.
pub(in crate::router) enum Weighed<'a, K> {
    Same(K),
    Each(&'a [Class], Place),
    Keyed(Keys<'a>, Vec<K>),
    /// So many places that all weigh the same.
    Alike(Keys<'a>, K, usize),
}

impl<'a, K: Key> Weighed<'a, K> {
    pub(in crate::router) fn new(column: &Column<'a>, place: Place) -> Self {
        match column {
            Column::Same(class) => Self::Same(place.weigh(*class)),
            Column::Each(classes) => Self::Each(classes, place),
            Column::Keyed(keys, classes) => {
                let digits: Vec<K> = classes.iter().map(|class| place.weigh(*class)).collect();
                let alike = digits.first().copied().filter(|first| digits.iter().all(|digit| digit == first));
                alike.map_or(Self::Keyed(*keys, digits), |digit| Self::Alike(*keys, digit, classes.len()))
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
                    *key += place.weigh(*class);
                }
                beyond(keys, of_rows.len());
            }
            Self::Keyed(places, digits) => each_width!(places, of => keyed(keys, of, from, digits)),
            Self::Alike(places, digit, count) => each_width!(places, of => alike(keys, of, from, *digit, *count)),
        }
    }
}

/// What names a place. What is less than nothing, or more than memory holds, names none.
pub(in crate::router) trait Named: Copy {
    fn named(self) -> usize;
    /// Whether all name less than a number.
    fn all_below(all: &[Self], number: usize) -> bool;
}

macro_rules! named {
    ($($kind:ty as $unsigned:ty),*) => {$(
        impl Named for $kind {
            #[inline]
            fn all_below(all: &[Self], number: usize) -> bool {
                // What is less than nothing is greater than all that is more.
                let greatest = all.iter().fold(0, |greatest: $unsigned, one| greatest.max(*one as $unsigned));
                all.is_empty() || <$kind>::try_from(greatest).is_ok_and(|greatest| greatest.named() < number)
            }

            #[inline]
            fn named(self) -> usize {
                usize::try_from(self).unwrap_or(usize::MAX)
            }
        }
    )*};
}
named!(i8 as u8, i16 as u16, i32 as u32, i64 as u64, u8 as u8, u16 as u16, u32 as u32, u64 as u64);

fn keyed<K: Key, P: Named>(keys: &mut [K], places: &[P], from: usize, digits: &[K]) {
    let of_rows = places.get(from..).unwrap_or_default();
    let unfit = K::UNFIT;
    for (key, place) in keys.iter_mut().zip(of_rows) {
        *key += digits.get(place.named()).copied().unwrap_or(unfit);
    }
    beyond(keys, of_rows.len());
}

/// Adds the digit that all of so many places weigh.
fn alike<K: Key, P: Named>(keys: &mut [K], places: &[P], from: usize, digit: K, count: usize) {
    let of_rows = places.get(from..).unwrap_or_default();
    let of_rows = of_rows.get(..keys.len()).unwrap_or(of_rows);
    if digit != K::ZERO || !P::all_below(of_rows, count) {
        let unfit = K::UNFIT;
        for (key, place) in keys.iter_mut().zip(of_rows) {
            *key += if place.named() < count { digit } else { unfit };
        }
    }
    beyond(keys, of_rows.len());
}

fn beyond<K: Key>(keys: &mut [K], rows: usize) {
    let unfit = K::UNFIT;
    keys.iter_mut().skip(rows).for_each(|key| *key += unfit);
}

/// The class of a row.
#[inline]
pub(in crate::router) fn class_at(column: &Column<'_>, row: usize) -> Class {
    fn of<P: Named>(places: &[P], row: usize, classes: &[Class]) -> Option<Class> {
        classes.get(places.get(row)?.named()).copied()
    }
    let class = match column {
        Column::Same(class) => Some(*class),
        Column::Each(classes) => classes.get(row).copied(),
        Column::Keyed(places, classes) => each_width!(places, places => of(places, row, classes)),
    };
    class.unwrap_or(Class::UNFIT)
}
