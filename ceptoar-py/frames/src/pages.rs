//! Memory of columns that are written once.
//!
//! Pages that the system gives for the first time cost more than what is written into them. Where it can, it is asked for
//! large ones: a page of two megabytes instead of 512 of four kilobytes.

use std::marker::PhantomData;

use arrow_buffer::{ArrowNativeType, Buffer, MutableBuffer, ScalarBuffer};
use bytemuck::Pod;

/// A large page.
#[cfg(target_os = "linux")]
const LARGE: usize = 1 << 21;

/// What stands in a column, zero at first.
pub(super) struct Pages<T> {
    memory: Memory,
    length: usize,
    of: PhantomData<T>,
}

enum Memory {
    Small(MutableBuffer),
    #[cfg(target_os = "linux")]
    Large(memmap2::MmapMut),
}

impl<T: Pod> Pages<T> {
    pub(super) fn new(length: usize) -> Self {
        let memory = Memory::new(length * size_of::<T>());
        Self { memory, length, of: PhantomData }
    }

    pub(super) fn items(&mut self) -> &mut [T] {
        let bytes = match &mut self.memory {
            Memory::Small(buffer) => buffer.as_slice_mut(),
            #[cfg(target_os = "linux")]
            Memory::Large(pages) => pages.as_mut(),
        };
        let length = self.length * size_of::<T>();
        // Both kinds of memory begin where any number may.
        bytemuck::cast_slice_mut(bytes.get_mut(..length).unwrap_or_default())
    }
}

impl Memory {
    fn new(bytes: usize) -> Self {
        #[cfg(target_os = "linux")]
        if bytes >= LARGE {
            // What is left beside the last large page is one as well, if it is most of one.
            let beside = bytes % LARGE;
            let whole = if beside > LARGE / 2 { bytes - beside + LARGE } else { bytes };
            if let Ok(pages) = memmap2::MmapMut::map_anon(whole) {
                // A system without large pages gives small ones.
                let _ = pages.advise(memmap2::Advice::HugePage);
                return Self::Large(pages);
            }
        }
        Self::Small(MutableBuffer::from_len_zeroed(bytes))
    }
}

impl<T: Pod> From<Pages<T>> for Buffer {
    fn from(pages: Pages<T>) -> Self {
        let whole: Self = match pages.memory {
            Memory::Small(buffer) => buffer.into(),
            #[cfg(target_os = "linux")]
            Memory::Large(memory) => bytes::Bytes::from_owner(memory).into(),
        };
        whole.slice_with_length(0, pages.length * size_of::<T>())
    }
}

impl<T: Pod + ArrowNativeType> From<Pages<T>> for ScalarBuffer<T> {
    fn from(pages: Pages<T>) -> Self {
        let length = pages.length;
        Self::new(pages.into(), 0, length)
    }
}
