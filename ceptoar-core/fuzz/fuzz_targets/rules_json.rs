//! Any bytes: a rule set or a refusal; a set that loads is compiled with the built-in edition, or refused with pointers, and
//! refused where a forbid or require can never speak of anybody. Only a permit has a judgement.
#![no_main]

use ceptoar_core::{Edition, Effect, Registry, Router, Rule, RuleSet};
use ceptoar_suite::reference::can_be_somebody;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    match RuleSet::from_json(json) {
        Ok(rules) => {
            assert!(rules.rules().iter().all(|rule| rule.judgement.is_none() || rule.effect == Effect::Permit));
            let registry = Registry::builtin(Edition::V2009_03_31);
            let set = rules.clone();
            match Router::builder(&registry).rules(rules).compile() {
                Ok(_) => {
                    let speaks = |rule: &Rule| rule.effect == Effect::Permit || can_be_somebody(rule, &registry);
                    assert!(set.rules().iter().all(speaks), "a rule of nobody is compiled");
                }
                Err(refusal) => assert!(!refusal.problems().is_empty()),
            }
        }
        Err(refusal) => assert!(!refusal.problems().is_empty()),
    }
});
