//! What the steps for other languages share: programs that may be missing, and what their runners print.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::{Report, run};
use crate::root;

/// Where things are built.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

pub(crate) fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

pub(crate) fn step(command: &mut Command) -> Result<(), Report> {
    match run(command) {
        Report::Passed(_) => Ok(()),
        other => Err(other),
    }
}

/// Runs a program and gives what it printed on standard output; what it printed is shown as well.
pub(crate) fn printed(command: &mut Command) -> Result<String, Report> {
    let output = command.output().map_err(|error| Report::Failed(format!("{command:?}: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    eprintln!("{text}{}", String::from_utf8_lossy(&output.stderr));
    Err(Report::Failed(format!("{command:?}: {}", output.status)))
}

/// Fetches Debian packages.
pub(crate) fn install(packages: &[&str]) -> Result<(), Report> {
    let apt = |args: &[&str]| step(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(args));
    let get = [&["install", "-y", "-q", "--no-install-recommends"], packages].concat();
    // A machine may have no list of packages yet, or an old one.
    apt(&get).or_else(|_| apt(&["update", "-q"]).and_then(|()| apt(&get))).map_err(|report| match report {
        Report::Failed(text) => Report::NotRun(text),
        other => other,
    })
}

/// Sees to it that every program is there, or says which are not.
pub(crate) fn need(programs: &[&str], packages: &[&str], may_install: bool) -> Result<(), Report> {
    let missing = || programs.iter().copied().filter(|program| !runs(program)).collect::<Vec<_>>().join(", ");
    if missing().is_empty() {
        return Ok(());
    }
    if !may_install {
        return Err(Report::NotRun(format!("missing: {} (`--install` fetches it)", missing())));
    }
    install(packages)?;
    if missing().is_empty() { Ok(()) } else { Err(Report::NotRun(format!("missing: {}", missing()))) }
}

/// How many vectors the manifest counts.
fn vectors() -> Result<u64, Report> {
    let manifest = crate::read_json(&root().join("tests/vectors/manifest.json")).map_err(Report::Failed)?;
    let files = manifest.get("files").and_then(|files| files.as_object());
    Ok(files.into_iter().flat_map(|files| files.values()).filter_map(serde_json::Value::as_u64).sum())
}

/// How many vectors a runner says it ran in a language: as many as the manifest has, or the step fails.
pub(crate) fn counted(language: &str, text: &str) -> Result<u64, Report> {
    let wanted = vectors()?;
    let says = format!("vectors run through {language}: ");
    let ran = text.lines().find_map(|line| Some(line.split_once(&says)?.1.trim()));
    if ran != Some(wanted.to_string().as_str()) {
        return Err(Report::Failed(format!("vectors run through {language}: {ran:?}; the manifest has {wanted}")));
    }
    Ok(wanted)
}

/// The core's own answers, which every binding is compared with.
pub(crate) fn answers() -> Result<PathBuf, Report> {
    let folder = target().join("bindings");
    let file = folder.join("answers.json");
    let cargo = ["run", "-q", "--package", "ceptoar-suite", "--bin", "answers"];
    let text = printed(Command::new("cargo").current_dir(root()).args(cargo))?;
    write(&file, &text)?;
    Ok(file)
}

/// The first block of a language in the README.
pub(crate) fn snippet(language: &str) -> Result<String, Report> {
    let readme = read(&root().join("README.md"))?;
    let opening = format!("```{language}\n");
    let block = readme.split_once(&opening).and_then(|(_, rest)| rest.split_once("```"));
    block.map(|(code, _)| code.to_owned()).ok_or_else(|| Report::Failed(format!("README.md has no {language}")))
}

pub(crate) fn read(file: &Path) -> Result<String, Report> {
    std::fs::read_to_string(file).map_err(|error| Report::Failed(format!("{}: {error}", file.display())))
}

/// Writes a file and makes its folder.
pub(crate) fn write(file: &Path, text: &str) -> Result<(), Report> {
    let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder
        .and_then(|()| std::fs::write(file, text))
        .map_err(|error| Report::Failed(format!("{}: {error}", file.display())))
}

/// Copies a file and makes its folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Report> {
    let folder = to.parent().map_or(Ok(()), std::fs::create_dir_all);
    let copied = folder.and_then(|()| std::fs::copy(from, to));
    copied.map(drop).map_err(|error| Report::Failed(format!("{}: {error}", from.display())))
}
