//! The explanation as a handle: decided once, then read, said and drawn.

use std::ffi::c_char;

use ceptoar_core::{self as core, PictureOptions};

use crate::argument::known;
use crate::call::{CeptoarError, make};
use crate::fail::Fail;
use crate::handle::{Handle, need, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::options::Options;
use crate::plan::CeptoarPlan;
use crate::question::Question;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::CeptoarString;

/// The plan, and for every party why it is told or not. Free it with `ceptoar_explanation_free`.
pub struct CeptoarExplanation {
    explanation: core::Explanation,
    registry: core::Registry,
}

impl Handle for CeptoarExplanation {}

/// Decides who is told, and says of every party why it is told or not.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_explain(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarExplanation,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let q = Question::new(router, notice, situation)?;
            let (explanation, registry) = (q.ask(core::Router::explain)?, q.router.registry().clone());
            Ok(CeptoarExplanation { explanation, registry })
        })
    }
}

/// The explanation as JSON: the plan, and the verdict on every party (schemas/v1/answer.schema.json).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_json(
    explanation: *const CeptoarExplanation,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarString::new(need(explanation, "explanation")?.explanation.to_json()))) }
}

/// The plan of this very decision, as a handle of its own. What a recipient may be told is asked of it (`ceptoar_plan_view`).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_plan(
    explanation: *const CeptoarExplanation,
    out: *mut *mut CeptoarPlan,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = need(explanation, "explanation")?;
            Ok(CeptoarPlan { plan: why.explanation.plan.clone(), registry: why.registry.clone() })
        })
    }
}

/// The verdict on one party as JSON (the `verdicts` of schemas/v1/answer.schema.json). The origin has none, which is
/// `CEPTOAR_STATUS_NOT_FOUND`; a party that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_verdict(
    explanation: *const CeptoarExplanation,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = need(explanation, "explanation")?;
            let party = known(&why.registry, party, party_len, "party")?;
            let verdict = why.explanation.verdict(&party);
            verdict.map(CeptoarString::json).ok_or_else(|| Fail::not_found("party", &party))
        })
    }
}

/// The explanation as text for a person, as `options` say: `{"lang": "ja" | "en", "width": 100, "all": false}`, each of them
/// optional. `width` is that of the screen in columns; with `all` everything is said of everybody. NULL: English, the rest as
/// here.
///
/// # Safety
/// Pointers are NULL or valid; `options` has `options_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_text(
    explanation: *const CeptoarExplanation,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = need(explanation, "explanation")?;
            let options = Options::read(options, options_len)?.text()?;
            Ok(CeptoarString::new(why.explanation.text(&why.registry, options)))
        })
    }
}

/// Everything about one party as text for a person: what becomes of it, by which path, and each reason with what it rests
/// on. `options` as for `ceptoar_explanation_text`. A party that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes, `options` has `options_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_why(
    explanation: *const CeptoarExplanation,
    party: *const c_char,
    party_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = need(explanation, "explanation")?;
            let party = known(&why.registry, party, party_len, "party")?;
            let options = Options::read(options, options_len)?.text()?;
            Ok(CeptoarString::new(why.explanation.why(&why.registry, &party, options)?))
        })
    }
}

type Drawing = fn(&core::Explanation, &core::Registry, PictureOptions) -> String;

fn drawing(format: &str) -> Result<Drawing, Fail> {
    match format {
        "mermaid" => Ok(core::Explanation::mermaid),
        "dot" => Ok(core::Explanation::dot),
        "svg" => Ok(core::Explanation::svg),
        _ => Err(Fail::not_found("format", format)),
    }
}

/// The route as a picture for whoever routes, with those who are not told and why: `mermaid`, `dot` or `svg`, as `options` say:
/// `{"lang": "ja" | "en", "collapse": 8 | null, "page": [width, height] | null, "withheld": "summary" | "list" | "none"}`, each
/// of them optional. More than `collapse` siblings that are told alike are one box with their number; `page` bounds an SVG in
/// pixels, and what does not fit is counted; `withheld` is what is shown of those who are not told. NULL: English, 8, no bound,
/// a summary.
///
/// # Safety
/// Pointers are NULL or valid; `format` has `format_len` bytes, `options` has `options_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_picture(
    explanation: *const CeptoarExplanation,
    format: *const c_char,
    format_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let why = need(explanation, "explanation")?;
            let draw = drawing(text(format, format_len, "format")?)?;
            let options = Options::read(options, options_len)?.picture()?;
            Ok(CeptoarString::new(draw(&why.explanation, &why.registry, options)))
        })
    }
}

/// Frees an explanation; plans that were taken of it live on. NULL is allowed.
///
/// # Safety
/// `explanation` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_explanation_free(explanation: *mut CeptoarExplanation) {
    unsafe { CeptoarExplanation::free(explanation) }
}
