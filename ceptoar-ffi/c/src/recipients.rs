//! May or must: the question without JSON, for hot loops.

use std::ffi::c_char;

use ceptoar_core::{self as core, Duty, RecipientSet};

use crate::argument::known;
use crate::call::{CeptoarError, call, make, value};
use crate::fail::Fail;
use crate::handle::{Handle, lend, need, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::question::Question;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::{CeptoarStr, CeptoarString};

/// Whether a party is told of a notice. A number is never used again for something else.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeptoarDuty {
    /// It is not told: it must not be.
    NotTold = 0,
    /// It may be told.
    May = 1,
    /// It must be told.
    Must = 2,
}

impl From<Option<Duty>> for CeptoarDuty {
    fn from(duty: Option<Duty>) -> Self {
        match duty {
            None => Self::NotTold,
            Some(Duty::May) => Self::May,
            Some(Duty::Must) => Self::Must,
        }
    }
}

/// Who is told of a notice, and who must be. Free it with `ceptoar_recipients_free`.
pub struct CeptoarRecipients {
    set: RecipientSet,
    registry: core::Registry,
}

impl Handle for CeptoarRecipients {}

/// The duty towards one party. A party that the registry has not is refused: a word misspelt is not an answer.
///
/// # Safety
/// `party` is NULL or has `len` bytes.
unsafe fn duty(
    recipients: &RecipientSet,
    registry: &core::Registry,
    party: *const c_char,
    len: usize,
) -> Result<CeptoarDuty, Fail> {
    let duty = recipients.duty(unsafe { text(party, len, "party") }?);
    if duty.is_none() {
        // Who is told is known: the registry is asked about the others only.
        unsafe { known(registry, party, len, "party") }?;
    }
    Ok(duty.into())
}

/// Whether a party may or must be told of a notice: no JSON, and nothing to free.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_duty(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    party: *const c_char,
    party_len: usize,
    out: *mut CeptoarDuty,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        call(out, error, || {
            let q = Question::new(router, notice, situation)?;
            duty(&q.ask(core::Router::audience)?, q.router.registry(), party, party_len)
        })
    }
}

/// Who is told of a notice, and who must be, without paths and reasons.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_recipients(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarRecipients,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let q = Question::new(router, notice, situation)?;
            Ok(CeptoarRecipients { set: q.ask(core::Router::audience)?, registry: q.router.registry().clone() })
        })
    }
}

/// Whether a party is among the recipients, and how. A party that the registry has not is refused, as by
/// `ceptoar_router_duty`.
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_recipients_duty(
    recipients: *const CeptoarRecipients,
    party: *const c_char,
    party_len: usize,
    out: *mut CeptoarDuty,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        call(out, error, || {
            let recipients = need(recipients, "recipients")?;
            duty(&recipients.set, &recipients.registry, party, party_len)
        })
    }
}

/// What a careful reader should look at, as a JSON array of `{"code", "at"}`, sorted: the lints of the plan but those of
/// its hops, which are not looked at here (`channel-unknown`, `required-by-judgement`).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_recipients_lints(
    recipients: *const CeptoarRecipients,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarString::json(need(recipients, "recipients")?.set.lints()))) }
}

/// How many are told; 0 for NULL.
///
/// # Safety
/// `recipients` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_recipients_len(recipients: *const CeptoarRecipients) -> usize {
    value(0, || unsafe { lend(recipients) }.map_or(0, |recipients| recipients.set.len()))
}

/// The recipient at a place, in the order of their ids; no text where there is none. The text lives as long as the
/// recipients. Walks from the first: for a list of all it is quick enough, for a table of parties it is not meant.
///
/// # Safety
/// `recipients` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_recipients_at(recipients: *const CeptoarRecipients, place: usize) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        let found = unsafe { lend(recipients) }.and_then(|recipients| recipients.set.iter().nth(place));
        found.map_or(CeptoarStr::NONE, |(party, _)| CeptoarStr::of(party.as_str()))
    })
}

/// Frees recipients. NULL is allowed.
///
/// # Safety
/// `recipients` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_recipients_free(recipients: *mut CeptoarRecipients) {
    unsafe { CeptoarRecipients::free(recipients) }
}
