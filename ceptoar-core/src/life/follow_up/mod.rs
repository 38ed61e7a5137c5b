//! Who must learn that a notice changed, and how it comes to them.

pub(crate) mod made;
pub(crate) mod passing;
mod text;
mod view;
mod withdrawn;
