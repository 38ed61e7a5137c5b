//! An outline: tables that a person fills in, and the edition that they lead to.

mod builtin;
mod cell;
pub(crate) mod checked;
mod cite;
mod day;
mod days;
mod derive;
mod faults;
mod means;
mod model;
mod names;
mod refs;
pub(crate) mod reverse;
mod rows;
mod scheme;
pub(crate) mod table;
mod words;

#[cfg(test)]
mod tests;
