//! The main job: answers one notice, as readable text or as JSON.
//!
//! `cargo run -q -p ceptoar-core --example route -- [FILE] [--json] [--lang ja|en] [--all] [--why PARTY] [--width N]
//! [--strict] [--stale warn|refuse|allow] [--at INSTANT] [--outage CHANNEL | FROM>TO | FROM>TO:CHANNEL]…
//! [--failed-sector SECTOR]… [--profile ID|FILE] [--edition FILE] [--rules FILE] [--roster FILE]`
//!
//! Exit codes: 0 answered; 1 the command failed (a file, the disk); 2 refused, or no such option; 3 with `--strict`:
//! somebody who must be told is not. Whoever stops reading (`| head`) gets no message and 0.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;

use ceptoar_core::{
    Edition, Explanation, Lang, LevelProfile, LintCode, Refusal, Registry, Roster, Router, RuleSet, Situation,
    TextOptions,
};

const SAMPLE: &str = include_str!("notices/vulnerability-to-electric-power.json");

/// What is done with a notice of a day that the edition does not speak of.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Stale {
    /// The text says so first.
    #[default]
    Warn,
    Refuse,
    /// The text says so first; nothing else is said.
    Allow,
}

#[derive(Default)]
struct Options {
    notice: Option<OsString>,
    json: bool,
    lang: Lang,
    all: bool,
    why: Option<String>,
    width: Option<usize>,
    strict: bool,
    stale: Stale,
    at: Option<String>,
    outages: Vec<serde_json::Value>,
    failed_sectors: Vec<String>,
    profile: Option<OsString>,
    edition: Option<OsString>,
    rules: Option<OsString>,
    roster: Option<OsString>,
}

