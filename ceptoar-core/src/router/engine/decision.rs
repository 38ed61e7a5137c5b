//! One decision, whole: plan and reasons from the same judgement.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answer::ground::Missed;
use crate::answer::plan::{Delivery, Unmet};
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Change, Reason, Verdict};
use crate::lint::Lint;
use crate::router::engine::bits::Bits;
use crate::router::engine::delivery::{Maker, rules_for};
use crate::router::engine::epoch::Lapsed;
use crate::router::engine::judge::Tests;
use crate::router::engine::lints::lints;
use crate::router::engine::opening::openings;
use crate::router::engine::path::Paths;
use crate::router::engine::question::Question;
use crate::router::engine::tables::Cited;
use crate::word::sets::{Effect, Outcome, Role};

/// What an answer says beside its instant: equal bodies are equal answers.
#[derive(PartialEq, Eq)]
pub(in crate::router) struct Body {
    pub(in crate::router) deliveries: Vec<Delivery>,
    pub(in crate::router) unmet: Vec<Unmet>,
    pub(in crate::router) lints: Vec<Lint>,
    pub(in crate::router) verdicts: Vec<Verdict>,
}

/// A decision with what the questions at each hand need of it.
pub(in crate::router) struct Decision {
    pub(in crate::router) body: Body,
    pub(in crate::router) paths: Paths,
    pub(in crate::router) tests: Tests,
    /// For each verdict, why no rule that fires speaks of the party, for the words of an explanation.
    pub(in crate::router) missed: Vec<Option<Missed>>,
}

struct Near {
    rule: usize,
    audience: Bits,
    failed: Vec<crate::word::sets::ConditionName>,
}

