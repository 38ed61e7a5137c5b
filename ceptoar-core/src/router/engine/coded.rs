//! A notice as numbers of one router.

use crate::notice::envelope::{NamedPerson, Notice, UNKNOWN_CAUSE};
use crate::notice::form::is_in_a_thread_rightly;
use crate::notice::quick::read::Quick;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::field::Field;
use crate::router::engine::masks::Masks;
use crate::router::engine::tables::{Tables, instant};
use crate::time::in_years;
use crate::word::sets::{Direction, Message, Mode, PartyKind, Status};

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

/// What a notice says that decides, its ids as texts.
struct Said<'a, P, T, U> {
    direction: Direction,
    origin: &'a str,
    level: &'a str,
    kind: &'a str,
    purposes: &'a [T],
    cause: Option<&'a str>,
    affected_sectors: &'a [U],
    affected_ceptoars: &'a [P],
    addressees: &'a [P],
    mode: Mode,
    status: Status,
    embargo: i64,
    consents: &'a [P],
    only: Option<&'a [P]>,
    persons: &'a [NamedPerson],
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
            message,
            replaces: _,
        } = notice;
        // A withdrawal is decided by who holds what it takes back, which the engine does not know.
        if *message == Message::Withdrawal || !is_in_a_thread_rightly(notice) {
            return None;
        }
        if !(in_years(*issued_at) && embargo_until.is_none_or(in_years)) {
            return None;
        }
        let said = Said {
            direction: *direction,
            origin,
            level,
            kind,
            purposes,
            cause: cause.as_deref(),
            affected_sectors,
            affected_ceptoars,
            addressees,
            mode: *mode,
            status: *status,
            embargo: embargo_until.map_or(NEVER, instant),
            consents,
            only: only.as_deref(),
            persons: named_persons,
        };
        Self::of(tables, masks, &said)
    }

    /// Looks up a notice that was read quickly, with its persons.
    pub(in crate::router) fn quick(
        tables: &Tables,
        masks: &Masks<S>,
        quick: &Quick<'_>,
        persons: &[NamedPerson],
    ) -> Option<Self> {
        let said = Said {
            direction: quick.direction,
            origin: quick.origin,
            level: quick.level,
            kind: quick.kind,
            purposes: quick.purposes(),
            cause: quick.cause,
            affected_sectors: quick.affected_sectors(),
            affected_ceptoars: quick.affected_ceptoars(),
            addressees: quick.addressees(),
            mode: quick.mode,
            status: quick.status,
            embargo: quick.embargo_until.unwrap_or(NEVER),
            consents: quick.consents(),
            only: quick.only(),
            persons,
        };
        Self::of(tables, masks, &said)
    }

    fn of<P: AsRef<str>, T: AsRef<str>, U: AsRef<str>>(
        tables: &Tables,
        masks: &Masks<S>,
        said: &Said<'_, P, T, U>,
    ) -> Option<Self> {
        let fields = &tables.fields;
        let parties = |ids| set(&fields.parties, ids);
        if !persons_fit(tables, said.persons) {
            return None;
        }
        let (purposes, sectors): (S::Terms, S::Terms) =
            (set(&fields.purposes, said.purposes)?, set(&fields.sectors, said.affected_sectors)?);
        let ceptoars: S::Parties = parties(said.affected_ceptoars)?;
        if !ceptoars_fit(tables, &sectors, ceptoars.iter()) {
            return None;
        }
        Some(Self {
            direction: said.direction,
            mode: said.mode,
            status: said.status,
            origin: fields.parties.find(said.origin)?,
            level: fields.levels.find(said.level)?,
            kind: fields.kinds.find(said.kind)?,
            cause: match said.cause {
                Some(id) => Some(fields.causes.find(id)?).filter(|_| id != UNKNOWN_CAUSE),
                None => None,
            },
            conditions: masks.conditions(said.mode, &purposes),
            purposes,
            sectors,
            ceptoars,
            addressees: parties(said.addressees)?,
            consents: parties(said.consents)?,
            only: match said.only {
                Some(only) => Some(parties(only)?),
                None => None,
            },
            embargo: said.embargo,
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

/// No embargo.
const NEVER: i64 = i64::MIN;

/// The numbers of ids. `None`: one is foreign, or stands there twice.
#[inline]
fn set<T: Set>(field: &Field, ids: &[impl AsRef<str>]) -> Option<T> {
    let mut set = T::none(field.len());
    for id in ids {
        let number = field.find(id.as_ref())?;
        if set.contains(number) {
            return None;
        }
        set.insert(number);
    }
    Some(set)
}

/// Whether affected CEPTOARs are such, and lie in the affected sectors where there are any.
#[inline]
pub(in crate::router) fn ceptoars_fit<T: Set>(
    tables: &Tables,
    sectors: &T,
    ceptoars: impl IntoIterator<Item = usize>,
) -> bool {
    let inside =
        |ceptoar: usize| tables.sector_of.get(ceptoar).copied().flatten().is_some_and(|of| sectors.contains(of));
    ceptoars
        .into_iter()
        .all(|ceptoar| tables.kind(ceptoar) == Some(PartyKind::Ceptoar) && (sectors.is_empty() || inside(ceptoar)))
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
