//! What becomes of notices once they are sent: audits of delivery logs, what to do now, what follows from an update or a
//! withdrawal, what would break.

use std::path::PathBuf;

use ceptoar_core::life::{
    self, DatedSituation, FailureKind, FollowUp, Log, LogReader, Policy, Scenario, Scope, Span, Threads,
};
use ceptoar_core::{ErrorCode, Notice as Core, PartyId, Refusal, parse_instant};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::document;
use crate::known::{text, unknown};
use crate::notice::Notice;
use crate::outline::table;
use crate::report::{Report, asked};
use crate::router::Router;
use crate::situation::Situation;
use crate::word::language;
use crate::workbook::write;

/// How strict an audit is: instants and lengths of time as text.
#[derive(FromPyObject)]
pub(crate) struct Strict {
    as_of: String,
    promptly: Option<String>,
    confirm_within: Option<String>,
    logs_of: Option<Vec<String>>,
    tolerance: Option<String>,
    since: Option<String>,
}

impl Strict {
    fn policy(&self) -> PyResult<Policy> {
        let instant = |text: &str| parse_instant(text).map_err(|error| PyValueError::new_err(error.to_string()));
        let span = |text: &Option<String>| -> PyResult<Option<Span>> {
            let read = text.as_deref().map(str::parse::<Span>).transpose();
            read.map_err(|error| PyValueError::new_err(error.to_string()))
        };
        let mut policy = Policy::new(instant(&self.as_of)?);
        policy.promptly = span(&self.promptly)?;
        policy.confirm_within = span(&self.confirm_within)?;
        policy.tolerance = span(&self.tolerance)?.unwrap_or_default();
        policy.since = self.since.as_deref().map(instant).transpose()?;
        let hands = self.logs_of.as_ref().map(|ids| ids.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>());
        policy.logs_of = hands.transpose().map_err(|error| PyValueError::new_err(format!("{error}")))?;
        Ok(policy)
    }
}

/// A delivery log.
#[pyclass(frozen, name = "Log", module = "ceptoar._native")]
pub(crate) struct Logged(Log);

fn reader(router: &ceptoar_core::Router, keeps_bad_rows: bool) -> LogReader<'_> {
    let reader = LogReader::new(router);
    if keeps_bad_rows { reader.keeping_bad_rows() } else { reader }
}

