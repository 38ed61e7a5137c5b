//! The router as a handle. Python's `Router` derives from it, so that the fast question needs no Python frame.

use std::sync::Mutex;

use ceptoar_core::{self as core, instant_text};
use pyo3::intern;
use pyo3::prelude::*;

use crate::answer::{Explanation, Passing, Plan, Verdict};
use crate::document::{LevelProfile, Registry, RuleSet};
use crate::error::{Kind, refused};
use crate::frame::python::{AnswerSchema, Settings, Table};
use crate::frame::stream::BatchStream;
use crate::known::text;
use crate::notice::{Notice, Reader};
use crate::prepared::Prepared;
use crate::recipients::Recipients;
use crate::situation::Situation;
use crate::stale::Stale;
use crate::word::json;

/// Decides from one registry, one level profile and one set of rules.
#[pyclass(frozen, subclass, module = "ceptoar._native")]
pub(crate) struct Router {
    core: core::Router,
    stale: Stale,
    /// The notice that was last asked about in no particular situation, with who is told of it.
    last: Mutex<Option<(Py<Notice>, Py<Recipients>)>>,
}

impl Router {
    pub(crate) fn core(&self) -> &core::Router {
        &self.core
    }

    /// Warns whoever calls from Python.
    fn warn(&self, py: Python<'_>, notice: &core::Notice, situation: Option<&core::Situation>) -> PyResult<()> {
        self.stale.warn(py, self.core.registry(), notice, situation)
    }

    fn prepared(&self, notice: &Bound<'_, Notice>) -> PyResult<Prepared> {
        let core = self.core.prepare(&notice.get().0);
        let core = core.map_err(|refusal| refused(notice.py(), Kind::Question, &refusal))?;
        Ok(Prepared::new(core, notice.clone().unbind(), self.core.registry().clone(), self.stale))
    }

    fn decided(
        &self,
        py: Python<'_>,
        notice: &Bound<'_, Notice>,
        situation: &core::Situation,
    ) -> PyResult<Py<Recipients>> {
        let set = self.core.audience(&notice.get().0, situation);
        Recipients::new(py, set.map_err(|refusal| refused(py, Kind::Question, &refusal))?, self.core.registry())
    }

    /// The last answer, if it is about this notice. A router that another thread asks just now has none at hand.
    fn kept(&self, notice: &Bound<'_, Notice>) -> Option<Py<Recipients>> {
        let last = self.last.try_lock().ok()?;
        let (asked, found) = last.as_ref()?;
        asked.is(notice).then(|| found.clone_ref(notice.py()))
    }

    fn keep(&self, notice: &Bound<'_, Notice>, found: &Py<Recipients>) {
        let last = (notice.clone().unbind(), found.clone_ref(notice.py()));
        // What was kept is let go once the lock is: that may run code of Python.
        let before = self.last.try_lock().ok().and_then(|mut kept| kept.replace(last));
        drop(before);
    }

    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        notice: &Notice,
        situation: Option<&Situation>,
        question: impl FnOnce(&core::Router, &core::Notice, &core::Situation) -> Result<T, core::Refusal> + Send,
    ) -> PyResult<T> {
        let plain = core::Situation::default();
        let (router, notice) = (&self.core, &notice.0);
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
        Ok(Self { core, stale, last: Mutex::default() })
    }

    /// What is done about a day of which the edition does not speak.
    #[getter]
    fn stale(&self) -> &'static str {
        self.stale.as_str()
    }

    /// The warning about a stale answer in English and Japanese, if one is due.
    fn _staleness(&self, notice: &Notice, situation: Option<&Situation>) -> Option<(String, String)> {
        self.stale.said(self.core.registry(), &notice.0, situation.map(|situation| &situation.0))
    }

    /// What reads notices for it.
    fn _reader(&self) -> Reader {
        Reader(self.core.clone())
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

    /// Who is told and who must be, without paths and reasons. The last answer is kept for the notice that it is about.
    #[pyo3(signature = (notice, situation = None))]
    fn audience(
        slf: &Bound<'_, Self>,
        notice: &Bound<'_, PyAny>,
        situation: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Py<Recipients>> {
        let py = slf.py();
        let Ok(notice) = notice.cast::<Notice>() else {
            let notice = slf.call_method1(intern!(py, "notice"), (notice,))?;
            return Self::audience(slf, &notice, situation);
        };
        let router = slf.get();
        let Some(situation) = situation else {
            let found = match router.kept(notice) {
                Some(found) => found,
                None => {
                    let found = router.decided(py, notice, &core::Situation::default())?;
                    router.keep(notice, &found);
                    found
                }
            };
            router.warn(py, &notice.get().0, None)?;
            return Ok(found);
        };
        let Ok(situation) = situation.cast::<Situation>() else {
            let situation = slf.call_method1(intern!(py, "situation"), (situation,))?;
            return Self::audience(slf, notice.as_any(), Some(&situation));
        };
        let situation = &situation.get().0;
        let found = router.decided(py, notice, situation)?;
        router.warn(py, &notice.get().0, Some(situation))?;
        Ok(found)
    }

    /// Checks a notice and looks it up, to ask of it again and again.
    fn prepare(slf: &Bound<'_, Self>, notice: &Bound<'_, PyAny>) -> PyResult<Prepared> {
        if let Ok(notice) = notice.cast::<Notice>() {
            return slf.get().prepared(notice);
        }
        let notice = slf.call_method1(intern!(slf.py(), "notice"), (notice,))?;
        slf.get().prepared(notice.cast::<Notice>()?)
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
