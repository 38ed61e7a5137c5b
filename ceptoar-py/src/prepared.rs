//! A notice that is looked up once, as a handle.

use ceptoar_core as core;
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::{Kind, refused};
use crate::notice::Notice;
use crate::recipients::Recipients;
use crate::router::Router;
use crate::situation::Situation;

/// A notice as a router knows it: checked and looked up once, to ask of it in many situations.
#[pyclass(frozen, name = "Prepared", module = "ceptoar._native")]
pub(crate) struct Prepared {
    core: core::Prepared,
    notice: Py<Notice>,
    router: Py<Router>,
}

impl Prepared {
    pub(crate) fn new(router: &Bound<'_, Router>, notice: &Bound<'_, Notice>) -> PyResult<Self> {
        let core = router.get().core().prepare(&notice.get().0);
        let core = core.map_err(|refusal| refused(router.py(), Kind::Question, &refusal))?;
        Ok(Self { core, notice: notice.clone().unbind(), router: router.clone().unbind() })
    }

    fn told(&self, py: Python<'_>, situation: Option<&core::Situation>) -> PyResult<Py<Recipients>> {
        let plain = core::Situation::default();
        let set = self.core.audience(situation.unwrap_or(&plain));
        let set = set.map_err(|refusal| refused(py, Kind::Question, &refusal))?;
        let router = self.router.bind(py).get();
        router.warn(py, self.core.notice(), situation)?;
        Recipients::new(py, set, router.core().registry())
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
        let read = self.router.bind(py).call_method1(intern!(py, "situation"), (situation,))?;
        self.told(py, Some(&read.cast::<Situation>()?.get().0))
    }

    fn __repr__(&self) -> String {
        format!("<Prepared {}>", self.core.notice().id)
    }
}
