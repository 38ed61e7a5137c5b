//! Router against reference on small worlds of all kinds: bytes choose edition, roster, rules, profile, notice and situation,
//! and every answer is asked.
#![no_main]

use ceptoar_suite::random::{Draw, Size, documents, notice, situation};
use ceptoar_suite::router::every_fault;
use ceptoar_suite::vectors::Scene;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut draw = Draw::Bytes(bytes);
    let documents = documents(&mut draw, Size::TINY);
    let router = documents.router();
    let notice = notice(&mut draw, &router);
    let situation = situation(&mut draw, &router, &notice);
    let scene = Scene { router, notice, situation };
    let found = every_fault(&scene, 3);
    assert!(found.is_empty(), "{found:#?}\n{documents:?}\n{}", scene.notice.to_json());
});