pub(in crate::router) fn decide(q: &Question<'_>) -> Decision {
    let tests = Tests::new(q);
    let paths = Paths::new(q, &tests.may);
    let near = near_misses(q, &tests);
    let embargoed = q.is_embargoed();
    let origin_active = q.epoch.active.contains(q.origin);
    let mut opened: Option<Vec<Option<Vec<Change>>>> = None;
    let mut body = Body { deliveries: Vec::new(), unmet: Vec::new(), lints: Vec::new(), verdicts: Vec::new() };
    let mut reached = q.tables.none();
    let mut maker = Maker::new(q, &tests);
    let spared = Spared::new(q, &tests);
    let mut missed = Vec::with_capacity(q.tables.parties.len());
    for (party, id) in q.tables.parties.iter().enumerate() {
        if party == q.origin && !q.origin_is_class {
            continue;
        }
        let required = tests.required.contains(party);
        let mut reasons = reasons(q, &tests, &near, party);
        let links = tests.may.contains(party).then(|| paths.links_to(party)).flatten();
        let outcome = if !q.epoch.active.contains(party) {
            Outcome::Inactive
        } else if !tests.permitted.contains(party) {
            Outcome::NotAddressed
        } else if tests.forbidden.contains(party) || tests.stays.contains(party) {
            Outcome::Forbidden
        } else if !tests.may.contains(party) {
            Outcome::Capped
        } else {
            if links.is_none() {
                let reason = if origin_active {
                    let found = opened.get_or_insert_with(|| openings(q, &tests));
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
        if matches!(outcome, Outcome::Deliver | Outcome::Embargoed) {
            reached.insert(party);
        }
        if let (Outcome::Deliver, Some(links)) = (outcome, links) {
            body.deliveries.push(maker.delivery(party, id, &links, &mut body.lints));
        } else if required && outcome != Outcome::Inactive {
            let rules = rules_for(q, &tests, party, |effect| effect == Effect::Require);
            body.unmet.push(Unmet { party: id.clone(), outcome, rules });
        }
        missed.push((outcome == Outcome::NotAddressed).then(|| spared.of(q, party)).flatten());
        body.verdicts.push(Verdict { party: id.clone(), outcome, required, reasons });
    }
    body.lints.extend(lints(q, &tests, &reached));
    body.lints.sort_unstable();
    body.lints.dedup();
    Decision { body, paths, tests, missed }
}

/// The permitting rules that do not fire, with whom they speak of.
fn near_misses(q: &Question<'_>, tests: &Tests) -> Vec<Near> {
    let mut fired = tests.fired.iter().map(|(rule, _)| *rule).peekable();
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
fn reasons(q: &Question<'_>, tests: &Tests, near: &[Near], party: usize) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let firing = |effect: Effect| {
        tests.fired.iter().filter(move |(rule, audience)| {
            audience.contains(party) && q.tables.conditions.get(*rule).is_some_and(|c| c.effect == effect)
        })
    };
    reasons.extend(firing(Effect::Require).map(|(rule, _)| of_rule(q, ReasonCode::Required, *rule)));
    reasons.extend(firing(Effect::Permit).map(|(rule, _)| of_rule(q, ReasonCode::Permitted, *rule)));
    let reach = &tests.reach;
    if reach.consented.contains(party) {
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
    let lapsed = q.epoch.lapsed.get(&party).map(Vec::as_slice).unwrap_or_default();
    if !tests.permitted.contains(party) {
        let before = reasons.len();
        reasons.extend(near.iter().filter(|near| near.audience.contains(party)).map(|near| Reason {
            conditions: near.failed.clone(),
            ..of_rule(q, ReasonCode::ConditionsNotMet, near.rule)
        }));
        reasons.extend(memberships(q, tests, party, lapsed));
        if reasons.len() == before {
            reasons.push(Reason::new(ReasonCode::NoRule));
        }
    }
    reasons.extend(firing(Effect::Forbid).map(|(rule, _)| of_rule(q, ReasonCode::Forbidden, *rule)));
    if tests.stays.contains(party) {
        reasons.push(Reason::new(ReasonCode::LiaisonStays));
    }
    if !reach.passing.contains(party) {
        reasons.extend(
            lapsed_dates(lapsed.iter().filter(|lapsed| reach.would_pass(q, party, lapsed))).into_iter().map(
                |((code, group), date)| Reason {
                    group: q.tables.parties.get(group).cloned(),
                    date: Some(date),
                    ..Reason::new(code)
                },
            ),
        );
        for (keeps_out, code) in [
            (!reach.admitted.contains(party), ReasonCode::OutOfReach),
            (reach.broken_councils.contains(party), ReasonCode::CouncilOutOfReach),
            (reach.not_in_only.contains(party), ReasonCode::NotInOnly),
        ] {
            if keeps_out {
                let reason = Reason::new(code);
                // Only the level's own reach rests on the profile: the other two are the author's.
                let cited = (code != ReasonCode::NotInOnly).then_some(&q.compiled_level.cited);
                reasons.push(cite(reason, cited));
            }
        }
    }
    reasons.sort_by(|a, b| (a.code, &a.rule, &a.group).cmp(&(b.code, &b.rule, &b.group)));
    reasons
}

/// The memberships that would bring a party into the audience of a rule that fires, did they hold on the day.
fn memberships(q: &Question<'_>, tests: &Tests, party: usize, lapsed: &[Lapsed]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if lapsed.is_empty() {
        return reasons;
    }
    for (rule, _) in &tests.fired {
        if q.tables.conditions.get(*rule).is_none_or(|condition| condition.effect == Effect::Forbid) {
            continue;
        }
        let matter = lapsed.iter().filter(|lapsed| q.would_speak_of(*rule, party, lapsed));
        reasons.extend(lapsed_dates(matter).into_iter().map(|((code, group), date)| Reason {
            group: q.tables.parties.get(group).cloned(),
            date: Some(date),
            ..of_rule(q, code, *rule)
        }));
    }
    reasons
}

/// By code and group: the nearest date.
fn lapsed_dates<'a>(lapsed: impl Iterator<Item = &'a Lapsed>) -> BTreeMap<(ReasonCode, usize), NaiveDate> {
    let mut dates = BTreeMap::new();
    for lapsed in lapsed {
        let code = if lapsed.ended { ReasonCode::MembershipEnded } else { ReasonCode::MembershipNotBegun };
        let date = dates.entry((code, lapsed.group)).or_insert(lapsed.date);
        *date = if lapsed.ended { lapsed.date.max(*date) } else { lapsed.date.min(*date) };
    }
    dates
}

/// The parties that the permitting rules that fire would name, if the notice named them.
struct Spared {
    if_affected: Bits,
    addressable: bool,
    own: bool,
}

impl Spared {
    fn new(q: &Question<'_>, tests: &Tests) -> Self {
        let mut spared = Self { if_affected: q.tables.none(), addressable: false, own: false };
        for (rule, _) in &tests.fired {
            let (Some(written), Some(fixed)) = (q.tables.rules.rules().get(*rule), q.epoch.audiences.get(*rule)) else {
                continue;
            };
            let audience = &written.audience;
            if written.effect == Effect::Forbid {
                continue;
            }
            let mut set = q.tables.none();
            if audience.affected_ceptoars {
                set.add(&q.all_ceptoars);
            }
            for group in q.all_ceptoars.iter().filter_map(|n| q.epoch.group(n)) {
                if audience.affected_ministries {
                    set.add(group.role(Role::Responsible));
                }
                if audience.affected_members {
                    set.add(&group.members);
                }
            }
            if let Some(except) = &fixed.except {
                set.subtract(&except.fixed);
            }
            spared.if_affected.add(&set);
            spared.addressable |= audience.addressees;
            spared.own |= audience.origin_ceptoar || audience.origin_members || audience.origin_ministry;
        }
        spared
    }

    /// The nearest reason that none of those rules speaks of a party.
    fn of(&self, q: &Question<'_>, party: usize) -> Option<Missed> {
        if self.if_affected.contains(party) {
            Some(if q.affected_open { Missed::NobodyAffected } else { Missed::NotAffected })
        } else if self.addressable {
            Some(Missed::NotAddressee)
        } else {
            self.own.then_some(Missed::NotOwn)
        }
    }
}
