//! What a question of a bulk call was first asked with.

use crate::router::bulk::value::Field;

/// The places of a key: the fields, the situation, the epoch and the embargo.
pub(in crate::router) const PLACES: usize = Field::ALL.len() + 3;
pub(in crate::router) const SITUATION: usize = Field::ALL.len();
pub(in crate::router) const EPOCH: usize = SITUATION + 1;
pub(in crate::router) const EMBARGO: usize = SITUATION + 2;

/// A question: a class for each place, and the instants of the row that first asked it.
#[derive(Clone, Copy)]
pub(in crate::router) struct Seed {
    pub(in crate::router) classes: [u32; PLACES],
    pub(in crate::router) issued: i64,
    pub(in crate::router) at: i64,
    /// The end of the embargo that holds; [`Rows::NEVER`](super::rows::Rows::NEVER): none does.
    pub(in crate::router) embargo: i64,
}

impl Seed {
    /// Puts a class in its place.
    #[inline]
    pub(in crate::router) fn put(&mut self, place: usize, class: u32) {
        if let Some(to) = self.classes.get_mut(place) {
            *to = class;
        }
    }

    /// The class of its value of a field.
    #[inline]
    pub(in crate::router) fn of(&self, field: Field) -> usize {
        self.place(field as usize)
    }

    /// The class of its situation.
    #[inline]
    pub(in crate::router) fn situation(&self) -> usize {
        self.place(SITUATION)
    }

    /// The epoch in which it is asked.
    #[inline]
    pub(in crate::router) fn epoch(&self) -> usize {
        self.place(EPOCH)
    }

    /// Whether it is asked before its embargo ends: one that has ended is the first class, as none is.
    #[inline]
    pub(in crate::router) fn is_embargoed(&self) -> bool {
        self.place(EMBARGO) != 0
    }

    #[inline]
    fn place(&self, place: usize) -> usize {
        self.classes.get(place).map_or(usize::MAX, |class| *class as usize)
    }
}
