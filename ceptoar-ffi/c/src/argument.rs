//! Arguments that name something: ids of parties, labels, editions.

use std::ffi::c_char;

use ceptoar_core::{self as core, Edition, PartyId};

use crate::fail::Fail;
use crate::handle::text;

/// The id of a party that the registry has: of a name misspelt, "not told" is no answer.
///
/// # Safety
/// `party` is NULL or has `len` bytes.
pub(crate) unsafe fn known(
    registry: &core::Registry,
    party: *const c_char,
    len: usize,
    name: &'static str,
) -> Result<PartyId, Fail> {
    let party = unsafe { text(party, len, name) }?;
    let party = PartyId::new(party).map_err(|fault| Fail::bad_id(&fault, name))?;
    registry.known(&party).map_err(|refusal| Fail::from(refusal).at(name))?;
    Ok(party)
}

/// A built-in edition.
///
/// # Safety
/// `id` is NULL or has `len` bytes.
pub(crate) unsafe fn edition(id: *const c_char, len: usize) -> Result<Edition, Fail> {
    let id = unsafe { text(id, len, "id") }?;
    id.parse().map_err(|_| Fail::not_found("id", id))
}
