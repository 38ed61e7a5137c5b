//! What was owed at each version of a notice, and what became of it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::answer::audit::{Finding, Pending};
use crate::answer::plan::Delivery;
use crate::due::Due;
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::id::{PartyId, RuleId};
use crate::life::audit::coverage::Coverage;
use crate::life::audit::found::of_duty;
use crate::life::told::holding::Arrival;
use crate::life::told::thread::{Told, Version};
use crate::life::told::unit::{Part, total};
use crate::life::told::way::{Path, Search};
use crate::span::Span;
use crate::word::audit::AuditCode;
use crate::word::sets::{Duty as DutyWord, Message, Outcome};

/// What an audit says of duties.
#[derive(Default)]
pub(super) struct Said {
    pub(super) findings: Vec<Finding>,
    pub(super) pending: Vec<Pending>,
    pub(super) not_observed: Vec<Pending>,
}

/// One party is owed one version.
struct Owed {
    party: usize,
    id: PartyId,
    begins: DateTime<Utc>,
    due_at: Option<DateTime<Utc>>,
    /// The hands on its way, the origin first.
    path: Vec<usize>,
    behind: Vec<PartyId>,
    rules: Vec<RuleId>,
}

/// By party: to whom the path goes on from it.
fn behind(deliveries: &[Delivery]) -> BTreeMap<&PartyId, BTreeSet<&PartyId>> {
    let mut behind: BTreeMap<&PartyId, BTreeSet<&PartyId>> = BTreeMap::new();
    for delivery in deliveries {
        for hop in delivery.hops.iter().filter(|hop| hop.from != delivery.recipient) {
            behind.entry(&hop.from).or_default().insert(&delivery.recipient);
        }
    }
    behind
}

/// Judges the duties of one version.
pub(super) fn judge<'b>(told: &Told<'_, 'b>, version: &Version<'b>, said: &mut Said) -> Result<Coverage, Refusal> {
    let (case, as_of) = (&version.case, told.policy.as_of);
    let mut coverage = Coverage::default();
    let is_old = told.policy.since.is_some_and(|since| case.start < since);
    if is_old || case.start > as_of {
        return Ok(coverage);
    }
    let replaced = told.next(version).map(|next| next.case.notice.issued_at).filter(|issued| *issued <= as_of);
    let ends = replaced.unwrap_or(as_of);
    let mut judging = Judging { told, version, ends, is_replaced: replaced.is_some(), said, coverage: &mut coverage };
    if case.notice.message == Message::Withdrawal {
        judging.withdrawal()?;
    } else {
        judging.plan()?;
        if replaced.is_none() && case.notice.message == Message::Update {
            judging.outdated_holders()?;
        }
    }
    Ok(coverage)
}

struct Judging<'a, 'b> {
    told: &'a Told<'a, 'b>,
    version: &'a Version<'b>,
    /// The instant as of which it is judged: what replaces a notice ends its duties.
    ends: DateTime<Utc>,
    is_replaced: bool,
    said: &'a mut Said,
    coverage: &'a mut Coverage,
}

impl Judging<'_, '_> {
    /// The duties of the plan: each from the first instant on at which it is required and can be met.
    fn plan(&mut self) -> Result<(), Refusal> {
        let case = &self.version.case;
        let first = case.plan(case.start)?;
        let may = first.deliveries.iter().filter(|delivery| delivery.duty == DutyWord::May);
        for party in may.filter_map(|delivery| case.router.party_number(&delivery.recipient)) {
            self.coverage.may(self.version.brought.came(party, self.told.policy.as_of));
        }
        if self.is_replaced && self.ends <= case.start {
            let must = first.deliveries.iter().filter(|delivery| delivery.duty == DutyWord::Must);
            must.for_each(|_| self.coverage.lapsed());
            return Ok(());
        }
        let mut duties: BTreeMap<PartyId, Owed> = BTreeMap::new();
        let mut unmet: BTreeMap<PartyId, (DateTime<Utc>, Outcome, Vec<RuleId>)> = BTreeMap::new();
        for at in std::iter::once(&case.start).chain(case.times.changes(case.start, self.ends)) {
            let plan = case.plan(*at)?;
            let behind = behind(&plan.deliveries);
            for delivery in plan.deliveries.iter().filter(|delivery| delivery.duty == DutyWord::Must) {
                let Some(party) = case.router.party_number(&delivery.recipient) else { continue };
                let path = delivery.hops.iter().filter_map(|hop| case.router.party_number(&hop.from));
                duties.entry(delivery.recipient.clone()).or_insert_with(|| Owed {
                    party,
                    id: delivery.recipient.clone(),
                    begins: *at,
                    due_at: self.due_at(*at, delivery.due.as_ref()),
                    path: path.collect(),
                    behind: behind
                        .get(&delivery.recipient)
                        .map(|ids| ids.iter().map(|id| (*id).clone()).collect())
                        .unwrap_or_default(),
                    rules: delivery.rules.clone(),
                });
            }
            for one in &plan.unmet {
                unmet.entry(one.party.clone()).or_insert_with(|| (*at, one.outcome, one.rules.clone()));
            }
        }
        for (party, (at, outcome, rules)) in unmet.into_iter().filter(|(party, _)| !duties.contains_key(party)) {
            self.unmet(&party, at, outcome, rules);
        }
        for owed in duties.into_values() {
            self.duty(&owed)?;
        }
        Ok(())
    }

