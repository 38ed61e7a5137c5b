//! What notices can differ in, as far as a rule or a channel of either router tells it apart (R56 to R61).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::answer::exposure::{Affected, Alike};
use crate::author::exposure::fewer::Cohorts;
use crate::author::exposure::options::ExposureOptions;
use crate::fact::vocabulary::{Term, Vocabularies};
use crate::gather::{Gather as _, InOrder as _};
use crate::id::{CauseId, KindId, Label, PartyId, PurposeId, SectorId};
use crate::notice::envelope::UNKNOWN_CAUSE;
use crate::router::ask::Router;
use crate::rules::audience::Audience;
use crate::rules::condition::Condition;
use crate::time::{Period, civil_day};
use crate::word::sets::{Direction, Effect, Mode, Status};

/// Whom a notice is addressed to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::author) enum Addressed {
    Nobody,
    Everybody,
    One(PartyId),
}

/// The values of each axis, in order. The first of values that are answered alike stands for them.
pub(in crate::author) struct Axes {
    pub(in crate::author) directions: Vec<Direction>,
    pub(in crate::author) origins: Vec<PartyId>,
    pub(in crate::author) levels: Vec<Label>,
    pub(in crate::author) kinds: Vec<KindId>,
    pub(in crate::author) causes: Vec<Option<CauseId>>,
    pub(in crate::author) purposes: Vec<Vec<PurposeId>>,
    pub(in crate::author) modes: Vec<Mode>,
    pub(in crate::author) statuses: Vec<Status>,
    pub(in crate::author) affected: Vec<Affected>,
    pub(in crate::author) addressees: Vec<Addressed>,
    pub(in crate::author) epochs: Vec<Period>,
    pub(in crate::author) window: Period,
    pub(in crate::author) alike: Vec<Alike>,
    /// The parties on which answers are compared: a few of organisations that are interchangeable.
    pub(in crate::author) parties: Vec<PartyId>,
    /// Those of them that all routers know: to whom a notice for everybody is addressed.
    pub(in crate::author) everybody: Vec<PartyId>,
    /// By party of [`Self::parties`]: the place of the one that stands for its group.
    pub(in crate::author) stands: Vec<usize>,
    /// Every party that all routers know, each of those that are alike: who stands in a witness as everybody.
    pub(in crate::author) everyone: Vec<PartyId>,
    pub(in crate::author) everybody_is_no_bound: bool,
}

/// A day for notices of a scheme in which nothing ever begins or ends.
const ANY_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2000, 1, 1);

