//! What follows from an update or a withdrawal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::audit::{DatedSituation, Policy};
use crate::answer::explanation::Explanation;
use crate::answer::follow_up::{FollowUp, FollowUpDelivery, Stranded, ThreadDigests, VersionHolder};
use crate::answer::head::Head;
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::digest::digest;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::{NoticeId, PartyId, PersonRef};
use crate::life::entry::LogEntry;
use crate::life::follow_up::withdrawn::Withdrawn;
use crate::life::log::Log;
use crate::life::thread::Threads;
use crate::life::told::ground::{Ground, plain};
use crate::life::told::thread::{Held, Told, Version};
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::time::civil_day;
use crate::word::sets::{Duty, Message, Outcome};

/// Who has an earlier version of a notice, as the log shows by the instant of the situation (the notice's issue, where it has none),
/// and what follows: of an update the plan, in which every holder must be told, and the holders that keep an old version; of a
/// withdrawal its way to each holder. What replaces the notice in its turn is not looked at.
///
/// # Errors
/// `unknown-notice`; `not-a-follow-up` for an original; the situation's faults, as of [`Router::route`].
pub fn follow_up(
    router: &Router,
    threads: &Threads<'_>,
    notice: &str,
    log: &Log,
    situation: &Situation,
) -> Result<FollowUp, Refusal> {
    let refuse = |code| Err(Refusal::one(code, "/notice", vec![notice.to_owned()]));
    let Some(asked) = threads.notice(notice) else { return refuse(ErrorCode::UnknownNotice) };
    if asked.message == Message::Original {
        return refuse(ErrorCode::NotAFollowUp);
    }
    let at = router.check(&plain(asked), situation)?;
    let policy = Policy::new(at);
    let now = [DatedSituation::new(at, Situation { at: None, ..situation.clone() })];
    let mut ground = Ground::new(router, log, &now, &policy)?;
    let thread = threads.until(notice);
    let mut documents: Vec<_> = thread.iter().map(|notice| notice.document()).collect();
    documents.in_order(|a, b| a.id.cmp(&b.id));
    let digests = ThreadDigests {
        router: router.digests().clone(),
        notices: digest(&documents).into_string(),
        log: log.digest(),
    };
    let in_thread = |id: &NoticeId| thread.iter().any(|notice| notice.id == *id);
    let later = |entry: &&LogEntry| in_thread(&entry.notice) && !entry.failed && entry.arrived_at() > at;
    let later = log.entries().iter().filter(later).count() as u64;
    ground.told(&thread, |told| {
        let Some(version) = told.versions.last() else { return refuse(ErrorCode::UnknownNotice) };
        let asked = Asked { router, thread: &thread, told, version, situation, at, later };
        match version.case.notice.message {
            Message::Withdrawal => asked.withdrawal(digests),
            Message::Original | Message::Update => asked.update(digests),
        }
    })
}

/// A notice that follows another, and what the log tells of its thread.
struct Asked<'a, 'b, 'c> {
    router: &'a Router,
    thread: &'a [&'a Notice],
    told: &'a Told<'b, 'c>,
    version: &'a Version<'c>,
    situation: &'a Situation,
    at: DateTime<Utc>,
    /// How many hand-overs of the thread are later.
    later: u64,
}

