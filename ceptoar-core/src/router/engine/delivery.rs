//! One recipient's part of the plan: hops, judgements, due, obligations.

use std::sync::Arc;

use crate::answer::plan::{Delivery, Hop, OwedJudgement, Persons};
use crate::id::{InstrumentId, ObligationId, PartyId, RuleId};
use crate::lint::{Lint, LintCode};
use crate::router::engine::channels::open_channels;
use crate::router::engine::judge::Tests;
use crate::router::engine::question::Question;
use crate::rules::rule::Rule;
use crate::word::sets::{Duty, Effect, PersonsScope, Status};

/// The rules of some effects that fire and speak of a party, sorted.
pub(in crate::router) fn rules_for(
    q: &Question<'_>,
    tests: &Tests,
    party: usize,
    wanted: impl Fn(Effect) -> bool,
) -> Vec<RuleId> {
    tests
        .fired
        .iter()
        .filter(|(rule, audience)| {
            audience.contains(party) && q.tables.conditions.get(*rule).is_some_and(|c| wanted(c.effect))
        })
        .filter_map(|(rule, _)| q.tables.rules.rules().get(*rule).map(|rule| rule.id.clone()))
        .collect()
}

/// The judgement that the hand before a party owes: every rule that permits it asks for one. A party reached by an
/// internal hop owes none: one office does not judge whether to tell itself.
pub(in crate::router) fn owed(q: &Question<'_>, tests: &Tests, party: usize, hop: &Hop) -> Option<OwedJudgement> {
    if hop.internal || !tests.owing.contains(party) {
        return None;
    }
    let rules = rules_for(q, tests, party, |effect| effect != Effect::Forbid);
    let mut texts = Vec::new();
    for text in rules.iter().filter_map(|id| q.tables.rules.rule(id.as_str())?.judgement.clone()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Some(OwedJudgement { party: hop.to.clone(), rules, texts })
}

/// A link as the hop that an answer shows.
pub(in crate::router) fn hop(q: &Question<'_>, number: usize) -> Option<Hop> {
    let link = q.tables.links.get(number)?;
    let open = open_channels(q, link);
    Some(Hop {
        from: link.ends.from.clone(),
        to: link.ends.to.clone(),
        direction: link.direction,
        channels: open.channels,
        also: open.also,
        judged: open.judged,
        judged_texts: open.judged_texts,
        internal: link.internal,
    })
}

/// Makes the deliveries of one answer. Hops are shared by many paths: each is made once.
pub(in crate::router) struct Maker<'a> {
    q: &'a Question<'a>,
    tests: &'a Tests,
    hops: Vec<Option<Hop>>,
}

impl<'a> Maker<'a> {
    pub(in crate::router) fn new(q: &'a Question<'a>, tests: &'a Tests) -> Self {
        Self { q, tests, hops: vec![None; q.tables.links.len()] }
    }

    fn hop(&mut self, number: usize) -> Option<Hop> {
        let slot = self.hops.get_mut(number)?;
        if slot.is_none() {
            *slot = hop(self.q, number);
        }
        slot.clone()
    }

    /// The delivery over these links, with the lints of its hops.
    pub(in crate::router) fn delivery(
        &mut self,
        party: usize,
        recipient: &PartyId,
        links: &[usize],
        lints: &mut Vec<Lint>,
    ) -> Delivery {
        let (q, tests) = (self.q, self.tests);
        let mut hops = Vec::with_capacity(links.len());
        let mut judgement = Vec::new();
        for number in links {
            let (Some(hop), Some(link)) = (self.hop(*number), q.tables.links.get(*number)) else { continue };
            if hop.channels.is_none() {
                lints.push(Lint::new(LintCode::ChannelUnknown, &format!("{}>{}", hop.from, hop.to)));
            }
            judgement.extend(owed(q, tests, link.to, &hop));
            hops.push(hop);
        }
        let rules = rules_for(q, tests, party, |effect| effect != Effect::Forbid);
        let of_rules: Vec<&Rule> = rules.iter().filter_map(|id| q.tables.rules.rule(id.as_str())).collect();
        let scope = q.scope();
        let named = q.notice.named_persons.iter().filter(|person| person.party == *recipient);
        let mut refs: Vec<_> = named.map(|person| person.reference.clone()).collect();
        refs.sort_unstable();
        let delivery = Delivery {
            recipient: recipient.clone(),
            duty: if tests.required.contains(party) { Duty::Must } else { Duty::May },
            persons: Persons { scope, refs },
            due: of_rules.iter().filter_map(|rule| rule.due.clone()).min(),
            hops,
            obligations: obligations(q, scope, &of_rules),
            rules,
            judgement,
            instruments: instruments(q, party),
        };
        if delivery.duty == Duty::Must && delivery.rests_on_judgement() {
            lints.push(Lint::new(LintCode::RequiredByJudgement, recipient.as_str()));
        }
        delivery
    }
}

fn obligations(q: &Question<'_>, scope: PersonsScope, rules: &[&Rule]) -> Vec<ObligationId> {
    let mut obligations: Vec<ObligationId> = rules.iter().flat_map(|rule| rule.obligations.iter().cloned()).collect();
    let own = [
        (scope != PersonsScope::Anyone).then_some(scope.as_str()),
        q.notice.no_attribution.then_some("no-attribution"),
        (q.notice.status == Status::Exercise).then_some("exercise"),
    ];
    obligations.extend(own.into_iter().flatten().filter_map(|id| ObligationId::new(id).ok()));
    obligations.sort_unstable();
    obligations.dedup();
    obligations
}

/// The instruments that bind a party's own CEPTOARs.
fn instruments(q: &Question<'_>, party: usize) -> Arc<[InstrumentId]> {
    let own = q.epoch.own.get(party).map(Vec::as_slice).unwrap_or_default();
    let mut of_own = own.iter().filter_map(|ceptoar| q.tables.instruments.get(*ceptoar));
    match (of_own.next(), own.len()) {
        (None, _) => Arc::default(),
        (Some(one), 1) => Arc::clone(one),
        (Some(first), _) => {
            let mut all: Vec<InstrumentId> = first.iter().chain(of_own.flat_map(|list| list.iter())).cloned().collect();
            all.sort_unstable();
            all.dedup();
            all.into()
        }
    }
}
