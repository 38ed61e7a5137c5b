//! Memory of columns that are written once.
//!
//! Pages that the system gives for the first time cost more than what is written into them. Where it can, it is asked for
//! large ones: a page of two megabytes instead of 512 of four kilobytes.

use arrow_buffer::{Buffer, MutableBuffer};

/// From so many bytes on large pages are asked for.
#[cfg(target_os = "linux")]
const LARGE: usize = 1 << 21;

/// Bytes of a column, zero at first.
pub(super) enum Pages {
    Small(MutableBuffer),
    #[cfg(target_os = "linux")]
    Large(memmap2::MmapMut),
}

impl Pages {
    pub(super) fn new(bytes: usize) -> Self {
        #[cfg(target_os = "linux")]
        if bytes >= LARGE
            && let Ok(pages) = memmap2::MmapMut::map_anon(bytes)
        {
            // A system without large pages gives small ones.
            let _ = pages.advise(memmap2::Advice::HugePage);
            return Self::Large(pages);
        }
        Self::Small(MutableBuffer::from_len_zeroed(bytes))
    }

    pub(super) fn bytes(&mut self) -> &mut [u8] {
        match self {
            Self::Small(buffer) => buffer.as_slice_mut(),
            #[cfg(target_os = "linux")]
            Self::Large(pages) => pages,
        }
    }
}

impl From<Pages> for Buffer {
    fn from(pages: Pages) -> Self {
        match pages {
            Pages::Small(buffer) => buffer.into(),
            #[cfg(target_os = "linux")]
            Pages::Large(pages) => bytes::Bytes::from_owner(pages).into(),
        }
    }
}
