//! Any bytes: a notice or a refusal; the quick reader and the whole one, which goes by the document, read the same; a notice
//! that is read is written and read again without loss, and nobody is told beyond its `only` but the cabinet and whom a
//! consent names.
#![no_main]

use std::sync::LazyLock;

use ceptoar_core::{Edition, Notice, PartyKind, Registry, Router, Situation, document};
use libfuzzer_sys::fuzz_target;

static ROUTER: LazyLock<Router> =
    LazyLock::new(|| Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap());

fuzz_target!(|json: &[u8]| {
    let whole = document::Notice::read(json).and_then(|document| Notice::from_document(&document));
    assert_eq!(Notice::from_json(json).ok(), whole.ok());
    if let Ok(notice) = Notice::from_json(json) {
        assert_eq!(Notice::from_json(notice.to_json().as_bytes()).as_ref(), Ok(&notice));
    }
    match ROUTER.notice(json) {
        Ok(notice) => {
            let explanation = ROUTER.explain(&notice, &Situation::default()).unwrap();
            let is_cabinet = |id: &str| ROUTER.registry().party(id).is_some_and(|p| p.kind == PartyKind::Cabinet);
            for recipient in explanation.deliveries().iter().map(|delivery| &delivery.recipient) {
                let named = notice.only.as_ref().is_none_or(|only| only.contains(recipient));
                assert!(named || notice.consents.contains(recipient) || is_cabinet(recipient.as_str()), "{recipient}");
            }
        }
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
