//! Builds what the benchmark of the bindings asks, and starts it.

use std::path::Path;
use std::process::Command;

use crate::report::Report;
use crate::swift::{self, INSIDE, swift_root};
use crate::tools::{printed, runs, step, target, write};
use crate::{Outcome, kotlin, root};

pub(crate) fn bindings() -> Outcome {
    benchmarked().map_err(|report| match report {
        Report::Failed(text) | Report::NotRun(text) | Report::NotHere(text) | Report::Passed(text) => text,
    })
}

fn benchmarked() -> Result<String, Report> {
    let place = target().join("bindings/bench");
    let mut bench = Command::new("cargo");
    bench.current_dir(root()).args(["bench", "--package", "ceptoar-suite", "--bench", "bindings"]);
    bench.env("CEPTOAR_BENCH_c", c(&place)?);
    if runs("mvn") {
        bench.env("CEPTOAR_BENCH_kotlin", kotlin(&place)?);
    }
    if swift_root().join(".complete").exists() {
        bench.env("CEPTOAR_BENCH_swift", swift(&place)?);
    }
    step(&mut bench)?;
    Ok(String::new())
}

fn script(file: &Path, text: &str) -> Result<String, Report> {
    write(file, &format!("#!/bin/sh\n# Usage: NOTICE CALLS\nset -eu\n{text}\n"))?;
    Ok(format!("sh {}", file.display()))
}

/// Against the library as it is shipped.
fn c(place: &Path) -> Result<String, Report> {
    let cargo = ["build", "--profile", "shipped", "--package", "ceptoar-c"];
    step(Command::new("cargo").current_dir(root()).args(cargo))?;
    let library = target().join("shipped");
    // A program records the library's soname, by which it then looks for it.
    let _ = std::os::unix::fs::symlink("libceptoar.so", library.join("libceptoar.so.0"));
    let made = place.join("may_must");
    write(&place.join("notes"), "Made by `cargo xtask bench-bindings`.\n")?;
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&made);
    gcc.arg(root().join("benches/bindings/may_must.c")).arg("-I").arg(root().join("ceptoar-ffi/c/include"));
    step(gcc.arg("-L").arg(&library).arg("-lceptoar").arg(format!("-Wl,-rpath,{}", library.display())))?;
    Ok(made.display().to_string())
}

fn kotlin(place: &Path) -> Result<String, Report> {
    let made = kotlin::prepare()?;
    std::fs::create_dir_all(made.join("snippet")).map_err(|error| Report::Failed(error.to_string()))?;
    let maven = kotlin::maven(&made, &target().join("bindings/answers.json"));
    let words: Vec<String> = maven.get_args().map(|word| format!("'{}'", word.to_string_lossy())).collect();
    let project = root().join("ceptoar-ffi/kotlin");
    let text = format!(
        "cd '{}'\nexec mvn {} verify -Dit.test=CrossingBench -Dceptoar.bench.notice=\"$1\" -Dceptoar.bench.calls=\"$2\"",
        project.display(),
        words.join(" ")
    );
    script(&place.join("kotlin.sh"), &text)
}

fn swift(place: &Path) -> Result<String, Report> {
    swift::prepare()?;
    let at = ["--disable-sandbox", "--package-path", "/target/bindings/swift", "-Xlinker", "-L/target/release"];
    let build = ["swift", "build", "-c", "release", "--product", "CeptoarBench"];
    printed(&mut swift::inside(&[&build[..], &at[..]].concat()))?;
    let text = format!(
        "export SWIFT_ROOT='{}' CHECKOUT='{}' TARGET='{}'\nexec unshare --mount --pid --fork --kill-child sh -ec '{}' sh \
         /target/bindings/swift/.build/release/CeptoarBench \"/checkout/${{1#$CHECKOUT/}}\" \"$2\"",
        swift_root().display(),
        root().display(),
        target().display(),
        INSIDE.replace('\'', "'\\''")
    );
    script(&place.join("swift.sh"), &text)
}
