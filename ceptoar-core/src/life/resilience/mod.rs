//! What would break.

pub(crate) mod made;
mod text;
