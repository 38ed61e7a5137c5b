//! Whom CEPTOARs bring to an audience or to the reach of a level.

use crate::router::engine::bits::{Set, Shape};

/// Some CEPTOARs, and whom they bring.
#[derive(Clone)]
pub(in crate::router) struct Brought<S: Shape> {
    pub(in crate::router) ceptoars: S::Parties,
    pub(in crate::router) responsible: S::Parties,
    pub(in crate::router) members: S::Parties,
    pub(in crate::router) analysts: S::Parties,
    /// Whoever has a role in them.
    pub(in crate::router) any: S::Parties,
}

impl<S: Shape> Brought<S> {
    #[inline]
    pub(in crate::router) fn none(parties: usize) -> Self {
        let none = || S::Parties::none(parties);
        Self { ceptoars: none(), responsible: none(), members: none(), analysts: none(), any: none() }
    }

    #[inline]
    pub(in crate::router) fn add(&mut self, other: &Self) {
        self.ceptoars.add(&other.ceptoars);
        self.responsible.add(&other.responsible);
        self.members.add(&other.members);
        self.analysts.add(&other.analysts);
        self.any.add(&other.any);
    }
}
