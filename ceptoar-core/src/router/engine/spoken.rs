//! The audiences of the rules as sets: a part that the day fixes, and parts that a notice decides.

use crate::router::engine::bits::{Set, Shape};
use crate::rules::audience::Audience;
use crate::word::sets::Effect;

/// What an audience does to those whom it speaks of. Where it takes away, what the notice leaves open speaks of all:
/// nothing that is left out may widen an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::router) enum Side {
    Gives,
    Takes,
}

impl Side {
    pub(in crate::router) fn of(effect: Effect) -> Self {
        match effect {
            Effect::Permit | Effect::Require => Self::Gives,
            Effect::Forbid => Self::Takes,
        }
    }

    pub(in crate::router) fn turned(self) -> Self {
        match self {
            Self::Gives => Self::Takes,
            Self::Takes => Self::Gives,
        }
    }
}

/// The parts of audiences that a notice decides. Those that a notice may leave open stand twice: as an audience that gives
/// has them, and as one that takes away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::router) enum Part {
    AffectedCeptoars,
    AffectedMinistries,
    AffectedMembers,
    Analysts,
    Analysed,
    Addressees,
    /// The same six, where an audience takes away.
    AllAffectedCeptoars,
    AllAffectedMinistries,
    AllAffectedMembers,
    AllAnalysts,
    AllAnalysed,
    AllAddressees,
    OriginMinistry,
    OriginCeptoar,
    OriginMembers,
}

// Each part has a bit.
const _: () = assert!(Part::COUNT <= 16);

impl Part {
    pub(in crate::router) const COUNT: usize = Self::OriginMembers as usize + 1;

    const ALL: [Self; Self::COUNT] = [
        Self::AffectedCeptoars,
        Self::AffectedMinistries,
        Self::AffectedMembers,
        Self::Analysts,
        Self::Analysed,
        Self::Addressees,
        Self::AllAffectedCeptoars,
        Self::AllAffectedMinistries,
        Self::AllAffectedMembers,
        Self::AllAnalysts,
        Self::AllAnalysed,
        Self::AllAddressees,
        Self::OriginMinistry,
        Self::OriginCeptoar,
        Self::OriginMembers,
    ];

    /// The parts that are given as bits.
    #[inline]
    pub(in crate::router) fn of_bits(mut bits: u16) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || {
            let part = *Self::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(part)
        })
    }

    /// The parts that an audience names, as bits.
    fn of(audience: &Audience, side: Side) -> u16 {
        let takes = side == Side::Takes;
        let two = |gives: Self, all: Self| if takes { all } else { gives };
        let parts = [
            (audience.affected_ceptoars, two(Self::AffectedCeptoars, Self::AllAffectedCeptoars)),
            (audience.affected_ministries, two(Self::AffectedMinistries, Self::AllAffectedMinistries)),
            (audience.affected_members, two(Self::AffectedMembers, Self::AllAffectedMembers)),
            (audience.analysts, two(Self::Analysts, Self::AllAnalysts)),
            (audience.analysed, two(Self::Analysed, Self::AllAnalysed)),
            (audience.addressees, two(Self::Addressees, Self::AllAddressees)),
            (audience.origin_ministry, Self::OriginMinistry),
            (audience.origin_ceptoar, Self::OriginCeptoar),
            (audience.origin_members, Self::OriginMembers),
        ];
        parts.into_iter().filter(|(named, _)| *named).fold(0, |bits, (_, part)| bits | part.bit())
    }

    #[inline]
    pub(in crate::router) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The parties of each part, for one notice.
pub(in crate::router) type Parts<S> = [<S as Shape>::Parties; Part::COUNT];

/// An audience on a day.
pub(in crate::router) struct Spoken<S: Shape> {
    /// Whom it names whatever the notice is.
    pub(in crate::router) fixed: S::Parties,
    /// Whether there is one of them.
    pub(in crate::router) has_fixed: bool,
    /// The parts that it names beside.
    pub(in crate::router) parts: u16,
    /// The parts that it or its exceptions name.
    pub(in crate::router) all_parts: u16,
    pub(in crate::router) except: Option<Box<Spoken<S>>>,
}

impl<S: Shape> Spoken<S> {
    /// `fix`: the parties that an audience names whatever the notice is, its exception apart.
    pub(in crate::router) fn new(audience: &Audience, side: Side, fix: &dyn Fn(&Audience) -> S::Parties) -> Self {
        let except = audience.except.as_ref().map(|except| Box::new(Self::new(except, side.turned(), fix)));
        let parts = Part::of(audience, side);
        let all_parts = parts | except.as_ref().map_or(0, |except| except.all_parts);
        let fixed = fix(audience);
        Self { has_fixed: !fixed.is_empty(), fixed, parts, all_parts, except }
    }

    /// The parties that it speaks of.
    #[inline]
    pub(in crate::router) fn resolve(&self, parts: &Parts<S>) -> S::Parties {
        self.resolve_by(&|bits, set| add_parts(parts, bits, set))
    }

    /// The parties that it speaks of. `add`: adds parts that are given as bits to a set.
    pub(in crate::router) fn resolve_by(&self, add: &impl Fn(u16, &mut S::Parties)) -> S::Parties {
        let mut set = self.fixed.clone();
        add(self.parts, &mut set);
        if let Some(except) = &self.except {
            set.subtract(&except.resolve_by(add));
        }
        set
    }

    /// The audience without its exception.
    #[inline]
    pub(in crate::router) fn union(&self, parts: &Parts<S>) -> S::Parties {
        let mut set = self.fixed.clone();
        add_parts(parts, self.parts, &mut set);
        set
    }
}

#[inline]
fn add_parts<P: Set>(parts: &[P; Part::COUNT], bits: u16, set: &mut P) {
    for part in Part::of_bits(bits).filter_map(|part| parts.get(part as usize)) {
        set.add(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_stands_at_its_place() {
        for (place, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part as usize, place);
            assert_eq!(Part::of_bits(part.bit() | 1).last().map(|part| part as usize), Some(place));
        }
        assert_eq!(Part::of_bits(0).count(), 0);
        assert_eq!(Part::of_bits(u16::MAX >> (16 - Part::COUNT)).count(), Part::COUNT);
    }
}
