//! Any bytes: an edition or a refusal, a roster or a refusal; an edition that loads, and the built-in one with a roster that
//! joins it, compile with the standard rules or are refused with pointers.
#![no_main]

use ceptoar_core::{Edition, Registry, Roster, Router};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    match Registry::from_json(json) {
        Ok(registry) => drop(Router::builder(&registry).compile()),
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
    let joined = |roster: &Roster| Registry::builtin(Edition::V2009_03_31).with_roster(roster);
    match Roster::from_json(json).and_then(|roster| joined(&roster)) {
        Ok(registry) => assert!(Router::builder(&registry).compile().is_ok(), "a roster unmakes the built-in rules"),
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
