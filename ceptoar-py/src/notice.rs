//! Notices as handles, and what reads them.

use ceptoar_core::{self as core, Refusal};
use pyo3::prelude::*;

use crate::error::{Kind, refused};

/// What reads notices for a router: it knows the registry and the profile that they are checked against.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Reader(pub(crate) core::Router);

/// A notice's envelope, read once.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Notice(pub(crate) core::Notice);

#[pymethods]
impl Notice {
    #[new]
    #[pyo3(signature = (json, reader = None))]
    fn new(py: Python<'_>, json: &[u8], reader: Option<&Reader>) -> PyResult<Self> {
        let read = || match reader {
            Some(reader) => reader.0.notice(json),
            None => core::Notice::from_json(json),
        };
        py.detach(read).map(Self).map_err(|refusal: Refusal| refused(py, Kind::Document, &refusal))
    }

    fn to_json(&self) -> String {
        self.0.to_json()
    }
}