/// Reads what an audit looks at, and asks.
fn looked<T: Send>(
    py: Python<'_>,
    router: &Router,
    notices: &[PyRef<'_, Notice>],
    (log, situations): (&Logged, Option<&[u8]>),
    strict: &Strict,
    ask: impl FnOnce(&ceptoar_core::Router, &Threads<'_>, &Log, &[DatedSituation], &Policy) -> Result<T, Refusal> + Send,
) -> PyResult<T> {
    let (router, policy) = (router.core(), strict.policy()?);
    let notices: Vec<Core> = notices.iter().map(|notice| notice.0.clone()).collect();
    asked(py, || {
        let situations = situations.map(DatedSituation::list_from_json).transpose()?.unwrap_or_default();
        ask(router, &Threads::new(router, &notices)?, &log.0, &situations, &policy)
    })
}

/// The log of a document.
#[pyfunction]
pub(crate) fn log_of_json(py: Python<'_>, router: &Router, json: &[u8], keeps_bad_rows: bool) -> PyResult<Logged> {
    let router = router.core();
    asked(py, || reader(router, keeps_bad_rows).json(json)).map(Logged)
}

/// The log that a frame says: `columns` are pairs of field and column.
#[pyfunction]
pub(crate) fn log_of_frame(
    router: &Router,
    frame: &Bound<'_, PyAny>,
    columns: Vec<(String, String)>,
    tolerance: Option<&str>,
    keeps_bad_rows: bool,
) -> PyResult<Logged> {
    let table = table("log", frame)?;
    let tolerance = tolerance.map(str::parse::<Span>).transpose();
    let tolerance = tolerance.map_err(|error| PyValueError::new_err(error.to_string()))?.unwrap_or_default();
    let columns: Vec<(&str, &str)> = columns.iter().map(|(field, column)| (field.as_str(), column.as_str())).collect();
    let reader = reader(router.core(), keeps_bad_rows).tolerance(tolerance);
    document(frame.py(), || reader.table(&table, &columns)).map(Logged)
}

/// A party whose view is asked for.
fn known_party(py: Python<'_>, router: &ceptoar_core::Router, party: &str, pointer: &str) -> PyResult<PartyId> {
    let registry = router.registry();
    let known = registry.party(party).map(|known| known.id.clone());
    known.ok_or_else(|| {
        let ids = registry.parties().iter().map(|party| party.id.as_str());
        unknown(py, ErrorCode::UnknownParty, pointer, party, ids)
    })
}

/// What a delivery log shows: all, or what one party may be told; with sentences, where a language is asked for.
#[pyfunction]
pub(crate) fn audit(
    py: Python<'_>,
    router: &Router,
    notices: Vec<PyRef<'_, Notice>>,
    log: &Logged,
    situations: Option<&[u8]>,
    strict: Strict,
    shown: (Option<String>, Option<String>),
) -> PyResult<Audited> {
    let (view_for, messages) = shown;
    let messages = messages.as_deref().map(language).transpose()?;
    let party = view_for.map(|party| known_party(py, router.core(), &party, "/view_for")).transpose()?;
    looked(py, router, &notices, (log, situations), &strict, |router, threads, log, situations, policy| {
        let mut found = life::audit(router, threads, log, situations, policy)?;
        if let Some(party) = party {
            found = found.view_for(&party, threads);
        }
        Ok(match messages {
            Some(lang) => found.with_messages(lang),
            None => found,
        })
    })
    .map(|made| Audited { made, registry: router.core().registry().clone() })
}

/// What a delivery log shows, with its pictures.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Audited {
    made: life::Audit,
    registry: ceptoar_core::Registry,
}

#[pymethods]
impl Audited {
    fn report(&self) -> Report {
        Report::new(self.made.clone())
    }

    /// The way of one notice as SVG; `None`: the audit has no such notice.
    fn timeline(&self, notice: &str, lang: &str) -> PyResult<Option<String>> {
        Ok(self.made.timeline_svg(&self.registry, notice, language(lang)?))
    }

    /// How far notices came as SVG.
    fn coverage(&self, lang: &str) -> PyResult<String> {
        Ok(self.made.coverage_svg(language(lang)?))
    }

    /// Writes its tables as a workbook.
    fn workbook(&self, py: Python<'_>, path: PathBuf, lang: &str) -> PyResult<()> {
        write(py, &path, &self.made.sheets(language(lang)?), self.made.policy.as_of)
    }
}

/// What to do now about the notices of a log.
#[pyfunction]
pub(crate) fn actions(
    py: Python<'_>,
    router: &Router,
    notices: Vec<PyRef<'_, Notice>>,
    log: &Logged,
    situations: Option<&[u8]>,
    strict: Strict,
    messages: Option<&str>,
) -> PyResult<Report> {
    let messages = messages.map(language).transpose()?;
    let found = looked(py, router, &notices, (log, situations), &strict, life::actions)?;
    Ok(Report::new(match messages {
        Some(lang) => found.with_messages(lang),
        None => found,
    }))
}

/// What follows from an update or a withdrawal, with what one party may be told of it.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Followed {
    made: FollowUp,
    router: ceptoar_core::Router,
    notices: Vec<Core>,
}

#[pymethods]
impl Followed {
    fn report(&self) -> Report {
        Report::new(self.made.clone())
    }

    /// What one party may be told, as JSON; `None`: nothing.
    fn view_for(&self, py: Python<'_>, party: &str) -> PyResult<Option<String>> {
        let party = known_party(py, &self.router, party, "/party")?;
        let threads = asked(py, || Threads::new(&self.router, &self.notices))?;
        Ok(self.made.view_for(&party, &threads).map(|view| view.to_json()))
    }
}

