//! The suite's harness: a slow literal reference of the decision, and the vectors' form.
#![forbid(unsafe_code)]

pub mod reference;
pub mod vectors;
