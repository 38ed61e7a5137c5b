//! Overlays as handles.

use ceptoar_core::author;
use pyo3::prelude::*;

use crate::error::document;
use crate::known::{text, unlisted};

/// What changed since an edition.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Overlay(pub(crate) author::Overlay);

#[pymethods]
impl Overlay {
    /// The ids of the built-in overlays.
    #[staticmethod]
    fn overlays() -> Vec<&'static str> {
        author::Overlay::BUILT_IN.to_vec()
    }

    #[staticmethod]
    fn builtin(py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let id = text(id, "")?;
        let unknown = || unlisted(py, ("built-in overlay", "組み込みの差分"), &id, author::Overlay::BUILT_IN);
        author::Overlay::builtin(&id).map(Self).ok_or_else(unknown)
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || author::Overlay::from_json(json)).map(Self)
    }

    /// The document that it was made of.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    #[getter]
    fn revision(&self) -> u32 {
        self.0.revision()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }
}
