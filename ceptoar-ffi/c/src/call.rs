//! How a call ends: with a status and what it made, with an error, or with a plain value. Every function of the interface ends
//! here or in `Handle::free`.

use crate::fail::Fail;
use crate::handle::Handle;
use crate::panic::caught;
use crate::status::CeptoarStatus;

/// Why a call did not succeed: a status, and every problem with its code, place and sentence. Free it with
/// `ceptoar_error_free`.
pub struct CeptoarError(pub(crate) Fail);

impl Handle for CeptoarError {}

/// Runs a call to its end: what it makes is written to `out` where it succeeds, and nothing where it does not.
///
/// # Safety
/// `out` and `error` are NULL or can be written to.
pub(crate) unsafe fn call<T>(
    out: *mut T,
    error: *mut *mut CeptoarError,
    work: impl FnOnce() -> Result<T, Fail>,
) -> CeptoarStatus {
    let work = || if out.is_null() { Err(Fail::null("out")) } else { work() };
    match caught(work).unwrap_or_else(|| Err(Fail::panic())) {
        Ok(made) => {
            // SAFETY: not NULL, as was seen before the work; the caller says that it can be written to.
            unsafe { out.write(made) };
            CeptoarStatus::Ok
        }
        Err(fail) => {
            let status = fail.status;
            if !error.is_null() {
                // SAFETY: not NULL, and the caller says that it can be written to.
                unsafe { error.write(CeptoarError(fail).give()) };
            }
            status
        }
    }
}

/// [`call`] for what makes a handle.
///
/// # Safety
/// As [`call`].
pub(crate) unsafe fn make<T: Handle>(
    out: *mut *mut T,
    error: *mut *mut CeptoarError,
    work: impl FnOnce() -> Result<T, Fail>,
) -> CeptoarStatus {
    unsafe { call(out, error, || work().map(Handle::give)) }
}

/// [`call`] for what writes its answer by itself, once nothing can fail any more.
///
/// # Safety
/// As [`call`].
pub(crate) unsafe fn done(error: *mut *mut CeptoarError, work: impl FnOnce() -> Result<(), Fail>) -> CeptoarStatus {
    let mut nothing = ();
    unsafe { call(&raw mut nothing, error, work) }
}

/// Runs a call that returns a value; a panic ends as `otherwise`, which says that there is none.
pub(crate) fn value<T>(otherwise: T, work: impl FnOnce() -> T) -> T {
    caught(work).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_panic_ends_as_a_status_and_writes_nothing() {
        let mut out = 7_u32;
        let mut error = ptr::null_mut();
        let status = unsafe { call(&raw mut out, &raw mut error, || std::panic::resume_unwind(Box::new("planted"))) };
        assert_eq!((status, out), (CeptoarStatus::Panic, 7));
        assert!(!error.is_null());
        unsafe { CeptoarError::free(error) };
        assert_eq!(value(7, || std::panic::resume_unwind(Box::new("planted"))), 7);
    }

    #[test]
    fn no_place_for_the_answer_is_no_work() {
        let status =
            unsafe { call(ptr::null_mut::<u32>(), ptr::null_mut(), || -> Result<u32, Fail> { unreachable!() }) };
        assert_eq!(status, CeptoarStatus::NullArgument);
    }
}
