//! The runs of a drill: what fails in each, who is reached then, when, and who confirms.

use std::collections::BTreeMap;

use crate::answer::plan::Hop;
use crate::answer::resilience::Failure;
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::id::{ChannelId, PartyId};
use crate::life::drill::draw::{Delay, Draws};
use crate::life::drill::scenario::Scenario;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::prepared::Prepared;
use crate::share::Share;
use crate::situation::Situation;
use crate::word::audit::Stage;

/// What fails together: the places in the scenario's list, sorted.
pub(super) type Set = Vec<usize>;

/// The failures of a scenario, drawn.
pub(super) struct Failing<'a> {
    scenario: &'a Scenario,
    pub(super) failures: Vec<&'a Failure>,
    router: &'a Router,
    notice: &'a Notice,
    prepared: Prepared,
    /// Whoever must be told, and is while nothing fails.
    owed: Vec<&'a PartyId>,
}

impl<'a> Failing<'a> {
    pub(super) fn new(
        router: &'a Router,
        notice: &'a Notice,
        scenario: &'a Scenario,
        owed: Vec<&'a PartyId>,
    ) -> Result<Self, Refusal> {
        let failures = scenario.failures.keys().collect();
        Ok(Self { scenario, failures, router, notice, prepared: router.prepare(notice)?, owed })
    }

    /// What fails together in some runs, and in which.
    pub(super) fn drawn(&self) -> BTreeMap<Set, Vec<u32>> {
        let draws = |failure: &Failure| {
            let (kind, id) = (failure.kind(), failure.id());
            Draws::of(self.scenario.seed, kind.as_str(), &id)
        };
        let chances = self.scenario.failures.iter().map(|(failure, chance)| (draws(failure), chance.ten_thousandths()));
        let chances: Vec<(Draws, u16)> = chances.collect();
        let mut sets: BTreeMap<Set, Vec<u32>> = BTreeMap::new();
        for run in 0..self.scenario.runs {
            let fails = |(_, (draws, chance)): &(usize, &(Draws, u16))| draws.is_below(run, *chance);
            let set = chances.iter().enumerate().filter(fails).map(|(place, _)| place).collect();
            sets.entry(set).or_default().push(run);
        }
        sets
    }

    /// Who must be told and is not where these fail, by place.
    pub(super) fn lost(&self, set: &[usize]) -> Result<Vec<usize>, Refusal> {
        let told = self.prepared.audience_once(&self.situation(set))?;
        let owed = self.owed.iter().enumerate();
        Ok(owed.filter(|(_, party)| !told.contains(party)).map(|(place, _)| place).collect())
    }

    /// By place: how long the way takes to whoever must be told, where these fail; `None`: there is none.
    pub(super) fn taken(&self, set: &[usize]) -> Result<Vec<Option<Duration>>, Refusal> {
        let told = self.router.deliveries_once(self.notice, &self.situation(set))?;
        let told: BTreeMap<&PartyId, &[Hop]> = told.iter().map(|d| (&d.recipient, &*d.hops)).gather();
        let way = |party: &&PartyId| told.get(party).map(|hops| Duration::of(self.scenario, hops));
        Ok(self.owed.iter().map(way).collect())
    }

    fn situation(&self, set: &[usize]) -> Situation {
        let failing = set.iter().filter_map(|place| self.failures.get(*place));
        failing.fold(self.scenario.situation.clone(), |situation, failure| failure.upon(situation))
    }

    /// The failures of a set that lose somebody: one who is lost and would be told if it alone had not failed, or would not if it alone
    /// had failed. `alone`: who is lost by each failure alone; `lost`: who is by each set that was drawn.
    pub(super) fn causes(
        &self,
        set: &Set,
        alone: &[Vec<usize>],
        lost: &BTreeMap<Set, Vec<usize>>,
    ) -> Result<Set, Refusal> {
        let of_all = lost.get(set).map_or(&[][..], |lost| lost);
        let mut causes = Set::new();
        for place in set.iter().filter(|_| !of_all.is_empty()) {
            let mut is_cause = alone.get(*place).into_iter().flatten().any(|party| of_all.contains(party));
            if !is_cause {
                let others: Set = set.iter().copied().filter(|other| other != place).collect();
                is_cause = match lost.get(&others) {
                    Some(others) => of_all.iter().any(|party| !others.contains(party)),
                    None => self.lost(&others).map(|others| of_all.iter().any(|party| !others.contains(party)))?,
                };
            }
            if is_cause {
                causes.push(*place);
            }
        }
        Ok(causes)
    }
}

/// When a way ends: the draws and the delay of each of its hand-overs. An internal one takes no time.
pub(super) struct Duration(Vec<(Draws, Delay)>);

impl Duration {
    pub(super) fn of(scenario: &Scenario, hops: &[Hop]) -> Self {
        let taken = |hop: &Hop| {
            let primary: Option<ChannelId> = hop.channels.as_ref().and_then(|channels| channels.first().cloned());
            let delay = scenario.delays.get(&primary).or_else(|| scenario.delays.get(&None))?;
            Some((Draws::of(scenario.seed, "delay", &format!("{}>{}", hop.from, hop.to)), *delay))
        };
        Self(hops.iter().filter(|hop| !hop.internal).filter_map(taken).collect())
    }

    /// In seconds.
    pub(super) fn in_run(&self, run: u32) -> u64 {
        self.0.iter().map(|(draws, delay)| delay.seconds(*draws, run)).sum()
    }
}

/// Whether and when an office confirms what it has.
pub(super) struct Confirming {
    is_drawn: Draws,
    chance: u16,
    after: Option<(Draws, Delay)>,
}

impl Confirming {
    /// `None`: the scenario does not say whether one of this stage confirms. `is_origin`: it does, and at once.
    pub(super) fn of(scenario: &Scenario, office: &PartyId, stage: Stage, is_origin: bool) -> Option<Self> {
        let (mut chance, mut after) = scenario.confirmation_of(stage)?;
        if is_origin {
            (chance, after) = (Share::WHOLE, after.map(|_| Delay::default()));
        }
        let draws = |kind| Draws::of(scenario.seed, kind, office);
        let after = after.map(|delay| (draws("confirmation-delay"), delay));
        Some(Self { is_drawn: draws("confirmation"), chance: chance.ten_thousandths(), after })
    }

    pub(super) fn confirms(&self, run: u32) -> bool {
        self.is_drawn.is_below(run, self.chance)
    }

    /// Whether the scenario says after how long.
    pub(super) fn says_when(&self) -> bool {
        self.after.is_some()
    }

    /// After how many seconds; `None`: the scenario does not say.
    pub(super) fn after(&self, run: u32) -> Option<u64> {
        self.after.map(|(draws, delay)| delay.seconds(draws, run))
    }
}
