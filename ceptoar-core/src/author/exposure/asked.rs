//! Asks every combination of an exposure: those in which the same rules and conditions hold are decided once.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use foldhash::fast::FixedState;

use crate::answer::plan::Plan;
use crate::author::exposure::axes::Axes;
use crate::author::exposure::fewer::Cohorts;
use crate::author::exposure::options::ExposureOptions;
use crate::author::exposure::window;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::id::{NoticeId, PartyId};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::time::day_start;

/// What one router answers to a class; `None`: it refuses its notices.
pub(in crate::author) type Answered = Option<Plan>;

/// What each router takes from a notice: notices that are alike in it, and in all that is no part of it, are answered alike.
type Key = Vec<Option<Box<[u64]>>>;

/// The combinations of one class, in rising order.
pub(in crate::author) struct Class<'a> {
    pub(in crate::author) points: &'a [u64],
    /// The notice of the first of them.
    pub(in crate::author) notice: &'a Notice,
    key: &'a Key,
}

/// A router, and the situation in which it is asked.
pub(in crate::author) struct Side<'a> {
    pub(in crate::author) router: &'a Router,
    pub(in crate::author) situation: Situation,
}

impl<'a> Side<'a> {
    /// A router that is asked when notices are issued.
    pub(in crate::author) fn new(router: &'a Router) -> Self {
        Self { router, situation: Situation::default() }
    }

    /// A router that is asked on some day, whenever notices are issued.
    pub(in crate::author) fn on(router: &'a Router, day: Option<NaiveDate>) -> Self {
        Self { router, situation: Situation { at: day.map(day_start), ..Situation::default() } }
    }

    fn class_of(&self, notice: &Notice) -> Option<Box<[u64]>> {
        self.router.class_of(notice, &self.situation)
    }

    pub(in crate::author) fn answer(&self, notice: &Notice) -> Answered {
        self.router.route(notice, &self.situation).ok()
    }
}

impl Class<'_> {
    /// How many combinations it holds.
    pub(in crate::author) fn count(&self) -> u64 {
        self.points.len() as u64
    }

    /// What each router answers.
    pub(in crate::author) fn answers(&self, sides: &[Side<'_>]) -> Vec<Answered> {
        sides.iter().map(|side| side.answer(self.notice)).collect()
    }

    /// Whether a rule of the first router fires, by its place among the rules.
    pub(in crate::author) fn fires(&self, rule: usize) -> bool {
        self.fires_on(0, rule)
    }

    /// Whether a rule of a router fires.
    pub(in crate::author) fn fires_on(&self, side: usize, rule: usize) -> bool {
        // The rules that fire are the first words of what a router takes from a notice, a bit for each.
        let words = self.key.get(side).and_then(Option::as_ref);
        words.and_then(|words| words.get(rule / 64)).is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }
}

/// Routers that know a few alone of organisations that are alike, and what their notices differ in.
///
/// # Errors
/// `bad-date`, `empty-window`: the days that are asked for are none.
pub(in crate::author) fn few<const N: usize>(
    routers: [&Router; N],
    options: &ExposureOptions,
) -> Result<([Router; N], Axes), Refusal> {
    let cohorts = Cohorts::of(&routers);
    let kept = if options.each_addressee { 3 } else { 2 };
    let few = routers.map(|router| cohorts.few_of(router, kept));
    let axes = Axes::new(&few, &cohorts, everyone(&routers), options);
    window::check(&axes.window, options)?;
    Ok((few, axes))
}

/// The same, unless that makes more combinations than somebody wants to wait for: nothing is left out silently.
///
/// # Errors
/// As [`few`]; `too-many-combinations`, with their number and what to narrow.
pub(in crate::author) fn asked<const N: usize>(
    routers: [&Router; N],
    options: &ExposureOptions,
) -> Result<([Router; N], Axes), Refusal> {
    let (few, axes) = few(routers, options)?;
    let count = axes.count();
    if count > options.most {
        let args = vec![count.to_string(), options.most.to_string(), axes.widest()];
        return Err(Refusal::one(ErrorCode::TooManyCombinations, "", args));
    }
    Ok((few, axes))
}

/// The parties that all routers know.
fn everyone(routers: &[&Router]) -> Vec<PartyId> {
    let Some((first, others)) = routers.split_first() else { return Vec::new() };
    let known = |id: &&PartyId| others.iter().all(|router| router.registry().party(id.as_str()).is_some());
    first.registry().parties().iter().map(|party| &party.id).filter(known).cloned().collect()
}

/// How far somebody waits: told now and then how many combinations of how many are done, and stopped where it says so.
pub(in crate::author) type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// # Errors
/// `stopped`.
pub(in crate::author) fn goes_on(watch: Watch<'_>, (done, all): (u64, u64)) -> Result<(), Refusal> {
    match watch(done, all) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Refusal::one(ErrorCode::Stopped, "", Vec::new())),
    }
}

/// Looks at every class, in the order of the combinations, until `look` has seen enough. Gives how many were looked at.
///
/// # Errors
/// `stopped`: `watch` has said so.
pub(in crate::author) fn each_class(
    axes: &Axes,
    sides: &[Side<'_>],
    watch: Watch<'_>,
    mut look: impl FnMut(&Class<'_>) -> ControlFlow<()>,
) -> Result<u64, Refusal> {
    let Ok(id) = NoticeId::new("witness") else { return Ok(0) };
    let (inside, mut decided) = (axes.inside().max(1), 0);
    for cell in 0..axes.count() / inside {
        let first = cell * inside;
        goes_on(watch, (first, axes.count()))?;
        let mut classes: HashMap<Key, usize, FixedState> = HashMap::default();
        let mut found: Vec<(Vec<u64>, Notice, Key)> = Vec::new();
        let Some(mut notice) = axes.notice(&axes.point(first), &id) else { continue };
        for number in first..first + inside {
            axes.vary(&mut notice, &axes.point(number));
            let key: Key = sides.iter().map(|side| side.class_of(&notice)).collect();
            let place = classes.get(&key).copied().unwrap_or(found.len());
            if place == found.len() {
                classes.insert(key.clone(), place);
                found.push((Vec::new(), notice.clone(), key));
            }
            if let Some((points, _, _)) = found.get_mut(place) {
                points.push(number);
            }
        }
        for (points, notice, key) in &found {
            decided += 1;
            if look(&Class { points, notice, key }).is_break() {
                return Ok(decided);
            }
        }
    }
    Ok(decided)
}
