//! The laws of an answer (`docs/semantics.md`), on random registries, rosters, rules, profiles, notices and situations,
//! and router against reference on each. `PROPTEST_CASES=3000` tries every law on that many worlds.

mod answer;
mod bulk;
mod classes;
mod judgement;
mod narrowing;
mod parts;
mod reference;
mod sameness;
mod time;
mod wide;
mod worlds;

use proptest::test_runner::Config;

/// On how many worlds a law is tried: on those that `PROPTEST_CASES` asks for, or on as many as are usual for it.
fn config(usual: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").map(|cases| cases.parse().expect("PROPTEST_CASES is a number"));
    Config { cases: asked.unwrap_or(usual), failure_persistence: None, ..Config::default() }
}
