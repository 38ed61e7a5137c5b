//! The engine: one decision in numbers, from which every answer is rendered.
//!
//! One door in, [`door::Engine`], and one decision inside, [`decision::Decision`].

pub(in crate::router) mod alike;
pub(in crate::router) mod aside;
pub(in crate::router) mod bits;
pub(in crate::router) mod brought;
pub(in crate::router) mod channels;
pub(in crate::router) mod closing;
pub(in crate::router) mod coded;
pub(in crate::router) mod codes;
pub(in crate::router) mod compiled;
pub(in crate::router) mod decision;
pub(in crate::router) mod delivery;
pub(in crate::router) mod door;
pub(in crate::router) mod epoch;
pub(in crate::router) mod field;
pub(in crate::router) mod graph;
pub(in crate::router) mod hand;
pub(in crate::router) mod hints;
pub(in crate::router) mod hops;
pub(in crate::router) mod judge;
pub(in crate::router) mod kept;
pub(in crate::router) mod keyed;
pub(in crate::router) mod labels;
pub(in crate::router) mod lapse;
pub(in crate::router) mod lists;
pub(in crate::router) mod masks;
pub(in crate::router) mod missed;
pub(in crate::router) mod names;
pub(in crate::router) mod opening;
pub(in crate::router) mod outages;
pub(in crate::router) mod path;
pub(in crate::router) mod places;
pub(in crate::router) mod plan;
pub(in crate::router) mod question;
pub(in crate::router) mod reach;
pub(in crate::router) mod reasons;
pub(in crate::router) mod spoken;
pub(in crate::router) mod statics;
pub(in crate::router) mod tables;
pub(in crate::router) mod terms;
pub(in crate::router) mod told;
pub(in crate::router) mod validity;
pub(in crate::router) mod view;
pub(in crate::router) mod who;
pub(in crate::router) mod written;
