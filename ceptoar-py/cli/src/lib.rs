//! The command `ceptoar`: a document in, an answer out. The binary of this crate and the Python package ship the same one.
//!
//! `args` says what may be asked, `words` and `usage` say it in Japanese · `file` and `encoding` read, `target` and `screen`
//! write, `signals` ends what is half written · `ask`, `show`, `author`, `begin`, `outline`, `exposure`, `find`, `new`, `life`, `follow_up`, `resilience`, `drill`, `remedies`, `complete` and `bulk` answer · `parquet` and `workbook` are
//! what a caller may bring of his own.
//!
//! Exit codes: 0 answered; 1 failed; 2 refused or asked wrongly; 3 no (`may-pass`), documents that differ, fixtures that fail, or with `--strict` somebody who must be
//! told is not; 4 if somebody judges so (`may-pass`); 130 interrupted, 143 terminated.

#![deny(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod args;
mod ask;
mod author;
mod begin;
mod bulk;
mod complete;
mod drill;
mod encoding;
mod exposure;
mod failure;
mod file;
mod find;
mod follow_up;
mod gaps;
mod language;
mod life;
mod lint;
mod logged;
mod new;
mod outline;
mod parquet;
mod part;
mod print;
mod remedies;
mod resilience;
mod schemas;
mod screen;
mod show;
mod signals;
mod stale;
mod target;
mod usage;
mod words;
mod workbook;

use std::ffi::OsString;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ceptoar_core::Lang;
use ceptoar_frames::Said;
use clap::FromArgMatches as _;

use self::args::{Args, Command, Format};
use self::failure::Failure;
pub use self::parquet::{Builtin, Parquet, Trouble, Writer};
pub use self::schemas::SCHEMAS;
use self::screen::Screen;
pub use self::screen::Streams;
pub use self::signals::heed;
pub use self::workbook::{Column, Form, Workbooks};

/// What reads and writes the files of others' formats.
pub trait Libraries: Parquet + Workbooks {}

impl<T: Parquet + Workbooks> Libraries for T {}

/// The exit code of what broke on the way.
const FAILED: u8 = 1;

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

/// Runs the command with arguments, of which the first is its own name, and returns its exit code.
///
/// Parquet and workbooks are read and written `with` what the caller brings, which may be [`Builtin`].
pub fn run(args: Vec<OsString>, with: &dyn Libraries, streams: Streams) -> u8 {
    let lang = language::asked(&args);
    let mut screen = Screen::new(streams, lang);
    // A library may panic on hostile input: nothing is decided then, and what is half written is gone.
    catch_unwind(AssertUnwindSafe(|| run_here(args, with, &mut screen, lang))).unwrap_or_else(|_| {
        let (en, ja) = ("an internal fault; nothing was decided", "内部の不具合: 何も判断していない");
        screen.complain(&Said::new(en, ja), lang);
        FAILED
    })
}

fn run_here(args: Vec<OsString>, with: &dyn Libraries, screen: &mut Screen, lang: Lang) -> u8 {
    let command = words::command(lang);
    let args = match command.clone().try_get_matches_from(args).and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return usage::say(&error, command, screen, lang),
    };
    screen.colours(args.color);
    let (lang, format) = (args.lang(), args.format());
    if format == Format::Json {
        screen.keep_notes();
    }
    match answer(&args, with, screen, lang).and_then(|answer| given(&answer, screen)) {
        Ok(code) => code,
        Err(failure) => ended(failure, screen, format, lang),
    }
}

fn answer(args: &Args, with: &dyn Libraries, screen: &Screen, lang: Lang) -> Result<Answer, Failure> {
    let (format, stale) = (args.format(), args.stale);
    let face = ask::Face { format, lang, stale, screen };
    match &args.command {
        Command::Route { of, all, why, strict } => ask::route(of, face, *all, why.as_deref(), *strict),
        Command::Explain { of, strict } => ask::explain(of, face, *strict),
        Command::Audience { of, strict } => ask::audience(of, face, *strict),
        Command::Onward { of, holder, followed } => ask::onward(of, holder, followed, face),
        Command::MayPass { of, holder, party, followed } => ask::may_pass(of, holder, party, followed, face),
        Command::Plot { of, how } => ask::plot(of, how, face),
        Command::Notice(args::NoticeCommand::New(of)) => new::notice(of, screen).map(Answer::from),
        Command::Registry(command) => show::registry(command, with, screen, format, lang),
        Command::Roster(args::RosterCommand::From(of)) => outline::roster(of, screen, format, lang),
        Command::Rules(args::RulesCommand::Lint { fail_on_finding, days, basis }) => {
            lint::answer(fail_on_finding, days, basis, face)
        }
        Command::Rules(args::RulesCommand::Diff(of)) => author::rules(of, screen, format, lang),
        Command::Rules(args::RulesCommand::Test { fixtures, basis }) => author::test(fixtures, basis, face),
        Command::Levels(args::LevelsCommand::Diff(of)) => author::levels(of, screen, format, lang),
        Command::Exposure(of) => exposure::answer(of, face),
        Command::Audit(of) => life::audit(of, face, with),
        Command::Actions(of) => life::actions(of, face),
        Command::FollowUp(of) => follow_up::answer(of, face),
        Command::Resilience(of) => resilience::answer(of, face),
        Command::Drill(of) => drill::answer(of, face),
        Command::Remedies { of, party } => remedies::answer(of, party, face),
        Command::Log(args::LogCommand::Template(of)) => life::template(of, face).map(Answer::from),
        Command::Schema { name } => show::schema(name.as_deref()).map(Answer::from),
        Command::Bulk(of) => bulk::bulk(of, stale, with, screen, lang),
        Command::Completion { shell } => Ok(complete::script(*shell).into()),
    }
}

/// Hands an answer over. Notes come first, so that who reads both sees them above the answer.
fn given(answer: &Answer, screen: &Screen) -> Result<u8, Failure> {
    screen.tell_notes(&screen.kept_notes());
    screen.tell(&answer.notes).map_err(|error| Failure::Stream(error).at("standard error"))?;
    if !answer.out.is_empty() {
        let written = screen.out().and_then(|mut out| out.write_all(answer.out.as_bytes()).and_then(|()| out.flush()));
        screen::quiet(written).map_err(|error| Failure::Stream(error).at(screen::OUT))?;
    }
    Ok(answer.code)
}

/// Says why there is no answer.
fn ended(failure: Failure, screen: &Screen, format: Format, lang: Lang) -> u8 {
    let notes = screen.kept_notes();
    if !matches!(failure, Failure::Tables(_) | Failure::Refused(_)) {
        screen.tell_notes(&notes);
    }
    match failure {
        Failure::Failed(said) => {
            screen.complain(&said, lang);
            FAILED
        }
        Failure::Usage(said) => {
            screen.complain(&said, lang);
            2
        }
        Failure::Tables(refusal) => {
            let _ = screen.tell(&print::refused_tables(&refusal, &notes, format, lang));
            2
        }
        Failure::Refused(problems) => {
            // If even that cannot be said, the exit code says it.
            let _ = screen.tell(&print::refused(&problems, &notes, format, lang));
            2
        }
        Failure::Stream(error) => ended(Failure::Stream(error).at(screen::OUT), screen, format, lang),
    }
}
