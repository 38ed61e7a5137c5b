//! The engine: one decision, of which every answer is a part.
//!
//! One door in, [`door::Engine`], and one out, [`decision::Decision`].

pub(in crate::router) mod audience;
pub(in crate::router) mod bits;
pub(in crate::router) mod channels;
pub(in crate::router) mod compiled;
pub(in crate::router) mod decision;
pub(in crate::router) mod delivery;
pub(in crate::router) mod door;
pub(in crate::router) mod epoch;
pub(in crate::router) mod field;
pub(in crate::router) mod hand;
pub(in crate::router) mod judge;
pub(in crate::router) mod kept;
pub(in crate::router) mod lints;
pub(in crate::router) mod open;
pub(in crate::router) mod opening;
pub(in crate::router) mod path;
pub(in crate::router) mod question;
pub(in crate::router) mod reach;
pub(in crate::router) mod tables;
pub(in crate::router) mod validity;
