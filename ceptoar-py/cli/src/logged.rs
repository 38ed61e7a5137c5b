//! Notices and delivery logs, read from files.

use std::path::Path;

use ceptoar_core::life::{Log, LogReader, Span};
use ceptoar_core::{Notice, Router};
use serde_json::Value;

use super::args::Logged;
use super::failure::Failure;
use super::file;
use super::screen::{self, Screen};

/// The length of time that an option says.
pub(super) fn span(name: &str, text: Option<&str>) -> Result<Option<Span>, Failure> {
    let read = text.map(str::parse::<Span>).transpose();
    read.map_err(|_| {
        let text = screen::shown(text.unwrap_or_default());
        Failure::usage(
            format!("--{name}: `{text}` is no length of time; write it as PT30M or PT1H20M"),
            format!("--{name}: `{text}` は時間の長さではない。PT30M や PT1H20M のように書く"),
        )
    })
}

/// One notice, a list of them, or JSON Lines. What is wrong in one of several stands at its place.
pub(super) fn notices(path: &Path, router: &Router, screen: &Screen) -> Result<Vec<Notice>, Failure> {
    let bytes = file::read(path, None, screen)?;
    let lines = || bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let list: Vec<Vec<u8>> = if is_lines(path) {
        lines().map(<[u8]>::to_vec).collect()
    } else {
        match serde_json::from_slice::<Value>(&bytes) {
            Ok(Value::Array(list)) => list.iter().map(|notice| notice.to_string().into_bytes()).collect(),
            _ => return Ok(vec![router.notice(&bytes)?]),
        }
    };
    let mut problems = Vec::new();
    let mut read = Vec::with_capacity(list.len());
    for (place, notice) in list.iter().enumerate() {
        match router.notice(notice) {
            Ok(notice) => read.push(notice),
            Err(refusal) => match Failure::from(refusal.at(&format!("/{place}"))) {
                Failure::Refused(found) => problems.extend(found),
                other => return Err(other),
            },
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Failure::Refused(problems)) }
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

fn is_lines(path: &Path) -> bool {
    has_extension(path, "jsonl") || has_extension(path, "ndjson")
}

/// Whether a log is a document that says how far apart clocks may be.
pub(super) fn has_own_tolerance(path: &Path) -> bool {
    !is_lines(path) && !ceptoar_sheets::is_spreadsheet(path)
}

pub(super) fn log(of: &Logged, reader: LogReader<'_>, screen: &Screen) -> Result<Log, Failure> {
    let path = &*of.log;
    if ceptoar_sheets::is_spreadsheet(path) {
        let mut columns = Vec::with_capacity(of.column.len());
        for column in &of.column {
            columns.push(column.split_once('=').ok_or_else(|| {
                let column = screen::shown(column);
                Failure::usage(
                    format!("--column: `{column}` is not FIELD=COLUMN"),
                    format!("--column: `{column}` は FIELD=COLUMN の形ではない"),
                )
            })?);
        }
        let read = ceptoar_sheets::table(path, "log", None)?;
        screen.note(&read.notes);
        return Ok(reader.table(&read.value, &columns)?);
    }
    if !of.column.is_empty() {
        return Err(Failure::usage(
            "--column names a column of a table; a log in JSON has none",
            "--column は表の列を指す。JSONの配布記録に列はない",
        ));
    }
    let bytes = file::read(path, None, screen)?;
    Ok(if is_lines(path) { reader.json_lines(&bytes)? } else { reader.json(&bytes)? })
}
