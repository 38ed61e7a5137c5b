//! Cells of text as numbers.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Float16Type, Float32Type, Float64Type};
use arrow_array::{AnyDictionaryArray, Array, ArrayRef, BooleanArray};
use arrow_schema::DataType;
use rayon::prelude::*;

use super::codes::{ABSENT, Codes, ROWS, by_keys};
use super::interner::Interner;
use super::keys::{keys_of, place};

/// Stands for a value of a dictionary that no row has used yet.
const UNREAD: u32 = u32::MAX;

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
    each(array, interner, blank).map(Codes::Each)
}

/// The numbers of a column of text, each distinct text read once.
pub(super) fn by_text(array: &ArrayRef, mut read: impl FnMut(&str) -> u32) -> Option<Codes> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        return of_places(dictionary, Blank::Absent, &mut read);
    }
    let mut own = Interner::default();
    let mut codes = each(array, &mut own, Blank::Absent)?;
    let known: Vec<u32> = std::iter::once(ABSENT).chain(own.texts().iter().map(|text| read(text))).collect();
    let number = |code: &mut u32| *code = known.get(*code as usize).copied().unwrap_or(ABSENT);
    codes.par_chunks_mut(ROWS).for_each(|codes| codes.iter_mut().for_each(number));
    Some(Codes::Each(codes))
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
        return Some(Codes::Keyed(keys, codes));
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

/// The number of each row of plain text. What the first rows say is mostly what the others say, and is found on all cores.
fn each(array: &ArrayRef, interner: &mut Interner, blank: Blank) -> Option<Vec<u32>> {
    let texts = Texts::new(array.as_ref())?;
    let mut out = vec![ABSENT; array.len()];
    match &texts {
        // What most frames hold, and so read without asking each time what it is.
        Texts::Utf8(texts) => {
            let nulls = texts.nulls();
            let is_null = |row: usize| nulls.is_some_and(|nulls| nulls.is_null(row));
            find_each(|row| (!is_null(row)).then(|| texts.value(row)), interner, blank, &mut out);
        }
        texts => find_each(|row| texts.get(row), interner, blank, &mut out),
    }
    Some(out)
}

/// The numbers of texts, each of which `get` gives.
fn find_each<'a>(
    get: impl Fn(usize) -> Option<&'a str> + Sync,
    interner: &mut Interner,
    blank: Blank,
    out: &mut [u32],
) {
    let said = |row: usize| get(row).filter(|text| blank.says(text));
    let (first, others) = out.split_at_mut(ROWS.min(out.len()));
    for (row, out) in first.iter_mut().enumerate() {
        *out = said(row).map_or(ABSENT, |text| interner.code(text));
    }
    let known = &*interner;
    let find = |(block, out): (usize, &mut [u32])| {
        let from = (block + 1) * ROWS;
        let mut open = false;
        for (row, out) in (from..).zip(out) {
            if let Some(text) = said(row) {
                *out = known.find(text).unwrap_or(UNREAD);
                open |= *out == UNREAD;
            }
        }
        open
    };
    let open: Vec<bool> = others.par_chunks_mut(ROWS).enumerate().map(find).collect();
    for (block, (out, _)) in others.chunks_mut(ROWS).zip(open).enumerate().filter(|(_, (_, open))| *open) {
        for (row, out) in out.iter_mut().enumerate().filter(|(_, code)| **code == UNREAD) {
            *out = said((block + 1) * ROWS + row).map_or(ABSENT, |text| interner.code(text));
        }
    }
}
