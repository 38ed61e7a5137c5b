//! Cells of text as numbers: each distinct text is kept once.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Float16Type, Float32Type, Float64Type};
use arrow_array::{AnyDictionaryArray, Array, ArrayRef, BooleanArray};
use arrow_schema::DataType;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use super::codes::{ABSENT, Codes, by_keys};
use super::keys::{keys_of, place};

/// Stands for a value of a dictionary that no row has used yet.
const UNREAD: u32 = u32::MAX;

/// Distinct texts, numbered from 1.
#[derive(Default)]
pub(crate) struct Interner {
    table: HashTable<u32>,
    texts: Vec<Box<str>>,
    hasher: FixedState,
}

impl Interner {
    pub(crate) fn code(&mut self, text: &str) -> u32 {
        let Self { table, texts, hasher } = self;
        let at = |code: &u32| texts.get(*code as usize - 1).map_or("", |text| text);
        let hash = hasher.hash_one(text);
        if let Some(code) = table.find(hash, |code| at(code) == text) {
            return *code;
        }
        let code = texts.len() as u32 + 1;
        table.insert_unique(hash, code, |code| hasher.hash_one(at(code)));
        texts.push(text.into());
        code
    }

    /// The number of a text that is known.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |code| self.text(*code) == Some(text)).copied()
    }

    pub(crate) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get((code as usize).checked_sub(1)?).map(|text| &**text)
    }

    pub(crate) fn texts(&self) -> &[Box<str>] {
        &self.texts
    }
}

/// Text of any of Arrow's layouts, read by row.
pub(super) enum Texts<'a> {
    Utf8(&'a arrow_array::StringArray),
    Large(&'a arrow_array::LargeStringArray),
    View(&'a arrow_array::StringViewArray),
    Flags(&'a BooleanArray),
    Nothing,
}

impl<'a> Texts<'a> {
    pub(super) fn new(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::Large(array.as_string()),
            DataType::Utf8View => Self::View(array.as_string_view()),
            DataType::Boolean => Self::Flags(array.as_boolean()),
            DataType::Null => Self::Nothing,
            _ => return None,
        })
    }

    pub(super) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Flags(array) => array.is_valid(row).then(|| if array.value(row) { "true" } else { "false" }),
            Self::Nothing => None,
        }
    }
}

/// Whether a text of no characters says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// In a cell it is the same as none.
    Absent,
    /// In a list something should stand there.
    Text,
}

impl Blank {
    fn says(self, text: &str) -> bool {
        self == Self::Text || !text.is_empty()
    }
}

/// Whether no row of a column holds anything. Such a column may be of any type, since a library must give it one.
pub(super) fn is_absent(array: &ArrayRef) -> bool {
    array.logical_null_count() == array.len() || held_rows(array).next().is_none()
}

/// The rows of a column that hold something. A number that is none is what pandas writes where nothing stands.
pub(super) fn held_rows(array: &ArrayRef) -> impl Iterator<Item = usize> {
    fn nans<T: ArrowPrimitiveType>(array: &ArrayRef, is_nan: fn(T::Native) -> bool) -> Vec<bool> {
        array.as_primitive_opt::<T>().into_iter().flat_map(|array| array.values()).map(|value| is_nan(*value)).collect()
    }
    let nulls = array.logical_nulls();
    let nans = match array.data_type() {
        DataType::Float16 => nans::<Float16Type>(array, |value| value.is_nan()),
        DataType::Float32 => nans::<Float32Type>(array, f32::is_nan),
        DataType::Float64 => nans::<Float64Type>(array, f64::is_nan),
        _ => Vec::new(),
    };
    let nothing = matches!(array.data_type(), DataType::Null);
    (0..array.len()).filter(move |row| {
        let null = nothing || nulls.as_ref().is_some_and(|nulls| nulls.is_null(*row));
        !null && !nans.get(*row).copied().unwrap_or(false)
    })
}

/// A dictionary of at most so many values is read whole, and its keys stay as they are.
const MOST_PLACES: usize = 4096;

/// The numbers of a column of text; `None` if it is no text.
pub(super) fn encode(array: &ArrayRef, interner: &mut Interner, blank: Blank) -> Option<Codes> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        return of_places(dictionary, blank, &mut |text| interner.code(text));
    }
    each(array, interner, blank, &mut |_, code| code)
}

/// The numbers of a column of text, each distinct text read once.
pub(super) fn by_text(array: &ArrayRef, mut read: impl FnMut(&str) -> u32) -> Option<Codes> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        return of_places(dictionary, Blank::Absent, &mut read);
    }
    let mut known: Vec<u32> = Vec::new();
    each(array, &mut Interner::default(), Blank::Absent, &mut |text, code| {
        // Numbers are given one after the other.
        match known.get(code as usize - 1) {
            Some(number) => *number,
            None => {
                let number = read(text);
                known.push(number);
                number
            }
        }
    })
}

/// The numbers of a dictionary, as `read` gives them.
fn of_places(dictionary: &dyn AnyDictionaryArray, blank: Blank, read: &mut dyn FnMut(&str) -> u32) -> Option<Codes> {
    let texts = Texts::new(dictionary.values().as_ref())?;
    let places = dictionary.values().len();
    if places == 0 {
        return Some(Codes::Same(ABSENT));
    }
    let mut read = |key: usize| texts.get(key).filter(|text| blank.says(text)).map_or(ABSENT, &mut *read);
    let keys = arrow_array::make_array(dictionary.keys().to_data());
    if places <= MOST_PLACES {
        let codes: Vec<u32> = (0..places).map(read).collect();
        return Some(match keys.null_count() {
            0 => Codes::Keyed(keys, codes),
            _ => Codes::Each(by_keys(&keys, &codes)),
        });
    }
    // Only what some row uses is read: a dictionary may hold leftovers.
    let mut known = vec![UNREAD; places];
    let of_rows = keys_of(&keys)?;
    for row in (0..keys.len()).filter(|row| keys.is_valid(*row)) {
        if let Some((key, known)) = place(of_rows, row).and_then(|key| Some((key, known.get_mut(key)?)))
            && *known == UNREAD
        {
            *known = read(key);
        }
    }
    Some(Codes::Each(by_keys(&keys, &known)))
}

/// The number of each row of plain text: what `number` makes of the text and its number.
fn each(
    array: &ArrayRef,
    interner: &mut Interner,
    blank: Blank,
    number: &mut dyn FnMut(&str, u32) -> u32,
) -> Option<Codes> {
    let texts = Texts::new(array.as_ref())?;
    let mut last: Option<(&str, u32)> = None;
    let codes = (0..array.len()).map(|row| {
        let Some(text) = texts.get(row).filter(|text| blank.says(text)) else { return ABSENT };
        match last {
            Some((same, code)) if same == text => code,
            _ => {
                let code = number(text, interner.code(text));
                last = Some((text, code));
                code
            }
        }
    });
    Some(Codes::Each(codes.collect()))
}
