//! What the log tells of a thread: who has which version, since when and from whom, and what the decision says at any instant.

pub(in crate::life) mod case;
mod circle;
pub(in crate::life) mod ground;
pub(in crate::life) mod holding;
pub(in crate::life) mod thread;
pub(in crate::life) mod times;
pub(in crate::life) mod unit;
pub(in crate::life) mod way;
