//! Sets of small numbers as words of bits: of parties, rules, terms.

use std::fmt::Debug;
use std::hash::Hash;

/// A set of small numbers. All sets of one table have the same number of words.
pub(in crate::router) trait Set:
    Clone + PartialEq + Eq + Hash + Debug + Send + Sync + 'static
{
    /// The empty set over `len` numbers.
    fn none(len: usize) -> Self;

    fn words(&self) -> &[u64];

    fn words_mut(&mut self) -> &mut [u64];

    fn of(len: usize, numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::none(len);
        for number in numbers {
            set.insert(number);
        }
        set
    }

    #[inline]
    fn contains(&self, number: usize) -> bool {
        self.words().get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    #[inline]
    fn insert(&mut self, number: usize) {
        if let Some(word) = self.words_mut().get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    #[inline]
    fn remove(&mut self, number: usize) {
        if let Some(word) = self.words_mut().get_mut(number / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    #[inline]
    fn clear(&mut self) {
        self.words_mut().fill(0);
    }

    #[inline]
    fn add(&mut self, other: &Self) {
        for (word, more) in self.words_mut().iter_mut().zip(other.words()) {
            *word |= more;
        }
    }

    #[inline]
    fn keep(&mut self, other: &Self) {
        for (word, only) in self.words_mut().iter_mut().zip(other.words()) {
            *word &= only;
        }
    }

    #[inline]
    fn subtract(&mut self, other: &Self) {
        for (word, less) in self.words_mut().iter_mut().zip(other.words()) {
            *word &= !less;
        }
    }

    /// What both hold.
    #[inline]
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.keep(other);
        both
    }

    /// What it holds and the other does not.
    #[inline]
    fn less(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.subtract(other);
        rest
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.words().iter().all(|word| *word == 0)
    }

    #[inline]
    fn is_subset(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).all(|(word, of)| word & !of == 0)
    }

    #[inline]
    fn meets(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).any(|(a, b)| a & b != 0)
    }

    /// Whether both hold the same of some numbers.
    #[inline]
    fn agrees(&self, other: &Self, on: &Self) -> bool {
        self.words().iter().zip(other.words()).zip(on.words()).all(|((a, b), on)| (a ^ b) & on == 0)
    }

    #[inline]
    fn len(&self) -> usize {
        self.words().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The numbers in rising order.
    #[inline]
    fn iter(&self) -> Numbers<'_> {
        let mut words = self.words().iter();
        let first = words.next().copied().unwrap_or_default();
        Numbers { rest: first, place: 0, words }
    }
}

/// The numbers of a set, in rising order.
pub(in crate::router) struct Numbers<'a> {
    /// What is left of the word at hand.
    rest: u64,
    /// The number of its first bit.
    place: usize,
    words: std::slice::Iter<'a, u64>,
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.rest == 0 {
            self.rest = *self.words.next()?;
            self.place += 64;
        }
        let bit = self.rest.trailing_zeros() as usize;
        self.rest &= self.rest - 1;
        Some(self.place + bit)
    }
}

/// A set of at most `64 * N` numbers, by value.
impl<const N: usize> Set for [u64; N] {
    #[inline]
    fn none(_: usize) -> Self {
        [0; N]
    }

    #[inline]
    fn words(&self) -> &[u64] {
        self
    }

    #[inline]
    fn words_mut(&mut self) -> &mut [u64] {
        self
    }
}

/// A set of any number of numbers; one of few needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::router) enum Bits {
    Few([u64; 2]),
    Many(Box<[u64]>),
}

impl Default for Bits {
    fn default() -> Self {
        Self::Few([0; 2])
    }
}

impl Bits {
    #[inline]
    pub(in crate::router) fn from_words(words: &[u64]) -> Self {
        match *words {
            [] => Self::Few([0; 2]),
            [a] => Self::Few([a, 0]),
            [a, b] => Self::Few([a, b]),
            _ => Self::Many(words.into()),
        }
    }
}

impl Set for Bits {
    fn none(len: usize) -> Self {
        if len <= 128 { Self::Few([0; 2]) } else { Self::Many(vec![0; len.div_ceil(64)].into()) }
    }

    #[inline]
    fn words(&self) -> &[u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }

    #[inline]
    fn words_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }
}

/// How many words the sets of an engine have: few by value, which needs no memory of its own, or any number.
pub(in crate::router) trait Shape: Send + Sync + 'static {
    type Parties: Set;
    type Rules: Set;
    /// Of sectors, of purposes, of conditions of channels.
    type Terms: Set;

    /// The most parties, rules and terms.
    const MOST: [usize; 3];
}

/// The built-in edition and its kin.
pub(in crate::router) struct Small;

impl Shape for Small {
    type Parties = [u64; 2];
    type Rules = [u64; 1];
    type Terms = [u64; 1];
    const MOST: [usize; 3] = [128, 64, 64];
}

/// Whatever is larger.
pub(in crate::router) struct Large;

impl Shape for Large {
    type Parties = Bits;
    type Rules = Bits;
    type Terms = Bits;
    const MOST: [usize; 3] = [usize::MAX; 3];
}
