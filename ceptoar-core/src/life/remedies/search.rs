//! Tries every combination of kinds of decisions, three at most, and keeps the best set of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::plan::Plan;
use crate::answer::reason::ReasonCode;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::{Label, PartyId};
use crate::life::remedies::step::{Scene, Step, Steps};
use crate::life::remedies::ways::{Lack, Ways, ways};
use crate::situation::Situation;
use crate::word::life::RemedyKind;

/// The most decisions of a set.
const MOST: usize = 3;

/// The most combinations of restorations, and of names on one way, that are tried.
const MOST_RESTORES: usize = 512;
const MOST_NAMED: usize = 2048;

/// A set that delivers, with what it changes.
pub(super) struct Found {
    pub(super) steps: Steps,
    pub(super) plan: Plan,
    pub(super) also: Vec<PartyId>,
    pub(super) lost: Vec<PartyId>,
    rank: Rank,
}

/// What comes first of two sets of one combination: the place of the label, the instant, how many others are told, how many
/// parties are named, the ids.
type Rank = (Option<usize>, Option<DateTime<Utc>>, usize, usize, Vec<PartyId>);

/// The kinds of the decisions of a set, sorted; one for each thing that is restored.
pub(super) type Kinds = Vec<RemedyKind>;

/// The kinds of decisions that name parties, in every combination: fewer first.
const NAMING: [&[RemedyKind]; 7] = [
    &[RemedyKind::Address],
    &[RemedyKind::Consent],
    &[RemedyKind::Permission],
    &[RemedyKind::Address, RemedyKind::Consent],
    &[RemedyKind::Address, RemedyKind::Permission],
    &[RemedyKind::Consent, RemedyKind::Permission],
    &[RemedyKind::Address, RemedyKind::Consent, RemedyKind::Permission],
];

pub(super) struct Search<'a> {
    pub(super) scene: Scene<'a>,
    /// Who is told now, the embargo left aside.
    pub(super) told: BTreeSet<PartyId>,
    /// The instant of the question.
    pub(super) at: DateTime<Utc>,
    /// Whether the party is forbidden now: nothing but waiting helps.
    pub(super) forbidden: bool,
    /// The labels that somebody may set, the strictest first.
    pub(super) labels: Vec<Label>,
    pub(super) found: BTreeMap<Kinds, Found>,
    /// Whether everything was looked at.
    pub(super) complete: bool,
}

/// The label's place and the instant of a set.
type Base = (Option<usize>, Option<DateTime<Utc>>);