impl Axes {
    /// Of routers that know a few alone of each of `cohorts`.
    pub(in crate::author) fn new(
        routers: &[Router],
        cohorts: &Cohorts,
        everyone: Vec<PartyId>,
        options: &ExposureOptions,
    ) -> Self {
        let conditions: Vec<&Condition> =
            routers.iter().flat_map(|router| router.rules().rules()).map(|rule| &rule.when).collect();
        let mut alike = Vec::new();
        let kinds = known(routers, |all| &all.kinds);
        let mut causes = known(routers, |all| &all.causes);
        // `unknown` is answered as a cause that is left out.
        causes.remove(UNKNOWN_CAUSE);
        let purposes = known(routers, |all| &all.purposes);
        let named = |of: fn(&Condition) -> Option<Vec<String>>| -> Vec<BTreeSet<String>> {
            conditions.iter().filter_map(|when| of(when)).map(BTreeSet::from_iter).collect()
        };
        let by_kind = named(|when| texts(when.kinds.as_deref()));
        let by_cause = named(|when| texts(when.causes.as_deref()));
        let by_purpose = named(|when| texts(when.purposes.as_deref()));
        let channels: Vec<_> = routers
            .iter()
            .flat_map(|router| router.registry().links())
            .flat_map(|link| link.channels.iter().flatten())
            .filter_map(|channel| channel.when.as_ref())
            .collect();
        let by_channel: Vec<BTreeSet<String>> = channels
            .iter()
            .filter(|when| !when.purposes.is_empty())
            .map(|when| when.purposes.iter().map(ToString::to_string).collect())
            .collect();
        let kinds =
            cut(&kinds, &by_kind, "kinds", &mut alike).into_iter().filter_map(|id| KindId::new(&id).ok()).collect();
        let said = cut(&causes, &by_cause, "causes", &mut alike);
        // Where all know one cause, and no rule tells it from another, it stands for a notice that says none as well.
        let is_open = by_cause.is_empty() && said.len() == 1 && causes.values().all(|by| by.iter().all(|knows| *knows));
        let mut all_causes: Vec<Option<CauseId>> = if is_open { Vec::new() } else { vec![None] };
        all_causes.extend(said.into_iter().filter_map(|id| CauseId::new(&id).ok()).map(Some));
        let atoms = cut(&purposes, &[by_purpose.clone(), by_channel.clone()].concat(), "purposes", &mut alike);
        let atoms: Vec<(String, Vec<bool>)> =
            atoms.into_iter().map(|id| (id.clone(), purposes.get(&id).cloned().unwrap_or_default())).collect();
        let modes = told_apart(
            &Mode::ALL,
            conditions
                .iter()
                .filter_map(|when| when.modes.as_deref())
                .chain(channels.iter().filter_map(|when| (!when.modes.is_empty()).then_some(&when.modes[..]))),
        );
        let statuses = told_apart(&Status::ALL, conditions.iter().filter_map(|when| when.statuses.as_deref()));
        let ids: BTreeSet<&PartyId> =
            routers.iter().flat_map(|router| router.registry().parties()).map(|party| &party.id).gather();
        let parties: Vec<PartyId> = ids.into_iter().cloned().collect();
        let place = |id: &PartyId| parties.binary_search(id).ok();
        let mut stands: Vec<usize> = (0..parties.len()).collect();
        // Of those that are alike the first sends, and the second may be addressed by it.
        let mut thirds = BTreeSet::new();
        for group in cohorts.groups() {
            let Some((first, others)) = group.split_first() else { continue };
            for other in others.iter().filter_map(place) {
                stands.iter_mut().skip(other).take(1).for_each(|of| *of = place(first).unwrap_or(other));
            }
            thirds.extend(others.iter().skip(1));
            let others = others.iter().map(ToString::to_string).collect();
            alike.push(Alike { field: "origins".to_owned(), first: first.to_string(), others });
        }
        let is_first = |(place, _): &(usize, &PartyId)| stands.get(*place) == Some(place);
        let origins = parties.iter().enumerate().filter(is_first).map(|(_, id)| id.clone()).collect();
        let addressed: Vec<&PartyId> = parties.iter().filter(|id| !thirds.contains(id)).collect();
        let mut levels: Vec<Label> = Vec::new();
        for label in routers.iter().flat_map(|router| router.profile().levels()).map(|level| &level.label) {
            if !levels.contains(label) {
                levels.push(label.clone());
            }
        }
        let (window, epochs) = epochs(routers, options);
        let all_know = |id: &PartyId| routers.iter().all(|router| router.registry().party(id.as_str()).is_some());
        let mut axes = Self {
            directions: Direction::ALL.to_vec(),
            origins,
            levels,
            kinds,
            causes: all_causes,
            purposes: vec![Vec::new()],
            modes,
            statuses,
            affected: affected(routers, &conditions, options.pairs_of_sectors),
            addressees: addressees(&addressed, options),
            epochs,
            window,
            alike,
            everybody: parties.iter().filter(|id| all_know(id)).cloned().collect(),
            stands,
            everyone,
            parties,
            everybody_is_no_bound: options.everybody && narrows_with_addressees(routers),
        };
        // There may be two to the power of the purposes: with more than these, all combinations are more than are asked.
        let bound = options.most / axes.count().max(1);
        axes.purposes = sets(&atoms, &by_purpose, &by_channel, bound);
        axes
    }
}

/// The ids of a vocabulary, each with which of the routers know it.
type Known = BTreeMap<String, Vec<bool>>;

fn known(routers: &[Router], which: fn(&Vocabularies) -> &Vec<Term>) -> Known {
    let mut all = Known::new();
    for (n, router) in routers.iter().enumerate() {
        for term in which(router.registry().vocabulary()) {
            let by = all.entry(term.id.to_string()).or_insert_with(|| vec![false; routers.len()]);
            by.iter_mut().skip(n).take(1).for_each(|knows| *knows = true);
        }
    }
    all
}

fn texts<T: ToString>(ids: Option<&[T]>) -> Option<Vec<String>> {
    ids.map(|ids| ids.iter().map(ToString::to_string).collect())
}

