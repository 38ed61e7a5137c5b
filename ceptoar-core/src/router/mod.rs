//! The router: registry, level profile and rules, compiled; one notice in, one answer out.

mod audience;
mod batch;
mod bits;
mod builder;
mod channels;
mod compile;
mod decide;
mod delivery;
mod epoch;
mod explain;
mod field;
mod hand;
mod lints;
mod opening;
mod path;
mod question;
mod reach;
mod recipients;
mod say;
#[cfg(test)]
mod tests;
mod validity;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use self::batch::Batch;
pub use self::builder::RouterBuilder;
pub use self::recipients::RecipientSet;

use self::batch::Envelope;
use self::compile::Tables;
use self::decide::Tests;
use self::explain::Decision;
use self::question::Question;
use crate::answer::explanation::{Explanation, ReachBasis, Verdict};
use crate::answer::ground::{Ground, Rules};
use crate::answer::hand::{Onward, Passing};
use crate::answer::plan::{Digests, Plan};
use crate::error::{At, ErrorCode, Problems, Refusal};
use crate::id::{Label, PartyId};
use crate::level::LevelProfile;
use crate::link::Direction;
use crate::nearest::unknown;
use crate::notice::Notice;
use crate::party::PartyKind;
use crate::registry::Registry;
use crate::rule::RuleSet;
use crate::situation::Situation;
use crate::time::{civil_day, day_start};

/// Decides from one registry, one level profile and one set of rules. Cheap to clone, and free to share between threads.
#[derive(Clone)]
pub struct Router {
    tables: Arc<Tables>,
    digests: Digests,
    refuse_stale: bool,
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
    /// Starts a router on a registry. Unless others are given, it uses the profile `tlp-2.0`, and the rules of the built-in
    /// edition that the registry was made from, with a roster or without; for any other edition, the rules `standard`.
    pub fn builder(registry: &Registry) -> RouterBuilder {
        RouterBuilder::new(registry.clone())
    }