    fn unmet(&mut self, party: &PartyId, at: DateTime<Utc>, outcome: Outcome, rules: Vec<RuleId>) {
        let case = &self.version.case;
        let mut finding = of_duty(&case.notice.id, party, at, AuditCode::Unmet);
        finding.outcome = Some(outcome.as_str().to_owned());
        finding.rules = rules;
        self.said.findings.push(finding);
        self.coverage.unmet(case.router, party);
    }

    fn due_at(&self, begins: DateTime<Utc>, due: Option<&Due>) -> Option<DateTime<Utc>> {
        let within = match due?.in_hours() {
            None => self.told.policy.promptly?.delta(),
            Some(hours) => TimeDelta::hours(hours.into()),
        };
        Some(begins + within)
    }

    /// Judges one duty.
    fn duty(&mut self, owed: &Owed) -> Result<(), Refusal> {
        let Version { case, brought, .. } = self.version;
        // A duty ends where the party no longer may have it, else one hand-over is both owed and a leak.
        let mut lapse = None;
        if case.notice.message != Message::Withdrawal {
            for at in case.times.boundaries(owed.begins, self.ends) {
                if !case.answer(*at)?.standing(owed.party).may {
                    lapse = Some(*at);
                    break;
                }
            }
        }
        let ends = lapse.unwrap_or(self.ends);
        let total = total(case.router, &owed.id, owed.begins);
        let part = Part::new(case, brought.arrivals(owed.party), owed.party, total, ends);
        if !part.is_sent {
            let is_overdue = owed.due_at.map_or(lapse.is_none(), |due_at| ends >= due_at);
            if !is_overdue && (lapse.is_some() || self.is_replaced) {
                self.coverage.lapsed();
            } else {
                self.missing(owed, ends, is_overdue);
                self.coverage.owed(case.router, &owed.id, total, None);
            }
            return Ok(());
        }
        let in_time = part.arrived_at.is_some_and(|at| owed.due_at.is_none_or(|due_at| at <= due_at));
        if let Some(due_at) = owed.due_at.filter(|due_at| part.arrived_at.unwrap_or(ends) > *due_at) {
            let mut finding = of_duty(&case.notice.id, &owed.id, owed.begins, AuditCode::Late);
            finding.due_at = Some(due_at);
            finding.late_by = part.arrived_at.map(|at| Span::between(due_at, at));
            finding.from = part.from.clone();
            self.said.findings.push(finding);
        }
        let confirm_by = self.told.policy.confirm_within.map(|within| part.sent_at + within.delta());
        if let Some(since) = confirm_by.filter(|by| *by < ends && !part.is_confirmed && part.is_direct) {
            let mut finding = of_duty(&case.notice.id, &owed.id, owed.begins, AuditCode::Unconfirmed);
            finding.since = Some(since);
            self.said.findings.push(finding);
        }
        if let Some(of) = total.filter(|total| part.told < *total) {
            let mut finding = of_duty(&case.notice.id, &owed.id, owed.begins, AuditCode::Partial);
            (finding.told, finding.of) = (Some(part.told), Some(of));
            self.said.findings.push(finding);
        }
        self.coverage.owed(case.router, &owed.id, total, Some((&part, in_time)));
        Ok(())
    }

    /// Nothing was sent to a party that is owed it.
    fn missing(&mut self, owed: &Owed, ends: DateTime<Utc>, is_overdue: bool) {
        let Version { case, brought, .. } = self.version;
        let last = owed.path.iter().rfind(|hand| brought.holds(**hand, ends));
        let stopped = last.and_then(|hand| case.router.party_ids().get(*hand)).unwrap_or(&case.notice.origin);
        // Where no way leads there, no hand is to blame.
        let stopped = Some(stopped).filter(|_| !owed.path.is_empty());
        let pending = Pending {
            notice: case.notice.id.clone(),
            party: owed.id.clone(),
            at: owed.begins,
            due_at: owed.due_at,
            stopped_at: stopped.cloned(),
        };
        if !is_overdue {
            self.said.pending.push(pending);
        } else if stopped.is_some_and(|hand| !self.told.is_logged(hand)) {
            self.said.not_observed.push(pending);
        } else {
            let mut finding = of_duty(&case.notice.id, &owed.id, owed.begins, AuditCode::Omission);
            finding.due_at = owed.due_at;
            finding.stopped_at = stopped.cloned();
            finding.behind.clone_from(&owed.behind);
            finding.rules.clone_from(&owed.rules);
            self.said.findings.push(finding);
        }
    }

