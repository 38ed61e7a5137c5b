//! The main job: answers one notice, as readable text or as JSON.
//!
//! `cargo run -q -p ceptoar-core --example route -- [FILE] [--json] [--lang ja|en] [--at INSTANT]
//! [--outage CHANNEL | FROM>TO | FROM>TO:CHANNEL]… [--failed-sector SECTOR]… [--profile ID|FILE] [--edition FILE]
//! [--rules FILE] [--roster FILE]`
//!
//! Exit codes: 0 answered, 2 refused, 1 the command itself failed.

use std::fs;
use std::process::ExitCode;

use ceptoar_core::{Edition, Lang, LevelProfile, Refusal, Registry, Roster, Router, RuleSet, Situation};

const SAMPLE: &str = include_str!("notices/vulnerability-to-electric-power.json");

#[derive(Default)]
struct Options {
    notice: Option<String>,
    json: bool,
    lang: Lang,
    at: Option<String>,
    outages: Vec<serde_json::Value>,
    failed_sectors: Vec<String>,
    profile: Option<String>,
    edition: Option<String>,
    rules: Option<String>,
    roster: Option<String>,
}

/// What ends the command without an answer.
enum Failure {
    Usage(String),
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(1);
        }
    };
    match answer(&options) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(Failure::Usage(message)) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
        Err(Failure::Refused(refusal)) => {
            if options.json {
                eprintln!("{}", refusal.to_json(options.lang));
            } else {
                for problem in refusal.problems() {
                    eprintln!("{} {}: {}", problem.code().as_str(), problem.pointer(), problem.message(options.lang));
                }
            }
            ExitCode::from(2)
        }
    }
}

fn answer(options: &Options) -> Result<String, Failure> {
    let registry = match &options.edition {
        Some(file) => Registry::from_json(&read(file)?)?,
        None => Registry::builtin(Edition::V2009_03_31),
    };
    let registry = match &options.roster {
        Some(file) => registry.with_roster(&Roster::from_json(&read(file)?)?)?,
        None => registry,
    };
    let profile = match options.profile.as_deref() {
        None => LevelProfile::tlp2(),
        Some(name) => match LevelProfile::builtin(name) {
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
    Ok(if options.json {
        explanation.to_json()
    } else {
        explanation.text(&registry, options.lang).trim_end().to_owned()
    })
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| Failure::Usage(format!("{file}: {error}")))
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--json" => options.json = true,
            "--lang" => {
                options.lang = match value()?.as_str() {
                    "ja" => Lang::Ja,
                    "en" => Lang::En,
                    other => return Err(format!("--lang is ja or en, not {other}")),
                }
            }
            "--at" => options.at = Some(value()?),
            "--outage" => options.outages.push(outage(&value()?)),
            "--failed-sector" => options.failed_sectors.push(value()?),
            "--profile" => options.profile = Some(value()?),
            "--edition" => options.edition = Some(value()?),
            "--rules" => options.rules = Some(value()?),
            "--roster" => options.roster = Some(value()?),
            flag if flag.starts_with("--") => return Err(format!("{flag} is no option of this command")),
            _ if options.notice.is_some() => return Err(format!("one notice at a time: {arg}")),
            _ => options.notice = Some(arg),
        }
    }
    Ok(options)
}

/// `email`, `mic>telecom` or `mic>telecom:email`.
fn outage(text: &str) -> serde_json::Value {
    match text.split_once(':') {
        Some((link, channel)) => serde_json::json!({ "link": link, "channel": channel }),
        None if text.contains('>') => serde_json::json!({ "link": text }),
        None => serde_json::json!({ "channel": text }),
    }
}
