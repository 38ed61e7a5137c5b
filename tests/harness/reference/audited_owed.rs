//! What was owed of each version of a notice, and what became of it (LIFE-RULES R5, R9, R11, R15, R16, R30, R31, R45, R46).

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{Outcome, PartyKind};
use chrono::{DateTime, TimeDelta, Utc};

use super::audited::{Audited, Counts, Details, Finding, Open, Thread, day, length, midnights};
use super::audited_had::{Came, Had};
use super::withdrawn::Step;
use crate::engine::Answer;

/// One party is owed one version.
struct Owed {
    party: String,
    begins: DateTime<Utc>,
    due_at: Option<DateTime<Utc>>,
    /// The hands on its planned path, the origin first.
    path: Vec<String>,
    behind: BTreeSet<String>,
}

/// Whether a party is told, and whether it must be or may be.
fn duty(answer: &Answer, duty: &str) -> bool {
    answer.told.as_ref().is_some_and(|told| told.duty == duty)
}

impl Thread<'_, '_> {
    /// Judges the duties of one version.
    pub(super) fn duties(&self, audited: &mut Audited) {
        let (version, policy) = (self.version(), self.looked.policy);
        self.counts(audited);
        // R36: what starts before `since` has no duties. R5: nothing is owed before the start.
        if policy.since.is_some_and(|since| version.start() < since) || version.start() > policy.as_of {
            return;
        }
        // R9: what replaces it ends its duties, as if it were audited at that instant.
        let replaced = self.next().map(|(next, _)| next.notice.issued_at).filter(|issued| *issued <= policy.as_of);
        let ends = replaced.unwrap_or(policy.as_of);
        if version.is_withdrawal() {
            self.withdrawal(ends, audited);
        } else {
            self.planned(ends, replaced.is_some(), audited);
            if replaced.is_none() && version.notice.replaces.is_some() {
                self.old_versions(ends, audited);
            }
        }
    }

    fn finding(&self, code: &'static str, party: &str, at: DateTime<Utc>) -> Finding {
        Finding {
            notice: self.version().notice.id.to_string(),
            at,
            code,
            party: Some(party.to_owned()),
            from: None,
            channel: None,
            entry: None,
            outside: None,
        }
    }

