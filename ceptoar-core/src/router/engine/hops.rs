//! Hops as answers show them, where only link and level decide: each is made once, and written once.

use std::ops::Deref;
use std::sync::OnceLock;

use crate::answer::json;
use crate::answer::plan::Hop;
use crate::router::engine::bits::Set;
use crate::router::engine::channels::Passage;
use crate::router::engine::tables::{CompiledLink, Tables};

/// The hops that were asked for while nothing is out, by link and level; of a large registry none.
pub(in crate::router) struct Hops {
    slots: Vec<OnceLock<Box<Kept>>>,
    levels: usize,
}

/// A hop with its JSON.
pub(in crate::router) struct Kept {
    hop: Hop,
    json: String,
}

/// A hop that is kept, or made for one answer.
pub(in crate::router) enum Shown<'a> {
    Kept(&'a Kept),
    Made(Hop),
}

impl Deref for Shown<'_> {
    type Target = Hop;

    #[inline]
    fn deref(&self) -> &Hop {
        match self {
            Self::Kept(kept) => &kept.hop,
            Self::Made(hop) => hop,
        }
    }
}

impl Shown<'_> {
    /// The hop of one's own.
    #[inline]
    pub(in crate::router) fn owned(self) -> Hop {
        match self {
            Self::Kept(kept) => kept.hop.clone(),
            Self::Made(hop) => hop,
        }
    }

    /// Writes it as JSON.
    #[inline]
    pub(in crate::router) fn write(&self, out: &mut String) {
        match self {
            Self::Kept(kept) => out.push_str(&kept.json),
            Self::Made(hop) => json::hop(hop, out),
        }
    }
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
    ) -> Shown<'_> {
        match self.slots.get(number * self.levels + level) {
            Some(slot) if passage.closing.is_none() && !link.conditional => Shown::Kept(slot.get_or_init(|| {
                let hop = passage.hop(number, link);
                let mut json = String::new();
                json::hop(&hop, &mut json);
                Box::new(Kept { hop, json })
            })),
            _ => Shown::Made(passage.hop(number, link)),
        }
    }
}
