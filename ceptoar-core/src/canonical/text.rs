//! The canonical text of a document (RFC 8785), after sorting every list whose order has no meaning, and without what says
//! nothing. It is written straight from the document: no tree of values stands in between.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{self, Impossible, Serialize, Serializer};
use serde_json::Error;

use crate::canonical::writer::{Order, Writer};

/// Lists whose order is part of the meaning, by the key that holds them and what stands above it.
const ORDERED: [(&str, &str); 10] = [
    ("links", "channels"),
    ("means", "channels"),
    ("means_later", "channels"),
    ("value", "channels"),
    ("", "labels"),
    ("", "based_on"),
    ("source_index", "statements"),
    ("ceptoars", "means"),
    ("members", "means"),
    ("links", "means"),
];
/// Says nothing of what the document means.
const NO_MEANING: [&str; 2] = ["$schema", "format"];
/// A vocabulary may not be left out: an empty one differs from the built-in one.
const WITH_EMPTY_LISTS: &str = "vocabularies";

/// The canonical text of a document.
pub(crate) fn canonical<T: Serialize>(document: &T) -> Vec<u8> {
    write(document, None)
}

/// The canonical text of a document with another value for one of its fields.
pub(crate) fn canonical_with<T: Serialize>(document: &T, field: &'static str, value: &impl Serialize) -> Vec<u8> {
    let mut writer = Writer::default();
    let _ = value.serialize(Place { writer: &mut writer, above: "", key: field });
    write(document, Some((field, writer.out)))
}

fn write<T: Serialize>(document: &T, instead: Option<(&'static str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = Writer::with(instead);
    // Documents have string keys and whole numbers only, so that this cannot fail.
    let _ = document.serialize(Place { writer: &mut writer, above: "", key: "" });
    writer.out
}

/// Whether a value may as well be left out where it is a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Something,
    EmptyList,
    Nothing,
}

/// Where a value is written: `above` is the key of the list or object that holds it, `key` its own.
struct Place<'w, 'k> {
    writer: &'w mut Writer,
    above: &'k str,
    key: &'k str,
}

impl<'w, 'k> Place<'w, 'k> {
    fn null(self) -> Result<Weight, Error> {
        self.writer.out.extend_from_slice(b"null");
        Ok(Weight::Nothing)
    }

    fn list(self) -> List<'w, 'k> {
        let begun = (self.writer.out.len(), self.writer.parts.len());
        List { place: self, begun, is_empty: true }
    }

    fn object(self) -> Object<'w, 'k> {
        let instead = self.writer.instead.take();
        let begun = (self.writer.out.len(), self.writer.parts.len());
        Object { writer: self.writer, key: self.key, begun, is_empty: true, name: String::new(), instead }
    }
}

macro_rules! scalars {
    ($($name:ident: $type:ty;)*) => {$(
        fn $name(self, value: $type) -> Result<Weight, Error> {
            self.writer.scalar(&value)?;
            Ok(Weight::Something)
        }
    )*};
}

impl<'w, 'k> Serializer for Place<'w, 'k> {
    type Ok = Weight;
    type Error = Error;
    type SerializeSeq = List<'w, 'k>;
    type SerializeTuple = List<'w, 'k>;
    type SerializeTupleStruct = List<'w, 'k>;
    type SerializeTupleVariant = Impossible<Weight, Error>;
    type SerializeMap = Object<'w, 'k>;
    type SerializeStruct = Object<'w, 'k>;
    type SerializeStructVariant = Impossible<Weight, Error>;

    scalars! {
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_f32: f32;
        serialize_f64: f64;
        serialize_char: char;
        serialize_str: &str;
    }

