//! What to do now about the notices of a log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::audit::{Action, Actions, Audit, DatedSituation, Finding, Pending, Policy};
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::{ChannelId, NoticeId, PartyId, RuleId};
use crate::life::audit::made::audit;
use crate::life::log::Log;
use crate::life::thread::Threads;
use crate::life::told::case::Case;
use crate::life::told::ground::Ground;
use crate::life::told::thread::{Told, Version};
use crate::router::answer::Way;
use crate::router::ask::Router;
use crate::word::audit::{ActionKind, AuditCode};
use crate::word::sets::Message;

/// What is to be done at the instant of a policy: the findings of an audit turned into tasks, and the ways that are open now
/// from whoever has a notice to whoever is owed it.
///
/// ```
/// use ceptoar_core::life::{ActionKind, Log, Policy, Threads, actions};
/// use ceptoar_core::{Edition, Registry, Router, parse_instant};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notices = [router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?];
/// let log = Log::from_json(br#"{ "entries": [
///     { "notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00" },
///     { "notice": "n-1", "from": "meti", "to": "gas", "channel": "email", "sent_at": "2009-05-08T10:10:00+09:00",
///       "failed": true }] }"#, &router)?;
/// let now = Policy::new(parse_instant("2009-05-08T10:30:00+09:00")?);
/// let todo = actions(&router, &Threads::new(&router, &notices)?, &log, &[], &now)?;
/// let next = &todo.actions[0];
/// assert_eq!((next.action, next.by.as_str(), next.to.as_deref()), (ActionKind::HandOn, "meti", Some("gas")));
/// assert_eq!(next.serves.iter().map(|party| party.as_str()).collect::<Vec<_>>(), ["gas", "gas-members"]);
/// assert_eq!(next.tried.iter().map(|channel| channel.as_str()).collect::<Vec<_>>(), ["email"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`audit`].
pub fn actions(
    router: &Router,
    threads: &Threads<'_>,
    log: &Log,
    situations: &[DatedSituation],
    policy: &Policy,
) -> Result<Actions, Refusal> {
    let found = audit(router, threads, log, situations, policy)?;
    let mut ground = Ground::new(router, log, situations, policy)?;
    let mut actions = Vec::new();
    for thread in threads.all() {
        ground.told(&thread, |told| {
            for version in told.versions {
                Todo { told, version, found: &found }.add(&mut actions)?;
            }
            Ok(())
        })?;
    }
    actions.in_order(|a: &Action, b| key(a).cmp(&key(b)));
    let Audit { edition, revision, profile, digests, policy, .. } = found;
    Ok(Actions { edition, revision, profile, digests, policy, actions })
}

fn key(action: &Action) -> impl Ord + '_ {
    (&action.notice, action.action, &action.by, &action.to, &action.outside, &action.findings)
}

struct Todo<'a, 'b> {
    told: &'a Told<'a, 'b>,
    version: &'a Version<'b>,
    found: &'a Audit,
}

/// Somebody is owed the notice and does not have it.
#[derive(Default)]
struct Missing {
    due_at: Option<DateTime<Utc>>,
    findings: Vec<String>,
}

