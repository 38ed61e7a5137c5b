//! The documents that a router is made of: registry, rules, level profile.

use std::ffi::c_char;

use ceptoar_core::author::Overlay;
use ceptoar_core::{self as core, DocumentId, Label, Level, Rule, Text};
use serde::Serialize;

use crate::argument::{edition, known};
use crate::call::{CeptoarError, call, make, value};
use crate::fail::Fail;
use crate::handle::{Handle, bytes, lend, need, text};
use crate::status::CeptoarStatus;
use crate::text::{CeptoarStr, CeptoarString};

/// A checked edition, with overlays and a roster or without. Free it with `ceptoar_registry_free`.
pub struct CeptoarRegistry(pub(crate) core::Registry);
/// A set of rules. Free it with `ceptoar_rules_free`.
pub struct CeptoarRules(pub(crate) core::RuleSet);
/// A level profile. Free it with `ceptoar_levels_free`.
pub struct CeptoarLevels(pub(crate) core::LevelProfile);

impl Handle for CeptoarRegistry {}
impl Handle for CeptoarRules {}
impl Handle for CeptoarLevels {}

/// A built-in edition by its id, such as what `ceptoar_edition_latest` gives.
///
/// # Safety
/// Pointers are NULL or valid; `id` has `id_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_builtin(
    id: *const c_char,
    id_len: usize,
    out: *mut *mut CeptoarRegistry,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarRegistry(core::Registry::builtin(edition(id, id_len)?)))) }
}

/// Reads and checks an edition (schemas/v1/edition.schema.json).
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_from_json(
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarRegistry,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarRegistry(core::Registry::from_json(bytes(json, json_len, "json")?)?))) }
}

/// The same registry with the organisations of a roster (schemas/v1/roster.schema.json); the first one stays as it is. A
/// registry that has a roster takes no second one.
///
/// # Safety
/// Pointers are NULL or valid; `roster_json` has `roster_json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_with_roster(
    registry: *const CeptoarRegistry,
    roster_json: *const c_char,
    roster_json_len: usize,
    out: *mut *mut CeptoarRegistry,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let registry = need(registry, "registry")?;
            let roster = core::Roster::from_json(bytes(roster_json, roster_json_len, "roster_json")?)?;
            Ok(CeptoarRegistry(registry.0.with_roster(&roster)?))
        })
    }
}

/// The same registry, changed by an overlay (schemas/v1/overlay.schema.json); the first one stays as it is. Overlays come in their
/// order, and a roster comes last. What comes out is named `<edition>+<overlay>` and keeps the rules of the edition at its bottom;
/// the answers' `digests.overlays` name what was applied.
///
/// # Safety
/// Pointers are NULL or valid; `overlay_json` has `overlay_json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_with_overlay(
    registry: *const CeptoarRegistry,
    overlay_json: *const c_char,
    overlay_json_len: usize,
    out: *mut *mut CeptoarRegistry,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let registry = need(registry, "registry")?;
            let overlay = Overlay::from_json(bytes(overlay_json, overlay_json_len, "overlay_json")?)?;
            Ok(CeptoarRegistry(registry.0.with_overlay(&overlay)?))
        })
    }
}

/// A built-in overlay by its id, as JSON that `ceptoar_registry_with_overlay` takes: `since-2009`, what is known of changes after
/// the edition `2009-03-31`.
///
/// # Safety
/// Pointers are NULL or valid; `id` has `id_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_overlay_builtin(
    id: *const c_char,
    id_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let id = text(id, id_len, "id")?;
            let overlay = Overlay::builtin(id).ok_or_else(|| Fail::not_found("id", id))?;
            Ok(CeptoarString::new(overlay.to_json()))
        })
    }
}

/// The id of the built-in edition that the registry was made from, with overlays and a roster or without, or whose document it
/// read: its rules are the default of a router. No text for any other edition, nor for NULL. The text lives for ever.
///
/// # Safety
/// `registry` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_edition(registry: *const CeptoarRegistry) -> CeptoarStr {
    value(CeptoarStr::NONE, || {
        let edition = unsafe { lend(registry) }.and_then(|registry| registry.0.edition());
        edition.map_or(CeptoarStr::NONE, |edition| CeptoarStr::of(edition.as_str()))
    })
}

/// The instruments that bind a CEPTOAR, as a JSON array (the part `instruments` has them all). A party that the
/// registry has not is refused.
///
/// # Safety
/// Pointers are NULL or valid; `ceptoar` has `ceptoar_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_instruments_of(
    registry: *const CeptoarRegistry,
    ceptoar: *const c_char,
    ceptoar_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let registry = need(registry, "registry")?;
            let ceptoar = known(&registry.0, ceptoar, ceptoar_len, "ceptoar")?;
            let found: Vec<_> = registry.0.instruments_of(&ceptoar).collect();
            Ok(CeptoarString::json(&found))
        })
    }
}

