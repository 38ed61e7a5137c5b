//! The four tests of the decision: active, permitted, not forbidden, in reach.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::question::Question;
use crate::router::engine::reach::Reach;
use crate::router::engine::spoken::{Part, Parts};
use crate::word::sets::{Direction, PartyKind};

/// Who passes which test.
pub(in crate::router) struct Tests<S: Shape> {
    pub(in crate::router) fired: S::Rules,
    /// The parties of each part of audiences that some rule names.
    pub(in crate::router) parts: Parts<S>,
    /// The rules that fire, in their order, each with its audience; empty where only [`Tests::who`] was asked.
    pub(in crate::router) spoken: Vec<(usize, S::Parties)>,
    pub(in crate::router) permitted: S::Parties,
    pub(in crate::router) required: S::Parties,
    pub(in crate::router) forbidden: S::Parties,
    /// The parties that every permitting rule tells only if a person judges so.
    pub(in crate::router) owing: S::Parties,
    /// The parties that a liaison notice may not reach, whatever a rule says.
    pub(in crate::router) stays: S::Parties,
    pub(in crate::router) reach: Reach<S>,
    /// The parties that pass all four tests, without an origin that is no class.
    pub(in crate::router) may: S::Parties,
}

impl<S: Shape> Clone for Tests<S> {
    fn clone(&self) -> Self {
        Self {
            fired: self.fired.clone(),
            parts: self.parts.clone(),
            spoken: self.spoken.clone(),
            permitted: self.permitted.clone(),
            required: self.required.clone(),
            forbidden: self.forbidden.clone(),
            owing: self.owing.clone(),
            stays: self.stays.clone(),
            reach: self.reach.clone(),
            may: self.may.clone(),
        }
    }
}

impl<S: Shape> Tests<S> {
    /// Who passes, with the audiences of the rules that fire.
    #[inline]
    pub(in crate::router) fn new(q: &Question<'_, S>) -> Self {
        Self::make::<true>(q)
    }

    /// Who passes, and nothing beside.
    #[inline]
    pub(in crate::router) fn who(q: &Question<'_, S>) -> Self {
        Self::make::<false>(q)
    }

    #[inline]
    fn make<const SPOKEN: bool>(q: &Question<'_, S>) -> Self {
        let masks = &q.compiled.masks;
        let none = || S::Parties::none(q.tables.parties.len());
        let fired = q.fired();
        // Rules that nearly fire are asked for their audiences too.
        let used = if SPOKEN {
            q.epoch.parts
        } else {
            let firing = fired.iter().filter_map(|rule| q.epoch.audiences.get(rule));
            firing.fold(0, |all, audience| all | audience.all_parts)
        };
        let parts = parts(q, used);
        let (mut permitted, mut required, mut forbidden, mut unjudged) = (none(), none(), none(), none());
        let mut spoken = Vec::with_capacity(if SPOKEN { 16 } else { 0 });
        for rule in fired.iter() {
            let Some(audience) = q.epoch.audiences.get(rule) else { continue };
            let audience = audience.resolve(&parts);
            if masks.forbid.contains(rule) {
                forbidden.add(&audience);
            } else {
                permitted.add(&audience);
                if masks.require.contains(rule) {
                    required.add(&audience);
                }
                if !masks.judged.contains(rule) {
                    unjudged.add(&audience);
                }
            }
            if SPOKEN {
                spoken.push((rule, audience));
            }
        }
        let stays = q.stays();
        let reach = Reach::new(q);
        let mut may = q.epoch.active.and(&permitted);
        may.subtract(&forbidden);
        may.subtract(&stays);
        may.keep(&reach.passing);
        if !q.origin_is_class {
            may.remove(q.coded.origin);
        }
        let owing = permitted.less(&unjudged);
        Self { fired, parts, spoken, permitted, required, forbidden, owing, stays, reach, may }
    }
}

