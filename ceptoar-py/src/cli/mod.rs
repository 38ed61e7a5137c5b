//! The command `ceptoar`: a document in, an answer out.
//!
//! `args` says what may be asked, `words` and `usage` say it in Japanese · `file`, `encoding` and `stream` read, `target` and
//! `screen` write · `ask`, `show`, `find`, `new`, `complete` and `bulk` answer.
//!
//! Exit codes: 0 answered; 1 failed; 2 refused or asked wrongly; 3 no (`may-pass`), or with `--strict` somebody who must be
//! told is not; 4 if somebody judges so (`may-pass`); 130 interrupted, 143 terminated.

mod args;
mod ask;
mod bulk;
mod complete;
mod encoding;
mod file;
mod find;
mod new;
mod part;
mod print;
mod screen;
mod show;
mod stale;
mod stream;
mod target;
mod usage;
mod words;

use std::ffi::OsString;
use std::io::{self, Write as _};

use ceptoar_core::{Lang, Refusal};
use clap::FromArgMatches as _;
use pyo3::exceptions::{PyKeyboardInterrupt, PySystemExit};
use pyo3::prelude::*;

use self::args::{Args, Command, Format};
use self::screen::Screen;
use crate::attach::attached;
use crate::error::{Found, Said};
use crate::frame::Fault;

/// What ends a command without an answer.
enum Failure {
    /// The command failed.
    Failed(Said),
    /// It was asked in a way that has no answer.
    Usage(Said),
    /// What was asked is refused.
    Refused(Vec<Found>),
    /// What is written to broke.
    Stream(io::Error),
    /// Python interrupted or failed.
    Python(PyErr),
}

impl Failure {
    fn failed(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Failed(Said::new(en, ja))
    }

    fn usage(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Usage(Said::new(en, ja))
    }

    /// Refused as a whole, for this reason.
    fn refused(en: impl Into<String>, ja: impl Into<String>) -> Self {
        // Neither a row nor a document is wrong, so that no code of the core says it.
        Self::Usage(Said::new(en, ja))
    }

    /// The same, with the name of what broke.
    fn at(self, place: &str) -> Self {
        match self {
            Self::Stream(error) => encoding::failure(place, error),
            failure => failure,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.problems().iter().map(Found::new).collect())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Frame(said) => Self::Usage(said),
            Fault::Failed(said) => Self::Failed(said),
            Fault::Rows(problems) => Self::Refused(problems),
            Fault::Python(error) => Self::Python(error),
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Failed(said) => Self::Failed(said),
            Failure::Usage(said) => Self::Frame(said),
            Failure::Refused(problems) => Self::Rows(problems),
            Failure::Stream(error) => Failure::Stream(error).at(screen::OUT).into(),
            Failure::Python(error) => Self::Python(error),
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
pub(crate) fn run_cli(py: Python<'_>, args: Vec<OsString>) -> PyResult<u8> {
    crate::error::guarded(|| Ok(py.detach(|| run(args))))
}

fn run(args: Vec<OsString>) -> u8 {
    let mut screen = Screen::open();
    let lang = words::asked(&args);
    let command = words::command(lang);
    let args = match command.clone().try_get_matches_from(args).and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return usage::say(&error, command, &screen, lang),
    };
    screen.colours(args.color);
    let (lang, format) = (args.lang(), args.format());
    match answer(&args, &screen, lang).and_then(|answer| given(&answer, &screen)) {
        Ok(code) => code,
        Err(failure) => ended(failure, &screen, format, lang),
    }
}

fn answer(args: &Args, screen: &Screen, lang: Lang) -> Result<Answer, Failure> {
    let (format, stale) = (args.format(), args.stale);
    let face = ask::Face { format, lang, stale, screen };
    match &args.command {
        Command::Route { of, all, why, strict } => ask::route(of, face, *all, why.as_deref(), *strict),
        Command::Explain { of, strict } => ask::explain(of, face, *strict),
        Command::Audience { of, strict } => ask::audience(of, face, *strict),
        Command::Onward { of, holder } => ask::onward(of, holder, face),
        Command::MayPass { of, holder, party } => ask::may_pass(of, holder, party, face),
        Command::Plot { of, how } => ask::plot(of, how, face),
        Command::Notice(args::NoticeCommand::New(of)) => new::notice(of).map(Answer::from),
        Command::Registry(command) => show::registry(command, screen, format, lang).map(Answer::from),
        Command::Rules(command) => show::rules(command, screen, format, lang).map(Answer::from),
        Command::Schema { name } => show::schema(name.as_deref()).map(Answer::from),
        Command::Bulk(of) => bulk::bulk(of, stale, screen, lang),
        Command::Completion { shell } => Ok(complete::script(*shell).into()),
    }
}

/// Hands an answer over. Notes come first, so that who reads both sees them above the answer.
fn given(answer: &Answer, screen: &Screen) -> Result<u8, Failure> {
    screen.tell(&answer.notes).map_err(|error| Failure::Stream(error).at("standard error"))?;
    if !answer.out.is_empty() {
        let written = screen.out().and_then(|mut out| out.write_all(answer.out.as_bytes()).and_then(|()| out.flush()));
        screen::quiet(written).map_err(|error| Failure::Stream(error).at(screen::OUT))?;
    }
    Ok(answer.code)
}

/// Says why there is no answer.
fn ended(failure: Failure, screen: &Screen, format: Format, lang: Lang) -> u8 {
    match failure {
        Failure::Failed(said) => {
            screen.complain(&said, lang);
            1
        }
        Failure::Usage(said) => {
            screen.complain(&said, lang);
            2
        }
        Failure::Refused(problems) => {
            // If even that cannot be said, the exit code says it.
            let _ = screen.tell(&print::refused(&problems, format, lang));
            2
        }
        Failure::Stream(error) => ended(Failure::Stream(error).at(screen::OUT), screen, format, lang),
        Failure::Python(error) => attached(|py| {
            if error.is_instance_of::<PyKeyboardInterrupt>(py) {
                return 130;
            }
            if error.is_instance_of::<PySystemExit>(py) {
                return error.value(py).getattr("code").and_then(|code| code.extract()).unwrap_or(1);
            }
            let said = screen::shown(&error.to_string());
            screen.complain(&Said::new(said.as_str(), said.as_str()), lang);
            1
        }),
    }
}
