//! The parties that a rule names, for one notice.

use crate::router::engine::bits::Bits;
use crate::router::engine::epoch::{FixedAudience, Lapsed};
use crate::router::engine::question::Question;
use crate::rules::audience::Audience;
use crate::word::sets::{Effect, PartyKind, Role};

/// What an audience does to those whom it speaks of. Where it takes away, what the notice leaves open speaks of all:
/// nothing that is left out may widen an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Gives,
    Takes,
}

impl Side {
    fn of(effect: Effect) -> Self {
        match effect {
            Effect::Permit | Effect::Require => Self::Gives,
            Effect::Forbid => Self::Takes,
        }
    }

    fn turned(self) -> Self {
        match self {
            Self::Gives => Self::Takes,
            Self::Takes => Self::Gives,
        }
    }
}

impl Question<'_> {
    /// The parties that a rule names, for this notice.
    pub(in crate::router) fn audience(&self, rule: usize) -> Bits {
        match self.rule_audience(rule) {
            Some((audience, fixed, side)) => self.resolve(audience, fixed, side),
            None => self.tables.none(),
        }
    }

    /// Whether a rule would speak of a party if a membership that does not hold on the day did.
    pub(in crate::router) fn would_speak_of(&self, rule: usize, party: usize, lapsed: &Lapsed) -> bool {
        self.rule_audience(rule).is_some_and(|(audience, fixed, side)| self.would(audience, fixed, side, party, lapsed))
    }

    fn rule_audience(&self, rule: usize) -> Option<(&Audience, &FixedAudience, Side)> {
        let written = self.tables.rules.rules().get(rule)?;
        Some((&written.audience, self.epoch.audiences.get(rule)?, Side::of(written.effect)))
    }

    fn affected_for(&self, side: Side) -> &Bits {
        if side == Side::Takes && self.affected_open { &self.all_ceptoars } else { &self.affected }
    }

    /// The CEPTOARs that the origin analyses for: of those concerned where the audience gives, all where it takes away.
    /// What is concerned shrinks with what a notice leaves out, and that must not widen an answer.
    fn analysed(&self, side: Side) -> Bits {
        let of_origin = self.epoch.analyses_for.get(&self.origin).into_iter().flatten();
        let mut analysed = Bits::of(self.tables.parties.len(), of_origin.copied());
        // A council may have analysts too; it is no CEPTOAR, and rules name it by itself.
        analysed.keep(if side == Side::Gives { &self.concerned } else { &self.all_ceptoars });
        analysed
    }

    fn resolve(&self, audience: &Audience, fixed: &FixedAudience, side: Side) -> Bits {
        let mut set = self.union(audience, fixed, side);
        if let (Some(except), Some(fixed)) = (&audience.except, &fixed.except) {
            set.subtract(&self.resolve(except, fixed, side.turned()));
        }
        set
    }

    /// The audience without its exception.
    fn union(&self, audience: &Audience, fixed: &FixedAudience, side: Side) -> Bits {
        let mut set = fixed.fixed.clone();
        let affected = self.affected_for(side);
        let mut gather = |wanted: bool, of: &Bits, role: Option<Role>| {
            if wanted {
                for group in of.iter().filter_map(|n| self.epoch.group(n)) {
                    set.add(role.map_or(&group.members, |role| group.role(role)));
                }
            }
        };
        gather(audience.affected_ministries, affected, Some(Role::Responsible));
        gather(audience.affected_members, affected, None);
        gather(audience.origin_ministry, &self.own, Some(Role::Responsible));
        gather(audience.origin_members, &self.own, None);
        gather(audience.analysts, affected, Some(Role::Analyst));
        gather(audience.analysts, &self.own, Some(Role::Analyst));
        if audience.analysed {
            let analysed = self.analysed(side);
            gather(true, &analysed, None);
            set.add(&analysed);
        }
        if audience.affected_ceptoars {
            set.add(affected);
        }
        if audience.origin_ceptoar {
            set.add(&self.own);
        }
        if audience.addressees {
            if side == Side::Takes && self.addressees.is_empty() {
                set.add(&self.tables.everybody);
            } else {
                set.add(&self.addressees);
            }
        }
        set
    }

    /// The same question of one party, with one more membership of it; the origin's own side stays as it is.
    fn would(&self, audience: &Audience, fixed: &FixedAudience, side: Side, party: usize, lapsed: &Lapsed) -> bool {
        let (group, role) = (lapsed.group, lapsed.role);
        let is_member = role.is_of_members() && self.tables.kind(party).is_some_and(PartyKind::is_member_kind);
        let in_affected = self.affected_for(side).contains(group);
        let in_own = self.own.contains(group);
        let named = audience.members_of.iter().any(|of| {
            of.roles.contains(&role) && self.tables.parties.get(group).is_some_and(|group| of.group == *group)
        });
        let selected = (audience.affected_ministries && role == Role::Responsible && in_affected)
            || (audience.affected_members && is_member && in_affected)
            || (audience.origin_ministry && role == Role::Responsible && in_own)
            || (audience.origin_members && is_member && in_own)
            || (audience.analysts && role == Role::Analyst && (in_affected || in_own))
            || (audience.analysed && is_member && self.analysed(side).contains(group));
        let spoken_of = named || selected || self.union(audience, fixed, side).contains(party);
        let excepted = match (&audience.except, &fixed.except) {
            (Some(except), Some(fixed)) => self.would(except, fixed, side.turned(), party, lapsed),
            _ => false,
        };
        spoken_of && !excepted
    }
}
