//! Lists laid out: what many rows take of few entries, copied block by block on all cores.

use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use rayon::prelude::*;

use super::arrays::too_long;
use super::codes::ROWS;
use super::fault::Fault;
use super::keyed::Span;
use super::pages::Pages;

/// So many cells are copied at a time, whether a list has them or not: what is too many is written over by the next.
const CELLS: usize = 16;
/// The same of bytes.
const BYTES: usize = 64;

/// The lists of rows.
pub(super) struct Laid<'a> {
    /// By row: the number of its answer.
    numbers: &'a [u32],
    /// By number: where its list stands.
    spans: &'a [Span],
    /// How long the lists of each block of rows are, together.
    blocks: Vec<usize>,
}

impl<'a> Laid<'a> {
    pub(super) fn new(numbers: &'a [u32], spans: &'a [Span]) -> Self {
        let count = |number: &u32| span(spans, *number).1;
        let blocks = numbers.par_chunks(ROWS).map(|numbers| numbers.iter().map(count).sum()).collect();
        Self { numbers, spans, blocks }
    }

    pub(super) fn total(&self) -> usize {
        self.blocks.iter().sum()
    }

    /// Where the list of each row begins and the last ends.
    pub(super) fn offsets(&self) -> Result<OffsetBuffer<i32>, Fault> {
        i32::try_from(self.total()).map_err(|_| too_long())?;
        let mut pages = Pages::<i32>::new(self.numbers.len() + 1);
        let (_, ends) = pages.items().split_at_mut(1);
        let starts = self.blocks.iter().scan(0, |end, length| Some(std::mem::replace(end, *end + length)));
        let blocks: Vec<_> = ends.chunks_mut(ROWS).zip(self.numbers.chunks(ROWS)).zip(starts).collect();
        blocks.into_par_iter().for_each(|((ends, numbers), start)| {
            let mut end = start as i32;
            for (out, number) in ends.iter_mut().zip(numbers) {
                end += span(self.spans, *number).1 as i32;
                *out = end;
            }
        });
        Ok(OffsetBuffer::new(pages.into()))
    }

    /// The cells of the lists.
    pub(super) fn cells(&self, cells: &[i32]) -> ScalarBuffer<i32> {
        let mut pages = Pages::new(self.total());
        self.by_block(pages.items(), |numbers, out| {
            let mut at = 0;
            for number in numbers {
                let (start, count) = span(self.spans, *number);
                copy::<_, CELLS>(cells, start, count, out, at, |piece| piece);
                at += count;
            }
        });
        pages.into()
    }

    /// The bytes of the lists; their spans are those of bytes.
    pub(super) fn bytes(&self, bytes: &[u8]) -> Pages<u8> {
        let mut pages = Pages::new(self.total());
        self.by_block(pages.items(), |numbers, out| {
            let mut at = 0;
            for number in numbers {
                let (start, count) = span(self.spans, *number);
                copy::<_, BYTES>(bytes, start, count, out, at, |piece| piece);
                at += count;
            }
        });
        pages
    }

    /// Where each text of the lists ends, whose bytes are laid out as `bytes`; `ends`: by cell, counted from the first byte
    /// of its list.
    pub(super) fn ends(&self, ends: &[i32], bytes: &Laid<'_>) -> Result<OffsetBuffer<i32>, Fault> {
        i32::try_from(bytes.total()).map_err(|_| too_long())?;
        let mut pages = Pages::<i32>::new(self.total() + 1);
        let (_, out) = pages.items().split_at_mut(1);
        let starts = bytes.blocks.iter().scan(0, |end, length| Some(std::mem::replace(end, *end + length)));
        let starts: Vec<usize> = starts.collect();
        let blocks: Vec<_> = self.split(out).into_iter().zip(starts).collect();
        blocks.into_par_iter().for_each(|((numbers, out), start)| {
            let (mut at, mut base) = (0, start as i32);
            for number in numbers {
                let (first, count) = span(self.spans, *number);
                copy::<_, CELLS>(ends, first, count, out, at, |piece| piece.map(|end| base.wrapping_add(end)));
                at += count;
                base += span(bytes.spans, *number).1 as i32;
            }
        });
        Ok(OffsetBuffer::new(pages.into()))
    }

    /// The blocks of rows, each with its part of what is written.
    fn split<'o, T>(&self, mut out: &'o mut [T]) -> Vec<(&'a [u32], &'o mut [T])> {
        let parts = self.numbers.chunks(ROWS).zip(&self.blocks);
        parts
            .map(|(numbers, length)| {
                let (part, rest) = std::mem::take(&mut out).split_at_mut(*length);
                out = rest;
                (numbers, part)
            })
            .collect()
    }

    fn by_block<T: Send>(&self, out: &mut [T], write: impl Fn(&[u32], &mut [T]) + Sync) {
        self.split(out).into_par_iter().for_each(|(numbers, out)| write(numbers, out));
    }
}

/// Where the list of an answer stands.
#[inline]
fn span(spans: &[Span], number: u32) -> Span {
    spans.get(number as usize).copied().unwrap_or_default()
}

/// Copies a list to its place: in pieces of one length, as long as they find room.
#[inline]
fn copy<T: Copy + Default, const N: usize>(
    from: &[T],
    start: usize,
    count: usize,
    out: &mut [T],
    at: usize,
    make: impl Fn([T; N]) -> [T; N],
) {
    let mut done = 0;
    while done < count {
        let piece = from.get(start + done..).and_then(<[T]>::first_chunk::<N>);
        let place = out.get_mut(at + done..).and_then(<[T]>::first_chunk_mut::<N>);
        let (Some(piece), Some(place)) = (piece, place) else { break };
        *place = make(*piece);
        done += N;
    }
    if done < count {
        let rest = from.get(start + done..start + count).unwrap_or_default();
        let places = out.get_mut(at + done..at + count).unwrap_or_default();
        for (places, rest) in places.chunks_mut(N).zip(rest.chunks(N)) {
            let mut piece = [T::default(); N];
            piece.iter_mut().zip(rest).for_each(|(piece, one)| *piece = *one);
            places.iter_mut().zip(make(piece)).for_each(|(place, one)| *place = one);
        }
    }
}
