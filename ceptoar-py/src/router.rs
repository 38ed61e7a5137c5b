//! The router as a handle. Python's `Router` derives from it, so that the fast question needs no Python frame.

use ceptoar_core::{self as core, ErrorCode, Lang, civil_day, instant_text};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;

use crate::answer::{Explanation, Passing, Plan, Verdict};
use crate::audience::{Audience, audience};
use crate::document::{LevelProfile, Notice, Registry, RuleSet, Situation, json};
use crate::error::{Kind, refused};
use crate::frame::python::{AnswerSchema, Settings, Table};
use crate::frame::stream::BatchStream;
use crate::known::text;

/// Decides from one registry, one level profile and one set of rules.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Router {
    pub(crate) core: core::Router,
    stale: Stale,
}

/// What is done about a day of which the edition does not speak.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stale {
    Warn,
    Refuse,
    Allow,
}

impl Stale {
    fn read(text: &str) -> PyResult<Self> {
        match text {
            "warn" => Ok(Self::Warn),
            "refuse" => Ok(Self::Refuse),
            "allow" => Ok(Self::Allow),
            other => Err(PyValueError::new_err(format!("`stale` is `warn`, `refuse` or `allow`, not `{other}`"))),
        }
    }
}

impl Router {
    /// Why an answer is stale, in English and Japanese, where the caller wants to be warned.
    fn staleness(&self, notice: &core::Notice, situation: Option<&core::Situation>) -> Option<(String, String)> {
        if self.stale != Stale::Warn {
            return None;
        }
        let (registry, at) = (self.core.registry(), situation.and_then(|situation| situation.at));
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
    fn warn(&self, py: Python<'_>, notice: &core::Notice, situation: Option<&core::Situation>) -> PyResult<()> {
        if let Some((en, ja)) = self.staleness(notice, situation) {
            let warn = py.import(intern!(py, "ceptoar._stale"))?.getattr(intern!(py, "warn"))?;
            warn.call1((en, ja, 2))?;
        }
        Ok(())
    }

    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        notice: &Notice,
        situation: Option<&Situation>,
        question: impl FnOnce(&core::Router, &core::Notice, &core::Situation) -> Result<T, core::Refusal> + Send,
    ) -> PyResult<T> {
        let plain = core::Situation::default();
        let (router, notice) = (&self.core, &notice.core);
        let situation = situation.map_or(&plain, |situation| &situation.0);
        py.detach(|| question(router, notice, situation)).map_err(|refusal| refused(py, Kind::Question, &refusal))
    }
}

#[pymethods]
impl Router {
    /// Which rules are used where none are given is for the core to say, and for nobody else.
    #[new]
    #[pyo3(signature = (registry, profile, rules = None, stale = "warn"))]
    fn new(
        py: Python<'_>,
        registry: &Registry,
        profile: &LevelProfile,
        rules: Option<&RuleSet>,
        stale: &str,
    ) -> PyResult<Self> {
        let stale = Stale::read(stale)?;
        let builder = core::Router::builder(&registry.0).profile(profile.0.clone());
        let builder = builder.refuse_stale(stale == Stale::Refuse);
        let builder = match rules {
            Some(rules) => builder.rules(rules.0.clone()),
            None => builder,
        };
        let core = py.detach(|| builder.compile()).map_err(|refusal| refused(py, Kind::Document, &refusal))?;
        Ok(Self { core, stale })
    }

