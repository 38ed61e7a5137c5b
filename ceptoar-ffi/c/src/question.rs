//! The questions that are answered in JSON.

use std::ffi::c_char;

use ceptoar_core::{self as core, Label, MayPass, Notice, PartyId, Passing, Plan, Refusal, Situation};
use serde::Serialize;

use crate::error::{CeptoarError, CeptoarStatus, Fail};
use crate::handle::{call, lend, list, make, need, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::router::CeptoarRouter;
use crate::text::{CeptoarString, lang};

/// What every question names.
pub(crate) struct Question<'a> {
    pub(crate) router: &'a core::Router,
    notice: &'a Notice,
    situation: Option<&'a Situation>,
}

impl<'a> Question<'a> {
    /// # Safety
    /// Pointers are NULL or valid.
    pub(crate) unsafe fn new(
        router: *const CeptoarRouter,
        notice: *const CeptoarNotice,
        situation: *const CeptoarSituation,
    ) -> Result<Self, Fail> {
        unsafe {
            let (router, notice) = (&need(router, "router")?.0, &need(notice, "notice")?.0);
            Ok(Self { router, notice, situation: lend(situation).map(|situation| &situation.0) })
        }
    }

    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&'a core::Router, &'a Notice, &Situation) -> Result<T, Refusal>,
    ) -> Result<T, Fail> {
        let plain = Situation::default();
        question(self.router, self.notice, self.situation.unwrap_or(&plain)).map_err(Fail::from)
    }
}

/// A party that the registry has: of a name misspelt, "not told" is no answer.
pub(crate) fn known(registry: &core::Registry, party: &PartyId, name: &str) -> Result<(), Fail> {
    registry.known(party.as_str()).map(drop).map_err(|refusal| Fail::from(refusal).at(name))
}

/// # Safety
/// `id` is NULL or has `len` bytes.
pub(crate) unsafe fn party(id: *const c_char, len: usize, name: &'static str) -> Result<PartyId, Fail> {
    PartyId::new(unsafe { text(id, len, name) }?).map_err(|fault| Fail::bad_id(&fault, name))
}

/// Whether a holder may pass the notice to a party; each of the two is a text with its length.
///
/// # Safety
/// Pointers are NULL or valid.
unsafe fn passing(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    holder: (*const c_char, usize),
    party: (*const c_char, usize),
) -> Result<Passing, Fail> {
    unsafe {
        let holder = self::party(holder.0, holder.1, "holder")?;
        let party = self::party(party.0, party.1, "party")?;
        let q = Question::new(router, notice, situation)?;
        q.ask(|router, notice, situation| router.may_pass(notice, &holder, &party, situation))
    }
}

/// The plan as JSON: who is told, who must be, by which path and channels, until when (schemas/v1/answer.schema.json).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_route(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let plan = Question::new(router, notice, situation)?.ask(core::Router::route)?;
            Ok(CeptoarString::new(plan.to_json()))
        })
    }
}

/// The explanation as JSON: the plan, and for every party why it is told or not (schemas/v1/answer.schema.json).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_explain(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = Question::new(router, notice, situation)?.ask(core::Router::explain)?;
            Ok(CeptoarString::new(why.to_json()))
        })
    }
}

/// The verdict on one party as JSON (the `verdicts` of schemas/v1/answer.schema.json).
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_decide(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let party = self::party(party, party_len, "party")?;
            let q = Question::new(router, notice, situation)?;
            let verdict = q.ask(|router, notice, situation| router.decide(notice, &party, situation))?;
            Ok(CeptoarString::json(&verdict))
        })
    }
}

/// "I hold this: whom do I hand it to?" The plan's hops that leave the holder, each with whom it serves, as a JSON array.
///
/// # Safety
/// Pointers are NULL or valid; `holder` has `holder_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_onward(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    holder: *const c_char,
    holder_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let holder = party(holder, holder_len, "holder")?;
            let q = Question::new(router, notice, situation)?;
            let onward = q.ask(|router, notice, situation| router.onward(notice, &holder, situation))?;
            Ok(CeptoarString::json(&onward))
        })
    }
}

