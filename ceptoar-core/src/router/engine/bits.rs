//! Sets of party, channel or name indexes.

/// A set of small indexes. All sets of one table have the same length.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(in crate::router) struct Bits(Box<[u64]>);

impl Bits {
    /// The empty set over `len` indexes.
    pub(in crate::router) fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)].into())
    }

    pub(in crate::router) fn of(len: usize, indexes: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::none(len);
        for index in indexes {
            bits.insert(index);
        }
        bits
    }

    pub(in crate::router) fn contains(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    pub(in crate::router) fn insert(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    pub(in crate::router) fn remove(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word &= !(1 << (index % 64));
        }
    }

    pub(in crate::router) fn add(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    pub(in crate::router) fn keep(&mut self, other: &Self) {
        for (word, only) in self.0.iter_mut().zip(&other.0) {
            *word &= only;
        }
    }

    pub(in crate::router) fn subtract(&mut self, other: &Self) {
        for (word, less) in self.0.iter_mut().zip(&other.0) {
            *word &= !less;
        }
    }

    pub(in crate::router) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(in crate::router) fn is_subset(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(word, of)| word & !of == 0)
    }

    pub(in crate::router) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub(in crate::router) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The indexes in rising order.
    pub(in crate::router) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(n, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    n * 64 + bit
                })
            })
        })
    }
}
