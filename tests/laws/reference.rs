//! Router against the slow literal reference, and the reference against itself with a fault in it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ceptoar_core::{Effect, MayPass, Outcome};
use ceptoar_suite::reference::{Ask, Fault, can_be_somebody, differences};
use ceptoar_suite::router::every_fault;
use ceptoar_suite::vectors;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::config;
use crate::worlds::{Documents, Scene, documents, id_of, rules::doubtful_rules, unchecked_documents};

/// The same worlds in each run, for what must be found and not only be true.
fn fixed(usual: u32) -> TestRunner {
    let config = config(usual);
    let config = Config { cases: config.cases.max(usual), max_shrink_iters: 0, ..config };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn the_router_is_the_reference() {
    let pairs = AtomicUsize::new(0);
    TestRunner::new(config(400))
        .run(&documents(), |documents| {
            let scene = documents.scene();
            let explanation = scene.explanation();
            pairs.fetch_add(explanation.verdicts.len(), Ordering::Relaxed);
            let ask = Ask::new(scene.world(Fault::None), &scene.notice, &scene.situation);
            let found = differences(&explanation, &ask);
            prop_assert!(found.is_empty(), "{found:#?}");
            Ok(())
        })
        .unwrap();
    println!("compared: {} (notice, party) pairs", pairs.into_inner());
}

/// Every other answer: `route`, `decide`, `audience`, `onward`, `route_batch`, and `may_pass` of every holder and party.
#[test]
fn every_door_is_the_reference() {
    TestRunner::new(config(150))
        .run(&documents(), |documents| {
            let Scene { router, notice, situation } = documents.scene();
            let found = every_fault(&vectors::Scene { router, notice, situation }, 1);
            prop_assert!(found.is_empty(), "{found:#?}");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_planted_fault_is_noticed() {
    for fault in Fault::PLANTED {
        let worlds = AtomicUsize::new(0);
        let outcome = fixed(120).run(&documents(), |documents| {
            worlds.fetch_add(1, Ordering::Relaxed);
            let scene = documents.scene();
            let ask = Ask::new(scene.world(fault), &scene.notice, &scene.situation);
            prop_assert!(differences(&scene.explanation(), &ask).is_empty());
            Ok(())
        });
        assert!(outcome.is_err(), "{fault:?} went unnoticed");
        println!("{fault:?} noticed in world {}", worlds.into_inner());
    }
}

/// A forbid or require that can never speak of anybody is refused, each once, at its place, and nothing else is.
#[test]
fn an_audience_of_nobody_is_refused() {
    let counts = Mutex::new((0, 0));
    TestRunner::new(config(500))
        .run(&unchecked_documents(doubtful_rules()), |documents| {
            let expected = nobodies(&documents);
            let told: Vec<String> = match documents.router() {
                Ok(_) => Vec::new(),
                Err(refusal) => {
                    refusal.problems().iter().map(|p| format!("{} {}", p.code().as_str(), p.pointer())).collect()
                }
            };
            let mut counts = counts.lock().unwrap();
            if expected.is_empty() {
                counts.0 += 1;
            } else {
                counts.1 += 1;
            }
            prop_assert_eq!(told, expected);
            Ok(())
        })
        .unwrap();
    let (compiled, refused) = counts.into_inner().unwrap();
    println!("compiled: {compiled}, refused: {refused}");
    assert!(compiled > 0 && refused > 0, "one of the two was never seen");
}

/// Each rule of nobody as the refusal lists it, in the order of the document.
fn nobodies(documents: &Documents) -> Vec<String> {
    let (registry, rules) = (documents.registry(), documents.rule_set());
    let list = documents.rules["rules"].as_array().unwrap().iter().enumerate();
    let is_nobody = |id: &str| {
        let rule = rules.rule(id).unwrap();
        rule.effect != Effect::Permit && !can_be_somebody(rule, &registry)
    };
    list.filter(|(_, rule)| is_nobody(id_of(rule)))
        .map(|(n, _)| format!("audience-of-nobody /rules/{n}/audience"))
        .collect()
}

/// What the worlds must hold for the laws to say something: every outcome, and whatever this issue brought.
#[test]
fn the_worlds_are_wide() {
    let seen: Mutex<BTreeMap<String, usize>> = Mutex::default();
    fixed(300)
        .run(&documents(), |documents| {
            let scene = documents.scene();
            let explanation = scene.explanation();
            let mut seen = seen.lock().unwrap();
            let mut see = |what: &str, is: bool| *seen.entry(what.to_owned()).or_default() += usize::from(is);
            for outcome in Outcome::ALL {
                see(outcome.as_str(), explanation.verdicts.iter().any(|verdict| verdict.outcome == outcome));
            }
            let deliveries = explanation.deliveries();
            let any_hop = |has: fn(&ceptoar_core::Hop) -> bool| deliveries.iter().flat_map(|d| &d.hops).any(has);
            see("also", any_hop(|hop| !hop.also.is_empty()));
            see("judged channel", any_hop(|hop| !hop.judged.is_empty()));
            see("hop of judged channels", any_hop(|hop| hop.rests_on_judgement()));
            see("internal hop", any_hop(|hop| hop.internal));
            see("owed judgement", deliveries.iter().any(|d| !d.judgement.is_empty()));
            see("judgement of a relay", deliveries.iter().any(|d| d.judgement.iter().any(|o| o.party != d.recipient)));
            see("path of three hops", deliveries.iter().any(|d| d.hops.len() > 2));
            see("organisation told", deliveries.iter().any(|d| d.recipient.as_str().starts_with("org")));
            see("council told", deliveries.iter().any(|d| d.recipient == "council" || d.recipient == "liaison"));
            see("unmet", !explanation.plan.clone().unmet.is_empty());
            for lint in explanation.plan.clone().lints {
                see(lint.code.as_str(), true);
            }
            for reason in explanation.verdicts.iter().flat_map(|verdict| verdict.reasons.iter()) {
                see(reason.code.as_str(), true);
            }
            let hop = deliveries.iter().find_map(|d| d.hops.first());
            let passing = hop
                .map(|hop| scene.router.may_pass(&scene.notice, &hop.from, &hop.to, &scene.situation).unwrap().answer);
            for answer in MayPass::ALL {
                see(answer.as_str(), passing == Some(answer) || answer == MayPass::No);
            }
            Ok(())
        })
        .unwrap();
    let seen = seen.into_inner().unwrap();
    println!("{seen:?}");
    let never: Vec<&String> = seen.iter().filter(|(_, count)| **count == 0).map(|(what, _)| what).collect();
    assert!(never.is_empty(), "never seen: {never:?}");
    for code in ["not-in-only", "council-out-of-reach", "membership-ended", "membership-not-begun", "nobody-told"] {
        assert!(seen.contains_key(code), "never seen: {code}");
    }
}
