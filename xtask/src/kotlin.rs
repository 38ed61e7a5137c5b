//! Kotlin: uniffi's sources and the native library go into a jar, and the tests run from that jar.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Report;
use crate::root;
use crate::tools::{answers, copy, counted, need, printed, snippet, target, write};
use crate::uniffi::{generate, library};

pub(crate) fn kotlin(install: bool) -> Report {
    match tested(install) {
        Ok(report) | Err(report) => report,
    }
}

/// Makes what the Maven project needs: uniffi's Kotlin, and the native library where JNA looks for it in a jar.
pub(crate) fn prepare() -> Result<PathBuf, Report> {
    let place = target().join("bindings/kotlin");
    generate("kotlin", &place.join("generated"))?;
    copy(&library()?, &place.join("native").join(jna_folder()?).join("libceptoar_ffi.so"))?;
    Ok(place)
}

/// The folder of a jar in which JNA looks for a library on this machine.
fn jna_folder() -> Result<&'static str, Report> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok("linux-x86-64"),
        ("linux", "aarch64") => Ok("linux-aarch64"),
        (os, arch) => Err(Report::NotRun(format!("no jar was ever tried on {os} {arch}"))),
    }
}

fn tested(install: bool) -> Result<Report, Report> {
    need(&["mvn", "javac"], &["openjdk-17-jdk-headless", "maven"], install)?;
    let place = prepare()?;
    let answers = answers()?;
    write(&place.join("snippet/ReadmeTest.kt"), &readme()?)?;
    let mut maven = maven(&place, &answers);
    maven.args(["verify", "dokka:dokka"]);
    let text = printed(maven.env("RUST_BACKTRACE", "0"))?;
    for line in text.lines().filter(|line| line.contains("Tests run:") || line.contains("vectors run")) {
        eprintln!("{line}");
    }
    let wanted = counted("Kotlin", &text)?;
    let jar = place.join("maven/ceptoar-0.1.0.jar");
    let megabytes = size(&jar)?;
    Ok(Report::Passed(format!("{wanted} vectors from the jar of {megabytes:.1} MB, as many as the manifest has")))
}

/// Maven on the project, told where the parts are that are made.
pub(crate) fn maven(place: &Path, answers: &Path) -> Command {
    let mut maven = Command::new("mvn");
    // Cargo names its own folder of libraries, where JNA would find another build before the jar's.
    maven.env_remove("LD_LIBRARY_PATH");
    maven.current_dir(root().join("ceptoar-ffi/kotlin")).args(["-B", "-ntp"]);
    for (name, path) in [
        ("ceptoar.generated", place.join("generated")),
        ("ceptoar.native", place.join("native")),
        ("ceptoar.snippet", place.join("snippet")),
        ("ceptoar.root", root()),
        ("ceptoar.answers", answers.to_owned()),
        ("buildDirectory", place.join("maven")),
    ] {
        maven.arg(format!("-D{name}={}", path.display()));
    }
    maven
}

fn size(file: &Path) -> Result<f64, Report> {
    let data = std::fs::metadata(file).map_err(|error| Report::Failed(format!("{}: {error}", file.display())))?;
    Ok(data.len() as f64 / 1e6)
}

/// The README's lines of Kotlin as a test.
fn readme() -> Result<String, Report> {
    let code = snippet("kotlin")?;
    let (imports, lines): (Vec<&str>, Vec<&str>) = code.lines().partition(|line| line.starts_with("import "));
    let (imports, lines) = (imports.join("\n"), lines.join("\n"));
    Ok(format!(
        "package readme\n\n{imports}\n\nclass ReadmeTest {{\n@kotlin.test.Test\nfun lines() {{\n{lines}\n}}\n}}\n"
    ))
}
