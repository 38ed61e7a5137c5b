//! Text: lent by the library, or given away.

use std::ffi::c_char;
use std::ptr;

use ceptoar_core::Lang;
use serde::Serialize;

use crate::call::value;
use crate::fail::Fail;
use crate::handle::{Handle, lend};

/// Text that the library lends: UTF-8, not ended by NUL, alive as long as what it was asked of. `data` is NULL where there
/// is none. In a `CeptoarColumn` the program lends it, for the time of the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CeptoarStr {
    /// The first byte.
    pub data: *const c_char,
    /// How many bytes.
    pub len: usize,
}

impl CeptoarStr {
    pub(crate) const NONE: Self = Self { data: ptr::null(), len: 0 };

    pub(crate) const fn of(text: &str) -> Self {
        Self { data: text.as_ptr().cast(), len: text.len() }
    }
}

/// Text that the library gives away: UTF-8, ended by NUL, without a NUL inside. Free it with `ceptoar_string_free`.
pub struct CeptoarString(Box<str>);

impl CeptoarString {
    /// A NUL cannot stand in JSON; were one in a text, a reader who stops there would see a part for the whole.
    pub(crate) fn new(mut text: String) -> Self {
        if text.contains('\0') {
            text = text.replace('\0', "\u{fffd}");
        }
        text.push('\0');
        Self(text.into_boxed_str())
    }

    /// A value as JSON, its fields in the order of their declaration, as the core writes them. The core's types have
    /// string keys and whole numbers, so that this cannot fail.
    pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::new(serde_json::to_string(value).unwrap_or_default())
    }

    fn text(&self) -> &str {
        self.0.strip_suffix('\0').unwrap_or(&self.0)
    }
}

impl Handle for CeptoarString {}

/// A language that the library's own sentences exist in.
#[repr(u32)]
pub enum CeptoarLang {
    /// Japanese.
    Ja = 0,
    /// English.
    En = 1,
}

/// A number that C passes may be none of the language's: it is looked at before it is believed.
pub(crate) fn lang(number: u32) -> Result<Lang, Fail> {
    match number {
        0 => Ok(Lang::Ja),
        1 => Ok(Lang::En),
        _ => Err(Fail::invalid("lang")),
    }
}

/// The text of a string, ended by NUL; alive until the string is freed. NULL for NULL.
///
/// # Safety
/// `string` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_string_data(string: *const CeptoarString) -> *const c_char {
    value(ptr::null(), || unsafe { lend(string) }.map_or(ptr::null(), |string| string.0.as_ptr().cast()))
}

/// How many bytes the text has, without its NUL; 0 for NULL.
///
/// # Safety
/// `string` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_string_len(string: *const CeptoarString) -> usize {
    value(0, || unsafe { lend(string) }.map_or(0, |string| string.text().len()))
}

/// Frees a string. NULL is allowed.
///
/// # Safety
/// `string` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_string_free(string: *mut CeptoarString) {
    unsafe { CeptoarString::free(string) }
}