impl Asked<'_, '_, '_> {
    fn notice(&self) -> &Notice {
        self.version.case.notice
    }

    fn id(&self, party: usize) -> Option<PartyId> {
        self.router.party_ids().get(party).cloned()
    }

    /// Whoever is owed the notice because it has an earlier version.
    fn owed(&self) -> BTreeSet<usize> {
        let holders = self.told.earlier_holders(self.version, self.at);
        holders.into_keys().filter(|party| self.version.case.is_owed_its_own(*party)).gather()
    }

    fn versions(&self, held: &Held) -> Vec<NoticeId> {
        held.versions.iter().filter_map(|place| Some(self.thread.get(*place)?.id.clone())).collect()
    }

    /// The plan, in which every holder must be told, and who keeps an old version.
    fn update(&self, digests: ThreadDigests) -> Result<FollowUp, Refusal> {
        let Explanation { plan, verdicts, .. } = self.router.explain(self.notice(), self.situation)?;
        let head = Head::of(&plan);
        let holdings = self.told.holdings(self.version, self.at);
        let owed: BTreeMap<PartyId, &Held> =
            self.owed().into_iter().filter_map(|party| Some((self.id(party)?, holdings.get(&party)?))).gather();
        let deliveries: Vec<FollowUpDelivery> = plan
            .deliveries
            .into_iter()
            .map(|delivery| {
                let mut delivery = FollowUpDelivery::planned(delivery);
                if owed.contains_key(&delivery.recipient) {
                    delivery.duty = Duty::Must;
                    delivery.reasons = vec![Reason::new(ReasonCode::HoldsEarlier)];
                }
                delivery
            })
            .collect();
        let (kept, gained): (Vec<_>, Vec<_>) =
            deliveries.iter().map(|delivery| delivery.recipient.clone()).partition(|party| owed.contains_key(party));
        let (mut waiting, mut stranded) = (Vec::new(), Vec::new());
        let required: BTreeSet<&PartyId> = plan.unmet.iter().map(|unmet| &unmet.party).gather();
        for (party, held) in owed.iter().filter(|(party, _)| kept.binary_search(party).is_err()) {
            let place = verdicts.binary_search_by(|verdict| verdict.party.cmp(party)).ok();
            let verdict = place.and_then(|place| verdicts.get(place));
            let outcome = verdict.map_or(Outcome::NotAddressed, |verdict| verdict.outcome);
            if outcome == Outcome::Embargoed {
                waiting.push(party.clone());
                continue;
            }
            stranded.push(Stranded {
                party: party.clone(),
                outcome,
                required: required.contains(party),
                reasons: verdict.map(|verdict| verdict.reasons.to_vec()).unwrap_or_default(),
                versions: self.versions(held),
            });
        }
        let mut lints = plan.lints;
        lints.extend(self.loosened());
        lints.in_order(Ord::cmp);
        Ok(FollowUp {
            valid_until: plan.valid_until,
            kept,
            gained,
            waiting,
            stranded,
            deliveries,
            unmet: plan.unmet,
            ..self.common(head, ThreadDigests { router: plan.digests, ..digests }, lints, &holdings)
        })
    }

    /// A looser update by one who could not set its label.
    fn loosened(&self) -> Option<Lint> {
        let before = self.told.versions.get(self.version.place.checked_sub(1)?)?;
        let (old, new) = (&before.case.notice.level, &self.notice().level);
        let is_looser = self.router.profile().is_stricter(old, new) == Some(true);
        let may = is_looser && before.case.may_relabel(&self.notice().origin, new, self.at);
        (is_looser && !may).then(|| Lint::new(LintCode::LooserThanReplaced, &self.notice().id))
    }

    /// The way of a withdrawal to each holder.
    fn withdrawal(&self, digests: ThreadDigests) -> Result<FollowUp, Refusal> {
        let owed = self.owed();
        let withdrawn = Withdrawn::new(self.told, self.version, &owed, self.at)?;
        let mut valid_until = None;
        for later in self.router.boundaries().into_iter().filter(|later| *later > self.at) {
            if Withdrawn::new(self.told, self.version, &owed, later)? != withdrawn {
                valid_until = Some(later);
                break;
            }
        }
        let Withdrawn { deliveries, unmet, lints, changes } = withdrawn;
        let (notice, registry, profile) = (self.notice(), self.router.registry(), self.router.profile());
        let head = Head {
            notice: notice.id.clone(),
            direction: notice.direction,
            origin: notice.origin.clone(),
            level: notice.level.clone(),
            status: notice.status,
            no_attribution: notice.no_attribution,
            edition: registry.id().clone(),
            revision: registry.revision(),
            profile: profile.id().clone(),
            situation: self.situation.clone(),
            at: self.at,
            on: civil_day(self.at),
            changes,
        };
        let digests = ThreadDigests { router: self.router.digests_naming(&head.changes), ..digests };
        let holdings = self.told.holdings(self.version, self.at);
        Ok(FollowUp { valid_until, deliveries, unmet, ..self.common(head, digests, lints, &holdings) })
    }

    /// What an update and a withdrawal say alike.
    fn common(
        &self,
        head: Head,
        digests: ThreadDigests,
        lints: Vec<Lint>,
        holdings: &BTreeMap<usize, Held>,
    ) -> FollowUp {
        let holder = |(party, held): (&usize, &Held)| {
            let (since, source_known) = (held.since, held.source_known);
            Some(VersionHolder { party: self.id(*party)?, versions: self.versions(held), since, source_known })
        };
        let done = self.version.brought.reached(self.at).filter(|(party, _)| self.version.case.is_owed_its_own(*party));
        FollowUp {
            head,
            digests,
            message: self.notice().message,
            thread: self.thread.iter().map(|notice| notice.id.clone()).collect(),
            number: self.thread.len() as u64,
            valid_until: None,
            lints,
            holders: holdings.iter().filter_map(holder).collect(),
            outside: self.outside(),
            done: done.filter_map(|(party, _)| self.id(party)).collect(),
            later: self.later,
            kept: Vec::new(),
            gained: Vec::new(),
            waiting: Vec::new(),
            stranded: Vec::new(),
            deliveries: Vec::new(),
            unmet: Vec::new(),
        }
    }

    /// Whoever is no party and was handed an earlier version by the instant.
    fn outside(&self) -> Vec<PersonRef> {
        let earlier = self.told.versions.iter().filter(|version| version.place < self.version.place);
        let rows = earlier.flat_map(|version| &version.case.rows);
        let handed = rows.filter(|row| !row.entry.failed && row.entry.arrived_at() <= self.at);
        let all: BTreeSet<PersonRef> = handed.filter_map(|row| row.entry.outside.clone()).gather();
        all.into_iter().collect()
    }
}
