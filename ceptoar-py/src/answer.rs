//! Answers as handles: JSON out, text and pictures rendered by the core.

use ceptoar_core::{self as core, Lang, Reason, Registry};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value;

use crate::document::{json, sheet};
use crate::frame::python::Table;
use crate::table::{explained, planned};

pub(crate) fn language(lang: &str) -> PyResult<Lang> {
    match lang {
        "ja" => Ok(Lang::Ja),
        "en" => Ok(Lang::En),
        other => Err(PyValueError::new_err(format!("the language is `ja` or `en`, not `{other}`"))),
    }
}

fn known(registry: &Registry, party: &Bound<'_, PyAny>) -> PyResult<String> {
    crate::known::party(registry, "/party", party).map(|id| id.to_string())
}

/// A plan, and the registry that knows its names.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Plan {
    pub(crate) core: core::Plan,
    pub(crate) registry: Registry,
}

/// Which picture.
fn draw(
    format: &str,
    lang: &str,
    mermaid: impl Fn(Lang) -> String,
    dot: impl Fn(Lang) -> String,
    svg: impl Fn(Lang) -> String,
) -> PyResult<String> {
    let lang = language(lang)?;
    match format {
        "mermaid" => Ok(mermaid(lang)),
        "dot" => Ok(dot(lang)),
        "svg" => Ok(svg(lang)),
        other => Err(PyValueError::new_err(format!("a picture is `mermaid`, `dot` or `svg`, not `{other}`"))),
    }
}

#[pymethods]
impl Plan {
    fn to_json(&self) -> String {
        self.core.to_json()
    }

    /// The id of a party that the registry has; a foreign one is refused.
    fn known(&self, party: &Bound<'_, PyAny>) -> PyResult<String> {
        known(&self.registry, party)
    }

    fn view_for(&self, party: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
        Ok(self.core.view_for(&known(&self.registry, party)?).map(|view| view.to_json()))
    }

    fn table(&self, lang: &str) -> PyResult<Table> {
        sheet(planned(&self.core, &self.registry, language(lang)?))
    }

    fn picture(&self, format: &str, lang: &str) -> PyResult<String> {
        let (plan, registry) = (&self.core, &self.registry);
        draw(format, lang, |l| plan.mermaid(registry, l), |l| plan.dot(registry, l), |l| plan.svg(registry, l))
    }
}

/// A value with the sentences of its reasons beside their codes (`ja`, `en`), for the records of Python.
fn with_sentences(value: impl serde::Serialize, reasons: &[Reason], registry: &Registry) -> Value {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    let list = value.get_mut("reasons").and_then(Value::as_array_mut);
    for (place, reason) in list.into_iter().flatten().zip(reasons) {
        if let Some(object) = place.as_object_mut() {
            for (key, lang) in [("ja", Lang::Ja), ("en", Lang::En)] {
                object.insert(key.to_owned(), Value::from(reason.sentence(registry, lang)));
            }
        }
    }
    value
}

/// An explanation, and the registry that knows its names.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Explanation {
    pub(crate) core: core::Explanation,
    pub(crate) registry: Registry,
}

#[pymethods]
impl Explanation {
    fn to_json(&self) -> String {
        self.core.to_json()
    }

    /// The id of a party that the registry has; a foreign one is refused.
    fn known(&self, party: &Bound<'_, PyAny>) -> PyResult<String> {
        known(&self.registry, party)
    }

    fn table(&self, lang: &str) -> PyResult<Table> {
        sheet(explained(&self.core, &self.registry, language(lang)?))
    }

    fn plan(&self) -> Plan {
        Plan { core: self.core.plan(), registry: self.registry.clone() }
    }

    fn verdicts(&self) -> String {
        let verdicts: Vec<Value> =
            self.core.verdicts.iter().map(|v| with_sentences(v, &v.reasons, &self.registry)).collect();
        json(&verdicts)
    }

    fn text(&self, lang: &str) -> PyResult<String> {
        Ok(self.core.text(&self.registry, language(lang)?))
    }

    fn picture(&self, format: &str, lang: &str) -> PyResult<String> {
        let (why, registry) = (&self.core, &self.registry);
        draw(format, lang, |l| why.mermaid(registry, l), |l| why.dot(registry, l), |l| why.svg(registry, l))
    }
}

/// The verdict on one party.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Verdict {
    pub(crate) core: core::Verdict,
    pub(crate) registry: Registry,
}

#[pymethods]
impl Verdict {
    fn record(&self) -> String {
        json(&with_sentences(&self.core, &self.core.reasons, &self.registry))
    }
}

/// Whether a holder may pass a notice on.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Passing {
    pub(crate) core: core::Passing,
    pub(crate) registry: Registry,
}

#[pymethods]
impl Passing {
    fn record(&self) -> String {
        json(&with_sentences(&self.core, &self.core.reasons, &self.registry))
    }
}
