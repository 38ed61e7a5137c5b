//! The way of a withdrawal: among those who have what it takes back, over open links and logged hand-overs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::follow_up::{FollowUpDelivery, FollowUpHop};
use crate::answer::plan::Unmet;
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::due::Due;
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::life::told::thread::{Told, Version};
use crate::lint::{Lint, LintCode};
use crate::router::answer::{Answer, Bare, Way};
use crate::word::sets::{Direction, Duty, Outcome, PersonsScope};

/// To whom a withdrawal goes, and who is not reached.
#[derive(PartialEq, Eq)]
pub(super) struct Withdrawn {
    pub(super) deliveries: Vec<FollowUpDelivery>,
    pub(super) unmet: Vec<Unmet>,
    pub(super) lints: Vec<Lint>,
    pub(super) changes: Vec<Arc<str>>,
}

/// A way from the origin: of two of the same number of hops the one with fewer hops off links is better, then the one of smaller
/// ids. Parties are numbered as their ids are sorted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Path {
    off_links: usize,
    parties: Vec<usize>,
}

/// What a search looks at.
struct Search<'a, 'b, 'c> {
    told: &'a Told<'b, 'c>,
    version: &'a Version<'c>,
    answer: &'a Answer<'c>,
    at: DateTime<Utc>,
}

impl Withdrawn {
    /// `owed`: whoever has an earlier version, the asking origin left out. The log is looked at as it stands, whatever the instant.
    pub(super) fn new<'c>(
        told: &Told<'_, 'c>,
        version: &Version<'c>,
        owed: &BTreeSet<usize>,
        at: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let case = &version.case;
        let answer = &*case.answer(at)?;
        let search = Search { told, version, answer, at };
        let paths = search.paths(owed);
        let owed: Vec<usize> = owed.iter().copied().collect();
        let Bare { parts, mut lints, changes } = answer.bare(&owed);
        let (mut deliveries, mut unmet) = (Vec::new(), Vec::new());
        for (party, (persons, obligations, instruments)) in owed.iter().zip(parts) {
            let Some(id) = case.router.party_ids().get(*party) else { continue };
            let Some(path) = paths.get(party) else {
                let is_active = answer.standing(*party).active;
                let outcome = if is_active { Outcome::Unreachable } else { Outcome::Inactive };
                unmet.push(Unmet { party: id.clone(), outcome, rules: Vec::new() });
                continue;
            };
            let steps = path.parties.iter().zip(path.parties.iter().skip(1));
            let hops: Vec<FollowUpHop> = steps.filter_map(|(from, to)| search.hop(*from, *to)).collect();
            for hop in &hops {
                let code = match (hop.off_link, &hop.channels) {
                    (true, _) => LintCode::OffLink,
                    (false, None) => LintCode::ChannelUnknown,
                    (false, Some(_)) => continue,
                };
                lints.push(Lint::new(code, &hop.place()));
            }
            if persons.scope == PersonsScope::Named && persons.refs.is_empty() {
                lints.push(Lint::new(LintCode::NobodyNamed, id));
            }
            deliveries.push(FollowUpDelivery {
                recipient: id.clone(),
                duty: Duty::Must,
                persons,
                hops,
                due: Some(Due::promptly()),
                obligations,
                rules: Vec::new(),
                judgement: Vec::new(),
                instruments,
                reasons: vec![Reason::new(ReasonCode::Withdrawal)],
            });
        }
        lints.sort_unstable();
        lints.dedup();
        Ok(Self { deliveries, unmet, lints, changes })
    }
}

impl Search<'_, '_, '_> {
    /// The best way to each holder that one reaches. A class that issued the withdrawal may be reached for the others of it.
    fn paths(&self, owed: &BTreeSet<usize>) -> BTreeMap<usize, Path> {
        let origin = self.version.case.origin;
        let mut found: BTreeMap<usize, Path> = BTreeMap::new();
        if !self.answer.standing(origin).active {
            return found;
        }
        let mut layer = BTreeMap::from([(origin, Path { off_links: 0, parties: vec![origin] })]);
        while !layer.is_empty() {
            let mut next: BTreeMap<usize, Path> = BTreeMap::new();
            for (from, path) in &layer {
                for to in self.next(*from).iter().filter(|to| owed.contains(to) && !found.contains_key(to)) {
                    if to == from || !self.answer.standing(*to).active {
                        continue;
                    }
                    let Some(hop) = self.hop(*from, *to) else { continue };
                    let mut longer = path.clone();
                    longer.off_links += usize::from(hop.off_link);
                    longer.parties.push(*to);
                    match next.get_mut(to) {
                        Some(known) if *known <= longer => {}
                        Some(known) => *known = longer,
                        None => {
                            next.insert(*to, longer);
                        }
                    }
                }
            }
            found.extend(next.iter().map(|(party, path)| (*party, path.clone())));
            // From the class that it came from, it has gone on before.
            next.remove(&origin);
            layer = next;
        }
        found
    }

    /// To whom a link of the day leads, or an earlier version went.
    fn next(&self, from: usize) -> BTreeSet<usize> {
        let mut next: BTreeSet<usize> = self.answer.leaving(from).into_iter().map(|way| way.to).gather();
        next.extend(self.told.went_from_before(self.version, from, self.told.policy.as_of));
        next
    }

    /// The hand-over from one party to another: by the open link of the notice's own direction, then by a provision link, then by
    /// name; else the way that an earlier version went, unless it is shut.
    fn hop(&self, from: usize, to: usize) -> Option<FollowUpHop> {
        let case = &self.version.case;
        let rank = |direction: Direction| {
            (direction != case.notice.direction, direction != Direction::Provision, direction.as_str())
        };
        let open = self.answer.ways(from, to).into_iter().filter(|way| way.open);
        if let Some(Way { hop, .. }) = open.min_by_key(|way| rank(way.hop.direction)) {
            return Some(FollowUpHop::by_link(hop));
        }
        let went = self.told.went_before(self.version, (from, to), self.told.policy.as_of);
        let ids = case.router.party_ids();
        (went && !case.is_shut(from, to, self.at))
            .then(|| Some(FollowUpHop::off_link(ids.get(from)?.clone(), ids.get(to)?.clone())))?
    }
}
