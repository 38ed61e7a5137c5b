//! What differs between two documents of one kind, day by day.
//!
//! `fields` says which data a document holds and what names each · `day` compares what holds on each day · `made` puts the
//! comparison together · `text` says it.

pub(in crate::author) mod day;
pub(in crate::author) mod fields;
pub(crate) mod made;
pub(in crate::author) mod text;

pub use self::made::{editions, levels, rules};
