//! The door of the engine: a notice that was checked goes in, an answer comes out.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::answer::explanation::ReachBasis;
use crate::answer::ground::{Ground, Rules};
use crate::answer::hand::{Onward, Passing};
use crate::answer::verdict::Verdict;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::level::profile::LevelProfile;
use crate::lint::Lint;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::router::engine::bits::Bits;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::{Body, Decision, decide};
use crate::router::engine::judge::Tests;
use crate::router::engine::question::Question;
use crate::router::engine::tables::Tables;
use crate::router::engine::validity::valid_until;
use crate::router::engine::{hand, lints, path};
use crate::rules::set::RuleSet;
use crate::situation::Situation;
use crate::time::civil_day;

/// Registry, profile and rules, compiled: cheap to clone, free to share between threads.
#[derive(Clone)]
pub(in crate::router) struct Engine(Arc<Compiled>);

/// A decision with how long it holds and what it rests on.
pub(in crate::router) struct Decided {
    pub(in crate::router) body: Body,
    pub(in crate::router) valid_until: Option<DateTime<Utc>>,
    pub(in crate::router) reach: ReachBasis,
    pub(in crate::router) ground: Ground,
}

/// Who is told and who must be, as sets.
#[derive(Clone)]
pub(in crate::router) struct Told {
    pub(in crate::router) told: Bits,
    pub(in crate::router) must: Bits,
    pub(in crate::router) lints: Vec<Lint>,
}

impl Engine {
    /// # Errors
    /// A look-up that fails though the parts were checked.
    pub(in crate::router) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Result<Self, Refusal> {
        Compiled::new(registry, profile, rules).map(|compiled| Self(Arc::new(compiled)))
    }

    pub(in crate::router) fn registry(&self) -> &Registry {
        &self.tables().registry
    }

    pub(in crate::router) fn profile(&self) -> &LevelProfile {
        &self.tables().profile
    }

    pub(in crate::router) fn rules(&self) -> &RuleSet {
        &self.tables().rules
    }

    /// The first days of the epochs but the first, sorted.
    pub(in crate::router) fn boundaries(&self) -> &[NaiveDate] {
        &self.tables().boundaries
    }

    /// The place of the epoch that an instant lies in.
    pub(in crate::router) fn epoch_at(&self, at: DateTime<Utc>) -> usize {
        self.tables().epoch_at(civil_day(at))
    }

    /// The number of a party.
    pub(in crate::router) fn party(&self, id: &str) -> Option<usize> {
        self.tables().party(id)
    }

    /// The ids of the parties, by their numbers.
    pub(in crate::router) fn parties(&self) -> &[PartyId] {
        &self.tables().parties
    }

    #[cfg(test)]
    pub(in crate::router) fn kept_epochs(&self) -> usize {
        self.0.epochs.kept()
    }

    pub(in crate::router) fn explain(
        &self,
        notice: &Notice,
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<Decided, Refusal> {
        let q = self.question(notice, situation, at)?;
        let Decision { body, missed, .. } = decide(&q);
        let valid_until = valid_until(&self.0, notice, situation, at, &body);
        let cited = &q.compiled_level.cited;
        let reach = ReachBasis { level: notice.level.clone(), source: Arc::clone(&cited.source), grade: cited.grade };
        let rules: Arc<dyn Rules> = Arc::clone(&self.0) as Arc<dyn Rules>;
        Ok(Decided { body, valid_until, reach, ground: Ground { rules: Some(rules), missed } })
    }

    /// The verdict on one party; `None` for the origin.
    pub(in crate::router) fn verdict(
        &self,
        notice: &Notice,
        party: &str,
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<Option<Verdict>, Refusal> {
        let decision = decide(&self.question(notice, situation, at)?);
        Ok(hand::verdict(&decision, party).cloned())
    }

    pub(in crate::router) fn onward(
        &self,
        notice: &Notice,
        holder: &str,
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<Vec<Onward>, Refusal> {
        Ok(hand::onward(&decide(&self.question(notice, situation, at)?), holder))
    }

    pub(in crate::router) fn may_pass(
        &self,
        notice: &Notice,
        (holder, party): (&str, &str),
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<Passing, Refusal> {
        let q = self.question(notice, situation, at)?;
        Ok(hand::may_pass(&q, &decide(&q), holder, party))
    }

    /// Whether a party holds the notice.
    pub(in crate::router) fn holds(
        &self,
        notice: &Notice,
        party: &str,
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<bool, Refusal> {
        let q = self.question(notice, situation, at)?;
        Ok(hand::holds(&q, &decide(&q), party))
    }

    /// Who is told and who must be, without paths and reasons.
    pub(in crate::router) fn told(
        &self,
        notice: &Notice,
        situation: &Situation,
        at: DateTime<Utc>,
    ) -> Result<Told, Refusal> {
        let q = self.question(notice, situation, at)?;
        let tests = Tests::new(&q);
        let reached = path::reachable(&q, &tests.may);
        let lints = lints::lints(&q, &tests, &reached);
        let told = if q.is_embargoed() { self.tables().none() } else { reached };
        let mut must = tests.required;
        must.keep(&told);
        Ok(Told { told, must, lints })
    }

    fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// Looks up what was checked. A failure here denies: it is a typed error, never a default.
    fn question<'a>(
        &'a self,
        notice: &'a Notice,
        situation: &'a Situation,
        at: DateTime<Utc>,
    ) -> Result<Question<'a>, Refusal> {
        self.0
            .question(notice, situation, at)
            .ok_or_else(|| Refusal::one(ErrorCode::LookUpFailed, "", vec![notice.id.to_string()]))
    }
}
