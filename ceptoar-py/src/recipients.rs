//! Who is told: the answer to the fast question.

use ceptoar_core::{Duty, Lint, RecipientSet, Registry};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PyTuple};

use crate::known;

/// Who is told of a notice, and who must be: a frozen set of party ids.
#[pyclass(frozen, name = "RecipientSet", module = "ceptoar._native")]
pub(crate) struct Recipients(RecipientSet, Registry);

/// The Python record `Lint`, looked up once.
fn lint(py: Python<'_>, lint: &Lint) -> PyResult<Py<PyAny>> {
    static LINT: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = LINT.get_or_try_init(py, || {
        PyResult::Ok(py.import(intern!(py, "ceptoar.facts"))?.getattr(intern!(py, "Lint"))?.unbind())
    })?;
    class.call1(py, (lint.code.as_str(), &lint.at))
}

/// The members of the Python enum `Duty`, looked up once.
fn duty(py: Python<'_>, duty: Duty) -> PyResult<Py<PyAny>> {
    static DUTIES: PyOnceLock<[Py<PyAny>; 2]> = PyOnceLock::new();
    let [may, must] = DUTIES.get_or_try_init(py, || {
        let class = py.import(intern!(py, "ceptoar.enums"))?.getattr(intern!(py, "Duty"))?;
        PyResult::Ok([class.getattr("MAY")?.unbind(), class.getattr("MUST")?.unbind()])
    })?;
    Ok(match duty {
        Duty::May => may.clone_ref(py),
        Duty::Must => must.clone_ref(py),
    })
}

#[pymethods]
impl Recipients {
    fn duty(&self, party: &Bound<'_, PyAny>) -> PyResult<Option<Py<PyAny>>> {
        // Who is told is known: the registry is asked only about the others.
        match party.extract::<&str>().ok().and_then(|id| self.0.duty(id)) {
            Some(found) => duty(party.py(), found).map(Some),
            None => known::party(&self.1, "/party", party).map(|_| None),
        }
    }

    #[getter]
    fn must(&self) -> Vec<&str> {
        self.0.iter().filter(|(_, duty)| *duty == Duty::Must).map(|(party, _)| party.as_str()).collect()
    }

    #[getter]
    fn lints<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let lints: Vec<_> = self.0.lints().iter().map(|found| lint(py, found)).collect::<PyResult<_>>()?;
        PyTuple::new(py, lints)
    }

    fn __contains__(&self, party: &Bound<'_, PyAny>) -> PyResult<bool> {
        let told = party.extract::<&str>().is_ok_and(|id| self.0.contains(id));
        if told { Ok(true) } else { known::party(&self.1, "/party", party).map(|_| false) }
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let ids: Vec<&str> = self.0.iter().map(|(party, _)| party.as_str()).collect();
        ids.into_pyobject(py)?.try_iter()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        let ids: Vec<(&str, bool)> = self.0.iter().map(|(p, duty)| (p.as_str(), duty == Duty::Must)).collect();
        PyTuple::new(py, ids)?.hash()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (told, must) = (self.0.len(), self.must().len());
        let ids = self.0.iter().map(|(party, _)| party.as_str()).collect::<Vec<_>>().join(" ");
        let lang = py.import(intern!(py, "ceptoar._options"))?.call_method0(intern!(py, "lang"))?;
        Ok(match lang.extract::<&str>()? {
            "ja" => format!("<RecipientSet: 伝達先 {told}、うち必須 {must}: {ids}>"),
            _ => format!("<RecipientSet: {told} told, {must} must be: {ids}>"),
        })
    }
}

impl Recipients {
    pub(crate) fn new(py: Python<'_>, set: RecipientSet, registry: &Registry) -> PyResult<Py<Self>> {
        Py::new(py, Self(set, registry.clone()))
    }
}
