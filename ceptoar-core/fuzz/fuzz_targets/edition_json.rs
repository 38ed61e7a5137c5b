//! Any bytes: an edition or a refusal; an edition that loads compiles with the standard rules.
#![no_main]

use ceptoar_core::{Registry, Router};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    match Registry::from_json(json) {
        Ok(registry) => drop(Router::builder(&registry).compile()),
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