impl<'b> Todo<'_, 'b> {
    fn case(&self) -> &Case<'b> {
        &self.version.case
    }

    fn now(&self) -> DateTime<Utc> {
        self.told.policy.as_of
    }

    fn action(&self, action: ActionKind, by: &PartyId, to: Option<&PartyId>) -> Action {
        Action {
            action,
            notice: self.case().notice.id.clone(),
            by: by.clone(),
            to: to.cloned(),
            outside: None,
            serves: Vec::new(),
            channels: None,
            tried: Vec::new(),
            due_at: None,
            overdue: false,
            judgement: Vec::new(),
            findings: Vec::new(),
            message: None,
        }
    }

    fn add(&self, actions: &mut Vec<Action>) -> Result<(), Refusal> {
        let (notice, now) = (self.case().notice, self.now());
        if notice.issued_at > now {
            return Ok(());
        }
        let is_replaced = self.told.next(self.version).is_some_and(|next| next.case.notice.issued_at <= now);
        let findings: Vec<&Finding> = self.of_notice(&self.found.findings, |finding| finding.notice.as_ref());
        for finding in &findings {
            actions.extend(self.of_finding(finding));
        }
        if is_replaced {
            return Ok(()); // what replaces it is what is still owed
        }
        if self.case().start > now {
            let wait = self.action(ActionKind::Wait, &notice.origin, None);
            actions.push(Action { due_at: Some(self.case().start), ..wait });
            return Ok(());
        }
        let missing = self.missing(&findings);
        self.hand_on(missing, actions)
    }

    /// Those of a sorted list that are about the notice.
    fn of_notice<'f, T>(&self, list: &'f [T], notice: impl Fn(&T) -> Option<&NoticeId>) -> Vec<&'f T> {
        let own = &self.case().notice.id;
        let first = list.partition_point(|one| notice(one) < Some(own));
        list.iter().skip(first).take_while(|one| notice(one) == Some(own)).collect()
    }

    /// What a finding alone asks for.
    fn of_finding(&self, finding: &Finding) -> Option<Action> {
        let origin = &self.case().notice.origin;
        let party = finding.party.as_ref();
        let mut action = match finding.code {
            AuditCode::Leak | AuditCode::Early | AuditCode::BeforeIssue => {
                self.action(ActionKind::Contain, origin, party)
            }
            AuditCode::Unconfirmed | AuditCode::Partial => {
                let number = self.case().router.party_number(party?)?;
                let came = self.version.brought.arrivals(number).first()?;
                let from = self.case().router.party_ids().get(came.from)?;
                self.action(ActionKind::Chase, from, party)
            }
            AuditCode::NotHeld => self.action(ActionKind::Chase, origin, finding.from.as_ref()),
            AuditCode::Unmet => self.action(ActionKind::Decide, origin, party),
            AuditCode::NotUpdated if finding.entitled == Some(false) => self.action(ActionKind::Decide, origin, party),
            _ => return None,
        };
        action.outside.clone_from(&finding.outside);
        action.due_at = finding.since;
        action.overdue = finding.since.is_some_and(|since| since <= self.now());
        action.findings = vec![finding.id.clone()];
        Some(action)
    }

    /// Whoever is owed the notice and was not sent it, and may have it.
    fn missing(&self, findings: &[&Finding]) -> BTreeMap<PartyId, Missing> {
        let mut missing: BTreeMap<PartyId, Missing> = BTreeMap::new();
        let pending = |list| -> Vec<&Pending> { self.of_notice(list, |pending: &Pending| Some(&pending.notice)) };
        for pending in pending(&self.found.pending).into_iter().chain(pending(&self.found.not_observed)) {
            missing.entry(pending.party.clone()).or_default().due_at = pending.due_at;
        }
        let owed = findings.iter().filter(|finding| {
            finding.code == AuditCode::Omission
                || (finding.code == AuditCode::NotUpdated && finding.entitled == Some(true))
        });
        for finding in owed {
            let Some(party) = &finding.party else { continue };
            let missing = missing.entry(party.clone()).or_default();
            missing.due_at = missing.due_at.into_iter().chain(finding.due_at).min();
            missing.findings.push(finding.id.clone());
        }
        missing
    }

    /// The next hand-over on the way to each of those who lack it, those of one hand-over together.
    fn hand_on(&self, missing: BTreeMap<PartyId, Missing>, actions: &mut Vec<Action>) -> Result<(), Refusal> {
        let ways = self.ways()?;
        let mut by_hop: BTreeMap<(usize, usize), Action> = BTreeMap::new();
        for (party, missing) in missing {
            let number = self.case().router.party_number(&party);
            let Some(((from, to), way)) = number.and_then(|number| ways.first_to(number)) else {
                let mut action = self.action(ActionKind::Decide, &self.case().notice.origin, Some(&party));
                action.due_at = missing.due_at;
                action.overdue = missing.due_at.is_some_and(|due_at| due_at <= self.now());
                action.findings = missing.findings;
                actions.push(action);
                continue;
            };
            let action = match by_hop.entry((from, to)) {
                std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::btree_map::Entry::Vacant(new) => new.insert(self.of_hop((from, to), way)?),
            };
            action.serves.push(party);
            action.due_at = action.due_at.into_iter().chain(missing.due_at).min();
            action.overdue = action.due_at.is_some_and(|due_at| due_at <= self.now());
            action.findings.extend(missing.findings);
        }
        actions.extend(by_hop.into_values().map(|mut action| {
            action.findings.in_order(Ord::cmp);
            action
        }));
        Ok(())
    }

    /// The hand-over itself: its channels, those that were tried in vain, and what a person must judge.
    fn of_hop(&self, (from, to): (usize, usize), way: &Way) -> Result<Action, Refusal> {
        let mut action = self.action(ActionKind::HandOn, &way.hop.from, Some(&way.hop.to));
        let rows = self.case().rows.iter().filter(|row| row.from == from && row.to == Some(to) && row.entry.failed);
        let tried: BTreeSet<&ChannelId> = rows.filter_map(|row| row.entry.channel.as_ref()).gather();
        let left = |channels: &std::sync::Arc<[ChannelId]>| -> Vec<ChannelId> {
            channels.iter().filter(|channel| !tried.contains(channel)).cloned().collect()
        };
        action.channels = way.hop.channels.as_ref().map(left);
        action.tried = tried.into_iter().cloned().collect();
        let answer = self.case().answer(self.now())?;
        if answer.standing(to).owing && !way.hop.internal && self.case().notice.message != Message::Withdrawal {
            let verdict = answer.verdict(&way.hop.to);
            let rules: BTreeSet<RuleId> = verdict
                .iter()
                .flat_map(|verdict| &*verdict.reasons)
                .filter(|reason| !reason.code.withholds())
                .filter_map(|reason| reason.rule.clone())
                .gather();
            action.judgement = rules.into_iter().collect();
        }
        Ok(action)
    }

    /// The open ways of now, from whoever has the notice through whoever may.
    fn ways(&self) -> Result<Ways, Refusal> {
        let (case, brought, now) = (self.case(), &self.version.brought, self.now());
        let is_withdrawal = case.notice.message == Message::Withdrawal;
        let owed = match is_withdrawal {
            true => self.told.earlier_holders(self.version, now),
            false => BTreeMap::new(),
        };
        let answer = case.answer(now)?;
        let may = |party: usize| {
            let standing = answer.standing(party);
            if is_withdrawal { standing.active && owed.contains_key(&party) } else { standing.may }
        };
        let mut ways = Ways::default();
        let holders = brought.reached(now).map(|(party, _)| party).chain(std::iter::once(case.origin));
        // Whoever has not turned to provision links comes first.
        let mut at: BTreeSet<(bool, usize)> = holders
            .filter(|party| answer.standing(*party).active)
            .map(|party| (!brought.is_on_its_own(party, now), party))
            .gather();
        let mut reached: BTreeSet<usize> = at.iter().map(|(_, party)| *party).gather();
        while !at.is_empty() {
            let mut next = BTreeSet::new();
            for (has_turned, from) in at {
                for way in answer.leaving(from) {
                    let travels = is_withdrawal || case.travels(&way, !has_turned);
                    if way.open && travels && may(way.to) && reached.insert(way.to) {
                        next.insert((has_turned || way.hop.direction != case.notice.direction, way.to));
                        ways.before.insert(way.to, (from, way));
                    }
                }
            }
            at = next;
        }
        Ok(ways)
    }
}

/// By party that has not got it: from whom it comes by the shortest way.
#[derive(Default)]
struct Ways {
    before: BTreeMap<usize, (usize, Way)>,
}

impl Ways {
    /// The first hand-over on the way to a party.
    fn first_to(&self, party: usize) -> Option<((usize, usize), &Way)> {
        let (mut to, (mut from, mut way)) = self.before.get(&party).map(|(from, way)| (party, (*from, way)))?;
        while let Some((earlier, before)) = self.before.get(&from) {
            (to, from, way) = (from, *earlier, before);
        }
        Some(((from, to), way))
    }
}
