//! The keys by which tables are joined: the ids of recipients and parties, as they are written out.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};

use super::arrays::too_long;
use super::fault::Fault;

/// A part of something that stands in one piece: where it begins, and how long it is.
pub(super) type Span = (usize, usize);

/// The keys of answers: those of one answer stand together, and are copied as one.
#[derive(Default)]
pub(super) struct Keyed {
    pub(super) bytes: Vec<u8>,
    /// By item: where its key ends, counted from the first byte of its answer.
    pub(super) ends: Vec<i32>,
}

impl Keyed {
    /// Takes the keys of an answer in: where their bytes stand.
    pub(super) fn enter<'a>(&mut self, keys: impl Iterator<Item = &'a str>) -> Span {
        let start = self.bytes.len();
        for key in keys {
            self.bytes.extend_from_slice(key.as_bytes());
            self.ends.push(i32::try_from(self.bytes.len() - start).unwrap_or(i32::MAX));
        }
        (start, self.bytes.len() - start)
    }

    /// A column of the keys of entries, one after the other, each given by its items and by its bytes. An entry without keys keeps an empty place.
    pub(super) fn column(&self, entries: &[(Span, Span)]) -> Result<ArrayRef, Fault> {
        let total: usize = entries.iter().map(|((_, count), _)| (*count).max(1)).sum();
        let (mut offsets, mut data, mut valid) = (Vec::with_capacity(total + 1), Vec::new(), Vec::new());
        offsets.push(0_i32);
        for ((first, count), (start, length)) in entries.iter().copied() {
            let so_far = i32::try_from(data.len() + length).map_err(|_| too_long())? - length as i32;
            let ends = self.ends.get(first..first + count).unwrap_or_default();
            offsets.extend(ends.iter().map(|end| so_far + end));
            valid.extend(std::iter::repeat_n(true, count));
            data.extend_from_slice(self.bytes.get(start..start + length).unwrap_or_default());
            if count == 0 {
                valid.push(false);
                offsets.push(so_far);
            }
        }
        let nulls = valid.contains(&false).then(|| NullBuffer::from(valid));
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        Ok(Arc::new(StringArray::try_new(offsets, Buffer::from_vec(data), nulls)?))
    }
}
