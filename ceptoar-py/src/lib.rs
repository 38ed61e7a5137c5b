//! `ceptoar._native`: the part of the Python package that is Rust. Thin on purpose: documents go in and out as JSON, and
//! what a person touches is Python (`python/ceptoar`). The frames and the command line are
//! crates of their own (`frames`, `cli`); here Python is given to them.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod attach;
mod audience;
mod code;
mod command;
mod document;
mod error;
mod frame;
mod known;
mod router;
mod table;

/// The native module.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::answer::{Explanation, Passing, Plan, Verdict};
    #[pymodule_export]
    use super::audience::Audience;
    #[pymodule_export]
    use super::code::{codes, schema};
    #[pymodule_export]
    use super::command::run_cli;
    #[pymodule_export]
    use super::document::{LevelProfile, Notice, Registry, Roster, RuleSet, Situation, outage};
    #[pymodule_export]
    use super::frame::python::{AnswerSchema, Batch, Table};
    #[pymodule_export]
    use super::frame::stream::BatchStream;
    #[pymodule_export]
    use super::router::Router;

    /// The version of the package.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// The built-in edition of the latest day.
    #[pymodule_export]
    const EDITION: &str = ceptoar_core::Edition::LATEST.as_str();
}