/// Whether a holder may pass a notice to a party. Three values: a bare yes would pass what nobody has judged. A number is
/// never used again for something else.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeptoarMayPass {
    /// It may not.
    No = 0,
    /// It may once somebody has judged so: what is to be judged is told by `ceptoar_router_passing`.
    IfJudged = 1,
    /// It may.
    Yes = 2,
}

impl From<MayPass> for CeptoarMayPass {
    fn from(answer: MayPass) -> Self {
        match answer {
            MayPass::No => Self::No,
            MayPass::IfJudged => Self::IfJudged,
            MayPass::Yes => Self::Yes,
        }
    }
}

/// "May I pass it to X?" No JSON, and nothing to free. Compare the answer with `CEPTOAR_MAY_PASS_YES`: as a truth value
/// `CEPTOAR_MAY_PASS_IF_JUDGED` would read as a yes, which it is not.
///
/// # Safety
/// Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_may_pass(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    holder: *const c_char,
    holder_len: usize,
    party: *const c_char,
    party_len: usize,
    out: *mut CeptoarMayPass,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        call(out, error, || {
            let passing = passing(router, notice, situation, (holder, holder_len), (party, party_len))?;
            Ok(passing.answer.into())
        })
    }
}

/// "May I pass it to X, how, and why not?" As `{"answer", "hop", "judgement", "reasons"}`: `yes` with the hop, `if-judged`
/// with the hop and what is to be judged, or `no` with every reason.
///
/// # Safety
/// Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_passing(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    holder: *const c_char,
    holder_len: usize,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let passing = passing(router, notice, situation, (holder, holder_len), (party, party_len))?;
            Ok(CeptoarString::json(&passing))
        })
    }
}

/// Why the holder may not pass it to the party, as a JSON array of sentences in one language, in the order of the reasons
/// of `ceptoar_router_passing`; empty where it may, be it only once somebody has judged so.
///
/// # Safety
/// Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_why_not(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    holder: *const c_char,
    holder_len: usize,
    party: *const c_char,
    party_len: usize,
    lang: u32,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let lang = self::lang(lang)?;
            let passing = passing(router, notice, situation, (holder, holder_len), (party, party_len))?;
            let registry = need(router, "router")?.0.registry();
            let sentences: Vec<String> = passing.reasons.iter().map(|why| why.sentence(registry, lang)).collect();
            Ok(CeptoarString::json(&sentences))
        })
    }
}

/// What a recipient may be told of its own part of the plan, as JSON: nothing of the others, and under `no_attribution`
/// nothing of the origin. A party that is not told is `CEPTOAR_STATUS_NOT_FOUND`; one that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_view(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let party = self::party(party, party_len, "party")?;
            let plan = Question::new(router, notice, situation)?.ask(core::Router::route)?;
            known(need(router, "router")?.0.registry(), &party, "party")?;
            let view = plan.view_for(party.as_str()).ok_or_else(|| Fail::not_found("party", party.as_str()))?;
            Ok(CeptoarString::new(view.to_json()))
        })
    }
}

/// The notice under another label: any by the deciding authority, a stricter one by any holder.
///
/// # Safety
/// Pointers are NULL or valid; `by` has `by_len` bytes, `label` has `label_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_relabel(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    by: *const c_char,
    by_len: usize,
    label: *const c_char,
    label_len: usize,
    out: *mut *mut CeptoarNotice,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let by = party(by, by_len, "by")?;
            let label = text(label, label_len, "label")?;
            let label = Label::new(label).map_err(|fault| Fail::bad_id(&fault, "label"))?;
            let q = Question::new(router, notice, situation)?;
            q.ask(|router, notice, situation| router.relabel(notice, &by, &label, situation)).map(CeptoarNotice)
        })
    }
}

#[derive(Serialize)]
struct Batch<'a> {
    outcomes: &'a [usize],
    plans: &'a [Plan],
}

/// The answers for many notices in one situation, as `{"outcomes", "plans"}`: for each notice the place of its plan among
/// the distinct plans, each of which names the first notice that it answers. One bad notice refuses them all.
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
            Ok(CeptoarString::json(&Batch { outcomes: batch.outcomes(), plans: batch.plans() }))
        })
    }
}
