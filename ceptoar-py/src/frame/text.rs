//! Cells of text as numbers: each distinct text is kept once.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, GenericListArray, OffsetSizeTrait, PrimitiveArray, StructArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The number of an absent value.
pub(super) const ABSENT: u32 = 0;
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

/// The numbers of a column of text; `None` if it is no text.
pub(super) fn encode(array: &ArrayRef, interner: &mut Interner) -> Option<Vec<u32>> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let texts = Texts::new(dictionary.values().as_ref())?;
        if dictionary.values().is_empty() {
            return Some(vec![ABSENT; array.len()]);
        }
        // Only what some row uses is read: a dictionary may hold leftovers.
        let mut known = vec![UNREAD; dictionary.values().len()];
        let mut code = |key: usize| match known.get_mut(key) {
            Some(known) => {
                if *known == UNREAD {
                    *known = texts.get(key).map_or(ABSENT, |text| interner.code(text));
                }
                *known
            }
            None => ABSENT,
        };
        macro_rules! by_key {
            ($($key:ident => $native:ty),*) => {
                match dictionary.keys().data_type() {
                    $(DataType::$key => {
                        let keys: &PrimitiveArray<$native> = dictionary.keys().as_primitive_opt()?;
                        match keys.nulls() {
                            None => keys.values().iter().map(|key| code(key.as_usize())).collect(),
                            Some(_) => keys.iter().map(|key| key.map_or(ABSENT, |key| code(key.as_usize()))).collect(),
                        }
                    })*
                    _ => return None,
                }
            };
        }
        return Some(by_key!(
            Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
            UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
        ));
    }
    let texts = Texts::new(array.as_ref())?;
    let mut last: Option<(&str, u32)> = None;
    let codes = (0..array.len()).map(|row| {
        let Some(text) = texts.get(row) else { return ABSENT };
        match last {
            Some((same, code)) if same == text => code,
            _ => {
                let code = interner.code(text);
                last = Some((text, code));
                code
            }
        }
    });
    Some(codes.collect())
}

/// What an empty set says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    /// The same as none: absent.
    Absent,
    /// Nobody, which is another thing than no limit. In text a blank cell is absent, and [`NOBODY`] is the empty set.
    Nobody,
}

/// How text writes an empty set where it is not absent.
pub(crate) const NOBODY: &str = "-";

/// Distinct sets of numbers, numbered from 1.
pub(super) struct Sets {
    empty: Empty,
    table: HashTable<u32>,
    ends: Vec<usize>,
    members: Vec<u32>,
    hasher: FixedState,
}

/// The members of a set by its number.
fn members<'a>(ends: &[usize], members: &'a [u32], code: u32) -> &'a [u32] {
    let Some(place) = (code as usize).checked_sub(1) else { return &[] };
    let start = place.checked_sub(1).map_or(Some(&0), |before| ends.get(before));
    match (start, ends.get(place)) {
        (Some(start), Some(end)) => members.get(*start..*end).unwrap_or_default(),
        _ => &[],
    }
}

impl Sets {
    pub(super) fn new(empty: Empty) -> Self {
        let (table, hasher) = (HashTable::new(), FixedState::default());
        Self { empty, table, ends: Vec::new(), members: Vec::new(), hasher }
    }

    /// The same, with nothing in it.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.empty);
    }

    pub(super) fn get(&self, code: u32) -> &[u32] {
        members(&self.ends, &self.members, code)
    }

    /// The number of a set; what stands twice stays twice, so that it can be refused.
    fn code(&mut self, set: &mut [u32]) -> u32 {
        if set.is_empty() && self.empty == Empty::Absent {
            return ABSENT;
        }
        set.sort_unstable();
        let Self { table, ends, members: all, hasher, .. } = self;
        let hash = hasher.hash_one(&*set);
        if let Some(code) = table.find(hash, |code| members(ends, all, *code) == set) {
            return *code;
        }
        all.extend_from_slice(set);
        ends.push(all.len());
        let code = ends.len() as u32;
        table.insert_unique(hash, code, |code| hasher.hash_one(members(ends, all, *code)));
        code
    }
}

