//! Closes two doors that `serde` leaves open: an object written as a list of its values, and a word written as an object;
//! puts in what stands in for places of a wrong shape, and notes the way to the place of a fault.
//!
//! One reader does all three, so that the code which reads a document is there once.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use crate::document::json::mend::{Form, Mend, StandIn};

/// The steps from the fault up to the document's root: each is noted on the way out.
#[derive(Default)]
pub(super) struct Trail(Cell<Vec<String>>);

impl Trail {
    fn note(&self, step: &str) {
        let mut steps = self.0.take();
        steps.push(step.to_owned());
        self.0.set(steps);
    }

    /// The way from the root to the fault.
    pub(super) fn path(self) -> Vec<String> {
        let mut steps = self.0.into_inner();
        steps.reverse();
        steps
    }
}

/// How a place and what is below it are read; by default, as they are.
#[derive(Clone, Copy, Default)]
pub(super) struct How<'m> {
    /// What is mended there.
    pub(super) mend: Option<&'m Mend>,
    /// Where the way to a fault is noted.
    pub(super) trail: Option<&'m Trail>,
}

impl<'m> How<'m> {
    fn below(self, step: &str) -> Self {
        Self { mend: self.mend.and_then(|mend| mend.below(step)), ..self }
    }

    /// Whether nothing is mended and nothing is noted: what costs nothing.
    fn is_plain(self) -> bool {
        self.mend.is_none() && self.trail.is_none()
    }

    fn stand_in(self) -> Option<Form> {
        self.mend.and_then(|mend| mend.stand_in)
    }

    fn noted<T, E>(self, step: &str, result: Result<T, E>) -> Result<T, E> {
        if let (Some(trail), Err(_)) = (self.trail, &result) {
            trail.note(step);
        }
        result
    }
}

/// A deserializer or visitor that hands this strictness on to all that it holds.
pub(super) struct Strict<'m, T>(pub(super) T, pub(super) How<'m>);

/// The reader of a value one step below.
struct Below<'m, 's, S> {
    seed: S,
    how: How<'m>,
    step: &'s str,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Below<'_, '_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<S::Value, D::Error> {
        self.how.noted(self.step, self.seed.deserialize(Strict(d, self.how)))
    }
}

macro_rules! forward {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            self.0.$name(Strict(visitor, self.1))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_option deserialize_unit
        deserialize_seq deserialize_map deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, Strict(visitor, self.1))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Strict(visitor, self.1))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(len, Strict(visitor, self.1))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, len, Strict(visitor, self.1))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, Object(visitor, self.1))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_str(Word(visitor))
    }
}

macro_rules! scalars {
    ($($name:ident: $type:ty;)*) => {$(
        fn $name<E: de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$name(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    scalars! {
        visit_bool: bool;
        visit_i64: i64;
        visit_u64: u64;
        visit_f64: f64;
        visit_str: &str;
        visit_borrowed_str: &'de str;
        visit_string: String;
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict(d, self.1))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Strict(d, self.1))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items { inner: seq, how: self.1, place: 0 })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Entries::new(map, self.1))
    }
}

/// The items of a list.
struct Items<'m, A> {
    inner: A,
    how: How<'m>,
    place: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        if self.how.is_plain() {
            return self.inner.next_element_seed(Below { seed, how: self.how, step: "" });
        }
        let step = self.place.to_string();
        self.place += 1;
        let how = self.how.below(&step);
        let Some(form) = how.stand_in() else {
            return self.inner.next_element_seed(Below { seed, how, step: &step });
        };
        match self.inner.next_element::<IgnoredAny>()? {
            None => Ok(None),
            Some(_) => how.noted(&step, seed.deserialize(StandIn::new(form))).map(Some),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// The fields of an object.
struct Entries<'m, A> {
    inner: A,
    how: How<'m>,
    /// The field that is being read, and those that were: kept only where something is mended or noted.
    key: String,
    seen: BTreeSet<String>,
    missing: std::slice::Iter<'m, String>,
    is_missing: bool,
}

impl<'m, A> Entries<'m, A> {
    fn new(inner: A, how: How<'m>) -> Self {
        let missing = how.mend.map(|mend| mend.missing.iter()).unwrap_or_default();
        Self { inner, how, key: String::new(), seen: BTreeSet::new(), missing, is_missing: false }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if self.how.is_plain() {
            return self.inner.next_key_seed(seed);
        }
        let passed_over = |key: &String, again: bool| {
            self.how.mend.is_some_and(|mend| mend.ignored.contains(key) || (again && mend.doubled.contains(key)))
        };
        while let Some(key) = self.inner.next_key::<String>()? {
            let again = !self.seen.insert(key.clone());
            if passed_over(&key, again) {
                self.inner.next_value::<IgnoredAny>()?;
                continue;
            }
            self.key = key;
            let key: StrDeserializer<'_, A::Error> = self.key.as_str().into_deserializer();
            return self.how.noted(&self.key, seed.deserialize(key)).map(Some);
        }
        self.is_missing = true;
        let Some(key) = self.missing.next() else { return Ok(None) };
        self.key.clone_from(key);
        let key: StrDeserializer<'_, A::Error> = key.as_str().into_deserializer();
        self.how.noted(&self.key, seed.deserialize(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let how = self.how.below(&self.key);
        if self.is_missing {
            let form = how.stand_in().unwrap_or(Form::Text);
            return how.noted(&self.key, seed.deserialize(StandIn::new(form)));
        }
        let Some(form) = how.stand_in() else {
            return self.inner.next_value_seed(Below { seed, how, step: &self.key });
        };
        self.inner.next_value::<IgnoredAny>()?;
        how.noted(&self.key, seed.deserialize(StandIn::new(form)))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// Takes an object and nothing else.
struct Object<'m, V>(V, How<'m>);

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Entries::new(map, self.1))
    }
}

/// Takes a word of a closed set, written as a string.
struct Word<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Word<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        let word: StrDeserializer<'_, E> = text.into_deserializer();
        self.0.visit_enum(word)
    }
}