/// What follows from an update or a withdrawal.
#[pyfunction]
pub(crate) fn follow_up(
    py: Python<'_>,
    router: &Router,
    notices: Vec<PyRef<'_, Notice>>,
    log: &Logged,
    notice: &str,
    situation: Option<&Situation>,
) -> PyResult<Followed> {
    let router = router.core().clone();
    let notices: Vec<Core> = notices.iter().map(|notice| notice.0.clone()).collect();
    let situation = situation.map(|situation| situation.0.clone()).unwrap_or_default();
    let made = asked(py, || {
        let threads = Threads::new(&router, &notices)?;
        life::follow_up(&router, &threads, notice, &log.0, &situation)
    })?;
    Ok(Followed { made, router, notices })
}

/// Who is lost when something fails.
#[pyfunction]
pub(crate) fn resilience(
    py: Python<'_>,
    router: &Router,
    notice: &Notice,
    situation: Option<&Situation>,
    kinds: Option<Vec<String>>,
    pairs: bool,
) -> PyResult<Report> {
    let mut scope = Scope::default();
    scope.pairs = pairs;
    if let Some(kinds) = kinds {
        let read: Result<Vec<FailureKind>, _> = kinds.iter().map(|kind| kind.parse()).collect();
        scope.kinds = read.map_err(|error| PyValueError::new_err(error.to_string()))?;
    }
    let (router, notice) = (router.core(), &notice.0);
    let situation = situation.map(|situation| situation.0.clone()).unwrap_or_default();
    asked(py, || life::resilience(router, notice, &situation, &scope)).map(Report::new)
}

/// What chance leaves of a plan.
#[pyfunction]
pub(crate) fn drill(py: Python<'_>, router: &Router, notice: &Notice, scenario: &[u8]) -> PyResult<Report> {
    let (router, notice) = (router.core(), &notice.0);
    asked(py, || life::drill(router, notice, &Scenario::from_json(scenario, router)?)).map(Report::new)
}

/// What it would take that a party is told.
#[pyfunction]
pub(crate) fn remedies(
    py: Python<'_>,
    router: &Router,
    notice: &Notice,
    party: &Bound<'_, PyAny>,
    situation: Option<&Situation>,
) -> PyResult<Report> {
    let (router, notice, party) = (router.core(), &notice.0, text(party, "/party")?);
    let situation = situation.map(|situation| situation.0.clone()).unwrap_or_default();
    asked(py, || life::remedies(router, notice, &party, &situation)).map(Report::new)
}

/// The notices of a thread, and the one that is asked for.
fn thread_of(notice: &Notice, thread: &[PyRef<'_, Notice>]) -> Vec<Core> {
    let mut notices: Vec<Core> = thread.iter().map(|notice| notice.0.clone()).collect();
    // One of the same id that says something else is refused with the thread.
    if !notices.contains(&notice.0) {
        notices.push(notice.0.clone());
    }
    notices
}

/// Whether a holder may pass a notice on whose thread is known.
#[pyfunction]
pub(crate) fn may_pass_in(
    py: Python<'_>,
    router: &Router,
    notice: &Notice,
    thread: Vec<PyRef<'_, Notice>>,
    holder: &Bound<'_, PyAny>,
    party: &Bound<'_, PyAny>,
    situation: Option<&Situation>,
) -> PyResult<String> {
    let (router, notices, id) = (router.core(), thread_of(notice, &thread), &notice.0.id);
    let (holder, party) = (text(holder, "/holder")?, text(party, "/party")?);
    let situation = situation.map(|situation| situation.0.clone()).unwrap_or_default();
    let made = asked(py, || life::may_pass(router, &Threads::new(router, &notices)?, id, &holder, &party, &situation))?;
    Ok(serde_json::to_string(&made).unwrap_or_default())
}

/// To whom a holder hands a notice on whose thread is known.
#[pyfunction]
pub(crate) fn onward_in(
    py: Python<'_>,
    router: &Router,
    notice: &Notice,
    thread: Vec<PyRef<'_, Notice>>,
    holder: &Bound<'_, PyAny>,
    situation: Option<&Situation>,
) -> PyResult<String> {
    let (router, notices, id) = (router.core(), thread_of(notice, &thread), &notice.0.id);
    let holder = text(holder, "/holder")?;
    let situation = situation.map(|situation| situation.0.clone()).unwrap_or_default();
    let made = asked(py, || life::onward(router, &Threads::new(router, &notices)?, id, &holder, &situation))?;
    Ok(serde_json::to_string(&made).unwrap_or_default())
}
