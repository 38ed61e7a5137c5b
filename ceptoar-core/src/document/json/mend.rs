//! Places of a document that have not its shape, and values that stand in for them while the rest is read: so all its
//! faults of shape are told at once. A document that was mended is refused in any case.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};

use crate::error::code::ErrorCode;

/// What is wrong at a place and below it.
#[derive(Debug, Default)]
pub(super) struct Mend {
    /// How the value is replaced.
    pub(super) stand_in: Option<Form>,
    /// Fields that are passed over.
    pub(super) ignored: BTreeSet<String>,
    /// Fields of which only the first is read.
    pub(super) doubled: BTreeSet<String>,
    /// Fields that are put in.
    pub(super) missing: Vec<String>,
    below: BTreeMap<String, Mend>,
}

/// What stands in where any form may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    List,
    Object,
}

impl Mend {
    pub(super) fn below(&self, step: &str) -> Option<&Mend> {
        self.below.get(step)
    }

    /// Whether a stand-in is put in at a place or above it.
    pub(super) fn is_replaced(&self, path: &[String]) -> bool {
        let mut at = Some(self);
        path.iter().any(|step| {
            at = at.and_then(|mend| mend.below(step));
            at.is_some_and(|mend| mend.stand_in.is_some())
        })
    }

    /// Takes up a fault: `None` if nothing more can be read, else whether it is a new one, not one of a stand-in, and
    /// the place that is mended.
    pub(super) fn add(&mut self, path: &[String], code: ErrorCode, field: &str) -> Option<(bool, Vec<String>)> {
        let mut at = &mut *self;
        for (n, step) in path.iter().enumerate() {
            let is_last = n + 1 == path.len();
            if is_last && code == ErrorCode::UnknownField {
                return at.ignored.insert(step.clone()).then(|| (true, path.to_vec()));
            }
            let put_in = at.missing.contains(step);
            at = at.below.entry(step.clone()).or_default();
            if put_in && at.stand_in.is_none() {
                at.stand_in = Some(Form::Text);
            }
            if let Some(form) = at.stand_in {
                at.stand_in = Some(match form {
                    Form::Text => Form::List,
                    Form::List => Form::Object,
                    Form::Object => return None,
                });
                return Some((false, path.to_vec()));
            }
        }
        let mut place = path.to_vec();
        match code {
            ErrorCode::MissingField if !at.missing.iter().any(|known| known == field) => {
                at.missing.push(field.to_owned());
                place.push(field.to_owned());
            }
            ErrorCode::DuplicateField if at.doubled.insert(field.to_owned()) => place.push(field.to_owned()),
            ErrorCode::WrongType | ErrorCode::UnknownValue if !path.is_empty() => at.stand_in = Some(Form::Text),
            _ => return None,
        }
        Some((true, place))
    }
}

/// Gives any reader a value of the form that it asks for.
pub(super) struct StandIn<E>(Form, PhantomData<E>);

impl<E> StandIn<E> {
    pub(super) fn new(form: Form) -> Self {
        Self(form, PhantomData)
    }
}

impl<E: de::Error> IntoDeserializer<'_, E> for StandIn<E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! give {
    ($($name:ident => $visit:ident($($value:expr)?);)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.$visit($($value)?)
        }
    )*};
}

impl<'de, E: de::Error> Deserializer<'de> for StandIn<E> {
    type Error = E;

    give! {
        deserialize_bool => visit_bool(false);
        deserialize_i8 => visit_i64(0);
        deserialize_i16 => visit_i64(0);
        deserialize_i32 => visit_i64(0);
        deserialize_i64 => visit_i64(0);
        deserialize_u8 => visit_u64(0);
        deserialize_u16 => visit_u64(0);
        deserialize_u32 => visit_u64(0);
        deserialize_u64 => visit_u64(0);
        deserialize_f32 => visit_f64(0.0);
        deserialize_f64 => visit_f64(0.0);
        deserialize_char => visit_str("");
        deserialize_str => visit_str("");
        deserialize_string => visit_str("");
        deserialize_bytes => visit_str("");
        deserialize_byte_buf => visit_str("");
        deserialize_identifier => visit_str("");
        deserialize_option => visit_none();
        deserialize_unit => visit_unit();
        deserialize_ignored_any => visit_unit();
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Form::Text => visitor.visit_str(""),
            Form::List => self.deserialize_seq(visitor),
            Form::Object => self.deserialize_map(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let nothing: SeqDeserializer<std::iter::Empty<StandIn<E>>, E> = SeqDeserializer::new(std::iter::empty());
        visitor.visit_seq(nothing)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let nothing: MapDeserializer<'_, std::iter::Empty<(&str, StandIn<E>)>, E> =
            MapDeserializer::new(std::iter::empty());
        visitor.visit_map(nothing)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, E> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, E> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_map(Fields(fields.iter(), PhantomData))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        let word: StrDeserializer<'_, E> = variants.first().copied().unwrap_or_default().into_deserializer();
        visitor.visit_enum(word)
    }
}

/// Every field of an object, each with a stand-in.
struct Fields<E>(std::slice::Iter<'static, &'static str>, PhantomData<E>);

impl<'de, E: de::Error> MapAccess<'de> for Fields<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        let key = self.0.next().map(|name| seed.deserialize(IntoDeserializer::<E>::into_deserializer(*name)));
        key.transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        seed.deserialize(StandIn::new(Form::Text))
    }
}
