//! The four tests of the decision: active, permitted, not forbidden, in reach.

use super::bits::Bits;
use super::question::Question;
use crate::level::ReachTerm;
use crate::party::{PartyKind, Role};
use crate::rule::Effect;

/// Who passes which test.
pub(super) struct Judgement {
    pub(super) permitted: Bits,
    pub(super) required: Bits,
    pub(super) forbidden: Bits,
    /// To whom a liaison notice may not go, whatever a rule says.
    pub(super) stays: Bits,
    pub(super) in_reach: Bits,
    pub(super) consented: Bits,
    /// Those who pass all four tests, without an origin that is no class.
    pub(super) may: Bits,
    /// The rules that fire, in their order, each with its audience.
    pub(super) fired: Vec<(usize, Bits)>,
}

impl Judgement {
    pub(super) fn new(q: &Question<'_>) -> Self {
        let mut fired = Vec::new();
        let (mut permitted, mut required, mut forbidden) = (q.tables.none(), q.tables.none(), q.tables.none());
        for (rule, condition) in q.tables.conditions.iter().enumerate() {
            if !q.fires(rule) {
                continue;
            }
            let audience = q.audience(rule);
            match condition.effect {
                Effect::Permit => permitted.add(&audience),
                Effect::Require => {
                    permitted.add(&audience);
                    required.add(&audience);
                }
                Effect::Forbid => forbidden.add(&audience),
            }
            fired.push((rule, audience));
        }
        let stays = liaison_stays(q);
        let consents = q.notice.consents.iter().filter_map(|id| q.tables.party(id.as_str()));
        let consented = Bits::of(q.tables.parties.len(), consents);
        let in_reach = reach(q);
        let mut may = q.epoch.active.clone();
        may.keep(&permitted);
        may.subtract(&forbidden);
        may.subtract(&stays);
        let mut admitted = in_reach.clone();
        admitted.add(&consented);
        may.keep(&admitted);
        if !q.origin_is_class {
            may.remove(q.origin);
        }
        Self { permitted, required, forbidden, stays, in_reach, consented, may, fired }
    }
}

fn all(q: &Question<'_>) -> Bits {
    Bits::of(q.tables.parties.len(), 0..q.tables.parties.len())
}

fn liaison_stays(q: &Question<'_>) -> Bits {
    if q.notice.direction != crate::link::Direction::Liaison {
        return q.tables.none();
    }
    let mut stays = all(q);
    stays.subtract(&q.tables.of_kind(PartyKind::Cabinet));
    stays.subtract(&q.own);
    for group in q.own.iter().filter_map(|n| q.epoch.group(n)) {
        stays.subtract(group.role(Role::Responsible));
        stays.subtract(&group.members);
        stays.subtract(group.role(Role::Analyst));
    }
    stays
}

fn reach(q: &Question<'_>) -> Bits {
    let (tables, epoch) = (q.tables, q.epoch);
    let mut reach = tables.of_kind(PartyKind::Cabinet);
    let Some(level) = tables.profile.levels().get(q.level) else { return tables.none() };
    for term in &level.reach {
        match term {
            ReachTerm::Addressees => reach.add(&q.addressees),
            ReachTerm::ConcernedCeptoars => reach.add(&q.concerned),
            ReachTerm::ConcernedMinistries => {
                reach.add(&epoch.gather(tables, &q.concerned, |group| group.role(Role::Responsible)));
            }
            ReachTerm::ConcernedParties => reach.add(&epoch.gather(tables, &q.concerned, |group| &group.any)),
            ReachTerm::ConcernedLiaisonCouncils => {
                for council in tables.of_kind(PartyKind::LiaisonCouncil).iter() {
                    let mut members =
                        epoch.group(council).map_or_else(|| tables.none(), |group| group.role(Role::Member).clone());
                    members.keep(&tables.of_kind(PartyKind::Ceptoar));
                    if !members.is_empty() && members.is_subset(&q.concerned) {
                        reach.insert(council);
                    }
                }
            }
            ReachTerm::Portfolio => {
                let ministries = epoch.gather(tables, &q.concerned, |group| group.role(Role::Responsible));
                for ceptoar in tables.of_kind(PartyKind::Ceptoar).iter() {
                    if let Some(group) =
                        epoch.group(ceptoar).filter(|group| group.role(Role::Responsible).meets(&ministries))
                    {
                        reach.insert(ceptoar);
                        reach.add(&group.members);
                    }
                }
            }
            ReachTerm::Community | ReachTerm::Anyone => return all(q),
        }
    }
    reach
}
