//! The router as a handle. Python's `Router` derives from it, so that the fast question needs no Python frame.

use ceptoar_core::{self as core, InvalidId, Label, PartyId, instant_text};
use pyo3::intern;
use pyo3::prelude::*;

use crate::answer::{Explanation, Passing, Plan, Verdict};
use crate::audience::{Audience, audience};
use crate::document::{LevelProfile, Notice, Registry, RuleSet, Situation, json};
use crate::error::{Found, Kind, raise, refused};
use crate::frame::python::{AnswerSchema, Settings, Table};
use crate::frame::stream::BatchStream;

/// Decides from one registry, one level profile and one set of rules.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Router {
    pub(crate) core: core::Router,
}

/// A question that no id of the core's form could ask is refused as one about a stranger.
fn stranger(py: Python<'_>, code: core::ErrorCode, pointer: &str, text: &str) -> PyErr {
    raise(py, Kind::Question, &[Found::of_code(code, pointer, text)])
}

fn party(py: Python<'_>, pointer: &str, id: &str) -> PyResult<PartyId> {
    id.parse().map_err(|_: InvalidId| stranger(py, core::ErrorCode::BadId, pointer, id))
}

impl Router {
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
    #[pyo3(signature = (registry, profile, rules = None))]
    fn new(py: Python<'_>, registry: &Registry, profile: &LevelProfile, rules: Option<&RuleSet>) -> PyResult<Self> {
        let builder = core::Router::builder(&registry.0).profile(profile.0.clone());
        let builder = match rules {
            Some(rules) => builder.rules(rules.0.clone()),
            None => builder,
        };
        let core = py.detach(|| builder.compile()).map_err(|refusal| refused(py, Kind::Document, &refusal))?;
        Ok(Self { core })
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
        party_id: &str,
        situation: Option<&Situation>,
    ) -> PyResult<Verdict> {
        let id = party(py, "/party", party_id)?;
        let core = self.ask(py, notice, situation, |router, notice, at| router.decide(notice, &id, at))?;
        Ok(Verdict { core, registry: self.core.registry().clone() })
    }

    fn _onward(
        &self,
        py: Python<'_>,
        notice: &Notice,
        holder: &str,
        situation: Option<&Situation>,
    ) -> PyResult<String> {
        let holder = party(py, "/holder", holder)?;
        let onward = self.ask(py, notice, situation, |router, notice, at| router.onward(notice, &holder, at))?;
        Ok(json(&onward))
    }

    fn _may_pass(
        &self,
        py: Python<'_>,
        notice: &Notice,
        holder: &str,
        party_id: &str,
        situation: Option<&Situation>,
    ) -> PyResult<Passing> {
        let (holder, to) = (party(py, "/holder", holder)?, party(py, "/party", party_id)?);
        let core = self.ask(py, notice, situation, |router, notice, at| router.may_pass(notice, &holder, &to, at))?;
        Ok(Passing { core, registry: self.core.registry().clone() })
    }

    fn _relabel(
        &self,
        py: Python<'_>,
        notice: &Notice,
        by: &str,
        label: &str,
        situation: Option<&Situation>,
    ) -> PyResult<String> {
        let by = party(py, "/by", by)?;
        let label =
            Label::new(label).map_err(|_: InvalidId| stranger(py, core::ErrorCode::BadText, "/label", label))?;
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
        let Some(situation) = situation else {
            let notice = notice.get();
            if let Some(audience) = notice.remembered.of(py, slf) {
                return Ok(audience);
            }
            let set = slf.get().core.audience(&notice.core, &core::Situation::default());
            let found = audience(py, set.map_err(|refusal| refused(py, Kind::Question, &refusal))?)?;
            notice.remembered.keep(slf, &found);
            return Ok(found);
        };
        let Ok(situation) = situation.cast::<Situation>() else {
            let situation = slf.call_method1(intern!(py, "situation"), (situation,))?;
            return Self::audience(slf, notice.as_any(), Some(&situation));
        };
        let set = slf.get().core.audience(&notice.get().core, &situation.get().0);
        audience(py, set.map_err(|refusal| refused(py, Kind::Question, &refusal))?)
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
