//! An outline: tables that a person fills in, and the edition that they lead to.

mod agreed;
mod blank;
mod builtin;
mod cell;
mod cite;
mod count;
mod day;
pub(crate) mod days;
mod derive;
mod faults;
pub(crate) mod gaps;
mod means;
mod model;
mod names;
mod read;
mod refs;
mod relays;
pub(crate) mod reverse;
pub(crate) mod roster;
mod rows;
mod scheme;
pub(crate) mod table;
mod unfit;
pub(crate) mod unread;
pub(crate) mod whole;
mod words;

#[cfg(test)]
mod tests;
