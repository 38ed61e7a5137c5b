//! Draws a scenario, and counts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::answer::drill::{Drill, DrillCause, DrillDigests, DrillStage, DrillTime, DrillUnits, Shares};
use crate::answer::head::Head;
use crate::answer::plan::{Delivery, Plan};
use crate::answer::resilience::Failure;
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::PartyId;
use crate::life::drill::runs::{Confirming, Failing, Set};
use crate::life::drill::scenario::Scenario;
use crate::life::told::unit::total;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::share::Share;
use crate::span::Span;
use crate::word::audit::Stage;
use crate::word::sets::Duty;

/// The parts of all who must be told of which it is asked when they have it, in percent.
const PARTS: [u32; 3] = [50, 90, 100];

/// What chance leaves of a plan: who of those that must be told is reached and confirms, how fast, and what loses the others.
///
/// # Errors
/// As [`Router::route`]; so a withdrawal is refused (`withdrawal-needs-log`).
pub fn drill(router: &Router, notice: &Notice, scenario: &Scenario) -> Result<Drill, Refusal> {
    let notice = &Notice { embargo_until: None, ..notice.clone() };
    let plan = router.route(notice, &scenario.situation)?;
    let must = plan.deliveries.iter().filter(|delivery| delivery.duty == Duty::Must);
    let owed: Vec<Owed<'_>> = must.map(|delivery| Owed::new(router, scenario, delivery, &plan.origin)).collect();
    let failing = Failing::new(router, notice, scenario, owed.iter().map(|owed| &owed.delivery.recipient).collect())?;
    let drawn = failing.drawn();
    let mut lost: BTreeMap<Set, Vec<usize>> = BTreeMap::new();
    let (mut had, mut confirmed) = (Counted::default(), Counted::default());
    for (set, runs) in &drawn {
        let taken = failing.taken(set)?;
        let is_lost = |place: &usize| matches!(taken.get(*place), Some(None));
        lost.insert(set.clone(), (0..owed.len()).filter(is_lost).collect());
        for run in runs {
            let reached = owed.iter().zip(&taken).filter_map(|(one, taken)| Some((one, taken.as_ref()?.in_run(*run))));
            let reached: Vec<(&Owed<'_>, u64)> = reached.collect();
            let answer = |(one, at): &(&Owed<'_>, u64)| {
                let confirming = one.confirming.as_ref().filter(|confirming| confirming.confirms(*run))?;
                Some((one.stage, confirming.after(*run).map(|after| at + after)))
            };
            let answers: Vec<(Stage, Option<u64>)> = reached.iter().filter_map(answer).collect();
            had.run(&owed, reached.iter().map(|(one, at)| (one.stage, Some(*at))));
            confirmed.run(&owed, answers.into_iter());
        }
    }
    let says_when = |one: &Owed<'_>| one.confirming.as_ref().is_some_and(Confirming::says_when);
    let has_delays = !scenario.delays.is_empty() && !owed.is_empty();
    let row = |stage| row(router, &plan, stage, &owed, [&had, &confirmed]);
    Ok(Drill {
        head: Head::of(&plan),
        digests: DrillDigests { router: plan.digests.clone(), scenario: scenario.digest.clone() },
        scenario: scenario.id.clone(),
        runs: scenario.runs,
        seed: scenario.seed,
        generator: "splitmix64".to_owned(),
        lints: plan.lints.clone(),
        stages: [Stage::Government, Stage::Ceptoars, Stage::Members].into_iter().filter_map(row).collect(),
        times: if has_delays { had.times() } else { Vec::new() },
        confirmed_times: if has_delays && owed.iter().all(says_when) { confirmed.times() } else { Vec::new() },
        causes: causes(&failing, &drawn, &lost)?,
    })
}

/// A party that must be told, and is while nothing fails.
struct Owed<'a> {
    delivery: &'a Delivery,
    stage: Stage,
    /// `None`: the scenario does not say whether it confirms.
    confirming: Option<Confirming>,
}

impl<'a> Owed<'a> {
    fn new(router: &Router, scenario: &Scenario, delivery: &'a Delivery, origin: &PartyId) -> Self {
        // One office confirms once, whatever its roles; that of the origin has what it sent.
        let office = delivery.hops.iter().rev().take_while(|hop| hop.internal).last();
        let office = office.map_or(&delivery.recipient, |hop| &hop.from);
        let confirming = Confirming::of(scenario, office, stage_of(router, office), office == origin);
        Self { delivery, stage: stage_of(router, &delivery.recipient), confirming }
    }
}

fn stage_of(router: &Router, party: &PartyId) -> Stage {
    router.registry().party(party).map_or(Stage::Members, |party| Stage::of(party.kind))
}

