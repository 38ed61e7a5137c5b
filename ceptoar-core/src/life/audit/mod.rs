//! The audit of a delivery log: leaks, omissions, and why.

pub(crate) mod actions;
mod coverage;
mod dated;
mod duty;
mod found;
mod hand;
pub(crate) mod made;
mod policy;
mod text;
mod view;
