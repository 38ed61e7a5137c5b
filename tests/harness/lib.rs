//! The suite's harness: the vectors' form, the engines that answer them, and the one judge of their answers.
#![forbid(unsafe_code)]

pub mod classes;
mod differences;
pub mod engine;
pub mod random;
pub mod reference;
pub mod router;
pub mod vectors;
