//! A party's own questions: is it told, to whom does it hand on, may it pass to that one, may it relabel?

use std::ffi::c_char;

use ceptoar_core::{MayPass, Passing};

use crate::call::{CeptoarError, call, make};
use crate::fail::Fail;
use crate::handle::{need, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::question::Question;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::{CeptoarString, lang};

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
        let (holder, party) = (text(holder.0, holder.1, "holder")?, text(party.0, party.1, "party")?);
        let q = Question::new(router, notice, situation)?;
        q.ask(|router, notice, situation| router.may_pass(notice, holder, party, situation))
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
            let party = text(party, party_len, "party")?;
            let q = Question::new(router, notice, situation)?;
            let verdict = q.ask(|router, notice, situation| router.decide(notice, party, situation))?;
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
            let holder = text(holder, holder_len, "holder")?;
            let q = Question::new(router, notice, situation)?;
            let onward = q.ask(|router, notice, situation| router.onward(notice, holder, situation))?;
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
            let (by, label) = (text(by, by_len, "by")?, text(label, label_len, "label")?);
            let q = Question::new(router, notice, situation)?;
            q.ask(|router, notice, situation| router.relabel(notice, by, label, situation)).map(CeptoarNotice)
        })
    }
}