/// `None`: nobody of the stage must be told.
fn row(router: &Router, plan: &Plan, stage: Stage, owed: &[Owed<'_>], counted: [&Counted; 2]) -> Option<DrillStage> {
    let of_stage: Vec<&Owed<'_>> = owed.iter().filter(|one| one.stage == stage).collect();
    let mut units = DrillUnits::default();
    for one in &of_stage {
        match total(router, &one.delivery.recipient, plan.at) {
            Some(total) => units.expected += total,
            None => units.unknown += 1,
        }
    }
    let expected = of_stage.len() as u64;
    let unmet = plan.unmet.iter().filter(|unmet| stage_of(router, &unmet.party) == stage).count() as u64;
    let [reached, confirmed] = counted.map(|counted| counted.shares(stage, expected));
    let is_asked = of_stage.iter().any(|one| one.confirming.is_some());
    let confirmed = is_asked.then_some(confirmed);
    (expected + unmet > 0).then_some(DrillStage { stage, expected, units, unmet, reached, confirmed })
}

/// What each failure costs, the dearest first.
fn causes(
    failing: &Failing<'_>,
    drawn: &BTreeMap<Set, Vec<u32>>,
    lost: &BTreeMap<Set, Vec<usize>>,
) -> Result<Vec<DrillCause>, Refusal> {
    let none = |failure: &&Failure| DrillCause { failure: (*failure).clone(), runs_failed: 0, runs_lost: 0 };
    let mut causes: Vec<DrillCause> = failing.failures.iter().map(none).collect();
    let alone: Result<Vec<Vec<usize>>, Refusal> = (0..causes.len()).map(|place| failing.lost(&[place])).collect();
    let alone = alone?;
    for (set, runs) in drawn {
        let count = u32::try_from(runs.len()).unwrap_or(u32::MAX);
        let of_set = failing.causes(set, &alone, lost)?;
        for place in set {
            let Some(cause) = causes.get_mut(*place) else { continue };
            cause.runs_failed += count;
            cause.runs_lost += if of_set.contains(place) { count } else { 0 };
        }
    }
    // The sort is stable: what costs the same stays by kind and id.
    causes.in_order_of(|cause| Reverse((cause.runs_lost, cause.runs_failed)));
    Ok(causes)
}

/// Who did something in the runs: had the notice, or confirmed it.
#[derive(Default)]
struct Counted {
    /// By stage: how many in each run.
    counts: BTreeMap<Stage, Vec<u64>>,
    /// By part of all: when so many had done it, in each run that came so far, in seconds.
    moments: [Vec<u64>; PARTS.len()],
}

impl Counted {
    /// `did`: the stage of each who did it in this run, and when; `None`: the scenario does not say.
    fn run(&mut self, owed: &[Owed<'_>], did: impl Iterator<Item = (Stage, Option<u64>)>) {
        let mut counts: BTreeMap<Stage, u64> = owed.iter().map(|one| (one.stage, 0)).gather();
        let mut moments: Vec<u64> = Vec::new();
        for (stage, at) in did {
            *counts.entry(stage).or_default() += 1;
            moments.extend(at);
        }
        for (stage, count) in counts {
            self.counts.entry(stage).or_default().push(count);
        }
        moments.in_order(Ord::cmp);
        for (part, list) in PARTS.iter().zip(&mut self.moments) {
            // The first so many that are at least the part of all.
            let needed = (owed.len() * *part as usize).div_ceil(100);
            list.extend(needed.checked_sub(1).and_then(|last| moments.get(last)));
        }
    }

    fn shares(&self, stage: Stage, expected: u64) -> Shares {
        let mut counts = self.counts.get(&stage).cloned().unwrap_or_default();
        counts.in_order(Ord::cmp);
        let at = |percent| Share::of(percentile(&counts, percent).unwrap_or_default(), expected);
        let mean = Share::of(counts.iter().sum(), expected * counts.len() as u64);
        Shares { mean, p5: at(5), p50: at(50), p95: at(95) }
    }

    fn times(&self) -> Vec<DrillTime> {
        let time = |(part, list): (&u32, &Vec<u64>)| {
            let mut list = list.clone();
            list.in_order(Ord::cmp);
            let span = |at: u64| Span::of_seconds(u32::try_from(at).unwrap_or(u32::MAX));
            let [median, p90] = [50, 90].map(|percent| percentile(&list, percent).map(span));
            DrillTime { share: *part, median, p90, runs_reached: u32::try_from(list.len()).unwrap_or(u32::MAX) }
        };
        PARTS.iter().zip(&self.moments).map(time).collect()
    }
}

/// What so many of a hundred do not exceed: the smallest such value of a sorted list. `None`: it is empty.
fn percentile(sorted: &[u64], percent: usize) -> Option<u64> {
    (sorted.len() * percent).div_ceil(100).checked_sub(1).and_then(|place| sorted.get(place)).copied()
}
