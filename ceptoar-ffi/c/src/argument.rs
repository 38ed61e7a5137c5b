//! Arguments that name something: ids of parties, labels, editions.

use std::ffi::c_char;

use ceptoar_core::{self as core, Edition, InvalidId};

use crate::fail::Fail;
use crate::handle::text;

/// A text as an id, refused like one in a document where it has not the form of one.
///
/// # Safety
/// `id` is NULL or has `len` bytes.
pub(crate) unsafe fn id<T: std::str::FromStr<Err = InvalidId>>(
    id: *const c_char,
    len: usize,
    name: &'static str,
) -> Result<T, Fail> {
    unsafe { text(id, len, name) }?.parse().map_err(|fault| Fail::bad_id(&fault, name))
}

/// A party that the registry has: of a name misspelt, "not told" is no answer.
pub(crate) fn known(registry: &core::Registry, party: &str, name: &str) -> Result<(), Fail> {
    registry.known(party).map(drop).map_err(|refusal| Fail::from(refusal).at(name))
}

/// A built-in edition.
///
/// # Safety
/// As [`id`].
pub(crate) unsafe fn edition(id: *const c_char, len: usize) -> Result<Edition, Fail> {
    let id = unsafe { text(id, len, "id") }?;
    id.parse().map_err(|_| Fail::not_found("id", id))
}
