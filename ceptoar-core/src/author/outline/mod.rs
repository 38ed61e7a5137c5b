//! An outline: tables that a person fills in, and the edition that they lead to.

mod builtin;
mod cell;
mod cite;
mod day;
pub(in crate::author) mod days;
mod derive;
mod faults;
pub(in crate::author) mod gaps;
mod means;
mod model;
mod names;
mod refs;
pub(crate) mod reverse;
mod rows;
mod scheme;
pub(crate) mod table;
pub(crate) mod whole;
mod words;

#[cfg(test)]
mod tests;
