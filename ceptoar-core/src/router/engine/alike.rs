//! What the decision takes from one value of a field: two values of which it takes the same are answered alike.

use crate::id::PartyId;
use crate::notice::envelope::UNKNOWN_CAUSE;
use crate::router::bulk::value::Held;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::coded::persons_fit;
use crate::router::engine::compiled::Compiled;
use crate::word::sets::{Direction, Mode, Status};

/// A value of a field in numbers of one router, with the rules that it admits where it decides over them by itself.
pub(in crate::router) enum Looked<S: Shape> {
    Direction(Direction),
    Mode(Mode),
    Status(Status),
    NoAttribution(bool),
    Origin(usize),
    Level(usize),
    Kind(usize, S::Rules),
    Cause(Option<usize>, S::Rules),
    /// With the conditions of channels that purposes meet, in whatever mode.
    Purposes(S::Terms, S::Rules, S::Terms),
    AffectedSectors(S::Terms, S::Rules),
    AffectedCeptoars(Box<[u32]>, S::Rules),
    Addressees(Box<[u32]>, S::Rules),
    Consents(Box<[u32]>),
    Only(Option<Box<[u32]>>),
    /// As words that no other persons have.
    NamedPersons(Box<[u64]>),
}

impl<S: Shape> Looked<S> {
    /// What the decision and its answer take from the value, as words.
    fn trace(&self) -> Box<[u64]> {
        let one = |number: usize| -> Box<[u64]> { Box::new([number as u64]) };
        match self {
            Self::Direction(direction) => one(*direction as usize),
            Self::Mode(mode) => one(*mode as usize),
            Self::Status(status) => one(*status as usize),
            Self::NoAttribution(flag) => one(usize::from(*flag)),
            Self::Origin(number) | Self::Level(number) => one(*number),
            // Of a kind, a cause and a purpose no answer shows more than what the rules and conditions make of it.
            Self::Kind(_, rules) | Self::Cause(_, rules) => rules.words().into(),
            Self::Purposes(_, rules, conditions) => rules.words().iter().chain(conditions.words()).copied().collect(),
            Self::AffectedSectors(sectors, _) => sectors.words().into(),
            Self::AffectedCeptoars(parties, _) | Self::Addressees(parties, _) | Self::Consents(parties) => {
                counted(parties)
            }
            Self::Only(only) => only.as_deref().map(counted).unwrap_or_default(),
            Self::NamedPersons(words) => words.clone(),
        }
    }
}

/// Numbers after how many they are.
fn counted(numbers: &[u32]) -> Box<[u64]> {
    std::iter::once(numbers.len() as u64).chain(numbers.iter().map(|number| u64::from(*number))).collect()
}

impl<S: Shape> Compiled<S> {
    /// What the decision and its answer take from a value, as words. `None`: the value does not fit the router.
    pub(in crate::router) fn trace(&self, held: &Held) -> Option<Box<[u64]>> {
        Some(self.look(held)?.trace())
    }

    /// Looks a value up. `None`: it does not fit the router.
    pub(in crate::router) fn look(&self, held: &Held) -> Option<Looked<S>> {
        let (fields, masks) = (&self.tables.fields, &self.masks);
        Some(match held {
            Held::Direction(direction) => Looked::Direction(*direction),
            Held::Mode(mode) => Looked::Mode(*mode),
            Held::Status(status) => Looked::Status(*status),
            Held::NoAttribution(flag) => Looked::NoAttribution(*flag),
            Held::Origin(origin) => Looked::Origin(fields.parties.find(origin.as_str())?),
            Held::Level(level) => Looked::Level(fields.levels.find(level.as_str())?),
            Held::Kind(kind) => {
                let number = fields.kinds.find(kind.as_str())?;
                Looked::Kind(number, masks.kinds.get(number)?.clone())
            }
            Held::Cause(cause) => {
                let said = match cause {
                    Some(id) => Some(fields.causes.find(id.as_str())?).filter(|_| id.as_str() != UNKNOWN_CAUSE),
                    None => None,
                };
                let place = said.unwrap_or_else(|| masks.causes.len().saturating_sub(1));
                Looked::Cause(said, masks.causes.get(place)?.clone())
            }
            Held::Purposes(purposes) => {
                let numbers = purposes.iter().map(|id| fields.purposes.find(id.as_str()));
                let set = distinct::<S::Terms>(fields.purposes.len(), numbers)?;
                let (rules, conditions) = (masks.purposes.of(&set), masks.conditions_of(&set));
                Looked::Purposes(set, rules, conditions)
            }
            Held::AffectedSectors(sectors) => {
                let numbers = sectors.iter().map(|id| fields.sectors.find(id.as_str()));
                let set = distinct::<S::Terms>(fields.sectors.len(), numbers)?;
                let rules = masks.sectors.of(&set);
                Looked::AffectedSectors(set, rules)
            }
            Held::AffectedCeptoars(ids) => {
                let parties = self.parties(ids)?;
                let rules = masks.ceptoars.of(&self.party_set(&parties));
                Looked::AffectedCeptoars(parties, rules)
            }
            Held::Addressees(ids) => {
                let parties = self.parties(ids)?;
                let rules = masks.addressees.of(&self.party_set(&parties));
                Looked::Addressees(parties, rules)
            }
            Held::Consents(ids) => Looked::Consents(self.parties(ids)?),
            Held::Only(None) => Looked::Only(None),
            Held::Only(Some(ids)) => Looked::Only(Some(self.parties(ids)?)),
            // Persons stand in the answer as they are: each list is a class of its own.
            Held::NamedPersons(persons) if persons_fit(&self.tables, persons) => {
                let words =
                    persons.iter().flat_map(|person| text_words(person.party.as_str(), person.reference.as_str()));
                Looked::NamedPersons(words.collect())
            }
            Held::NamedPersons(_) => return None,
        })
    }

    /// The numbers of parties, sorted. `None`: one is foreign, or stands there twice.
    fn parties(&self, ids: &[PartyId]) -> Option<Box<[u32]>> {
        let number = |id: &PartyId| u32::try_from(self.tables.party(id.as_str())?).ok();
        let mut numbers = ids.iter().map(number).collect::<Option<Vec<u32>>>()?;
        numbers.sort_unstable();
        numbers.windows(2).all(|pair| matches!(pair, [a, b] if a != b)).then(|| numbers.into())
    }

    /// Numbers of parties as a set.
    #[inline]
    pub(in crate::router) fn party_set(&self, numbers: &[u32]) -> S::Parties {
        S::Parties::of(self.tables.parties.len(), numbers.iter().map(|number| *number as usize))
    }
}

/// A set of numbers that are known and stand once each.
fn distinct<T: Set>(len: usize, numbers: impl Iterator<Item = Option<usize>>) -> Option<T> {
    let mut set = T::none(len);
    for number in numbers {
        let number = number?;
        if set.contains(number) {
            return None;
        }
        set.insert(number);
    }
    Some(set)
}

/// Two texts as words that no other two share.
fn text_words<'a>(party: &'a str, reference: &'a str) -> impl Iterator<Item = u64> + 'a {
    [party, reference].into_iter().flat_map(|text| {
        let word = |bytes: &[u8]| bytes.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        std::iter::once(text.len() as u64).chain(text.as_bytes().chunks(8).map(word))
    })
}
