//! Rows of a column again: each as often as the answer has rows for it, or where the keys of a dictionary point.
//!
//! Arrow's own kernel for this takes any places of any type; with the comparisons that it brings along it was a twelfth of the
//! library.

use std::sync::Arc;

use arrow_array::{
    AnyDictionaryArray, Array, ArrayRef, ArrowPrimitiveType, DictionaryArray, PrimitiveArray,
    downcast_dictionary_array, downcast_primitive_array, make_array,
};
use arrow_buffer::NullBuffer;
use arrow_data::transform::MutableArrayData;
use arrow_schema::ArrowError;

/// Each row of a column as often as is said.
pub(super) fn repeated(column: &ArrayRef, times: &[usize]) -> Result<ArrayRef, ArrowError> {
    downcast_primitive_array!(
        column => return Ok(Arc::new(numbers(column, times))),
        _ => {}
    );
    downcast_dictionary_array!(
        column => return Ok(Arc::new(DictionaryArray::try_new(numbers(column.keys(), times), Arc::clone(column.values()))?)),
        _ => {}
    );
    let places = times.iter().enumerate().flat_map(|(row, times)| std::iter::repeat_n(Some(row), *times));
    copied(column, times.iter().sum(), places)
}

/// The values of a dictionary's rows.
pub(super) fn decoded(coded: &dyn AnyDictionaryArray) -> Result<ArrayRef, ArrowError> {
    if coded.values().is_empty() {
        return copied(coded.values(), coded.len(), std::iter::repeat_n(None, coded.len()));
    }
    // The key of a null row is any.
    let keys = coded.normalized_keys().into_iter().enumerate();
    copied(coded.values(), coded.len(), keys.map(|(row, key)| coded.keys().is_valid(row).then_some(key)))
}

fn numbers<T: ArrowPrimitiveType>(column: &PrimitiveArray<T>, times: &[usize]) -> PrimitiveArray<T> {
    let mut values = Vec::with_capacity(times.iter().sum());
    for (value, times) in column.values().iter().zip(times) {
        values.extend(std::iter::repeat_n(*value, *times));
    }
    let nulls = column.nulls().map(|nulls| {
        nulls.iter().zip(times).flat_map(|(valid, times)| std::iter::repeat_n(valid, *times)).collect::<NullBuffer>()
    });
    PrimitiveArray::new(values.into(), nulls).with_data_type(column.data_type().clone())
}

/// The rows at some places, of any type.
fn copied(column: &ArrayRef, len: usize, places: impl Iterator<Item = Option<usize>>) -> Result<ArrayRef, ArrowError> {
    let data = column.to_data();
    let mut out = MutableArrayData::try_new(vec![&data], true, len)?;
    for place in places {
        match place {
            Some(row) => out.try_extend(0, row, row + 1)?,
            None => out.try_extend_nulls(1)?,
        }
    }
    Ok(make_array(out.freeze()))
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::types::{Int8Type, Int32Type, UInt64Type};
    use arrow_array::{
        BooleanArray, Decimal256Array, Int64Array, NullArray, RunArray, StringArray, StringViewArray, StructArray,
        TimestampMillisecondArray,
    };
    use arrow_buffer::i256;

    use super::*;

    /// Six rows of many types, two of them nulls where a type has them.
    fn columns() -> Vec<ArrayRef> {
        let texts = [Some("ガス"), None, Some(""), Some("ガス"), Some("longer than twelve bytes"), None];
        let mut lists = ListBuilder::new(StringBuilder::new());
        lists.append_value([Some("a"), None]);
        lists.append_null();
        (0..4).for_each(|n| lists.append_value(vec![Some("b"); n]));
        let numbers: ArrayRef =
            Arc::new(Int64Array::from(vec![Some(1), None, Some(-3), Some(4), None, Some(i64::MAX)]));
        let run =
            RunArray::<Int32Type>::try_new(&vec![2, 5, 6].into(), &StringArray::from(vec![Some("x"), None, Some("y")]));
        vec![
            Arc::clone(&numbers),
            Arc::new(TimestampMillisecondArray::from(vec![1, 2, 3, 4, 5, 6]).with_timezone("Asia/Tokyo")),
            Arc::new(
                Decimal256Array::from_iter((0..6).map(|n| (n != 2).then(|| i256::from(n))))
                    .with_precision_and_scale(50, 3)
                    .unwrap(),
            ),
            Arc::new(texts.into_iter().collect::<DictionaryArray<Int8Type>>()),
            Arc::new(texts.into_iter().collect::<DictionaryArray<UInt64Type>>()),
            Arc::new(StringArray::from(texts.to_vec())),
            Arc::new(StringViewArray::from(texts.to_vec())),
            Arc::new(BooleanArray::from(vec![Some(true), None, Some(false), None, Some(true), Some(true)])),
            Arc::new(NullArray::new(6)),
            Arc::new(lists.finish()),
            Arc::new(run.unwrap()),
            Arc::new(StructArray::from(vec![(
                Arc::new(arrow_schema::Field::new("n", numbers.data_type().clone(), true)),
                numbers,
            )])),
        ]
    }

    #[test]
    fn each_row_stands_as_often_as_is_said() {
        for column in columns() {
            // Whole, and as a slice, whose buffers begin elsewhere.
            for (column, times) in [(column.clone(), vec![1, 3, 0, 2, 1, 2]), (column.slice(1, 4), vec![0, 2, 2, 1])] {
                let found = repeated(&column, &times).unwrap();
                assert_eq!(found.data_type(), column.data_type());
                let rows = times.iter().enumerate().flat_map(|(row, times)| std::iter::repeat_n(row, *times));
                let mut count = 0;
                for (place, row) in rows.enumerate() {
                    assert_eq!(&found.slice(place, 1), &column.slice(row, 1), "{} {place}", column.data_type());
                    count += 1;
                }
                assert_eq!(found.len(), count);
            }
        }
    }

    #[test]
    fn a_dictionary_is_read_by_its_keys() {
        let texts = [Some("a"), None, Some("b"), Some("a")];
        let coded = texts.into_iter().collect::<DictionaryArray<Int8Type>>();
        assert_eq!(&*decoded(&coded).unwrap(), &StringArray::from(texts.to_vec()) as &dyn Array);
        assert_eq!(&*decoded(&coded.slice(1, 2)).unwrap(), &StringArray::from(vec![None, Some("b")]) as &dyn Array);
        let nothing = [None::<&str>; 2].into_iter().collect::<DictionaryArray<Int8Type>>();
        assert_eq!(decoded(&nothing).unwrap().null_count(), 2);
    }
}
