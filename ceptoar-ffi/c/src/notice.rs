//! The envelope of a notice, and the situation that it is asked in.

use std::ffi::c_char;

use ceptoar_core as core;

use crate::call::{CeptoarError, make};
use crate::handle::{Handle, bytes, lend, need, text};
use crate::status::CeptoarStatus;
use crate::text::CeptoarString;

/// The envelope of a notice, never its content. Free it with `ceptoar_notice_free`.
pub struct CeptoarNotice(pub(crate) core::Notice);
/// The situation that a question is asked in: instant, outages, failed sectors. Free it with `ceptoar_situation_free`.
pub struct CeptoarSituation(pub(crate) core::Situation);

impl Handle for CeptoarNotice {}
impl Handle for CeptoarSituation {}

/// Reads a notice (schemas/v1/notice.schema.json) and checks its form. `ceptoar_router_notice` also checks its ids.
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_notice_from_json(
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarNotice,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarNotice(core::Notice::from_json(bytes(json, json_len, "json")?)?))) }
}

/// The notice as JSON; what is empty is left out.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_notice_json(
    notice: *const CeptoarNotice,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarString::new(need(notice, "notice")?.0.to_json()))) }
}

/// Frees a notice. NULL is allowed.
///
/// # Safety
/// `notice` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_notice_free(notice: *mut CeptoarNotice) {
    unsafe { CeptoarNotice::free(notice) }
}

/// Reads `{"at", "outages": [{"channel", "link": "from>to"}, {"party"}], "failed_sectors"}`, each of them optional.
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_situation_from_json(
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarSituation,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarSituation(core::Situation::from_json(bytes(json, json_len, "json")?)?))) }
}

/// The same situation with one more outage, as a handle of its own; NULL for `situation` means the plain one. The outage is
/// `email`, `mic>telecom`, `mic>telecom:email` or `party:mhlw`; a part that is empty or has not the form is refused as `bad-id`
/// at `/channel`, `/link` or `/party`, since an empty part never means "all".
///
/// # Safety
/// Pointers are NULL or valid; `outage` has `outage_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_situation_with_outage(
    situation: *const CeptoarSituation,
    outage: *const c_char,
    outage_len: usize,
    out: *mut *mut CeptoarSituation,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let outage: core::Outage = text(outage, outage_len, "outage")?.parse()?;
            let plain = lend(situation).map_or_else(core::Situation::default, |situation| situation.0.clone());
            Ok(CeptoarSituation(plain.with_outage(outage)))
        })
    }
}

/// Frees a situation. NULL is allowed.
///
/// # Safety
/// `situation` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_situation_free(situation: *mut CeptoarSituation) {
    unsafe { CeptoarSituation::free(situation) }
}
