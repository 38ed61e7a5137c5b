//! The closed lists of codes, and the published schemas.

use ceptoar_cli::SCHEMAS;
use ceptoar_core::{ErrorCode, Lang, LintCode, ReasonCode};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;

use crate::known::{text, unlisted};

type Row = (&'static str, &'static str, &'static str);

/// The codes of a list (`problem`, `reason`, `lint`) with their sentences in English and Japanese.
#[pyfunction]
pub(crate) fn codes(list: &str) -> PyResult<Vec<Row>> {
    Ok(match list {
        "problem" => ErrorCode::ALL.iter().map(|c| (c.as_str(), c.template(Lang::En), c.template(Lang::Ja))).collect(),
        "reason" => ReasonCode::ALL.iter().map(|c| (c.as_str(), c.template(Lang::En), c.template(Lang::Ja))).collect(),
        "lint" => LintCode::ALL.iter().map(|c| (c.as_str(), c.template(Lang::En), c.template(Lang::Ja))).collect(),
        _ => return Err(PyLookupError::new_err(format!("there is no list of codes `{list}`"))),
    })
}

/// The JSON Schema of a document.
#[pyfunction]
pub(crate) fn schema(py: Python<'_>, name: &Bound<'_, PyAny>) -> PyResult<&'static str> {
    let name = &*text(name, "")?;
    let names = SCHEMAS.iter().map(|(known, _)| *known);
    let found = SCHEMAS.iter().find(|(known, _)| *known == name);
    found.map(|(_, schema)| *schema).ok_or_else(|| unlisted(py, ("schema", "スキーマ"), name, names))
}
