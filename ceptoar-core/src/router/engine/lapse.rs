//! The memberships that ended or will begin, where they would make a difference.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answer::reason::ReasonCode;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::epoch::Lapsed;
use crate::router::engine::question::Question;
use crate::router::engine::spoken::{Side, Spoken};
use crate::rules::audience::Audience;
use crate::word::sets::{PartyKind, Role};

/// A membership that would make a difference: by which rule (`None`: it would put the party in reach), in which group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::router) struct Matter {
    pub(in crate::router) code: ReasonCode,
    pub(in crate::router) rule: Option<usize>,
    pub(in crate::router) group: usize,
    pub(in crate::router) date: NaiveDate,
}

impl<S: Shape> Decision<'_, S> {
    /// The memberships of a party that would bring it into the audience of a rule that fires, or in reach, did they hold.
    pub(in crate::router) fn lapses(&self, party: usize) -> Vec<Matter> {
        let mut matters = Vec::new();
        let Some(lapsed) = self.q.epoch.lapsed.get(&party) else { return matters };
        if !self.tests.permitted.contains(party) {
            let permitting = self.tests.spoken.iter().filter(|(rule, _)| !self.q.compiled.masks.forbid.contains(*rule));
            for (rule, _) in permitting {
                let brings = lapsed.iter().filter(|lapsed| self.would_speak_of(*rule, party, lapsed));
                matters.extend(nearest(brings, Some(*rule)));
            }
        }
        if !self.tests.reach.passing.contains(party) {
            let brings = lapsed.iter().filter(|lapsed| self.tests.reach.would_pass(&self.q, party, lapsed));
            matters.extend(nearest(brings, None));
        }
        matters
    }

    /// Whether a rule would speak of a party if a membership that does not hold on the day did.
    fn would_speak_of(&self, rule: usize, party: usize, lapsed: &Lapsed) -> bool {
        let written = self.q.tables.rules.rules().get(rule);
        let (Some(rule), Some(spoken)) = (written, self.q.epoch.audiences.get(rule)) else { return false };
        self.would(&rule.audience, spoken, Side::of(rule.effect), party, lapsed)
    }

    /// The question whether an audience speaks of one party, with one more membership of it; the origin's own side stays
    /// as it is.
    fn would(&self, audience: &Audience, spoken: &Spoken<S>, side: Side, party: usize, lapsed: &Lapsed) -> bool {
        let (q, group, role) = (&self.q, lapsed.group, lapsed.role);
        let is_member = role.is_of_members() && q.tables.kind(party).is_some_and(PartyKind::is_member_kind);
        let all = side == Side::Takes && q.coded.affected_open();
        let in_affected = if all { &q.epoch.of_all } else { &q.affected }.ceptoars.contains(group);
        let in_own = q.own.ceptoars.contains(group);
        let named = audience
            .members_of
            .iter()
            .any(|of| of.roles.contains(&role) && q.tables.parties.get(group).is_some_and(|group| of.group == *group));
        let selected = (audience.affected_ministries && role == Role::Responsible && in_affected)
            || (audience.affected_members && is_member && in_affected)
            || (audience.origin_ministry && role == Role::Responsible && in_own)
            || (audience.origin_members && is_member && in_own)
            || (audience.analysts && role == Role::Analyst && (in_affected || in_own))
            || (audience.analysed && is_member && analysed(q, side).contains(group));
        let spoken_of = named || selected || spoken.union(&self.tests.parts).contains(party);
        let excepted = match (&audience.except, &spoken.except) {
            (Some(except), Some(spoken)) => self.would(except, spoken, side.turned(), party, lapsed),
            _ => false,
        };
        spoken_of && !excepted
    }
}

/// The CEPTOARs that the origin analyses for, as an audience means them.
fn analysed<S: Shape>(q: &Question<'_, S>, side: Side) -> S::Parties {
    let among = if side == Side::Gives { &q.concerned } else { q.compiled.statics.of_kind(PartyKind::Ceptoar) };
    q.analysed_ceptoars(among)
}

/// By code and group: the nearest date.
fn nearest<'a>(lapsed: impl Iterator<Item = &'a Lapsed>, rule: Option<usize>) -> impl Iterator<Item = Matter> {
    let mut dates = BTreeMap::new();
    for lapsed in lapsed {
        let code = if lapsed.ended { ReasonCode::MembershipEnded } else { ReasonCode::MembershipNotBegun };
        let date = dates.entry((code, lapsed.group)).or_insert(lapsed.date);
        *date = if lapsed.ended { lapsed.date.max(*date) } else { lapsed.date.min(*date) };
    }
    dates.into_iter().map(move |((code, group), date)| Matter { code, rule, group, date })
}
