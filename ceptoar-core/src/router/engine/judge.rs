//! The four tests of the decision: active, permitted, not forbidden, in reach.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::question::Question;
use crate::router::engine::reach::Reach;
use crate::router::engine::spoken::{Part, Parts};
use crate::word::sets::PartyKind;

/// Who passes which test.
pub(in crate::router) struct Tests<S: Shape> {
    pub(in crate::router) fired: S::Rules,
    /// The parties of each part of audiences that some rule names.
    pub(in crate::router) parts: Parts<S>,
    /// The rules that fire, in their order, each with its audience.
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
        let masks = &q.compiled.masks;
        let none = || S::Parties::none(q.tables.parties.len());
        let fired = q.fired();
        // Rules that nearly fire are asked for their audiences too.
        let mut parts: Parts<S> = std::array::from_fn(|_| none());
        for part in Part::of_bits(q.epoch.parts) {
            if let Some(set) = parts.get_mut(part as usize) {
                q.add_part(part, set);
            }
        }
        let (mut permitted, mut required, mut forbidden, mut unjudged) = (none(), none(), none(), none());
        let mut spoken = Vec::with_capacity(16);
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
            spoken.push((rule, audience));
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

impl<S: Shape> Question<'_, S> {
    /// Adds the parties of a part of audiences.
    #[inline]
    pub(in crate::router) fn add_part(&self, part: Part, to: &mut S::Parties) {
        let (affected, own, addressees) = (self.affected(), self.own(), &self.coded.addressees);
        let all = if self.coded.affected_open() { &self.epoch.of_all } else { affected };
        let known = match part {
            Part::AffectedCeptoars => &affected.ceptoars,
            Part::AffectedMinistries => &affected.responsible,
            Part::AffectedMembers => &affected.members,
            Part::Addressees => addressees,
            Part::AllAffectedCeptoars => &all.ceptoars,
            Part::AllAffectedMinistries => &all.responsible,
            Part::AllAffectedMembers => &all.members,
            Part::AllAddressees if addressees.is_empty() => &self.compiled.statics.everybody,
            Part::AllAddressees => addressees,
            Part::OriginMinistry => &own.responsible,
            Part::OriginCeptoar => &own.ceptoars,
            Part::OriginMembers => &own.members,
            Part::Analysts | Part::AllAnalysts => {
                to.add(&own.analysts);
                &if part == Part::Analysts { affected } else { all }.analysts
            }
            Part::Analysed => return to.add(&self.analysed(&self.concerned)),
            Part::AllAnalysed => return to.add(&self.analysed(self.compiled.statics.of_kind(PartyKind::Ceptoar))),
        };
        to.add(known);
    }

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
}
