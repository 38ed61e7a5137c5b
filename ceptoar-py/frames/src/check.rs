//! Whether columns are whole: their producer may be another library, and what it says of its buffers may be wrong.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, GenericStringArray, OffsetSizeTrait};
use arrow_schema::{ArrowError, DataType};
use rayon::prelude::*;

use super::codes::ROWS;
use super::keys::{are_within, beside, keys_of};

/// Checks that an array holds what its producer says: text that is text, offsets and keys within bounds.
///
/// Arrow's own check of keys and offsets goes row by row: where a quick look finds all of them within bounds, it is spared.
pub(super) fn check(array: &ArrayRef) -> Result<(), ArrowError> {
    if is_sound(array) { Ok(()) } else { array.to_data().validate_full() }
}

/// Whether a quick look finds an array whole; `false`: it must be looked at in full.
fn is_sound(array: &ArrayRef) -> bool {
    match array.data_type() {
        DataType::Dictionary(..) => array.as_any_dictionary_opt().is_some_and(|dictionary| {
            let keys = arrow_array::make_array(dictionary.keys().to_data());
            has_form(array) && has_places(&keys, dictionary.values().len()) && is_sound(dictionary.values())
        }),
        DataType::List(_) => has_form(array) && array.as_list_opt().is_some_and(is_sound_list::<i32>),
        DataType::LargeList(_) => has_form(array) && array.as_list_opt().is_some_and(is_sound_list::<i64>),
        DataType::Utf8 => has_form(array) && array.as_string_opt().is_some_and(is_sound_text::<i32>),
        DataType::LargeUtf8 => has_form(array) && array.as_string_opt().is_some_and(is_sound_text::<i64>),
        _ => array.to_data().validate_full().is_ok(),
    }
}

/// Whether the buffers of an array are as long as it needs them, and its nulls as many as it says.
fn has_form(array: &ArrayRef) -> bool {
    let data = array.to_data();
    data.validate().is_ok() && data.validate_nulls().is_ok()
}

/// Whether every key that is not null names one of so many places.
fn has_places(keys: &ArrayRef, places: usize) -> bool {
    let Some(of_rows) = keys_of(keys) else { return false };
    (0..keys.len().div_ceil(ROWS)).into_par_iter().all(|block| {
        let rows = block * ROWS..keys.len().min((block + 1) * ROWS);
        are_within(of_rows, rows.clone(), places)
            || keys.nulls().is_some_and(|nulls| {
                let nulls = nulls.slice(rows.start, rows.len());
                let said = nulls.inner().bit_chunks();
                let mut words = rows.step_by(64).zip(said.iter_padded());
                words.all(|(row, said)| beside(of_rows, row..keys.len().min(row + 64), places) & said == 0)
            })
    })
}

fn is_sound_list<O: OffsetSizeTrait>(list: &GenericListArray<O>) -> bool {
    lie_within(list.value_offsets(), list.values().len()) && is_sound(list.values())
}

/// Texts in which every byte is a letter of its own.
fn is_sound_text<O: OffsetSizeTrait>(texts: &GenericStringArray<O>) -> bool {
    let (offsets, bytes) = (texts.value_offsets(), texts.value_data());
    let place = |offset: Option<&O>| offset.and_then(|offset| offset.to_usize()).unwrap_or(usize::MAX);
    lie_within(offsets, bytes.len())
        && bytes.get(place(offsets.first())..place(offsets.last())).is_some_and(|bytes| {
            let parts = bytes.par_chunks(16 * ROWS);
            parts.all(<[u8]>::is_ascii)
        })
}

/// Whether offsets rise, and lie within so many places.
fn lie_within<O: OffsetSizeTrait>(offsets: &[O], places: usize) -> bool {
    let begins = offsets.first().is_some_and(|first| *first >= O::usize_as(0));
    let ends = offsets.last().and_then(|last| last.to_usize()).is_some_and(|last| last <= places);
    // Each block looks one further, at the first of the next.
    let rises = offsets.par_chunks(ROWS).enumerate().all(|(block, offsets_here)| {
        let next = offsets.get((block + 1) * ROWS);
        let falls = |falls, (before, after): (&O, &O)| falls | (before > after);
        let here = offsets_here.iter().zip(offsets_here.iter().skip(1)).fold(false, falls);
        !here && next.is_none_or(|next| offsets_here.last().is_none_or(|last| last <= next))
    });
    begins && ends && rises
}
