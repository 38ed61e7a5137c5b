//! The ways to a party, each with the parties on it that lack something.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Verdict;
use crate::gather::InOrder as _;
use crate::router::answer::Answer;
use crate::word::sets::Direction;

/// What a party lacks to be told or to hand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lack {
    pub(super) permission: bool,
    pub(super) reach: bool,
}

/// The sets of parties, by their numbers, that lack something on some way to a party.
pub(super) struct Ways {
    /// Those with fewer parties first.
    pub(super) lacking: Vec<BTreeSet<usize>>,
    pub(super) lacks: BTreeMap<usize, Lack>,
    /// Whether every way was looked at.
    pub(super) complete: bool,
}

/// How many parties beside the last may lack something on a way.
const MOST_RELAYS: usize = 4;
/// How many of such sets are looked at, and how many steps of ways.
const MOST_SETS: usize = 64;
const MOST_STEPS: usize = 20_000;

/// What a party lacks; `None`: no decision of these helps it, because it is inactive or forbidden.
fn lack(answer: &Answer<'_>, verdicts: &[Verdict], id: &str, party: usize) -> Option<Lack> {
    if answer.standing(party).may {
        return Some(Lack { permission: false, reach: false });
    }
    let place = verdicts.binary_search_by(|verdict| verdict.party.as_str().cmp(id)).ok()?;
    let verdict = verdicts.get(place)?;
    let has = |codes: &[ReasonCode]| verdict.reasons.iter().any(|reason| codes.contains(&reason.code));
    let never = [
        ReasonCode::InactivePeriod,
        ReasonCode::InactivePoc,
        ReasonCode::InactiveMember,
        ReasonCode::Forbidden,
        ReasonCode::LiaisonStays,
    ];
    (!has(&never)).then(|| Lack {
        permission: !has(&[ReasonCode::Required, ReasonCode::Permitted]),
        reach: has(&[ReasonCode::OutOfReach, ReasonCode::CouncilOutOfReach, ReasonCode::NotInOnly]),
    })
}

/// The ways from the origin over open links: own ones first, then provisions.
pub(super) fn ways(answer: &Answer<'_>, id: impl Fn(usize) -> String, ends: (usize, usize), own: Direction) -> Ways {
    let (origin, party) = ends;
    let mut known: BTreeMap<usize, Option<Lack>> = BTreeMap::new();
    let verdicts = answer.explanation().verdicts;
    let mut of = |party: usize| *known.entry(party).or_insert_with(|| lack(answer, &verdicts, &id(party), party));
    let mut ways = Ways { lacking: Vec::new(), lacks: BTreeMap::new(), complete: true };
    let Some(last) = of(party).filter(|_| answer.standing(origin).active) else { return ways };
    let mut found: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    // A party is come to with the same lacking parties once, whether or not the way has turned to provisions.
    let mut seen: BTreeSet<(usize, bool, BTreeSet<usize>)> = BTreeSet::new();
    let mut rising: Vec<VecDeque<(usize, bool, BTreeSet<usize>)>> = vec![VecDeque::new(); MOST_RELAYS + 1];
    if let Some(first) = rising.first_mut() {
        first.push_back((origin, false, BTreeSet::new()));
    }
    let (mut steps, mut is_cut) = (0, false);
    'all: for count in 0..=MOST_RELAYS {
        while let Some((at, turned, lacking)) = rising.get_mut(count).and_then(VecDeque::pop_front) {
            for way in answer.leaving(at).into_iter().filter(|way| way.open) {
                let is_own = way.hop.direction == own && !turned;
                if (!is_own && way.hop.direction != Direction::Provision) || way.to == origin {
                    continue;
                }
                steps += 1;
                if found.len() >= MOST_SETS || steps > MOST_STEPS {
                    ways.complete = false;
                    break 'all;
                }
                if way.to == party {
                    found.insert(lacking.clone());
                    continue;
                }
                let Some(lack) = of(way.to) else { continue };
                let mut with = lacking.clone();
                if lack.permission || lack.reach {
                    with.insert(way.to);
                }
                let Some(queue) = rising.get_mut(with.len()) else {
                    is_cut = true;
                    continue;
                };
                if seen.insert((way.to, !is_own, with.clone())) {
                    queue.push_back((way.to, !is_own, with));
                }
            }
        }
    }
    // Where a way is known, one on which more parties lack something is worse.
    ways.complete &= !(is_cut && found.is_empty());
    ways.lacking = found.into_iter().collect();
    ways.lacking.in_order_of(BTreeSet::len);
    if last.permission || last.reach {
        ways.lacking.iter_mut().for_each(|set| {
            set.insert(party);
        });
    }
    ways.lacks = known.into_iter().filter_map(|(party, lack)| Some((party, lack?))).collect();
    ways
}