    fn serialize_bool(self, value: bool) -> Result<Weight, Error> {
        self.writer.scalar(&value)?;
        Ok(if value { Weight::Something } else { Weight::Nothing })
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Weight, Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<Weight, Error> {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Weight, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Weight, Error> {
        self.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Weight, Error> {
        self.null()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Weight, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Weight, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Weight, Error> {
        let mut object = self.object();
        object.field(Cow::Borrowed(variant), value)?;
        Ok(object.close())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w, 'k>, Error> {
        Ok(self.list())
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'w, 'k>, Error> {
        Ok(self.list())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'w, 'k>, Error> {
        Ok(self.list())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(ser::Error::custom("no document has a variant with a list"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'w, 'k>, Error> {
        Ok(self.object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'w, 'k>, Error> {
        Ok(self.object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(ser::Error::custom("no document has a variant with fields"))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<Weight, Error> {
        self.serialize_str(&value.to_string())
    }
}

/// A list that is being written.
struct List<'w, 'k> {
    place: Place<'w, 'k>,
    begun: (usize, usize),
    is_empty: bool,
}

impl List<'_, '_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let Place { ref mut writer, above, key } = self.place;
        let from = writer.out.len();
        value.serialize(Place { writer, above, key })?;
        writer.part(Cow::Borrowed(""), from);
        self.is_empty = false;
        Ok(())
    }

    fn close(self) -> Weight {
        let Place { writer, above, key } = self.place;
        let order = if ORDERED.contains(&(above, key)) { Order::AsWritten } else { Order::ByText };
        writer.close(self.begun, (b'[', b']'), order);
        if self.is_empty { Weight::EmptyList } else { Weight::Something }
    }
}

macro_rules! lists {
    ($($trait:ident $item:ident)*) => {$(impl ser::$trait for List<'_, '_> {
        type Ok = Weight;
        type Error = Error;

        fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
            self.item(value)
        }

        fn end(self) -> Result<Weight, Error> {
            Ok(self.close())
        }
    })*};
}
lists! { SerializeSeq serialize_element SerializeTuple serialize_element SerializeTupleStruct serialize_field }

/// An object that is being written.
struct Object<'w, 'k> {
    writer: &'w mut Writer,
    key: &'k str,
    begun: (usize, usize),
    is_empty: bool,
    /// Of a map: the name of the field whose value comes next.
    name: String,
    instead: Option<(&'static str, Vec<u8>)>,
}

impl Object<'_, '_> {
    fn field<T: Serialize + ?Sized>(&mut self, name: Cow<'static, str>, value: &T) -> Result<(), Error> {
        self.is_empty = false;
        if NO_MEANING.contains(&&*name) || self.instead.as_ref().is_some_and(|(field, _)| *field == name) {
            return Ok(());
        }
        let from = self.begin(&name)?;
        let weight = value.serialize(Place { writer: self.writer, above: self.key, key: &name })?;
        let is_kept = match weight {
            Weight::Something => true,
            Weight::EmptyList => self.key == WITH_EMPTY_LISTS,
            Weight::Nothing => false,
        };
        if is_kept {
            self.writer.part(name, from);
        } else {
            self.writer.out.truncate(from);
        }
        Ok(())
    }

    fn begin(&mut self, name: &str) -> Result<usize, Error> {
        let from = self.writer.out.len();
        self.writer.scalar(name)?;
        self.writer.out.push(b':');
        Ok(from)
    }

    fn close(mut self) -> Weight {
        if let Some((name, text)) = self.instead.take()
            && let Ok(from) = self.begin(name)
        {
            self.is_empty = false;
            self.writer.out.extend_from_slice(&text);
            self.writer.part(Cow::Borrowed(name), from);
        }
        self.writer.close(self.begun, (b'{', b'}'), Order::ByName);
        if self.is_empty { Weight::Nothing } else { Weight::Something }
    }
}

impl ser::SerializeStruct for Object<'_, '_> {
    type Ok = Weight;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.field(Cow::Borrowed(name), value)
    }

    fn end(self) -> Result<Weight, Error> {
        Ok(self.close())
    }
}

impl ser::SerializeMap for Object<'_, '_> {
    type Ok = Weight;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = serde_json::to_value(key)?;
        key.as_str().unwrap_or_default().clone_into(&mut self.name);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let name = std::mem::take(&mut self.name);
        self.field(Cow::Owned(name), value)
    }

    fn end(self) -> Result<Weight, Error> {
        Ok(self.close())
    }
}

#[cfg(test)]
mod tests;