    /// What is done about a day of which the edition does not speak.
    #[getter]
    fn stale(&self) -> &'static str {
        match self.stale {
            Stale::Warn => "warn",
            Stale::Refuse => "refuse",
            Stale::Allow => "allow",
        }
    }

    /// The warning about a stale answer in English and Japanese, if one is due.
    fn _staleness(&self, notice: &Notice, situation: Option<&Situation>) -> Option<(String, String)> {
        self.staleness(&notice.core, situation.map(|situation| &situation.0))
    }

    fn _rules(&self) -> RuleSet {
        RuleSet(self.core.rules().clone())
    }

    fn _boundaries(&self) -> Vec<String> {
        self.core.boundaries().into_iter().map(instant_text).collect()
    }

    fn _route(&self, py: Python<'_>, notice: &Notice, situation: Option<&Situation>) -> PyResult<Plan> {
        let core = self.ask(py, notice, situation, core::Router::route)?;
        Ok(Plan { core, registry: self.core.registry().clone() })
    }

    fn _explain(&self, py: Python<'_>, notice: &Notice, situation: Option<&Situation>) -> PyResult<Explanation> {
        let core = self.ask(py, notice, situation, core::Router::explain)?;
        Ok(Explanation { core, registry: self.core.registry().clone() })
    }

    fn _decide(
        &self,
        py: Python<'_>,
        notice: &Notice,
        party_id: &Bound<'_, PyAny>,
        situation: Option<&Situation>,
    ) -> PyResult<Verdict> {
        let id = text(party_id, "/party")?;
        let core = self.ask(py, notice, situation, |router, notice, at| router.decide(notice, &id, at))?;
        Ok(Verdict { core, registry: self.core.registry().clone() })
    }

    fn _onward(
        &self,
        py: Python<'_>,
        notice: &Notice,
        holder: &Bound<'_, PyAny>,
        situation: Option<&Situation>,
    ) -> PyResult<String> {
        let holder = text(holder, "/holder")?;
        let onward = self.ask(py, notice, situation, |router, notice, at| router.onward(notice, &holder, at))?;
        Ok(json(&onward))
    }

    fn _may_pass(
        &self,
        py: Python<'_>,
        notice: &Notice,
        holder: &Bound<'_, PyAny>,
        party_id: &Bound<'_, PyAny>,
        situation: Option<&Situation>,
    ) -> PyResult<Passing> {
        let (holder, to) = (text(holder, "/holder")?, text(party_id, "/party")?);
        let core = self.ask(py, notice, situation, |router, notice, at| router.may_pass(notice, &holder, &to, at))?;
        Ok(Passing { core, registry: self.core.registry().clone() })
    }

    fn _relabel(
        &self,
        py: Python<'_>,
        notice: &Notice,
        by: &Bound<'_, PyAny>,
        label: &Bound<'_, PyAny>,
        situation: Option<&Situation>,
    ) -> PyResult<String> {
        let (by, label) = (text(by, "/by")?, text(label, "/label")?);
        self.ask(py, notice, situation, |router, notice, at| Ok(router.relabel(notice, &by, &label, at)?.to_json()))
    }

    /// Who is told and who must be, without paths and reasons.
    #[pyo3(signature = (notice, situation = None))]
    fn audience(
        slf: &Bound<'_, Self>,
        notice: &Bound<'_, PyAny>,
        situation: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Py<Audience>> {
        let py = slf.py();
        let Ok(notice) = notice.cast::<Notice>() else {
            let notice = slf.call_method1(intern!(py, "notice"), (notice,))?;
            return Self::audience(slf, &notice, situation);
        };
        let (router, read) = (slf.get(), notice.get());
        let refuse = |refusal| refused(py, Kind::Question, &refusal);
        let Some(situation) = situation else {
            let found = match read.remembered.of(py, slf) {
                Some(found) => found,
                None => {
                    let set = router.core.audience(&read.core, &core::Situation::default()).map_err(refuse)?;
                    let found = audience(py, set, router.core.registry())?;
                    read.remembered.keep(slf, &found);
                    found
                }
            };
            router.warn(py, &read.core, None)?;
            return Ok(found);
        };
        let Ok(situation) = situation.cast::<Situation>() else {
            let situation = slf.call_method1(intern!(py, "situation"), (situation,))?;
            return Self::audience(slf, notice.as_any(), Some(&situation));
        };
        let situation = &situation.get().0;
        let set = router.core.audience(&read.core, situation).map_err(refuse)?;
        router.warn(py, &read.core, Some(situation))?;
        audience(py, set, router.core.registry())
    }

    fn _route_table(&self, frame: &Bound<'_, PyAny>, settings: Settings) -> PyResult<Table> {
        Table::route(&self.core, frame, &settings)
    }

    fn _answer_schema(&self, source: &Bound<'_, PyAny>, settings: Settings) -> PyResult<AnswerSchema> {
        AnswerSchema::of(&self.core, source, &settings)
    }

    fn _route_stream(&self, frame: &Bound<'_, PyAny>, settings: Settings) -> PyResult<BatchStream> {
        BatchStream::route(&self.core, frame, &settings)
    }
}