/// The first of each group of values that the same routers know and the same sets name.
fn cut(values: &Known, sets: &[BTreeSet<String>], field: &str, alike: &mut Vec<Alike>) -> Vec<String> {
    let mut groups: BTreeMap<(&[bool], Vec<bool>), Vec<String>> = BTreeMap::new();
    for (value, known_by) in values {
        let named_by = sets.iter().map(|set| set.contains(value)).collect();
        groups.entry((known_by, named_by)).or_default().push(value.clone());
    }
    stand_for(groups.into_values(), field, alike)
}

/// The first of each group, sorted; the others are told.
fn stand_for(groups: impl Iterator<Item = Vec<String>>, field: &str, alike: &mut Vec<Alike>) -> Vec<String> {
    let mut firsts = Vec::new();
    for group in groups {
        let mut group = group.into_iter();
        let Some(first) = group.next() else { continue };
        let others: Vec<String> = group.collect();
        if !others.is_empty() {
            alike.push(Alike { field: field.to_owned(), first: first.clone(), others });
        }
        firsts.push(first);
    }
    firsts.in_order(Ord::cmp);
    firsts
}

/// The values of a closed set, or its first alone where nothing tells them apart.
fn told_apart<'a, T: Copy + PartialEq + 'a>(all: &[T], sets: impl Iterator<Item = &'a [T]>) -> Vec<T> {
    let sets: Vec<&[T]> = sets.collect();
    let mut firsts: Vec<T> = Vec::new();
    for value in all {
        let alike = |other: &T| sets.iter().all(|set| set.contains(value) == set.contains(other));
        if !firsts.iter().any(alike) {
            firsts.push(*value);
        }
    }
    firsts
}

