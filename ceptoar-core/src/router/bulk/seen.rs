//! Which keys were seen, and the number of the question of each.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::router::bulk::key::Key;

/// So many possible keys are looked up by their place, not by a hash.
const MOST_PLACES: u128 = 1 << 22;

/// What is known of a key that was not seen.
pub(in crate::router) const NEW: u32 = 0;
/// What is known of a key whose question no notice asks.
pub(in crate::router) const UNFIT: u32 = 1;
/// What is known of the key of the first question; the others follow.
pub(in crate::router) const FIRST: u32 = 2;

/// What is known of keys.
pub(in crate::router) enum Seen<K: Key> {
    /// By key.
    Places(Vec<u32>),
    Hashed(HashMap<K, u32, FixedState>),
}

impl<K: Key> Seen<K> {
    /// For so many possible keys.
    pub(in crate::router) fn new(keys: u128) -> Self {
        if keys <= MOST_PLACES { Self::Places(vec![0; keys as usize]) } else { Self::Hashed(HashMap::default()) }
    }

    #[inline]
    pub(in crate::router) fn find(&self, key: K) -> u32 {
        match self {
            Self::Places(places) => places.get(key.place()).copied().unwrap_or(UNFIT),
            Self::Hashed(known) => known.get(&key).copied().unwrap_or(NEW),
        }
    }

    /// Makes room for so many more keys.
    pub(in crate::router) fn reserve(&mut self, more: usize) {
        if let Self::Hashed(known) = self {
            known.reserve(more);
        }
    }

    /// What is known of a key; if nothing is, it is this from now on.
    pub(in crate::router) fn known_or(&mut self, key: K, said: u32) -> u32 {
        match self {
            Self::Places(places) => match places.get_mut(key.place()) {
                Some(place) if *place == NEW => {
                    *place = said;
                    said
                }
                Some(place) => *place,
                None => UNFIT,
            },
            Self::Hashed(known) => *known.entry(key).or_insert(said),
        }
    }
}
