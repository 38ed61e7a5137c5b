//! What is unknown in a registry or an outline, or cannot work there: what it causes and how to fill it.
//!
//! `options` says under which rules and for which day · `reach` proves whom no notice can ever reach · `made` puts it together ·
//! `text` says it. What no rule is needed for is found in the room of outlines, which says it of an edition that it derives.

pub(crate) mod made;
pub(crate) mod options;
pub(in crate::author) mod reach;
pub(in crate::author) mod text;

pub use self::made::{of_outline, of_registry};
pub use self::options::GapOptions;
