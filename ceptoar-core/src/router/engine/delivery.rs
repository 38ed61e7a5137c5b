//! One recipient's part of the plan: hops, judgements, due, obligations.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::answer::plan::{Delivery, Hop, OwedJudgement, Persons};
use crate::id::{InstrumentId, ObligationId, PartyId, RuleId};
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::question::Question;
use crate::rules::rule::Rule;
use crate::word::sets::{Direction, Duty, Status};

impl<S: Shape> Decision<'_, S> {
    /// The rules among some that fire and speak of a party, sorted.
    pub(in crate::router) fn rules_for(
        &self,
        party: usize,
        among: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = &Rule> {
        let speaking =
            self.tests.spoken.iter().filter(move |(rule, audience)| audience.contains(party) && among(*rule));
        speaking.filter_map(|(rule, _)| self.q.tables.rules.rules().get(*rule))
    }

    /// The rules that permit it.
    pub(in crate::router) fn permitting(&self, party: usize) -> impl Iterator<Item = &Rule> {
        self.rules_for(party, |rule| !self.q.compiled.masks.forbid.contains(rule))
    }

    /// The judgement that the hand before a party owes: every rule that permits it asks for one. A party reached by an
    /// internal hop owes none: one office does not judge whether to tell itself.
    pub(in crate::router) fn owed(&self, party: usize, hop: &Hop) -> Option<OwedJudgement> {
        if hop.internal || !self.tests.owing.contains(party) {
            return None;
        }
        let mut texts = Vec::new();
        for text in self.permitting(party).filter_map(|rule| rule.judgement.clone()) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        Some(OwedJudgement { party: hop.to.clone(), rules: ids(self.permitting(party)), texts })
    }

    /// The hop over the link of the day from one party to another.
    pub(in crate::router) fn hop(&self, (from, to, direction): (usize, usize, Direction)) -> Option<Hop> {
        let (number, link) = self.q.tables.link(from, to, direction, self.q.epoch.day)?;
        Some(self.q.passage().hop(number, link))
    }
}

fn ids<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<RuleId> {
    rules.map(|rule| rule.id.clone()).collect()
}

/// Makes the deliveries of one answer. Hops are shared by many paths: each is made once.
pub(in crate::router) struct Maker<'a, S: Shape> {
    decision: &'a Decision<'a, S>,
    notice: &'a Notice,
    hops: HashMap<(usize, usize, Direction), Hop, FixedState>,
}

impl<'a, S: Shape> Maker<'a, S> {
    pub(in crate::router) fn new(decision: &'a Decision<'a, S>, notice: &'a Notice) -> Self {
        Self { decision, notice, hops: HashMap::default() }
    }

    /// The hop over a link, with its lint where it is new.
    fn hop(&mut self, place: (usize, usize, Direction), lints: &mut Vec<Lint>) -> Option<Hop> {
        if let Some(hop) = self.hops.get(&place) {
            return Some(hop.clone());
        }
        let hop = self.decision.hop(place)?;
        if hop.channels.is_none() {
            lints.push(Lint::new(LintCode::ChannelUnknown, &format!("{}>{}", hop.from, hop.to)));
        }
        self.hops.insert(place, hop.clone());
        Some(hop)
    }

    /// The delivery to a party that is reached, with the lints of its hops.
    pub(in crate::router) fn delivery(&mut self, party: usize, recipient: &PartyId, lints: &mut Vec<Lint>) -> Delivery {
        let (decision, q) = (self.decision, &self.decision.q);
        let mut path: Vec<_> = decision.paths.back_from(q.coded.direction, party).collect();
        path.reverse();
        let mut hops = Vec::with_capacity(path.len());
        let mut judgement = Vec::new();
        for place in path {
            let Some(hop) = self.hop(place, lints) else { continue };
            judgement.extend(decision.owed(place.1, &hop));
            hops.push(hop);
        }
        let scope = q.scope();
        let named = self.notice.named_persons.iter().filter(|person| person.party == *recipient);
        let mut refs: Vec<_> = named.map(|person| person.reference.clone()).collect();
        refs.sort_unstable();
        let delivery = Delivery {
            recipient: recipient.clone(),
            duty: if decision.tests.required.contains(party) { Duty::Must } else { Duty::May },
            persons: Persons { scope, refs },
            due: decision.permitting(party).filter_map(|rule| rule.due.as_ref()).min().cloned(),
            hops,
            obligations: obligations(q, self.notice, decision.permitting(party)),
            rules: ids(decision.permitting(party)),
            judgement,
            instruments: q.instruments(party),
        };
        if delivery.duty == Duty::Must && delivery.rests_on_judgement() {
            lints.push(Lint::new(LintCode::RequiredByJudgement, recipient.as_str()));
        }
        delivery
    }
}

/// The obligations of a recipient, sorted: those of its rules, and those that level, attribution and status bring.
fn obligations<'a, S: Shape>(
    q: &Question<'_, S>,
    notice: &Notice,
    rules: impl Iterator<Item = &'a Rule>,
) -> Vec<ObligationId> {
    let mut obligations: Vec<ObligationId> = rules.flat_map(|rule| rule.obligations.iter().cloned()).collect();
    let own = &q.tables.obligations;
    obligations.extend(q.level.obligation.iter().cloned());
    obligations.extend(own.no_attribution.iter().filter(|_| notice.no_attribution).cloned());
    obligations.extend(own.exercise.iter().filter(|_| notice.status == Status::Exercise).cloned());
    obligations.sort_unstable();
    obligations.dedup();
    obligations
}

impl<S: Shape> Question<'_, S> {
    /// The instruments that bind a party's own CEPTOARs.
    pub(in crate::router) fn instruments(&self, party: usize) -> Arc<[InstrumentId]> {
        let own = self.epoch.own.get(party).map(Vec::as_slice).unwrap_or_default();
        let mut of_own = own.iter().filter_map(|ceptoar| self.tables.instruments.get(*ceptoar));
        match (of_own.next(), own.len()) {
            (None, _) => Arc::default(),
            (Some(one), 1) => Arc::clone(one),
            (Some(first), _) => {
                let mut all: Vec<InstrumentId> =
                    first.iter().chain(of_own.flat_map(|list| list.iter())).cloned().collect();
                all.sort_unstable();
                all.dedup();
                all.into()
            }
        }
    }
}
