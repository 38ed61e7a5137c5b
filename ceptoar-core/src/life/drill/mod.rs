//! What chance leaves of a plan.

mod draw;
pub(crate) mod made;
mod runs;
pub(crate) mod scenario;
mod text;
