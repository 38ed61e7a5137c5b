//! Ownership at the border: what is given to C, what is lent by C, and how a call ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use crate::error::{CeptoarError, CeptoarStatus, Fail};

/// What C holds by an owned pointer.
pub(crate) trait Handle: Sized {
    fn give(self) -> *mut Self {
        Box::into_raw(Box::new(self))
    }

    /// # Safety
    /// `pointer` is NULL or came from [`Handle::give`], and is not used again.
    unsafe fn free(pointer: *mut Self) {
        if !pointer.is_null() {
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}

/// # Safety
/// `pointer` is NULL or points to a live value.
pub(crate) unsafe fn lend<'a, T>(pointer: *const T) -> Option<&'a T> {
    unsafe { pointer.as_ref() }
}

/// # Safety
/// `pointer` is NULL or points to a live value.
pub(crate) unsafe fn need<'a, T>(pointer: *const T, name: &'static str) -> Result<&'a T, Fail> {
    unsafe { lend(pointer) }.ok_or_else(|| Fail::null(name))
}

/// # Safety
/// `data` is NULL or points to `len` readable elements.
pub(crate) unsafe fn list<'a, T>(data: *const T, len: usize, name: &'static str) -> Result<&'a [T], Fail> {
    if data.is_null() {
        return Err(Fail::null(name));
    }
    if len.checked_mul(size_of::<T>()).is_none_or(|bytes| isize::try_from(bytes).is_err()) {
        return Err(Fail::invalid(name));
    }
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// # Safety
/// `data` is NULL or points to `len` readable bytes.
pub(crate) unsafe fn bytes<'a>(
    data: *const std::ffi::c_char,
    len: usize,
    name: &'static str,
) -> Result<&'a [u8], Fail> {
    unsafe { list(data.cast::<u8>(), len, name) }
}

/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn text<'a>(data: *const std::ffi::c_char, len: usize, name: &'static str) -> Result<&'a str, Fail> {
    str::from_utf8(unsafe { bytes(data, len, name) }?).map_err(|_| Fail::utf8(name))
}

/// Runs a call to its end: what it makes is written to `out` where it succeeds, and nothing where it does not. No panic
/// passes into C.
///
/// # Safety
/// `out` and `error` are NULL or can be written to.
pub(crate) unsafe fn call<T>(
    out: *mut T,
    error: *mut *mut CeptoarError,
    work: impl FnOnce() -> Result<T, Fail>,
) -> CeptoarStatus {
    let work = || if out.is_null() { Err(Fail::null("out")) } else { work() };
    match catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Fail::panic())) {
        Ok(made) => {
            // SAFETY: not NULL, as was seen before the work; the caller says that it can be written to.
            unsafe { out.write(made) };
            CeptoarStatus::Ok
        }
        Err(fail) => {
            let status = fail.status;
            if !error.is_null() {
                // SAFETY: not NULL, and the caller says that it can be written to.
                unsafe { error.write(CeptoarError::new(fail).give()) };
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

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_panic_ends_as_a_status_and_writes_nothing() {
        let mut out = 7_u32;
        let mut error = ptr::null_mut();
        std::panic::set_hook(Box::new(|_| {}));
        let status = unsafe { call(&raw mut out, &raw mut error, || std::panic::resume_unwind(Box::new("planted"))) };
        let _ = std::panic::take_hook();
        assert_eq!((status, out), (CeptoarStatus::Panic, 7));
        assert!(!error.is_null());
        unsafe { CeptoarError::free(error) };
    }

    #[test]
    fn no_place_for_the_answer_is_no_work() {
        let status =
            unsafe { call(ptr::null_mut::<u32>(), ptr::null_mut(), || -> Result<u32, Fail> { unreachable!() }) };
        assert_eq!(status, CeptoarStatus::NullArgument);
    }

    #[test]
    fn a_length_that_no_memory_has_is_refused() {
        let byte = 1_u8;
        assert!(unsafe { list(&raw const byte, usize::MAX, "json") }.is_err());
        assert!(unsafe { list(ptr::null::<u8>(), 0, "json") }.is_err());
    }
}
