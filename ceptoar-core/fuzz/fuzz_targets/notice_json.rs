//! Any bytes: a notice or a refusal; a notice that is read is written and read again without loss.
#![no_main]

use ceptoar_core::{Edition, Notice, Registry, Router, Situation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    if let Ok(notice) = Notice::from_json(json) {
        assert_eq!(Notice::from_json(notice.to_json().as_bytes()).as_ref(), Ok(&notice));
    }
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    match router.notice(json) {
        Ok(notice) => drop(router.explain(&notice, &Situation::default()).unwrap()),
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
