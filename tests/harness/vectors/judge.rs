//! Whether a router's answers are what a vector asserts.

use std::collections::BTreeSet;

use ceptoar_core::{Duty, Explanation, Hop, Label, LintCode, MayPass, Notice, NoticeId, PartyId, Plan, ReasonCode};
use serde_json::Value;

use super::{Case, Scene};
use crate::reference::{Ask, Fault, World, differences};

impl Case {
    pub(super) fn check(&self, scene: &Scene) -> Vec<String> {
        let Scene { router, situation, notice } = scene;
        let explanation = match router.explain(notice, situation) {
            Ok(explanation) => explanation,
            Err(refusal) => return vec![refusal.to_string()],
        };
        let plan = explanation.plan.clone();
        let mut faults = Vec::new();
        let mut same = |what: String, found: Value, wanted: Value| {
            if found != wanted {
                faults.push(format!("{what}: {found}, expected {wanted}"));
            }
        };
        for (recipient, wanted) in &self.expect.deliveries {
            let Some(delivery) = plan.delivery(recipient) else {
                same(recipient.clone(), Value::from("not told"), Value::from("told"));
                continue;
            };
            let json = serde_json::to_value(delivery).unwrap_or_default();
            let mut path = vec![notice.origin.to_string()];
            path.extend(delivery.hops.iter().map(|hop| hop.to.to_string()));
            let last = json["hops"].as_array().and_then(|hops| hops.last()).cloned().unwrap_or_default();
            let parts = [
                ("duty", wanted.duty.clone().map(Value::from), json["duty"].clone()),
                ("path", wanted.path.clone().map(Value::from), Value::from(path)),
                ("channels", wanted.channels.clone().map(Value::from), last["channels"].clone()),
                ("also", wanted.also.clone().map(Value::from), or_empty(&last["also"])),
                ("judged", wanted.judged.clone().map(Value::from), or_empty(&last["judged"])),
                (
                    "judgement",
                    wanted.judgement.as_ref().map(|owed| serde_json::to_value(owed).unwrap_or_default()),
                    json["judgement"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(|owed| Some((owed["party"].as_str()?.to_owned(), owed["rules"].clone())))
                        .collect::<serde_json::Map<_, _>>()
                        .into(),
                ),
                ("instruments", wanted.instruments.clone().map(Value::from), or_empty(&json["instruments"])),
                ("due", wanted.due.clone().map(Value::from), json["due"].clone()),
                ("obligations", wanted.obligations.clone().map(Value::from), json["obligations"].clone()),
                ("rules", wanted.rules.clone().map(Value::from), json["rules"].clone()),
                ("refs", wanted.refs.clone().map(Value::from), json["persons"]["refs"].clone()),
                (
                    "internal",
                    wanted.internal.map(Value::from),
                    Value::from(last["internal"].as_bool().unwrap_or(false)),
                ),
            ];
            for (name, wanted, found) in parts {
                if let Some(wanted) = wanted {
                    same(format!("{recipient} {name}"), found, wanted);
                }
            }
        }
        if self.expect.exactly {
            let told: Vec<&str> = plan.deliveries.iter().map(|d| d.recipient.as_str()).collect();
            let wanted: Vec<&str> = self.expect.deliveries.keys().map(String::as_str).collect();
            same("told".to_owned(), Value::from(told), Value::from(wanted));
        }
        for (party, wanted) in &self.expect.verdicts {
            let Some(verdict) = explanation.verdict(party) else {
                same(party.clone(), Value::Null, Value::from("a verdict"));
                continue;
            };
            let outcome = serde_json::to_value(verdict.outcome).unwrap_or_default();
            same(format!("{party} outcome"), outcome, Value::from(wanted.outcome.clone()));
            let texts: Vec<String> = verdict.reasons.iter().flat_map(reason_texts).collect();
            for reason in wanted.reasons.iter().filter(|reason| !texts.contains(reason)) {
                same(format!("{party} reasons"), Value::from(texts.clone()), Value::from(reason.clone()));
            }
        }
        if let Some(wanted) = &self.expect.unmet {
            let found: Vec<&str> = plan.unmet.iter().map(|unmet| unmet.party.as_str()).collect();
            same("unmet".to_owned(), Value::from(found), Value::from(wanted.clone()));
        }
        let lints: Vec<String> = plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect();
        for lint in self.expect.lints.iter().filter(|lint| !lints.contains(lint)) {
            same("lints".to_owned(), Value::from(lints.clone()), Value::from(lint.clone()));
        }
        for lint in &self.expect.no_lints {
            let there = |found: &&String| *found == lint || found.split(' ').next() == Some(lint);
            if let Some(found) = lints.iter().find(there) {
                same("lints".to_owned(), Value::from(found.clone()), Value::from(format!("no {lint}")));
            }
        }
        if let Some(wanted) = &self.expect.valid_until {
            let found = serde_json::to_value(&plan).unwrap_or_default()["valid_until"].clone();
            same("valid_until".to_owned(), found, Value::from(wanted.clone()));
        }
        self.hands(scene, &plan, &mut faults);
        other_doors(scene, &plan, &mut faults);
        citations(scene, &explanation, &mut faults);
        next_hands(scene, &plan, &mut faults);
        let world =
            World { registry: router.registry(), rules: router.rules(), profile: router.profile(), fault: Fault::None };
        faults.extend(differences(&explanation, &Ask::new(world, notice, situation)));
        faults
    }

    fn hands(&self, scene: &Scene, plan: &Plan, faults: &mut Vec<String>) {
        let Scene { router, situation, notice } = scene;
        let party = |id: &str| PartyId::new(id).unwrap_or_else(|_| panic!("`{id}` of a vector is no id"));
        for (pair, wanted) in &self.expect.may_pass {
            let (holder, to) = pair.split_once('>').unwrap_or_default();
            let Ok(passing) = router.may_pass(notice, &party(holder), &party(to), situation) else {
                faults.push(format!("may_pass {pair}: refused"));
                continue;
            };
            let codes: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
            let as_wanted = match wanted {
                Value::String(answer) => passing.answer.as_str() == answer,
                Value::Array(list) => {
                    passing.answer == MayPass::No
                        && list.iter().filter_map(Value::as_str).all(|code| codes.contains(&code))
                }
                _ => false,
            };
            if !as_wanted {
                faults.push(format!("may_pass {pair}: {} {codes:?}, expected {wanted}", passing.answer.as_str()));
            }
        }
        for (holder, wanted) in &self.expect.onward {
            let found =
                router.onward(notice, &party(holder), situation).unwrap_or_else(|refusal| panic!("onward: {refusal}"));
            let found: Vec<String> = found.iter().map(|onward| onward.to.to_string()).collect();
            if found != *wanted {
                faults.push(format!("onward {holder}: {found:?}, expected {wanted:?}"));
            }
        }
        for (recipient, wanted) in &self.expect.views {
            let view = serde_json::to_value(plan.view_for(recipient)).unwrap_or_default();
            for (field, wanted) in wanted.as_object().into_iter().flatten().filter(|(f, w)| view[f.as_str()] != **w) {
                faults.push(format!("view of {recipient}: {field} is {}, expected {wanted}", view[field.as_str()]));
            }
        }
        for (subject, wanted) in &self.expect.asked {
            let found = match router.decide(notice, &party(subject), situation) {
                Ok(verdict) => serde_json::to_value(verdict.outcome).unwrap_or_default(),
                Err(refusal) => Value::from(refusal.problems().first().map(|problem| problem.code().as_str())),
            };
            if found != *wanted.as_str() {
                faults.push(format!("decide {subject}: {found}, expected {wanted}"));
            }
        }
        for (question, wanted) in &self.expect.relabel {
            let (by, label) = question.split_once(' ').unwrap_or_default();
            let label = Label::new(label).unwrap_or_else(|_| panic!("`{label}` of a vector is no label"));
            let found = match router.relabel(notice, &party(by), &label, situation) {
                Ok(relabelled) => Value::Bool(relabelled.level == label),
                Err(refusal) => Value::from(refusal.problems().first().map(|p| p.code().as_str())),
            };
            if found != *wanted {
                faults.push(format!("relabel {question}: {found}, expected {wanted}"));
            }
        }
    }
}

/// A list that an answer leaves out where it is empty.
fn or_empty(value: &Value) -> Value {
    if value.is_null() { Value::Array(Vec::new()) } else { value.clone() }
}

/// A reason as the vectors write it, the shortest form first.
fn reason_texts(reason: &ceptoar_core::Reason) -> Vec<String> {
    let code = reason.code.as_str().to_owned();
    let mut texts = vec![code.clone()];
    if let Some(rule) = &reason.rule {
        texts.push(format!("{code} {rule}"));
    }
    if let (Some(group), Some(date)) = (&reason.group, reason.date) {
        let rule = reason.rule.as_ref().map(|rule| format!(" {rule}")).unwrap_or_default();
        texts.push(format!("{code}{rule} {group} {date}"));
    }
    if !reason.opening.is_empty() {
        let changes: Vec<String> = reason
            .opening
            .iter()
            .map(|change| {
                let kind = serde_json::to_value(change.change).unwrap_or_default();
                let party = change.party.as_ref().map(ToString::to_string);
                format!("{}:{}", kind.as_str().unwrap_or_default(), change.link.clone().or(party).unwrap_or_default())
            })
            .collect();
        texts.push(format!("{code} {}", changes.join(" ")));
    }
    texts
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
    other.issued_at += chrono::TimeDelta::milliseconds(1);
    other.id = NoticeId::new("another").unwrap_or_else(|_| notice.id.clone());
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
        for reason in &verdict.reasons {
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
        for onward in router.onward(notice, &holder.id, situation).unwrap_or_default() {
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
