//! Frames: many notices as Arrow columns in, answers as columns out.
//!
//! `capsule` and `ffi` move frames in and out · `near` finds which column is which field · `cell` reads what one says ·
//! `text`, `sets`, `column` and `field` turn columns into numbers, `zone` local times into instants · `engine` decides each distinct envelope once · `answer` says it in words · `output` lays the answers out as columns ·
//! `python` and `stream` are what Python sees, `show` what a reader of a notebook does.
//!
//! Whatever cannot be read for certain is refused, never read as something less: an empty cell may be absent, but a cell
//! that is wrong never is.

pub(crate) mod answer;
mod arrays;
mod before;
mod beside;
pub(crate) mod capsule;
mod cell;
mod column;
pub(crate) mod engine;
mod ffi;
pub(crate) mod field;
pub(crate) mod layout;
mod near;
mod output;
pub(crate) mod python;
pub(crate) mod sets;
mod settle;
mod show;
pub(crate) mod stream;
pub(crate) mod text;
pub(crate) mod zone;

use pyo3::PyErr;

use crate::error::{Found, Kind, Said, raise, spoken};

/// Why a frame is not answered.
pub(crate) enum Fault {
    /// The frame as a whole is refused.
    Frame(Said),
    /// Its source broke: a file, a disk, another library.
    Failed(Said),
    /// Some rows are refused.
    Rows(Vec<Found>),
    /// Python interrupted or failed.
    Python(PyErr),
}

impl Fault {
    /// The frame as a whole is refused, for this reason in English and Japanese.
    pub(crate) fn frame(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Frame(Said::new(en, ja))
    }

    /// The source of the frame broke.
    pub(crate) fn failed(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Failed(Said::new(en, ja))
    }
}

impl From<arrow_schema::ArrowError> for Fault {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::failed(format!("the frame cannot be read: {error}"), format!("表を読めない: {error}"))
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
            Fault::Frame(said) | Fault::Failed(said) => spoken("FrameError", &said),
            Fault::Rows(problems) => crate::attach::attached(|py| raise(py, Kind::Rows, &problems)),
            Fault::Python(error) => error,
        }
    }
}

/// The rows that are decided at a time: enough to be fast, few enough to stay in the
/// processor's cache and to let no offset overflow.
pub(crate) const CHUNK: usize = 16_384;
