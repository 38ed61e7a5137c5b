//! The epochs that are kept.

use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// The epochs of a router. Where they take little room, each is made once and kept. A registry with many join dates has
/// many epochs: of those only so many are kept, and the others are made again when they are asked for.
pub(in crate::router) enum Kept<E> {
    All(Vec<OnceLock<E>>),
    Last(Last<E>),
}

/// The epochs that were made last.
pub(in crate::router) struct Last<E> {
    slots: Vec<RwLock<Option<Arc<E>>>>,
    /// The slots that are filled, the oldest first.
    filled: Mutex<VecDeque<usize>>,
    most: usize,
}

/// An epoch that somebody uses: it lives as long.
pub(in crate::router) enum Held<'a, E> {
    Kept(&'a E),
    Shared(Arc<E>),
}

impl<E> Clone for Held<'_, E> {
    #[inline]
    fn clone(&self) -> Self {
        match self {
            Self::Kept(epoch) => Self::Kept(epoch),
            Self::Shared(epoch) => Self::Shared(Arc::clone(epoch)),
        }
    }
}

impl<E> Deref for Held<'_, E> {
    type Target = E;

    #[inline]
    fn deref(&self) -> &E {
        match self {
            Self::Kept(epoch) => epoch,
            Self::Shared(epoch) => epoch,
        }
    }
}

impl<E> Kept<E> {
    /// How many parties all kept epochs have together, about.
    const KEPT_PARTIES: usize = 1 << 18;

    pub(in crate::router) fn new(epochs: usize, parties: usize) -> Self {
        let most = (Self::KEPT_PARTIES / parties.max(1)).clamp(4, 256);
        if epochs <= most {
            Self::All(std::iter::repeat_with(OnceLock::new).take(epochs).collect())
        } else {
            let slots = std::iter::repeat_with(|| RwLock::new(None)).take(epochs).collect();
            Self::Last(Last { slots, filled: Mutex::new(VecDeque::new()), most })
        }
    }

    /// The epoch of a place.
    #[inline]
    pub(in crate::router) fn get(&self, place: usize, make: impl FnOnce() -> E) -> Option<Held<'_, E>> {
        match self {
            Self::All(slots) => slots.get(place).map(|slot| Held::Kept(slot.get_or_init(make))),
            Self::Last(last) => last.get(place, make).map(Held::Shared),
        }
    }

    #[cfg(test)]
    pub(in crate::router) fn count(&self) -> usize {
        match self {
            Self::All(slots) => slots.iter().filter(|slot| slot.get().is_some()).count(),
            Self::Last(last) => last.slots.iter().filter(|slot| slot.read().is_ok_and(|epoch| epoch.is_some())).count(),
        }
    }
}

impl<E> Last<E> {
    /// Two threads may make the same epoch at once: both are equal, and one is kept.
    fn get(&self, place: usize, make: impl FnOnce() -> E) -> Option<Arc<E>> {
        let slot = self.slots.get(place)?;
        if let Some(epoch) = &*slot.read().unwrap_or_else(PoisonError::into_inner) {
            return Some(Arc::clone(epoch));
        }
        let made = Arc::new(make());
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = slot.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(epoch) = &*kept {
            return Some(Arc::clone(epoch));
        }
        *kept = Some(Arc::clone(&made));
        drop(kept);
        filled.push_back(place);
        let oldest = if filled.len() > self.most { filled.pop_front() } else { None };
        if let Some(slot) = oldest.and_then(|oldest| self.slots.get(oldest)) {
            *slot.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
        Some(made)
    }
}
