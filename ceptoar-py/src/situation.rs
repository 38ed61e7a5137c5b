//! Situations as handles, and outages as people write them.

use ceptoar_core::{self as core, Outage};
use pyo3::prelude::*;

use crate::error::{Kind, refused};
use crate::word::json;

/// An outage that is written `email`, `mic>telecom`, `mic>telecom:email` or `party:mhlw`, as its document.
#[pyfunction]
pub(crate) fn outage(py: Python<'_>, text: &str) -> PyResult<String> {
    text.parse::<Outage>().map(|outage| json(&outage)).map_err(|refusal| refused(py, Kind::Document, &refusal))
}

/// The situation in which a notice is routed.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Situation(pub(crate) core::Situation);

#[pymethods]
impl Situation {
    #[new]
    fn new(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        let read = || core::Situation::from_json(json);
        py.detach(read).map(Self).map_err(|refusal| refused(py, Kind::Document, &refusal))
    }

    fn to_json(&self) -> String {
        json(&self.0)
    }
}
