//! One decision, whole: plan and reasons from the same judgement.

use std::sync::Arc;

use super::bits::Bits;
use super::channels::open_channels;
use super::compile::Cited;
use super::decide::Judgement;
use super::opening::openings;
use super::path::Paths;
use super::question::Question;
use crate::answer::explanation::{Change, Outcome, Reason, Verdict};
use crate::answer::plan::{Delivery, Duty, Hop, Persons, Unmet};
use crate::answer::reason::ReasonCode;
use crate::id::{ObligationId, RuleId};
use crate::level::PersonsScope;
use crate::lint::{Lint, LintCode};
use crate::notice::Status;
use crate::rule::Effect;

/// What an answer says beside its instant: equal bodies are equal answers.
#[derive(PartialEq, Eq)]
pub(super) struct Body {
    pub(super) deliveries: Vec<Delivery>,
    pub(super) unmet: Vec<Unmet>,
    pub(super) lints: Vec<Lint>,
    pub(super) verdicts: Vec<Verdict>,
}

/// A decision with what the questions at each hand need of it.
pub(super) struct Decision {
    pub(super) body: Body,
    pub(super) paths: Paths,
}

struct Near {
    rule: usize,
    audience: Bits,
    failed: Vec<crate::answer::explanation::ConditionName>,
}

pub(super) fn decide(q: &Question<'_>) -> Decision {
    let judged = Judgement::new(q);
    let paths = Paths::new(q, &judged.may);
    let near = near_misses(q, &judged);
    let embargoed = q.notice.embargo_until.is_some_and(|until| q.at < until);
    let origin_active = q.epoch.active.contains(q.origin);
    let mut opened: Option<Vec<Option<Vec<Change>>>> = None;
    let mut body = Body { deliveries: Vec::new(), unmet: Vec::new(), lints: Vec::new(), verdicts: Vec::new() };
    let mut hops = HopCache { made: vec![None; q.tables.links.len()] };
    for (party, id) in q.tables.parties.iter().enumerate() {
        if party == q.origin && !q.origin_is_class {
            continue;
        }
        let required = judged.required.contains(party);
        let mut reasons = tests(q, &judged, &near, party);
        let links = judged.may.contains(party).then(|| paths.links_to(party)).flatten();
        let outcome = if !q.epoch.active.contains(party) {
            Outcome::Inactive
        } else if !judged.permitted.contains(party) {
            Outcome::NotAddressed
        } else if judged.forbidden.contains(party) || judged.stays.contains(party) {
            Outcome::Forbidden
        } else if !judged.may.contains(party) {
            Outcome::Capped
        } else {
            if links.is_none() {
                let reason = if origin_active {
                    let found = opened.get_or_insert_with(|| openings(q, &judged));
                    match found.get(party).cloned().flatten() {
                        Some(opening) => Reason { opening, ..Reason::new(ReasonCode::NoPath) },
                        None => Reason::new(ReasonCode::NoLink),
                    }
                } else {
                    Reason::new(ReasonCode::OriginInactive)
                };
                reasons.push(reason);
            }
            if embargoed {
                reasons.push(Reason::new(ReasonCode::Embargoed));
            }
            match links {
                None => Outcome::Unreachable,
                Some(_) if embargoed => Outcome::Embargoed,
                Some(_) => Outcome::Deliver,
            }
        };
        if let (Outcome::Deliver, Some(links)) = (outcome, links) {
            body.deliveries.push(delivery(q, &judged, party, &links, &mut hops, &mut body.lints));
        } else if required && outcome != Outcome::Inactive {
            let rules = rules_for(q, &judged, party, |effect| effect == Effect::Require);
            body.unmet.push(Unmet { party: id.clone(), outcome, rules });
        }
        body.verdicts.push(Verdict { party: id.clone(), outcome, required, reasons });
    }
    lint(q, &judged, &mut body.lints);
    body.lints.sort_unstable();
    body.lints.dedup();
    Decision { body, paths }
}

fn lint(q: &Question<'_>, judged: &Judgement, lints: &mut Vec<Lint>) {
    if !q.tables.registry.covers().covers(q.on) {
        lints.push(Lint::new(LintCode::StaleEdition, q.tables.registry.id().as_str()));
    }
    for (rule, _) in &judged.fired {
        if let Some(rule) = q.tables.rules.rules().get(*rule)
            && rule.when.levels.is_some()
        {
            lints.push(Lint::new(LintCode::RuleNamesLevel, rule.id.as_str()));
        }
    }
}

/// The permitting rules that do not fire, with whom they speak of.
fn near_misses(q: &Question<'_>, judged: &Judgement) -> Vec<Near> {
    let mut fired = judged.fired.iter().map(|(rule, _)| *rule).peekable();
    let mut near = Vec::new();
    for (rule, condition) in q.tables.conditions.iter().enumerate() {
        if fired.next_if_eq(&rule).is_none() && condition.effect != Effect::Forbid {
            near.push(Near { rule, audience: q.audience(rule), failed: q.failed(rule) });
        }
    }
    near
}

fn cite(reason: Reason, cited: Option<&Cited>) -> Reason {
    match cited {
        Some(cited) => Reason { source: Arc::clone(&cited.source), grade: cited.grade, ..reason },
        None => reason,
    }
}

fn of_rule(q: &Question<'_>, code: ReasonCode, rule: usize) -> Reason {
    let id = q.tables.rules.rules().get(rule).map(|rule| rule.id.clone());
    cite(Reason { rule: id, ..Reason::new(code) }, q.tables.citations.get(rule))
}

