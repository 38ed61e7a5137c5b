//! A notice as numbers of one router.

use crate::id::PartyId;
use crate::notice::envelope::{NamedPerson, Notice, UNKNOWN_CAUSE};
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::masks::Masks;
use crate::router::engine::tables::{Tables, instant};
use crate::time::in_years;
use crate::word::sets::{Direction, Mode, PartyKind, Status};

/// All of a notice that decides who is told. What an answer only shows (its id, attribution, persons) stays in the notice.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::router) struct Coded<S: Shape> {
    pub(in crate::router) direction: Direction,
    pub(in crate::router) mode: Mode,
    pub(in crate::router) status: Status,
    pub(in crate::router) origin: usize,
    pub(in crate::router) level: usize,
    pub(in crate::router) kind: usize,
    /// `None`: none is said.
    pub(in crate::router) cause: Option<usize>,
    pub(in crate::router) purposes: S::Terms,
    pub(in crate::router) sectors: S::Terms,
    pub(in crate::router) ceptoars: S::Parties,
    pub(in crate::router) addressees: S::Parties,
    pub(in crate::router) consents: S::Parties,
    pub(in crate::router) only: Option<S::Parties>,
    /// The conditions of channels that it meets.
    pub(in crate::router) conditions: S::Terms,
    /// The end of its embargo; the smallest number: none.
    pub(in crate::router) embargo: i64,
}

impl<S: Shape> Coded<S> {
    /// Looks a notice up. `None`: it does not fit the router, or has not the form of a notice; the checks say what is
    /// wrong with it.
    pub(in crate::router) fn new(tables: &Tables, masks: &Masks<S>, notice: &Notice) -> Option<Self> {
        // Every field by name: one that is added and not looked at here does not compile.
        let Notice {
            id: _,
            direction,
            origin,
            level,
            kind,
            issued_at,
            purposes,
            cause,
            affected_sectors,
            affected_ceptoars,
            addressees,
            named_persons,
            mode,
            status,
            no_attribution: _,
            embargo_until,
            consents,
            only,
        } = notice;
        let fields = &tables.fields;
        let count = tables.parties.len();
        let parties = |ids: &[PartyId]| -> Option<S::Parties> {
            let mut set = S::Parties::none(count);
            for id in ids {
                once(&mut set, fields.parties.find(id.as_str())?)?;
            }
            Some(set)
        };
        if !(in_years(*issued_at) && embargo_until.is_none_or(in_years) && persons_fit(tables, named_persons)) {
            return None;
        }
        let mut purpose_set = S::Terms::none(fields.purposes.len());
        for id in purposes {
            once(&mut purpose_set, fields.purposes.find(id.as_str())?)?;
        }
        let mut sectors = S::Terms::none(fields.sectors.len());
        for id in affected_sectors {
            once(&mut sectors, fields.sectors.find(id.as_str())?)?;
        }
        let ceptoars = parties(affected_ceptoars)?;
        for ceptoar in ceptoars.iter() {
            let inside = || tables.sector_of.get(ceptoar).copied().flatten().is_some_and(|of| sectors.contains(of));
            if tables.kind(ceptoar) != Some(PartyKind::Ceptoar) || !(sectors.is_empty() || inside()) {
                return None;
            }
        }
        Some(Self {
            direction: *direction,
            mode: *mode,
            status: *status,
            origin: fields.parties.find(origin.as_str())?,
            level: fields.levels.find(level.as_str())?,
            kind: fields.kinds.find(kind.as_str())?,
            cause: match cause {
                Some(id) => Some(fields.causes.find(id.as_str())?).filter(|_| id.as_str() != UNKNOWN_CAUSE),
                None => None,
            },
            conditions: masks.conditions(*mode, &purpose_set),
            purposes: purpose_set,
            sectors,
            ceptoars,
            addressees: parties(addressees)?,
            consents: parties(consents)?,
            only: match only {
                Some(only) => Some(parties(only)?),
                None => None,
            },
            embargo: embargo_until.map_or(i64::MIN, instant),
        })
    }

    /// Writes all of it as words, which no other has.
    pub(in crate::router) fn write(&self, words: &mut Vec<u64>) {
        // What follows from the rest says nothing more.
        let Self {
            direction,
            mode,
            status,
            origin,
            level,
            kind,
            cause,
            purposes,
            sectors,
            ceptoars,
            addressees,
            consents,
            only,
            conditions: _,
            embargo,
        } = self;
        let small = [*direction as u64, *mode as u64, *status as u64, u64::from(only.is_some())];
        words.push(small.into_iter().fold(0, |all: u64, one| all << 8 | one));
        let cause = cause.map_or(u64::MAX, |cause| cause as u64);
        words.extend([*origin as u64, *level as u64, *kind as u64, cause, embargo.cast_unsigned()]);
        words.extend(purposes.words().iter().chain(sectors.words()));
        for parties in [ceptoars, addressees, consents].into_iter().chain(only) {
            words.push(parties.len() as u64);
            words.extend(parties.iter().map(|party| party as u64));
        }
    }

    /// Whether it names neither affected sector nor CEPTOAR.
    #[inline]
    pub(in crate::router) fn affected_open(&self) -> bool {
        self.sectors.is_empty() && self.ceptoars.is_empty()
    }

    /// Whether it is too early for everybody.
    #[inline]
    pub(in crate::router) fn is_embargoed(&self, at: i64) -> bool {
        at < self.embargo
    }
}

/// Adds a number that must not be there yet.
#[inline]
fn once(set: &mut impl Set, number: usize) -> Option<()> {
    let known = set.contains(number);
    set.insert(number);
    (!known).then_some(())
}

/// Whether every party of named persons is known, and nobody is named twice.
pub(in crate::router) fn persons_fit(tables: &Tables, persons: &[NamedPerson]) -> bool {
    if persons.is_empty() {
        return true;
    }
    let mut seen = std::collections::BTreeSet::new();
    persons
        .iter()
        .all(|person| tables.party(person.party.as_str()).is_some() && (persons.len() == 1 || seen.insert(person)))
}
