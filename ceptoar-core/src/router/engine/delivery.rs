//! One recipient's part of the plan: hops, judgements, due, obligations.

use std::sync::Arc;

use crate::answer::plan::{Delivery, Hop, OwedJudgement, Persons};
use crate::due::Due;
use crate::id::{InstrumentId, ObligationId, PartyId, PersonRef, RuleId};
use crate::lint::{Lint, LintCode};
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::hops::Shown;
use crate::router::engine::question::Question;
use crate::rules::rule::Rule;
use crate::word::sets::{Duty, Status};

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

    /// The strictest of what those rules ask.
    pub(in crate::router) fn due(&self, party: usize) -> Option<&Due> {
        self.permitting(party).filter_map(|rule| rule.due.as_ref()).min()
    }

    /// Whether a party that is told must be.
    pub(in crate::router) fn duty(&self, party: usize) -> Duty {
        if self.tests.required.contains(party) { Duty::Must } else { Duty::May }
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
}

pub(in crate::router) fn ids<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<RuleId> {
    rules.map(|rule| rule.id.clone()).collect()
}

/// Makes the deliveries of one answer.
pub(in crate::router) struct Maker<'a, S: Shape> {
    decision: &'a Decision<'a, S>,
    aside: Aside<'a>,
    /// By state of the paths: the link that leads to it, once it is found. Hops are shared by many paths.
    links: Vec<Option<usize>>,
    /// The states of the path at hand, the last first.
    way: Vec<usize>,
}

impl<'a, S: Shape> Maker<'a, S> {
    pub(in crate::router) fn new(decision: &'a Decision<'a, S>, aside: Aside<'a>) -> Self {
        Self { decision, aside, links: vec![None; decision.paths.states()], way: Vec::with_capacity(8) }
    }

    /// The hop that leads to a state, with its lint where it is new.
    fn hop(&mut self, place: usize, lints: &mut Vec<Lint>) -> Option<(usize, Shown<'a>)> {
        let (q, slot) = (&self.decision.q, self.links.get_mut(place)?);
        let (number, new) = match *slot {
            Some(number) => (number, false),
            None => {
                let (from, to, direction) = self.decision.paths.step(q.coded.direction, place)?;
                (q.tables.link(from, to, direction, q.epoch.day)?.0, true)
            }
        };
        *slot = Some(number);
        let link = q.tables.links.get(number)?;
        let hop = q.compiled.hops.hop(&q.passage(), q.coded.level, number, link);
        if new && hop.channels.is_none() {
            let at = [hop.from.as_str(), ">", hop.to.as_str()].concat();
            lints.push(Lint { code: LintCode::ChannelUnknown, at });
        }
        Some((link.to, hop))
    }

    /// Sets out on the path to a party that is reached.
    pub(in crate::router) fn start(&mut self, party: usize) {
        self.way.clear();
        self.way.extend(self.decision.paths.back_from(party));
    }

    /// The next hop of that path, and to whom it leads.
    pub(in crate::router) fn next(&mut self, lints: &mut Vec<Lint>) -> Option<(usize, Shown<'a>)> {
        while let Some(place) = self.way.pop() {
            if let Some(found) = self.hop(place, lints) {
                return Some(found);
            }
        }
        None
    }

    /// The delivery to a party that is reached, with the lints of its hops.
    pub(in crate::router) fn delivery(&mut self, party: usize, recipient: &PartyId, lints: &mut Vec<Lint>) -> Delivery {
        let (decision, q) = (self.decision, &self.decision.q);
        self.start(party);
        let mut hops = Vec::with_capacity(self.way.len());
        let mut judgement = Vec::new();
        while let Some((to, hop)) = self.next(lints) {
            judgement.extend(decision.owed(to, &hop));
            hops.push(hop.owned());
        }
        let delivery = Delivery {
            recipient: recipient.clone(),
            duty: decision.duty(party),
            persons: Persons { scope: q.scope(), refs: persons(self.aside, recipient).into_iter().cloned().collect() },
            due: decision.due(party).cloned(),
            hops,
            obligations: obligations(q, self.aside, decision.permitting(party)),
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

/// The persons that a notice names at a recipient, sorted.
pub(in crate::router) fn persons<'a>(aside: Aside<'a>, recipient: &PartyId) -> Vec<&'a PersonRef> {
    let named = aside.persons.iter().filter(|person| person.party == *recipient);
    let mut refs: Vec<_> = named.map(|person| &person.reference).collect();
    refs.sort_unstable();
    refs
}

/// The obligations of a recipient, sorted: those of its rules, and those that level, attribution and status bring.
pub(in crate::router) fn obligations<'a, S: Shape>(
    q: &Question<'_, S>,
    aside: Aside<'_>,
    rules: impl Iterator<Item = &'a Rule>,
) -> Vec<ObligationId> {
    let mut obligations = Vec::with_capacity(4);
    rules.for_each(|rule| obligations.extend(rule.obligations.iter().cloned()));
    let own = &q.tables.obligations;
    obligations.extend(q.level.obligation.iter().cloned());
    obligations.extend(own.no_attribution.iter().filter(|_| aside.no_attribution).cloned());
    obligations.extend(own.exercise.iter().filter(|_| q.coded.status == Status::Exercise).cloned());
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
