//! The plan as a handle: decided once, then read, said, and shown to each recipient.

use std::ffi::c_char;

use ceptoar_core::{self as core, Notice, Plan, Situation};

use crate::argument::known;
use crate::call::{CeptoarError, make};
use crate::fail::Fail;
use crate::handle::{Handle, lend, list, need};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::options::Options;
use crate::question::Question;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::CeptoarString;

/// Who is told, who must be, by which path and channels, until when. Free it with `ceptoar_plan_free`.
pub struct CeptoarPlan {
    pub(crate) plan: Plan,
    pub(crate) registry: core::Registry,
}

impl Handle for CeptoarPlan {}

/// Decides who is told, who must be, by which path and channels, until when.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_route(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarPlan,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarPlan { plan: q.ask(core::Router::route)?, registry: q.router.registry().clone() })
        })
    }
}

/// The plan as JSON (schemas/v1/answer.schema.json).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_plan_json(
    plan: *const CeptoarPlan,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarString::new(need(plan, "plan")?.plan.to_json()))) }
}

/// The plan as text for a person: who is told, nothing of the others. `options` as for `ceptoar_explanation_text`.
///
/// # Safety
/// Pointers are NULL or valid; `options` has `options_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_plan_text(
    plan: *const CeptoarPlan,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let plan = need(plan, "plan")?;
            let options = Options::read(options, options_len)?.text()?;
            Ok(CeptoarString::new(plan.plan.text(&plan.registry, options)))
        })
    }
}

/// What the plan says of one party: that of a party which is told, else `CEPTOAR_STATUS_NOT_FOUND`. A party that the registry
/// has not is refused.
///
/// # Safety
/// `plan` is NULL or alive; `party` is NULL or has `party_len` bytes.
unsafe fn of<T>(
    plan: *const CeptoarPlan,
    party: *const c_char,
    party_len: usize,
    find: impl FnOnce(&Plan, &str) -> Option<T>,
) -> Result<T, Fail> {
    let plan = unsafe { need(plan, "plan") }?;
    let party = unsafe { known(&plan.registry, party, party_len, "party") }?;
    find(&plan.plan, &party).ok_or_else(|| Fail::not_found("party", &party))
}

/// The delivery to one party as JSON (the `deliveries` of schemas/v1/answer.schema.json). A party that is not told is
/// `CEPTOAR_STATUS_NOT_FOUND`; one that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_plan_delivery(
    plan: *const CeptoarPlan,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || of(plan, party, party_len, |plan, party| plan.delivery(party).map(CeptoarString::json)))
    }
}

/// What a recipient may be told of its own part of the plan, as JSON: nothing of the others, and under `no_attribution`
/// nothing of the origin. A party that is not told is `CEPTOAR_STATUS_NOT_FOUND`; one that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_plan_view(
    plan: *const CeptoarPlan,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let view = of(plan, party, party_len, Plan::view_for)?;
            Ok(CeptoarString::new(view.to_json()))
        })
    }
}

/// Frees a plan. NULL is allowed.
///
/// # Safety
/// `plan` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_plan_free(plan: *mut CeptoarPlan) {
    unsafe { CeptoarPlan::free(plan) }
}

/// The answers for many notices in one situation as JSON (schemas/v1/batch.schema.json): a row for each notice with the place of
/// its plan, and the distinct plans, each of which names the first notice that it answers. One bad notice refuses them all.
///
/// # Safety
/// Pointers are NULL or valid; `notices` has `notices_len` pointers to live notices.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_route_batch(
    router: *const CeptoarRouter,
    notices: *const *const CeptoarNotice,
    notices_len: usize,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let router = &need(router, "router")?.0;
            let pointers = list(notices, notices_len, "notices")?;
            let notices = pointers.iter().map(|notice| need(*notice, "notices").map(|notice| notice.0.clone()));
            let notices = notices.collect::<Result<Vec<Notice>, Fail>>()?;
            let plain = Situation::default();
            let batch = router.route_batch(&notices, lend(situation).map_or(&plain, |situation| &situation.0))?;
            Ok(CeptoarString::new(batch.to_json()))
        })
    }
}
