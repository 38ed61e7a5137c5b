//! What a step reports.

use std::process::Command;

/// How a step ended, with words for a person.
pub(crate) enum Report {
    Passed(String),
    Failed(String),
    /// A tool is missing: a failure in CI.
    NotRun(String),
    /// What it checks is not part of the project and is not here.
    NotHere(String),
}

/// Runs a command, whose success is the report.
pub(crate) fn run(command: &mut Command) -> Report {
    match command.status() {
        Ok(status) if status.success() => Report::Passed(String::new()),
        Ok(status) => Report::Failed(format!("{command:?}: {status}")),
        Err(error) => Report::Failed(format!("{command:?}: {error}")),
    }
}
