//! The router as an engine, and what must hold of its answers whatever a case expects.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{
    Duty, Explanation, Hop, Label, LintCode, Notice, NoticeId, PartyId, Plan, ReasonCode, Refusal, Situation,
};
use serde_json::Value;

use crate::differences::{differences, hand_differences, passed, unmet, whole};
use crate::engine::{Answered, Engine, Papers, word};
use crate::reference::{Ask, Fault, World};
use crate::vectors::{Case, Questions, Scene};

/// The router of the core.
pub struct Routed;

impl Engine for Routed {
    fn name(&self) -> String {
        "router".to_owned()
    }

    fn answer(&self, case: &Case, questions: &Questions) -> Result<Answered, Refusal> {
        let Scene { router, situation, notice } = &case.scene()?;
        let explanation = router.explain(notice, situation)?;
        let plan = &explanation.plan;
        let mut may_pass = BTreeMap::new();
        for (holder, party) in &questions.may_pass {
            may_pass.insert(format!("{holder}>{party}"), passed(&router.may_pass(notice, holder, party, situation)?));
        }
        let mut onward = BTreeMap::new();
        for holder in &questions.onward {
            let next = router.onward(notice, holder, situation)?;
            onward.insert(holder.to_string(), next.iter().map(|onward| onward.to.to_string()).collect());
        }
        let ask = |party: &PartyId| match router.decide(notice, party, situation) {
            Ok(verdict) => word(verdict.outcome),
            Err(refusal) => code(&refusal),
        };
        let relabel = |(by, label): &(PartyId, Label)| {
            let answer = match router.relabel(notice, by, label, situation) {
                Ok(relabelled) => Value::Bool(relabelled.level == *label),
                Err(refusal) => Value::from(code(&refusal)),
            };
            (format!("{by} {label}"), answer)
        };
        Ok(Answered {
            origin: notice.origin.to_string(),
            whole: whole(&explanation),
            valid_until: json(plan)["valid_until"].as_str().map(str::to_owned),
            may_pass,
            onward,
            asked: questions.asked.iter().map(|party| (party.to_string(), ask(party))).collect(),
            papers: Some(Papers {
                views: questions.views.iter().map(|of| (of.clone(), json(plan.view_for(of)))).collect(),
                relabel: questions.relabel.iter().map(relabel).collect(),
            }),
        })
    }

    fn own_faults(&self, case: &Case) -> Vec<String> {
        let explained = |scene: &Scene| scene.router.explain(&scene.notice, &scene.situation);
        match case.scene().and_then(|scene| Ok((explained(&scene)?, scene))) {
            Ok((explanation, scene)) => faults(&scene, &explanation),
            Err(refusal) => vec![refusal.to_string()],
        }
    }
}

/// The code of a refusal's first problem.
fn code(refusal: &Refusal) -> String {
    refusal.problems().first().map_or("a refusal without problems", |problem| problem.code().as_str()).to_owned()
}

fn json(answer: impl serde::Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_else(|error| panic!("an answer is not written: {error}"))
}

/// What every answer of the router gets wrong to one question: against the reference where that answers, else against the
/// plan and the verdicts, which are compared with the reference. Of the hands every `nth` pair is asked.
#[must_use]
pub fn every_fault(scene: &Scene, nth: usize) -> Vec<String> {
    let Scene { router, situation, notice } = scene;
    let explanation = match router.explain(notice, situation) {
        Ok(explanation) => explanation,
        Err(refusal) => return vec![format!("explain: {refusal}")],
    };
    let mut faults = faults(scene, &explanation);
    for party in router.registry().parties() {
        let verdict = router.decide(notice, &party.id, situation);
        if verdict.as_ref().ok() != explanation.verdict(&party.id) {
            faults.push(format!("decide {}: {verdict:?} is not the verdict of the whole answer", party.id));
        }
    }
    let world = World::of(router, Fault::None);
    faults.extend(hand_differences(router, &Ask::new(world, notice, situation), nth));
    faults
}

