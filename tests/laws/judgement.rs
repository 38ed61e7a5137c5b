//! Judgement, read word for word: who owes one, which channels need one, and that nothing else looks at it.

use ceptoar_core::{Delivery, Duty, Explanation, Hop, LintCode, ReasonCode, Registry, Text};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::config;
use crate::worlds::{Documents, Scene, documents};

/// The judgement that a party owes that is reached by a hop, as JSON: every rule that fires and speaks of it has one.
fn owed(scene: &Scene, explanation: &Explanation, hop: &Hop) -> Option<Value> {
    let reasons = &explanation.verdict(hop.to.as_str())?.reasons;
    let mut rules = Vec::new();
    let mut texts: Vec<Text> = Vec::new();
    for reason in reasons.iter().filter(|r| matches!(r.code, ReasonCode::Permitted | ReasonCode::Required)) {
        let rule = scene.router.rules().rule(reason.rule.as_ref()?.as_str())?;
        let text = rule.judgement.clone()?;
        rules.push(rule.id.clone());
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    // A party that is reached by an internal hop owes none.
    let owes = !hop.internal && !rules.is_empty();
    owes.then(|| json!({ "party": hop.to, "rules": rules, "texts": texts }))
}

/// The channels of a hop that need a judgement, by the registry: first those of `channels`, then those of `also`.
fn judged(registry: &Registry, hop: &Hop, on: chrono::NaiveDate) -> Vec<(String, Text)> {
    let same = |link: &&ceptoar_core::Link| {
        link.from == hop.from && link.to == hop.to && link.direction == hop.direction && link.period.covers(on)
    };
    let link = registry.links().iter().find(same).expect("a hop goes over a link of the day");
    let open = hop.channels.iter().flat_map(|channels| channels.iter()).chain(hop.also.iter());
    let text = |id: &str| link.channels.iter().flatten().find(|channel| channel.id == *id)?.judgement.clone();
    open.filter_map(|id| Some((id.to_string(), text(id.as_str())?))).collect()
}

fn rests(scene: &Scene, explanation: &Explanation, delivery: &Delivery) -> bool {
    let on = explanation.plan.clone().on;
    let only_judged = |hop: &Hop| {
        let judged = judged(scene.router.registry(), hop, on).len();
        let open = hop.channels.as_ref().map_or(usize::MAX, |channels| channels.len() + hop.also.len());
        judged > 0 && judged == open
    };
    delivery.hops.iter().any(|hop| owed(scene, explanation, hop).is_some() || only_judged(hop))
}

/// The same world, in which nothing needs a judgement.
fn without(documents: &Documents) -> Documents {
    let mut plain = documents.clone();
    for rule in plain.rules_mut() {
        rule.as_object_mut().unwrap().remove("judgement");
    }
    let editions = plain.edition["links"].as_array_mut().unwrap().iter_mut();
    let rosters = plain.roster.get_mut("links").and_then(Value::as_array_mut);
    for link in editions.chain(rosters.into_iter().flatten()) {
        for channel in link["channels"].as_array_mut().into_iter().flatten() {
            if let Some(channel) = channel.as_object_mut() {
                channel.remove("judgement");
            }
        }
    }
    plain
}

/// Of an answer what a judgement must not touch: outcomes and duties, paths and what is unmet.
fn decided(explanation: &Explanation) -> Vec<String> {
    let verdicts = explanation.verdicts.iter().map(|v| format!("{} {:?} {}", v.party, v.outcome, v.required));
    let deliveries = explanation.deliveries().iter().map(|d| format!("{:?} {}", d.duty, d.path()));
    let unmet = explanation.plan.clone().unmet.into_iter().map(|unmet| format!("{unmet:?}"));
    verdicts.chain(deliveries).chain(unmet).collect()
}

proptest! {
    #![proptest_config(config(400))]

    /// A delivery rests on a judgement if and only if a relay or the recipient owes one or a hop has only judged channels;
    /// a must that rests on one has its lint, and nothing else has.
    #[test]
    fn a_delivery_rests_on_what_is_owed(documents in documents()) {
        let scene = documents.scene();
        let explanation = scene.explanation();
        let plan = explanation.plan.clone();
        for delivery in &plan.deliveries {
            let owed: Vec<_> = delivery.hops.iter().filter_map(|hop| owed(&scene, &explanation, hop)).collect();
            prop_assert_eq!(json!(delivery.judgement), json!(owed));
            let rests = rests(&scene, &explanation, delivery);
            prop_assert_eq!(delivery.rests_on_judgement(), rests);
            let of_party = |lint: &ceptoar_core::Lint| {
                lint.code == LintCode::RequiredByJudgement && delivery.recipient == *lint.at
            };
            prop_assert_eq!(plan.lints.iter().any(of_party), rests && delivery.duty == Duty::Must);
        }
        let lints = plan.lints.iter().filter(|lint| lint.code == LintCode::RequiredByJudgement);
        for lint in lints {
            prop_assert!(plan.delivery(&lint.at).is_some(), "{:?}", lint);
        }
    }

    /// A hop lists which of its channels need a judgement; these stand after the others.
    #[test]
    fn judged_channels_stand_last(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        for hop in plan.deliveries.iter().flat_map(|delivery| &delivery.hops) {
            let listed = hop.judged.iter().map(ToString::to_string).zip(hop.judged_texts.iter().cloned());
            prop_assert_eq!(hop.judged.len(), hop.judged_texts.len());
            prop_assert_eq!(listed.collect::<Vec<_>>(), judged(scene.router.registry(), hop, plan.on));
            let among = hop.channels.iter().flat_map(|channels| channels.iter());
            prop_assert!(among.map(|id| hop.judged.contains(id)).is_sorted(), "{:?}", hop);
        }
    }

    /// Outcome, duty, path and unmet do not look at a judgement.
    #[test]
    fn a_judgement_decides_nothing(documents in documents()) {
        let plain = without(&documents).scene().explanation();
        prop_assert!(plain.deliveries().iter().all(|delivery| !delivery.rests_on_judgement()));
        prop_assert_eq!(decided(&documents.scene().explanation()), decided(&plain));
    }
}