impl Search<'_> {
    pub(super) fn run(&mut self) {
        let places: Vec<Option<usize>> = [None].into_iter().chain((0..self.labels.len()).map(Some)).collect();
        let instants: Vec<Option<DateTime<Utc>>> =
            [None].into_iter().chain(self.instants().into_iter().map(Some)).collect();
        let restores = self.restores();
        for place in places {
            for instant in &instants {
                for restored in &restores {
                    let mut base = restored.clone();
                    base.extend(place.and_then(|place| self.labels.get(place)).cloned().map(Step::Label));
                    base.extend(instant.map(Step::Wait));
                    let waits_alone = base.len() == 1 && instant.is_some();
                    if base.len() <= MOST && (waits_alone || !self.forbidden) {
                        self.upon(&base, (place, *instant));
                    }
                }
            }
        }
    }

    /// The later instants at which a fact begins or ends, or the embargo does.
    fn instants(&self) -> Vec<DateTime<Utc>> {
        let mut all = self.scene.router.boundaries();
        all.extend(self.scene.notice.embargo_until);
        all.retain(|instant| *instant > self.at);
        all.in_order(Ord::cmp);
        all.dedup();
        all
    }

    /// At most three of what is out, in every combination, the fewest first; the first: nothing.
    fn restores(&mut self) -> Vec<Steps> {
        let situation = self.scene.situation;
        let outages = situation.outages.iter().cloned().map(Step::Restore);
        let all: BTreeSet<Step> = outages.chain(situation.failed_sectors.iter().cloned().map(Step::Recover)).gather();
        let mut sets = vec![Steps::new()];
        let mut begun = 0;
        for _ in 0..MOST {
            let ended = sets.len();
            for place in begun..ended {
                let Some(set) = sets.get(place).cloned() else { continue };
                for step in all.iter().filter(|step| set.last().is_none_or(|last| last < *step)) {
                    if sets.len() >= MOST_RESTORES {
                        self.complete = false;
                        return sets;
                    }
                    sets.push(set.iter().cloned().chain([step.clone()]).collect());
                }
            }
            begun = ended;
        }
        sets
    }

    /// Tries what names parties on top of a label, an instant and what is restored.
    fn upon(&mut self, steps: &Steps, base: Base) {
        if self.scene.delivers(steps) {
            self.keep(steps.clone(), base);
            return; // whatever is added is more than is needed
        }
        if self.forbidden {
            return;
        }
        let wanted: Vec<&[RemedyKind]> = NAMING
            .into_iter()
            .filter(|naming| naming.len() + steps.len() <= MOST)
            .filter(|naming| {
                let mut kinds: Kinds = steps.iter().map(Step::kind).chain(naming.iter().copied()).collect();
                kinds.in_order(Ord::cmp);
                self.found.get(&kinds).is_none_or(|known| (known.rank.0, known.rank.1) >= base)
            })
            .collect();
        if wanted.is_empty() {
            return;
        }
        let (notice, situation) = self.scene.with(steps);
        let router = self.scene.router;
        let Ok(answer) = router.answer(&notice, &situation) else { return };
        let number = |id: &PartyId| router.party_number(id);
        let (Some(origin), Some(party)) = (number(&notice.origin), number(self.scene.party)) else { return };
        let id = |party: usize| router.party_ids().get(party).map(ToString::to_string).unwrap_or_default();
        let ways = ways(&answer, id, (origin, party), notice.direction);
        self.complete &= ways.complete;
        for naming in wanted {
            self.naming(naming, &ways, steps, base);
        }
    }

    /// Tries what decisions of these kinds may name on each way: the fewest names first, so that what holds a set that delivers
    /// is passed over.
    fn naming(&mut self, naming: &[RemedyKind], ways: &Ways, steps: &Steps, base: Base) {
        let mut tried: BTreeSet<Steps> = BTreeSet::new();
        for lacking in &ways.lacking {
            if tried.len() >= MOST_NAMED {
                self.complete = false;
                break;
            }
            tried.extend(self.named(naming, lacking, &ways.lacks));
        }
        let mut tried: Vec<Steps> = tried.into_iter().collect();
        tried.in_order_of(BTreeSet::len);
        let mut enough: Vec<Steps> = Vec::new();
        for named in tried {
            if enough.iter().any(|known| known.is_subset(&named)) {
                continue;
            }
            let all: Steps = named.iter().chain(steps).cloned().collect();
            if self.scene.delivers(&all) {
                enough.push(named);
                self.keep(all, base);
            }
        }
    }

    /// Every way in which decisions of these kinds, each naming somebody, may name parties that lack what they give. To be addressed
    /// may give both.
    fn named(&mut self, naming: &[RemedyKind], lacking: &BTreeSet<usize>, lacks: &BTreeMap<usize, Lack>) -> Vec<Steps> {
        let mut all = vec![Steps::new()];
        for party in lacking {
            let (Some(lack), Some(id)) = (lacks.get(party), self.scene.router.party_ids().get(*party)) else {
                continue;
            };
            for kind in naming {
                let step = match kind {
                    RemedyKind::Address => Step::Address(id.clone()),
                    RemedyKind::Consent if lack.reach => Step::Consent(id.clone()),
                    RemedyKind::Permission if lack.permission => Step::Permission(id.clone()),
                    _ => continue,
                };
                if all.len() >= MOST_NAMED {
                    self.complete = false;
                    break;
                }
                let with: Vec<Steps> =
                    all.iter().map(|steps| steps.iter().cloned().chain([step.clone()]).collect()).collect();
                all.extend(with);
            }
        }
        all.retain(|steps| naming.iter().all(|kind| steps.iter().any(|step| step.kind() == *kind)));
        all
    }

    /// Whether a part of the steps delivers already.
    fn has_part(&mut self, steps: &Steps) -> bool {
        let all: Vec<&Step> = steps.iter().collect();
        (0..(1_u32 << all.len()) - 1).any(|bits| {
            let part = all.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
            let part: Steps = part.map(|(_, step)| (*step).clone()).collect();
            self.scene.delivers(&part)
        })
    }

    /// Keeps a set that delivers, if no part of it does and it is the best of its combination.
    fn keep(&mut self, steps: Steps, (place, instant): Base) {
        let kinds = kinds_of(&steps);
        let is_worse = |known: &Found| (known.rank.0, known.rank.1) < (place, instant);
        if self.found.get(&kinds).is_some_and(is_worse) || self.has_part(&steps) {
            return;
        }
        let (notice, situation) = self.scene.with(&steps);
        let Some(plan) = self.scene.router(&steps).and_then(|router| router.route(&notice, &situation).ok()) else {
            return;
        };
        if self.meets_forbid(&plan, instant) {
            return;
        }
        let told: BTreeSet<&PartyId> = plan.deliveries.iter().map(|delivery| &delivery.recipient).gather();
        let is_other = |id: &PartyId| id != self.scene.party && !self.told.contains(id);
        let also: Vec<PartyId> = told.iter().filter(|id| is_other(id)).map(|id| (*id).clone()).collect();
        let lost: Vec<PartyId> = self.told.iter().filter(|id| !told.contains(id)).cloned().collect();
        let named: Vec<PartyId> = steps.iter().filter_map(Step::party).cloned().collect();
        let rank = (place, instant, also.len(), named.len(), named);
        if self.found.get(&kinds).is_none_or(|known| rank < known.rank) {
            self.found.insert(kinds, Found { steps, plan, also, lost, rank });
        }
    }

    /// Whether the notice as it is may not be held, at the instant of the set, by the party or by a relay: no decision but waiting
    /// goes round a forbid.
    fn meets_forbid(&self, plan: &Plan, instant: Option<DateTime<Utc>>) -> bool {
        let at = instant.or(self.scene.situation.at);
        let situation = Situation { at, ..self.scene.situation.clone() };
        let hops = plan.delivery(self.scene.party.as_str()).map(|delivery| &delivery.hops);
        hops.into_iter().flatten().any(|hop| {
            let verdict = self.scene.router.decide(self.scene.notice, hop.to.as_str(), &situation);
            let bars = |code| matches!(code, ReasonCode::Forbidden | ReasonCode::LiaisonStays);
            verdict.is_ok_and(|verdict| verdict.reasons.iter().any(|reason| bars(reason.code)))
        })
    }
}

fn kinds_of(steps: &Steps) -> Kinds {
    let mut kinds: Kinds = Vec::new();
    for step in steps {
        let kind = step.kind();
        if step.party().is_none() || !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.in_order(Ord::cmp);
    kinds
}
