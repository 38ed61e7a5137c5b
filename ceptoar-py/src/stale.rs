//! What is done about a day of which an edition does not speak.

use ceptoar_core::{self as core, ErrorCode, Lang, civil_day};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;

/// What is done about a day of which the edition does not speak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    Warn,
    Refuse,
    Allow,
}

impl Stale {
    pub(crate) fn read(text: &str) -> PyResult<Self> {
        match text {
            "warn" => Ok(Self::Warn),
            "refuse" => Ok(Self::Refuse),
            "allow" => Ok(Self::Allow),
            other => Err(PyValueError::new_err(format!("`stale` is `warn`, `refuse` or `allow`, not `{other}`"))),
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Refuse => "refuse",
            Self::Allow => "allow",
        }
    }

    /// Why an answer is stale, in English and Japanese, where the caller wants to be warned.
    pub(crate) fn said(
        self,
        registry: &core::Registry,
        notice: &core::Notice,
        situation: Option<&core::Situation>,
    ) -> Option<(String, String)> {
        if self != Self::Warn {
            return None;
        }
        let at = situation.and_then(|situation| situation.at);
        let (day, covers) = (civil_day(at.unwrap_or(notice.issued_at)), registry.covers());
        (!covers.covers(day)).then(|| {
            let args = [registry.id().to_string(), day.to_string(), covers.to_string()];
            let sentence = |lang| {
                let template = ErrorCode::StaleEdition.template(lang).to_owned();
                args.iter().fold(template, |text, arg| text.replacen("{}", arg, 1))
            };
            (sentence(Lang::En), sentence(Lang::Ja))
        })
    }

    /// Warns whoever calls from Python.
    pub(crate) fn warn(
        self,
        py: Python<'_>,
        registry: &core::Registry,
        notice: &core::Notice,
        situation: Option<&core::Situation>,
    ) -> PyResult<()> {
        if let Some((en, ja)) = self.said(registry, notice, situation) {
            let warn = py.import(intern!(py, "ceptoar._stale"))?.getattr(intern!(py, "warn"))?;
            warn.call1((en, ja, 2))?;
        }
        Ok(())
    }
}
