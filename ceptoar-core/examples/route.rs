//! The main job: answers one notice, as readable text or as JSON.
//!
//! `cargo run -q -p ceptoar-core --example route -- [FILE] [--json] [--lang ja|en] [--all] [--why PARTY] [--width N]
//! [--strict] [--stale warn|refuse|allow] [--at INSTANT] [--outage CHANNEL | FROM>TO | FROM>TO:CHANNEL | party:ID]…
//! [--failed-sector SECTOR]… [--profile ID|FILE] [--edition FILE] [--rules FILE] [--roster FILE]`
//!
//! Exit codes: 0 answered; 1 the command failed (a file, the disk); 2 refused, or no such option; 3 with `--strict`:
//! somebody who must be told is not. Whoever stops reading (`| head`) gets no message and 0.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;

use ceptoar_core::{
    Edition, Explanation, Lang, LevelProfile, LintCode, Outage, Refusal, Registry, Roster, Router, RuleSet, Situation,
    TextOptions, shown,
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
    outages: Vec<String>,
    failed_sectors: Vec<String>,
    profile: Option<OsString>,
    edition: Option<OsString>,
    rules: Option<OsString>,
    roster: Option<OsString>,
}

/// What ends the command without an answer.
enum Failure {
    /// In Japanese and in English.
    Usage(String, String),
    File(OsString, io::Error),
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn main() -> ExitCode {
    let mut options = Options::default();
    let lang = language(std::env::args_os().skip(1));
    let answered = parse(&mut options, std::env::args_os().skip(1)).and_then(|()| answer(&options));
    match answered {
        Ok((text, unmet)) => match print(&text) {
            Ok(()) if unmet && options.strict => ExitCode::from(3),
            Ok(()) => ExitCode::SUCCESS,
            // Who reads has enough of it: nobody is to be told.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => {
                complain(&format!(
                    "{}: {}",
                    lang.pick("標準出力に書けない", "cannot write the answer"),
                    broken(&error, lang)
                ));
                ExitCode::from(1)
            }
        },
        Err(failure) => {
            let (code, text) = told(failure, &options, lang);
            complain(&text);
            ExitCode::from(code)
        }
    }
}

/// The language that is asked for, wherever it stands: a fault before it is told in it too.
fn language(args: impl Iterator<Item = OsString>) -> Lang {
    let args: Vec<OsString> = args.collect();
    let asked = args.windows(2).rfind(|pair| matches!(pair, [flag, _] if flag == "--lang"));
    if asked.is_some_and(|pair| pair[1] == "ja") { Lang::Ja } else { Lang::En }
}

/// What is wrong with a file or an output, in words.
fn broken(error: &io::Error, lang: Lang) -> String {
    let (ja, en) = match error.kind() {
        io::ErrorKind::NotFound => ("ファイルがない", "no such file"),
        io::ErrorKind::PermissionDenied => ("読み書きが許されていない", "not permitted"),
        io::ErrorKind::IsADirectory => ("フォルダーである", "it is a folder"),
        io::ErrorKind::StorageFull => ("空き容量がない", "no space is left"),
        _ => return error.to_string(),
    };
    lang.pick(ja, en).to_owned()
}