    fn counts<'c>(&self, audited: &'c mut Audited) -> &'c mut Counts {
        audited.counts.entry(self.version().notice.id.to_string()).or_default()
    }

    /// What stands for *promptly*; where nothing does, it is never late.
    fn promptly(&self, begins: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.looked.policy.promptly.map(|within| begins + length(within))
    }

    /// R30: the start of the duty and its due, which is `promptly`, or so many hours or days.
    fn due_at(&self, begins: DateTime<Utc>, due: Option<&str>) -> Option<DateTime<Utc>> {
        let due = due?;
        if due == "promptly" {
            return self.promptly(begins);
        }
        let digits: String = due.chars().filter(char::is_ascii_digit).collect();
        let number: i64 = digits.parse().expect("a number");
        Some(begins + if due.ends_with('D') { TimeDelta::days(number) } else { TimeDelta::hours(number) })
    }

    /// R15: a duty begins at the first instant, among the start and the later changes of the situations, at which the decision
    /// requires and delivers it; where there is none, it is `unmet` from the first at which it was required.
    fn planned(&self, ends: DateTime<Utc>, is_replaced: bool, audited: &mut Audited) {
        let version = self.version();
        // May-recipients who got nothing are counted, never a finding: those of the start, and whether it came to them.
        for (party, _) in version.asked(version.start()).plan().iter().filter(|(_, answer)| duty(answer, "may")) {
            let counts = self.counts(audited);
            counts.may += 1;
            counts.may_told += u64::from(self.had().came_by(party, self.looked.policy.as_of));
        }
        // What is replaced when it starts, or before, was never in force: read so where it is replaced at that very instant.
        if is_replaced && ends <= version.start() {
            let first = version.asked(version.start());
            for _ in first.plan().values().filter(|answer| duty(answer, "must")) {
                self.counts(audited).lapsed += 1;
            }
            return;
        }
        let mut instants = self.looked.changes(version.start(), ends);
        instants.insert(version.start());
        let mut duties: BTreeMap<String, Owed> = BTreeMap::new();
        let mut unmet: BTreeMap<String, (DateTime<Utc>, Outcome)> = BTreeMap::new();
        for at in instants {
            let asked = version.asked(at);
            for (party, answer) in asked.plan().iter().filter(|(_, answer)| answer.required) {
                let Some(told) = &answer.told else {
                    if answer.outcome != Outcome::Inactive {
                        unmet.entry((*party).to_owned()).or_insert((at, answer.outcome));
                    }
                    continue;
                };
                let others = asked.plan().iter().filter(|(other, _)| *other != party);
                let goes_on = others.filter(|(_, answer)| {
                    answer.told.as_ref().is_some_and(|told| told.hops.iter().any(|hop| hop.from == **party))
                });
                duties.entry((*party).to_owned()).or_insert_with(|| Owed {
                    party: (*party).to_owned(),
                    begins: at,
                    due_at: self.due_at(at, told.due.as_deref()),
                    path: told.hops.iter().map(|hop| hop.from.clone()).collect(),
                    behind: goes_on.map(|(other, _)| (*other).to_owned()).collect(),
                });
            }
        }
        for (party, (at, outcome)) in unmet.into_iter().filter(|(party, _)| !duties.contains_key(party)) {
            self.unmet(&party, at, outcome, audited);
        }
        for owed in duties.into_values() {
            // R46: a duty ends at the first later instant at which the party no longer passes the four tests.
            let mut later = midnights(owed.begins, ends).into_iter();
            let lapse = later.find(|at| !version.asked(*at).ask.may(&owed.party));
            self.judge(&owed, lapse.unwrap_or(ends), (lapse.is_some(), is_replaced), audited);
        }
    }

    fn unmet(&self, party: &str, at: DateTime<Utc>, outcome: Outcome, audited: &mut Audited) {
        let details = Details { outcome: Some(outcome.as_str().to_owned()), ..Details::default() };
        audited.find(self.finding("unmet", party, at), details);
        self.counts(audited).unmet += 1;
    }

    /// What became of one duty by the instant at which it ends.
    fn judge(&self, owed: &Owed, ends: DateTime<Utc>, (lapsed, replaced): (bool, bool), audited: &mut Audited) {
        let (version, policy) = (self.version(), self.looked.policy);
        // What came to its office counts as sent when the row was sent that brought it there.
        let sent_at = |came: &Came<'_>| came.row.map_or(came.at, |row| version.rows[row].sent_at);
        // R9: judged as if the audit were of that instant: what an office hands on by itself only later is not known.
        let had = Had::new(version, ends);
        let came: Vec<&Came<'_>> = had.of(&owed.party).filter(|came| sent_at(came) <= ends).collect();
        if came.is_empty() {
            self.missing(owed, ends, (lapsed, replaced), audited);
            return;
        }
        let rows = |came: &Came<'_>| came.row.map(|row| version.rows[row]);
        let direct = |came: &Came<'_>| rows(came).filter(|row| row.to.as_ref().is_some_and(|to| *to == *owed.party));
        // R30: in time is by the deadline, inclusive; what has not arrived yet is late once the deadline is over.
        let arrived = came.iter().filter(|came| came.at <= ends).min_by_key(|came| came.at);
        if let Some(due_at) = owed.due_at.filter(|due_at| arrived.map_or(ends, |came| came.at) > *due_at) {
            let late_by = arrived.map(|came| (came.at - due_at).num_seconds());
            let details = Details { due_at: Some(due_at), late_by, ..Details::default() };
            let mut finding = self.finding("late", &owed.party, owed.begins);
            finding.from = arrived.map(|came| came.from.to_owned());
            audited.find(finding, details);
        }
        // R31: no confirmation by then, of any row, and later than the first sending and `confirm_within`. R2: what only its
        // office was handed is confirmed there.
        let confirmed = came
            .iter()
            .any(|came| rows(came).is_none_or(|row| row.confirmed_at.is_some_and(|confirmed_at| confirmed_at <= ends)));
        let counts = self.counts(audited);
        counts.expected += 1;
        counts.sent += 1;
        counts.confirmed += u64::from(confirmed);
        let in_time = arrived.is_some_and(|came| owed.due_at.is_none_or(|due_at| came.at <= due_at));
        counts.in_time += u64::from(in_time);
        let first = came.iter().map(|came| sent_at(came)).min().expect("something came");
        if let Some(within) = policy.confirm_within
            && ends > first + length(within)
            && !confirmed
            && came.iter().any(|came| direct(came).is_some())
        {
            let details = Details { since: Some(first + length(within)), ..Details::default() };
            audited.find(self.finding("unconfirmed", &owed.party, owed.begins), details);
        }
        // R16: of a class as many as the rows say, all where a row does not, at most all of them.
        if let Some(of) = self.organisations(&owed.party, owed.begins) {
            let counted = |came: &&Came<'_>| direct(came).and_then(|row| row.count).map_or(of, u64::from);
            let told = came.iter().map(counted).sum::<u64>().min(of);
            if told < of {
                let details = Details { told: Some((told, of)), ..Details::default() };
                audited.find(self.finding("partial", &owed.party, owed.begins), details);
            }
        }
    }

    /// R16, R47: a class or sub-group is as many as its counts on the day say, if they do; any other party is one.
    fn organisations(&self, party: &str, at: DateTime<Utc>) -> Option<u64> {
        let known = self.looked.world.registry.party(party).expect("a party");
        if !matches!(known.kind, PartyKind::Members | PartyKind::Subgroup) {
            return Some(1);
        }
        let counts = known.counts_on(day(at));
        (!counts.is_empty()).then(|| counts.iter().map(|count| u64::from(count.value)).sum())
    }

    /// R5, R9, R46: nothing was sent. Until its due it is `pending`, from then on an omission; without a due it is one at the
    /// instant of the audit. What ends before its due lapses; without a due it is an omission where the notice was replaced,
    /// and lapses where the party no longer may have it (docs/semantics.md, "Readings").
    fn missing(&self, owed: &Owed, ends: DateTime<Utc>, (lapsed, replaced): (bool, bool), audited: &mut Audited) {
        let is_overdue = match owed.due_at {
            Some(due_at) => ends >= due_at,
            None => !lapsed,
        };
        if !is_overdue && (lapsed || replaced) {
            self.counts(audited).lapsed += 1;
            return;
        }
        self.counts(audited).expected += 1;
        let holds = |hand: &&String| self.had().has(hand, ends);
        let stopped = owed.path.iter().rfind(holds).cloned();
        let stopped = stopped.unwrap_or_else(|| self.version().notice.origin.to_string());
        // R21: of a withdrawal that no way leads to nobody stopped it.
        let stopped = Some(stopped).filter(|_| !owed.path.is_empty());
        let open = self.open(&owed.party, owed.begins, owed.due_at, stopped.clone());
        if !is_overdue {
            audited.pending.insert(open);
        } else if stopped.as_ref().is_some_and(|hand| !self.looked.is_logged(hand)) {
            audited.not_observed.insert(open);
        } else {
            let (stopped_at, behind) = (stopped, owed.behind.clone());
            let details = Details { due_at: owed.due_at, stopped_at, behind, ..Details::default() };
            audited.find(self.finding("omission", &owed.party, owed.begins), details);
        }
    }

    fn open(&self, party: &str, at: DateTime<Utc>, due_at: Option<DateTime<Utc>>, stopped: Option<String>) -> Open {
        let notice = self.version().notice.id.to_string();
        Open { notice, party: party.to_owned(), at, due_at, stopped_at: stopped }
    }

    /// R13: who has an earlier version by an instant, each since when: the origins, whoever a row or its office had brought one,
    /// and whoever handed one on. R14: a class that issued one only where a row reached it.
    fn earlier_holders(&self, by: DateTime<Utc>) -> BTreeMap<String, DateTime<Utc>> {
        let mut all: Vec<(String, DateTime<Utc>)> = Vec::new();
        for (version, had) in self.earlier() {
            if !version.origin_is_class() {
                all.push((version.notice.origin.to_string(), version.notice.issued_at));
            }
            all.extend(
                had.came.iter().flat_map(|(party, came)| came.iter().map(|came| ((*party).to_owned(), came.at))),
            );
            all.extend(had.senders.iter().map(|(party, since)| ((*party).to_owned(), *since)));
        }
        let mut holders: BTreeMap<String, DateTime<Utc>> = BTreeMap::new();
        for (party, since) in all.into_iter().filter(|(_, since)| *since <= by) {
            let first = holders.entry(party).or_insert(since);
            *first = since.min(*first);
        }
        holders
    }

    /// Whether a party has an earlier version at an instant. R7: its origin has it at any time.
    pub(super) fn holds_earlier(&self, party: &str, at: DateTime<Utc>) -> bool {
        let mut origins = self.earlier().filter(|(version, _)| !version.origin_is_class());
        origins.any(|(version, _)| version.notice.origin == *party) || self.earlier_holders(at).contains_key(party)
    }

    /// Those of them who are owed what replaces it: all but its own origin, unless that is a class.
    fn owed_holders(&self, by: DateTime<Utc>) -> BTreeMap<String, DateTime<Utc>> {
        let version = self.version();
        let mut holders = self.earlier_holders(by);
        holders.retain(|party, _| version.notice.origin != **party || version.origin_is_class());
        holders
    }

    /// R45: every holder of an earlier version is owed it, `must`, promptly, from the later of its issue and of having got that
    /// version; R15: from the first instant on, among that and the later changes of the situations, at which it can be met. R21: not while
    /// the holder is out or inactive, or the origin is; whoever is so all along is `unmet`. Its path is the way that leads there among the
    /// holders then (R13, R19 to R21).
    fn withdrawal(&self, ends: DateTime<Utc>, audited: &mut Audited) {
        let version = self.version();
        for (party, since) in self.owed_holders(ends) {
            let first = since.max(version.start());
            let takes_part = |party: &str, at: DateTime<Utc>| {
                let ask = &version.asked(at).ask;
                ask.is_active(party) && ask.situation.outages.iter().all(|out| out.party.as_deref() != Some(party))
            };
            let mut instants = std::iter::once(first).chain(self.looked.changes(first, ends));
            let Some(begins) = instants.find(|at| takes_part(&version.notice.origin, *at) && takes_part(&party, *at))
            else {
                let is_active = version.asked(first).ask.is_active(&party);
                let outcome = if is_active { Outcome::Unreachable } else { Outcome::Inactive };
                self.unmet(&party, first, outcome, audited);
                continue;
            };
            let mut path = vec![version.notice.origin.to_string()];
            path.extend(self.way_of_withdrawal(&party, begins).into_iter().flatten().map(|step| step.to));
            path.pop();
            let due_at = self.promptly(begins);
            let owed = Owed { party, begins, due_at, path, behind: BTreeSet::new() };
            self.judge(&owed, ends, (false, false), audited);
        }
    }

    fn way_of_withdrawal(&self, party: &str, at: DateTime<Utc>) -> Option<Vec<Step>> {
        let holders: BTreeSet<String> = self.owed_holders(at).into_keys().collect();
        let mut logged = BTreeSet::new();
        for (version, _) in self.earlier() {
            for row in version.rows.iter().filter(|row| row.received_at.unwrap_or(row.sent_at) <= at) {
                logged.extend(row.to.as_ref().map(|to| (row.from.to_string(), to.to_string())));
            }
        }
        self.version().asked(at).ask.ways_among(&holders, &logged).remove(party)
    }

    /// R11: a holder of an earlier version without the newest is owed it, promptly, whether or not it may have it.
    fn old_versions(&self, ends: DateTime<Utc>, audited: &mut Audited) {
        let version = self.version();
        for (party, since) in self.owed_holders(ends) {
            let sent_at = |came: &Came<'_>| came.row.map(|row| version.rows[row].sent_at);
            if self.had().of(&party).any(|came| sent_at(came).is_none_or(|sent_at| sent_at <= ends)) {
                continue;
            }
            let begins = since.max(version.start());
            let due_at = self.promptly(begins);
            let asked = version.asked(begins);
            let told = asked.plan().get(party.as_str()).and_then(|answer| answer.told.as_ref());
            let path = told.map_or(&[][..], |told| &told.hops);
            let stopped = path.iter().rfind(|hop| self.had().has(&hop.from, ends)).map(|hop| hop.from.clone());
            let at_hand = stopped.clone().unwrap_or_else(|| version.notice.origin.to_string());
            let open = self.open(&party, begins, due_at, Some(at_hand));
            // What the plan owes it as well is told once.
            let told_once = |list: &mut BTreeSet<Open>| {
                if !list.iter().any(|other| other.notice == open.notice && other.party == open.party) {
                    list.insert(open.clone());
                }
            };
            if due_at.is_some_and(|due_at| ends < due_at) {
                told_once(&mut audited.pending);
            } else if stopped.as_ref().is_some_and(|hand| !self.looked.is_logged(hand)) {
                told_once(&mut audited.not_observed);
            } else {
                let entitled = Some(version.asked(ends).ask.may(&party));
                let details = Details { due_at, stopped_at: stopped, entitled, ..Details::default() };
                audited.find(self.finding("not-updated", &party, begins), details);
            }
        }
    }
}
