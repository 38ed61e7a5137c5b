//! The other way: from an edition to the tables that build it, and what no table can say.

pub(crate) mod added;
pub(super) mod ceptoars;
pub(super) mod facts;
pub(super) mod links;
pub(super) mod members;
pub(super) mod scheme;
pub(crate) mod tables;
pub(crate) mod unsaid;

#[cfg(test)]
mod tests;
