//! The router: registry, level profile and rules, compiled; one notice in, one answer out.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::explanation::Explanation;
use crate::answer::hand::{Onward, Passing};
use crate::answer::plan::{Digests, Plan};
use crate::answer::verdict::Verdict;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::id::PartyId;
use crate::level::profile::LevelProfile;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::router::engine::door::{Asked, Engine};
use crate::router::engine::plan::Body;
use crate::router::engine::view::Decided;
use crate::router::fit::{notice as fit_notice, situation as fit_situation};
use crate::router::recipients::RecipientSet;
use crate::rules::set::RuleSet;
use crate::situation::Situation;
use crate::time::{civil_day, day_start, in_years};
use crate::word::sets::Message;

/// Decides from one registry, one level profile and one set of rules. Cheap to clone, and free to share between threads.
///
/// ```
/// use ceptoar_core::{Edition, LevelProfile, Registry, Router, Situation};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let router = Router::builder(&registry).profile(LevelProfile::tlp2()).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let now = Situation::default();
/// assert_eq!(router.route(&notice, &now)?.deliveries.len(), 4);
/// assert!(router.audience(&notice, &now)?.contains("criepi"));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Clone)]
pub struct Router {
    pub(super) engine: Engine,
    pub(super) digests: Digests,
    /// The documents that answers rest on, as a plan's JSON names them.
    pub(super) documents: Arc<str>,
    pub(crate) refuse_stale: bool,
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router")
            .field("edition", self.registry().id())
            .field("profile", self.profile().id())
            .field("rules", self.rules().id())
            .finish_non_exhaustive()
    }
}

