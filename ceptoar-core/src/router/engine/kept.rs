//! The epochs that are kept.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::router::engine::epoch::Epoch;

/// The epochs that were made last. A registry with many join dates has many epochs: only so many are kept, and the others
/// are made again when they are asked for.
pub(in crate::router) struct Epochs {
    slots: Vec<RwLock<Option<Arc<Epoch>>>>,
    /// The slots that are filled, the oldest first.
    filled: Mutex<VecDeque<usize>>,
    most: usize,
}

impl Epochs {
    /// How many parties all kept epochs have together, about.
    const KEPT_PARTIES: usize = 1 << 18;

    pub(in crate::router) fn new(epochs: usize, parties: usize) -> Self {
        let most = (Self::KEPT_PARTIES / parties.max(1)).clamp(4, 256);
        let slots = std::iter::repeat_with(|| RwLock::new(None)).take(epochs).collect();
        Self { slots, filled: Mutex::new(VecDeque::new()), most }
    }

    /// The epoch of a place. Two threads may make the same one at once: both are equal, and one is kept.
    pub(in crate::router) fn get(&self, place: usize, make: impl FnOnce() -> Epoch) -> Option<Arc<Epoch>> {
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

    #[cfg(test)]
    pub(in crate::router) fn kept(&self) -> usize {
        self.slots.iter().filter(|slot| slot.read().is_ok_and(|epoch| epoch.is_some())).count()
    }
}
