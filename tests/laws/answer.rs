//! What one answer holds: its parts fit together, its paths are paths, and every form of it says the same.

use std::collections::BTreeSet;

use ceptoar_core::{Duty, LintCode, MayPass, Outcome, PartyKind, ReasonCode, Role};
use proptest::prelude::*;
use serde_json::json;

use crate::config;
use crate::worlds::{Documents, documents, notice::parties};

proptest! {
    #![proptest_config(config(400))]

    /// Delivered lies within may: whoever is told passes all four tests, with a rule for it and no reason against it.
    #[test]
    fn delivered_lies_within_may(documents in documents()) {
        let scene = documents.scene();
        for verdict in scene.explanation().verdicts {
            let permitted = |code: ReasonCode| matches!(code, ReasonCode::Permitted | ReasonCode::Required);
            let may = verdict.reasons.iter().any(|reason| permitted(reason.code));
            let against = verdict.reasons.iter().filter(|reason| reason.code.withholds()).count();
            if verdict.outcome == Outcome::Deliver {
                prop_assert!(may && against == 0, "{:?}", verdict);
            } else {
                prop_assert!(against > 0, "{:?}", verdict);
            }
        }
    }

    /// Required is delivered-must, unmet and inactive, and no two of these.
    #[test]
    fn required_is_told_unmet_or_inactive(documents in documents()) {
        let scene = documents.scene();
        let explanation = scene.explanation();
        let plan = explanation.plan.clone();
        for verdict in &explanation.verdicts {
            let must = plan.delivery(verdict.party.as_str()).is_some_and(|delivery| delivery.duty == Duty::Must);
            let unmet = plan.unmet.iter().any(|unmet| unmet.party == verdict.party);
            let parts = [must, unmet, verdict.required && verdict.outcome == Outcome::Inactive];
            prop_assert_eq!(parts.iter().filter(|part| **part).count(), usize::from(verdict.required), "{:?}", verdict);
        }
        let with_verdict: BTreeSet<_> = explanation.verdicts.iter().map(|verdict| &verdict.party).collect();
        prop_assert!(plan.unmet.iter().all(|unmet| with_verdict.contains(&unmet.party)));
    }

    /// A path starts at the origin, ends at the recipient, repeats nobody but a class that begins and ends, and each relay
    /// is itself told.
    #[test]
    fn paths_are_paths(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        let origin = &plan.origin;
        let is_class = scene.router.registry().party(origin.as_str()).unwrap().kind == PartyKind::Members;
        for delivery in &plan.deliveries {
            let hops = &delivery.hops;
            prop_assert!(!hops.is_empty());
            prop_assert_eq!(&hops[0].from, origin);
            prop_assert_eq!(&hops[hops.len() - 1].to, &delivery.recipient);
            for (one, next) in hops.iter().zip(&hops[1..]) {
                prop_assert_eq!(&one.to, &next.from);
                prop_assert!(plan.delivery(one.to.as_str()).is_some(), "{} is not told", one.to);
            }
            let seen: BTreeSet<_> = hops.iter().map(|hop| &hop.to).collect();
            prop_assert_eq!(seen.len(), hops.len());
            let returns = hops.iter().position(|hop| hop.to == *origin);
            prop_assert!(returns.is_none_or(|place| is_class && place + 1 == hops.len()), "{}", delivery.path());
        }
    }

    /// A recipient may be handed the notice along every hop of the plan: yes, or if somebody judges so. Over a link of the
    /// same direction the hop is the same, and the answer is `if-judged` just where that hop or its receiver needs it.
    #[test]
    fn every_hop_may_be_passed(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        for delivery in &plan.deliveries {
            for hop in &delivery.hops {
                let passing = scene.router.may_pass(&scene.notice, &hop.from, &hop.to, &scene.situation).unwrap();
                prop_assert!(passing.answer != MayPass::No && passing.reasons.is_empty(), "{:?}", passing);
                let there = passing.hop.as_ref().expect("there is a hop where the answer is not no");
                if there.direction == hop.direction {
                    prop_assert_eq!(there, hop);
                    let owed: Vec<_> = delivery.judgement.iter().filter(|owed| owed.party == hop.to).cloned().collect();
                    prop_assert_eq!(&passing.judgement, &owed);
                    let judged = hop.rests_on_judgement() || !owed.is_empty();
                    prop_assert_eq!(passing.answer == MayPass::IfJudged, judged);
                }
            }
        }
    }

    /// What goes onward from each hand is the plan's hops, each with whom it serves.
    #[test]
    fn onward_is_the_plan(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        for party in scene.router.registry().parties() {
            let onward = scene.router.onward(&scene.notice, &party.id, &scene.situation).unwrap();
            let told: BTreeSet<_> = onward
                .iter()
                .flat_map(|item| item.serves.iter().map(|end| (item.to.clone(), item.direction, end.clone())))
                .collect();
            let hops = plan.deliveries.iter().flat_map(|d| d.hops.iter().map(move |hop| (hop, &d.recipient)));
            let expected: BTreeSet<_> = hops
                .filter(|(hop, _)| hop.from == party.id)
                .map(|(hop, end)| (hop.to.clone(), hop.direction, end.clone()))
                .collect();
            prop_assert_eq!(told, expected);
        }
    }

    /// The plan of an explanation is the plan, to the byte by whichever way it is written, and the verdict on one party is that
    /// of the explanation.
    #[test]
    fn an_explanation_has_the_plan(documents in documents()) {
        let scene = documents.scene();
        let explanation = scene.explanation();
        let plan = scene.plan();
        prop_assert_eq!(explanation.plan.clone().to_json(), plan.to_json());
        prop_assert_eq!(serde_json::to_string(&plan).unwrap(), plan.to_json());
        prop_assert_eq!(explanation.plan.clone(), plan);
        for verdict in &explanation.verdicts {
            let alone = scene.router.decide(&scene.notice, &verdict.party, &scene.situation).unwrap();
            prop_assert_eq!(&alone, verdict);
        }
    }

    /// The instruments of a delivery are those that bind the recipient's own CEPTOARs on the day: itself, or those of which
    /// it is a member; no ministry, council or relay has one.
    #[test]
    fn instruments_bind_the_own_ceptoars(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        let registry = scene.router.registry();
        let has_none = [PartyKind::Cabinet, PartyKind::Ministry, PartyKind::Council, PartyKind::LiaisonCouncil];
        for delivery in &plan.deliveries {
            let recipient = &delivery.recipient;
            let kind = registry.party(recipient.as_str()).unwrap().kind;
            let is_member = |ceptoar: &str| {
                let mut of_day = registry.memberships().iter().filter(|m| m.period.covers(plan.on));
                of_day.any(|m| m.party == *recipient && m.group == *ceptoar && m.role == Role::Member)
            };
            let is_own = |ceptoar: &str| {
                *recipient == *ceptoar || (!has_none.contains(&kind) && kind != PartyKind::Ceptoar && is_member(ceptoar))
            };
            let all = registry.instruments().iter();
            let binding = all.filter(|known| known.binds.iter().any(|bind| is_own(bind.ceptoar.as_str())));
            let ids: Vec<_> = binding.map(|known| known.id.clone()).collect();
            prop_assert_eq!(&*delivery.instruments, ids.as_slice(), "{}", recipient);
        }
    }

    /// The fast path: recipients and duties of the plan, and its lints but those of its hops.
    #[test]
    fn an_audience_is_the_plan(documents in documents()) {
        let scene = documents.scene();
        let plan = scene.plan();
        let audience = scene.router.audience(&scene.notice, &scene.situation).unwrap();
        let fast: Vec<_> = audience.iter().map(|(party, duty)| (party.clone(), duty)).collect();
        let slow: Vec<_> = plan.deliveries.iter().map(|d| (d.recipient.clone(), d.duty)).collect();
        prop_assert_eq!(fast, slow);
        let of_hops = |code: LintCode| matches!(code, LintCode::ChannelUnknown | LintCode::RequiredByJudgement);
        let lints: Vec<_> = plan.lints.iter().filter(|lint| !of_hops(lint.code)).cloned().collect();
        prop_assert_eq!(audience.lints(), lints.as_slice());
    }

    /// The bulk answer is the single answers, whatever is equal in them: `nobody-told` stands at its own notice.
    #[test]
    fn bulk_is_the_single_answers(documents in documents(), addressees in parties(0..4), day in 1..28u32) {
        let scene = documents.scene();
        let mut notices = vec![scene.notice.clone()];
        for (n, other) in variants(&documents, &addressees, day).into_iter().enumerate() {
            let mut notice = other.scene().notice;
            notice.id = format!("other-{n}").parse().unwrap();
            notices.push(notice);
        }
        let batch = scene.router.route_batch(&notices, &scene.situation).unwrap();
        prop_assert_eq!(batch.outcomes().len(), notices.len());
        prop_assert!(batch.plans.len() < notices.len(), "two envelopes are equal");
        for (n, notice) in notices.iter().enumerate() {
            let alone = scene.router.route(notice, &scene.situation).unwrap();
            prop_assert_eq!(batch.plan(n).unwrap().to_json(), alone.to_json());
            prop_assert_eq!(batch.plan(n).unwrap(), alone);
        }
    }
}

/// The same envelope under another id, on another day, for nobody, for nobody again, to others.
fn variants(documents: &Documents, addressees: &[&str], day: u32) -> Vec<Documents> {
    let mut same = documents.clone();
    same.notice["id"] = json!("n-2");
    let mut later = documents.clone();
    later.notice["issued_at"] = json!(format!("2009-05-{day:02}T03:00:00Z"));
    let mut nobody = documents.clone();
    nobody.notice["only"] = json!([]);
    nobody.notice["consents"] = json!([]);
    let mut others = documents.clone();
    others.notice["addressees"] = json!(addressees);
    vec![same, later, nobody.clone(), nobody, others]
}