/// A column of sets: lists of text, or text that holds one value or several with a separator between.
pub(super) fn encode_sets(
    array: &ArrayRef,
    separator: Option<&str>,
    interner: &mut Interner,
    sets: &mut Sets,
) -> Option<Vec<u32>> {
    if let Some((values, ends)) = lists(array) {
        let codes = encode(&values, interner)?;
        return collect(array, &codes, &ends, sets);
    }
    let mut of_text: Vec<Option<u32>> = Vec::new();
    let mut whole = Interner::default();
    let cells = encode(array, &mut whole)?;
    let codes = cells.into_iter().map(|cell| {
        let place = cell as usize;
        if of_text.len() <= place {
            of_text.resize(place + 1, None);
        }
        let Some(slot) = of_text.get_mut(place) else { return ABSENT };
        *slot.get_or_insert_with(|| {
            let text = whole.text(cell).unwrap_or_default();
            let limits = sets.empty == Empty::Nobody;
            if limits && text.trim().is_empty() {
                return ABSENT;
            }
            if limits && text.trim() == NOBODY {
                return sets.code(&mut []);
            }
            let mut set: Vec<u32> = match separator {
                Some(separator) => {
                    let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
                    parts.map(|part| interner.code(part)).collect()
                }
                None => whole.text(cell).map(|text| interner.code(text)).into_iter().collect(),
            };
            if limits && set.is_empty() {
                // Separators alone are neither: the text goes to the core, which refuses it.
                set.push(interner.code(text));
            }
            sets.code(&mut set)
        })
    });
    Some(codes.collect())
}

/// A column of named persons: lists of `{party, ref}`, each pair as one text with a line break between, which no id holds.
pub(super) fn encode_persons(array: &ArrayRef, interner: &mut Interner, sets: &mut Sets) -> Option<Vec<u32>> {
    // A column of CSV without a value is text.
    if matches!(array.data_type(), DataType::Null) || array.null_count() == array.len() {
        return Some(vec![ABSENT; array.len()]);
    }
    let (values, ends) = lists(array)?;
    if matches!(values.data_type(), DataType::Null) {
        return collect(array, &vec![ABSENT; values.len()], &ends, sets);
    }
    let persons: &StructArray = values.as_struct_opt()?;
    let read = |name: &str| {
        let mut texts = Interner::default();
        let codes = encode(persons.column_by_name(name)?, &mut texts)?;
        Some((texts, codes))
    };
    let ((parties, party), (references, reference)) = (read("party")?, read("ref")?);
    let codes: Vec<u32> = party
        .iter()
        .zip(&reference)
        .enumerate()
        .map(|(row, (party, reference))| match (parties.text(*party), references.text(*reference)) {
            (Some(party), Some(reference)) if persons.is_valid(row) => interner.code(&format!("{party}\n{reference}")),
            _ => ABSENT,
        })
        .collect();
    collect(array, &codes, &ends, sets)
}

/// The values of a column of lists, and where each row begins and the last ends.
fn lists(array: &ArrayRef) -> Option<(ArrayRef, Vec<usize>)> {
    fn of<O: OffsetSizeTrait>(list: &GenericListArray<O>) -> (ArrayRef, Vec<usize>) {
        // A slice of a column still holds the values of all of it.
        let offsets = list.value_offsets();
        let start = offsets.first().map_or(0, |offset| offset.as_usize());
        let end = offsets.last().map_or(0, |offset| offset.as_usize());
        let values = list.values().slice(start, end.saturating_sub(start));
        (values, offsets.iter().map(|offset| offset.as_usize().saturating_sub(start)).collect())
    }
    match array.data_type() {
        DataType::List(_) => Some(of::<i32>(array.as_list_opt()?)),
        DataType::LargeList(_) => Some(of::<i64>(array.as_list_opt()?)),
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list_opt()?;
            let size = usize::try_from(*size).ok()?;
            Some((list.values().clone(), (0..=array.len()).map(|row| row * size).collect()))
        }
        _ => None,
    }
}

fn collect(array: &ArrayRef, codes: &[u32], ends: &[usize], sets: &mut Sets) -> Option<Vec<u32>> {
    let mut set = Vec::new();
    let mut out = Vec::with_capacity(array.len());
    let mut last: Option<(&[u32], u32)> = None;
    for (row, bounds) in ends.windows(2).enumerate() {
        let [start, end] = bounds else { continue };
        if array.is_null(row) {
            out.push(ABSENT);
            continue;
        }
        let members = codes.get(*start..*end)?;
        let code = match last {
            Some((same, code)) if same == members => code,
            _ => {
                set.clear();
                set.extend_from_slice(members);
                sets.code(&mut set)
            }
        };
        last = Some((members, code));
        out.push(code);
    }
    Some(out)
}
