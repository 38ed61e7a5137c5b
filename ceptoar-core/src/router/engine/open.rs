//! What is open where nothing is out.

/// What is open on a day under a level where nothing is out: who can hand on to whom, without asking each link.
pub(in crate::router) struct OpenGraph {
    /// By party: to whom it can hand on.
    pub(in crate::router) leaving: Vec<Vec<usize>>,
    /// Links that a condition decides.
    pub(in crate::router) conditional: Vec<usize>,
}