fn told(failure: Failure, options: &Options, lang: Lang) -> (u8, String) {
    match failure {
        Failure::File(file, error) => (1, shown(&format!("{}: {}", file.display(), broken(&error, lang))).into_owned()),
        Failure::Usage(ja, en) => (2, shown(lang.pick(&ja, &en)).into_owned()),
        Failure::Refused(refusal) if options.json => (2, refusal.to_json(options.lang)),
        Failure::Refused(refusal) => {
            let lines = refusal.problems().iter().map(|problem| problem.line(options.lang));
            (2, lines.collect::<Vec<_>>().join("\n"))
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
    let builder = Router::builder(&registry).profile(profile).refuse_stale(options.stale == Stale::Refuse);
    let router = match &options.rules {
        Some(file) => builder.rules(RuleSet::from_json(&read(file)?)?).compile()?,
        None => builder.compile()?, // those of the edition
    };
    let notice = match &options.notice {
        Some(file) => router.notice(&read(file)?)?,
        None => router.notice(SAMPLE.as_bytes())?,
    };
    let outage =
        |(n, text): (usize, &String)| text.parse::<Outage>().map_err(|refusal| refusal.at(&format!("/outages/{n}")));
    let outages: Vec<Outage> = options.outages.iter().enumerate().map(outage).collect::<Result<_, _>>()?;
    let situation = serde_json::json!({
        "at": options.at, "outages": outages, "failed_sectors": options.failed_sectors,
    });
    let situation = Situation::from_json(situation.to_string().as_bytes())?;
    let explanation = router.explain(&notice, &situation)?;
    warn(options, &explanation);
    let text = match &options.why {
        Some(party) => explanation.why(&registry, party, text_options(options))?,
        None if options.json => explanation.to_json(),
        None => explanation.text(&registry, text_options(options)),
    };
    Ok((text.trim_end().to_owned(), !explanation.plan.unmet.is_empty()))
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

/// Text has its banner; JSON has a lint that a reader may pass over.
fn warn(options: &Options, explanation: &Explanation) {
    let plan = &explanation.plan;
    let stale = plan.lints.iter().find(|lint| lint.code == LintCode::StaleEdition);
    if let Some(lint) = stale.filter(|_| options.json && options.stale == Stale::Warn) {
        complain(&format!("stale-edition: {} ({}, {})", lint.message(options.lang), lint.at, plan.on));
    }
}

fn read(file: &OsStr) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| Failure::File(file.to_owned(), error))
}

/// An option that takes a word of a few has another.
fn of_these(flag: &str, words: &str, found: &str) -> Failure {
    Failure::Usage(format!("{flag} は {words} のいずれか: {found}"), format!("{flag} is one of {words}, not {found}"))
}

fn parse(options: &mut Options, mut args: impl Iterator<Item = OsString>) -> Result<(), Failure> {
    while let Some(arg) = args.next() {
        let flag = arg.to_str().unwrap_or_default().to_owned();
        let mut file = || {
            args.next().ok_or_else(|| Failure::Usage(format!("{flag} には値が要る"), format!("{flag} needs a value")))
        };
        let text = |value: OsString| {
            let given = value.display().to_string();
            let fault =
                || Failure::Usage(format!("{flag}: {given} はUTF-8ではない"), format!("{flag}: {given} is not UTF-8"));
            value.into_string().map_err(|_| fault())
        };
        match flag.as_str() {
            "--json" => options.json = true,
            "--all" => options.all = true,
            "--strict" => options.strict = true,
            "--lang" => {
                options.lang = match text(file()?)?.as_str() {
                    "ja" => Lang::Ja,
                    "en" => Lang::En,
                    other => return Err(of_these("--lang", "ja, en", other)),
                }
            }
            "--stale" => {
                options.stale = match text(file()?)?.as_str() {
                    "warn" => Stale::Warn,
                    "refuse" => Stale::Refuse,
                    "allow" => Stale::Allow,
                    other => return Err(of_these("--stale", "warn, refuse, allow", other)),
                }
            }
            "--width" => {
                let value = text(file()?)?;
                let number = value.parse().ok().filter(|width| *width > 0);
                let fault = || {
                    let (ja, en) = ("--width は桁数であり、次の値ではない", "--width is a number of columns, not");
                    Failure::Usage(format!("{ja}: {value}"), format!("{en} {value}"))
                };
                options.width = Some(number.ok_or_else(fault)?);
            }
            "--why" => options.why = Some(text(file()?)?),
            "--at" => options.at = Some(text(file()?)?),
            "--outage" => options.outages.push(text(file()?)?),
            "--failed-sector" => options.failed_sectors.push(text(file()?)?),
            "--profile" => options.profile = Some(file()?),
            "--edition" => options.edition = Some(file()?),
            "--rules" => options.rules = Some(file()?),
            "--roster" => options.roster = Some(file()?),
            flag if flag.starts_with("--") => {
                let (ja, en) = ("このコマンドにない指定", "no option of this command");
                return Err(Failure::Usage(format!("{ja}: {flag}"), format!("{en}: {flag}")));
            }
            _ if options.notice.is_some() => {
                return Err(Failure::Usage(
                    format!("通知は一度に一つ: {}", arg.display()),
                    format!("one notice at a time: {}", arg.display()),
                ));
            }
            _ => options.notice = Some(arg),
        }
    }
    Ok(())
}