/// What ends the command without an answer.
enum Failure {
    Usage(String),
    Failed(String),
    Refused(Refusal),
    Stale(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn main() -> ExitCode {
    let mut options = Options::default();
    let answered = parse(&mut options, std::env::args_os().skip(1)).and_then(|()| answer(&options));
    match answered {
        Ok((text, unmet)) => match print(&text) {
            Ok(()) if unmet && options.strict => ExitCode::from(3),
            Ok(()) => ExitCode::SUCCESS,
            // Who reads has enough of it: nobody is to be told.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => {
                complain(&format!("{}: {error}", options.lang.pick("標準出力に書けない", "cannot write the answer")));
                ExitCode::from(1)
            }
        },
        Err(failure) => {
            let (code, text) = told(failure, &options);
            complain(&text);
            ExitCode::from(code)
        }
    }
}

fn told(failure: Failure, options: &Options) -> (u8, String) {
    match failure {
        Failure::Usage(text) | Failure::Stale(text) => (2, text),
        Failure::Failed(text) => (1, text),
        Failure::Refused(refusal) if options.json => (2, refusal.to_json(options.lang)),
        Failure::Refused(refusal) => {
            let line = |problem: &ceptoar_core::Problem| {
                format!("{} {}: {}", problem.code().as_str(), problem.pointer(), problem.message(options.lang))
            };
            (2, refusal.problems().iter().map(line).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Writes and flushes, so that a full disk or a closed output is an error, and no answer is lost in silence.
fn print(text: &str) -> io::Result<()> {
    let mut out = open_output()?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Standard output as a file: Rust's own takes a closed one for a place where all may be written, and says nothing.
#[cfg(target_os = "linux")]
fn open_output() -> io::Result<Box<dyn io::Write>> {
    // Before `main`, Rust opens `/dev/null` in place of what is closed: for reading and writing, which no shell does.
    let target = fs::read_link("/proc/self/fd/1").unwrap_or_default();
    let flags = fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = flags.lines().find_map(|line| u32::from_str_radix(line.strip_prefix("flags:")?.trim(), 8).ok());
    if target == OsStr::new("/dev/null") && flags.is_some_and(|flags| flags & 0b11 == 0b10) {
        return Err(io::Error::other("standard output is closed"));
    }
    Ok(Box::new(io::stdout().lock()))
}

#[cfg(not(target_os = "linux"))]
fn open_output() -> io::Result<Box<dyn io::Write>> {
    Ok(Box::new(io::stdout().lock()))
}

/// Says what is wrong, where there is somebody to say it to; the exit code says it anyway.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

fn answer(options: &Options) -> Result<(String, bool), Failure> {
    let registry = match &options.edition {
        Some(file) => Registry::from_json(&read(file)?)?,
        None => Registry::builtin(Edition::V2009_03_31),
    };
    let registry = match &options.roster {
        Some(file) => registry.with_roster(&Roster::from_json(&read(file)?)?)?,
        None => registry,
    };
    let profile = match &options.profile {
        None => LevelProfile::tlp2(),
        Some(name) => match name.to_str().and_then(LevelProfile::builtin) {
            Some(profile) => profile,
            None => LevelProfile::from_json(&read(name)?)?,
        },
    };
    let builder = Router::builder(&registry).profile(profile);
    let router = match &options.rules {
        Some(file) => builder.rules(RuleSet::from_json(&read(file)?)?).compile()?,
        None => builder.compile()?, // those of the edition
    };
    let notice = match &options.notice {
        Some(file) => router.notice(&read(file)?)?,
        None => router.notice(SAMPLE.as_bytes())?,
    };
    let situation = serde_json::json!({
        "at": options.at, "outages": options.outages, "failed_sectors": options.failed_sectors,
    });
    let situation = Situation::from_json(situation.to_string().as_bytes())?;
    let explanation = router.explain(&notice, &situation)?;
    stale(options, &explanation)?;
    let text = match &options.why {
        Some(party) => explanation.why(&registry, party, text_options(options))?,
        None if options.json => explanation.to_json(),
        None => explanation.text(&registry, text_options(options)),
    };
    Ok((text.trim_end().to_owned(), !explanation.plan().unmet.is_empty()))
}

fn text_options(options: &Options) -> TextOptions {
    let text = TextOptions::new(options.lang).all(options.all);
    // A shell tells the width of its terminal to whom it is exported.
    let terminal = || std::env::var("COLUMNS").ok()?.parse().ok();
    match options.width.or_else(terminal) {
        Some(width) => text.width(width),
        None => text,
    }
}

fn stale(options: &Options, explanation: &Explanation) -> Result<(), Failure> {
    let plan = explanation.plan();
    let Some(lint) = plan.lints.iter().find(|lint| lint.code == LintCode::StaleEdition) else { return Ok(()) };
    let text = format!("stale-edition /issued_at: {} ({}, {})", lint.message(options.lang), lint.at, plan.on);
    match options.stale {
        Stale::Refuse => Err(Failure::Stale(text)),
        // The text has its banner; JSON has a lint that a reader may pass over.
        Stale::Warn if options.json => {
            complain(&text);
            Ok(())
        }
        Stale::Warn | Stale::Allow => Ok(()),
    }
}

fn read(file: &OsStr) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| Failure::Failed(format!("{}: {error}", file.display())))
}

fn parse(options: &mut Options, mut args: impl Iterator<Item = OsString>) -> Result<(), Failure> {
    while let Some(arg) = args.next() {
        let flag = arg.to_str().unwrap_or_default().to_owned();
        let mut file = || args.next().ok_or_else(|| Failure::Usage(format!("{flag} needs a value")));
        let text = |value: OsString| {
            let shown = value.display().to_string();
            value.into_string().map_err(|_| Failure::Usage(format!("{flag}: {shown} is not UTF-8")))
        };
        match flag.as_str() {
            "--json" => options.json = true,
            "--all" => options.all = true,
            "--strict" => options.strict = true,
            "--lang" => {
                options.lang = match text(file()?)?.as_str() {
                    "ja" => Lang::Ja,
                    "en" => Lang::En,
                    other => return Err(Failure::Usage(format!("--lang is ja or en, not {other}"))),
                }
            }
            "--stale" => {
                options.stale = match text(file()?)?.as_str() {
                    "warn" => Stale::Warn,
                    "refuse" => Stale::Refuse,
                    "allow" => Stale::Allow,
                    other => return Err(Failure::Usage(format!("--stale is warn, refuse or allow, not {other}"))),
                }
            }
            "--width" => {
                let value = text(file()?)?;
                let number = value.parse().ok().filter(|width| *width > 0);
                let fault = || Failure::Usage(format!("--width is a number of columns, not {value}"));
                options.width = Some(number.ok_or_else(fault)?);
            }
            "--why" => options.why = Some(text(file()?)?),
            "--at" => options.at = Some(text(file()?)?),
            "--outage" => options.outages.push(outage(&text(file()?)?)),
            "--failed-sector" => options.failed_sectors.push(text(file()?)?),
            "--profile" => options.profile = Some(file()?),
            "--edition" => options.edition = Some(file()?),
            "--rules" => options.rules = Some(file()?),
            "--roster" => options.roster = Some(file()?),
            flag if flag.starts_with("--") => {
                return Err(Failure::Usage(format!("{flag} is no option of this command")));
            }
            _ if options.notice.is_some() => {
                return Err(Failure::Usage(format!("one notice at a time: {}", arg.display())));
            }
            _ => options.notice = Some(arg),
        }
    }
    Ok(())
}

/// `email`, `mic>telecom` or `mic>telecom:email`.
fn outage(text: &str) -> serde_json::Value {
    match text.split_once(':') {
        Some((link, channel)) => serde_json::json!({ "link": link, "channel": channel }),
        None if text.contains('>') => serde_json::json!({ "link": text }),
        None => serde_json::json!({ "channel": text }),
    }
}
