//! Tries every failure on top of a situation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::answer::head::Head;
use crate::answer::plan::{Delivery, Plan};
use crate::answer::resilience::{Failure, FailureRow, Lost, LostUnits, PairRow, Resilience, Scope, ToldCount, Tried};
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::id::{ChannelId, PartyId, SectorId};
use crate::life::told::unit::total;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::router::ask::Router;
use crate::situation::{LinkEnds, Situation};
use crate::word::life::FailureKind;
use crate::word::sets::{Direction, Duty};

/// The most pairs that are tried.
const MOST_PAIRS: u64 = 1_000_000;

/// Who is lost when something fails on top of a situation: each channel of the vocabulary, each sector, each pair of parties that
/// the plan hands over between, each relay of the plan; on request every two of them. The embargo is left aside.
///
/// # Errors
/// As [`Router::route`]; so a withdrawal is refused (`withdrawal-needs-log`). `empty-set` where no kind is asked for, `too-many-pairs`
/// for more than a million pairs.
pub fn resilience(
    router: &Router,
    notice: &Notice,
    situation: &Situation,
    scope: &Scope,
) -> Result<Resilience, Refusal> {
    let notice = &Notice { embargo_until: None, ..notice.clone() };
    let plan = router.route(notice, situation)?;
    let kinds: BTreeSet<FailureKind> = scope.kinds.iter().copied().gather();
    if kinds.is_empty() {
        return Err(Refusal::one(ErrorCode::EmptySet, "/kinds", Vec::new()));
    }
    let failures: Vec<Failure> =
        failures(router.registry(), &plan).into_iter().filter(|failure| kinds.contains(&failure.kind())).collect();
    let tried = tried(&failures, scope.pairs);
    if tried.pairs > MOST_PAIRS {
        let args = vec![tried.pairs.to_string(), MOST_PAIRS.to_string()];
        return Err(Refusal::one(ErrorCode::TooManyPairs, "/pairs", args));
    }
    let told: BTreeMap<&PartyId, Duty> = plan.deliveries.iter().map(|d| (&d.recipient, d.duty)).gather();
    let ways: BTreeMap<&PartyId, Way<'_>> = plan.deliveries.iter().map(|d| (&d.recipient, way(d))).gather();
    let mut rows = Vec::new();
    let mut lost_alone = Vec::with_capacity(failures.len());
    for failure in &failures {
        let after = router.deliveries_once(notice, &failure.upon(situation.clone()))?;
        let still: BTreeMap<&PartyId, Way<'_>> = after.iter().map(|d| (&d.recipient, way(d))).gather();
        let lost = lost(&told, |party| still.contains_key(party));
        let differs = |party: &&PartyId| still.get(party).is_some_and(|way| ways.get(party) != Some(way));
        let changed: Vec<PartyId> = told.keys().copied().filter(differs).cloned().collect();
        lost_alone.push(lost.must.iter().chain(&lost.may).cloned().gather::<BTreeSet<PartyId>>());
        if lost.must.is_empty() && lost.may.is_empty() && changed.is_empty() {
            continue;
        }
        rows.push(FailureRow {
            units: units(router, plan.at, &lost),
            single_point: lost.must.iter().any(|party| !failure.is_party(party)),
            failure: vec![failure.clone()],
            lost,
            changed,
        });
    }
    let pairs = match scope.pairs {
        true => pairs(router, notice, situation, &told, &failures, &lost_alone)?,
        false => Vec::new(),
    };
    let points = rows.iter().filter(|row| row.single_point).flat_map(|row| row.failure.iter().cloned());
    let single_points = points.collect();
    let must = told.values().filter(|duty| **duty == Duty::Must).count() as u64;
    Ok(Resilience {
        head: Head::of(&plan),
        digests: plan.digests.clone(),
        scope: Scope { kinds: kinds.into_iter().collect(), pairs: scope.pairs },
        tried,
        told: ToldCount { must, may: told.len() as u64 - must },
        lints: plan.lints.clone(),
        rows,
        single_points,
        pairs,
    })
}