/// The parties of some parts, given as bits; the others are empty.
#[inline]
fn parts<S: Shape>(q: &Question<'_, S>, used: u16) -> Parts<S> {
    let none = || S::Parties::none(q.tables.parties.len());
    let uses = |part: Part| used & part.bit() != 0;
    let mut parts: Parts<S> = std::array::from_fn(|_| none());
    let [
        ceptoars,
        ministries,
        members,
        analysts,
        analysed,
        addressees,
        all_ceptoars,
        all_ministries,
        all_members,
        all_analysts,
        all_analysed,
        all_addressees,
        origin_ministry,
        origin_ceptoar,
        origin_members,
    ] = &mut parts;
    let all = if q.coded.affected_open() { &q.epoch.of_all } else { &q.affected };
    for (set, part, of) in [
        (ceptoars, Part::AffectedCeptoars, &q.affected.ceptoars),
        (ministries, Part::AffectedMinistries, &q.affected.responsible),
        (members, Part::AffectedMembers, &q.affected.members),
        (addressees, Part::Addressees, &q.coded.addressees),
        (all_ceptoars, Part::AllAffectedCeptoars, &all.ceptoars),
        (all_ministries, Part::AllAffectedMinistries, &all.responsible),
        (all_members, Part::AllAffectedMembers, &all.members),
        (origin_ministry, Part::OriginMinistry, &q.own.responsible),
        (origin_ceptoar, Part::OriginCeptoar, &q.own.ceptoars),
        (origin_members, Part::OriginMembers, &q.own.members),
    ] {
        if uses(part) {
            set.clone_from(of);
        }
    }
    for (set, part, affected) in
        [(analysts, Part::Analysts, &q.affected.analysts), (all_analysts, Part::AllAnalysts, &all.analysts)]
    {
        if uses(part) {
            set.clone_from(affected);
            set.add(&q.own.analysts);
        }
    }
    if uses(Part::AllAddressees) {
        let nobody = q.coded.addressees.is_empty();
        all_addressees.clone_from(if nobody { &q.compiled.statics.everybody } else { &q.coded.addressees });
    }
    for (set, part, of) in [
        (analysed, Part::Analysed, &q.concerned),
        (all_analysed, Part::AllAnalysed, q.compiled.statics.of_kind(PartyKind::Ceptoar)),
    ] {
        if uses(part) {
            *set = q.analysed(of);
        }
    }
    parts
}

impl<S: Shape> Question<'_, S> {
    /// The CEPTOARs among some that the origin analyses for. A council may have analysts too; it is no CEPTOAR, and rules
    /// name it by itself.
    pub(in crate::router) fn analysed_ceptoars(&self, among: &S::Parties) -> S::Parties {
        let of_origin = self.epoch.analyses_for.get(&self.coded.origin).into_iter().flatten();
        let mut analysed = S::Parties::of(self.tables.parties.len(), of_origin.copied());
        analysed.keep(among);
        analysed
    }

    /// Those CEPTOARs with their *Members*.
    fn analysed(&self, among: &S::Parties) -> S::Parties {
        let ceptoars = self.analysed_ceptoars(among);
        let mut all = ceptoars.clone();
        for group in ceptoars.iter().filter_map(|n| self.epoch.group(n)) {
            all.add(&group.members);
        }
        all
    }

    /// Who is reached among those who may hold the notice, without paths: the fast answer to *who*.
    #[inline]
    pub(in crate::router) fn reachable(&self, may: &S::Parties) -> S::Parties {
        let none = || S::Parties::none(self.tables.parties.len());
        let mut reached = none();
        if may.is_empty() || !self.epoch.active.contains(self.coded.origin) {
            return reached;
        }
        let mut holders = none();
        holders.insert(self.coded.origin);
        for direction in [self.coded.direction, Direction::Provision] {
            let Some(graph) = self.graph(direction) else { break };
            let open = graph.reached(&self.coded.conditions);
            let mut front = holders.clone();
            while !front.is_empty() {
                let mut next = none();
                front.iter().for_each(|party| open.add(party, &mut next));
                next.keep(may);
                next.subtract(&reached);
                reached.add(&next);
                holders.add(&next);
                // A class as origin is an end for its other members, never a relay.
                next.remove(self.coded.origin);
                front = next;
            }
            if self.coded.direction == Direction::Provision || reached == *may {
                break;
            }
        }
        reached
    }
}
