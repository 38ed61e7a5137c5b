//! What becomes of notices once they are sent: audits of delivery logs, and what to do now.

use ceptoar_core::life::{self, DatedSituation, Log, Policy, Span, Threads};
use ceptoar_core::{Notice as Core, Refusal, parse_instant};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::notice::Notice;
use crate::report::{Made, Report, asked};
use crate::router::Router;

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

/// Reads what an audit looks at, and asks.
fn looked<T: Send>(
    py: Python<'_>,
    router: &Router,
    notices: &[PyRef<'_, Notice>],
    (log, situations): (&[u8], Option<&[u8]>),
    strict: &Strict,
    ask: impl FnOnce(&ceptoar_core::Router, &Threads<'_>, &Log, &[DatedSituation], &Policy) -> Result<T, Refusal> + Send,
) -> PyResult<T> {
    let (router, policy) = (router.core(), strict.policy()?);
    let notices: Vec<Core> = notices.iter().map(|notice| notice.0.clone()).collect();
    asked(py, || {
        let situations = situations.map(DatedSituation::list_from_json).transpose()?.unwrap_or_default();
        let log = Log::from_json(log, router)?;
        ask(router, &Threads::new(router, &notices)?, &log, &situations, &policy)
    })
}

/// What a delivery log shows.
#[pyfunction]
pub(crate) fn audit(
    py: Python<'_>,
    router: &Router,
    notices: Vec<PyRef<'_, Notice>>,
    log: &[u8],
    situations: Option<&[u8]>,
    strict: Strict,
    view_for: Option<&str>,
) -> PyResult<Report> {
    let party = view_for.map(str::parse::<ceptoar_core::PartyId>).transpose();
    let party = party.map_err(|error| PyValueError::new_err(error.to_string()))?;
    looked(py, router, &notices, (log, situations), &strict, |router, threads, log, situations, policy| {
        let found = life::audit(router, threads, log, situations, policy)?;
        Ok(party.map_or(found.clone(), |party| found.view_for(&party, threads)))
    })
    .map(|made| Report(Made::Audit(Box::new(made))))
}

/// What to do now about the notices of a log.
#[pyfunction]
pub(crate) fn actions(
    py: Python<'_>,
    router: &Router,
    notices: Vec<PyRef<'_, Notice>>,
    log: &[u8],
    situations: Option<&[u8]>,
    strict: Strict,
) -> PyResult<Report> {
    looked(py, router, &notices, (log, situations), &strict, life::actions).map(|made| Report(Made::Actions(made)))
}