fn faults(scene: &Scene, explanation: &Explanation) -> Vec<String> {
    let Scene { router, situation, notice } = scene;
    let plan = &explanation.plan;
    let mut faults = Vec::new();
    if unmet(plan) != whole(explanation).unmet() {
        faults.push(format!("unmet {:?} is not what the verdicts say", unmet(plan)));
    }
    other_doors(scene, plan, &mut faults);
    kept(scene, explanation, &mut faults);
    citations(scene, explanation, &mut faults);
    next_hands(scene, plan, &mut faults);
    faults.extend(differences(explanation, &Ask::new(World::of(router, Fault::None), notice, situation)));
    faults
}

/// What is kept in numbers says what is said at once: an answer as a view, a notice that is prepared.
fn kept(scene: &Scene, explanation: &Explanation, faults: &mut Vec<String>) {
    let Scene { router, situation, notice } = scene;
    let mut same = |what: &str, equal: bool| {
        if !equal {
            faults.push(format!("{what} is not that of the explanation"));
        }
    };
    let plan = &explanation.plan;
    let json = router.route_json(notice.to_json().as_bytes(), situation);
    same("the plan as JSON of the notice as JSON", json == Ok(plan.to_json()));
    let Ok(answer) = router.answer(notice, situation) else { return same("the view", false) };
    let of = |duty: Option<Duty>| -> Vec<&PartyId> {
        plan.deliveries.iter().filter(|d| duty.is_none_or(|duty| d.duty == duty)).map(|d| &d.recipient).collect()
    };
    same("who the view tells", answer.told() == of(None) && answer.required() == of(Some(Duty::Must)));
    same("how long the view holds", answer.valid_until() == plan.valid_until);
    same("the view's plan", answer.plan() == *plan);
    same("the view's explanation", answer.explanation() == *explanation);
    let alike = |id: &str| {
        let verdict = explanation.verdict(id);
        answer.verdict(id).as_ref() == verdict
            && answer.outcome(id) == verdict.map(|verdict| verdict.outcome)
            && answer.duty(id) == plan.delivery(id).map(|delivery| delivery.duty)
    };
    same("a verdict of the view", router.registry().parties().iter().all(|party| alike(party.id.as_str())));
    // What is kept of one day, situation or notice says nothing of another.
    let Ok(prepared) = router.prepare(notice) else { return same("a prepared notice", false) };
    let (now, mut later) = (Situation::default(), Situation::default());
    later.at = router.boundaries().last().copied();
    for situation in [situation, &now, &later, situation] {
        same("who is told of a prepared notice", prepared.audience(situation) == router.audience(notice, situation));
    }
    let mut other = notice.clone();
    other.no_attribution = !notice.no_attribution;
    let json = router.route_json(other.to_json().as_bytes(), situation);
    same("the plan as JSON of another notice", json == router.route(&other, situation).map(|plan| plan.to_json()));
}

/// The other doors to the same decision: who is told, many at once, one party, the bounds of an answer.
fn other_doors(scene: &Scene, plan: &Plan, faults: &mut Vec<String>) {
    let Scene { router, situation, notice } = scene;
    let mut same = |what: &str, equal: bool| {
        if !equal {
            faults.push(format!("{what} is not that of the plan"));
        }
    };
    same("route", router.route(notice, situation).as_ref() == Ok(plan));
    if let Ok(audience) = router.audience(notice, situation) {
        let told: Vec<(&PartyId, Duty)> = plan.deliveries.iter().map(|d| (&d.recipient, d.duty)).collect();
        same("audience", audience.iter().eq(told.iter().copied()));
        same("audience's size", audience.len() == told.len() && audience.is_empty() == told.is_empty());
        let duty = |id: &str| told.iter().find(|(party, _)| **party == *id).map(|(_, duty)| *duty);
        let parties = router.registry().parties();
        let alike = |id: &str| audience.duty(id) == duty(id) && audience.contains(id) == duty(id).is_some();
        same("audience's duties", parties.iter().all(|party| alike(party.id.as_str())));
        let of_hops = [LintCode::ChannelUnknown, LintCode::RequiredByJudgement];
        same("audience's lints", plan.lints.iter().filter(|lint| !of_hops.contains(&lint.code)).eq(audience.lints()));
    } else {
        same("audience", false);
    }
    let mut other: Notice = notice.clone();
    let next = other.issued_at + chrono::TimeDelta::milliseconds(1);
    if !router.boundaries().into_iter().chain(notice.embargo_until).any(|at| at == next) {
        other.issued_at = next;
    }
    other.id = NoticeId::new("another").unwrap_or_else(|_| panic!("`another` is an id"));
    let batch = router.route_batch(&[notice.clone(), other.clone(), notice.clone()], situation);
    same(
        "batch",
        batch.is_ok_and(|batch| {
            let single = [Some(plan.clone()), router.route(&other, situation).ok(), Some(plan.clone())];
            batch.outcomes().eq([0, 0, 0])
                && batch.plans.len() == 1
                && (0..3).all(|n| batch.plan(n) == single[n])
                && batch.plan(3).is_none()
        }),
    );
    let later = router.boundaries().into_iter().chain(notice.embargo_until).filter(|at| *at > plan.at);
    same("valid_until", plan.valid_until.is_none_or(|until| later.into_iter().any(|at| at == until)));
}

