//! An audit as one party may see it: its own line.

use crate::answer::audit::{Audit, Finding, Holding, Pending};
use crate::id::{NoticeId, PartyId};
use crate::life::thread::Threads;

impl Audit {
    /// What one party may be told of an audit: what it was handed and what it handed on, what it is owed and what it owes, and
    /// what it holds. How far a notice came, and who else holds it, is not in it; under `no_attribution` the origin is not
    /// named. `threads`: the notices of the audit.
    #[must_use]
    pub fn view_for(&self, party: &PartyId, threads: &Threads<'_>) -> Self {
        let is_own = |other: Option<&PartyId>| other == Some(party);
        let hidden = |notice: &NoticeId, other: &PartyId| {
            let notice = threads.notice(notice);
            other != party && notice.is_some_and(|notice| notice.no_attribution && notice.origin == *other)
        };
        let finding = |finding: &Finding| {
            let mut own = finding.clone();
            let is_hidden = |other: &PartyId| finding.notice.as_ref().is_some_and(|notice| hidden(notice, other));
            own.from = own.from.filter(|from| !is_hidden(from));
            own.stopped_at = own.stopped_at.filter(|hand| is_own(Some(hand)));
            if !is_own(finding.stopped_at.as_ref()) {
                own.behind.clear();
            }
            own
        };
        let concerns = |finding: &&Finding| {
            is_own(finding.party.as_ref()) || is_own(finding.from.as_ref()) || is_own(finding.stopped_at.as_ref())
        };
        let pending = |list: &[Pending]| -> Vec<Pending> {
            let own = list.iter().filter(|one| one.party == *party || is_own(one.stopped_at.as_ref()));
            let shown = |one: &Pending| {
                let stopped_at = one.stopped_at.clone().filter(|hand| !hidden(&one.notice, hand));
                Pending { stopped_at, ..one.clone() }
            };
            own.map(shown).collect()
        };
        let holding = |held: &Holding| {
            let from = held.from.clone().filter(|from| !hidden(&held.notice, from));
            Holding { from, ..held.clone() }
        };
        Self {
            findings: self.findings.iter().filter(concerns).map(finding).collect(),
            pending: pending(&self.pending),
            not_observed: pending(&self.not_observed),
            lints: Vec::new(),
            notices: Vec::new(),
            stages: Vec::new(),
            holders: self.holders.iter().filter(|held| held.party == *party).map(holding).collect(),
            ..self.clone()
        }
    }
}
