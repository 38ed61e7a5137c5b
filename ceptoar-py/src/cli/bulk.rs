//! A file of notices, answered as a file.

mod lines;
mod table;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use ceptoar_core::Lang;
use pyo3::prelude::*;

use super::Failure;
use super::args::{Bulk, OnError, RowsOf};
use super::file::{router, situation};
use crate::frame::capsule::{Frame, import};
use crate::frame::engine::{self, Engine, Options};
use crate::frame::layout::Layout;
use crate::frame::python::pulse;
use crate::frame::stream::BatchStream;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Lines,
    Parquet,
}

fn kind(path: &Path) -> Result<Kind, Failure> {
    if path == Path::new("-") {
        return Ok(Kind::Lines);
    }
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => Ok(Kind::Csv),
        Some("jsonl" | "ndjson") => Ok(Kind::Lines),
        Some("parquet") => Ok(Kind::Parquet),
        _ => Err(Failure::Failed(format!("{}: the name must end in .csv, .jsonl or .parquet", path.display()))),
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure::Failed(format!("{path}: {error}"))
}

pub(super) fn bulk(of: &Bulk, lang: Lang) -> Result<String, Failure> {
    let (from, to) = (kind(&of.input)?, kind(&of.output)?);
    let mut named = BTreeMap::new();
    for pair in &of.column {
        let Some((field, column)) = pair.split_once('=') else {
            return Err(Failure::Failed(format!("--column is FIELD=COLUMN, not `{pair}`")));
        };
        named.insert(field.to_owned(), Some(column.to_owned()));
    }
    let options = Options {
        named,
        layout: match of.rows {
            Some(RowsOf::Notices) => Layout::Notices,
            Some(RowsOf::Deliveries) => Layout::Deliveries,
            Some(RowsOf::Verdicts) => Layout::Verdicts,
            None if to == Kind::Csv => Layout::Deliveries,
            None => Layout::Notices,
        },
        answer: None,
        on_error: match of.errors {
            OnError::Raise => engine::OnError::Raise,
            OnError::Column => engine::OnError::Column,
        },
        prefix: of.prefix.clone(),
        separator: Some(of.separator.clone()),
        situation: situation(&of.when)?,
        lang,
        tz: None,
        dictionaries: None,
    };
    let router = router(&of.basis)?;
    let frame = match from {
        Kind::Csv => table::read(&of.input)?,
        Kind::Lines => lines::read(&of.input)?,
        Kind::Parquet => Python::attach(|py| -> Result<Frame, Failure> {
            Ok(import(&parquet(py)?.call_method1("read", (&of.input,))?)?)
        })?,
    };
    let part = part(&of.output);
    let result = if to == Kind::Parquet {
        Python::attach(|py| {
            let stream = Py::new(py, BatchStream::of(&router, frame, &options, None)?)?;
            parquet(py)?.call_method1("write", (stream, &part))?;
            Ok(())
        })
    } else {
        let mut engine = Engine::new(&router, &frame.schema, &options)?;
        let mut answers: Box<dyn Answers> = match to {
            Kind::Csv => Box::new(table::Csv::new(&of.separator, engine.sets())),
            Kind::Lines | Kind::Parquet => Box::new(lines::Lines),
        };
        let shown = !of.quiet && std::io::stderr().is_terminal();
        if of.output == Path::new("-") {
            // Nothing is half written: what a later row may refuse is held back.
            let mut held = Vec::new();
            decide(&mut engine, frame, answers.as_mut(), &mut held, shown)?;
            return Ok(String::from_utf8_lossy(&held).into_owned());
        }
        let mut out = BufWriter::new(File::create(&part).map_err(failed(&part))?);
        decide(&mut engine, frame, answers.as_mut(), &mut out, shown).and_then(|()| out.flush().map_err(failed(&part)))
    };
    match result {
        Ok(()) => std::fs::rename(&part, &of.output).map_err(failed(&of.output)).map(|()| String::new()),
        Err(failure) => {
            let _ = std::fs::remove_file(&part);
            Err(failure)
        }
    }
}

/// Where the answer is written until it is whole.
fn part(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    output.with_file_name(name)
}

/// Writes the answers of a batch.
trait Answers {
    fn write(&mut self, batch: &arrow_array::RecordBatch, out: &mut dyn Write) -> Result<(), Failure>;
}

fn decide(
    engine: &mut Engine,
    frame: Frame,
    answers: &mut dyn Answers,
    out: &mut dyn Write,
    shown: bool,
) -> Result<(), Failure> {
    let mut done = 0;
    for rows in frame.batches {
        let rows = rows?;
        engine.validate(&rows.batch)?;
        for chunk in rows.pieces(engine.chunk_rows()) {
            let batch = engine.decide(&chunk)?;
            if engine.is_clean() {
                answers.write(&batch, out)?;
            }
            done += chunk.batch.num_rows();
            pulse(None, done)?;
            if shown {
                eprint!("\r{done} notices");
            }
        }
        if engine.hopeless() {
            break;
        }
    }
    if shown {
        eprintln!();
    }
    Ok(engine.finish()?)
}

fn parquet(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("ceptoar._parquet")
}
