//! Who is told, from the classes of a bulk call: what a value brings to a question is worked out once for its class.

use std::sync::{Arc, OnceLock};

use crate::router::bulk::seed::Seed;
use crate::router::bulk::value::{Field, Held};
use crate::router::engine::alike::Looked;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::coded::{Coded, ceptoars_fit};
use crate::router::engine::compiled::Compiled;
use crate::router::engine::epoch::Epoch;
use crate::router::engine::outages::Outages;
use crate::router::engine::question::{Question, Setting};
use crate::router::engine::who::Who;
use crate::situation::Situation;
use crate::word::sets::{Direction, Mode, Status};

/// The classes of a bulk call in numbers of one router, each at its place.
pub(in crate::router) trait Codes: Send + Sync {
    /// Takes in the value of the next class of its field; `None`: it is unknown, and has no class.
    fn enter(&mut self, held: &Held) -> Option<()>;
    /// Makes room for the next class of situations.
    fn enter_situation(&mut self);
    /// Whether what a question says fits together: the CEPTOARs lie in the sectors.
    fn fits(&self, seed: &Seed) -> bool;
    /// Writes for each question who is told, then who must be, as bits by party. `false`: a question is none of this call, and
    /// nothing that was written counts.
    fn tell(&self, seeds: &[Seed], situations: &[Situation], words: &mut [u64]) -> bool;
}

/// A value, with the rules that it admits by itself.
type Ruled<S, T> = (T, <S as Shape>::Rules);

/// The values of the classes, by field.
pub(in crate::router) struct Classed<S: Shape> {
    compiled: Arc<Compiled<S>>,
    directions: Vec<Direction>,
    modes: Vec<Mode>,
    statuses: Vec<Status>,
    origins: Vec<usize>,
    levels: Vec<usize>,
    kinds: Vec<Ruled<S, usize>>,
    causes: Vec<Ruled<S, Option<usize>>>,
    purposes: Vec<Ruled<S, Purposes<S>>>,
    sectors: Vec<Ruled<S, S::Terms>>,
    ceptoars: Vec<Ruled<S, Box<[u32]>>>,
    addressees: Vec<Ruled<S, Box<[u32]>>>,
    consents: Vec<Box<[u32]>>,
    only: Vec<Option<Box<[u32]>>>,
    /// Of the first situations, as many as a router keeps: what is out.
    outages: Vec<OnceLock<Option<Arc<Outages<S>>>>>,
}

/// Purposes, with the conditions of channels that they meet, in whatever mode.
struct Purposes<S: Shape> {
    set: S::Terms,
    conditions: S::Terms,
}

impl<S: Shape> Classed<S> {
    pub(in crate::router) fn new(compiled: Arc<Compiled<S>>) -> Self {
        Self {
            compiled,
            directions: Vec::new(),
            modes: Vec::new(),
            statuses: Vec::new(),
            origins: Vec::new(),
            levels: Vec::new(),
            kinds: Vec::new(),
            causes: Vec::new(),
            purposes: Vec::new(),
            sectors: Vec::new(),
            ceptoars: Vec::new(),
            addressees: Vec::new(),
            consents: Vec::new(),
            only: Vec::new(),
            outages: Vec::new(),
        }
    }

    /// A question in numbers, and the rules that fire in its epoch.
    #[inline]
    fn asked(&self, seed: &Seed, epoch: &Epoch<S>) -> Option<(Coded<S>, S::Rules)> {
        let compiled = &*self.compiled;
        let direction = *self.directions.get(seed.of(Field::Direction))?;
        let mode = *self.modes.get(seed.of(Field::Mode))?;
        let status = *self.statuses.get(seed.of(Field::Status))?;
        let origin = *self.origins.get(seed.of(Field::Origin))?;
        let level = *self.levels.get(seed.of(Field::Level))?;
        let (kind, of_kind) = self.kinds.get(seed.of(Field::Kind))?;
        let (cause, of_cause) = self.causes.get(seed.of(Field::Cause))?;
        let (purposes, of_purposes) = self.purposes.get(seed.of(Field::Purposes))?;
        let (sectors, of_sectors) = self.sectors.get(seed.of(Field::AffectedSectors))?;
        let (ceptoars, of_ceptoars) = self.ceptoars.get(seed.of(Field::AffectedCeptoars))?;
        let (addressees, of_addressees) = self.addressees.get(seed.of(Field::Addressees))?;
        let mut fired = epoch.origin(&compiled.tables, &compiled.masks, origin);
        fired.keep(compiled.masks.together(direction, mode, status, level)?);
        for rules in [of_kind, of_cause, of_purposes, of_sectors, of_ceptoars, of_addressees] {
            fired.keep(rules);
        }
        let coded = Coded {
            direction,
            mode,
            status,
            origin,
            level,
            kind: *kind,
            cause: *cause,
            purposes: purposes.set.clone(),
            sectors: sectors.clone(),
            ceptoars: compiled.party_set(ceptoars),
            addressees: compiled.party_set(addressees),
            consents: compiled.party_set(self.consents.get(seed.of(Field::Consents))?),
            only: self.only.get(seed.of(Field::Only))?.as_deref().map(|only| compiled.party_set(only)),
            conditions: compiled.masks.conditions_in(mode, &purposes.conditions),
            embargo: seed.embargo,
        };
        Some((coded, fired))
    }

