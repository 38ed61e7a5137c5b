//! An answer as readable text, in Japanese or English.
//!
//! Short, what is alike stands together and fits a screen; `all` says everything of everybody.

pub(crate) mod small;
pub(crate) mod told;
pub(crate) mod whole;
pub(crate) mod why;
pub(crate) mod withheld;
pub(crate) mod writer;
