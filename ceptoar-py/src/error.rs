//! Refusals of the core as Python exceptions: code, pointer, every problem and both sentences survive.

use ceptoar_core::{ErrorCode, Lang, Problem, Refusal};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::attach::attached;

/// Which exception is raised.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A document could not be read.
    Document,
    /// A question holds what the router does not know.
    Question,
    /// What nothing here has was asked for.
    Unknown,
    /// Rows of a frame are refused.
    Rows,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Document => "DocumentRefusal",
            Self::Question => "QuestionRefusal",
            Self::Unknown => "UnknownId",
            Self::Rows => "FrameRefusal",
        }
    }
}

/// A problem, and where in a frame it is.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) code: &'static str,
    pub(crate) pointer: String,
    pub(crate) en: String,
    pub(crate) ja: String,
    pub(crate) position: Option<(usize, usize)>,
    /// The row of the frame, from 0.
    pub(crate) row: Option<usize>,
    /// The line of the file at which the row begins, from 1, where the frame was read from a text.
    pub(crate) line: Option<u64>,
    pub(crate) column: Option<String>,
}

/// A sentence in both languages, without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) en: String,
    pub(crate) ja: String,
}

impl Said {
    pub(crate) fn new(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { en: en.into(), ja: ja.into() }
    }

    /// The sentence in a language.
    pub(crate) fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

impl Found {
    pub(crate) fn new(problem: &Problem) -> Self {
        Self {
            code: problem.code().as_str(),
            pointer: problem.pointer().to_owned(),
            en: problem.message(Lang::En),
            ja: problem.message(Lang::Ja),
            position: problem.position(),
            row: None,
            line: None,
            column: None,
        }
    }

    /// A problem that is found here, with the core's code and sentences.
    pub(crate) fn of_code(code: ErrorCode, pointer: &str, named: &str) -> Self {
        let sentence = |lang| code.template(lang).replacen("{}", named, 1);
        Self {
            code: code.as_str(),
            pointer: pointer.to_owned(),
            en: sentence(Lang::En),
            ja: sentence(Lang::Ja),
            position: None,
            row: None,
            line: None,
            column: None,
        }
    }

    /// A problem that is found here, with the core's code and a sentence of its own.
    pub(crate) fn said(code: ErrorCode, said: Said) -> Self {
        let Said { en, ja } = said;
        Self {
            code: code.as_str(),
            pointer: String::new(),
            en,
            ja,
            position: None,
            row: None,
            line: None,
            column: None,
        }
    }

    /// The sentence in a language.
    pub(crate) fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }

    /// A problem of a document that was made of a row: places in that document say nothing to the row's owner.
    pub(crate) fn of_row(problem: &Problem) -> Self {
        let mut found = Self::new(problem);
        if let Some((line, column)) = found.position.take() {
            for (text, place) in [
                (&mut found.en, format!(" (line {line}, column {column})")),
                (&mut found.ja, format!(" ({line}行{column}列)")),
            ] {
                if let Some(plain) = text.strip_suffix(&place) {
                    *text = plain.to_owned();
                }
            }
        }
        found
    }

    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let fields = (self.code, &self.pointer, &self.en, &self.ja, self.position, self.row, &self.column);
        fields.into_pyobject(py)
    }
}

/// The exception for a list of problems.
pub(crate) fn raise(py: Python<'_>, kind: Kind, problems: &[Found]) -> PyErr {
    let error = || {
        let tuples: Vec<_> = problems.iter().map(|found| found.tuple(py)).collect::<PyResult<_>>()?;
        let class = py.import(intern!(py, "ceptoar.errors"))?.getattr(kind.class())?;
        class.call_method1(intern!(py, "_from_native"), (PyList::new(py, tuples)?,))
    };
    match error() {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// The exception for a refusal of the core.
pub(crate) fn refused(py: Python<'_>, kind: Kind, refusal: &Refusal) -> PyErr {
    let problems: Vec<Found> = refusal.problems().iter().map(Found::new).collect();
    raise(py, kind, &problems)
}

/// An exception of `ceptoar.errors` with a message.
pub(crate) fn plain(class: &str, message: &str) -> PyErr {
    attached(|py| {
        let error = py.import("ceptoar.errors").and_then(|module| module.getattr(class)?.call1((message,)));
        match error {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        }
    })
}

/// An exception of `ceptoar.errors` whose message stands in both languages: it says the English one, and holds each.
pub(crate) fn spoken(class: &str, said: &Said) -> PyErr {
    attached(|py| {
        let error = py.import("ceptoar.errors").and_then(|module| {
            let error = module.getattr(class)?.call1((&said.en,))?;
            error.setattr("message_en", &said.en)?;
            error.setattr("message_ja", &said.ja)?;
            Ok(error)
        });
        match error {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        }
    })
}

/// Runs what may panic inside a library on hostile input: a panic becomes an ordinary exception, and nothing is decided.
pub(crate) fn guarded<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(plain("InternalError", "an internal fault; nothing was decided")))
}
