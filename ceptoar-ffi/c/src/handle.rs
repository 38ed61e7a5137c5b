//! Ownership at the border: what is given to C, and what is lent by C.

use std::mem::MaybeUninit;
use std::slice;

use crate::fail::Fail;
use crate::panic::caught;

/// What C holds by an owned pointer. Many threads may use it.
pub(crate) trait Handle: Sized + Send + Sync {
    fn give(self) -> *mut Self {
        Box::into_raw(Box::new(self))
    }

    /// # Safety
    /// `pointer` is NULL or came from [`Handle::give`], and is not used again.
    unsafe fn free(pointer: *mut Self) {
        caught(|| {
            if !pointer.is_null() {
                drop(unsafe { Box::from_raw(pointer) });
            }
        });
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
    there(data, len, name)?;
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// A pointer to what there may be: not NULL, and no longer than a memory.
fn there<T>(data: *const T, len: usize, name: &'static str) -> Result<(), Fail> {
    if data.is_null() {
        return Err(Fail::null(name));
    }
    if len.checked_mul(size_of::<T>()).is_none_or(|bytes| isize::try_from(bytes).is_err()) {
        return Err(Fail::invalid(name));
    }
    Ok(())
}

/// A [`list`] that may be NULL where it has nothing, as the arrays of many programs are.
///
/// # Safety
/// As [`list`].
pub(crate) unsafe fn array<'a, T>(data: *const T, len: usize, name: &'static str) -> Result<&'a [T], Fail> {
    if len == 0 { Ok(&[]) } else { unsafe { list(data, len, name) } }
}

/// Room for an array that C lends. What is to be written there must be known before it is opened.
pub(crate) struct Room<T> {
    data: *mut T,
    len: usize,
}

impl<T> Room<T> {
    /// It may be NULL where nothing is to be written.
    pub(crate) fn new(data: *mut T, len: usize, name: &'static str) -> Result<Self, Fail> {
        if len > 0 {
            there(data, len, name)?;
        }
        Ok(Self { data, len })
    }

    /// # Safety
    /// `len` elements can be written to, and nobody else holds them meanwhile.
    pub(crate) unsafe fn open<'a>(self) -> &'a mut [MaybeUninit<T>] {
        if self.len == 0 { &mut [] } else { unsafe { slice::from_raw_parts_mut(self.data.cast(), self.len) } }
    }
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

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_length_that_no_memory_has_is_refused() {
        let byte = 1_u8;
        assert!(unsafe { list(&raw const byte, usize::MAX, "json") }.is_err());
        assert!(unsafe { list(ptr::null::<u8>(), 0, "json") }.is_err());
        assert!(unsafe { array(&raw const byte, usize::MAX, "keys") }.is_err());
        assert!(Room::new(ptr::dangling_mut::<u64>(), usize::MAX / 8, "told").is_err());
    }

    #[test]
    fn an_array_may_be_null_where_it_has_nothing() {
        assert!(unsafe { array(ptr::null::<u8>(), 0, "keys") }.is_ok_and(<[u8]>::is_empty));
        assert!(unsafe { array(ptr::null::<u8>(), 1, "keys") }.is_err());
        assert!(Room::new(ptr::null_mut::<u8>(), 0, "told").is_ok_and(|room| unsafe { room.open() }.is_empty()));
        assert!(Room::new(ptr::null_mut::<u8>(), 1, "told").is_err());
    }
}
