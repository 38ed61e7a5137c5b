//! Hops as answers show them, where only link and level decide: each is made once.

use std::sync::OnceLock;

use crate::answer::plan::Hop;
use crate::router::engine::bits::Set;
use crate::router::engine::channels::Passage;
use crate::router::engine::tables::{CompiledLink, Tables};

/// The hops that were asked for while nothing is out, by link and level; of a large registry none.
pub(in crate::router) struct Hops {
    slots: Vec<OnceLock<Box<Hop>>>,
    levels: usize,
}

impl Hops {
    /// The most that are kept.
    const MOST: usize = 1 << 14;

    pub(in crate::router) fn new(tables: &Tables) -> Self {
        let levels = tables.levels.len();
        let all = tables.links.len().saturating_mul(levels);
        let kept = if all <= Self::MOST { all } else { 0 };
        Self { slots: std::iter::repeat_with(OnceLock::new).take(kept).collect(), levels }
    }

    /// A link as the hop that an answer shows.
    #[inline]
    pub(in crate::router) fn hop<T: Set>(
        &self,
        passage: &Passage<'_, T>,
        level: usize,
        number: usize,
        link: &CompiledLink,
    ) -> Hop {
        match self.slots.get(number * self.levels + level) {
            Some(slot) if passage.closing.is_none() && !link.conditional => {
                Hop::clone(slot.get_or_init(|| Box::new(passage.hop(number, link))))
            }
            _ => passage.hop(number, link),
        }
    }
}
