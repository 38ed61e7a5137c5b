//! Builds the workspace of the peers, which is no part of the project's own, and runs it: in Rust, then in bulk from Python.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::python::{MATURIN, environment, interpreter, wheel};
use crate::report::Report;
use crate::tools::{printed, read, step, target, write};
use crate::{Outcome, root};

/// The pins of the bulk part.
const PINS: &str = "benches/peers/requirements.txt";

/// What was asked for.
#[derive(Default)]
struct Options {
    quick: bool,
    rust_only: bool,
    json: Option<PathBuf>,
}

impl Options {
    fn read(args: &[&str]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match *arg {
                "--quick" => options.quick = true,
                "--rust-only" => options.rust_only = true,
                "--json" => options.json = Some(args.next().ok_or("--json needs a file")?.into()),
                other => return Err(format!("unknown argument: {other}")),
            }
        }
        Ok(options)
    }
}

/// Runs both parts. A part that cannot run says why; a wrong answer fails the command, after the other part was run.
pub(crate) fn peers(args: &[&str]) -> Outcome {
    let options = Options::read(args)?;
    let place = target().join("peers");
    let binary = built(&place)?;
    let rust = rust(&options, &binary, &place);
    let bulk = if options.rust_only {
        Err(Report::NotHere("`--rust-only`".to_owned()))
    } else {
        bulk(&options, &binary, &place)
    };
    let mut failed = Vec::new();
    let mut figures = serde_json::Map::new();
    for (name, part) in [("rust", rust), ("bulk", bulk)] {
        match part {
            Ok(measured) => {
                figures.insert(name.to_owned(), measured);
            }
            Err(Report::NotRun(why) | Report::NotHere(why) | Report::Passed(why)) => println!("{name}: not run: {why}"),
            Err(Report::Failed(why)) => failed.push(format!("{name}: {why}")),
        }
    }
    if let Some(file) = &options.json {
        figures.insert("commit".to_owned(), json!(commit()));
        figures.insert("quick".to_owned(), json!(options.quick));
        write(file, &format!("{:#}\n", Value::Object(figures))).map_err(text)?;
    }
    if failed.is_empty() { Ok(String::new()) } else { Err(failed.join("\n")) }
}

/// The words of a report.
fn text(report: Report) -> String {
    match report {
        Report::Failed(text) | Report::NotRun(text) | Report::NotHere(text) | Report::Passed(text) => text,
    }
}

/// The commit that is measured, marked where the checkout holds more.
fn commit() -> String {
    let mut git = Command::new("git");
    git.current_dir(root()).args(["describe", "--always", "--dirty", "--exclude=*"]);
    printed(&mut git).map_or_else(|_| "unknown".to_owned(), |commit| commit.trim().to_owned())
}

/// The one binary of the workspace.
fn built(place: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root().join("benches/peers")).args(["build", "--release", "--locked"]);
    step(cargo.env("CARGO_TARGET_DIR", place)).map_err(text)?;
    Ok(place.join("release/ceptoar-peers"))
}

/// What a part wrote, its table having been shown.
fn measured(command: &mut Command, file: &Path) -> Result<Value, Report> {
    let _ = std::fs::remove_file(file);
    step(command.arg("--json").arg(file))?;
    serde_json::from_str(&read(file)?).map_err(|error| Report::Failed(error.to_string()))
}

fn rust(options: &Options, binary: &Path, place: &Path) -> Result<Value, Report> {
    println!("\none notice at a time, one thread ({})", commit());
    let mut command = Command::new(binary);
    command.arg("run").args(options.quick.then_some("--quick"));
    measured(&mut command, &place.join("rust.json"))
}

fn bulk(options: &Options, binary: &Path, place: &Path) -> Result<Value, Report> {
    let python = interpreter().ok_or_else(|| Report::NotRun("no Python of 3.11 or later with venv".to_owned()))?;
    // Without a network there is no environment, and that is no fault of an answer.
    let fetched = environment(&place.join("python"), &python, true, &["-r", PINS, MATURIN]);
    let inside = fetched.map_err(|report| Report::NotRun(format!("no environment: {}", text(report))))?;
    installed(options, &inside, place)?;
    let notices = place.join("notices");
    let (rows, repeats, seconds) = if options.quick { ("300000", "3", "4") } else { ("1000000", "7", "20") };
    step(Command::new(binary).arg("export").arg(&notices).arg(rows))?;
    println!("\nin bulk from Python ({})", commit());
    let mut command = Command::new(&inside);
    command.arg(root().join("benches/peers/bulk.py")).arg(&notices);
    command.args(["--repeats", repeats, "--seconds", seconds]).env("PYTHONDONTWRITEBYTECODE", "1");
    measured(&mut command, &place.join("bulk.json"))
}

/// The package of this checkout in the environment: as it is shipped, or quickly built.
fn installed(options: &Options, inside: &Path, place: &Path) -> Result<(), Report> {
    let wheels = place.join("wheels");
    let _ = std::fs::remove_dir_all(&wheels);
    let mut maturin = Command::new(inside);
    maturin.current_dir(root().join("ceptoar-py")).args(["-m", "maturin", "build", "--quiet", "--out"]).arg(&wheels);
    maturin.env("CARGO_TARGET_DIR", place.join("wheel"));
    if options.quick {
        maturin.args(["--profile", "release"]).env("CARGO_PROFILE_RELEASE_LTO", "off");
    }
    step(&mut maturin)?;
    let pip =
        ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-index", "--force-reinstall"];
    step(Command::new(inside).args(pip).arg(wheel(&wheels)?))
}