/// Each reason cites what it rests on: its rule, or what the reach of the level rests on.
fn citations(scene: &Scene, explanation: &Explanation, faults: &mut Vec<String>) {
    let Scene { router, notice, .. } = scene;
    let level = router.profile().level(notice.level.as_str()).map(|level| &level.basis);
    for verdict in &explanation.verdicts {
        for reason in verdict.reasons.iter() {
            let rule = reason.rule.as_ref().and_then(|id| router.rules().rule(id.as_str())).map(|rule| &rule.citation);
            let of_level = [ReasonCode::Consented, ReasonCode::OutOfReach, ReasonCode::CouncilOutOfReach];
            let wanted = rule.or(if of_level.contains(&reason.code) { level } else { None });
            let source = wanted.map(|citation| citation.source.as_ref()).unwrap_or_default();
            if *reason.source != *source || reason.grade != wanted.and_then(|citation| citation.grade) {
                faults.push(format!("{}: {} cites {:?}", verdict.party, reason.code.as_str(), reason.source));
            }
        }
    }
}

/// What each holder hands on is what the plan's hops that leave it say: to whom, for whom, on whose judgement.
fn next_hands(scene: &Scene, plan: &Plan, faults: &mut Vec<String>) {
    let Scene { router, situation, notice } = scene;
    for holder in router.registry().parties() {
        let leaving = |hop: &&Hop| hop.from == holder.id;
        let next = match router.onward(notice, &holder.id, situation) {
            Ok(next) => next,
            Err(refusal) => {
                faults.push(format!("onward {}: {refusal}", holder.id));
                continue;
            }
        };
        let ends: BTreeSet<_> = next.iter().map(|onward| (&onward.to, onward.direction)).collect();
        let hops = plan.deliveries.iter().flat_map(|delivery| &delivery.hops).filter(leaving);
        if ends != hops.map(|hop| (&hop.to, hop.direction)).collect() || ends.len() != next.len() {
            faults.push(format!("onward {}: {ends:?} is not whom the plan's hops lead to", holder.id));
        }
        for onward in &next {
            let same = |hop: &Hop| hop.to == onward.to && hop.direction == onward.direction;
            let through: Vec<_> = plan.deliveries.iter().filter(|d| d.hops.iter().filter(leaving).any(&same)).collect();
            let serves: Vec<&PartyId> = through.iter().map(|delivery| &delivery.recipient).collect();
            let judgement: BTreeSet<String> = through
                .iter()
                .flat_map(|delivery| delivery.judgement.iter().filter(|owed| owed.party == onward.to))
                .map(|owed| format!("{owed:?}"))
                .collect();
            let found: BTreeSet<String> = onward.judgement.iter().map(|owed| format!("{owed:?}")).collect();
            if !onward.serves.iter().eq(serves) || judgement != found || onward.judgement.len() != found.len() {
                faults.push(format!("onward {}>{} is not the plan's", holder.id, onward.to));
            }
        }
    }
}
