//! The built-in editions.

use ceptoar_core::Edition;

use crate::call::value;
use crate::text::CeptoarStr;

/// The id of the built-in edition of the latest day, for `ceptoar_router_builtin` and the like. The text lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_edition_latest() -> CeptoarStr {
    value(CeptoarStr::NONE, || CeptoarStr::of(Edition::LATEST.as_str()))
}

/// The id of a built-in edition by its place, in the order of their days; no text where there are fewer. The text lives for
/// ever.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_edition_at(place: usize) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        Edition::ALL.get(place).map_or(CeptoarStr::NONE, |edition| CeptoarStr::of(edition.as_str()))
    })
}
