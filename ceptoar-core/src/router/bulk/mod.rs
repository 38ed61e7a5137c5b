//! Many notices at once, as columns of classes: each distinct question is decided once.
//!
//! `value` reads what a cell says · `class` numbers values that are answered alike · `rows` is a table of classes and
//! instants · `moment` finds the epoch of an instant · `key` makes one number of a row · `seen` knows which question a number is, `look` asks it · `call` puts them together · `outcomes` keeps answers.

pub(crate) mod call;
pub(in crate::router) mod class;
pub(in crate::router) mod key;
pub(in crate::router) mod look;
pub(in crate::router) mod moment;
pub(crate) mod outcomes;
pub(crate) mod rows;
pub(in crate::router) mod seed;
pub(in crate::router) mod seen;
pub(crate) mod value;
