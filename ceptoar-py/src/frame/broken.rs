//! Why a frame is not answered here.

use arrow_schema::ArrowError;
use ceptoar_frames::Fault;
use pyo3::PyErr;

use crate::attach::attached;
use crate::error::{Kind, raise, spoken};

/// Why a frame is not answered here.
pub(crate) enum Broken {
    /// It is refused, or its source broke.
    Fault(Fault),
    /// Python interrupted or failed.
    Python(PyErr),
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ArrowError> for Broken {
    fn from(error: ArrowError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<PyErr> for Broken {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Broken> for PyErr {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Fault(Fault::Frame(said) | Fault::Failed(said)) => spoken("FrameError", &said),
            Broken::Fault(Fault::Rows(problems)) => attached(|py| raise(py, Kind::Rows, &problems)),
            Broken::Python(error) => error,
        }
    }
}