/// The sets of purposes that rules and channels tell apart: by which of their sets they meet. None is its own value where a
/// rule names purposes, because what is left open meets a forbid; a set is known to who knows each of it. If there are more than
/// `bound`, some that are more.
fn sets(
    atoms: &[(String, Vec<bool>)],
    by_rule: &[BTreeSet<String>],
    by_channel: &[BTreeSet<String>],
    bound: u64,
) -> Vec<Vec<PurposeId>> {
    let sides = atoms.first().map_or(0, |(_, known_by)| known_by.len());
    let signature = |set: &[String]| -> (bool, Vec<bool>, Vec<bool>) {
        let meets = |of: &BTreeSet<String>| set.iter().any(|atom| of.contains(atom));
        let knows = |side: usize| atoms.iter().all(|(id, by)| by.get(side) == Some(&true) || !set.contains(id));
        let met = by_rule.iter().chain(by_channel).map(meets).collect();
        (set.is_empty() && !by_rule.is_empty(), (0..sides).map(knows).collect(), met)
    };
    let mut met: BTreeMap<(bool, Vec<bool>, Vec<bool>), Vec<String>> = BTreeMap::from([(signature(&[]), Vec::new())]);
    // Each set that meets something else by one atom more, the small ones first.
    let mut newest = vec![Vec::new()];
    while !newest.is_empty() {
        let mut next = Vec::new();
        for set in &newest {
            if met.len() as u64 > bound {
                break;
            }
            for (atom, _) in atoms.iter().filter(|(atom, _)| !set.contains(atom)) {
                let mut more = set.clone();
                more.push(atom.clone());
                more.in_order(Ord::cmp);
                if let Entry::Vacant(place) = met.entry(signature(&more)) {
                    place.insert(more.clone());
                    next.push(more);
                }
            }
        }
        newest = next;
    }
    let mut found: Vec<Vec<String>> = met.into_values().collect();
    found.in_order(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    found.into_iter().map(|set| set.iter().filter_map(|id| PurposeId::new(id).ok()).collect()).collect()
}

/// None, each sector, each sector narrowed to one CEPTOAR where that says more, and a CEPTOAR alone where a rule names sectors
/// (R58).
fn affected(routers: &[Router], conditions: &[&Condition], pairs: bool) -> Vec<Affected> {
    let mut of_sector: BTreeMap<SectorId, BTreeSet<PartyId>> = BTreeMap::new();
    for registry in routers.iter().map(|router| router.registry()) {
        for sector in registry.sectors() {
            if let Ok(id) = SectorId::new(&sector.id) {
                of_sector.entry(id).or_default();
            }
        }
        for ceptoar in registry.ceptoars() {
            of_sector.entry(ceptoar.sector.clone()).or_default().insert(ceptoar.party.clone());
        }
    }
    let names_ceptoars = conditions.iter().any(|when| when.affected_ceptoars.is_some());
    let names_sectors = conditions.iter().any(|when| when.affected_sectors.is_some());
    let mut shapes = Vec::new();
    for (sector, ceptoars) in &of_sector {
        shapes.push(Affected::new(vec![sector.clone()], Vec::new()));
        if ceptoars.len() > 1 || names_ceptoars {
            shapes.extend(ceptoars.iter().map(|one| Affected::new(vec![sector.clone()], vec![one.clone()])));
        }
    }
    let mut all = vec![Affected::new(Vec::new(), Vec::new())];
    all.extend(shapes.iter().cloned());
    if names_sectors {
        all.extend(of_sector.values().flatten().map(|one| Affected::new(Vec::new(), vec![one.clone()])));
    }
    if pairs {
        for (n, one) in shapes.iter().enumerate() {
            for other in shapes.iter().skip(n + 1).filter(|other| other.sectors != one.sectors) {
                let mut sectors = [&one.sectors[..], &other.sectors].concat();
                let mut ceptoars = [&one.ceptoars[..], &other.ceptoars].concat();
                sectors.in_order(Ord::cmp);
                ceptoars.in_order(Ord::cmp);
                all.push(Affected::new(sectors, ceptoars));
            }
        }
    }
    all
}

fn addressees(parties: &[&PartyId], options: &ExposureOptions) -> Vec<Addressed> {
    let mut all = vec![Addressed::Nobody];
    all.extend(options.everybody.then_some(Addressed::Everybody));
    if options.each_addressee {
        all.extend(parties.iter().map(|id| Addressed::One((*id).clone())));
    }
    all
}

/// Whether a forbid, or what a rule takes out, speaks of addressees.
fn narrows_with_addressees(routers: &[Router]) -> bool {
    fn speaks(audience: &Audience) -> bool {
        audience.addressees || audience.except.as_deref().is_some_and(speaks)
    }
    routers.iter().flat_map(|router| router.rules().rules()).any(|rule| {
        let excepts = rule.audience.except.as_deref().is_some_and(speaks);
        let forbids = rule.effect == Effect::Forbid && (speaks(&rule.audience) || rule.when.addressees.is_some());
        excepts || forbids
    })
}

/// The window, and the days in it between which nothing begins or ends (R61).
fn epochs(routers: &[Router], options: &ExposureOptions) -> (Period, Vec<Period>) {
    let hull = routers.iter().map(speaks_of).reduce(|all, one| Period {
        from: all.from.zip(one.from).map(|(a, b)| a.min(b)),
        until: all.until.zip(one.until).map(|(a, b)| a.max(b)),
    });
    let hull = hull.unwrap_or(Period::ALWAYS);
    let window = Period { from: options.from.or(hull.from), until: options.until.or(hull.until) };
    let mut cuts: Vec<NaiveDate> = routers.iter().flat_map(|router| router.boundaries()).map(civil_day).collect();
    cuts.retain(|day| window.covers(*day) && Some(*day) != window.from);
    cuts.in_order(Ord::cmp);
    cuts.dedup();
    let firsts = std::iter::once(window.from).chain(cuts.iter().copied().map(Some));
    let lasts = cuts.iter().copied().map(Some).chain(std::iter::once(window.until));
    (window, firsts.zip(lasts).map(|(from, until)| Period { from, until }).collect())
}

/// The days that an edition covers, and those on which what overlays changed of it begins or ends.
fn speaks_of(router: &Router) -> Period {
    let covers = router.registry().covers();
    if router.registry().document().based_on.is_none() {
        return covers;
    }
    let days: Vec<NaiveDate> = router.boundaries().into_iter().map(civil_day).collect();
    let (first, last) = (days.iter().min(), days.iter().max().and_then(|day| day.succ_opt()));
    Period {
        from: covers.from.map(|from| first.map_or(from, |day| from.min(*day))),
        until: covers.until.map(|until| last.map_or(until, |day| until.max(day))),
    }
}

/// The day that stands for an epoch: its first, or the day before it ends.
pub(in crate::author) fn day_of(epoch: Period) -> NaiveDate {
    let before_the_end = epoch.until.and_then(|until| until.pred_opt());
    epoch.from.or(before_the_end).or(ANY_DAY).unwrap_or_default()
}
