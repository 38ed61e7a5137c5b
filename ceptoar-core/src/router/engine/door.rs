//! The door of the engine: a notice goes in, an answer comes out.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, Utc};

use crate::answer::hand::{Onward, Passing};
use crate::answer::verdict::Verdict;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::level::profile::LevelProfile;
use crate::notice::envelope::{NamedPerson, Notice};
use crate::notice::quick::read::Quick;
use crate::registry::data::Registry;
use crate::router::bulk::value::Held;
use crate::router::engine::aside::{Aside, Id};
#[cfg(feature = "authoring")]
use crate::router::engine::bits::Set as _;
use crate::router::engine::bits::{Large, Shape, Small};
use crate::router::engine::coded::Coded;
use crate::router::engine::codes::{Classed, Codes};
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::Decision;
use crate::router::engine::hand;
use crate::router::engine::keyed::{Keyed, Worded, Words};
use crate::router::engine::outages::Outages;
use crate::router::engine::plan::Body;
use crate::router::engine::question::{Question, Setting};
use crate::router::engine::reasons::Reasons;
use crate::router::engine::tables::{Tables, instant};
use crate::router::engine::told::Told;
use crate::router::engine::view::{Decided, Says};
use crate::router::engine::who::Who;
use crate::router::engine::written::Written;
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

