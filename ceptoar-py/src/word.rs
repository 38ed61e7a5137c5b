//! Words and documents as Python hands them over and takes them.

use ceptoar_core::{Lang, Withheld};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

pub(crate) fn language(lang: &str) -> PyResult<Lang> {
    lang.parse().map_err(|_| PyValueError::new_err(format!("the language is `ja` or `en`, not `{lang}`")))
}

pub(crate) fn withheld(word: &str) -> PyResult<Withheld> {
    word.parse().map_err(|_| {
        let known = Withheld::ALL.map(Withheld::as_str).join("`, `");
        PyValueError::new_err(format!("`withheld` is one of `{known}`, not `{word}`"))
    })
}

/// An answer of the core as JSON text. The core's types have string keys and finite numbers, so that this cannot fail.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
