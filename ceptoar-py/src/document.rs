//! The documents as handles: bytes in, JSON out.

use ceptoar_core::{self as core, Edition, ErrorCode, RegistryPart, UnknownWord};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;

use crate::error::document;
use crate::frame::python::Table;
use crate::known::{party, text, unknown, unlisted};
use crate::overlay::Overlay;
use crate::table::registry::{PARTS, table};
use crate::word::{json, language};

fn editions() -> impl Iterator<Item = &'static str> + Clone {
    Edition::ALL.iter().map(|edition| edition.as_str())
}

fn edition(py: Python<'_>, id: &str, what: (&str, &str), also: Option<&'static str>) -> PyResult<Edition> {
    id.parse().map_err(|_: UnknownWord| unlisted(py, what, id, also.into_iter().chain(editions())))
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

    /// The document that it was made of.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn with_roster(&self, py: Python<'_>, roster: &Roster) -> PyResult<Self> {
        document(py, || self.0.with_roster(&roster.0)).map(Self)
    }

    fn with_overlay(&self, py: Python<'_>, overlay: &Overlay) -> PyResult<Self> {
        document(py, || self.0.with_overlay(&overlay.0)).map(Self)
    }

    fn with_overlays(&self, py: Python<'_>, overlays: Vec<PyRef<'_, Overlay>>) -> PyResult<Self> {
        let overlays: Vec<core::author::Overlay> = overlays.iter().map(|overlay| overlay.0.clone()).collect();
        document(py, || self.0.with_overlays(&overlays)).map(Self)
    }

    /// SHA-256 of each overlay, in their order.
    #[getter]
    fn overlay_digests(&self) -> Vec<&str> {
        self.0.overlay_digests().iter().map(|digest| &**digest).collect()
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
        PARTS.to_vec()
    }

    fn table(&self, py: Python<'_>, part: &Bound<'_, PyAny>, lang: &str) -> PyResult<Table> {
        let part = text(part, "")?;
        match table(&self.0, &part, language(lang)?) {
            Some(made) => Table::made(made),
            None => Err(unlisted(py, ("table of a registry", "台帳の表"), &part, PARTS)),
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

    /// The document that it was made of.
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

    /// The document that it was made of.
    fn to_json(&self) -> String {
        self.0.to_json()
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

    /// The document that it was made of.
    fn to_json(&self) -> String {
        self.0.to_json()
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
