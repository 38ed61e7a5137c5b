//! The audit of a delivery log: leaks, omissions, and why.

pub(crate) mod actions;
mod case;
mod circle;
mod coverage;
mod dated;
mod duty;
mod found;
mod ground;
mod hand;
mod holding;
pub(crate) mod made;
mod text;
mod thread;
mod times;
mod unit;
mod view;
