//! What C asks of an error.

use crate::call::{CeptoarError, make, value};
use crate::fail::Problem;
use crate::handle::{Handle as _, lend, need};
use crate::status::CeptoarStatus;
use crate::text::{CeptoarStr, CeptoarString, lang};

/// A text of one problem; none where there is no such problem.
///
/// # Safety
/// `error` is NULL or alive.
unsafe fn said<'a>(
    error: *const CeptoarError,
    place: usize,
    text: impl FnOnce(&'a Problem) -> Option<&'a str>,
) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        let problem = unsafe { lend(error) }.and_then(|error| error.0.problems.get(place));
        problem.and_then(text).map_or(CeptoarStr::NONE, CeptoarStr::of)
    })
}

/// The status of an error; `CEPTOAR_STATUS_OK` for NULL.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_status(error: *const CeptoarError) -> CeptoarStatus {
    value(CeptoarStatus::Panic, || unsafe { lend(error) }.map_or(CeptoarStatus::Ok, |error| error.0.status))
}

/// How many problems an error lists; 0 for NULL, at least 1 else.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_len(error: *const CeptoarError) -> usize {
    value(0, || unsafe { lend(error) }.map_or(0, |error| error.0.problems.len()))
}

/// The code of a problem: one of docs/codes.md where the status is `CEPTOAR_STATUS_REFUSED`, else the name of the status,
/// such as `null-argument`. No text where there is no such problem.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_code(error: *const CeptoarError, place: usize) -> CeptoarStr {
    unsafe { said(error, place, |problem| Some(problem.code)) }
}

/// Where a problem is, as a JSON Pointer into the document, or `/` and the name of the argument. No text where there is no
/// such problem.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_pointer(error: *const CeptoarError, place: usize) -> CeptoarStr {
    unsafe { said(error, place, |problem| Some(&problem.pointer)) }
}

/// The sentence of a problem in one language (`CEPTOAR_LANG_JA` or `CEPTOAR_LANG_EN`), without a full stop. No text where
/// there is no such problem or language.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_message(error: *const CeptoarError, place: usize, lang: u32) -> CeptoarStr {
    unsafe { said(error, place, |problem| Some(problem.message(self::lang(lang).ok()?))) }
}

/// Line and column of a problem, for what is no JSON or has not its shape: whether the problem has them. `line` and
/// `column` are not written where it has none.
///
/// # Safety
/// `error` is NULL or alive; `line` and `column` are NULL or can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_position(
    error: *const CeptoarError,
    place: usize,
    line: *mut usize,
    column: *mut usize,
) -> bool {
    value(false, || {
        let problem = unsafe { lend(error) }.and_then(|error| error.0.problems.get(place));
        let Some((at_line, at_column)) = problem.and_then(|problem| problem.position) else { return false };
        for (out, number) in [(line, at_line), (column, at_column)] {
            if !out.is_null() {
                // SAFETY: not NULL, and the caller says that it can be written to.
                unsafe { out.write(number) };
            }
        }
        true
    })
}

/// Every problem as `{"problems": [{"code", "pointer", "message"}]}`.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_json(
    error: *const CeptoarError,
    lang: u32,
    out: *mut *mut CeptoarString,
) -> CeptoarStatus {
    unsafe {
        make(out, std::ptr::null_mut(), || {
            let error = need(error, "error")?;
            let lang = self::lang(lang)?;
            let problems: Vec<_> = error
                .0
                .problems
                .iter()
                .map(|p| serde_json::json!({ "code": p.code, "pointer": p.pointer, "message": p.message(lang) }))
                .collect();
            Ok(CeptoarString::new(serde_json::json!({ "problems": problems }).to_string()))
        })
    }
}

/// The name of a status number, such as `refused`; no text for a number that is none.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_status_name(status: u32) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        CeptoarStatus::of(status).map_or(CeptoarStr::NONE, |status| CeptoarStr::of(status.code()))
    })
}

/// Frees an error. NULL is allowed.
///
/// # Safety
/// `error` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_free(error: *mut CeptoarError) {
    unsafe { CeptoarError::free(error) }
}