    /// Whoever has an earlier version is owed its withdrawal, promptly, from the first instant on at which neither it nor the origin is
    /// out or inactive. Whether a way leads there says only where it stopped: else a hand-over that is taken from a log would move what is
    /// found of others.
    fn withdrawal(&mut self) -> Result<(), Refusal> {
        let case = &self.version.case;
        let mut ways: BTreeMap<DateTime<Utc>, BTreeMap<usize, Path>> = BTreeMap::new();
        for (party, since) in self.told.earlier_holders(self.version, self.ends) {
            let Some(id) = case.router.party_ids().get(party).filter(|_| case.is_owed_its_own(party)) else { continue };
            let first = since.max(case.start);
            let mut begins = None;
            for at in std::iter::once(&first).chain(case.times.changes(first, self.ends)) {
                if case.takes_part(case.origin, *at)? && case.takes_part(party, *at)? {
                    begins = Some(*at);
                    break;
                }
            }
            let Some(begins) = begins else {
                let is_active = case.answer(first)?.standing(party).active;
                let outcome = if is_active { Outcome::Unreachable } else { Outcome::Inactive };
                self.unmet(id, first, outcome, Vec::new());
                continue;
            };
            let ways = match ways.entry(begins) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.ways(begins)?),
            };
            let way = ways.get(&party).map_or(&[][..], |way| &way.parties);
            let hands = way.len().saturating_sub(1);
            let owed = Owed {
                party,
                id: id.clone(),
                begins,
                due_at: self.due_at(begins, Some(&Due::promptly())),
                path: way.iter().take(hands).copied().collect(),
                behind: Vec::new(),
                rules: Vec::new(),
            };
            self.duty(&owed)?;
        }
        Ok(())
    }

    /// The ways of a withdrawal at an instant, among those who hold an earlier version then.
    fn ways(&self, at: DateTime<Utc>) -> Result<BTreeMap<usize, Path>, Refusal> {
        let (told, version) = (self.told, self.version);
        let answer = &*version.case.answer(at)?;
        let holders = told.earlier_holders(version, at).into_keys();
        let owed = holders.filter(|party| version.case.is_owed_its_own(*party)).gather();
        Ok(Search { told, version, answer, at, by: at }.paths(&owed))
    }

    /// Whoever has an earlier version is owed the newest, whether or not it may have it: if not, somebody must decide.
    fn outdated_holders(&mut self) -> Result<(), Refusal> {
        let Version { case, brought, .. } = self.version;
        for (party, since) in self.told.earlier_holders(self.version, self.ends) {
            let Some(id) = case.router.party_ids().get(party).filter(|_| case.is_owed_its_own(party)) else { continue };
            let sent = |arrival: &Arrival| {
                arrival.row.and_then(|row| case.rows.get(row)).is_none_or(|row| row.entry.sent_at <= self.ends)
            };
            if brought.arrivals(party).iter().any(sent) {
                continue;
            }
            let begins = since.max(case.start);
            let due_at = self.due_at(begins, Some(&Due::promptly()));
            let plan = case.plan(begins)?;
            let way = plan.delivery(id).map_or(&[][..], |delivery| &delivery.hops);
            let mut holder = way.iter().filter_map(|hop| Some((case.router.party_number(&hop.from)?, &hop.from)));
            let stopped = holder.rfind(|(hand, _)| brought.holds(*hand, self.ends)).map(|(_, hand)| hand.clone());
            let pending = Pending {
                notice: case.notice.id.clone(),
                party: id.clone(),
                at: begins,
                due_at,
                stopped_at: stopped.clone().or_else(|| Some(case.notice.origin.clone())),
            };
            // What the plan owes it as well is told once.
            let told_of = |list: &[Pending]| {
                let own = list.iter().rev().take_while(|other| other.notice == case.notice.id);
                own.filter(|other| other.party == *id).count() > 0
            };
            if due_at.is_some_and(|due_at| self.ends < due_at) {
                if !told_of(&self.said.pending) {
                    self.said.pending.push(pending);
                }
            } else if stopped.as_ref().is_some_and(|hand| !self.told.is_logged(hand)) {
                if !told_of(&self.said.not_observed) {
                    self.said.not_observed.push(pending);
                }
            } else {
                let mut finding = of_duty(&case.notice.id, id, begins, AuditCode::NotUpdated);
                finding.due_at = due_at;
                finding.entitled = Some(case.answer(self.ends)?.standing(party).may);
                finding.stopped_at = stopped;
                self.said.findings.push(finding);
            }
        }
        Ok(())
    }
}
