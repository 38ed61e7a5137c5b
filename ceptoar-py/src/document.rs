//! The documents as handles: bytes in, JSON out.

use ceptoar_core::{self as core, Edition, ErrorCode, Outage, RegistryPart, UnknownWord};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::answer::language;
use crate::audience::Remembered;
use crate::error::{Kind, plain, refused};
use crate::frame::python::Table;
use crate::known::{party, text, unknown, unlisted};
use crate::router::Router;
use crate::table;

/// An answer of the core as JSON text. The core's types have string keys and finite numbers, so that this cannot fail.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn document<T: Send>(py: Python<'_>, read: impl FnOnce() -> Result<T, core::Refusal> + Send) -> PyResult<T> {
    py.detach(read).map_err(|refusal| refused(py, Kind::Document, &refusal))
}

fn editions() -> impl Iterator<Item = &'static str> + Clone {
    Edition::ALL.iter().map(|edition| edition.as_str())
}

fn edition(py: Python<'_>, id: &str, what: (&str, &str), also: Option<&'static str>) -> PyResult<Edition> {
    let found = Edition::ALL.into_iter().find(|edition| edition.as_str() == id);
    found.ok_or_else(|| unlisted(py, what, id, also.into_iter().chain(editions())))
}

/// A table of the core's data as Python holds it.
pub(crate) fn sheet(made: Result<arrow_array::RecordBatch, arrow_schema::ArrowError>) -> PyResult<Table> {
    made.map(Table::of).map_err(|error| plain("InternalError", &error.to_string()))
}

/// An outage that is written `email`, `mic>telecom` or `mic>telecom:email`, as its document.
#[pyfunction]
pub(crate) fn outage(py: Python<'_>, text: &str) -> PyResult<String> {
    text.parse::<Outage>().map(|outage| json(&outage)).map_err(|refusal| refused(py, Kind::Document, &refusal))
}

/// A checked edition.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Registry(pub(crate) core::Registry);

#[pymethods]
impl Registry {
    #[staticmethod]
    fn editions() -> Vec<&'static str> {
        editions().collect()
    }

    #[staticmethod]
    fn builtin(py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let edition = edition(py, &text(id, "")?, ("built-in edition", "組み込みの版"), None)?;
        Ok(Self(py.detach(|| core::Registry::builtin(edition))))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::Registry::from_json(json)).map(Self)
    }

    /// The document, as it was written.
    fn to_json(&self) -> String {
        self.0.to_json()
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
        self.0.edition().map(Edition::as_str)
    }

    fn find(&self, sought: &Bound<'_, PyAny>) -> PyResult<String> {
        Ok(json(&self.0.find(&text(sought, "")?)))
    }

    /// The id of a party that is here; a foreign one is refused.
    fn known(&self, id: &Bound<'_, PyAny>) -> PyResult<String> {
        party(&self.0, "/party", id).map(|id| id.to_string())
    }

    fn instruments_of(&self, ceptoar: &Bound<'_, PyAny>) -> PyResult<String> {
        let ceptoar = party(&self.0, "/ceptoar", ceptoar)?;
        Ok(json(&self.0.instruments_of(ceptoar.as_str()).collect::<Vec<_>>()))
    }

    /// The names of the parts that are tables.
    #[staticmethod]
    fn tables() -> Vec<&'static str> {
        table::PARTS.to_vec()
    }

    fn table(&self, py: Python<'_>, part: &Bound<'_, PyAny>, lang: &str) -> PyResult<Table> {
        let part = text(part, "")?;
        match table::table(&self.0, &part, language(lang)?) {
            Some(made) => sheet(made),
            None => Err(unlisted(py, ("table of a registry", "台帳の表"), &part, table::PARTS)),
        }
    }

    /// A part of the registry as JSON, by the name of the core's accessor.
    fn section(&self, name: &str) -> PyResult<String> {
        let part: RegistryPart =
            name.parse().map_err(|unknown: UnknownWord| PyLookupError::new_err(unknown.to_string()))?;
        Ok(self.0.part(part))
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

    /// The document, as it was written.
    fn to_json(&self) -> String {
        self.0.to_json()
    }
}

/// A set of rules.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct RuleSet(pub(crate) core::RuleSet);

#[pymethods]
impl RuleSet {
    #[staticmethod]
    fn builtin(py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let id = text(id, "")?;
        if id == "standard" {
            return Ok(Self(core::RuleSet::standard()));
        }
        edition(py, &id, ("built-in rule set", "組み込みの規則集"), Some("standard"))
            .map(|edition| Self(core::RuleSet::builtin(edition)))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::RuleSet::from_json(json)).map(Self)
    }

    /// The document, as it was written.
    fn to_json(&self) -> String {
        self.0.to_json()
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

    /// The id of a rule that is here; a foreign one is refused.
    fn known(&self, py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<String> {
        let id = text(id, "/rule")?;
        let ids = self.0.rules().iter().map(|rule| rule.id.as_str());
        if ids.clone().any(|known| known == id) { Ok(id) } else { Err(unlisted(py, ("rule", "規則"), &id, ids)) }
    }
}

/// The built-in profiles.
const PROFILES: [&str; 3] = ["tlp-2.0", "tlp-1.0", "pfc"];

/// A level profile.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct LevelProfile(pub(crate) core::LevelProfile);

#[pymethods]
impl LevelProfile {
    #[staticmethod]
    fn builtin(py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<Self> {
        let id = text(id, "")?;
        core::LevelProfile::builtin(&id)
            .map(Self)
            .ok_or_else(|| unlisted(py, ("built-in profile", "組み込みのプロファイル"), &id, PROFILES))
    }

    /// The names of the built-in profiles.
    #[staticmethod]
    fn profiles() -> Vec<&'static str> {
        PROFILES.to_vec()
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        document(py, || core::LevelProfile::from_json(json)).map(Self)
    }

    /// The document, as it was written.
    fn to_json(&self) -> String {
        self.0.to_json()
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

    /// The label of a level that is here; a foreign one is refused.
    fn known(&self, label: &Bound<'_, PyAny>) -> PyResult<String> {
        self.label(label, "/label").map(ToString::to_string)
    }

    fn is_stricter(&self, a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> PyResult<Option<bool>> {
        Ok(self.0.is_stricter(self.label(a, "/label")?, self.label(b, "/other")?))
    }
}

impl LevelProfile {
    fn label(&self, label: &Bound<'_, PyAny>, pointer: &str) -> PyResult<&core::Label> {
        let text = text(label, pointer)?;
        let labels = || self.0.levels().iter().map(|level| &level.label);
        labels().find(|known| known.as_str() == text).ok_or_else(|| {
            unknown(label.py(), ErrorCode::UnknownLevel, pointer, &text, labels().map(|known| known.as_str()))
        })
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
