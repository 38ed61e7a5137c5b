//! Refusals of the core as Python exceptions: code, pointer, every problem and both sentences survive.

use ceptoar_core::Refusal;
use ceptoar_core::author::CellPlace;
use ceptoar_frames::{Found, Said};
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

/// A row that is none: the header of a frame, which has no number.
pub(crate) const HEADER: usize = usize::MAX;

type Place<'a> = (&'a str, Option<usize>, &'a str, &'a str);

fn tuple<'py>(found: &Found, cell: Option<&CellPlace>, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
    let Found { code, pointer, en, ja, position, row, column, .. } = found;
    let cell: Option<Place<'_>> =
        cell.map(|cell| (&*cell.table, cell.row.filter(|row| *row != HEADER), &*cell.column, &*cell.value));
    (*code, pointer, en, ja, *position, *row, column, cell).into_pyobject(py)
}

fn exception(py: Python<'_>, kind: Kind, problems: &[(Found, Option<&CellPlace>)]) -> PyErr {
    let error = || {
        let tuples: Vec<_> = problems.iter().map(|(found, cell)| tuple(found, *cell, py)).collect::<PyResult<_>>()?;
        let class = py.import(intern!(py, "ceptoar.errors"))?.getattr(kind.class())?;
        class.call_method1(intern!(py, "_from_native"), (PyList::new(py, tuples)?,))
    };
    match error() {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// The exception for a list of problems.
pub(crate) fn raise(py: Python<'_>, kind: Kind, problems: &[Found]) -> PyErr {
    let problems: Vec<_> = problems.iter().map(|found| (found.clone(), None)).collect();
    exception(py, kind, &problems)
}

/// The exception for a refusal of the core.
pub(crate) fn refused(py: Python<'_>, kind: Kind, refusal: &Refusal) -> PyErr {
    let problems: Vec<_> = refusal.problems().iter().map(|problem| (Found::new(problem), problem.cell())).collect();
    exception(py, kind, &problems)
}

/// What a document is read as, or the exception for its refusal.
pub(crate) fn document<T: Send>(py: Python<'_>, read: impl FnOnce() -> Result<T, Refusal> + Send) -> PyResult<T> {
    py.detach(read).map_err(|refusal| refused(py, Kind::Document, &refusal))
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
