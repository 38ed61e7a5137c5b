//! An audit as one party may see it: its own line.

use crate::answer::audit::{Audit, Finding, Holding, Pending};
use crate::id::{NoticeId, PartyId};
use crate::life::audit::found;
use crate::life::thread::Threads;
use crate::word::audit::AuditCode;

impl Audit {
    /// What one party may be told of an audit: what it was handed and what it handed on, what it is owed and what it owes, and
    /// what it holds. How far a notice came, who else holds it and which other hand did not hand on is not in it. Of a notice
    /// under `no_attribution` nothing in it tells the origin: neither a name nor a rule, and a finding that would name it has
    /// an id of its own. It has no sentences: they are asked for of the view (`with_messages`). `threads`: the notices of the audit.
    #[must_use]
    pub fn view_for(&self, party: &PartyId, threads: &Threads<'_>) -> Self {
        let view = View { party, threads };
        Self {
            findings: self.findings.iter().filter_map(|finding| view.finding(finding)).collect(),
            pending: view.pending(&self.pending),
            not_observed: view.pending(&self.not_observed),
            lints: Vec::new(),
            notices: Vec::new(),
            stages: Vec::new(),
            holders: self.holders.iter().filter(|held| held.party == *party).map(|held| view.holding(held)).collect(),
            ..self.clone()
        }
    }
}

struct View<'a> {
    party: &'a PartyId,
    threads: &'a Threads<'a>,
}

impl View<'_> {
    fn is_own(&self, party: Option<&PartyId>) -> bool {
        party == Some(self.party)
    }

    /// Whether nobody may be told the origin of a notice, other than the origin itself.
    fn hides_origin(&self, notice: Option<&NoticeId>) -> bool {
        let notice = notice.and_then(|id| self.threads.notice(id));
        notice.is_some_and(|notice| notice.origin != *self.party && self.threads.hides(&notice.id, &notice.origin))
    }

    /// Whether a party is an origin that nobody may be told, of the notice or of another of its thread.
    fn is_hidden(&self, notice: Option<&NoticeId>, party: &PartyId) -> bool {
        notice.is_some_and(|id| *party != *self.party && self.threads.hides(id, party))
    }

    fn finding(&self, finding: &Finding) -> Option<Finding> {
        let concerned = [&finding.party, &finding.from, &finding.stopped_at];
        let hides = self.hides_origin(finding.notice.as_ref());
        // That it went to its origin tells who that is.
        if !concerned.iter().any(|party| self.is_own(party.as_ref())) || (hides && finding.code == AuditCode::Returned)
        {
            return None;
        }
        let mut own = finding.clone();
        // A sentence says what is taken out below.
        own.message = None;
        if !self.is_own(own.stopped_at.as_ref()) {
            own.stopped_at = None;
            own.behind.clear();
        }
        if hides {
            own.rules.clear();
            own.reasons.clear();
        }
        if own.from.as_ref().is_some_and(|from| self.is_hidden(own.notice.as_ref(), from)) {
            own.from = None;
            own.id = found::id(&own);
        }
        Some(own)
    }

    fn pending(&self, list: &[Pending]) -> Vec<Pending> {
        let own = list.iter().filter(|one| one.party == *self.party || self.is_own(one.stopped_at.as_ref()));
        let shown = |one: &Pending| {
            let stopped_at = one.stopped_at.clone().filter(|hand| self.is_own(Some(hand)));
            Pending { stopped_at, ..one.clone() }
        };
        own.map(shown).collect()
    }

    fn holding(&self, held: &Holding) -> Holding {
        let from = held.from.clone().filter(|from| !self.is_hidden(Some(&held.notice), from));
        Holding { from, ..held.clone() }
    }
}
