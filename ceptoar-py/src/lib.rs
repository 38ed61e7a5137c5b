//! `ceptoar._native`: the part of the Python package that is Rust. Thin on purpose: documents go in and out as JSON, and
//! what a person touches is Python (`python/ceptoar`). The frames and the command line are
//! crates of their own (`frames`, `cli`); here Python is given to them.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod attach;
mod author;
mod code;
mod command;
mod document;
mod error;
mod frame;
mod known;
mod life;
mod life_rows;
mod notice;
mod outline;
mod overlay;
mod prepared;
mod recipients;
mod report;
mod router;
mod situation;
mod stale;
mod table;
mod word;
mod workbook;

/// The native module.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::answer::{Explanation, Passing, Plan, Verdict};
    #[pymodule_export]
    use super::author::{
        diff_editions, diff_levels, diff_rules, exposure, exposure_diff, gaps_of_outline, gaps_of_registry, lint_rules,
        run_tests,
    };
    #[pymodule_export]
    use super::code::{codes, schema};
    #[pymodule_export]
    use super::command::run_cli;
    #[pymodule_export]
    use super::document::{LevelProfile, Registry, Roster, RuleSet};
    #[pymodule_export]
    use super::frame::python::{AnswerSchema, Batch, Table};
    #[pymodule_export]
    use super::frame::stream::BatchStream;
    #[pymodule_export]
    use super::life::{
        Audited, Followed, Logged, actions, audit, drill, follow_up, log_of_frame, log_of_json, may_pass_in, onward_in,
        remedies, resilience,
    };
    #[pymodule_export]
    use super::notice::{Notice, Reader};
    #[pymodule_export]
    use super::outline::{Outline, roster_of_frame};
    #[pymodule_export]
    use super::overlay::Overlay;
    #[pymodule_export]
    use super::prepared::Prepared;
    #[pymodule_export]
    use super::recipients::Recipients;
    #[pymodule_export]
    use super::report::Report;
    #[pymodule_export]
    use super::router::Router;
    #[pymodule_export]
    use super::situation::{Situation, outage};

    /// The built-in edition of the latest day.
    #[pymodule_export]
    const EDITION: &str = ceptoar_core::Edition::LATEST.as_str();

    /// The version of the package.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
