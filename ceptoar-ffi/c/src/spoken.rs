//! The answer as people read it: text, the reasons for one party, and pictures.

use std::ffi::c_char;

use ceptoar_core::{self as core, PictureOptions};

use crate::error::{CeptoarError, CeptoarStatus, Fail};
use crate::handle::{make, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::options::Options;
use crate::question::{Question, party};
use crate::router::CeptoarRouter;
use crate::text::{CeptoarString, lang};

/// The explanation as text for a person, in one language (`CEPTOAR_LANG_JA` or `CEPTOAR_LANG_EN`).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_explain_text(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    lang: u32,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let lang = self::lang(lang)?;
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarString::new(q.ask(core::Router::explain)?.text(q.router.registry(), lang)))
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
pub unsafe extern "C" fn ceptoar_router_explain_text_with(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let options = Options::read(options, options_len)?.text()?;
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarString::new(q.ask(core::Router::explain)?.text(q.router.registry(), options)))
        })
    }
}

/// Everything about one party as text for a person: what becomes of it, by which path, and each reason with what it rests
/// on. `options` as for `ceptoar_router_explain_text_with`. A party that the registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes, `options` has `options_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_why(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    party: *const c_char,
    party_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let party = self::party(party, party_len, "party")?;
            let options = Options::read(options, options_len)?.text()?;
            let q = Question::new(router, notice, situation)?;
            let why = q.ask(core::Router::explain)?;
            Ok(CeptoarString::new(why.why(q.router.registry(), party.as_str(), options)?))
        })
    }
}

/// The route as a picture for whoever routes, with those who are not told and why: `mermaid`, `dot` or `svg`, labelled in
/// one language (`CEPTOAR_LANG_JA` or `CEPTOAR_LANG_EN`).
///
/// # Safety
/// Pointers are NULL or valid; `format` has `format_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_picture(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    format: *const c_char,
    format_len: usize,
    lang: u32,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let draw = drawing(text(format, format_len, "format")?)?;
            let lang = self::lang(lang)?;
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarString::new(draw(&q.ask(core::Router::explain)?, q.router.registry(), lang.into())))
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

/// The route as a picture, as `options` say: `{"lang": "ja" | "en", "collapse": 8 | null, "page": [width, height] | null,
/// "withheld": "summary" | "list" | "none"}`, each of them optional. More than `collapse` siblings that are told alike are one
/// box with their number; `page` bounds an SVG in pixels, and what does not fit is counted; `withheld` is what is shown of
/// those who are not told. NULL: English, 8, no bound, a summary.
///
/// # Safety
/// Pointers are NULL or valid; `format` has `format_len` bytes, `options` has `options_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_picture_with(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    format: *const c_char,
    format_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let draw = drawing(text(format, format_len, "format")?)?;
            let options = Options::read(options, options_len)?.picture()?;
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarString::new(draw(&q.ask(core::Router::explain)?, q.router.registry(), options)))
        })
    }
}
