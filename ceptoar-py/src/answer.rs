//! Answers as handles: JSON out, text and pictures rendered by the core.

use ceptoar_core::{self as core, Lang, PictureOptions, Reason, Registry, TextOptions};
use chrono::FixedOffset;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value;

use crate::error::{Kind, refused};
use crate::frame::python::Table;
use crate::table::answer::{explained, planned};
use crate::word::{json, language, withheld};

fn known(registry: &Registry, party: &Bound<'_, PyAny>) -> PyResult<String> {
    crate::known::party(registry, "/party", party).map(|id| id.to_string())
}

/// A plan, and the registry that knows its names.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Plan {
    pub(crate) core: core::Plan,
    pub(crate) registry: Registry,
}

/// How a text is written for a person: language, columns, everything or short, seconds from UTC of the time beside it.
fn written(lang: &str, width: usize, all: bool, offset: Option<i32>) -> PyResult<TextOptions> {
    let options = TextOptions::new(language(lang)?).width(width).all(all);
    Ok(match offset.and_then(FixedOffset::east_opt) {
        Some(offset) => options.offset(offset),
        None => options,
    })
}

/// How a picture is drawn.
#[derive(FromPyObject)]
pub(crate) struct Drawn {
    lang: String,
    collapse: Option<usize>,
    page: Option<(u32, u32)>,
    withheld: String,
}

impl Drawn {
    fn options(&self) -> PyResult<PictureOptions> {
        let withheld = withheld(&self.withheld)?;
        Ok(PictureOptions::new(language(&self.lang)?).collapse(self.collapse).page(self.page).withheld(withheld))
    }
}

fn unpictured(format: &str) -> PyErr {
    PyValueError::new_err(format!("a picture is `mermaid`, `dot` or `svg`, not `{format}`"))
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
        Table::made(planned(&self.core, &self.registry, language(lang)?))
    }

    fn text(&self, lang: &str, width: usize, offset: Option<i32>) -> PyResult<String> {
        Ok(self.core.text(&self.registry, written(lang, width, false, offset)?))
    }

    fn picture(&self, format: &str, drawn: Drawn) -> PyResult<String> {
        let (plan, registry, options) = (&self.core, &self.registry, drawn.options()?);
        match format {
            "mermaid" => Ok(plan.mermaid(registry, options)),
            "dot" => Ok(plan.dot(registry, options)),
            "svg" => Ok(plan.svg(registry, options)),
            other => Err(unpictured(other)),
        }
    }
}

/// A value with the sentences of its reasons beside their codes (`ja`, `en`), for the records of Python.
fn with_sentences(value: impl serde::Serialize, reasons: &[Reason], registry: &Registry) -> Value {
    // By way of its text, which it is written as anyway (ADR 14).
    let text = serde_json::to_string(&value).unwrap_or_default();
    let mut value: Value = serde_json::from_str(&text).unwrap_or_default();
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
        Table::made(explained(&self.core, &self.registry, language(lang)?))
    }

    fn plan(&self) -> Plan {
        Plan { core: self.core.plan.clone(), registry: self.registry.clone() }
    }

    /// The sentences of the reasons of each verdict, in English and Japanese: the rest stands in the answer's JSON.
    fn sentences(&self) -> Vec<Vec<(String, String)>> {
        let said = |reason: &Reason| {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| reason.sentence(&self.registry, lang));
            (en, ja)
        };
        self.core.verdicts.iter().map(|verdict| verdict.reasons.iter().map(said).collect()).collect()
    }

    fn text(&self, lang: &str, width: usize, all: bool, offset: Option<i32>) -> PyResult<String> {
        Ok(self.core.text(&self.registry, written(lang, width, all, offset)?))
    }

    fn why(&self, party: &Bound<'_, PyAny>, lang: &str, width: usize, offset: Option<i32>) -> PyResult<String> {
        let (id, options) = (known(&self.registry, party)?, written(lang, width, true, offset)?);
        self.core.why(&self.registry, &id, options).map_err(|refusal| refused(party.py(), Kind::Unknown, &refusal))
    }

    fn picture(&self, format: &str, drawn: Drawn) -> PyResult<String> {
        let (why, registry, options) = (&self.core, &self.registry, drawn.options()?);
        match format {
            "mermaid" => Ok(why.mermaid(registry, options)),
            "dot" => Ok(why.dot(registry, options)),
            "svg" => Ok(why.svg(registry, options)),
            other => Err(unpictured(other)),
        }
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
