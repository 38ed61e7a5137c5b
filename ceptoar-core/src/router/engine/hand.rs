//! What is asked at each hand: whom to hand on to, and whether one may pass to a given party.

use std::sync::Arc;

use crate::answer::hand::{Onward, Passing};
use crate::answer::plan::Delivery;
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::router::engine::bits::{Set as _, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::path::Phase;
use crate::router::engine::reasons::Reasons;
use crate::word::sets::{Direction, MayPass};

/// The hops of a plan that leave a holder.
pub(in crate::router) fn onward(deliveries: &[Delivery], holder: &str) -> Vec<Onward> {
    let mut hops: Vec<Onward> = Vec::new();
    for delivery in deliveries {
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

impl<S: Shape> Decision<'_, S> {
    /// Whether a party holds the notice: the origin, or one that is told.
    pub(in crate::router) fn holds(&self, party: usize) -> bool {
        party == self.q.coded.origin || self.told().contains(party)
    }

    /// Whether `holder` may pass the notice to `party`, or every reason why not.
    pub(in crate::router) fn may_pass(&self, holder: usize, party: usize) -> Passing {
        let mut reasons = Vec::new();
        if !self.with_verdict.contains(party) {
            reasons.push(Reason::new(ReasonCode::PartyIsOrigin));
        } else if !self.told().contains(party) {
            reasons.push(Reason::new(ReasonCode::PartyNotDelivered));
            let verdict = Reasons::new(self).verdict(party);
            let of_party = verdict.iter().flat_map(|verdict| verdict.reasons.iter());
            reasons.extend(of_party.filter(|reason| reason.code.withholds()).cloned());
        }
        if !self.holds(holder) {
            reasons.push(Reason::new(ReasonCode::HolderDoesNotHold));
        }
        match self.hand_over(holder, party) {
            Ok(link) if reasons.is_empty() => return self.passing(link),
            Ok(_) => {}
            Err(code) => reasons.push(Reason::new(code)),
        }
        reasons.sort_by(|a, b| (a.code, &a.rule).cmp(&(b.code, &b.rule)));
        Passing { answer: MayPass::No, hop: None, judgement: Vec::new(), reasons }
    }

    /// Over an open link: yes, unless somebody must judge so first.
    fn passing(&self, number: usize) -> Passing {
        let Some(link) = self.q.tables.links.get(number) else {
            let reasons = vec![Reason::new(ReasonCode::NoHandOver)];
            return Passing { answer: MayPass::No, hop: None, judgement: Vec::new(), reasons };
        };
        let hop = self.q.passage().hop(number, link);
        let judgement: Vec<_> = self.owed(link.to, &hop).into_iter().collect();
        let judged = !judgement.is_empty() || hop.rests_on_judgement();
        let answer = if judged { MayPass::IfJudged } else { MayPass::Yes };
        Passing { answer, hop: Some(hop), judgement, reasons: Vec::new() }
    }

    /// The link to hand over by: the notice's own before a provision link. A holder that has no path has not turned.
    fn hand_over(&self, from: usize, to: usize) -> Result<usize, ReasonCode> {
        let holds = self.holds(from);
        let mut best: Option<(Phase, usize)> = None;
        let mut fault = ReasonCode::NoHandOver;
        for number in self.q.tables.leaving.get(from).into_iter().flatten() {
            let of_day = |link: &&crate::router::engine::tables::CompiledLink| {
                link.to == to && link.period.covers(self.q.epoch.day)
            };
            let Some(link) = self.q.tables.links.get(*number).filter(of_day) else { continue };
            let Some(phase) = Phase::Own.after(self.q.coded.direction, link.direction) else { continue };
            let turned = holds && link.direction != Direction::Provision && !self.paths.by_own.contains(from);
            if !self.q.is_open(*number) {
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
}
