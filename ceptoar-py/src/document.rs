//! The documents as handles: bytes in, JSON out.

use ceptoar_core::{self as core, Edition, Label};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::audience::Remembered;
use crate::error::{Kind, refused};
use crate::router::Router;

/// An answer of the core as JSON text. The core's types have string keys and finite numbers, so that this cannot fail.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn document<T: Send>(py: Python<'_>, read: impl FnOnce() -> Result<T, core::Refusal> + Send) -> PyResult<T> {
    py.detach(read).map_err(|refusal| refused(py, Kind::Document, &refusal))
}

fn edition(id: &str) -> PyResult<Edition> {
    Edition::ALL
        .into_iter()
        .find(|edition| edition.id() == id)
        .ok_or_else(|| PyLookupError::new_err(format!("there is no built-in edition `{id}`")))
}

/// A checked edition.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Registry(pub(crate) core::Registry);

#[pymethods]
impl Registry {
    #[staticmethod]
    fn editions() -> Vec<&'static str> {
        Edition::ALL.iter().map(|edition| edition.id()).collect()
    }

    #[staticmethod]
    fn builtin(py: Python<'_>, id: &str) -> PyResult<Self> {
        let edition = edition(id)?;
        Ok(Self(py.detach(|| core::Registry::builtin(edition))))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::Registry::from_json(json)).map(Self)
    }

    fn with_roster(&self, py: Python<'_>, roster: &Roster) -> PyResult<Self> {
        document(py, || self.0.with_roster(&roster.0)).map(Self)
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    #[getter]
    fn revision(&self) -> u32 {
        self.0.revision()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    #[getter]
    fn roster_digest(&self) -> Option<&str> {
        self.0.roster_digest()
    }

    #[getter]
    fn edition(&self) -> Option<&'static str> {
        self.0.edition().map(Edition::id)
    }

    fn find(&self, text: &str) -> String {
        json(&self.0.find(text))
    }

    fn instruments_of(&self, ceptoar: &str) -> String {
        json(&self.0.instruments_of(ceptoar).collect::<Vec<_>>())
    }

    /// A part of the registry as JSON, by the name of the core's accessor.
    fn section(&self, name: &str) -> PyResult<String> {
        self.0.part(name).ok_or_else(|| PyLookupError::new_err(format!("a registry has no part `{name}`")))
    }
}

/// The user's own organisations.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Roster(pub(crate) core::Roster);

#[pymethods]
impl Roster {
    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::Roster::from_json(json)).map(Self)
    }
}

/// A set of rules.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct RuleSet(pub(crate) core::RuleSet);

#[pymethods]
impl RuleSet {
    #[staticmethod]
    fn builtin(id: &str) -> PyResult<Self> {
        if id == "standard" {
            return Ok(Self(core::RuleSet::standard()));
        }
        edition(id).map(|edition| Self(core::RuleSet::builtin(edition)))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::RuleSet::from_json(json)).map(Self)
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    #[getter]
    fn revision(&self) -> u32 {
        self.0.revision()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    fn rules(&self) -> String {
        json(self.0.rules())
    }
}

/// A level profile.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct LevelProfile(pub(crate) core::LevelProfile);

#[pymethods]
impl LevelProfile {
    #[staticmethod]
    fn builtin(id: &str) -> PyResult<Self> {
        core::LevelProfile::builtin(id)
            .map(Self)
            .ok_or_else(|| PyLookupError::new_err(format!("there is no built-in profile `{id}`")))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::LevelProfile::from_json(json)).map(Self)
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    #[getter]
    fn revision(&self) -> u32 {
        self.0.revision()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    fn name(&self) -> String {
        json(self.0.name())
    }

    fn levels(&self) -> String {
        json(self.0.levels())
    }

    fn is_stricter(&self, a: &str, b: &str) -> Option<bool> {
        self.0.is_stricter(&Label::new(a).ok()?, &Label::new(b).ok()?)
    }
}

/// A notice's envelope, read once.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Notice {
    pub(crate) core: core::Notice,
    pub(crate) remembered: Remembered,
}

#[pymethods]
impl Notice {
    #[new]
    #[pyo3(signature = (json, router = None))]
    fn new(py: Python<'_>, json: &[u8], router: Option<&Router>) -> PyResult<Self> {
        let core = document(py, || match router {
            Some(router) => router.core.notice(json),
            None => core::Notice::from_json(json),
        })?;
        Ok(Self { core, remembered: Remembered::default() })
    }

    fn to_json(&self) -> String {
        self.core.to_json()
    }
}

/// The situation in which a notice is routed.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Situation(pub(crate) core::Situation);

#[pymethods]
impl Situation {
    #[new]
    fn new(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::Situation::from_json(json)).map(Self)
    }

    fn to_json(&self) -> String {
        json(&self.0)
    }
}