impl Router {
    /// The registry that answers rest on.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.engine.registry()
    }

    /// The level profile in use.
    #[must_use]
    pub fn profile(&self) -> &LevelProfile {
        self.engine.profile()
    }

    /// The rules in use.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        self.engine.rules()
    }

    /// The instants at which a fact begins or ends, sorted. Between two of them, and on one side of its embargo, a notice
    /// has one answer, but for `at` and `on`, in any one situation.
    #[must_use]
    pub fn boundaries(&self) -> Vec<DateTime<Utc>> {
        self.engine.boundaries().iter().map(|day| day_start(*day)).collect()
    }

    /// Reads a notice and checks it against the registry and the profile.
    ///
    /// # Errors
    /// Every problem of the notice at once: of its form, and ids that are foreign here.
    pub fn notice(&self, json: &[u8]) -> Result<Notice, Refusal> {
        fit_notice::read(json, self.registry(), self.profile())
    }

    /// The plan: who is told, who must be, by which path and channels, until when.
    ///
    /// # Errors
    /// Ids of the notice or the situation that are foreign to the registry or the profile; `withdrawal-needs-log` for a
    /// withdrawal, whose recipients are those who hold what it takes back.
    pub fn route(&self, notice: &Notice, situation: &Situation) -> Result<Plan, Refusal> {
        let (body, valid_until) = self.ask(notice, situation, |asked| self.engine.plan(asked))?;
        Ok(self.plan(notice, situation, body, valid_until))
    }

    /// The plan, and for every party why it is told or not.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn explain(&self, notice: &Notice, situation: &Situation) -> Result<Explanation, Refusal> {
        let decided = self.ask(notice, situation, |asked| self.engine.explain(asked))?;
        Ok(self.explanation(notice, situation, decided))
    }

    pub(super) fn explanation(&self, notice: &Notice, situation: &Situation, decided: Decided) -> Explanation {
        let plan = self.plan(notice, situation, decided.body, decided.valid_until);
        Explanation { plan, reach: decided.reach, verdicts: decided.verdicts, ground: decided.ground }
    }

    /// The digests of the documents that an answer rests on, where it names these later changes.
    pub(super) fn digests_with(&self, changes: &[Arc<str>]) -> Digests {
        let known = self.engine.tables().changes_digest.clone().filter(|_| !changes.is_empty());
        Digests { changes: known, ..self.digests.clone() }
    }

    pub(super) fn plan(
        &self,
        notice: &Notice,
        situation: &Situation,
        body: Body,
        valid_until: Option<DateTime<Utc>>,
    ) -> Plan {
        let at = situation.at.unwrap_or(notice.issued_at);
        Plan {
            notice: notice.id.clone(),
            direction: notice.direction,
            origin: notice.origin.clone(),
            level: notice.level.clone(),
            status: notice.status,
            no_attribution: notice.no_attribution,
            edition: self.registry().id().clone(),
            revision: self.registry().revision(),
            profile: self.profile().id().clone(),
            digests: self.digests_with(&body.changes),
            situation: situation.clone(),
            at,
            on: civil_day(at),
            valid_until,
            lints: body.lints,
            changes: body.changes,
            deliveries: body.deliveries,
            unmet: body.unmet,
        }
    }

    /// The verdict on one party.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` or `no-verdict` for a party that is foreign or the origin.
    pub fn decide(&self, notice: &Notice, party: &str, situation: &Situation) -> Result<Verdict, Refusal> {
        let number = self.parties_of(notice, situation, [("/party", party)]);
        let [number] = number?;
        self.ask(notice, situation, |asked| self.engine.verdict(asked, number))?
            .ok_or_else(|| Refusal::one(ErrorCode::NoVerdict, "/party", vec![party.to_string()]))
    }

    /// The plan's hops that leave `holder`, each with whom it serves.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` for a foreign holder.
    pub fn onward(&self, notice: &Notice, holder: &str, situation: &Situation) -> Result<Vec<Onward>, Refusal> {
        self.parties_of(notice, situation, [("/holder", holder)])?;
        self.ask(notice, situation, |asked| self.engine.onward(asked, holder))
    }

    /// Whether `holder` may pass the notice to `party`: yes or only if somebody judges so, with the hop; or every reason
    /// why not.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` for foreign parties.
    pub fn may_pass(
        &self,
        notice: &Notice,
        holder: &str,
        party: &str,
        situation: &Situation,
    ) -> Result<Passing, Refusal> {
        let [holder, party] = self.parties_of(notice, situation, [("/holder", holder), ("/party", party)])?;
        self.ask(notice, situation, |asked| self.engine.may_pass(asked, holder, party))
    }

    /// Who is told and who must be, without paths and reasons: the fast path.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn audience(&self, notice: &Notice, situation: &Situation) -> Result<RecipientSet, Refusal> {
        let told = self.ask(notice, situation, |asked| self.engine.told(asked))?;
        Ok(RecipientSet::new(self.engine.tables(), told))
    }

    /// The digests of the documents that answers rest on.
    #[cfg(any(feature = "authoring", feature = "life"))]
    pub(crate) fn digests(&self) -> &Digests {
        &self.digests
    }

    /// What the decision takes from kind, cause, purposes, mode and status: notices that are alike in it, and in all else, are
    /// answered alike, but for the obligation of an exercise. `None`: the notice does not fit the router.
    #[cfg(feature = "authoring")]
    pub(crate) fn class_of(&self, notice: &Notice, situation: &Situation) -> Option<Box<[u64]>> {
        let at = situation.at.unwrap_or(notice.issued_at);
        self.engine.class_of(Asked { notice, situation, at })
    }

    /// Asks the engine. What it does not answer, the checks refuse: they say all that is wrong.
    #[inline]
    pub(super) fn ask<'a, T>(
        &self,
        notice: &'a Notice,
        situation: &'a Situation,
        answer: impl FnOnce(Asked<'a>) -> Option<T>,
    ) -> Result<T, Refusal> {
        let at = situation.at.unwrap_or(notice.issued_at);
        if !self.engine.knows(situation) || !situation.at.is_none_or(in_years) || self.refuse_stale {
            self.check(notice, situation)?;
        }
        match answer(Asked { notice, situation, at }) {
            Some(answer) => Ok(answer),
            None => {
                self.check(notice, situation)?;
                Err(Refusal::one(ErrorCode::LookUpFailed, "", vec![notice.id.to_string()]))
            }
        }
    }

    /// The numbers of parties that a question names, each with the place of its name. What is wrong with the notice is told
    /// before.
    pub(super) fn parties_of<const N: usize>(
        &self,
        notice: &Notice,
        situation: &Situation,
        named: [(&str, &str); N],
    ) -> Result<[usize; N], Refusal> {
        let mut numbers = [0; N];
        for (number, (_, id)) in numbers.iter_mut().zip(named) {
            let Some(found) = self.engine.party(id) else {
                self.check(notice, situation)?;
                return Err(self.unknown(&named));
            };
            *number = found;
        }
        Ok(numbers)
    }

    pub(crate) fn check(&self, notice: &Notice, situation: &Situation) -> Result<DateTime<Utc>, Refusal> {
        let mut problems = Problems::new();
        self.check_notice(notice, situation, &mut problems);
        self.check_situation(situation, &mut problems);
        problems.into_result(situation.at.unwrap_or(notice.issued_at))
    }

    pub(super) fn check_notice(&self, notice: &Notice, situation: &Situation, problems: &mut Problems) {
        fit_notice::check(notice, self.registry(), self.profile(), problems);
        if notice.message == Message::Withdrawal {
            problems.push_at(ErrorCode::WithdrawalNeedsLog, "/message", Vec::new());
        }
        if situation.at.is_none() {
            self.check_day(notice.issued_at, "/issued_at", problems);
        }
    }

    pub(super) fn check_situation(&self, situation: &Situation, problems: &mut Problems) {
        fit_situation::check(situation, self.registry(), problems);
        if let Some(at) = situation.at {
            self.check_day(at, "/at", problems);
        }
    }

    /// Where stale answers are not wanted, the day must be one that the edition speaks of.
    fn check_day(&self, at: DateTime<Utc>, pointer: &str, problems: &mut Problems) {
        let (day, covers) = (civil_day(at), self.registry().covers());
        if self.refuse_stale && !covers.covers(day) {
            let args = vec![self.registry().id().to_string(), day.to_string(), covers.to_string()];
            problems.push_at(ErrorCode::StaleEdition, pointer, args);
        }
    }

    /// The refusal of the foreign parties among those that somebody names, each with the place of its name in the question.
    fn unknown(&self, named: &[(&str, &str)]) -> Refusal {
        let mut problems = Problems::new();
        for (pointer, text) in named.iter().filter(|(_, text)| self.engine.party(text).is_none()) {
            let at = At::Pointer(pointer);
            match PartyId::new(text) {
                Err(fault) => problems.push_with(ErrorCode::BadId, &at, vec![fault.shown().to_owned()], fault.said()),
                Ok(id) => {
                    let known = self.registry().party_ids();
                    unknown(&mut problems, ErrorCode::UnknownParty, &at, vec![id.to_string()], known);
                }
            }
        }
        problems.into_result(()).err().unwrap_or_else(|| Refusal::one(ErrorCode::LookUpFailed, "", Vec::new()))
    }
}
