//! The memberships that ended or will begin, where they would make a difference.

use chrono::NaiveDate;

use crate::answer::reason::ReasonCode;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::epoch::Lapsed;
use crate::router::engine::question::Question;
use crate::router::engine::spoken::{Side, Spoken};
use crate::rules::audience::Audience;
use crate::word::sets::{PartyKind, ReachTerm, Role};

/// A membership that would make a difference: by which rule (`None`: it would put the party in reach), in which group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::router) struct Matter {
    pub(in crate::router) code: ReasonCode,
    pub(in crate::router) rule: Option<usize>,
    pub(in crate::router) group: usize,
    pub(in crate::router) date: NaiveDate,
}

impl<S: Shape> Decision<'_, S> {
    /// The parties whose memberships that do not hold may make a difference: nobody else has such a one.
    pub(in crate::router) fn lapsing(&self) -> S::Parties {
        let (lapsing, q) = (&self.q.epoch.lapsing, &self.q);
        let mut all = S::Parties::none(q.tables.parties.len());
        if lapsing.all.is_empty() {
            return all;
        }
        // An exception of an exception may come with any membership, and the portfolio reaches far.
        let gives = self.tests.fired.and(&q.compiled.masks.gives);
        let twice = gives.meets(&q.compiled.masks.excepts_twice);
        if twice || q.terms().contains(&ReachTerm::Portfolio) {
            all.clone_from(&lapsing.all);
        } else {
            for parties in q.concerned.iter().filter_map(|group| lapsing.by_group.get(&group)) {
                all.add(parties);
            }
            for (_, parties) in lapsing.by_rule.iter().filter(|(rule, _)| gives.contains(*rule)) {
                all.add(parties);
            }
        }
        let short = self.with_verdict.less(&self.tests.permitted.and(&self.tests.reach.passing));
        all.keep(&short);
        all
    }

    /// The memberships of a party that would bring it into the audience of a rule that fires, or in reach, did they hold.
    pub(in crate::router) fn lapses(&self, party: usize) -> Vec<Matter> {
        let mut matters = Vec::new();
        let Some(lapsed) = self.q.epoch.lapsed.get(&party) else { return matters };
        if !self.tests.permitted.contains(party) {
            let permitting = self.tests.spoken.iter().filter(|(rule, _)| !self.q.compiled.masks.forbid.contains(*rule));
            for (rule, _) in permitting {
                let brings = lapsed.iter().filter(|lapsed| self.would_speak_of(*rule, party, lapsed));
                nearest(brings, Some(*rule), &mut matters);
            }
        }
        if !self.tests.reach.passing.contains(party) {
            let brings = lapsed.iter().filter(|lapsed| self.tests.reach.would_pass(&self.q, party, lapsed));
            nearest(brings, None, &mut matters);
        }
        matters
    }

    /// Whether a rule that does not speak of a party would if a membership that does not hold on the day did.
    fn would_speak_of(&self, rule: usize, party: usize, lapsed: &Lapsed) -> bool {
        let written = self.q.tables.rules.rules().get(rule);
        let (Some(rule), Some(spoken)) = (written, self.q.epoch.audiences.get(rule)) else { return false };
        let side = Side::of(rule.effect);
        // Without an exception the audience does not name the party: only what the membership itself brings counts.
        if spoken.except.is_none() {
            self.brings(&rule.audience, side, party, lapsed)
        } else {
            self.would(&rule.audience, spoken, side, party, lapsed)
        }
    }

    /// Whether an audience speaks of one party, with one more membership of it.
    fn would(&self, audience: &Audience, spoken: &Spoken<S>, side: Side, party: usize, lapsed: &Lapsed) -> bool {
        let spoken_of = self.brings(audience, side, party, lapsed) || spoken.union(&self.tests.parts).contains(party);
        let excepted = match (&audience.except, &spoken.except) {
            (Some(except), Some(spoken)) => self.would(except, spoken, side.turned(), party, lapsed),
            _ => false,
        };
        spoken_of && !excepted
    }

    /// Whether a membership brings its party into an audience, its exception apart; the origin's own side stays as it is.
    fn brings(&self, audience: &Audience, side: Side, party: usize, lapsed: &Lapsed) -> bool {
        let (q, group, role) = (&self.q, lapsed.group, lapsed.role);
        let is_member = || role.is_of_members() && q.tables.kind(party).is_some_and(PartyKind::is_member_kind);
        let in_affected = || {
            let all = side == Side::Takes && q.coded.affected_open();
            if all { &q.epoch.of_all } else { q.affected() }.ceptoars.contains(group)
        };
        let in_own = || q.own().ceptoars.contains(group);
        let of_role = match role {
            Role::Responsible => {
                (audience.affected_ministries && in_affected()) || (audience.origin_ministry && in_own())
            }
            Role::Analyst => audience.analysts && (in_affected() || in_own()),
            Role::Member | Role::Observer | Role::Secretariat | Role::Relay => false,
        };
        let named = || {
            let of = audience.members_of.iter().filter(|of| of.roles.contains(&role));
            let mut groups = of.map(|of| &of.group);
            groups.any(|of| q.tables.parties.get(group).is_some_and(|group| of == group))
        };
        of_role
            || ((audience.affected_members || audience.origin_members || audience.analysed)
                && is_member()
                && ((audience.affected_members && in_affected())
                    || (audience.origin_members && in_own())
                    || (audience.analysed && analysed(q, side).contains(group))))
            || named()
    }
}

/// The CEPTOARs that the origin analyses for, as an audience means them.
fn analysed<S: Shape>(q: &Question<'_, S>, side: Side) -> S::Parties {
    let among = if side == Side::Gives { &q.concerned } else { q.compiled.statics.of_kind(PartyKind::Ceptoar) };
    q.analysed_ceptoars(among)
}

/// Adds by code and group the nearest date.
fn nearest<'a>(lapsed: impl Iterator<Item = &'a Lapsed>, rule: Option<usize>, matters: &mut Vec<Matter>) {
    let start = matters.len();
    for lapsed in lapsed {
        let code = if lapsed.ended { ReasonCode::MembershipEnded } else { ReasonCode::MembershipNotBegun };
        let mut known = matters.iter_mut().skip(start);
        match known.find(|matter| (matter.code, matter.group) == (code, lapsed.group)) {
            Some(matter) if lapsed.ended => matter.date = matter.date.max(lapsed.date),
            Some(matter) => matter.date = matter.date.min(lapsed.date),
            None => matters.push(Matter { code, rule, group: lapsed.group, date: lapsed.date }),
        }
    }
    if let Some(new) = matters.get_mut(start..) {
        new.sort_unstable_by_key(|matter| (matter.code, matter.group));
    }
}
