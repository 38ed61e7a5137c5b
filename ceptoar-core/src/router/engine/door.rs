//! The door of the engine: a notice goes in, an answer comes out.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::answer::explanation::ReachBasis;
use crate::answer::ground::{Ground, Rules};
use crate::answer::hand::{Onward, Passing};
use crate::answer::verdict::Verdict;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::level::profile::LevelProfile;
use crate::lint::Lint;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::router::bulk::value::Held;
use crate::router::engine::bits::{Bits, Large, Set, Shape, Small};
use crate::router::engine::coded::Coded;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::Decision;
use crate::router::engine::hand;
use crate::router::engine::judge::Tests;
use crate::router::engine::missed::Spared;
use crate::router::engine::plan::Body;
use crate::router::engine::question::Question;
use crate::router::engine::reasons::Reasons;
use crate::router::engine::tables::{Tables, instant};
use crate::rules::set::RuleSet;
use crate::situation::Situation;

/// Registry, profile and rules, compiled: cheap to clone, free to share between threads.
#[derive(Clone)]
pub(in crate::router) struct Engine {
    tables: Arc<Tables>,
    decider: Arc<dyn Decide>,
}

/// A question: a notice in a situation at an instant.
#[derive(Clone, Copy)]
pub(in crate::router) struct Asked<'a> {
    pub(in crate::router) notice: &'a Notice,
    pub(in crate::router) situation: &'a Situation,
    pub(in crate::router) at: DateTime<Utc>,
}

