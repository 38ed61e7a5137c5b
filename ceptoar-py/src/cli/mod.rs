//! The command `ceptoar`: one JSON in, one answer out.
//!
//! Exit codes: 0 answered, 2 refused (every problem on standard error), 1 the command itself failed, 130 interrupted;
//! `may-pass`: 0 yes, 4 if somebody judges so, 3 no.

mod args;
mod ask;
mod bulk;
mod file;
mod print;
mod show;
mod words;

use std::io::{ErrorKind, Write as _};

use ceptoar_core::{Lang, Refusal};
use clap::error::ErrorKind as Usage;
use clap::{CommandFactory as _, FromArgMatches as _};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use self::args::{Args, Command, Format};
use crate::error::Found;

/// What ends a command without an answer.
enum Failure {
    /// The command failed: a message.
    Failed(String),
    /// What was asked is refused.
    Refused(Vec<Found>),
    /// Python interrupted or failed.
    Python(PyErr),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.problems().iter().map(Found::new).collect())
    }
}

impl From<crate::frame::Fault> for Failure {
    fn from(fault: crate::frame::Fault) -> Self {
        match fault {
            crate::frame::Fault::Frame(said) | crate::frame::Fault::Failed(said) => Self::Failed(said.en),
            crate::frame::Fault::Rows(problems) => Self::Refused(problems),
            crate::frame::Fault::Python(error) => Self::Python(error),
        }
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// What a command answers.
struct Answer {
    /// For standard output.
    out: String,
    /// For standard error: what a reader of standard output must not miss.
    notes: String,
    code: u8,
}

impl From<String> for Answer {
    fn from(out: String) -> Self {
        Self { out, notes: String::new(), code: 0 }
    }
}

/// Runs the command and returns its exit code.
#[pyfunction]
pub(crate) fn run_cli(py: Python<'_>, args: Vec<String>) -> PyResult<u8> {
    crate::error::guarded(|| Ok(py.detach(|| run(args))))
}

fn run(args: Vec<String>) -> u8 {
    let command = words::command(words::asked(&args));
    let args = match command.try_get_matches_from(args).and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            let asked = matches!(error.kind(), Usage::DisplayHelp | Usage::DisplayVersion);
            return u8::from(!asked);
        }
    };
    let lang = args.lang();
    let answer = match &args.command {
        Command::Route(of) => ask::route(of, args.format(), lang),
        Command::Explain(of) => ask::explain(of, args.format(), lang),
        Command::Audience(of) => ask::audience(of, args.format(), lang),
        Command::Onward { of, holder } => ask::onward(of, holder, args.format(), lang),
        Command::MayPass { of, holder, party } => ask::may_pass(of, holder, party, args.format(), lang),
        Command::Plot { of, picture, output } => ask::plot(of, *picture, output.as_deref(), lang).map(Answer::from),
        Command::Registry(command) => show::registry(command, args.format(), lang).map(Answer::from),
        Command::Rules(command) => show::rules(command, args.format(), lang).map(Answer::from),
        Command::Schema { name } => show::schema(name.as_deref()).map(Answer::from),
        Command::Bulk(of) => bulk::bulk(of, lang).map(Answer::from),
        Command::Completion { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "ceptoar", &mut out);
            Ok(String::from_utf8_lossy(&out).into_owned().into())
        }
    };
    match answer {
        Ok(answer) => {
            eprint!("{}", answer.notes);
            if written(&answer.out) { answer.code } else { 1 }
        }
        Err(Failure::Failed(message)) => {
            eprintln!("ceptoar: {message}");
            1
        }
        Err(Failure::Refused(problems)) => {
            eprint!("{}", refused(&problems, args.format(), lang));
            2
        }
        Err(Failure::Python(error)) => Python::attach(|py| {
            if error.is_instance_of::<PyKeyboardInterrupt>(py) {
                return 130;
            }
            eprintln!("ceptoar: {error}");
            1
        }),
    }
}

/// Writes to standard output; a reader who has seen enough is no fault.
fn written(text: &str) -> bool {
    let mut out = std::io::stdout().lock();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    done.is_ok() || done.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn refused(problems: &[Found], format: Format, lang: Lang) -> String {
    if format == Format::Json {
        let list: Vec<serde_json::Value> = problems
            .iter()
            .map(|found| {
                let mut problem =
                    serde_json::json!({ "code": found.code, "pointer": found.pointer, "message": found.message(lang) });
                if let (Some(row), Some(object)) = (found.row, problem.as_object_mut()) {
                    object.insert("row".to_owned(), row.into());
                    object.insert("column".to_owned(), found.column.clone().into());
                }
                problem
            })
            .collect();
        return format!("{}\n", serde_json::json!({ "problems": list }));
    }
    let line = |found: &Found| {
        let place = match (found.row, &found.column) {
            (Some(row), Some(column)) => format!("row {row}, {column}"),
            (Some(row), None) => format!("row {row}"),
            (None, _) => found.pointer.clone(),
        };
        format!("{} {place}: {}\n", found.code, found.message(lang))
    };
    problems.iter().map(line).collect()
}
