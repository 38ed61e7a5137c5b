//! A notice that is looked up once, as a handle.

use ceptoar_core as core;
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::{Kind, refused};
use crate::notice::Notice;
use crate::recipients::Recipients;
use crate::situation::Situation;
use crate::stale::Stale;

/// A notice as a router knows it: checked and looked up once, to ask of it in many situations.
#[pyclass(frozen, name = "Prepared", module = "ceptoar._native")]
pub(crate) struct Prepared {
    core: core::Prepared,
    notice: Py<Notice>,
    registry: core::Registry,
    stale: Stale,
}

impl Prepared {
    pub(crate) fn new(core: core::Prepared, notice: Py<Notice>, registry: core::Registry, stale: Stale) -> Self {
        Self { core, notice, registry, stale }
    }

    fn told(&self, py: Python<'_>, situation: Option<&core::Situation>) -> PyResult<Py<Recipients>> {
        let plain = core::Situation::default();
        let set = self.core.audience(situation.unwrap_or(&plain));
        let set = set.map_err(|refusal| refused(py, Kind::Question, &refusal))?;
        self.stale.warn(py, &self.registry, self.core.notice(), situation)?;
        Recipients::new(py, set, &self.registry)
    }
}

#[pymethods]
impl Prepared {
    #[getter]
    fn notice(&self, py: Python<'_>) -> Py<Notice> {
        self.notice.clone_ref(py)
    }

    #[pyo3(signature = (situation = None))]
    fn audience(&self, py: Python<'_>, situation: Option<&Bound<'_, PyAny>>) -> PyResult<Py<Recipients>> {
        let Some(situation) = situation else { return self.told(py, None) };
        if let Ok(situation) = situation.cast::<Situation>() {
            return self.told(py, Some(&situation.get().0));
        }
        let class = py.import(intern!(py, "ceptoar.notices"))?.getattr(intern!(py, "Situation"))?;
        let read = class.call_method1(intern!(py, "from_json"), (situation,))?;
        self.told(py, Some(&read.cast::<Situation>()?.get().0))
    }

    fn __repr__(&self) -> String {
        format!("<Prepared {}>", self.core.notice().id)
    }
}