/// Decides, with sets of some shape. `None`: the notice does not fit the router; the checks say why.
trait Decide: Send + Sync {
    fn explain(&self, asked: Asked<'_>) -> Option<Decided>;
    fn keyed(&self, asked: Asked<'_>, read: &mut dyn FnMut(&Keyed, &dyn Worded)) -> Option<()>;
    fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)>;
    /// The body of a plan, where the situation is asked for once: it takes no place among those that are kept.
    #[cfg(feature = "life")]
    fn body_once(&self, asked: Asked<'_>) -> Option<Body>;
    fn verdict(&self, asked: Asked<'_>, party: usize) -> Option<Option<Verdict>>;
    fn onward(&self, asked: Asked<'_>, holder: &str) -> Option<Vec<Onward>>;
    fn may_pass(&self, asked: Asked<'_>, holder: usize, party: usize) -> Option<Passing>;
    fn holds(&self, asked: Asked<'_>, party: usize) -> Option<bool>;
    fn told(&self, asked: Asked<'_>) -> Option<Told>;
    fn written(&self, quick: &Quick<'_>, persons: &[NamedPerson], situation: &Situation) -> Option<Written>;
    fn view<'a>(&'a self, asked: Asked<'a>) -> Option<Box<dyn Says + 'a>>;
    fn ready(self: Arc<Self>, notice: &Notice) -> Option<Arc<dyn Ready>>;
    fn knows(&self, situation: &Situation) -> bool;
    fn trace(&self, held: &Held) -> Option<Box<[u64]>>;
    fn codes(self: Arc<Self>) -> Box<dyn Codes>;
    fn key(&self, notice: &Notice, at: DateTime<Utc>, words: &mut Vec<u64>) -> Option<()>;
    #[cfg(feature = "authoring")]
    fn class_of(&self, asked: Asked<'_>) -> Option<Box<[u64]>>;
    /// The epochs and situations that are kept.
    #[cfg(test)]
    fn kept(&self) -> (usize, usize);
}

impl<S: Shape> Compiled<S> {
    /// Looks a question up and hands it on.
    #[inline]
    fn ask<T>(&self, asked: Asked<'_>, answer: impl FnOnce(Setting<'_, S>) -> T) -> Option<T> {
        let coded = Coded::new(&self.tables, &self.masks, asked.notice)?;
        self.ask_of(&coded, asked.situation, instant(asked.at), answer)
    }

    /// Asks of a notice that was looked up.
    #[inline]
    fn ask_of<T>(
        &self,
        coded: &Coded<S>,
        situation: &Situation,
        at: i64,
        answer: impl FnOnce(Setting<'_, S>) -> T,
    ) -> Option<T> {
        self.ask_in(coded, situation, self.moment(coded, at), answer)
    }

    /// The place of the epoch that an instant lies in, and whether the embargo of a notice holds then.
    #[inline]
    fn moment(&self, coded: &Coded<S>, at: i64) -> (usize, bool) {
        (self.tables.epoch_at(at), coded.is_embargoed(at))
    }

    /// Asks in the epoch of a place, under the embargo or not.
    #[inline]
    fn ask_in<T>(
        &self,
        coded: &Coded<S>,
        situation: &Situation,
        (place, embargoed): (usize, bool),
        answer: impl FnOnce(Setting<'_, S>) -> T,
    ) -> Option<T> {
        let outages = self.situations.get(&self.tables, situation);
        self.ask_with(coded, outages.as_deref(), (place, embargoed), answer)
    }

    /// Asks where it is known what is out.
    #[inline]
    fn ask_with<T>(
        &self,
        coded: &Coded<S>,
        outages: Option<&Outages<S>>,
        (place, embargoed): (usize, bool),
        answer: impl FnOnce(Setting<'_, S>) -> T,
    ) -> Option<T> {
        let epoch = self.epoch(place)?;
        Some(answer(Setting::new(self, coded, outages, &epoch, embargoed)?))
    }

    /// Decides and hands the decision on.
    fn decide<T>(&self, asked: Asked<'_>, render: impl FnOnce(Decision<'_, S>) -> T) -> Option<T> {
        self.ask(asked, |setting| render(Decision::new(Question::new(setting))))
    }
}

/// A notice that was looked up, and can be asked of in many situations.
pub(in crate::router) trait Ready: Send + Sync {
    fn told(&self, notice: &Notice, situation: &Situation) -> Option<Told>;
    /// The same, where the situation is asked for once: it takes no place among those that are kept.
    #[cfg(feature = "life")]
    fn told_once(&self, notice: &Notice, situation: &Situation) -> Option<Told>;
}

struct Looked<S: Shape> {
    compiled: Arc<Compiled<S>>,
    coded: Coded<S>,
    /// The place of the epoch in which it is issued, and whether its embargo holds then.
    issued: (usize, bool),
    /// Who may hold it in that epoch; no situation changes that.
    who: OnceLock<Who<S>>,
}

impl<S: Shape> Looked<S> {
    #[inline]
    fn told_with(&self, notice: &Notice, situation: &Situation, outages: Option<&Outages<S>>) -> Option<Told> {
        let place = |at| self.compiled.moment(&self.coded, instant(at));
        let moment = situation.at.map_or(self.issued, place);
        self.compiled.ask_with(&self.coded, outages, moment, |setting| {
            let who = || Who::new(&Question::new(setting));
            if moment.0 == self.issued.0 {
                Told::new(&setting, self.who.get_or_init(who), Aside::of(notice))
            } else {
                Told::new(&setting, &who(), Aside::of(notice))
            }
        })
    }
}

impl<S: Shape> Ready for Looked<S> {
    fn told(&self, notice: &Notice, situation: &Situation) -> Option<Told> {
        self.told_with(notice, situation, self.compiled.situations.get(&self.compiled.tables, situation).as_deref())
    }

    #[cfg(feature = "life")]
    fn told_once(&self, notice: &Notice, situation: &Situation) -> Option<Told> {
        self.told_with(notice, situation, Some(&Outages::new(&self.compiled.tables, situation)))
    }
}

impl<S: Shape> Decide for Compiled<S> {
    fn explain(&self, asked: Asked<'_>) -> Option<Decided> {
        self.decide(asked, |decision| decision.explained(asked.notice, decision.valid_until()))
    }

    fn keyed(&self, asked: Asked<'_>, read: &mut dyn FnMut(&Keyed, &dyn Worded)) -> Option<()> {
        self.decide(asked, |decision| {
            let keyed = decision.keyed(Aside::of(asked.notice));
            read(&keyed, &Words { decision: &decision, notice: asked.notice });
        })
    }

    fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)> {
        self.decide(asked, |decision| {
            let valid_until = decision.valid_until().map(DateTime::from_timestamp_nanos);
            (decision.body(asked.notice), valid_until)
        })
    }

    #[cfg(feature = "life")]
    fn body_once(&self, asked: Asked<'_>) -> Option<Body> {
        let coded = Coded::new(&self.tables, &self.masks, asked.notice)?;
        let (outages, moment) = (Outages::new(&self.tables, asked.situation), self.moment(&coded, instant(asked.at)));
        self.ask_with(&coded, Some(&outages), moment, |setting| {
            Decision::new(Question::new(setting)).body(asked.notice)
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

    #[cfg(feature = "authoring")]
    fn class_of(&self, asked: Asked<'_>) -> Option<Box<[u64]>> {
        self.ask(asked, |setting| {
            let (fired, conditions) = (setting.fired(), &setting.coded.conditions);
            fired.words().iter().chain(conditions.words()).copied().collect()
        })
    }

    fn told(&self, asked: Asked<'_>) -> Option<Told> {
        self.ask(asked, |setting| {
            let q = Question::new(setting);
            Told::new(&q, &Who::new(&q), Aside::of(asked.notice))
        })
    }

    fn written(&self, quick: &Quick<'_>, persons: &[NamedPerson], situation: &Situation) -> Option<Written> {
        let coded = Coded::quick(&self.tables, &self.masks, quick, persons)?;
        let aside = Aside { id: Id::Text(quick.id), no_attribution: quick.no_attribution, persons };
        self.ask_of(&coded, situation, situation.at.map_or(quick.issued_at, instant), |setting| {
            Decision::new(Question::new(setting)).written(aside)
        })
    }

    fn view<'a>(&'a self, asked: Asked<'a>) -> Option<Box<dyn Says + 'a>> {
        let coded = Coded::new(&self.tables, &self.masks, asked.notice)?;
        self.view(coded, self.situations.get(&self.tables, asked.situation), instant(asked.at))
    }

    fn ready(self: Arc<Self>, notice: &Notice) -> Option<Arc<dyn Ready>> {
        let coded = Coded::new(&self.tables, &self.masks, notice)?;
        let issued = self.moment(&coded, instant(notice.issued_at));
        Some(Arc::new(Looked { compiled: self, coded, issued, who: OnceLock::new() }))
    }

    fn knows(&self, situation: &Situation) -> bool {
        self.situations.knows(situation)
    }

    fn trace(&self, held: &Held) -> Option<Box<[u64]>> {
        self.trace(held)
    }

    fn codes(self: Arc<Self>) -> Box<dyn Codes> {
        Box::new(Classed::new(self))
    }

    fn key(&self, notice: &Notice, at: DateTime<Utc>, words: &mut Vec<u64>) -> Option<()> {
        let coded = Coded::new(&self.tables, &self.masks, notice)?;
        let (place, embargoed) = self.moment(&coded, instant(at));
        coded.write(words);
        words.extend([place as u64, embargoed.into()]);
        Some(())
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

    /// Room for the classes of a bulk call.
    pub(in crate::router) fn codes(&self) -> Box<dyn Codes> {
        Arc::clone(&self.decider).codes()
    }

    /// Writes all that decides over a notice at an instant as words. `None`: it does not fit the router.
    pub(in crate::router) fn key(&self, notice: &Notice, at: DateTime<Utc>, words: &mut Vec<u64>) -> Option<()> {
        self.decider.key(notice, at, words)
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

    /// Has the answer read, in numbers and part by part in words.
    pub(in crate::router) fn keyed(&self, asked: Asked<'_>, read: &mut dyn FnMut(&Keyed, &dyn Worded)) -> Option<()> {
        self.decider.keyed(asked, read)
    }

    pub(in crate::router) fn plan(&self, asked: Asked<'_>) -> Option<(Body, Option<DateTime<Utc>>)> {
        self.decider.plan(asked)
    }

    #[cfg(feature = "life")]
    pub(in crate::router) fn body_once(&self, asked: Asked<'_>) -> Option<Body> {
        self.decider.body_once(asked)
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

    /// The plan of a notice that was read quickly, with its persons, its deliveries written.
    pub(in crate::router) fn written(
        &self,
        quick: &Quick<'_>,
        persons: &[NamedPerson],
        situation: &Situation,
    ) -> Option<Written> {
        self.decider.written(quick, persons, situation)
    }

    /// A decision that is kept in numbers.
    pub(in crate::router) fn view<'a>(&'a self, asked: Asked<'a>) -> Option<Box<dyn Says + 'a>> {
        self.decider.view(asked)
    }

    /// A notice as numbers.
    pub(in crate::router) fn ready(&self, notice: &Notice) -> Option<Arc<dyn Ready>> {
        Arc::clone(&self.decider).ready(notice)
    }

    /// What tells notices apart that differ in kind, cause, purposes, mode or status alone.
    #[cfg(feature = "authoring")]
    pub(in crate::router) fn class_of(&self, asked: Asked<'_>) -> Option<Box<[u64]>> {
        self.decider.class_of(asked)
    }

    pub(in crate::router) fn tables(&self) -> &Arc<Tables> {
        &self.tables
    }
}
