//! Frames: many notices as Arrow columns in, answers as columns out.
//!
//! `capsule` moves frames in and out · `text` and `field` turn cells into numbers · `engine` decides each distinct envelope
//! once · `answer` says it in words · `output` lays the answers out as columns · `python` is what Python sees.
//!
//! Whatever cannot be read for certain is refused, never read as something less: an empty cell may be absent, but a cell
//! that is wrong never is.

pub(crate) mod answer;
mod arrays;
pub(crate) mod capsule;
pub(crate) mod engine;
pub(crate) mod field;
pub(crate) mod layout;
mod output;
pub(crate) mod python;
pub(crate) mod text;

use pyo3::PyErr;

use crate::error::{Found, Kind, plain, raise};

/// Why a frame is not answered.
pub(crate) enum Fault {
    /// The frame as a whole cannot be read.
    Frame(String),
    /// Some rows are refused.
    Rows(Vec<Found>),
    /// Python interrupted or failed.
    Python(PyErr),
}

impl From<arrow_schema::ArrowError> for Fault {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Frame(error.to_string())
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Frame(message) => plain("FrameError", &message),
            Fault::Rows(problems) => crate::attach::attached(|py| raise(py, Kind::Rows, &problems)),
            Fault::Python(error) => error,
        }
    }
}

/// The rows that are decided at a time: enough to be fast, few enough to stay in the
/// processor's cache and to let no offset overflow.
pub(crate) const CHUNK: usize = 16_384;
