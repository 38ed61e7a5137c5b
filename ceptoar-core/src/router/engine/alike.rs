//! What the decision takes from one value of a field: two values of which it takes the same are answered alike.

use crate::id::PartyId;
use crate::notice::envelope::UNKNOWN_CAUSE;
use crate::router::bulk::value::Held;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::coded::persons_fit;
use crate::router::engine::compiled::Compiled;

impl<S: Shape> Compiled<S> {
    /// What the decision and its answer take from a value, as words. `None`: the value does not fit the router.
    pub(in crate::router) fn trace(&self, held: &Held) -> Option<Box<[u64]>> {
        let (fields, masks) = (&self.tables.fields, &self.masks);
        let one = |number: usize| -> Option<Box<[u64]>> { Some(Box::new([number as u64])) };
        match held {
            Held::Direction(direction) => one(*direction as usize),
            Held::Mode(mode) => one(*mode as usize),
            Held::Status(status) => one(*status as usize),
            Held::NoAttribution(flag) => one(usize::from(*flag)),
            Held::Origin(origin) => one(fields.parties.find(origin.as_str())?),
            Held::Level(level) => one(fields.levels.find(level.as_str())?),
            // Of a kind, a cause and a purpose no answer shows more than what the rules and conditions make of it.
            Held::Kind(kind) => Some(masks.kinds.get(fields.kinds.find(kind.as_str())?)?.words().into()),
            Held::Cause(cause) => {
                let said = match cause {
                    Some(id) => Some(fields.causes.find(id.as_str())?).filter(|_| id.as_str() != UNKNOWN_CAUSE),
                    None => None,
                };
                let place = said.unwrap_or_else(|| masks.causes.len().saturating_sub(1));
                Some(masks.causes.get(place)?.words().into())
            }
            Held::Purposes(purposes) => {
                let numbers = purposes.iter().map(|id| fields.purposes.find(id.as_str()));
                let set = distinct::<S::Terms>(fields.purposes.len(), numbers)?;
                let (rules, conditions) = (masks.purposes.of(&set), masks.conditions_of(&set));
                Some(rules.words().iter().chain(conditions.words()).copied().collect())
            }
            Held::AffectedSectors(sectors) => {
                let numbers = sectors.iter().map(|id| fields.sectors.find(id.as_str()));
                Some(distinct::<S::Terms>(fields.sectors.len(), numbers)?.words().into())
            }
            Held::AffectedCeptoars(ids) | Held::Addressees(ids) | Held::Consents(ids) => self.parties_trace(ids),
            Held::Only(None) => Some(Box::new([])),
            Held::Only(Some(ids)) => self.parties_trace(ids),
            Held::NamedPersons(persons) if persons.is_empty() => Some(Box::new([])),
            // Persons stand in the answer as they are: each list is a class of its own.
            Held::NamedPersons(persons) => {
                let fit = persons_fit(&self.tables, persons);
                fit.then(|| {
                    persons.iter().flat_map(|person| text_words(person.party.as_str(), person.reference.as_str()))
                })
                .map(Iterator::collect)
            }
        }
    }

    /// The numbers of distinct parties, sorted, after how many they are.
    fn parties_trace(&self, ids: &[PartyId]) -> Option<Box<[u64]>> {
        let number = |id: &PartyId| self.tables.party(id.as_str()).map(|number| number as u64);
        let mut numbers = ids.iter().map(number).collect::<Option<Vec<u64>>>()?;
        numbers.sort_unstable();
        let distinct = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a != b));
        numbers.insert(0, ids.len() as u64);
        distinct.then(|| numbers.into())
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