/// A decision with how long it holds and what it rests on.
pub(in crate::router) struct Decided {
    pub(in crate::router) body: Body,
    pub(in crate::router) verdicts: Vec<Verdict>,
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

/// Decides, with sets of some shape. `None`: the notice does not fit the router; the checks say why.
trait Decide: Send + Sync {
    fn explain(&self, asked: Asked<'_>) -> Option<Decided>;
    fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)>;
    fn verdict(&self, asked: Asked<'_>, party: usize) -> Option<Option<Verdict>>;
    fn onward(&self, asked: Asked<'_>, holder: &str) -> Option<Vec<Onward>>;
    fn may_pass(&self, asked: Asked<'_>, holder: usize, party: usize) -> Option<Passing>;
    fn holds(&self, asked: Asked<'_>, party: usize) -> Option<bool>;
    fn told(&self, asked: Asked<'_>) -> Option<Told>;
    fn knows(&self, situation: &Situation) -> bool;
    fn trace(&self, held: &Held) -> Option<Box<[u64]>>;
    fn fits(&self, notice: &Notice) -> bool;
    /// The epochs and situations that are kept.
    #[cfg(test)]
    fn kept(&self) -> (usize, usize);
}

impl<S: Shape> Compiled<S> {
    /// Looks a question up and hands it on.
    fn ask<T>(&self, asked: Asked<'_>, answer: impl FnOnce(Question<'_, S>) -> T) -> Option<T> {
        let coded = Coded::new(&self.tables, &self.masks, asked.notice)?;
        let outages = self.situations.get(&self.tables, asked.situation);
        let at = instant(asked.at);
        let (place, embargoed) = (self.tables.epoch_at(at), coded.is_embargoed(at));
        Some(answer(Question::new(self, &coded, outages.as_deref(), place, embargoed)?))
    }

    /// Decides and hands the decision on.
    fn decide<T>(&self, asked: Asked<'_>, render: impl FnOnce(Decision<'_, S>) -> T) -> Option<T> {
        self.ask(asked, |q| render(Decision::new(q)))
    }
}

impl<S: Shape> Decide for Compiled<S> {
    fn explain(&self, asked: Asked<'_>) -> Option<Decided> {
        self.decide(asked, |decision| {
            let cited = &decision.q.level.cited;
            let level = asked.notice.level.clone();
            let spared = Spared::new(&decision);
            let rules: Arc<dyn Rules> = Arc::clone(&self.tables) as Arc<dyn Rules>;
            Decided {
                body: decision.body(asked.notice),
                verdicts: Reasons::new(&decision).verdicts(),
                valid_until: decision.valid_until().map(DateTime::from_timestamp_nanos),
                reach: ReachBasis { level, source: Arc::clone(&cited.source), grade: cited.grade },
                ground: Ground {
                    rules: Some(rules),
                    missed: decision.with_verdict.iter().map(|party| spared.of(party)).collect(),
                },
            }
        })
    }

    fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)> {
        self.decide(asked, |decision| {
            let valid_until = decision.valid_until().map(DateTime::from_timestamp_nanos);
            (decision.body(asked.notice), valid_until)
        })
    }

    fn verdict(&self, asked: Asked<'_>, party: usize) -> Option<Option<Verdict>> {
        self.decide(asked, |decision| Reasons::new(&decision).verdict(party))
    }

    fn onward(&self, asked: Asked<'_>, holder: &str) -> Option<Vec<Onward>> {
        self.decide(asked, |decision| hand::onward(&decision.body(asked.notice).deliveries, holder))
    }

    fn may_pass(&self, asked: Asked<'_>, holder: usize, party: usize) -> Option<Passing> {
        self.decide(asked, |decision| decision.may_pass(holder, party))
    }

    fn holds(&self, asked: Asked<'_>, party: usize) -> Option<bool> {
        self.decide(asked, |decision| decision.holds(party))
    }

    fn told(&self, asked: Asked<'_>) -> Option<Told> {
        self.ask(asked, |q| {
            let tests = Tests::who(&q);
            let reached = q.reachable(&tests.may);
            let lints = q.lints(asked.notice, &tests, &reached);
            let told = if q.embargoed { S::Parties::none(self.tables.parties.len()) } else { reached };
            let must = tests.required.and(&told);
            let bits = |set: &S::Parties| Bits::from_words(set.words());
            Told { told: bits(&told), must: bits(&must), lints }
        })
    }

    fn knows(&self, situation: &Situation) -> bool {
        self.situations.knows(situation)
    }

    fn trace(&self, held: &Held) -> Option<Box<[u64]>> {
        self.trace(held)
    }

    fn fits(&self, notice: &Notice) -> bool {
        Coded::new(&self.tables, &self.masks, notice).is_some()
    }

    #[cfg(test)]
    fn kept(&self) -> (usize, usize) {
        (self.kept_epochs(), self.situations.count())
    }
}

impl Engine {
    /// # Errors
    /// A look-up that fails though the parts were checked.
    pub(in crate::router) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Result<Self, Refusal> {
        let tables = Arc::new(Tables::new(registry, profile, rules)?);
        let fields = &tables.fields;
        let terms = fields.sectors.len().max(fields.purposes.len()).max(tables.conditions.len());
        let needs = [tables.parties.len(), tables.rules.rules().len(), terms];
        let fits = |most: [usize; 3]| needs.iter().zip(most).all(|(needed, most)| *needed <= most);
        let decider: Arc<dyn Decide> = if fits(Small::MOST) {
            Arc::new(Compiled::<Small>::new(Arc::clone(&tables)))
        } else {
            Arc::new(Compiled::<Large>::new(Arc::clone(&tables)))
        };
        Ok(Self { tables, decider })
    }

    pub(in crate::router) fn registry(&self) -> &Registry {
        &self.tables.registry
    }

    pub(in crate::router) fn profile(&self) -> &LevelProfile {
        &self.tables.profile
    }

    pub(in crate::router) fn rules(&self) -> &RuleSet {
        &self.tables.rules
    }

    /// The first days of the epochs but the first, sorted.
    pub(in crate::router) fn boundaries(&self) -> &[NaiveDate] {
        &self.tables.boundaries
    }

    /// The place of the epoch that an instant lies in.
    pub(in crate::router) fn epoch_at(&self, at: DateTime<Utc>) -> usize {
        self.tables.epoch_at(instant(at))
    }

    /// The number of a party.
    pub(in crate::router) fn party(&self, id: &str) -> Option<usize> {
        self.tables.party(id)
    }

    /// The ids of the parties, by their numbers.
    pub(in crate::router) fn parties(&self) -> &[PartyId] {
        &self.tables.parties
    }

    #[cfg(test)]
    pub(in crate::router) fn kept(&self) -> (usize, usize) {
        self.decider.kept()
    }

    /// What a decision takes from a value of a field: of two values with the same trace every answer is the same. `None`:
    /// the value does not fit the router.
    pub(in crate::router) fn trace(&self, held: &Held) -> Option<Box<[u64]>> {
        self.decider.trace(held)
    }

    /// Whether a notice fits the router; where it does not, the checks say why.
    pub(in crate::router) fn fits(&self, notice: &Notice) -> bool {
        self.decider.fits(notice)
    }

    /// The instants at which the epochs but the first begin, in nanoseconds, sorted.
    pub(in crate::router) fn starts(&self) -> &[i64] {
        &self.tables.starts
    }

    /// Whether what is out in a situation was asked for before, and so was checked.
    pub(in crate::router) fn knows(&self, situation: &Situation) -> bool {
        let nothing_is_out = situation.outages.is_empty() && situation.failed_sectors.is_empty();
        nothing_is_out || self.decider.knows(situation)
    }

    pub(in crate::router) fn explain(&self, asked: Asked<'_>) -> Option<Decided> {
        self.decider.explain(asked)
    }

    pub(in crate::router) fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)> {
        self.decider.plan(asked)
    }

    /// The verdict on one party; `Some(None)` for the origin.
    pub(in crate::router) fn verdict(&self, asked: Asked<'_>, party: usize) -> Option<Option<Verdict>> {
        self.decider.verdict(asked, party)
    }

    pub(in crate::router) fn onward(&self, asked: Asked<'_>, holder: &str) -> Option<Vec<Onward>> {
        self.decider.onward(asked, holder)
    }

    pub(in crate::router) fn may_pass(&self, asked: Asked<'_>, holder: usize, party: usize) -> Option<Passing> {
        self.decider.may_pass(asked, holder, party)
    }

    /// Whether a party holds the notice.
    pub(in crate::router) fn holds(&self, asked: Asked<'_>, party: usize) -> Option<bool> {
        self.decider.holds(asked, party)
    }

    /// Who is told and who must be, without paths and reasons.
    pub(in crate::router) fn told(&self, asked: Asked<'_>) -> Option<Told> {
        self.decider.told(asked)
    }
}
