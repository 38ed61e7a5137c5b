//! Arrow arrays of numbers in dictionaries.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, DictionaryArray, Int32Array, ListArray, StringArray};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, TimeUnit};

use super::Fault;
use super::text::Interner;

/// The number in a dictionary; -1 for null, and what is less for a text that holds the row's own id.
pub(super) type Cell = i32;
pub(super) const NULL: Cell = -1;

/// A dictionary of the answer: it only grows, so that a number once given stays good.
pub(super) struct Dictionary {
    pub(super) interner: Interner,
    pub(super) values: ArrayRef,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { interner: Interner::default(), values: Arc::new(StringArray::from(Vec::<&str>::new())) }
    }
}

impl Dictionary {
    pub(super) fn cell(&mut self, text: Option<&str>) -> Cell {
        text.map_or(NULL, |text| self.interner.code(text) as Cell - 1)
    }

    /// Makes the values anew if there are more than before.
    pub(super) fn refresh(&mut self) {
        let texts = self.interner.texts();
        if texts.len() != self.values.len() {
            self.values = Arc::new(texts.iter().map(|text| Some(&**text)).collect::<StringArray>());
        }
    }
}

pub(super) fn text_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

pub(super) fn list_type() -> DataType {
    DataType::List(Arc::new(Field::new("item", text_type(), true)))
}

pub(super) fn instant_type() -> DataType {
    let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(instant))
}

pub(super) fn texts(values: ArrayRef, cells: Vec<Cell>) -> Result<ArrayRef, Fault> {
    Ok(Arc::new(DictionaryArray::try_new(keys(cells), values)?))
}

pub(super) fn lists(
    values: ArrayRef,
    cells: Vec<Cell>,
    offsets: OffsetBuffer<i32>,
    valid: Option<NullBuffer>,
) -> Result<ArrayRef, Fault> {
    let item = Arc::new(Field::new("item", text_type(), true));
    Ok(Arc::new(ListArray::try_new(item, offsets, texts(values, cells)?, valid)?))
}

type Texts = DictionaryArray<arrow_array::types::Int32Type>;

/// The texts that a column of the answer may hold.
pub(super) fn said_by(column: &ArrayRef) -> Option<&StringArray> {
    let items = column.as_any().downcast_ref::<ListArray>().map_or(column, |list| list.values());
    items.as_any().downcast_ref::<Texts>()?.values().as_any().downcast_ref()
}

/// An array over other values, its numbers `moved` if that is given; `None` if it has them already.
pub(super) fn renewed(array: &ArrayRef, values: &ArrayRef, moved: Option<&[Cell]>) -> Result<Option<ArrayRef>, Fault> {
    let Some(array) = array.as_any().downcast_ref::<Texts>() else {
        return Ok(None);
    };
    if Arc::ptr_eq(array.values(), values) {
        return Ok(None);
    }
    let keys = match moved {
        None => array.keys().clone(),
        Some(moved) => {
            let place = |key: Option<i32>| key.and_then(|key| moved.get(usize::try_from(key).ok()?).copied());
            array.keys().iter().map(place).collect()
        }
    };
    Ok(Some(Arc::new(DictionaryArray::try_new(keys, Arc::clone(values))?)))
}

pub(super) fn keys(cells: Vec<Cell>) -> Int32Array {
    let nulls = cells.contains(&NULL).then(|| NullBuffer::from_iter(cells.iter().map(|cell| *cell != NULL)));
    Int32Array::new(ScalarBuffer::from(cells), nulls)
}