    /// The registry that answers rest on.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.tables.registry
    }

    /// The level profile in use.
    #[must_use]
    pub fn profile(&self) -> &LevelProfile {
        &self.tables.profile
    }

    /// The rules in use.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.tables.rules
    }

    /// The instants at which a fact begins or ends, sorted. Between two of them, and on one side of its embargo, a notice
    /// has one answer, but for `at` and `on`, in any one situation.
    #[must_use]
    pub fn boundaries(&self) -> Vec<DateTime<Utc>> {
        self.tables.boundaries.iter().map(|day| day_start(*day)).collect()
    }

    /// Reads a notice and checks it against the registry and the profile.
    ///
    /// # Errors
    /// Every problem of the notice at once: of its form, and ids that are foreign here.
    pub fn notice(&self, json: &[u8]) -> Result<Notice, Refusal> {
        crate::notice::read_for(json, self.registry(), self.profile())
    }

    /// Who is told, who must be, by which path and channels, until when.
    ///
    /// # Errors
    /// Ids of the notice or the situation that are foreign to the registry or the profile.
    pub fn route(&self, notice: &Notice, situation: &Situation) -> Result<Plan, Refusal> {
        let explanation = self.explain(notice, situation)?;
        Ok(Plan { format: Plan::FORMAT, ..explanation.plan })
    }

    /// The plan, and for every party why it is told or not.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn explain(&self, notice: &Notice, situation: &Situation) -> Result<Explanation, Refusal> {
        let at = self.check(notice, situation)?;
        let q = self.question(notice, situation, at)?;
        let decision = explain::decide(&q);
        let until = validity::valid_until(&self.tables, notice, situation, at, &decision.body);
        let reach = ReachBasis {
            level: notice.level.clone(),
            source: Arc::clone(&q.compiled_level.cited.source),
            grade: q.compiled_level.cited.grade,
        };
        let body = decision.body;
        let plan = Plan {
            format: Explanation::FORMAT,
            notice: notice.id.clone(),
            direction: notice.direction,
            origin: notice.origin.clone(),
            level: notice.level.clone(),
            status: notice.status,
            no_attribution: notice.no_attribution,
            edition: self.registry().id().clone(),
            revision: self.registry().revision(),
            profile: self.profile().id().clone(),
            digests: self.digests.clone(),
            situation: situation.clone(),
            at,
            on: civil_day(at),
            valid_until: until,
            lints: body.lints,
            deliveries: body.deliveries,
            unmet: body.unmet,
        };
        let rules: Arc<dyn Rules> = Arc::clone(&self.tables) as Arc<dyn Rules>;
        let ground = Ground { rules: Some(rules), missed: decision.missed };
        Ok(Explanation { plan, reach, verdicts: body.verdicts, ground })
    }

    /// The verdict on one party.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` or `no-verdict` for a party that is foreign or the origin.
    pub fn decide(&self, notice: &Notice, party: &PartyId, situation: &Situation) -> Result<Verdict, Refusal> {
        let at = self.check(notice, situation)?;
        self.known(&[("/party", party)])?;
        let q = self.question(notice, situation, at)?;
        let decision = explain::decide(&q);
        hand::verdict(&decision, party.as_str())
            .cloned()
            .ok_or_else(|| Refusal::one(ErrorCode::NoVerdict, "/party", vec![party.to_string()]))
    }

    /// The plan's hops that leave `holder`, each with whom it serves.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` for a foreign holder.
    pub fn onward(&self, notice: &Notice, holder: &PartyId, situation: &Situation) -> Result<Vec<Onward>, Refusal> {
        let at = self.check(notice, situation)?;
        self.known(&[("/holder", holder)])?;
        Ok(hand::onward(&self.decision(notice, situation, at)?, holder))
    }

    /// Whether `holder` may pass the notice to `party`: yes or only if somebody judges so, with the hop; or every reason
    /// why not.
    ///
    /// # Errors
    /// As [`Router::route`], and `unknown-party` for foreign parties.
    pub fn may_pass(
        &self,
        notice: &Notice,
        holder: &PartyId,
        party: &PartyId,
        situation: &Situation,
    ) -> Result<Passing, Refusal> {
        let at = self.check(notice, situation)?;
        self.known(&[("/holder", holder), ("/party", party)])?;
        let q = self.question(notice, situation, at)?;
        Ok(hand::may_pass(&q, &explain::decide(&q), holder, party))
    }

    /// The notice under another label: any by the deciding authority, a stricter one by any holder.
    ///
    /// # Errors
    /// As [`Router::route`]; `unknown-level`; `not-a-holder`, `not-stricter` for one who may not.
    pub fn relabel(
        &self,
        notice: &Notice,
        by: &PartyId,
        label: &Label,
        situation: &Situation,
    ) -> Result<Notice, Refusal> {
        let at = self.check(notice, situation)?;
        self.known(&[("/by", by)])?;
        let refuse = |code, pointer: &str, args: Vec<String>| Err(Refusal::one(code, pointer, args));
        self.profile().known(label.as_str())?;
        let relabelled = Notice { level: label.clone(), ..notice.clone() };
        let decides = match notice.direction {
            Direction::Provision => {
                self.registry().party(by.as_str()).is_some_and(|party| party.kind == PartyKind::Cabinet)
            }
            Direction::Liaison | Direction::Exchange => *by == notice.origin,
        };
        if decides {
            return Ok(relabelled);
        }
        let q = self.question(notice, situation, at)?;
        if !hand::holds(&q, &explain::decide(&q), by) {
            return refuse(ErrorCode::NotAHolder, "/by", vec![by.to_string()]);
        }
        if self.profile().is_stricter(label, &notice.level) != Some(true) {
            return refuse(ErrorCode::NotStricter, "/label", vec![label.to_string(), notice.level.to_string()]);
        }
        Ok(relabelled)
    }

    /// Who is told and who must be, without paths and reasons: the fast path.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn audience(&self, notice: &Notice, situation: &Situation) -> Result<RecipientSet, Refusal> {
        let at = self.check(notice, situation)?;
        let q = self.question(notice, situation, at)?;
        let tests = Tests::new(&q);
        let reached = path::reachable(&q, &tests.may);
        let lints = lints::lints(&q, &tests, &reached);
        let told = if q.is_embargoed() { self.tables.none() } else { reached };
        let mut must = tests.required;
        must.keep(&told);
        Ok(RecipientSet::new(Arc::clone(&self.tables), told, must, lints))
    }

    /// The answers for many notices in one situation; equal envelopes are decided once.
    ///
    /// # Errors
    /// Every problem of every notice, with pointers `/0/…`, `/1/…`, and of the situation, once: nothing is answered in
    /// part.
    pub fn route_batch(&self, notices: &[Notice], situation: &Situation) -> Result<Batch, Refusal> {
        let mut batch = Batch { outcomes: Vec::new(), plans: Vec::new(), notices: Vec::new() };
        let mut known: HashMap<Envelope, usize> = HashMap::new();
        let mut problems = Problems::new();
        self.check_situation(situation, &mut problems);
        let sound = problems.is_empty();
        for (place, notice) in notices.iter().enumerate() {
            // Each is checked, also one whose envelope is known: the instant is no part of that.
            let mut found = Problems::new();
            self.check_notice(notice, situation, &mut found);
            if let Err(refusal) = found.into_result(()) {
                problems.absorb(refusal, &At::root().index(place));
                continue;
            }
            if !sound {
                continue;
            }
            let at = situation.at.unwrap_or(notice.issued_at);
            let Some(first) = notices.first() else { break };
            let key = Envelope::new(notice, &first.id, self.tables.epoch_at(civil_day(at)), at);
            let outcome = match known.get(&key) {
                Some(outcome) => *outcome,
                None => match self.route(notice, situation) {
                    Ok(plan) => {
                        batch.plans.push(plan);
                        known.insert(key, batch.plans.len() - 1);
                        batch.plans.len() - 1
                    }
                    Err(refusal) => {
                        problems.absorb(refusal, &At::root().index(place));
                        continue;
                    }
                },
            };
            batch.outcomes.push(outcome);
            batch.notices.push((notice.id.clone(), at));
        }
        problems.into_result(batch)
    }

    fn decision(&self, notice: &Notice, situation: &Situation, at: DateTime<Utc>) -> Result<Decision, Refusal> {
        Ok(explain::decide(&self.question(notice, situation, at)?))
    }

    /// Looks up what was checked. A failure here denies: it is a typed error, never a default.
    fn question<'a>(
        &'a self,
        notice: &'a Notice,
        situation: &'a Situation,
        at: DateTime<Utc>,
    ) -> Result<Question<'a>, Refusal> {
        Question::new(&self.tables, notice, situation, at)
            .ok_or_else(|| Refusal::one(ErrorCode::LookUpFailed, "", vec![notice.id.to_string()]))
    }

    fn check(&self, notice: &Notice, situation: &Situation) -> Result<DateTime<Utc>, Refusal> {
        let mut problems = Problems::new();
        self.check_notice(notice, situation, &mut problems);
        self.check_situation(situation, &mut problems);
        problems.into_result(situation.at.unwrap_or(notice.issued_at))
    }

    fn check_notice(&self, notice: &Notice, situation: &Situation, problems: &mut Problems) {
        crate::notice::check(notice, self.registry(), self.profile(), problems);
        if situation.at.is_none() {
            self.check_day(notice.issued_at, "/issued_at", problems);
        }
    }

    fn check_situation(&self, situation: &Situation, problems: &mut Problems) {
        crate::situation::check(situation, self.registry(), problems);
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

    fn known(&self, parties: &[(&str, &PartyId)]) -> Result<(), Refusal> {
        let mut problems = Problems::new();
        for (pointer, id) in parties {
            if self.tables.party(id.as_str()).is_none() {
                let known = self.registry().party_ids();
                unknown(&mut problems, ErrorCode::UnknownParty, &At::Pointer(pointer), vec![id.to_string()], known);
            }
        }
        problems.into_result(())
    }
}
