//! What differs between two documents of one kind, day by day.
//!
//! `fields` says which data a document holds and what names each · `day` compares what holds on each day · `made` puts the
//! comparison together · `text` says it · `pieces`, `said` and `overlay` write the overlay that leads from one edition to the other.

pub(in crate::author) mod day;
pub(in crate::author) mod fields;
pub(crate) mod made;
pub(crate) mod overlay;
pub(in crate::author) mod pieces;
pub(in crate::author) mod said;
pub(in crate::author) mod text;

pub use self::made::{editions, levels, rules};
pub use self::overlay::overlay;
