//! Columns of sets as numbers: lists of texts, or text that holds one or several.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};

use super::cell::{self, Reading, Why};
use super::codes::{ABSENT, Codes};
use super::interner::Interner;
use super::listed::{Lists, lists};
use super::sets::{Empty, NOBODY, Sets};
use super::text::{Blank, by_text, encode, is_absent};

/// What is wrong with a value, by its number.
pub(super) type Faults = BTreeMap<u32, Why>;

/// A column of sets: lists of text, or text that holds one value or several.
pub(super) fn encode_sets(
    array: &ArrayRef,
    reading: &Reading,
    interner: &mut Interner,
    sets: &mut Sets,
    faults: &mut Faults,
) -> Option<Codes> {
    if let Some((values, ends)) = lists(array) {
        let items = items(&values, interner)?;
        return Lists::new(array, items, interner.texts().len(), ends).number(sets);
    }
    let separator = reading.separator.as_deref();
    by_text(array, |text| {
        if sets.empty == Empty::Nobody && text.trim() == NOBODY {
            return sets.code(&mut []);
        }
        match cell::ids(text, separator) {
            Ok(ids) => {
                let mut set: Vec<u32> = ids.iter().map(|id| interner.code(id)).collect();
                sets.code(&mut set)
            }
            Err(why) => wrong(text, why, interner, sets, faults),
        }
    })
}

/// A column of named persons: lists of `{party, ref}` or text, each pair as one text with a line break between, which no id
/// holds.
pub(super) fn encode_persons(
    array: &ArrayRef,
    reading: &Reading,
    interner: &mut Interner,
    sets: &mut Sets,
    faults: &mut Faults,
) -> Option<Codes> {
    let Some((values, ends)) = lists(array) else {
        let separator = reading.separator.as_deref();
        return by_text(array, |text| match cell::persons(text, separator) {
            Ok(persons) => {
                let mut set: Vec<u32> = persons.iter().map(|(party, who)| interner.code(&pair(party, who))).collect();
                sets.code(&mut set)
            }
            Err(why) => wrong(text, why, interner, sets, faults),
        });
    };
    if is_absent(&values) {
        return Lists::new(array, Codes::Same(ABSENT), 0, ends).number(sets);
    }
    let persons: &StructArray = values.as_struct_opt()?;
    let read = |name: &str| {
        let mut texts = Interner::default();
        let column = persons.column_by_name(name)?;
        let codes = items(column, &mut texts)?.each(column.len());
        Some((texts, codes))
    };
    let ((parties, party), (references, reference)) = (read("party")?, read("ref")?);
    let codes: Vec<u32> = party
        .iter()
        .zip(&reference)
        .enumerate()
        .map(|(row, (party, reference))| match (parties.text(*party), references.text(*reference)) {
            (Some(party), Some(reference)) if persons.is_valid(row) => interner.code(&pair(party, reference)),
            _ => ABSENT,
        })
        .collect();
    Lists::new(array, Codes::Each(codes), interner.texts().len(), ends).number(sets)
}

fn pair(party: &str, reference: &str) -> String {
    format!("{party}\n{reference}")
}

/// What stands in lists: there a text of no characters is one.
fn items(values: &ArrayRef, interner: &mut Interner) -> Option<Codes> {
    if is_absent(values) { Some(Codes::Same(ABSENT)) } else { encode(values, interner, Blank::Text) }
}

/// The number of a cell that is refused here.
fn wrong(text: &str, why: Why, interner: &mut Interner, sets: &mut Sets, faults: &mut Faults) -> u32 {
    let code = sets.code(&mut [interner.code(text)]);
    faults.insert(code, why);
    code
}