/// What can fail, by kind and id.
fn failures(registry: &Registry, plan: &Plan) -> Vec<Failure> {
    let channels = registry.vocabulary().channels.iter().map(|channel| Failure::Channel(ChannelId::clone(&channel.id)));
    let sectors = registry.sectors().iter().filter_map(|sector| SectorId::new(&sector.id).ok()).map(Failure::Sector);
    let hops = || plan.deliveries.iter().flat_map(|delivery| &delivery.hops);
    let links = hops().map(|hop| Failure::Link(LinkEnds { from: hop.from.clone(), to: hop.to.clone() }));
    let relays = hops().filter(|hop| hop.from != plan.origin).map(|hop| Failure::Party(hop.from.clone()));
    let all: BTreeSet<Failure> = channels.chain(sectors).chain(links).chain(relays).gather();
    all.into_iter().collect()
}

/// The path to a party with the primary channel of each hand-over.
type Way<'a> = Vec<(&'a PartyId, &'a PartyId, Direction, Option<Option<&'a ChannelId>>)>;

fn way(delivery: &Delivery) -> Way<'_> {
    let hops = delivery.hops.iter();
    hops.map(|hop| (&hop.from, &hop.to, hop.direction, hop.channels.as_deref().map(<[ChannelId]>::first))).collect()
}

/// Those of the told whom somebody no longer finds.
fn lost(told: &BTreeMap<&PartyId, Duty>, still: impl Fn(&PartyId) -> bool) -> Lost {
    let of = |duty: Duty| {
        let gone = told.iter().filter(|(party, owed)| **owed == duty && !still(party));
        gone.map(|(party, _)| (*party).clone()).collect()
    };
    Lost { must: of(Duty::Must), may: of(Duty::May) }
}

fn units(router: &Router, at: DateTime<Utc>, lost: &Lost) -> LostUnits {
    let mut unknown = 0;
    let mut sum = |parties: &[PartyId]| {
        let mut sum = 0;
        for party in parties {
            match total(router, party, at) {
                Some(weight) => sum += weight,
                None => unknown += 1,
            }
        }
        sum
    };
    let (must, may) = (sum(&lost.must), sum(&lost.may));
    LostUnits { must, may, unknown }
}

fn tried(failures: &[Failure], pairs: bool) -> Tried {
    let of = |kind| failures.iter().filter(|failure| failure.kind() == kind).count() as u64;
    let all = failures.len() as u64;
    Tried {
        channel: of(FailureKind::Channel),
        sector: of(FailureKind::Sector),
        link: of(FailureKind::Link),
        party: of(FailureKind::Party),
        pairs: if pairs { all * all.saturating_sub(1) / 2 } else { 0 },
    }
}

/// Every two failures that lose somebody whom neither loses alone.
fn pairs(
    router: &Router,
    notice: &Notice,
    situation: &Situation,
    told: &BTreeMap<&PartyId, Duty>,
    failures: &[Failure],
    lost_alone: &[BTreeSet<PartyId>],
) -> Result<Vec<PairRow>, Refusal> {
    let prepared = router.prepare(notice)?;
    let mut found = Vec::new();
    let known: Vec<(&Failure, &BTreeSet<PartyId>)> = failures.iter().zip(lost_alone).collect();
    for (n, (one, lost_by_one)) in known.iter().enumerate() {
        let with_one = one.upon(situation.clone());
        for (other, lost_by_other) in known.iter().skip(n + 1) {
            let audience = prepared.audience_once(&other.upon(with_one.clone()))?;
            let lost = lost(told, |party| audience.contains(party.as_str()));
            let all: BTreeSet<&PartyId> = lost.must.iter().chain(&lost.may).gather();
            let alone = |party: &&PartyId| lost_by_one.contains(*party) || lost_by_other.contains(*party);
            let only_together: Vec<PartyId> = all.into_iter().filter(|party| !alone(party)).cloned().collect();
            if !only_together.is_empty() {
                found.push(PairRow { failure: vec![(*one).clone(), (*other).clone()], lost, only_together });
            }
        }
    }
    Ok(found)
}
