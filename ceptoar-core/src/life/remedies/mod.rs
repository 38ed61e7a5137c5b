//! What it would take that a party is told.

pub(crate) mod made;
mod search;
mod step;
mod text;
mod ways;
