//! Sets and maps that are filled one by one, and lists that are sorted by their places.

use std::cmp::Ordering;

/// Gathers as `collect` does. The standard library first sorts what it collects into a set or a map, with a sort of its own for each
/// type, which is eight kilobytes of code each: a wheel has no room for that (ADR 14).
pub(crate) trait Gather: Iterator + Sized {
    fn gather<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}

/// Sorts as `sort_by` does, equal ones as they stand. The standard library has a sort of its own for each type, as above; here there is one,
/// of places. It is for lists of thousands, not of millions.
pub(crate) trait InOrder<T> {
    fn in_order(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// By a key of each, which is asked once.
    fn in_order_of<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> InOrder<T> for Vec<T> {
    fn in_order(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let places = places(self.len(), &|one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        placed(self, places);
    }

    fn in_order_of<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        placed(self, places(keys.len(), &|one, other| keys.get(one).cmp(&keys.get(other))));
    }
}

fn placed<T>(list: &mut Vec<T>, places: Vec<usize>) {
    let mut taken: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(places.into_iter().filter_map(|place| taken.get_mut(place).and_then(Option::take)));
}

/// The places of a list in its order.
#[inline(never)]
pub(crate) fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::InOrder as _;

    #[test]
    fn equal_ones_stay_as_they_stand() {
        let mut list = vec![(2, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")];
        list.in_order_of(|(number, _)| *number);
        assert_eq!(list, [(0, "e"), (1, "b"), (1, "d"), (2, "a"), (2, "c")]);
        list.in_order(|one, other| other.1.cmp(one.1));
        assert_eq!(list.iter().map(|(_, name)| *name).collect::<String>(), "edcba");
        let mut none: Vec<u8> = Vec::new();
        none.in_order(Ord::cmp);
        assert!(none.is_empty());
    }
}