/// A part of the registry as JSON, by name: `id revision title covers vocabulary sectors parties ceptoars councils
/// memberships links instruments bodies statements errata documents source_index excused lints digest roster_digest`.
///
/// # Safety
/// Pointers are NULL or valid; `name` has `name_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_part(
    registry: *const CeptoarRegistry,
    name: *const c_char,
    name_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let registry = need(registry, "registry")?;
            let name = text(name, name_len, "name")?;
            let part = name.parse().map_err(|_| Fail::not_found("name", name))?;
            Ok(CeptoarString::new(registry.0.part(part)))
        })
    }
}

/// The parties whose id or name, Japanese or Latin, holds a text, the best fit first, as a JSON array of parties.
///
/// # Safety
/// Pointers are NULL or valid; `query` has `query_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_find(
    registry: *const CeptoarRegistry,
    query: *const c_char,
    query_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let found = need(registry, "registry")?.0.find(text(query, query_len, "query")?);
            Ok(CeptoarString::json(&found))
        })
    }
}

/// Frees a registry; routers made of it live on. NULL is allowed.
///
/// # Safety
/// `registry` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_registry_free(registry: *mut CeptoarRegistry) {
    unsafe { CeptoarRegistry::free(registry) }
}

/// Built-in rules by id: `standard`, which name no id of an edition, or those of an edition by its id.
///
/// # Safety
/// Pointers are NULL or valid; `id` has `id_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_rules_builtin(
    id: *const c_char,
    id_len: usize,
    out: *mut *mut CeptoarRules,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || match text(id, id_len, "id")? {
            "standard" => Ok(CeptoarRules(core::RuleSet::standard())),
            _ => Ok(CeptoarRules(core::RuleSet::builtin(edition(id, id_len)?))),
        })
    }
}

/// Reads and checks a set of rules (schemas/v1/rules.schema.json).
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_rules_from_json(
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarRules,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarRules(core::RuleSet::from_json(bytes(json, json_len, "json")?)?))) }
}

#[derive(Serialize)]
struct RulesRecord<'a> {
    id: &'a DocumentId,
    revision: u32,
    digest: &'a str,
    rules: &'a [Rule],
}

/// The rules as `{"id", "revision", "digest", "rules"}`, what they extend included.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_rules_json(
    rules: *const CeptoarRules,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let rules = &need(rules, "rules")?.0;
            let (id, revision, digest) = (rules.id(), rules.revision(), rules.digest());
            Ok(CeptoarString::json(&RulesRecord { id, revision, digest, rules: rules.rules() }))
        })
    }
}

/// Frees rules; routers made of them live on. NULL is allowed.
///
/// # Safety
/// `rules` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_rules_free(rules: *mut CeptoarRules) {
    unsafe { CeptoarRules::free(rules) }
}

/// A built-in level profile by id: `tlp-2.0`, `tlp-1.0` or `pfc`.
///
/// # Safety
/// Pointers are NULL or valid; `id` has `id_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_levels_builtin(
    id: *const c_char,
    id_len: usize,
    out: *mut *mut CeptoarLevels,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let id = text(id, id_len, "id")?;
            core::LevelProfile::builtin(id).map(CeptoarLevels).ok_or_else(|| Fail::not_found("id", id))
        })
    }
}

/// Reads and checks a level profile (schemas/v1/levels.schema.json).
///
/// # Safety
/// Pointers are NULL or valid; `json` has `json_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_levels_from_json(
    json: *const c_char,
    json_len: usize,
    out: *mut *mut CeptoarLevels,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe { make(out, error, || Ok(CeptoarLevels(core::LevelProfile::from_json(bytes(json, json_len, "json")?)?))) }
}

#[derive(Serialize)]
struct LevelsRecord<'a> {
    id: &'a DocumentId,
    revision: u32,
    name: &'a Text,
    digest: &'a str,
    levels: &'a [Level],
}

/// The profile as `{"id", "revision", "name", "digest", "levels"}`, the strictest level first.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_levels_json(
    levels: *const CeptoarLevels,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let profile = &need(levels, "levels")?.0;
            let (id, revision, name, digest) = (profile.id(), profile.revision(), profile.name(), profile.digest());
            Ok(CeptoarString::json(&LevelsRecord { id, revision, name, digest, levels: profile.levels() }))
        })
    }
}

/// Whether the label `a` is stricter than `b` in this profile. A label that the profile has not is
/// `CEPTOAR_STATUS_NOT_FOUND`.
///
/// # Safety
/// Pointers are NULL or valid; `a` has `a_len` bytes, `b` has `b_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_levels_is_stricter(
    levels: *const CeptoarLevels,
    a: *const c_char,
    a_len: usize,
    b: *const c_char,
    b_len: usize,
    out: *mut bool,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        call(out, error, || {
            let profile = &need(levels, "levels")?.0;
            let known = |name, label: &str| {
                profile.level(label).map(|level| &level.label).ok_or_else(|| Fail::not_found(name, label))
            };
            let (a, b): (&Label, &Label) = (known("a", text(a, a_len, "a")?)?, known("b", text(b, b_len, "b")?)?);
            profile.is_stricter(a, b).ok_or_else(|| Fail::invalid("levels"))
        })
    }
}

/// Frees a profile; routers made of it live on. NULL is allowed.
///
/// # Safety
/// `levels` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_levels_free(levels: *mut CeptoarLevels) {
    unsafe { CeptoarLevels::free(levels) }
}
