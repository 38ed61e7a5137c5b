//! Flat tables of what the registry and an answer hold, for every library that speaks Arrow.
//!
//! One type for each kind of value: ids, codes and names are text, lists are lists of text, days are dates. What is not
//! known is null, which is another thing than an empty list.

pub(crate) mod answer;
pub(crate) mod registry;
pub(crate) mod rows;
mod sheet;
