//! The router.

use std::ffi::c_char;

use ceptoar_core as core;

use crate::argument::edition;
use crate::call::{CeptoarError, make, value};
use crate::document::{CeptoarLevels, CeptoarRegistry, CeptoarRules};
use crate::fail::Fail;
use crate::handle::{Handle, bytes, lend, need};
use crate::notice::CeptoarNotice;
use crate::status::CeptoarStatus;
use crate::text::CeptoarString;

/// Decides from one registry, one level profile and one set of rules. Free it with `ceptoar_router_free`.
pub struct CeptoarRouter(pub(crate) core::Router);

impl Handle for CeptoarRouter {}

/// A router of these parts, checked to fit. NULL for `levels` means `tlp-2.0`. NULL for `rules` means those of the built-in
/// edition that the registry was made from, with overlays and a roster or without (`ceptoar_registry_edition`), else `standard`.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_new(
    registry: *const CeptoarRegistry,
    levels: *const CeptoarLevels,
    rules: *const CeptoarRules,
    out: *mut *mut CeptoarRouter,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarRouter(builder(registry, levels, rules)?.compile()?))) }
}

/// # Safety
/// Pointers are NULL or valid.
unsafe fn builder(
    registry: *const CeptoarRegistry,
    levels: *const CeptoarLevels,
    rules: *const CeptoarRules,
) -> Result<core::RouterBuilder, Fail> {
    let (registry, levels, rules) = unsafe { (need(registry, "registry")?, lend(levels), lend(rules)) };
    let mut builder = core::Router::builder(&registry.0);
    if let Some(levels) = levels {
        builder = builder.profile(levels.0.clone());
    }
    if let Some(rules) = rules {
        builder = builder.rules(rules.0.clone());
    }
    Ok(builder)
}

/// What becomes of a question about a day that the edition does not speak of. A number is never used again for something
/// else.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeptoarStale {
    /// It is answered, and the answer has the lint `stale-edition`.
    Allow = 0,
    /// It is refused as `stale-edition`.
    Refuse = 1,
}

/// A router as `ceptoar_router_new` makes it, which answers stale questions or not: `CEPTOAR_STALE_ALLOW`, as that function
/// does, or `CEPTOAR_STALE_REFUSE`.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_new_with(
    registry: *const CeptoarRegistry,
    levels: *const CeptoarLevels,
    rules: *const CeptoarRules,
    stale: u32,
    out: *mut *mut CeptoarRouter,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let refuse = match stale {
                0 => false,
                1 => true,
                _ => return Err(Fail::invalid("stale")),
            };
            Ok(CeptoarRouter(builder(registry, levels, rules)?.refuse_stale(refuse).compile()?))
        })
    }
}

/// A router of a built-in edition with its own rules and `tlp-2.0`; by its id, such as what `ceptoar_edition_latest` gives.
///
/// # Safety
/// Pointers are NULL or valid; `id` has `id_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_builtin(
    id: *const c_char,
    id_len: usize,
    out: *mut *mut CeptoarRouter,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let registry = core::Registry::builtin(edition(id, id_len)?);
            Ok(CeptoarRouter(core::Router::builder(&registry).compile()?))
        })
    }
}

/// A part of a router as a handle of its own; NULL for NULL.
///
/// # Safety
/// `router` is NULL or alive.
unsafe fn part<T: Handle>(router: *const CeptoarRouter, part: impl FnOnce(&core::Router) -> T) -> *mut T {
    value(std::ptr::null_mut(), || {
        unsafe { lend(router) }.map_or(std::ptr::null_mut(), |router| part(&router.0).give())
    })
}

/// The registry of a router, as a handle of its own; NULL for NULL.
///
/// # Safety
/// `router` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_registry(router: *const CeptoarRouter) -> *mut CeptoarRegistry {
    unsafe { part(router, |router| CeptoarRegistry(router.registry().clone())) }
}

/// The level profile of a router, as a handle of its own; NULL for NULL.
///
/// # Safety
/// `router` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_levels(router: *const CeptoarRouter) -> *mut CeptoarLevels {
    unsafe { part(router, |router| CeptoarLevels(router.profile().clone())) }
}

/// The rules of a router, as a handle of its own; NULL for NULL.
///
/// # Safety
/// `router` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_rules(router: *const CeptoarRouter) -> *mut CeptoarRules {
    unsafe { part(router, |router| CeptoarRules(router.rules().clone())) }
}

/// The instants at which a fact begins or ends, as a sorted JSON array. Between two of them, and on one side of its
/// embargo, a notice has one answer in one situation.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_boundaries(
    router: *const CeptoarRouter,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let instants = need(router, "router")?.0.boundaries();
            let texts: Vec<String> = instants.into_iter().map(core::instant_text).collect();
            Ok(CeptoarString::json(&texts))
        })
    }
}

/// Frees a router. NULL is allowed.
///
/// # Safety
/// `router` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_free(router: *mut CeptoarRouter) {
    unsafe { CeptoarRouter::free(router) }
}

/// Reads a notice (schemas/v1/notice.schema.json) and checks it against the router's registry and profile.
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_notice(
    router: *const CeptoarRouter,
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarNotice,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarNotice(need(router, "router")?.0.notice(bytes(json, json_len, "json")?)?))) }
}
