//! The sources that a document cites, wherever they stand, so that no datum can be forgotten.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};
use serde_json::{Error, Value};

use crate::document::edition::Edition as EditionDoc;
use crate::document::json::read::shown;
use crate::document::value::value_of;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::gather::Gather as _;
use crate::registry::data::Inner;

/// The field whose items are ids of statements and documents.
const SOURCE: &str = "source";

/// Where an edition says which statements and documents it has, every citation must be among them. Overlays are looked at when
/// they are applied: the edition at their bottom may have no such list.
pub(super) fn sources(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
    if (inner.source_index.is_none() && inner.documents.is_empty()) || doc.based_on.is_some() {
        return;
    }
    let index = inner.source_index.iter().flat_map(|index| &index.statements).map(|entry| entry.id.as_str());
    let known: BTreeSet<&str> = index.chain(inner.documents.iter().map(|document| document.id.as_str())).gather();
    let root = At::root();
    foreign(doc, &known, problems);
    let list = root.key("excused");
    for (n, excused) in doc.excused.iter().flatten().enumerate() {
        if !known.contains(excused.id.0.as_str()) {
            let at = list.index(n);
            let (at, args) = (at.key("id"), vec![shown(&excused.id.0)]);
            unknown(problems, ErrorCode::UnknownSource, &at, args, known.iter().copied());
        }
    }
}

/// Tells each source of a document that is not known.
pub(crate) fn foreign(doc: &impl Serialize, known: &BTreeSet<&str>, problems: &mut Problems) {
    // A look without places first, which costs a tenth: nearly every document cites what it has.
    if doc.serialize(Look { known, key: "" }).is_err() {
        tell(&value_of(doc), &At::root(), known, problems);
    }
}

/// Tells each source that is not known, with its place.
fn tell(value: &Value, at: &At<'_>, known: &BTreeSet<&str>, problems: &mut Problems) {
    match value {
        Value::Array(list) => {
            for (n, item) in list.iter().enumerate() {
                tell(item, &at.index(n), known, problems);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let at = at.key(name);
                let ids = field.as_array().filter(|_| name == SOURCE).into_iter().flatten();
                for (n, id) in ids.enumerate() {
                    if let Some(id) = id.as_str().filter(|id| !known.contains(id)) {
                        let args = vec![shown(id)];
                        unknown(problems, ErrorCode::UnknownSource, &at.index(n), args, known.iter().copied());
                    }
                }
                tell(field, &at, known, problems);
            }
        }
        _ => {}
    }
}

/// Looks through all that a document writes, and fails at the first source that is not known, or at a form that no document
/// has: what is wrong is then told the other way.
#[derive(Clone, Copy)]
struct Look<'a> {
    known: &'a BTreeSet<&'a str>,
    key: &'static str,
}

fn stop<T>() -> Result<T, Error> {
    Err(ser::Error::custom("look again, and tell"))
}

macro_rules! pass_over {
    ($($name:ident: $type:ty;)*) => {$(
        fn $name(self, _: $type) -> Result<(), Error> {
            Ok(())
        }
    )*};
}

impl Serializer for Look<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    pass_over! {
        serialize_bool: bool;
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
        serialize_bytes: &[u8];
        serialize_unit_struct: &'static str;
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if self.key == SOURCE && !self.known.contains(text) { stop() } else { Ok(()) }
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        stop()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        stop()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        stop()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        stop()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        stop()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        stop()
    }
}

impl ser::SerializeSeq for Look<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        item.serialize(*self)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl ser::SerializeStruct for Look<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(Self { key, ..*self })
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use crate::error::problem::Refusal;

    #[test]
    fn the_look_passes_a_good_edition_and_stops_at_a_foreign_source() -> Result<(), Refusal> {
        let mut document = EditionDoc::read(Edition::LATEST.document())?;
        let ids = document.source_index.iter().flat_map(|index| &index.statements).map(|entry| entry.id.0.clone());
        let cited = document.documents.iter().flatten().map(|document| document.id.0.clone());
        let ids: Vec<String> = ids.chain(cited).collect();
        let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        assert!(document.serialize(Look { known: &known, key: "" }).is_ok());
        document.links.last_mut().map(|link| link.source.insert(vec!["nowhere".into()]));
        assert!(document.serialize(Look { known: &known, key: "" }).is_err());
        Ok(())
    }
}
