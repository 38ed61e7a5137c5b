//! The test command: every check a user can run, each reported as passed, failed or not run.

use std::process::Command;
use std::time::Instant;

use crate::report::{Report, run};
use crate::{
    Outcome, api, bundle, c, coverage, generate, kotlin, portable, prove, python, records, root, source, swift, tools,
};

struct Step {
    name: &'static str,
    run: fn(install: bool) -> Report,
}

const STEPS: [Step; 20] = [
    Step { name: "format", run: |_| cargo(&["fmt", "--all", "--check"], &[]) },
    Step { name: "clippy", run: |_| cargo_all(&["clippy", "--all-targets"], &["--", "-D", "warnings"], &[]) },
    Step { name: "tests", run: |_| cargo_all(&["test"], &["--", "--show-output"], &[]) },
    Step { name: "core-alone", run: |_| cargo(&["check", "-p", "ceptoar-core"], &[]) },
    Step { name: "docs", run: |_| cargo_all(&["doc", "--no-deps"], &[], &[("RUSTDOCFLAGS", "-D warnings")]) },
    Step { name: "bundle", run: |_| outcome(generate::write_or_check(bundle::bundle(), &["--check"])) },
    Step { name: "schemas", run: |_| outcome(generate::write_or_check(generate::schemas(), &["--check"])) },
    Step { name: "portable", run: portable::portable },
    Step { name: "codes", run: |_| outcome(generate::write_or_check(Ok(generate::codes()), &["--check"])) },
    Step { name: "api", run: |_| outcome(generate::write_or_check(api::listing(), &["--check"])) },
    Step { name: "records", run: |_| outcome(generate::write_or_check(records::records(), &["--check"])) },
    Step { name: "source", run: |_| verify_source() },
    Step { name: "coverage", run: |_| outcome(coverage::report()) },
    Step { name: "package", run: |_| cargo(&["package", "-p", "ceptoar-core", "--allow-dirty"], &[]) },
    Step { name: "python", run: python::python },
    Step { name: "c", run: c::c },
    Step { name: "kotlin", run: kotlin::kotlin },
    Step { name: "swift", run: swift::swift },
    Step { name: "prove", run: prove::quick },
    Step { name: "fuzz", run: fuzz },
];

/// Runs every step, or the one of `--only`; `--install` may fetch what a step lacks.
pub(crate) fn test(args: &[&str]) -> Outcome {
    let mut install = false;
    let mut only = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--install" => install = true,
            "--only" => only = args.next().copied(),
            other => return Err(format!("unknown argument: {other}")),
        }
    }
    if let Some(name) = only.filter(|name| STEPS.iter().all(|step| step.name != *name)) {
        return Err(format!("there is no step `{name}`"));
    }
    let in_ci = std::env::var_os("CI").is_some();
    let mut lines = Vec::new();
    let mut failed = false;
    for step in STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)) {
        eprintln!("== {}", step.name);
        let start = Instant::now();
        let (word, text) = match (step.run)(install) {
            Report::Passed(text) => ("passed", text),
            Report::Failed(text) => {
                failed = true;
                ("FAILED", text)
            }
            Report::NotRun(text) => {
                failed |= in_ci;
                ("not run", text)
            }
            Report::NotHere(text) => ("not run", text),
        };
        lines.push(format!("{:10} {word:8} {:>4} s  {}", step.name, start.elapsed().as_secs(), text.trim_end()));
    }
    let report = lines.join("\n");
    if failed { Err(report) } else { Ok(report) }
}

fn outcome(outcome: Outcome) -> Report {
    match outcome {
        Ok(text) => Report::Passed(text),
        Err(text) => Report::Failed(text),
    }
}

/// The whole workspace with all features, but for the generators of bindings: they are built where they are used.
fn cargo_all(first: &[&str], last: &[&str], env: &[(&str, &str)]) -> Report {
    let all = ["--workspace", "--exclude", "ceptoar-bindgen", "--all-features"];
    cargo(&[first, &all, last].concat(), env)
}

fn cargo(args: &[&str], env: &[(&str, &str)]) -> Report {
    run(Command::new("cargo").current_dir(root()).args(args).envs(env.iter().copied()))
}

/// The source texts are not part of the project: each lies beside the checkout, under its document's id, or does not.
fn verify_source() -> Report {
    let texts = root().join("../shared/source");
    let compare = |file: &str, edition: &str| {
        let digests = source::command(&[file, "--edition", edition])?;
        let tokens = source::command(&[file, "--edition", edition, "--tokens", "--check"])?;
        Ok::<_, String>(format!("{digests}; {tokens}"))
    };
    let mut reports = Vec::new();
    for folder in bundle::folders().unwrap_or_default() {
        let document = source::paper::document(&folder).ok().flatten().unwrap_or_default();
        let file = texts.join(format!("{document}.txt"));
        let (Some(path), Ok(edition), true) = (file.to_str(), bundle::id(&folder), file.exists()) else {
            return Report::NotHere(format!("{document}.txt does not lie in ../shared/source"));
        };
        match compare(path, edition) {
            Ok(text) => reports.push(text),
            Err(text) => return Report::Failed(text),
        }
    }
    Report::Passed(reports.join("; "))
}

/// Builds the fuzz targets on stable and lets each run for a few seconds.
fn fuzz(install: bool) -> Report {
    if !Command::new("c++").arg("--version").output().is_ok_and(|output| output.status.success()) {
        if !install {
            return Report::NotRun("no C++ compiler (`--install` fetches g++)".to_owned());
        }
        if let Err(report) = tools::install(&["g++"]) {
            return report;
        }
    }
    let Some(host) = host() else { return Report::NotRun("rustc does not name its host".to_owned()) };
    let folder = root().join("ceptoar-core/fuzz");
    for target in ["edition_json", "notice_json", "rules_json", "route_differential", "world_differential"] {
        let mut command = Command::new("cargo");
        // A named target keeps the flags away from build scripts and macros.
        command.current_dir(&folder).args(["run", "-q", "--release", "--target", &host, "--bin", target, "--"]);
        command.args(["-max_total_time=5", "-max_len=4096"]);
        command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", FUZZ_FLAGS);
        // Hundreds of lines of progress would push what another step said out of a log that is kept only in part.
        if let Err(report) = tools::printed(&mut command) {
            return report;
        }
    }
    Report::Passed("five targets, 5 s each".to_owned())
}

/// The compiler's flags of `cargo fuzz` without a sanitizer, which the core, free of unsafe code, has no use for.
const FUZZ_FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1 \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The machine's own target.
fn host() -> Option<String> {
    let output = Command::new("rustc").arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
}
