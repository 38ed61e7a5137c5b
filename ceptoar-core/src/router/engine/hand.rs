//! What is asked at each hand: whom to hand on to, and whether one may pass to a given party.

use std::sync::Arc;

use crate::answer::hand::{Onward, Passing};
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Reason, Verdict};
use crate::router::engine::channels::is_open;
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::{hop, owed};
use crate::router::engine::path::Phase;
use crate::router::engine::question::Question;
use crate::word::sets::{Direction, MayPass, Outcome};

/// The plan's hops that leave a holder.
pub(in crate::router) fn onward(decision: &Decision, holder: &str) -> Vec<Onward> {
    let mut hops: Vec<Onward> = Vec::new();
    for delivery in &decision.body.deliveries {
        for hop in delivery.hops.iter().filter(|hop| hop.from == *holder) {
            let same = |onward: &&mut Onward| onward.to == hop.to && onward.direction == hop.direction;
            match hops.iter_mut().find(same) {
                Some(onward) => onward.serves.push(delivery.recipient.clone()),
                None => hops.push(Onward {
                    to: hop.to.clone(),
                    direction: hop.direction,
                    channels: hop.channels.clone(),
                    also: Arc::clone(&hop.also),
                    judged: Arc::clone(&hop.judged),
                    judged_texts: Arc::clone(&hop.judged_texts),
                    internal: hop.internal,
                    serves: vec![delivery.recipient.clone()],
                    judgement: delivery.judgement.iter().filter(|owed| owed.party == hop.to).cloned().collect(),
                }),
            }
        }
    }
    hops.sort_unstable_by(|a, b| (&a.to, a.direction).cmp(&(&b.to, b.direction)));
    hops
}

/// The verdict on a party.
pub(in crate::router) fn verdict<'a>(decision: &'a Decision, party: &str) -> Option<&'a Verdict> {
    let verdicts = &decision.body.verdicts;
    let found = verdicts.binary_search_by(|verdict| verdict.party.as_str().cmp(party)).ok()?;
    verdicts.get(found)
}

/// Whether a party holds the notice: the origin, or one that is delivered.
pub(in crate::router) fn holds(q: &Question<'_>, decision: &Decision, party: &str) -> bool {
    q.notice.origin == *party || verdict(decision, party).is_some_and(|v| v.outcome == Outcome::Deliver)
}

/// Whether `holder` may pass the notice to `party`, or every reason why not.
pub(in crate::router) fn may_pass(q: &Question<'_>, decision: &Decision, holder: &str, party: &str) -> Passing {
    let mut reasons = Vec::new();
    match verdict(decision, party) {
        None => reasons.push(Reason::new(ReasonCode::PartyIsOrigin)),
        Some(verdict) if verdict.outcome != Outcome::Deliver => {
            reasons.push(Reason::new(ReasonCode::PartyNotDelivered));
            reasons.extend(verdict.reasons.iter().filter(|reason| reason.code.withholds()).cloned());
        }
        Some(_) => {}
    }
    let holds = holds(q, decision, holder);
    if !holds {
        reasons.push(Reason::new(ReasonCode::HolderDoesNotHold));
    }
    let found = hand_over(q, decision, holder, party, holds);
    match found {
        Ok(link) if reasons.is_empty() => return passing(q, decision, link),
        Ok(_) => {}
        Err(code) => reasons.push(Reason::new(code)),
    }
    reasons.sort_by(|a, b| (a.code, &a.rule).cmp(&(b.code, &b.rule)));
    Passing { answer: MayPass::No, hop: None, judgement: Vec::new(), reasons }
}

/// Over an open link: yes, unless somebody must judge so first.
fn passing(q: &Question<'_>, decision: &Decision, number: usize) -> Passing {
    let (Some(hop), Some(link)) = (hop(q, number), q.tables.links.get(number)) else {
        let reasons = vec![Reason::new(ReasonCode::NoHandOver)];
        return Passing { answer: MayPass::No, hop: None, judgement: Vec::new(), reasons };
    };
    let judgement: Vec<_> = owed(q, &decision.tests, link.to, &hop).into_iter().collect();
    let judged = !judgement.is_empty() || hop.rests_on_judgement();
    let answer = if judged { MayPass::IfJudged } else { MayPass::Yes };
    Passing { answer, hop: Some(hop), judgement, reasons: Vec::new() }
}

/// The link to hand over by: the notice's own before a provision link. A holder that has no path has not turned.
fn hand_over(
    q: &Question<'_>,
    decision: &Decision,
    holder: &str,
    party: &str,
    holds: bool,
) -> Result<usize, ReasonCode> {
    let (Some(from), Some(to)) = (q.tables.party(holder), q.tables.party(party)) else {
        return Err(ReasonCode::NoHandOver);
    };
    let mut best: Option<(Phase, usize)> = None;
    let mut fault = ReasonCode::NoHandOver;
    for number in q.epoch.leaving.get(from).into_iter().flatten() {
        let Some(direction) = q.tables.links.get(*number).filter(|link| link.to == to).map(|link| link.direction)
        else {
            continue;
        };
        let Some(phase) = Phase::Own.after(q.notice.direction, direction) else { continue };
        let turned = holds && direction != Direction::Provision && !decision.paths.by_own.contains(from);
        if !is_open(q, *number) {
            if fault == ReasonCode::NoHandOver {
                fault = ReasonCode::NoOpenLink;
            }
        } else if turned {
            fault = ReasonCode::DirectionTurned;
        } else {
            best = Some(best.map_or((phase, *number), |best| best.min((phase, *number))));
        }
    }
    best.map(|(_, number)| number).ok_or(fault)
}
