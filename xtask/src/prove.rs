//! Starts the proof, which is a program of the suite: this tool has no reference.

use std::process::Command;

use crate::report::Report;
use crate::tools::printed;
use crate::{Outcome, root};

/// Optimised: millions of answers are worked out twice.
const RUN: [&str; 8] = ["run", "-q", "--release", "--package", "ceptoar-suite", "--bin", "prove", "--"];

/// Every envelope class, or those that the arguments choose.
pub(crate) fn prove(args: &[&str]) -> Outcome {
    asked(&[&["every"], args].concat())
}

/// What every change is tested with: one class in many, and random questions.
pub(crate) fn quick(_install: bool) -> Report {
    match asked(&["every", "--quick"]).and_then(|every| Ok(format!("{every}; {}", asked(&["random", "4000"])?))) {
        Ok(text) => Report::Passed(text.replace('\n', "; ")),
        Err(text) => Report::Failed(text),
    }
}

fn asked(args: &[&str]) -> Outcome {
    let mut command = Command::new("cargo");
    match printed(command.current_dir(root()).args(RUN).args(args)) {
        Ok(text) => Ok(text.trim_end().to_owned()),
        Err(Report::Failed(text) | Report::NotRun(text) | Report::NotHere(text) | Report::Passed(text)) => Err(text),
    }
}