    /// What is out in a situation.
    fn outages(&self, place: usize, situation: &Situation) -> Option<Arc<Outages<S>>> {
        let made = || self.compiled.situations.get(&self.compiled.tables, situation);
        self.outages.get(place).map_or_else(made, |known| known.get_or_init(made).clone())
    }

    /// Who is told of a question, and who must be; `None`: it is no question of this call.
    #[inline]
    fn told(&self, seed: &Seed, outages: Option<&Outages<S>>) -> Option<(S::Parties, S::Parties)> {
        let epoch = self.compiled.epoch(seed.epoch())?;
        let (coded, fired) = self.asked(seed, &epoch)?;
        let setting = Setting::new(&self.compiled, &coded, outages, &epoch, false)?;
        let who = Who::with(&Question::new(setting), fired);
        let told = setting.reachable(&who.may);
        let must = who.required.and(&told);
        Some((told, must))
    }
}

impl<S: Shape> Codes for Classed<S> {
    fn enter(&mut self, held: &Held) -> Option<()> {
        match self.compiled.look(held)? {
            Looked::Direction(direction) => self.directions.push(direction),
            Looked::Mode(mode) => self.modes.push(mode),
            Looked::Status(status) => self.statuses.push(status),
            Looked::Origin(origin) => self.origins.push(origin),
            Looked::Level(level) => self.levels.push(level),
            Looked::Kind(kind, rules) => self.kinds.push((kind, rules)),
            Looked::Cause(cause, rules) => self.causes.push((cause, rules)),
            Looked::Purposes(set, rules, conditions) => self.purposes.push((Purposes { set, conditions }, rules)),
            Looked::AffectedSectors(sectors, rules) => self.sectors.push((sectors, rules)),
            Looked::AffectedCeptoars(ceptoars, rules) => self.ceptoars.push((ceptoars, rules)),
            Looked::Addressees(addressees, rules) => self.addressees.push((addressees, rules)),
            Looked::Consents(consents) => self.consents.push(consents),
            Looked::Only(only) => self.only.push(only),
            // They are shown, and decide nothing.
            Looked::NoAttribution(_) | Looked::NamedPersons(_) => {}
        }
        Some(())
    }

    fn enter_situation(&mut self) {
        if self.outages.len() < self.compiled.situations.room(&self.compiled.tables) {
            self.outages.push(OnceLock::new());
        }
    }

    fn fits(&self, seed: &Seed) -> bool {
        let sectors = self.sectors.get(seed.of(Field::AffectedSectors));
        let ceptoars = self.ceptoars.get(seed.of(Field::AffectedCeptoars));
        let numbers = |ceptoars: &[u32]| ceptoars.iter().map(|number| *number as usize).collect::<Vec<_>>();
        sectors.zip(ceptoars).is_some_and(|((sectors, _), (ceptoars, _))| {
            ceptoars_fit(&self.compiled.tables, sectors, numbers(ceptoars))
        })
    }

    fn tell(&self, seeds: &[Seed], situations: &[Situation], words: &mut [u64]) -> bool {
        let of_each = self.compiled.tables.parties.len().div_ceil(64);
        let mut last = None;
        for (seed, words) in seeds.iter().zip(words.chunks_exact_mut(2 * of_each.max(1))) {
            // Too early, nobody is told.
            if seed.is_embargoed() {
                words.fill(0);
                continue;
            }
            let place = seed.situation();
            if last.as_ref().is_none_or(|(known, _)| *known != place) {
                last = situations.get(place).map(|situation| (place, self.outages(place, situation)));
            }
            let told = last.as_ref().and_then(|(_, outages)| self.told(seed, outages.as_deref()));
            let Some((told, must)) = told else { return false };
            let (to_told, to_must) = words.split_at_mut(of_each);
            to_told.iter_mut().zip(told.words()).for_each(|(to, word)| *to = *word);
            to_must.iter_mut().zip(must.words()).for_each(|(to, word)| *to = *word);
        }
        true
    }
}