/// The reasons of the first four tests, all of them.
fn tests(q: &Question<'_>, judged: &Judgement, near: &[Near], party: usize) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let firing = |effect: Effect| {
        judged.fired.iter().filter(move |(rule, audience)| {
            audience.contains(party) && q.tables.conditions.get(*rule).is_some_and(|c| c.effect == effect)
        })
    };
    reasons.extend(firing(Effect::Require).map(|(rule, _)| of_rule(q, ReasonCode::Required, *rule)));
    reasons.extend(firing(Effect::Permit).map(|(rule, _)| of_rule(q, ReasonCode::Permitted, *rule)));
    if judged.consented.contains(party) {
        reasons.push(cite(Reason::new(ReasonCode::Consented), Some(&q.compiled_level.cited)));
    }
    for (set, code) in [
        (&q.epoch.out_of_period, ReasonCode::InactivePeriod),
        (&q.epoch.poc_to_come, ReasonCode::InactivePoc),
        (&q.epoch.member_of_inactive, ReasonCode::InactiveMember),
    ] {
        if set.contains(party) {
            reasons.push(Reason::new(code));
        }
    }
    if !judged.permitted.contains(party) {
        let before = reasons.len();
        reasons.extend(near.iter().filter(|near| near.audience.contains(party)).map(|near| Reason {
            conditions: near.failed.clone(),
            ..of_rule(q, ReasonCode::ConditionsNotMet, near.rule)
        }));
        if reasons.len() == before {
            reasons.push(Reason::new(ReasonCode::NoRule));
        }
    }
    reasons.extend(firing(Effect::Forbid).map(|(rule, _)| of_rule(q, ReasonCode::Forbidden, *rule)));
    if judged.stays.contains(party) {
        reasons.push(Reason::new(ReasonCode::LiaisonStays));
    }
    if !judged.in_reach.contains(party) && !judged.consented.contains(party) {
        reasons.push(cite(Reason::new(ReasonCode::OutOfReach), Some(&q.compiled_level.cited)));
    }
    reasons
}

fn rules_for(q: &Question<'_>, judged: &Judgement, party: usize, wanted: impl Fn(Effect) -> bool) -> Vec<RuleId> {
    judged
        .fired
        .iter()
        .filter(|(rule, audience)| {
            audience.contains(party) && q.tables.conditions.get(*rule).is_some_and(|c| wanted(c.effect))
        })
        .filter_map(|(rule, _)| q.tables.rules.rules().get(*rule).map(|rule| rule.id.clone()))
        .collect()
}

/// Hops are shared by many paths: each is made once for an answer.
struct HopCache {
    made: Vec<Option<Hop>>,
}

impl HopCache {
    fn get(&mut self, q: &Question<'_>, number: usize) -> Option<Hop> {
        let slot = self.made.get_mut(number)?;
        if slot.is_none() {
            *slot = hop(q, number);
        }
        slot.clone()
    }
}

/// A link as the hop that an answer shows.
pub(super) fn hop(q: &Question<'_>, number: usize) -> Option<Hop> {
    let link = q.tables.registry.links().get(number)?;
    Some(Hop {
        from: link.from.clone(),
        to: link.to.clone(),
        direction: link.direction,
        channels: open_channels(q, number),
        internal: link.internal,
    })
}

fn delivery(
    q: &Question<'_>,
    judged: &Judgement,
    party: usize,
    links: &[usize],
    cache: &mut HopCache,
    lints: &mut Vec<Lint>,
) -> Delivery {
    let recipient = match q.tables.parties.get(party) {
        Some(id) => id.clone(),
        None => q.notice.origin.clone(),
    };
    let hops: Vec<Hop> = links.iter().filter_map(|link| cache.get(q, *link)).collect();
    for hop in hops.iter().filter(|hop| hop.channels.is_none()) {
        lints.push(Lint::new(LintCode::ChannelUnknown, &format!("{}>{}", hop.from, hop.to)));
    }
    let rules = rules_for(q, judged, party, |effect| effect != Effect::Forbid);
    let of_rules = || rules.iter().filter_map(|id| q.tables.rules.rule(id.as_str()));
    let scope = q.tables.profile.levels().get(q.level).map_or(PersonsScope::Named, |level| level.persons);
    let mut refs: Vec<_> =
        q.notice.named_persons.iter().filter(|p| p.party == recipient).map(|p| p.reference.clone()).collect();
    refs.sort_unstable();
    if scope == PersonsScope::Named && refs.is_empty() {
        lints.push(Lint::new(LintCode::NobodyNamed, recipient.as_str()));
    }
    let mut obligations: Vec<ObligationId> = of_rules().flat_map(|rule| rule.obligations.iter().cloned()).collect();
    let own = [
        (scope != PersonsScope::Anyone).then_some(scope.as_str()),
        q.notice.no_attribution.then_some("no-attribution"),
        (q.notice.status == Status::Exercise).then_some("exercise"),
    ];
    obligations.extend(own.into_iter().flatten().filter_map(|id| ObligationId::new(id).ok()));
    obligations.sort_unstable();
    obligations.dedup();
    Delivery {
        duty: if judged.required.contains(party) { Duty::Must } else { Duty::May },
        persons: Persons { scope, refs },
        due: of_rules().filter_map(|rule| rule.due.clone()).min(),
        hops,
        obligations,
        rules,
        recipient,
    }
}
