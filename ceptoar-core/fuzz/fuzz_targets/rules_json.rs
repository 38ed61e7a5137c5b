//! Any bytes: a rule set or a refusal; a set that loads is compiled with the built-in edition, or refused with pointers.
#![no_main]

use ceptoar_core::{Edition, Registry, Router, RuleSet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    match RuleSet::from_json(json) {
        Ok(rules) => drop(Router::builder(&Registry::builtin(Edition::V2009_03_31)).rules(rules).compile()),
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
