//! Arrow arrays of numbers in dictionaries.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, DictionaryArray, Int32Array, ListArray, StringArray, TimestampMicrosecondArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, TimeUnit};

use super::fault::Fault;
use super::interner::Interner;

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

/// How a column holds its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As numbers of a dictionary.
    Coded,
    /// As they are: what tables are joined by, and what readers without dictionaries read.
    Plain,
}

impl Form {
    pub(super) fn text(self) -> DataType {
        match self {
            Self::Coded => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Self::Plain => DataType::Utf8,
        }
    }

    pub(super) fn list(self) -> DataType {
        DataType::List(self.item())
    }

    pub(super) fn item(self) -> Arc<Field> {
        Arc::new(Field::new("item", self.text(), true))
    }

    /// A column of texts, by their numbers; `nulls`: whether some may be null.
    pub(super) fn texts(self, values: ArrayRef, cells: ScalarBuffer<Cell>, nulls: bool) -> Result<ArrayRef, Fault> {
        match (self, values.as_any().downcast_ref::<StringArray>()) {
            (Self::Plain, Some(texts)) => plain(texts, &cells, nulls),
            _ => Ok(Arc::new(DictionaryArray::try_new(keys(cells, nulls), values)?)),
        }
    }

    /// A column of lists of texts.
    pub(super) fn lists(
        self,
        values: ArrayRef,
        cells: ScalarBuffer<Cell>,
        nulls: bool,
        offsets: OffsetBuffer<i32>,
        valid: Option<NullBuffer>,
    ) -> Result<ArrayRef, Fault> {
        self.list_of(self.texts(values, cells, nulls)?, offsets, valid)
    }

    pub(super) fn list_of(
        self,
        items: ArrayRef,
        offsets: OffsetBuffer<i32>,
        valid: Option<NullBuffer>,
    ) -> Result<ArrayRef, Fault> {
        Ok(Arc::new(ListArray::try_new(self.item(), offsets, items, valid)?))
    }
}

/// The texts of cells, one after the other.
fn plain(texts: &StringArray, cells: &[Cell], some: bool) -> Result<ArrayRef, Fault> {
    let (ends, bytes) = (texts.value_offsets(), texts.value_data());
    let span = |cell: &Cell| {
        let place = usize::try_from(*cell).ok()?;
        Some((*ends.get(place)? as usize, *ends.get(place + 1)? as usize))
    };
    let mut offsets: Vec<i32> = Vec::with_capacity(cells.len() + 1);
    let mut end = 0_usize;
    offsets.push(0);
    for (from, to) in cells.iter().map(|cell| span(cell).unwrap_or_default()) {
        end += to - from;
        offsets.push(i32::try_from(end).map_err(|_| too_long())?);
    }
    let mut data = Vec::with_capacity(end);
    for (from, to) in cells.iter().filter_map(span) {
        data.extend_from_slice(bytes.get(from..to).unwrap_or_default());
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(Arc::new(StringArray::try_new(offsets, Buffer::from_vec(data), nulls(cells, some))?))
}

pub(super) fn too_long() -> Fault {
    Fault::frame(
        "the texts of one batch are longer than two gigabytes: leave dictionaries on, or choose fewer columns with `answer`",
        "ひとまとまりの文字列が2ギガバイトを超える。dictionariesをFalseにしないか、`answer` で列を減らす",
    )
}

/// An instant of the answer: never in a dictionary, from which pandas would take it without its zone.
pub(super) fn instant_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// A column of instants, in microseconds.
pub(super) fn instants(until: ScalarBuffer<i64>, nulls: Option<NullBuffer>) -> ArrayRef {
    Arc::new(TimestampMicrosecondArray::new(until, nulls).with_timezone("UTC"))
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

fn keys(cells: ScalarBuffer<Cell>, some: bool) -> Int32Array {
    let nulls = nulls(&cells, some);
    Int32Array::new(cells, nulls)
}

/// Which cells are not null; `some`: whether one may be.
fn nulls(cells: &[Cell], some: bool) -> Option<NullBuffer> {
    let is_said = |n: usize| cells.get(n).is_some_and(|cell| *cell != NULL);
    (some && cells.contains(&NULL)).then(|| NullBuffer::new(BooleanBuffer::collect_bool(cells.len(), is_said)))
}
