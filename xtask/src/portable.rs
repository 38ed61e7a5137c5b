//! The published schemas in engines that are not ours: Go's own regexp, and PCRE as `grep -P` has it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::report::Report;
use crate::tools::{install as fetch, printed, target};
use crate::{read_json, root};

const CASES: &str = "tests/portable/cases.json";

pub(crate) fn portable(install: bool) -> Report {
    match tried(install) {
        Ok(report) | Err(report) => report,
    }
}

fn tried(install: bool) -> Result<Report, Report> {
    let has_go = || Command::new("go").arg("version").output().is_ok_and(|output| output.status.success());
    if !has_go() {
        if !install {
            return Err(Report::NotRun("no Go (`--install` fetches golang-go)".to_owned()));
        }
        fetch(&["golang-go"])?;
    }
    let mut go = Command::new("go");
    go.current_dir(root()).args(["run", "tests/portable/patterns.go", "schemas/v1", CASES]);
    go.arg(ceptoar_core::schema::documents().len().to_string());
    // The standard library alone: nothing is fetched, no other Go either.
    go.env("GO111MODULE", "off").env("GOTOOLCHAIN", "local").env("GOPROXY", "off").env("GOFLAGS", "");
    go.env("GOCACHE", target().join("go"));
    let go = printed(&mut go)?;
    let pcre = pcre()?;
    Ok(Report::Passed(format!("Go: {}; PCRE: {pcre} texts tried", go.trim())))
}

/// Tries the cases with PCRE.
fn pcre() -> Result<usize, Report> {
    let cases = read_json(&root().join(CASES)).map_err(Report::Failed)?;
    let mut tried = 0;
    for set in cases.as_array().into_iter().flatten() {
        let text = |key: &str| set[key].as_str().unwrap_or_default();
        let schema = root().join(format!("schemas/v1/{}.schema.json", text("schema")));
        let schema = read_json(&schema).map_err(Report::Failed)?;
        let place = format!("{}/pattern", text("pointer"));
        let pattern = schema.pointer(&place).and_then(Value::as_str);
        let pattern = pattern.ok_or_else(|| Report::Failed(format!("{}: no pattern", text("pointer"))))?;
        for (key, wanted) in [("accept", true), ("refuse", false)] {
            for case in set[key].as_array().into_iter().flatten().filter_map(Value::as_str) {
                // `-z` ends a line with a zero byte.
                if case.contains('\0') {
                    continue;
                }
                if matches(pattern, case)? != wanted {
                    return Err(Report::Failed(format!(
                        "PCRE: {} {case:?} does not do as `{key}` says",
                        text("pointer")
                    )));
                }
                tried += 1;
            }
        }
    }
    if tried == 0 { Err(Report::Failed(format!("{CASES} has no case"))) } else { Ok(tried) }
}

/// Whether PCRE finds the pattern in a text; a pattern that it cannot compile is a failure.
fn matches(pattern: &str, text: &str) -> Result<bool, Report> {
    let failed = |error: std::io::Error| Report::Failed(format!("grep: {error}"));
    let mut grep = Command::new("grep");
    grep.env("LC_ALL", "C.UTF-8").args(["-z", "-q", "-P", "-e", pattern]);
    let mut child = grep.stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes()).and_then(|()| stdin.write_all(b"\0")).map_err(failed)?;
    }
    match child.wait().map_err(failed)?.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        code => Err(Report::Failed(format!("grep -P cannot read the pattern {pattern:?}: {code:?}"))),
    }
}
