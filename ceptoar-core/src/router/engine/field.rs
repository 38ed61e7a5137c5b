//! The distinct values of one field, numbered.

/// Distinct names with their numbers.
///
/// A name of up to sixteen bytes is told from others by its ends and its length, in one comparison of numbers; only a longer
/// one is compared as a text. The hash is not keyed: the names of a table are those of its documents, and looking a foreign
/// name up adds none.
#[derive(Default)]
pub(in crate::router) struct Field {
    /// A power of two of them, at most half of them filled; what has no room in its slot stands in one behind.
    slots: Vec<Slot>,
    /// By number.
    names: Vec<Box<str>>,
}

/// A name, by its ends.
#[derive(Clone, Copy)]
struct Slot {
    ends: Ends,
    number: u32,
}

/// What is in no slot.
const NONE: u32 = u32::MAX;
const EMPTY: Slot = Slot { ends: Ends { first: 0, last: 0, len: 0 }, number: NONE };

/// The first and the last eight bytes of a name, or all of a shorter one, and how long it is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ends {
    first: u64,
    last: u64,
    len: u32,
}

impl Ends {
    /// The most bytes that they tell all of.
    const WHOLE: usize = 16;

    #[inline]
    fn of(name: &[u8]) -> Self {
        let len = u32::try_from(name.len()).unwrap_or(u32::MAX);
        let (first, last) = match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => short(name),
        };
        Self { first, last, len }
    }

    /// A number that says little about the name, and mostly another for another.
    #[inline]
    fn print(self, name: &[u8]) -> usize {
        let ends = mixed(self.first ^ FIRST ^ u64::from(self.len), self.last ^ LAST);
        let print = if name.len() > Self::WHOLE { longer(ends, name) } else { ends };
        (print >> 8) as usize
    }
}

// Digits of pi.
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
const LAST: u64 = 0x1319_8a2e_0370_7344;
const BETWEEN: u64 = 0xa409_3822_299f_31d0;

#[inline]
fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The ends of a name of less than eight bytes.
#[inline]
fn short(name: &[u8]) -> (u64, u64) {
    match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
        _ => (name.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    }
}

/// The print of a name whose ends do not tell all of it.
#[inline(never)]
fn longer(ends: u64, name: &[u8]) -> u64 {
    let (words, _) = name.as_chunks();
    words.iter().fold(ends, |print, word| mixed(print ^ u64::from_le_bytes(*word), BETWEEN))
}

impl Field {
    /// Numbers names in their order, each once.
    pub(in crate::router) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        Self::placed(names.into_iter())
    }

    /// Numbers distinct names by their places.
    pub(in crate::router) fn placed<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<Box<str>> = names.map(Box::from).collect();
        let mut slots = vec![EMPTY; (2 * names.len()).next_power_of_two()];
        let last = slots.len() - 1;
        for (number, name) in (0..).zip(&names) {
            let ends = Ends::of(name.as_bytes());
            let mut place = ends.print(name.as_bytes()) & last;
            while slots.get(place).is_some_and(|slot| slot.number != NONE) {
                place = (place + 1) & last;
            }
            if let Some(slot) = slots.get_mut(place) {
                *slot = Slot { ends, number };
            }
        }
        Self { slots, names }
    }

    pub(in crate::router) fn len(&self) -> usize {
        self.names.len()
    }

    #[inline]
    pub(in crate::router) fn find(&self, name: &str) -> Option<usize> {
        let last = self.slots.len().wrapping_sub(1);
        let ends = Ends::of(name.as_bytes());
        let mut place = ends.print(name.as_bytes()) & last;
        loop {
            let slot = self.slots.get(place)?;
            if slot.number == NONE {
                return None;
            }
            if slot.ends == ends && (name.len() <= Ends::WHOLE || self.is(slot.number, name)) {
                return Some(slot.number as usize);
            }
            place = (place + 1) & last;
        }
    }

    #[inline(never)]
    fn is(&self, number: u32, name: &str) -> bool {
        self.names.get(number as usize).is_some_and(|known| **known == *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of every length up to sixty-four, and many that differ in one place alone.
    fn names() -> Vec<String> {
        let long = |len: usize| "organization-of-the-region-0123456789-members-of-the-group-4321-x".chars().take(len);
        let mut names: Vec<String> = (0..=64).map(|len| long(len).collect()).collect();
        for (len, place) in (1..=64).flat_map(|len| (0..len).map(move |place| (len, place))) {
            names.push(long(len).enumerate().map(|(n, letter)| if n == place { 'ü' } else { letter }).collect());
        }
        names.extend((0..5_000).map(|n| format!("organization-{n:05}-members")));
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn each_name_has_its_place_and_a_foreign_one_has_none() {
        let names = names();
        let known: Vec<&str> = names.iter().map(String::as_str).step_by(2).collect();
        let field = Field::placed(known.iter().copied());
        assert_eq!(field.len(), known.len());
        for (n, name) in names.iter().enumerate() {
            assert_eq!(field.find(name), (n % 2 == 0).then_some(n / 2), "{name}");
        }
        assert_eq!(Field::placed(std::iter::empty()).find(""), None);
        assert_eq!(Field::default().find("a"), None);
        assert_eq!(Field::placed(std::iter::once("")).find(""), Some(0));
    }

    #[test]
    fn names_that_count_up_stand_near_their_slots() {
        let of = |form: &dyn Fn(usize) -> String| {
            let names: Vec<String> = (0..20_000).map(form).collect();
            let field = Field::placed(names.iter().map(String::as_str));
            let last = field.slots.len() - 1;
            let far = |(place, slot): (usize, &Slot)| {
                let name = field.names.get(slot.number as usize)?;
                Some(place.wrapping_sub(slot.ends.print(name.as_bytes())) & last)
            };
            field.slots.iter().enumerate().filter_map(far).max()
        };
        for form in [
            &(|n| format!("{n}")) as &dyn Fn(usize) -> String,
            &|n| format!("o-{n:06}"),
            &|n| format!("organization-{n:05}-members"),
            &|n| format!("{n:05}-organization-of-a-region-members"),
            &|n| format!("org-{:03}-{:03}-m", n / 200, n % 200),
        ] {
            assert!(of(form) < Some(64), "{:?}", of(form));
        }
    }
}
