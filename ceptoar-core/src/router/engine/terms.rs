//! The terms of deliveries as JSON: each is written once, and many deliveries show it.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use foldhash::fast::FixedState;

use crate::router::engine::bits::Shape;

/// All that the terms of a delivery rest on.
#[derive(PartialEq, Eq, Hash)]
pub(in crate::router) struct Bases<R> {
    /// The rules that permit the recipient.
    pub(in crate::router) rules: R,
    pub(in crate::router) level: usize,
    pub(in crate::router) no_attribution: bool,
    pub(in crate::router) exercise: bool,
}

/// The terms that were written last, by what they rest on.
pub(in crate::router) struct Terms<S: Shape>(RwLock<Known<S>>);

pub(in crate::router) type Known<S> = HashMap<Bases<<S as Shape>::Rules>, Box<str>, FixedState>;

impl<S: Shape> Terms<S> {
    /// The most that are kept; more begin anew.
    const MOST: usize = 1 << 12;

    pub(in crate::router) fn new() -> Self {
        Self(RwLock::default())
    }

    #[inline]
    pub(in crate::router) fn read(&self) -> RwLockReadGuard<'_, Known<S>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps terms that were written: of more than the bound as many as it allows.
    #[inline]
    pub(in crate::router) fn keep(&self, written: Known<S>) {
        if !written.is_empty() {
            let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if known.len() + written.len() > Self::MOST {
                known.clear();
            }
            known.extend(written.into_iter().take(Self::MOST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::engine::bits::Small;

    #[test]
    fn no_more_terms_are_kept_than_the_bound() {
        let terms = Terms::<Small>::new();
        let of = |rules: u64| Bases { rules: [rules], level: 1, no_attribution: false, exercise: true };
        for rules in 0..10_000 {
            terms.keep(HashMap::from_iter([(of(rules), "a".into())]));
            assert!(terms.read().len() <= Terms::<Small>::MOST);
            assert_eq!(terms.read().get(&of(rules)).map(|text| &**text), Some("a"));
        }
        terms.keep((0..9_000).map(|rules| (of(rules), "b".into())).collect());
        assert_eq!(terms.read().len(), Terms::<Small>::MOST);
    }
}
